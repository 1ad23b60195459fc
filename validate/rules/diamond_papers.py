"""Papers beside a Kimberley certificate that speak of it: G7 certificates, technical certificates."""

from __future__ import annotations

import re

from extract.model import Document
from validate.facts import Stated, called, read_field, show
from validate.model import Finding
from validate.numbers import bare, same_number
from validate.rules.circumstances import DECLARATION, KP, of_kind, serves_others
from validate.rules.findings import UNCERTAIN, decided
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.weights import CARAT, weight

_G7 = re.compile(r"\bG-?7\b", re.IGNORECASE)


def has_g7_certificate(case: Case) -> bool:
    """Whether a G7 certificate of diamond origin is among the papers."""
    return any(_G7.search(d.title or "") or case.wording(d).first(_G7) for d in of_kind(case, DECLARATION))


@rule(
    "X035",
    "reference-mismatch",
    "weight-mismatch",
    UNCERTAIN,
    title="G7 certificate and Kimberley certificate agree",
    severity="block",
    basis="G7 certification for rough diamonds; AWDC G7 import guidelines",
    tolerance="0.01 ct; number exact",
)
def g7_certificate(case: Case) -> Result:
    """A G7 certificate or declaration quotes the number of the lot's Kimberley certificate, and its carats."""
    certificates = of_kind(case, KP)
    g7 = [d for d in of_kind(case, DECLARATION) if _G7.search(d.title or "") or case.wording(d).first(_G7)]
    if not g7 or not certificates:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for document in g7:
        for name, code, what in (
            ("certificate_number", "reference-mismatch", "certificate number"),
            ("carat_weight", "weight-mismatch", "carat weight"),
        ):
            mine = read_field(document, name)
            own = "document_number" if name == "certificate_number" else name
            theirs = [Stated(c, f) for c in certificates if (f := read_field(c, own)) is not None]
            if mine is None or not theirs:
                continue
            checked = True
            left = Stated(document, mine)
            if serves_others(case, document) or any(_same(left, other) for other in theirs):
                continue  # of a paper for several lots: another's certificate, or the carats of all
            message = f"The {called(document)} states {show(mine)} as {what}; {theirs[0].says}."
            findings.append(decided(case, "X035", code, what, message, left, theirs[0], lookalike=True))
    return judged(findings) if checked else undecidable("The G7 paper quotes nothing that compares.")


def _same(left: Stated, right: Stated) -> bool:
    if left.field.name == "carat_weight":
        a, b = weight(left.field, "ct"), weight(right.field, "ct")
        return a is None or b is None or abs(a.mass - b.mass) <= max(CARAT / 100, a.digit, b.digit)
    return same_number(str(left.value), str(right.value))


_TECHNICAL = re.compile(
    r"technical certificate|certificat technique|certificado t[eé]cnico|letter of comfort", re.IGNORECASE
)


def is_technical(case: Case, document: Document) -> bool:
    """Whether a document is a technical certificate, which accompanies goods that are returned or corrected."""
    return bool(_TECHNICAL.search(document.title or "") or case.wording(document).first(_TECHNICAL))


@rule(
    "X034",
    "reference-mismatch",
    "weight-mismatch",
    UNCERTAIN,
    title="Technical certificate links back",
    severity="review",
    basis="Kimberley Process Working Group of Diamond Experts (technical certificates); Indian KP authority",
    tolerance="number exact; weight not above the original's",
)
def technical_certificate(case: Case) -> Result:
    """A technical certificate quotes the original certificate's number, and weighs no more than it."""
    technical = [d for d in of_kind(case, KP) if is_technical(case, d)]
    originals = [d for d in of_kind(case, KP) if d not in technical]
    if not technical:
        return NOT_APPLICABLE
    if not originals:
        return undecidable("The original certificate is not among the papers.")
    findings: list[Finding] = []
    checked = False
    for document in technical:
        number = read_field(document, "certificate_number")
        own = [Stated(d, f) for d in originals if (f := read_field(d, "document_number")) is not None]
        if number is not None and own:
            checked = True
            if not any(same_number(str(number.value), str(s.value)) for s in own):
                message = f"The {called(document)} quotes {show(number)}; the original is {show(own[0].field)}."
                left = Stated(document, number)
                findings.append(decided(case, "X034", "reference-mismatch", "number", message, left, own[0]))
        elif own and any(case.wording(document).says(bare(str(s.value))) for s in own):
            checked = True
        weights = [Stated(d, f) for d in (document, *originals) if (f := read_field(d, "carat_weight")) is not None]
        if len(weights) >= 2 and weights[0].document is document:
            checked = True
            mine, theirs = weight(weights[0].field, "ct"), weight(weights[1].field, "ct")
            if mine and theirs and mine.mass > theirs.mass + max(mine.digit, theirs.digit):
                message = f"The returned goods weigh more than was sent: {weights[0].says}, {weights[1].says}."
                finding = decided(case, "X034", "weight-mismatch", "carat weight", message, weights[0], weights[1])
                findings.append(finding)
    return judged(findings) if checked else undecidable("The technical certificate quotes nothing that compares.")
