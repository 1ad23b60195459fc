"""What a passport cannot say, and why: evidence that is missing or unreadable, and what papers never show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from extract.model import Document, DocumentKind, Field
from extract.model import Evidence as ReadEvidence
from ingest.model import Box, SourceFile
from passport.model import Undecided
from passport.records import Evidence, Unread
from validate.catalogue import not_from_papers
from validate.model import Check, CustodyEvent, CustodyFault, Finding

NOT_THE_GOODS = (
    "physical identity of the goods",
    "Papers and records were read; the goods were not seen. Whether the material is what they describe, its weight, "
    "its quality and its physical origin were not tested.",
)
NOT_THE_PAPERS = (
    "authenticity of the papers",
    "Signatures, stamps, seals and security features were not authenticated, and no issuer was asked whether it "
    "issued a document.",
)
KIMBERLEY_SCOPE = (
    "scope of the Kimberley Process",
    "A Kimberley Process certificate speaks of conflict diamonds only: rough diamonds that rebel movements use to "
    "finance conflict against legitimate governments. It does not speak of violence by others, of labour, of human "
    "rights or of the environment.",
)
CUSTOMS_ORIGIN = (
    "origin in the sense of customs law",
    "A certificate of origin states where goods were obtained under rules of customs law, which need not be where "
    "they were mined.",
)
NO_CUSTODY = (
    "way from the mine to the exporter",
    "No custody record of this lot was given; nothing here shows through whose hands it went.",
)


def evidence(items: Iterable[ReadEvidence]) -> tuple[Evidence, ...]:
    """Evidence in the passport's form: corners in order, within the page, 4 decimals."""
    return tuple(Evidence(**item) for item in unread_evidence(items))


def unread_evidence(items: Iterable[ReadEvidence]) -> list[Unread]:
    """The same, for a part that is read as a whole."""
    return [{"file": item.file, "page": item.page, "box": _box(item.box)} for item in items]


def undecided(
    documents: Sequence[Document],
    files: Iterable[SourceFile],
    faults: Iterable[CustodyFault],
    checks: Iterable[Check],
    findings: Iterable[Finding],
    events: Sequence[CustodyEvent],
) -> tuple[Undecided, ...]:
    """Everything that stayed open for a lot: checks, fields, files, custody records, and what papers cannot show."""
    return (
        *_checks(checks),
        *_fields(documents),
        *_uncertain(findings),
        *_files(files),
        *_custody(faults),
        *_scope(documents, events),
    )


def _checks(checks: Iterable[Check]) -> Iterator[Undecided]:
    for check in checks:
        if check.outcome == "not_decidable":
            yield Undecided(
                kind="check", about=check.rule, reason=check.reason or "The rule gives no reason.", evidence=()
            )


def _fields(documents: Iterable[Document]) -> Iterator[Undecided]:
    for document in documents:
        for place, field in every_field(document):
            if field.status == "unreadable":
                reason = "Its place is on the document, its value could not be made out."
            elif field.status == "conflicting":
                values = ", ".join(f'"{other.raw}"' for other in field.nearest)
                reason = (
                    f"The document states several values: {values}." if values else "The document contradicts itself."
                )
            else:
                continue
            yield Undecided(
                kind="field",
                about=f"{document.id}.{place}",
                reason=reason,
                document=document.id,
                field=field.name,
                evidence=evidence(field.evidence),
            )


def _uncertain(findings: Iterable[Finding]) -> Iterator[Undecided]:
    for finding in findings:
        if finding.code != "uncertain-field":
            continue
        document = finding.left.document if finding.left else None
        field = finding.left.field if finding.left else None
        yield Undecided(
            kind="field",
            about=".".join(part for part in (document, field) if part) or finding.rule,
            reason=finding.message,
            document=document,
            field=field,
            evidence=evidence(finding.evidence),
        )


def _files(files: Iterable[SourceFile]) -> Iterator[Undecided]:
    for file in files:
        if file.status == "quarantined":
            reason = f"The file could not be read and may belong to this lot: {file.reason or 'no reason is recorded.'}"
            yield Undecided(kind="file", about=file.name, reason=reason, evidence=())


def _custody(faults: Iterable[CustodyFault]) -> Iterator[Undecided]:
    for fault in faults:
        place = f"record {fault.position}" if fault.position is not None else "a record"
        about = f"{place} of custody file {fault.source}" if fault.source else f"{place} of the custody records"
        yield Undecided(kind="custody", about=about, reason=fault.reason, evidence=())


def _scope(documents: Sequence[Document], events: Sequence[CustodyEvent]) -> Iterator[Undecided]:
    kinds = {document.type for document in documents}
    said = [NOT_THE_GOODS, NOT_THE_PAPERS]
    if DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE in kinds:
        said.append(KIMBERLEY_SCOPE)
    if DocumentKind.CERTIFICATE_OF_ORIGIN in kinds:
        said.append(CUSTOMS_ORIGIN)
    if not events:
        said.append(NO_CUSTODY)
    said.append(("checks that papers cannot decide", _untested()))
    for about, reason in said:
        yield Undecided(kind="scope", about=about, reason=reason, evidence=())


@cache
def _untested() -> str:
    return f"Not tested: {'; '.join(f'{entry.id} {entry.title}: {entry.reason}' for entry in not_from_papers())}"


def every_field(document: Document) -> Iterator[tuple[str, Field]]:
    """Every field of a document with its place: `name`, `lines[2].name` (from 1) or `more.name`."""
    for name, field in document.fields.items():
        yield name, field
    for number, line in enumerate(document.lines, 1):
        for name, field in line.items():
            yield f"lines[{number}].{name}", field
    for name, field in document.more.items():
        yield f"more.{name}", field


def _box(box: Box) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    if 0.0 <= x0 <= x1 <= 1.0 and 0.0 <= y0 <= y1 <= 1.0:  # so they are nearly always
        return round(x0, 4), round(y0, 4), round(x1, 4), round(y1, 4)
    x0, x1 = sorted((_within(x0), _within(x1)))
    y0, y1 = sorted((_within(y0), _within(y1)))
    return x0, y0, x1, y1


def _within(coordinate: float) -> float:
    # Straightening a page can carry a corner a hair over its edge.
    return round(min(max(coordinate, 0.0), 1.0), 4)
