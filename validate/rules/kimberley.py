"""A Kimberley certificate by itself: its title and statement, its amounts, its origin, its parts."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from extract.lexicon import fold
from extract.model import Money
from validate.facts import Stated, called, further, read_field, show
from validate.model import Finding, Severity, Side
from validate.numbers import bare
from validate.rules.circumstances import KP, countries, of_kind, shipped
from validate.rules.findings import UNCERTAIN, decided, found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.rules.schemes import issuing_country
from validate.weights import decimal, last_place

ANNEX = "KPCS core document, Annex I (minimum requirements of certificates); Regulation (EC) No 2368/2002, Annex I"

TITLES = (
    *("kimberley process certificate", "certificat du processus de kimberley", "certificado do processo kimberley"),
    *("certificado do processo de kimberley", "certificado del proceso de kimberley", "certificado proceso kimberley"),
    "kimberley process certification scheme",
)
"""How the title is worded in the languages of certificates, folded."""

ALIKE, SOME = 90, 70
"""Likeness (0..100) to the title from which on a line is the title, and from which on it is taken for its imitation."""


@rule(
    "W001",
    "missing-field",
    UNCERTAIN,
    title="Title of a Kimberley certificate",
    severity="block",
    basis="31 CFR 592.307; Regulation (EC) No 2368/2002, Annex I (title of the certificate)",
    tolerance="likeness of 0.90 in English, French, Portuguese or Spanish; a title that is a picture is not judged",
)
def title(case: Case) -> Result:
    """A Kimberley certificate bears the title `Kimberley Process Certificate`, and none that only looks like it."""
    certificates = of_kind(case, KP)
    if not certificates:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for document in certificates:
        lines = [line for line in document.text if len(line.text) <= 80]
        best = max(((_likeness(line.text), line.text, line) for line in lines), default=None, key=lambda b: b[0])
        if best is None or best[0] < SOME:
            continue
        checked = True
        said = next(case.wording(document).find(re.compile(re.escape(best[1]))), None)
        if best[0] >= ALIKE or said is None or not case.wording(document).well_read:
            continue
        message = f"The {called(document)} is titled `{best[1]}`, which is not the title of a Kimberley certificate."
        right = Side(reference="title", value="Kimberley Process Certificate")
        findings.append(decided(case, "W001", "missing-field", "title", message, said.stated("title"), right))
    return judged(findings) if checked else undecidable("The wording of the certificate shows no title to compare.")


def _likeness(line: str) -> float:
    folded = fold(line)
    if len(folded) < 20 or not ("kimberl" in folded or "certifi" in folded):
        return 0.0
    return max(
        fuzz.partial_ratio(known, folded) if len(folded) >= len(known) else fuzz.ratio(known, folded)
        for known in TITLES
    )


STATED, HALF_STATED = 0.9, 0.4
"""Share of the statement's words from which on it is there; below the second nothing of it is."""


@rule(
    "W002",
    "missing-field",
    title="Statement of a Kimberley certificate",
    severity="block",
    basis=ANNEX,
    tolerance="nine tenths of the statement's words in one of its languages; none of it is information, as it may be "
    "part of the form's picture; on scans absence is not judged",
)
def statement(case: Case) -> Result:
    """A Kimberley certificate states that the rough diamonds were handled in accordance with the scheme's provisions.

    The wordings are those of the table of statements.
    """
    certificates = of_kind(case, KP)
    if not certificates:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    wordings = [s for s in case.reference.statements if s.kind == "kimberley"]
    for document in certificates:
        wording = case.wording(document)
        share = max((wording.share_of(s.text) for s in wordings), default=0.0)
        if share >= STATED:
            checked = True
        elif wording.digital and wording.well_read:
            checked = True
            part = "bears in other words, or only in part," if share >= HALF_STATED else "does not bear"
            message = (
                f"The {called(document)} {part} the statement that the diamonds were handled in accordance with the "
                "provisions of the Kimberley Process Certification Scheme."
            )
            # Countries word it in their own ways, which a person reads; where none is there, it may be printed in the
            # form's picture, which the text does not hold.
            severity: Severity = "review" if share >= HALF_STATED else "info"
            side = Side(document=document.id, field="statement")
            right = Side(reference="statements", value=wordings[0].text if wordings else None)
            findings.append(found("W002", "missing-field", message, severity=severity, left=side, right=right))
    return judged(findings) if checked else undecidable("The wording of the certificate could not be read well enough.")


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
