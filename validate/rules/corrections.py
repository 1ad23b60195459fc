"""Endorsements and technical certificates that correct a certificate: the mismatch is settled, both values are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from extract.lexicon import fold
from extract.model import Document, Money
from validate.facts import SCHEME_CERTIFICATES, Stated, called, read_field, show
from validate.model import Finding, Side
from validate.numbers import bare
from validate.rules.circumstances import ORIGIN_CERTIFICATE
from validate.rules.diamond_papers import is_technical
from validate.rules.findings import found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable

CORRECTED = (*SCHEME_CERTIFICATES, ORIGIN_CERTIFICATE)
"""Documents that only their authority can correct."""

_TITLED = re.compile(
    r"\bendors(?:ed|ement)\b|\bamendment\b|\bcorrection\b|\bcorrigend|\brectificati|\bretifica[cç]|\brectificaci",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\bshould read\b|\b(?:to|shall|must) be read as\b|"
    r"\b(?:is|are|was|has been|hereby) (?:corrected|amended|rectified)\b|"
    r"\ble lire\b|\blire\b[^\n]{1,40}\bau lieu de\b|\ben lugar de\b|\bem vez de\b|\bdebe decir\b|\bdeve ler-se\b",
    re.IGNORECASE,
)
"""Words of a paper's title, and of its text, that correct another paper."""

_AUTHORITY = re.compile(
    r"minist|department|directorate|authority|authorit[eé]|autoridade?|gem and jewellery export|GJEPC|diamond office|"
    r"customs|douane|alf[aâ]ndega|aduana|kimberley process office|CEEC|BECDOR|BNE\b|chamber of commerce|"
    r"chambre de commerce",
    re.IGNORECASE,
)

SETTLED = frozenset(
    {
        *("weight-mismatch", "value-mismatch", "parcel-count-mismatch", "party-mismatch", "seal-mismatch"),
        *("hs-code-mismatch", "origin-mismatch", "route-mismatch", "grade-mismatch", "mineral-mismatch"),
    }
)
"""Codes of mismatches that a correction settles."""


def is_correction(case: Case, document: Document) -> bool:
    """Whether a document corrects another: a technical certificate, or an authority's endorsement."""
    if document.type in SCHEME_CERTIFICATES and is_technical(case, document):
        return True
    text = case.wording(document).text
    corrects = _TITLED.search(document.title or text[:200]) or _CORRECTS.search(text)
    return bool(corrects) and _by_authority(case, document)


def _by_authority(case: Case, document: Document) -> bool:
    """Whether an authority speaks: the one that the certificate names, or a public body by its name."""
    field = read_field(document, "issuing_authority")
    named = show(field) if field is not None else ""
    own = [
        show(f)
        for d in case.documents
        if d is not document and d.type in CORRECTED and (f := read_field(d, "issuing_authority")) is not None
    ]
    if named and any(fuzz.token_set_ratio(fold(named), fold(other)) >= 80 for other in own):
        return True
    return bool(_AUTHORITY.search(named) or _AUTHORITY.search(case.wording(document).text[:600]))


def corrections_of(case: Case, certificate: Document) -> tuple[Document, ...]:
    """The documents of the lot that correct this certificate: they name its number."""
    number = read_field(certificate, "document_number")
    if number is None or certificate.type not in CORRECTED:
        return ()
    return tuple(
        d for d in case.documents if d is not certificate and _names(case, d, show(number)) and is_correction(case, d)
    )


def _names(case: Case, document: Document, number: str) -> bool:
    quoted = read_field(document, "certificate_number")
    if quoted is not None and bare(show(quoted)) == bare(number):
        return True
    return case.wording(document).says(number)


def settle(case: Case, findings: Iterable[Finding]) -> list[Finding]:
    """The findings, those that an authority's correction settles as information that keeps both values."""
    return [_settled(case, finding) for finding in findings]


def _settled(case: Case, finding: Finding) -> Finding:
    if finding.code not in SETTLED or finding.severity == "info":
        return finding
    for mine, theirs in ((finding.left, finding.right), (finding.right, finding.left)):
        if mine is None or theirs is None or mine.document is None or theirs.document is None or not theirs.field:
            continue
        certificate = case.bundle.documents.get(mine.document)
        other = case.bundle.documents.get(theirs.document)
        if certificate is None or other is None:
            continue
        for correction in corrections_of(case, certificate):
            if correction is other or _bears(case, correction, other, theirs.field):
                note = (
                    f" Settled: the {called(correction)} corrects the {called(certificate)} so; both values are kept "
                    "(rule X030)."
                )
                return finding.model_copy(update={"severity": "info", "message": finding.message + note})
    return finding


def _bears(case: Case, correction: Document, other: Document, name: str) -> bool:
    """Whether a correction states the value that the other document states under this name."""
    wanted = read_field(other, name)
    if wanted is None:
        return False
    own = read_field(correction, name)
    if own is not None and own.value == wanted.value:
        return True
    wording = case.wording(correction)
    if isinstance(wanted.value, Money):
        return _figure(wording.text, str(wanted.value.amount))
    if isinstance(wanted.value, tuple):
        return all(wording.says(part) for part in wanted.value)
    text = str(wanted.value)
    return _figure(wording.text, text) if re.fullmatch(r"[\d.]+", text) else wording.says(text)


def _figure(text: str, number: str) -> bool:
    """Whether a figure stands in a text in any way of writing it (1,254.30, 1 254,30, 1254.3)."""
    plain = number.rstrip("0").rstrip(".") if "." in number else number
    for found_number in re.findall(r"\d[\d .,'’]*\d|\d", text):
        digits = re.sub(r"[ '’]", "", found_number)
        for mark in (".", ","):
            other = "," if mark == "." else "."
            normal = digits.replace(other, "").replace(mark, ".")
            if (normal.rstrip("0").rstrip(".") if "." in normal else normal) == plain:
                return True
    return False


@rule(
    "X030",
    "reference-mismatch",
    title="Endorsed correction resolves the mismatch",
    severity="info",
    basis="Regulation (EC) No 2368/2002, Article 5(2); Indian KP authority (endorsement of corrections by the issuer)",
    tolerance="field by field; by the authority only; both values are kept, and the finding says what settled it",
)
def endorsed_corrections(case: Case) -> Result:
    """An endorsement or technical certificate among the papers names the certificate that it corrects.

    Where it bears the value that the other papers state, the mismatch with the certificate becomes information.
    """
    papers = [d for d in case.documents if is_correction(case, d)]
    if not papers:
        known = any(case.wording(d).known for d in case.documents)
        return NOT_APPLICABLE if known else undecidable("No wording of the papers was read.")
    certificates = [d for d in case.documents if d.type in CORRECTED and d not in papers]
    linked = {d.id for c in certificates for d in corrections_of(case, c)}
    findings = [
        found(
            "X030",
            "reference-mismatch",
            f"The {called(d)} corrects something, and names no certificate of this lot.",
            left=Stated(d, f).side
            if (f := read_field(d, "certificate_number")) is not None
            else Side(document=d.id, field="certificate_number"),
        )
        for d in papers
        if d.id not in linked and d not in certificates
    ]
    return judged(findings)
