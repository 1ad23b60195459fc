"""A Kimberley certificate by itself: its amounts, its origin, the numbers of its parts."""

from __future__ import annotations

import re

from extract.model import Money
from validate.facts import Stated, called, further, read_field, show
from validate.model import Finding, Severity, Side
from validate.numbers import bare
from validate.rules.circumstances import KP, countries, of_kind, shipped
from validate.rules.findings import UNCERTAIN, decided
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.rules.schemes import issuing_country
from validate.weights import decimal, last_place

ANNEX = "KPCS core document, Annex I (minimum requirements of certificates); Regulation (EC) No 2368/2002, Annex I"


@rule(
    "W008",
    "implausible-value",
    UNCERTAIN,
    title="Carat weight positive",
    severity="block",
    basis=ANNEX,
    tolerance="more than 0; three decimals are noted (absence is rule W-fields')",
)
def carats(case: Case) -> Result:
    """The carat weight of a Kimberley certificate is more than zero, with at most two decimals (three are noted)."""
    stated = [Stated(d, f) for d in of_kind(case, KP) if (f := read_field(d, "carat_weight")) is not None]
    if not stated:
        return _undecided_without(case, "carat weight")
    findings: list[Finding] = []
    for s in stated:
        number = decimal(s.value)
        if number is None:
            continue
        if number <= 0:
            message = f"The {called(s.document)} states a carat weight of {show(s.field)}."
            findings.append(decided(case, "W008", "implausible-value", "carat weight", message, s))
        elif last_place(number) < last_place(decimal("0.01") or number):
            message = f"The {called(s.document)} states {show(s.field)}: certificates give at most two decimals."
            findings.append(decided(case, "W008", "implausible-value", "carat weight", message, s, severity="info"))
    return judged(findings)


def _undecided_without(case: Case, what: str) -> Result:
    return undecidable(f"The certificate's {what} was not read.") if of_kind(case, KP) else NOT_APPLICABLE


@rule(
    "W009",
    "value-mismatch",
    UNCERTAIN,
    title="Value in US dollars",
    severity="block",
    basis=ANNEX,
    tolerance="more than 0; the currency is USD (absence is rule W-fields')",
)
def dollars(case: Case) -> Result:
    """The value on a Kimberley certificate is in US dollars and more than zero."""
    stated = [
        Stated(d, f)
        for d in of_kind(case, KP)
        if (f := read_field(d, "value")) is not None and isinstance(f.value, Money)
    ]
    if not stated:
        return _undecided_without(case, "value")
    findings: list[Finding] = []
    for s in stated:
        if not isinstance(s.value, Money) or (s.value.currency == "USD" and s.value.amount > 0):
            continue
        why = "is in another currency than US dollars" if s.value.currency != "USD" else "is not more than zero"
        # A scale certificate may give its value in two currencies; the other one may not have been read.
        in_dollars = re.search(r"(?:US\s?\$|USD|\$\s?US|\bU\.S\.)", case.wording(s.document).text)
        severity: Severity | None = "review" if s.value.currency != "USD" and in_dollars else None
        message = f"The value on the {called(s.document)}, {show(s.field)}, {why}."
        right = Side(reference="currency of Kimberley certificates", value="USD")
        findings.append(decided(case, "W009", "value-mismatch", "value", message, s, right, severity=severity))
    return judged(findings)


@rule(
    "W011",
    "implausible-value",
    UNCERTAIN,
    title="Number of parcels",
    severity="block",
    basis="31 CFR 592.307; KPCS core document, Annex I (number of parcels)",
    tolerance="a whole number of at least 1 (absence is rule W-fields')",
)
def parcels(case: Case) -> Result:
    """The number of parcels on a Kimberley certificate is a whole number of at least one."""
    stated = [Stated(d, f) for d in of_kind(case, KP) if (f := read_field(d, "parcel_count")) is not None]
    if not stated:
        return _undecided_without(case, "number of parcels")
    return judged(
        decided(
            case,
            "W011",
            "implausible-value",
            "number of parcels",
            f"The {called(s.document)} states {show(s.field)} parcels.",
            s,
        )
        for s in stated
        if not (isinstance(s.value, int) and s.value >= 1)
    )


@rule(
    "W015",
    "implausible-value",
    UNCERTAIN,
    title="Origin is a diamond producer",
    severity="review",
    basis="Kimberley Process production statistics by country",
    tolerance="a participant that is not known to produce is information",
)
def producer(case: Case) -> Result:
    """Each country of origin on a Kimberley certificate is known to produce rough diamonds."""
    stated = [Stated(d, f) for d in of_kind(case, KP) if (f := read_field(d, "country_of_origin")) is not None]
    if not stated:
        return _undecided_without(case, "country of origin")
    day = shipped(case).date
    findings: list[Finding] = []
    for s in stated:
        named = countries(s.field) - {"MIXED"}
        known = {m.iso2 for m in case.reference.producers if m.span.holds(day)}
        for country in sorted(named - known):
            takes_part = case.reference.participant(country, day) is not None
            message = f"The {called(s.document)} names {country} as origin, which is not known to produce diamonds."
            right = Side(reference="diamond producers", value=f"{country} not listed")
            severity: Severity = "info" if takes_part else "review"
            finding = decided(
                case, "W015", "implausible-value", "country of origin", message, s, right, severity=severity
            )
            findings.append(finding)
    return judged(findings)


_EU_NUMBER = re.compile(r"\bEU\s?(\d{8})\b")


@rule(
    "W019",
    "reference-mismatch",
    UNCERTAIN,
    title="EU number equal on all parts",
    severity="block",
    basis="Regulation (EC) No 2368/2002, Annex IV (certificate and import confirmation bear one number)",
    tolerance="none",
)
def parts(case: Case) -> Result:
    """Every number of the Union's form on a Union certificate's pages is the certificate's own."""
    findings: list[Finding] = []
    checked = False
    for document in of_kind(case, KP):
        field = read_field(document, "document_number")
        own = bare(show(field)) if field is not None else ""
        if field is None or not re.fullmatch(r"EU\d{8}", own):
            continue
        places = list(case.wording(document).find(_EU_NUMBER))
        checked = checked or len(places) > 1
        previous = further(document, "previous_certificate_numbers")
        earlier = bare(show(previous.field)) if previous is not None else ""
        for said in places:
            if bare(said.words) == own or bare(said.words) in earlier:
                continue
            message = f"The parts of the {called(document)} bear two numbers: {show(field)} and {said.words}."
            right = said.stated("document_number")
            finding = decided(
                case, "W019", "reference-mismatch", "number", message, Stated(document, field), right, lookalike=True
            )
            findings.append(finding)
            break
    if findings or checked:
        return judged(findings)
    eu = [d for d in of_kind(case, KP) if (i := issuing_country(case, d)) is not None and i[0] == "EU"]
    return undecidable("Only one part of the certificate was read.") if eu else NOT_APPLICABLE


@rule(
    "W021",
    "reference-mismatch",
    UNCERTAIN,
    title="Sierra Leone parcel number ends with the certificate number",
    severity="review",
    basis="Kimberley Process notice on a forged Sierra Leone certificate (parcel and certificate number)",
    tolerance="none",
)
def sierra_leone(case: Case) -> Result:
    """On a certificate of Sierra Leone, the parcel number's last group of figures is the certificate's number."""
    findings: list[Finding] = []
    concerned = checked = False
    for document in of_kind(case, KP):
        issuer = issuing_country(case, document)
        origin = read_field(document, "country_of_origin")
        field = read_field(document, "document_number")
        if field is None or not ((issuer or ("",))[0] == "SL" or (origin is not None and origin.value == "SL")):
            continue
        concerned = True
        for said in case.wording(document).find(re.compile(r"\b[A-Z]{2,5}/[A-Z]{2,6}/(\d{3,6})\b")):
            checked = True
            own = re.sub(r"\D", "", show(field))
            if own.endswith(said.groups[0]) or said.groups[0].endswith(own):
                continue
            message = (
                f"The parcel number {said.words} on the {called(document)} does not end with the certificate's number."
            )
            finding = decided(
                case, "W021", "reference-mismatch", "number", message, Stated(document, field),
                said.stated("parcel_number"), lookalike=True,
            )  # fmt: skip
            findings.append(finding)
    if not concerned:
        return NOT_APPLICABLE
    return judged(findings) if checked else undecidable("No parcel number was read.")
