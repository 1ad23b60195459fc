"""Signs on the pages: stamps and signatures, languages, words that copying brings out, alterations, copies."""

from __future__ import annotations

import re

from extract.model import Document
from validate.facts import called, listed
from validate.model import Finding, Side
from validate.rules.circumstances import ICGLR, KP, ORIGIN_CERTIFICATE, of_kind
from validate.rules.findings import found
from validate.rules.model import NOT_APPLICABLE, PASSED, Case, Result, judged, rule, undecidable

SEALED = ("stamp", "signature", "seal")
"""Marks that show that an authority signed a paper; none of them is tested for being genuine."""


def _unsealed(case: Case, rule_id: str, documents: tuple[Document, ...]) -> Result:
    """Certificates on whose pages neither stamp nor signature was seen."""
    if not documents:
        return NOT_APPLICABLE
    marked = [d for d in documents if set(d.marks) & set(SEALED)]
    if len(marked) == len(documents):
        return PASSED
    # Where no page of the bundle shows any such sign, nothing was looked for or nothing can be seen of them.
    if not case.bundle.marks & set(SEALED):
        return undecidable("No stamp or signature was seen on any page; pale ones are not seen. A person looks.")
    return judged(
        found(
            rule_id,
            "missing-field",
            f"Neither stamp nor signature was seen on the {called(d)}; other papers of the bundle bear them.",
            left=Side(document=d.id, field="signature"),
        )
        for d in documents
        if d not in marked
    )


@rule(
    "W016",
    "missing-field",
    title="Signature and stamp found",
    severity="info",
    basis="31 CFR 592.307 (validation by the exporting authority); Regulation (EC) No 2368/2002, Annex I",
    tolerance="seen or not seen, never tested for being genuine; information, as pale stamps are not seen",
)
def certificate_signed(case: Case) -> Result:
    """A Kimberley or ICGLR certificate bears a stamp or a signature."""
    return _unsealed(case, "W016", of_kind(case, KP, ICGLR))


@rule(
    "W045",
    "missing-field",
    title="Certificate of origin certified",
    severity="info",
    basis="boxes for certification of the forms of certificates of origin",
    tolerance="seen or not seen, never tested for being genuine; information, as pale stamps are not seen",
)
def origin_certified(case: Case) -> Result:
    """A certificate of origin bears the stamp or signature of the body that issued it."""
    return _unsealed(case, "W045", of_kind(case, ORIGIN_CERTIFICATE))


@rule(
    "W017",
    "missing-field",
    title="English text or translation",
    severity="info",
    basis="31 CFR 592.307; KPCS core document, Annex I (English, or a translation)",
    tolerance="judged by the words of the certificate's labels and statement",
)
def in_english(case: Case) -> Result:
    """A Kimberley certificate is in English, or bears its main words in English too."""
    certificates = of_kind(case, KP)
    if not certificates:
        return NOT_APPLICABLE
    if not any(case.wording(d).known for d in certificates):
        return undecidable("The wording of the certificate was not read.")
    findings: list[Finding] = []
    for document in certificates:
        wording = case.wording(document)
        english = len(set(wording.folded.split()) & _ENGLISH)
        if document.language == "en" or english >= 4:
            continue
        message = f"The {called(document)} is in {document.language} and bears no English."
        findings.append(found("W017", "missing-field", message, left=Side(document=document.id)))
    return judged(findings)


_ENGLISH = frozenset(
    [
        "certificate",
        "issue",
        "expiry",
        "exporter",
        "importer",
        "weight",
        "value",
        "country",
        "origin",
        "authority",
        "shipment",
        "rough",
        "handled",
        "carats",
        "number",
        "destination",
        "parcels",
    ]
)

COPIED = ("void", "forged")
_COPIED = re.compile(r"^\W*(?:FORGED|VOID|VOID VOID|COPY VOID)\W*$", re.MULTILINE)


@rule(
    "W047",
    "document-altered",
    title="No FORGED shading or VOID pantograph shows",
    severity="review",
    basis="security paper of certificates (CCPIT: FORGED shows on copies; VOID pantographs)",
    tolerance="the word by itself on a page",
)
def copied(case: Case) -> Result:
    """No paper shows the words that security paper brings out when it is copied."""
    findings: list[Finding] = []
    checked = False
    for document in case.documents:
        wording = case.wording(document)
        checked = checked or wording.known or bool(document.marks)
        mark = next((m for m in COPIED if m in document.marks), None)
        said = wording.first(_COPIED)
        if mark is None and said is None:
            continue
        word = said.words if said is not None else (mark or "").upper()
        message = f"The {called(document)} shows the word {word}, which security paper brings out on copies."
        left = said.stated("mark", word) if said is not None else Side(document=document.id, field="marks", value=mark)
        findings.append(found("W047", "document-altered", message, left=left))
    return judged(findings) if checked else undecidable("No wording and no marks were read.")


@rule(
    "P002",
    "missing-document",
    title="Original seen",
    severity="info",
    basis="Regulation (EC) No 2368/2002, Article 4 (original certificate at import); Indian rule of seven working days",
    tolerance="a file cannot show whether the original was seen; only a paper marked as a copy is said",
)
def originals(case: Case) -> Result:
    """A scheme certificate is not marked as a copy; whether its original was seen, a person notes."""
    certificates = of_kind(case, KP, ICGLR)
    if not certificates:
        return NOT_APPLICABLE
    marked = [d for d in certificates if set(d.marks) & {"copy", "duplicate"}]
    if not marked:
        return undecidable("A file cannot show whether the original was seen.")
    message = f"The {listed([called(d) for d in marked])} is marked as a copy: the original is wanted at import."
    return judged([found("P002", "missing-document", message, left=Side(document=marked[0].id, field="marks"))])
