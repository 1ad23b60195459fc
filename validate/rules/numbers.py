"""Shapes of numbers: Kimberley certificates by issuer, air waybills by check digit."""

from __future__ import annotations

import re

from extract.model import Document
from validate.facts import Stated, called, read_field, show, statements
from validate.model import Finding, Side
from validate.numbers import bare, same_number
from validate.reference_rows import NumberFormat
from validate.rules.circumstances import KP, TRANSPORT, of_kind
from validate.rules.dates import stated_date
from validate.rules.findings import UNCERTAIN, firm, found, weak
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable

CODE = "malformed-number"
_DIGIT_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2"})


def _fits(number: str, shape: NumberFormat) -> bool:
    """Whether the number has the shape, letters taken for digits in digit places put right."""
    text = " ".join(number.upper().replace("\N{EN DASH}", "-").split())
    head, tail = text[:2], text[2:]
    return any(shape.pattern.fullmatch(t) for t in (text, head + tail.translate(_DIGIT_LIKE), bare(text)))


@rule(
    "W003",
    CODE,
    UNCERTAIN,
    title="Kimberley certificate number has its issuer's shape",
    severity="review",
    basis="KPCS core document, Annex I and 31 CFR 592.307 (unique number with the alpha-2 country code)",
    tolerance="spaces, dashes, O for 0; where no shape is known: two letters and three to nine figures",
)
def kimberley_number(case: Case) -> Result:
    """A Kimberley certificate's number fits the shape known for its issuer, else the general one: the issuer's two
    letters and its figures. Letters that other papers quote with the number count as its own."""
    certificates = of_kind(case, KP)
    if not certificates:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    shapes = {f.iso2: f for f in case.reference.number_formats}
    for document in certificates:
        field = read_field(document, "document_number")
        if field is None:
            continue
        checked = True
        number = show(field)
        letters = bare(number)[:2]
        shape = shapes.get("EU-legacy") if letters == "EC" else shapes.get(letters)
        if letters.isdigit() and "SL" in shapes and _fits(number, shapes["SL"]) and _origin_is(document, "SL"):
            continue
        shape = shape or shapes["*"]
        if _fits(number, shape):
            continue
        quoted = [str(s.value) for s in statements(case.documents, "certificate_number")]
        if any(same_number(q, number) and _fits(q, shapes.get(bare(q)[:2]) or shapes["*"]) for q in quoted):
            continue
        stated = Stated(document, field)
        if not firm(stated, case.policy, lookalike=True) and not any(bare(q) == bare(number) for q in quoted):
            findings.append(weak("W003", "number", stated, "it does not have the shape of a certificate number."))
            continue
        example = f" (such as {shape.example.split(' (')[0]})" if shape.example and shape.iso2 != "*" else ""
        expected = f"the certificates of {letters}{example}" if shape.iso2 != "*" else "a country code and its figures"
        findings.append(
            found(
                "W003",
                CODE,
                f"The number {number} on the {called(document)} does not have the shape of {expected}.",
                left=stated,
                right=Side(reference="certificate number formats", value=shape.pattern.pattern),
            )
        )
    return judged(findings) if checked else undecidable("The certificate's number was not read.")


def _origin_is(document: Document, iso2: str) -> bool:
    field = read_field(document, "country_of_origin")
    return field is not None and field.value == iso2


_AIR_WAYBILL = re.compile(r"(?:AWB\D*|MAWB\D*)?(\d{3})[\s-]*(\d{4})[\s]?(\d{4})")


@rule(
    "W063",
    CODE,
    UNCERTAIN,
    title="Air waybill check digit",
    severity="review",
    basis="IATA Resolution 600a (the eighth figure is the serial number modulo seven)",
    tolerance="none; numbers of another shape (bills of lading, house waybills) are not checked",
)
def waybill_check_digit(case: Case) -> Result:
    """The last figure of an air waybill's eleven is its seven-figure serial number modulo seven."""
    transports = of_kind(case, TRANSPORT)
    findings: list[Finding] = []
    checked = False
    for document in transports:
        field = read_field(document, "document_number")
        match = _AIR_WAYBILL.fullmatch(show(field).strip().upper()) if field is not None else None
        if field is None or match is None:
            continue
        checked = True
        serial = match.group(2) + match.group(3)
        wanted = int(serial[:7]) % 7
        if wanted == int(serial[7]):
            continue
        stated = Stated(document, field)
        if not firm(stated, case.policy, lookalike=True):  # a check digit is made to tell misreadings
            findings.append(weak("W063", "number", stated, "its check digit is not right."))
            continue
        findings.append(
            found(
                "W063",
                CODE,
                f"The air waybill number {show(field)} ({document.id}) has {serial[7]} as check digit; {serial[:7]} "
                f"wants {wanted}.",
                left=stated,
                right=Side(reference="check digit", value=str(wanted)),
            )
        )
    if transports and not any(read_field(d, "document_number") for d in transports):
        return undecidable("The transport document's number was not read.")
    return judged(findings) if checked else NOT_APPLICABLE


@rule(
    "W022",
    CODE,
    title="EC prefix only on old certificates",
    severity="block",
    basis="Commission Implementing Regulation (EU) No 947/2012 (EU certificate replaces the EC certificate)",
    tolerance="a year of change-over from 2013-01-01",
)
def community_prefix(case: Case) -> Result:
    """A certificate numbered with the prefix EC was not issued after the change to EU certificates."""
    numbered = [(d, f) for d in of_kind(case, KP) if (f := read_field(d, "document_number")) is not None]
    old = [(d, f) for d, f in numbered if bare(show(f)).startswith("EC") and bare(show(f))[2:].isdigit()]
    if not old:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    for document, field in old:
        issue = stated_date(document, "issue_date")
        if issue is None:
            return undecidable("The certificate's date of issue was not read.")
        if issue[1].year >= 2013:
            findings.append(
                found(
                    "W022",
                    CODE,
                    f"The {called(document)} bears the prefix EC, replaced by EU, and is dated {issue[1]}.",
                    severity="block" if issue[1].year >= 2014 else "review",
                    left=Stated(document, field),
                    right=issue[0],
                )
            )
    return judged(findings)
