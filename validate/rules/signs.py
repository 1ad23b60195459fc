"""Signs on the pages: stamps and signatures, languages, words that copying brings out, alterations, copies."""

from __future__ import annotations

import re

from extract.model import Document
from validate.facts import called, listed
from validate.model import Finding, Side
from validate.rules.circumstances import ICGLR, KP, ORIGIN_CERTIFICATE, of_kind
from validate.rules.findings import found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.wording import absence_doubt

SEALED = ("stamp", "signature", "seal")
"""Marks that show that an authority signed a paper; none of them is tested for being genuine."""


_PLACE = re.compile(
    r"\b(?:signature|signed|stamp|seal|cachet|sceau|firma(?:do)?|sello|assinatura|carimbo|selo|timbre|unterschrift|stempel)\b",
    re.IGNORECASE,
)
"""How the place for stamp or signature is captioned on a certificate."""

ELSEWHERE = ("qr", "barcode")
"""Marks by which a certificate that was issued electronically is checked at its issuer's."""

OTHERS = 2
"""Papers of the bundle that bear stamp or signature, from which on it is told that such signs are seen in it."""


def _unsealed(case: Case, rule_id: str, documents: tuple[Document, ...]) -> Result:
    """Certificates with a place for stamp or signature, seen well, and neither in it."""
    if not documents:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    why: set[str] = set()
    for document in documents:
        if set(document.marks) & set(SEALED):
            continue
        doubt = _seal_doubt(case, document)
        if doubt is not None:
            why.add(doubt)
            continue
        message = (
            f"Neither stamp nor signature was seen on the {called(document)}, which has a place for them; other papers "
            "of the bundle bear them."
        )
        place = case.wording(document).first(_PLACE)
        left = place.stated("signature") if place is not None else Side(document=document.id, field="signature")
        findings.append(found(rule_id, "missing-field", message, left=left))
    return judged(findings) if findings or not why else undecidable(sorted(why)[0])


def _seal_doubt(case: Case, document: Document) -> str | None:
    """Why a certificate without any sign that was seen may bear one; None where it was seen too well for that."""
    wording = case.wording(document)
    doubt = absence_doubt(wording)
    if doubt is not None:
        return doubt
    if wording.digital:
        return "Stamps and signatures drawn into a file's own page are not all seen."
    if set(document.marks) & set(ELSEWHERE) or wording.first(_ELECTRONIC):
        return "The certificate bears a code or says that it was issued electronically; its issuer can be asked."
    if wording.first(_PLACE) is None:
        return "No place for stamp or signature is captioned on the certificate; pale ones are not seen."
    alike = [
        d for d in case.dossier.documents if set(d.marks) & set(SEALED) and not case.wording(d).digital and d.sheets
    ]
    if len(alike) < OTHERS:
        return "Stamps and signatures were not seen on other papers of its kind either; pale ones are not seen."
    return None


_ELECTRONIC = re.compile(
    r"electronic(?:ally)?\s+(?:issued|signed|sealed|certificate|signature|stamp)|(?:issued|signed)\s+electronically|"
    r"digital(?:ly)?\s+(?:signed|signature|seal)|(?:signature|cachet|signé|firma|firmado|assinatura|assinado)\s+"
    r"(?:[eé]lectroni\w+|num[eé]rique\w*|digital\w*|electr[oó]nic\w+|eletr[oô]nic\w+)|"
    r"(?:no|without)\s+(?:\w+\s+)?signature\s+(?:is\s+)?required",
    re.IGNORECASE,
)
"""How a paper says that it needs no ink."""


SEEN = (
    "seen or not seen, never tested for being genuine; absence is told only of fine scans, with a captioned place, "
    "where other scans of the bundle show such signs"
)


@rule(
    "W016",
    "missing-field",
    title="Signature and stamp found",
    severity="block",
    basis="31 CFR 592.307 (validation by the exporting authority); Regulation (EC) No 2368/2002, Annex I",
    tolerance=SEEN,
)
def certificate_signed(case: Case) -> Result:
    """A Kimberley or ICGLR certificate bears a stamp or a signature."""
    return _unsealed(case, "W016", of_kind(case, KP, ICGLR))


@rule(
    "W045",
    "missing-field",
    title="Certificate of origin certified",
    severity="block",
    basis="boxes for certification of the forms of certificates of origin",
    tolerance=SEEN,
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
