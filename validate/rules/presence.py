"""What must be there: documents for the route, fields on them, files that could be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from extract.model import Document, DocumentKind
from validate.absence import Absence, absence
from validate.facts import NAMES, SCHEME_CERTIFICATES, called, listed, read_field, statements
from validate.model import Finding, Severity, Side
from validate.numbers import bare, misread_number, same_number
from validate.reference_rows import DemandedField
from validate.rules.circumstances import ICGLR, LICENCE, codes, goods, of_kind, origins, shipped
from validate.rules.findings import UNCERTAIN, found
from validate.rules.model import NOT_APPLICABLE, PASSED, Case, Result, judged, rule, undecidable
from validate.understanding import FORMAL, SEVERAL, not_made_out


@rule(
    "P001",
    "missing-document",
    title="Bundle complete for route and goods",
    severity="review",
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
    first = quoted[0]
    if any(same_number(str(first.value), n) or misread_number(str(first.value), n) for n in elsewhere):
        return PASSED
    return judged(
        [
            found(
                "X026",
                "missing-document",
                f"The {called(first.document)} quotes export licence {first.side.value}, which the papers do not hold.",
                left=first,
            )
        ]
    )


FIELDS_TOLERANCE = "none; absence only where the paper was read well and shows no trace of the field"


@rule(
    "W-fields",
    "missing-field",
    "unreadable-field",
    UNCERTAIN,
    title="Fields that the scheme demands",
    severity="review",
    basis="table of demanded fields, each with its own basis",
    tolerance=FIELDS_TOLERANCE,
)
def demanded_fields(case: Case) -> Result:
    """Each document bears the fields that its scheme demands, and they can be read.

    The fields are those of the table of demanded fields: for a Kimberley certificate the minimum requirements of KPCS
    Annex I. A field in the lines of a table counts, and so does the value that other papers state where the document
    bears it in any place. A field is missing where the document was read well and shows no trace of it: neither its
    label nor a value of its kind that no field accounts for. Otherwise it is uncertain where a decision rests on it and
    no other paper states it, else information; where several are not found, the document was not understood, which is
    one finding. ICGLR certificates are rule W030's, licences rule W050's.
    """
    return _demanded(case, "W-fields", lambda kind: kind not in (ICGLR, LICENCE))


@rule(
    "W030",
    "missing-field",
    "unreadable-field",
    UNCERTAIN,
    title="ICGLR mandatory attributes",
    severity="block",
    basis="ICGLR data standard, MD.03 export certificate (required attributes)",
    tolerance=FIELDS_TOLERANCE
    + "; what a lot can be checked without calls a reviewer; names of officials are not read",
)
def icglr_attributes(case: Case) -> Result:
    """An ICGLR certificate bears the required attributes of MD.03 that the table of demanded fields lists."""
    return _demanded(case, "W030", lambda kind: kind is ICGLR)


@rule(
    "W050",
    "missing-field",
    "unreadable-field",
    UNCERTAIN,
    title="Licence fields complete",
    severity="block",
    basis="HMRC manual SGSELSG6010; Regulation (EU) 2021/821, Annex III; Chinese export licence form",
    tolerance=FIELDS_TOLERANCE + "; what a lot can be checked without calls a reviewer",
)
def licence_fields(case: Case) -> Result:
    """An export licence bears its number, exporter, expiry and authorised quantity."""
    return _demanded(case, "W050", lambda kind: kind is LICENCE)


def _demanded(case: Case, rule_id: str, concerns: Callable[[DocumentKind], bool]) -> Result:
    findings: list[Finding] = []
    demanding = {row.document for row in case.reference.demanded_fields}
    papers = [d for d in case.documents if d.type.value in demanding and concerns(d.type)]
    for document in papers:
        lacking = not_made_out(document, case.reference)
        there = [row for row in lacking if any(n in document.fields for n in row.names)]
        found_ones = [_there(document, row) for row in there]
        found_ones += _absent_fields(case, document, there, [row for row in lacking if row not in there])
        findings += (f.model_copy(update={"rule": rule_id}) for f in found_ones)
    return judged(findings) if papers else NOT_APPLICABLE


def _absent_fields(
    case: Case, document: Document, there: list[DemandedField], absent: list[DemandedField]
) -> Iterator[Finding]:
    known = {row: absence(case, document, row) for row in absent}
    open_rows = [row for row in absent if known[row] is not Absence.SHOWN]
    # What was looked for in the wording and leaves no trace is missing; without a wording, and where traces are left,
    # several fields not found speak of a form that was not understood.
    vague = [r for r in open_rows if known[r] is not Absence.SUPPORTED or not case.wording(document).known]
    told = [row for row in (*there, *vague) if row.importance != FORMAL]
    if len(told) >= SEVERAL and vague:
        yield _not_understood(case, document, vague)
        open_rows = [row for row in open_rows if row not in vague]
    for row in open_rows:
        yield _absent(case, document, row, known[row])


def _words(row: DemandedField) -> str:
    return " or ".join(name.replace("_", " ") for name in row.names)


def _there(document: Document, row: DemandedField) -> Finding:
    """A field whose place was found and whose value was not made out, or which is stated twice."""
    field = next(f for n in row.names if (f := document.fields.get(n)) is not None)
    side = Side(document=document.id, field=field.name, value=field.raw or None)
    evidence = (*field.evidence, *(e for other in field.alternatives for e in other.evidence))
    if field.status == "conflicting":
        both = listed([str(a.raw or a.value) for a in field.alternatives] or ["two values"])
        message = f"The {called(document)} states the {_words(row)} twice, and not alike: {both}."
        return found("W-fields", UNCERTAIN, message, basis=row.basis, left=side, evidence=evidence)
    message = f"The {_words(row)} of the {called(document)} is there and cannot be made out."
    return found("W-fields", "unreadable-field", message, basis=row.basis, left=side, evidence=evidence)


def _not_understood(case: Case, document: Document, absent: list[DemandedField]) -> Finding:
    """One finding for all the fields that were not found on a document that was not understood."""
    message = (
        f"The {called(document)} was not understood as a whole: its {listed([_words(row) for row in absent])} "
        f"{'was' if len(absent) == 1 else 'were'} not found. Look at it."
    )
    side = Side(document=document.id, field=absent[0].names[0])
    return found("W-fields", UNCERTAIN, message, basis=absent[0].basis, left=side)


def _absent(case: Case, document: Document, row: DemandedField, known: Absence) -> Finding:
    side = Side(document=document.id, field=row.names[0])
    if row.names == ("document_number",) and document.type in SCHEME_CERTIFICATES:
        message = f"The number of the {called(document)} was not found, though every such certificate bears one."
        return found("W-fields", "unreadable-field", message, basis=row.basis, left=side)
    if known is Absence.SUPPORTED:
        message = f"The {called(document)} does not state the {_words(row)}, which it must."
        severity: Severity = "info" if row.importance == FORMAL else "review"
        if row.importance == "decisive" and case.wording(document).digital:
            severity = "block"  # the paper's own text was searched, and nothing can be decided without it
        return found("W-fields", "missing-field", message, severity=severity, basis=row.basis, left=side)
    why = (
        "though its label or a value of its kind stands there"
        if known is Absence.HINTED
        else "which could not be read well"
    )
    message = f"The {_words(row)} was not found on the {called(document)}, {why}. Look at it."
    elsewhere = any(statements((d for d in case.documents if d is not document), n) for n in row.names)
    if row.importance == "decisive" and not elsewhere:
        return found("W-fields", UNCERTAIN, message, basis=row.basis, left=side)
    code = UNCERTAIN if known is Absence.HINTED else "missing-field"
    return found("W-fields", code, message, severity="info", basis=row.basis, left=side)


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
