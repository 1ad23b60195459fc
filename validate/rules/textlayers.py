"""Files that say something else than their pages show, and codes on pages that lead to other than official places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from extract.model import Document, Evidence, Sheet
from ingest.model import Remark
from validate.facts import called
from validate.model import Finding, Severity, Side
from validate.numbers import misread_number
from validate.rules.findings import found
from validate.rules.identifiers import looks_like
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable

MISMATCH = "text-layer-mismatch"
PLACES = 10
"""Most places that one finding points at."""

_DRAWN_ALIKE = str.maketrans("×✕–—−‐‑’‘´“”", "xx-----'''\"\"", "_")
"""Signs that print shapes alike: whoever looks at the page cannot tell which of them a file holds. A low stroke is one
with the line that words may stand on."""

FIGURE = 3
"""Digits from which a figure is taken for one that a decision may rest on."""


@rule(
    "text-layer",
    MISMATCH,
    title="What a file says is what its pages show",
    severity="review",
    basis="KPCS core document, Annex I (resistance to forgery): the page is the document, not what its file hides",
    tolerance="signs that look alike, words shown besides; slips of a scanner's own reading are information; the "
    "page's reading is used",
)
def text_layers(case: Case) -> Result:
    """No file says other words or figures in its own text, to whoever copies or searches it, than its pages show."""
    findings: list[Finding] = []
    looked = unchecked = 0
    for document in case.documents:
        for sheet in document.sheets:
            looked += 1
            unchecked += any(remark.code == "text-layer-unchecked" for remark in sheet.remarks)
            for code in ("text-layer-differs", "text-layer-hidden", "form-value-differs"):
                told = [r for r in sheet.remarks if r.code == code and r.stated is not None and not _shown(r)]
                if told:
                    findings.append(_finding(document, sheet, told))
    if not looked:
        return NOT_APPLICABLE
    if not findings and unchecked:
        return undecidable("A page's own text could not be held against what it shows.")
    return judged(findings)


def _shown(remark: Remark) -> bool:
    """Whether the page shows all the words that the file says there, and beside them words without a figure."""
    stated, seen = (
        (remark.stated or "").translate(_DRAWN_ALIKE).split(),
        (remark.seen or "").translate(_DRAWN_ALIKE).split(),
    )
    for start in range(len(seen) - len(stated) + 1):
        if stated and seen[start : start + len(stated)] == stated:
            return _digits(remark.seen) == _digits(remark.stated)
    return False


def _finding(document: Document, sheet: Sheet, told: Sequence[Remark]) -> Finding:
    first = max(told, key=lambda remark: sum(char.isdigit() for char in remark.stated or ""))
    more = f", and so in {len(told) - 1} more places" if len(told) > 1 else ""
    shown = f"the page shows {first.seen!r}" if first.seen else "the page shows nothing"
    places = [remark.box for remark in told if remark.box is not None][:PLACES]
    return found(
        "text-layer",
        MISMATCH,
        f"The file of the {called(document)} says {first.stated!r} where {shown}{more}. What the page shows was used.",
        severity=_severity(sheet, told),
        left=Side(document=document.id, field="text layer", value=first.stated),
        right=Side(document=document.id, field="page", value=first.seen or ""),
        evidence=[Evidence(file=sheet.file, page=sheet.page, box=box) for box in places],
    )


def _severity(sheet: Sheet, told: Sequence[Remark]) -> Severity:
    """For review, but information where only a scanner's reading slipped, or what is hidden is no figure."""
    if told[0].code == "form-value-differs":
        return "review"
    if told[0].code == "text-layer-hidden":
        return "review" if any(_digits(remark.stated) >= FIGURE for remark in told) else "info"
    over_a_scan = any(remark.code == "text-layer-hidden" and remark.stated is None for remark in sheet.remarks)
    return "info" if over_a_scan and all(_slip(remark) for remark in told) else "review"


def _slip(remark: Remark) -> bool:
    """Whether a reading that went wrong explains the difference: digits lost or looking alike, or letters alone."""
    stated, seen = remark.stated or "", remark.seen or ""
    return _digits(stated) < FIGURE or _digits(stated) != _digits(seen) or misread_number(stated, seen)


def _digits(text: str | None) -> int:
    return sum(char.isdigit() for char in text or "")


_ADDRESS = re.compile(r"^(?:https?://|www\.)", re.IGNORECASE)


CODED = ("qr", "barcode")
"""Marks that say something to a machine."""


@rule(
    "R033-codes",
    "issuer-mismatch",
    title="Codes on papers lead to official domains",
    severity="review",
    basis="official domains for verification, by the table of domains (ICC, ICGLR, CEEC, Kimberley Process)",
    tolerance="a domain that only looks like an official one calls a reviewer; no code is ever followed",
)
def codes(case: Case) -> Result:
    """The QR and bar codes of the papers that are addresses lead to official domains for verification."""
    official = sorted(domain.name for domain in case.reference.domains if domain.official)
    findings: list[Finding] = []
    checked = False
    for document in case.documents:
        for sign in document.signs:
            host = _host(sign.text) if sign.kind in CODED else None
            if host is None:
                continue
            checked = True
            if any(host == name or host.endswith("." + name) for name in official):
                continue
            imitated = next((name for name in official if looks_like(host, name)), None)
            tail = f"only looks like {imitated}" if imitated else "is not among the official domains for verification"
            findings.append(
                found(
                    "R033-codes",
                    "issuer-mismatch",
                    f"A code on the {called(document)} leads to {host}, which {tail}. It was not opened.",
                    severity="review" if imitated else "info",
                    left=Side(document=document.id, field="code", value=host),
                    right=Side(reference="official domains", value=imitated or "none alike"),
                    evidence=[sign.evidence],
                )
            )
    if not checked and any(s.kind in CODED and not s.text for d in case.documents for s in d.signs):
        return undecidable("What a code on the papers says could not be read.")
    return judged(findings) if checked else NOT_APPLICABLE


def _host(text: str | None) -> str | None:
    """The host that a code's address names; None for what is no address."""
    if not text or not _ADDRESS.match(text.strip()):
        return None
    address = text.strip() if "://" in text else f"https://{text.strip()}"
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
