"""The lot as a Catena-X Digital Product Passport 7.0.0 (`urn:samm:io.catenax.generic.digital_product_passport:7.0.0`).

That model is one of manufactured parts and demands what no paper of a lot states: volumes, addresses by street and
number, a part number. A text that is not stated says so; a number that is not stated is NOT_MEASURED, which no weight
or volume can be, so that nobody takes it for one; and `additionalData` names every place where that is so.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from passport.canonical import Json, JsonObject
from passport.model import Passport, Statement
from passport.untp.facts import (
    claim_words,
    country_of_production,
    disagreements,
    lot_name,
    one_text,
    one_weight,
    paper_name,
    stated_by,
)
from passport.untp.model import Measure
from passport.untp.naming import Publisher, paper_url
from passport.untp.vocabulary import plain_number
from validate.custody.units import grams

SPECIFICATION = "urn:io.catenax.generic.digital_product_passport:7.0.0"
NOT_STATED = "not stated"
NOT_MEASURED = -1
NO_END = "9999-12-31"
"""The day on which a passport without an end expires; the model demands one."""
_UNITS = {"GRM": "unit:gram", "KGM": "unit:kilogram", "TNE": "unit:tonneMetricTon", "LBR": "unit:pound"}
_CATEGORIES = {
    "kimberley_process_certificate": "Certifications and Compliance",
    "icglr_certificate": "Certifications and Compliance",
    "certificate_of_origin": "Certifications and Compliance",
    "export_licence": "Certifications and Compliance",
    "assay_certificate": "Result of Tests Reports",
    "origin_declaration": "Supply Chain Information",
    "transport_document": "Supply Chain Information",
    "packing_list": "Product Packaging",
    "commercial_invoice": "Purchase and Retail Information",
}


def catenax_passport(
    passport: Passport, digest: str, publisher: Publisher, issued: datetime, until: datetime | None = None
) -> tuple[JsonObject, tuple[str, ...]]:
    """The product passport, and the places where the model demands what is not stated.

    `digest` is that of the passport; `issued` (aware) and `until` become its dates.
    """
    missing: list[str] = []
    dimension = _dimension(passport, missing)
    names = list(dict.fromkeys(str(statement.value) for statement in passport.parties.exporter.names))
    importers: list[Json] = list(dict.fromkeys(str(statement.value) for statement in passport.parties.importer.names))
    country = country_of_production(passport)
    missing += ["metadata.economicOperator.economicOperatorAddress", "metadata.backupReference"]
    missing += ["operation.manufacturing.manufacturer", "identification.partTypeInformation.manufacturerPartId"]
    if passport.origin.mine_sites:
        missing.append("operation.manufacturing.facilities")
    if until is None:
        missing.append("metadata.expirationDate")
    missing.append("sustainability.productStatus")  # a choice of five words about use, of which no paper speaks
    whole: JsonObject = {
        "metadata": {
            "specVersion": SPECIFICATION,
            "version": "1.0.0",
            "passportIdentifier": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{publisher.did}/catena-x/{digest}')}",
            "registrationIdentifier": publisher.lot(passport.lot),
            "issueDate": issued.date().isoformat(),
            "expirationDate": NO_END if until is None else until.date().isoformat(),
            "predecessor": {"applicable": False},
            "backupReference": NOT_STATED,
            "language": "en",
            "economicOperator": {
                "economicOperatorIdentification": publisher.did,
                "economicOperatorNames": [publisher.name],
                "economicOperatorAddress": _address(),
                "economicOperatorContact": {} if publisher.site is None else {"website": publisher.site},
            },
        },
        "identification": {
            "batchInformation": [{"key": "batchId", "value": passport.lot}],
            "partTypeInformation": {"manufacturerPartId": NOT_STATED, "nameAtManufacturer": lot_name(passport)},
            "partClassification": [
                {"standard": "WCO Harmonized System", "id": code, "description": f"HS {code}"}
                for code in _codes(passport)
            ],
            "productImages": [],
            "codes": [{"key": "HS", "value": code} for code in _codes(passport)],
            "dataCarriers": [],
        },
        "operation": {
            "manufacturing": {
                "facilities": [
                    {"facilityIdentification": origin.value, "facilityAddress": _address()}
                    for origin in passport.origin.mine_sites
                ],
                "manufacturer": {
                    "manufacturerIdentification": NOT_STATED,
                    "manufacturerNames": [],
                    "manufacturerAddress": _address(),
                    "manufacturerContact": {},
                },
            },
            "import": {"applicable": False},
            "extendedProducerResponsibilityScheme": {"applicable": False},
        },
        "handling": {"applicable": False},
        "characteristics": {"lifespan": [], "physicalDimension": dimension},
        "commercial": {"purpose": [], "recallInformation": {"applicable": False}},
        "sustainability": {
            "productStatus": "original",
            "productFootprint": {"carbon": []},
            "reusability": {"applicable": False},
            "recycleabilityPerformance": {"applicable": False},
        },
        "sources": [
            {
                "header": paper_name(document),
                "category": _CATEGORIES.get(document.type, "Other"),
                "contentType": "URL",
                "content": paper_url(document.pages[0].file),
            }
            for document in passport.documents
            if document.pages
        ],
        "compliances": [],
        "composition": {
            "componentInformation": {"applicable": False},
            "materialInformation": {"materials": []},
        },
        "additionalData": [
            _data("exporter", "Exporters, as stated", names),
            _data("importer", "Importers, as stated", importers),
            *_more(passport, country),
            _data("notStated", f"Demanded by the model and stated by nobody: '{NOT_STATED}', {NOT_MEASURED}", missing),
        ],
    }
    return whole, tuple(missing)


def _address() -> JsonObject:
    return {
        "thoroughfare": {"technicalKey": "OTHER", "value": NOT_STATED, "number": NOT_STATED},
        "locality": {"technicalKey": "OTHER", "value": NOT_STATED},
        "country": {"shortName": ""},
        "postCode": {"technicalKey": "OTHER", "value": NOT_STATED},
    }


def _codes(passport: Passport) -> list[str]:
    return [statement.value for statement in passport.subject.hs_codes if isinstance(statement.value, str)]


def _dimension(passport: Passport, missing: list[str]) -> JsonObject:
    place = "characteristics.physicalDimension"
    quantities = passport.quantities
    net = quantities.carat_weight or quantities.net_weight
    found: JsonObject = {}
    for name, statements in (("weight", net), ("grossWeight", quantities.gross_weight)):
        found[name] = _mass(statements)
        if found[name] is None:
            found[name] = {"value": NOT_MEASURED, "unit": "unit:kilogram"}
            missing.append(f"{place}.{name}")
    for name in ("volume", "grossVolume"):
        found[name] = {"value": NOT_MEASURED, "unit": "unit:cubicMetre"}
        missing.append(f"{place}.{name}")
    return found


def _mass(statements: tuple[Statement, ...]) -> JsonObject | None:
    weight: Measure | None = one_weight(statements)
    if weight is None:
        return None
    if weight.unit in _UNITS:
        return {"value": plain_number(weight.value), "unit": _UNITS[weight.unit]}
    mass = grams(weight.value, weight.unit)
    return None if mass is None else {"value": plain_number(Decimal(mass)), "unit": "unit:gram"}


def _more(passport: Passport, country: tuple[str, str] | None) -> Iterator[Json]:
    yield _data("lotStatus", "Outcome of the checks of lotpass: clear, review or blocked", [passport.status])
    yield _data("checkedAsOf", "The day that stood for today in the checks", [passport.as_of.isoformat()])
    if country is not None:
        yield _data("countryOfProduction", f"ISO 3166-1 alpha-2; {country[1]}", [country[0]])
    mineral = one_text(passport.subject.mineral)
    if mineral is not None:
        yield _data("mineral", "The mineral, as all papers state it", [mineral])
    yield _data(
        "origin",
        "Origins as stated, each with the kind of claim and who states it",
        [
            f"{origin.value} ({claim_words(origin.claim)}: {stated_by(passport, origin.sources)})"
            for origin in passport.origin.countries
        ],
    )
    yield _data(
        "custodySources",
        "Where the material entered the custody chain, with its share by weight where known",
        [
            f"{source.country or 'country not stated'}, {source.mine_site or 'site not stated'}"
            f"{', recycled' if source.recycled else ''}{f', {source.share}' if source.share else ''}"
            for source in passport.origin.sources
        ],
    )
    findings = [f"{finding.severity} {finding.code}: {finding.message}" for finding in passport.findings]
    yield _data("findings", "What the checks found", findings)
    differing = (one for one in disagreements(passport) if isinstance(one, dict))
    told = [f"{one['fact']}: {one['value']} ({one['statedBy']})" for one in differing]
    yield _data("statedDifferently", "Facts that papers state differently", told)


def _data(label: str, description: str, values: Sequence[object]) -> Json:
    return {
        "label": label,
        "description": description,
        "type": {"typeUnit": "unit:none", "dataType": "array"},
        "data": "; ".join(str(value) for value in values) or "none",
    }
