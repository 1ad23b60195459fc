"""What a passport's statements come down to where they agree; where they do not, there is no single fact to hand on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from passport.canonical import Json
from passport.model import ClaimKind, Passport, Source, Statement
from passport.records import DocumentRecord, EventRecord, Money
from passport.untp.model import Classification, Measure
from passport.untp.vocabulary import TERMS, UNIT_CODES, country_code
from validate.custody.units import fold_unit, grams

KIND_NAMES = {
    "kimberley_process_certificate": "Kimberley Process certificate",
    "icglr_certificate": "ICGLR certificate",
    "certificate_of_origin": "Certificate of origin",
    "export_licence": "Export licence",
    "commercial_invoice": "Commercial invoice",
    "packing_list": "Packing list",
    "transport_document": "Transport document",
    "assay_certificate": "Assay certificate",
    "origin_declaration": "Origin declaration",
    "customs_declaration": "Customs declaration",
}
MAKING = frozenset({"aggregate", "split", "process", "recycle"})
"""Custody steps that bring forth a lot that was none before, apart from mining."""
MOVES = frozenset({"transfer", "transport", "export", "import"})
"""Custody steps in which a lot only changes hands or place."""
BIZ_STEPS = {
    "extract": "commissioning",
    "aggregate": "assembling",
    "split": "disassembling",
    "process": "commissioning",
    "recycle": "commissioning",
    "transfer": "shipping",
    "transport": "transporting",
    "export": "departing",
    "import": "arriving",
}
"""Our event types as business steps of the GS1 Core Business Vocabulary 2.0."""
_HS_SCHEME = "https://www.wcoomd.org/en/topics/nomenclature/instrument-and-tools/hs-nomenclature-2022-edition.aspx"


def kind_name(kind: str) -> str:
    """A document type in words; a type that the installation has added by its own."""
    return KIND_NAMES.get(kind, kind.removeprefix("x_").replace("_", " ").capitalize())


def paper_name(document: DocumentRecord) -> str:
    """What a person calls a document: its kind, with its number where that was read."""
    kind = kind_name(document.type)
    return f"{kind} {document.number}" if document.number else kind


def one_text(statements: Sequence[Statement]) -> str | None:
    """The text that all papers state alike; None where they differ or none states it."""
    values = {statement.value for statement in statements if isinstance(statement.value, str)}
    return next(iter(values)) if len(values) == 1 else None


def one_money(statements: Sequence[Statement]) -> Money | None:
    """The amount that all papers state, as the first of them writes it; None where they differ."""
    values = [statement.value for statement in statements]
    amounts = {(Decimal(value.amount), value.currency) for value in values if isinstance(value, Money)}
    first = values[0] if values else None
    return first if len(amounts) == 1 and isinstance(first, Money) else None


def measure(value: object, unit: str | None) -> Measure | None:
    """A decimal text with a unit of mass as a measure; None for what is no number or has no unit code."""
    if not isinstance(value, str) or unit is None or (code := UNIT_CODES.get(fold_unit(unit))) is None:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= 2**53:
        return None
    # A JSON number is a double: a weight that a double would change is left out rather than changed.
    return Measure(value=number, unit=code) if Decimal(repr(float(number))) == number else None


def one_weight(statements: Sequence[Statement]) -> Measure | None:
    """The weight that all papers state, in whatever units, as the first of them has it; None where they differ."""
    masses = set()
    for statement in statements:
        number = measure(statement.value, statement.unit)
        masses.add(None if number is None else grams(number.value, fold_unit(statement.unit or "")))
    if len(masses) != 1 or None in masses:
        return None
    return measure(statements[0].value, statements[0].unit)


def lot_weight(passport: Passport) -> Measure | None:
    """The lot's weight: carats where the papers give carats, else the net weight; None where they do not agree."""
    quantities = passport.quantities
    return one_weight(quantities.carat_weight) if quantities.carat_weight else one_weight(quantities.net_weight)


def lot_name(passport: Passport) -> str:
    """What the lot is, in few words: its mineral as all papers state it, else its description, else its number."""
    mineral = one_text(passport.subject.mineral)
    text = mineral or one_text(passport.subject.goods_description)
    return text[:1].upper() + text[1:] if text else f"Lot {passport.lot}"


def country_of_production(passport: Passport) -> tuple[str, str] | None:
    """The country (alpha-2) that the lot was made in, and on what ground; None where no single one is stated.

    All that state an origin agree: that one. Several origins: the country of the step in which the lot was put
    together, by its custody record, or for a parcel of `mixed` origin the country that exports it. Papers that
    disagree: the one country on a state's certificate, if it is one.
    """
    papers = [origin for origin in passport.origin.countries if origin.claim != "inferred-from-custody"]
    stated = {origin.value for origin in papers}
    if len(stated) == 1 and (code := country_code(next(iter(stated)))) is not None:
        return code, "all papers that state an origin state this one"
    if stated and (code := _made_in(passport)) is not None:
        return code, "the lot was put together there, by its custody record; its material is of several origins"
    provenance = one_text(passport.route.provenance)
    if "mixed" in stated and provenance is not None and (code := country_code(provenance)) is not None:
        return code, "exported from there as a parcel of mixed origin; where it was put together is not stated"
    certified = {origin.value for origin in papers if origin.claim == "government-certified"}
    if len(certified) == 1 and (code := country_code(next(iter(certified)))) is not None:
        return code, "stated on a state's certificate; other papers state another origin"
    if not stated:
        inferred = {country_code(origin.value) for origin in passport.origin.countries}
        if len(inferred) == 1 and (code := next(iter(inferred))) is not None:
            return code, "no paper states an origin; the custody records begin there"
    return None


def _made_in(passport: Passport) -> str | None:
    own = {passport.lot, *passport.custody_lots}
    made = [event for event in passport.custody if event.type in MAKING and event.lot in own and event.country]
    return country_code(made[-1].country or "") if made else None


def classification(code: str, names: dict[str, str]) -> Classification:
    """An HS code as a classification; a longer national code is said to be one."""
    name = names.get(code[:6])
    scheme = "WCO Harmonized System" if len(code) <= 6 else "Customs tariff, of the WCO Harmonized System to six digits"
    return Classification(code=code, name=name or f"HS {code}", scheme_id=_HS_SCHEME, scheme_name=scheme)


def mineral_class(mineral: str) -> Classification:
    """The mineral by our own list."""
    return Classification(code=mineral, name=mineral, scheme_id=f"{TERMS}mineral", scheme_name="lotpass minerals")


def stated_by(passport: Passport, sources: Iterable[Source]) -> str:
    """Who states a fact, in words: the papers by name, and the custody record."""
    papers = {document.id: paper_name(document) for document in passport.documents}
    named = [
        papers.get(source.document, source.document) if source.document is not None else f"custody event {source.event}"
        for source in sources
    ]
    return "; ".join(dict.fromkeys(named))


def disagreements(passport: Passport) -> list[Json]:
    """Facts that are stated differently, each statement with who makes it."""
    found: list[Json] = []
    sections = [("", passport.subject), ("", passport.quantities), ("", passport.route)]
    for prefix, section in (*sections, *((f"{role} ", party) for role, party in passport.parties)):
        for name, statements in section:
            if len(statements) > 1:
                found.extend(_statement(passport, prefix + name, statement) for statement in statements)
    return found


def _statement(passport: Passport, name: str, statement: Statement) -> Json:
    value = statement.value
    shown = f"{value.amount} {value.currency}" if isinstance(value, Money) else str(value)
    if isinstance(value, tuple):
        shown = ", ".join(value)
    entry: dict[str, Json] = {"fact": name, "value": shown, "statedBy": stated_by(passport, statement.sources)}
    return entry if statement.unit is None else {**entry, "unitAsStated": statement.unit}


def claim_words(claim: ClaimKind) -> str:
    """The kind of an origin claim in words."""
    return claim.replace("-", " ")


def own_lot(passport: Passport, event: EventRecord | str) -> str:
    """The lot's own number for any of its numbers in the custody records; another lot's number stays."""
    lot = event if isinstance(event, str) else event.lot
    return passport.lot if lot in passport.custody_lots else lot
