"""What must be there: documents for the route, those that others quote, files and pages that could be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extract.model import DocumentKind
from validate.facts import NAMES, SCHEME_CERTIFICATES, called, listed, read_field, statements
from validate.model import Finding, Severity, Side
from validate.numbers import bare, misread_number, same_number
from validate.rules.circumstances import LICENCE, codes, goods, of_kind, origins, shipped
from validate.rules.findings import UNCERTAIN, decided, firm, found
from validate.rules.model import NOT_APPLICABLE, PASSED, Case, Result, judged, rule, undecidable


@rule(
    "P001",
    "missing-document",
    title="Bundle complete for route and goods",
    severity="block",
    basis="table of required documents, each with its own basis",
    tolerance="a missing certificate blocks, other papers call a reviewer, usual ones are information",
)
def complete(case: Case) -> Result:
    """The documents that the commodity and the origin call for are in the bundle.

    Which they are stands in the table of required documents; what the policy wants is another rule's
    (policy-documents). A certificate of the lot that another lot uses is rule L001's.
    """
    mineral = goods(case)
    if mineral is None:
        return undecidable("The commodity is not known.")
    findings, asked = lacking_documents(case, "P001")
    return judged(findings) if asked else NOT_APPLICABLE


def lacking_documents(case: Case, rule_id: str) -> tuple[list[Finding], bool]:
    """The documents that a rule's rows of the table call for and the bundle lacks; whether any row concerns the lot."""
    mineral = goods(case)
    if mineral is None:
        return [], False
    day = shipped(case).date
    present = {d.type.value for d in case.documents}
    findings: list[Finding] = []
    told: set[tuple[str, ...]] = set()  # rows stand in the table gravest first
    asked = False
    for documents, severity, basis, note in _wanted(case, rule_id, mineral.group, day):
        asked = True
        if present & set(documents) or documents in told:
            continue
        told.add(documents)
        names = listed([NAMES[DocumentKind(d)] for d in documents]).replace(" and ", " or ")
        reused = any(DocumentKind(d) in SCHEME_CERTIFICATES for d in documents) and _elsewhere(case)
        if reused:
            continue
        findings.append(
            found(
                rule_id,
                "missing-document",
                f"The papers hold no {names}, wanted for {mineral.name}"
                + (f" from {', '.join(sorted(origins(case)))}" if origins(case) else "")
                + (f" ({note})." if note else "."),
                severity=severity,
                basis=basis,
                right=Side(reference="required documents", value=" or ".join(documents)),
            )
        )
    return findings, asked


def _wanted(case: Case, rule_id: str, group: str, day: date) -> Iterator[tuple[tuple[str, ...], Severity, str, str]]:
    places = origins(case)
    listed_codes = [s.value for d in case.documents if (s := codes(d)) is not None]
    found_codes = {c for value in listed_codes if isinstance(value, tuple) for c in value}
    mineral = goods(case)
    for row in case.reference.required_documents:
        if row.rule != rule_id or group not in row.groups or not row.span.holds(day):
            continue
        if "ICGLR" in row.origins:
            if mineral is None or not mineral.designated:
                continue
            if not any(case.reference.icglr_member(p, day) for p in places):
                continue
        elif "*" not in row.origins and not places & row.origins:
            continue
        if row.hs_prefixes and not any(c.startswith(p) for c in found_codes for p in row.hs_prefixes):
            continue
        severity: Severity = "block" if row.severity == "block" else "info" if row.severity == "info" else "review"
        yield row.documents, severity, row.basis, row.note


def _elsewhere(case: Case) -> bool:
    """Whether the certificate that the papers quote lies in the bundle, with another lot."""
    uses = case.bundle.certificates
    for stated in statements(case.documents, "certificate_number"):
        for lot, other in uses.get(bare(str(stated.value)), ()):
            if lot != case.lot.id and other.document.type in SCHEME_CERTIFICATES:
                return True
    return False


@rule(
    "X026",
    "missing-document",
    UNCERTAIN,
    title="Documents quoted are in the bundle",
    severity="review",
    basis="HMRC manual SGSELSG6010; Union Customs Code, Article 163 (supporting documents at the declarant's disposal)",
    tolerance="none",
)
def quoted_documents(case: Case) -> Result:
    """A licence that the papers quote by number is in the bundle.

    Certificates and invoices are asked for by rule P001; a number that does not match is rule X013's.
    """
    quoted = [s for s in statements(case.documents, "licence_number") if bare(str(s.value))]
    if not quoted:
        return NOT_APPLICABLE
    if of_kind(case, LICENCE):
        return PASSED
    elsewhere = [
        str(f.value)
        for d in case.dossier.documents
        if d.type is LICENCE and (f := read_field(d, "document_number")) is not None
    ]
    first = next((s for s in quoted if firm(s, case.policy)), quoted[0])
    unread = any(d.type is LICENCE and read_field(d, "document_number") is None for d in case.dossier.documents)
    if any(same_number(str(first.value), n) or misread_number(str(first.value), n) for n in elsewhere):
        return PASSED
    if unread:
        return undecidable("A licence lies in the bundle whose number was not read.")
    if any(d.type is DocumentKind.UNKNOWN and case.wording(d).says(str(first.value)) for d in case.dossier.documents):
        return undecidable("A paper of no known type bears the number of the licence that is quoted.")
    message = f"The {called(first.document)} quotes export licence {first.side.value}, which the papers do not hold."
    return judged([decided(case, "X026", "missing-document", "licence number", message, first)])


@rule(
    "P013",
    "unknown-document",
    title="Pages of no known type are shown",
    severity="review",
    basis="no page of a bundle is skipped: what no type fits, a person looks at",
    tolerance="none",
)
def unknown_documents(case: Case) -> Result:
    """Every page of the lot's papers belongs to a document of a known type; a mail's own text need not."""
    findings = []
    files = case.bundle.files
    for document in case.documents:
        known = [files[p.file] for p in document.pages if p.file in files]
        if document.type is not DocumentKind.UNKNOWN or all(f.role == "note" for f in known):
            continue
        names = [files[p.file].name if p.file in files else p.file[:12] for p in document.pages]
        where = listed([f"page {p.page} of {name}" for p, name in zip(document.pages, names, strict=True)])
        findings.append(
            found(
                "P013",
                "unknown-document",
                f"No document type fits {where} ({document.id}).",
                left=Side(document=document.id),
            )
        )
    return judged(findings)


@rule(
    "P-files",
    "quarantined-file",
    title="Every file of the bundle could be read",
    severity="review",
    basis="a lot may depend on a file that could not be read",
    tolerance="none",
)
def quarantined_files(case: Case) -> Result:
    """No file of the bundle is quarantined: what it holds may concern this lot."""
    return judged(
        found(
            "P-files",
            "quarantined-file",
            f"The file {f.name} could not be read ({f.reason or 'no reason given'}); it may belong to this lot.",
            left=Side(reference="file", value=f.name),
        )
        for f in case.bundle.quarantined
    )
