"""Fields that a paper's scheme demands of it: read, not made out, or not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args

from extract.model import Document, DocumentKind
from validate.absence import Absence, absence
from validate.facts import SCHEME_CERTIFICATES, called, further, listed, statements
from validate.model import Finding, Severity, Side
from validate.reference_rows import DemandedField
from validate.rules.circumstances import ICGLR, LICENCE
from validate.rules.findings import UNCERTAIN, found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule
from validate.understanding import FORMAL, SEVERAL, not_made_out
from validate.wording import absence_doubt

FIELDS_TOLERANCE = (
    "none; absence only where the paper was read well and shows no trace of the field: as grave as its table says "
    "where the paper's own text was searched, to a reviewer on scans"
)


@rule(
    "W-fields",
    "missing-field",
    "unreadable-field",
    UNCERTAIN,
    title="Fields that the scheme demands",
    severity="block",
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
    tolerance=FIELDS_TOLERANCE + "; who verified and validated is information, as countries word it in their own ways",
)
def icglr_attributes(case: Case) -> Result:
    """An ICGLR certificate bears the required attributes of MD.03: those that the table of demanded fields lists, and
    the verifier's name and position, the day of verification and the validator's name."""
    result = _demanded(case, "W030", lambda kind: kind is ICGLR)
    unnamed = [f for d in case.documents if d.type is ICGLR for f in _officials(case, d)]
    return judged((*result.findings, *unnamed)) if unnamed else result


OFFICIALS = {
    "verifier_name": "verifier's name",
    "verifier_position": "verifier's position",
    "verification_date": "day of verification",
    "validator_name": "validator's name",
}
"""Attributes of MD.03 that are no fields of the contract, as a message calls them."""


def _officials(case: Case, document: Document) -> Iterator[Finding]:
    """What a certificate that was read well does not say of those who verified and validated it."""
    lacking = [name for name in OFFICIALS if further(document, name) is None]
    if not lacking or absence_doubt(case.wording(document)) is not None:
        return
    message = f"On the {called(document)} the {listed([OFFICIALS[name] for name in lacking])} were not found."
    side = Side(document=document.id, field=lacking[0])
    yield found(
        "W030",
        "missing-field",
        message.replace("were", "was") if len(lacking) == 1 else message,
        severity="info",
        left=side,
    )


@rule(
    "W050",
    "missing-field",
    "unreadable-field",
    UNCERTAIN,
    title="Licence fields complete",
    severity="block",
    basis="HMRC manual SGSELSG6010; Regulation (EU) 2021/821, Annex III; Chinese export licence form",
    tolerance=FIELDS_TOLERANCE,
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
    evidence = (*field.evidence, *(e for other in field.nearest for e in other.evidence))
    if field.status == "conflicting":
        both = listed([str(a.raw or a.value) for a in field.nearest] or ["two values"])
        message = f"The {called(document)} states the {_words(row)} twice, and not alike: {both}."
        return found("W-fields", UNCERTAIN, message, severity="review", basis=row.basis, left=side, evidence=evidence)
    message = f"The {_words(row)} of the {called(document)} is there and cannot be made out."
    return found(
        "W-fields", "unreadable-field", message, severity="review", basis=row.basis, left=side, evidence=evidence
    )


def _not_understood(case: Case, document: Document, absent: list[DemandedField]) -> Finding:
    """One finding for all the fields that were not found on a document that was not understood."""
    message = (
        f"The {called(document)} was not understood as a whole: its {listed([_words(row) for row in absent])} "
        f"{'was' if len(absent) == 1 else 'were'} not found. Look at it."
    )
    side = Side(document=document.id, field=absent[0].names[0])
    return found("W-fields", UNCERTAIN, message, severity="review", basis=absent[0].basis, left=side)


def _absent(case: Case, document: Document, row: DemandedField, known: Absence) -> Finding:
    side = Side(document=document.id, field=row.names[0])
    if row.names == ("document_number",) and document.type in SCHEME_CERTIFICATES:
        message = f"The number of the {called(document)} was not found, though every such certificate bears one."
        return found("W-fields", "unreadable-field", message, severity="review", basis=row.basis, left=side)
    if known is Absence.SUPPORTED and row.names == ("document_number",) and not case.wording(document).digital:
        known = Absence.OPEN  # on a scan a number anywhere on the page may be this one, or the one that was not read
    if known is Absence.SUPPORTED:
        message = f"The {called(document)} does not state the {_words(row)}, which it must."
        severity: Severity = "info" if row.importance == FORMAL else "review"
        if row.absent in get_args(Severity) and case.wording(document).digital:
            severity = row.absent  # type: ignore[assignment]  # one of Severity, as just seen; the own text was searched
        return found("W-fields", "missing-field", message, severity=severity, basis=row.basis, left=side)
    why = (
        "though its label or a value of its kind stands there"
        if known is Absence.HINTED
        else "which could not be read well"
    )
    message = f"The {_words(row)} was not found on the {called(document)}, {why}. Look at it."
    elsewhere = any(statements((d for d in case.documents if d is not document), n) for n in row.names)
    if row.importance == "decisive" and not elsewhere:
        return found("W-fields", UNCERTAIN, message, severity="review", basis=row.basis, left=side)
    code = UNCERTAIN if known is Absence.HINTED else "missing-field"
    return found("W-fields", code, message, severity="info", basis=row.basis, left=side)
