"""Schemes by date: Kimberley participants, ICGLR members, issuing authorities."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from extract.model import Document
from validate.facts import Stated, called, read_field, show
from validate.model import Finding, Side
from validate.numbers import bare
from validate.rules.circumstances import ICGLR, KP, as_date, countries, destination, is_diamond, of_kind, shipped
from validate.rules.findings import UNCERTAIN, firm, found, weak
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable


def issuing_country(case: Case, document: Document) -> tuple[str, Stated] | None:
    """The country whose authority issued a scheme certificate, and what says so: a Kimberley certificate's number,
    else the provenance it states, else (ICGLR) its origin."""
    number = read_field(document, "document_number")
    if document.type is KP and number is not None:
        letters = bare(show(number))[:2]
        if letters in country_codes():
            return letters, Stated(document, number)
    names = ("country_of_provenance",) if document.type is KP else ("country_of_provenance", "country_of_origin")
    for name in names:
        field = read_field(document, name)
        if field is not None and len(found_countries := countries(field)) == 1:
            return next(iter(found_countries)), Stated(document, field)
    return None


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes, with the Union's `EU` and the former `EC` of Kimberley certificates.

    `EC` is Ecuador's code too, which is no participant: a certificate numbered so is read as the Community's.
    """
    territories = Locale("en").territories
    codes = {str(code) for code in territories if len(str(code)) == 2 and str(code).isalpha()}
    return frozenset(codes - {"ZZ", "XA", "XB", "EZ", "UN"})


@rule(
    "R001",
    "not-a-participant",
    UNCERTAIN,
    title="Issuer a scheme participant on the issue day",
    severity="block",
    basis="Regulation (EC) No 2368/2002, Annex II; US Federal Register notices (list of participants)",
    tolerance="by date of issue; without one, by date of shipment",
)
def issuer_takes_part(case: Case) -> Result:
    """The country that issued the Kimberley certificate was a participant on its date of issue."""
    certificates = of_kind(case, KP)
    if not certificates:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for document in certificates:
        issuer = issuing_country(case, document)
        if issuer is None:
            continue
        checked = True
        country, stated = issuer
        day = as_date(read_field(document, "issue_date")) or shipped(case).date
        if country == "EC" or case.reference.participant(country, day) is not None:
            continue
        if not firm(stated, case.policy):
            findings.append(weak("R001", "issuer", stated, f"{country} was no participant on {day}."))
            continue
        findings.append(
            found(
                "R001",
                "not-a-participant",
                f"The {called(document)} was issued by {country}, which was no participant of the Kimberley Process on "
                f"{day}.",
                left=stated,
                right=Side(reference="Kimberley Process participants", value=f"{country} not listed on {day}"),
            )
        )
    return judged(findings) if checked else undecidable("The certificate's issuer was not read.")


@rule(
    "R002",
    "not-a-participant",
    UNCERTAIN,
    title="Importing side a participant on the import day",
    severity="block",
    basis="KPCS core document, Section III(c); Regulation (EC) No 2368/2002, Article 11",
    tolerance="by date of shipment",
)
def destination_takes_part(case: Case) -> Result:
    """Rough diamonds go to a country that was a Kimberley participant on the day of shipment."""
    if not is_diamond(case):
        return NOT_APPLICABLE
    stated = destination(case)
    if stated is None:
        return undecidable("No document states the country of destination.")
    day = shipped(case).date
    outside = sorted(c for c in countries(stated.field) if case.reference.participant(c, day) is None)
    if not outside:
        return judged(())
    if not firm(stated, case.policy):
        return judged([weak("R002", "country of destination", stated, f"{outside[0]} was no participant on {day}.")])
    return judged(
        [
            found(
                "R002",
                "not-a-participant",
                f"The {called(stated.document)} sends rough diamonds to {', '.join(outside)}, no participant of the "
                f"Kimberley Process on {day}.",
                left=stated,
                right=Side(reference="Kimberley Process participants", value=f"{outside[0]} not listed on {day}"),
            )
        ]
    )


@rule(
    "W032",
    "not-a-participant",
    UNCERTAIN,
    title="ICGLR issuer is a member state",
    severity="block",
    basis="ICGLR Regional Certification Mechanism (member states); ICGLR data standard, MD.03",
    tolerance="twelve member states",
)
def icglr_issuer(case: Case) -> Result:
    """An ICGLR certificate was issued by a member state."""
    certificates = of_kind(case, ICGLR)
    if not certificates:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for document in certificates:
        issuer = issuing_country(case, document)
        if issuer is None:
            continue
        checked = True
        country, stated = issuer
        day = as_date(read_field(document, "issue_date")) or shipped(case).date
        if case.reference.icglr_member(country, day):
            continue
        if not firm(stated, case.policy):
            findings.append(weak("W032", "issuer", stated, f"{country} is no member state of the ICGLR."))
            continue
        findings.append(
            found(
                "W032",
                "not-a-participant",
                f"The {called(document)} is from {country}, which is no member state of the ICGLR.",
                left=stated,
                right=Side(reference="ICGLR member states", value=f"{country} not listed"),
            )
        )
    return judged(findings) if checked else undecidable("The certificate's issuer was not read.")


@rule(
    "W004",
    "issuer-mismatch",
    UNCERTAIN,
    title="Number prefix is the issuer",
    severity="block",
    basis="KPCS core document, Annex I (number with the alpha-2 code of the issuing country)",
    tolerance="EU for every Member State, EC before 2013",
)
def prefix_is_issuer(case: Case) -> Result:
    """The two letters of a Kimberley certificate's number are those of a country that the certificate comes from:
    its provenance, else its origin."""
    findings: list[Finding] = []
    checked = False
    for document in of_kind(case, KP):
        number = read_field(document, "document_number")
        letters = bare(show(number))[:2] if number is not None else ""
        named = [
            Stated(document, f)
            for name in ("country_of_provenance", "country_of_origin")
            if (f := read_field(document, name)) is not None
        ]
        if number is None or letters not in country_codes() or not named:
            continue
        checked = True
        all_named = {c for s in named for c in countries(s.field)}
        if "MIXED" in all_named and len(named) == 1:
            continue
        if letters in all_named or (
            letters in ("EU", "EC") and any(case.reference.in_eu(c, case.as_of) for c in all_named)
        ):
            continue
        stated = Stated(document, number)
        if not all(firm(s, case.policy) for s in (stated, *named)):
            findings.append(weak("W004", "number", stated, "its letters are not those of the country it names."))
            continue
        findings.append(
            found(
                "W004",
                "issuer-mismatch",
                f"The {called(document)} is numbered as one of {letters}, but names {show(named[0].field)} as "
                f"{named[0].field.name.replace('_', ' ')}.",
                left=stated,
                right=named[0],
            )
        )
    return (
        judged(findings)
        if checked
        else NOT_APPLICABLE
        if not of_kind(case, KP)
        else undecidable("The certificate's number or countries were not read.")
    )
