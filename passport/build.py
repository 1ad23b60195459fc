"""Building: a checked lot becomes its passport. No clock, no settings, nothing but what is passed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from pydantic import TypeAdapter

from extract.model import Document, Field, PageRef
from ingest.collector import collector_paused
from ingest.model import SourceFile
from passport.errors import Inconsistent
from passport.model import (
    SCHEMA,
    CheckCounts,
    CheckRecord,
    FindingRecord,
    MadeBy,
    Origin,
    Parent,
    Parties,
    Party,
    Passport,
    Quantities,
    Route,
    Side,
    Subject,
)
from passport.records import CitedDocument, DocumentRecord, EventRecord, FileRecord, PageRecord, Unread
from passport.statements import beginnings, origins, published, share_text, stated, statements
from passport.undecided import evidence, undecided, unread_evidence
from validate.custody.graph import graph_of, history
from validate.custody.lineage import lineage_of
from validate.model import Check, CheckedLot, CustodyEvent, Dossier, Finding, Lineage, LotStatus
from validate.model import Side as FoundSide

_CHECKS = TypeAdapter(tuple[CheckRecord, ...])


@collector_paused()  # it would go through every value of the bundle again and again, and these form no cycles
def build(checked: CheckedLot, dossier: Dossier, made_by: MadeBy, as_of: date) -> Passport:
    """The passport of one lot. The same input gives the same passport, byte for byte.

    Raises Inconsistent: `unknown-document` or `unknown-file` where something names a paper that the dossier does not
    hold, `status-too-mild` where the status is milder than the findings, `nothing-checked` for a clear lot without
    documents or decided checks: such a lot was not checked, and no passport may say that it was.
    """
    _refuse_mildness(checked)
    documents = tuple(_document(dossier, id_) for id_ in checked.lot.documents)
    graph = graph_of(dossier.custody.events)
    events = history(dossier.custody.events, checked.lot.custody_lots)
    cited = _cited(checked, dossier)
    files = _files(dossier.files, documents, cited, checked.findings, events)
    names = {file.sha256: file.names for file in files if file.sha256 is not None}
    return Passport(
        schema=SCHEMA,
        lot=checked.lot.id,
        custody_lots=checked.lot.custody_lots,
        status=checked.status,
        as_of=as_of,
        subject=Subject(
            mineral=statements(documents, "mineral"),
            goods_description=statements(documents, "goods_description"),
            hs_codes=statements(documents, "hs_codes", each=True),
            lot_numbers=statements(documents, "lot_number"),
        ),
        quantities=Quantities(
            carat_weight=statements(documents, "carat_weight"),
            net_weight=statements(documents, "net_weight"),
            gross_weight=statements(documents, "gross_weight"),
            parcel_count=statements(documents, "parcel_count"),
            grade=statements(documents, "grade"),
            value=statements(documents, "value"),
        ),
        origin=Origin(
            countries=origins(documents, "country_of_origin", events, "country"),
            mine_sites=origins(documents, "mine_site", events, "mine_site"),
            sources=beginnings(graph, checked.lot.custody_lots) if events else (),
        ),
        route=Route(
            provenance=statements(documents, "country_of_provenance", each=True),
            destination=statements(documents, "country_of_destination", each=True),
        ),
        parties=Parties(exporter=_party(documents, "exporter"), importer=_party(documents, "importer")),
        custody=tuple(_event(event) for event in events),
        lineage=parents(lineage_of(graph, checked.lot.custody_lots)),
        documents=tuple(_record(document, names) for document in documents),
        cited_documents=tuple(
            CitedDocument(
                id=document.id,
                type=document.type.value,
                number=_text(document, "document_number"),
                pages=_pages(document.pages),
            )
            for document in cited
        ),
        files=files,
        check_counts=_counts(checked.checks),
        checks=_CHECKS.validate_python(
            [{"rule": check.rule, "outcome": check.outcome, "reason": check.reason} for check in checked.checks]
        ),
        findings=tuple(_finding(finding) for finding in checked.findings),
        undecided=undecided(documents, dossier.files, dossier.custody.faults, checked.checks, checked.findings, events),
        made_by=made_by,
    )


def parents(lineage: Lineage) -> tuple[Parent, ...]:
    """The lots that went directly into the lot, each with the events in which it did and its share."""
    return tuple(
        Parent(lot=p.lot, events=p.events, share=None if p.share is None else share_text(p.share))
        for p in lineage.parents
    )


def implied_status(severities: Iterable[str]) -> LotStatus:
    """The status that findings of these severities call for."""
    seen = set(severities)
    return "blocked" if "block" in seen else "review" if "review" in seen else "clear"


MILDEST_FIRST: tuple[LotStatus, ...] = ("clear", "review", "blocked")


def _refuse_mildness(checked: CheckedLot) -> None:
    called_for = implied_status(finding.severity for finding in checked.findings)
    if MILDEST_FIRST.index(checked.status) < MILDEST_FIRST.index(called_for):
        cause = f"Lot {checked.lot.id} has the status {checked.status}, but its findings call for {called_for}."
        raise Inconsistent("status-too-mild", cause)
    decided = any(check.outcome in ("passed", "failed") for check in checked.checks)
    if checked.status == "clear" and not (decided and checked.lot.documents):
        cause = f"Lot {checked.lot.id} is called clear, but it has no documents or no check was decided."
        raise Inconsistent("nothing-checked", cause)


def _document(dossier: Dossier, id_: str) -> Document:
    try:
        return dossier.document(id_)
    except KeyError as error:
        raise Inconsistent("unknown-document", f"Document {id_} is named but is not among those read.") from error


def _cited(checked: CheckedLot, dossier: Dossier) -> tuple[Document, ...]:
    """Documents of other lots that findings name, in the order of their naming."""
    sides = (side for finding in checked.findings for side in (finding.left, finding.right) if side is not None)
    named = dict.fromkeys(side.document for side in sides if side.document is not None)
    return tuple(_document(dossier, id_) for id_ in named if id_ not in checked.lot.documents)


def _files(
    known: Sequence[SourceFile],
    documents: Iterable[Document],
    cited: Iterable[Document],
    findings: Iterable[Finding],
    events: Iterable[CustodyEvent],
) -> tuple[FileRecord, ...]:
    """Every file that the passport names, and every quarantined one; the same bytes under two names are one file.

    A file whose bytes could not be had is listed by its name alone.
    """
    named = {page.file for document in (*documents, *cited) for page in document.pages}
    for document in documents:
        for fields in (document.fields, *document.lines, document.more):
            for field in fields.values():
                named.update([item.file for item in field.evidence])
                for other in field.alternatives:
                    named.update([item.file for item in other.evidence])
    named.update(item.file for finding in findings for item in finding.evidence)
    named.update(event.source for event in events if event.source is not None)
    groups: dict[str, list[SourceFile]] = {}
    for file in known:
        if file.sha256 in named or file.status == "quarantined":
            groups.setdefault(file.sha256 or f"/{file.name}", []).append(file)
    if lacking := sorted(named - set(groups)):
        cause = f"The file with SHA-256 {lacking[0]} is named as evidence but is not among the bundle's files."
        raise Inconsistent("unknown-file", cause)
    return tuple(_file(group) for group in groups.values())


def _file(group: Sequence[SourceFile]) -> FileRecord:
    first = next((file for file in group if file.status == "read"), group[0])
    return FileRecord(
        sha256=first.sha256 or None,
        names=tuple(dict.fromkeys(file.name for file in group)),
        media_type=first.media_type,
        bytes=first.bytes,
        pages=first.pages,
        role=first.role,
        status=first.status,
        reason=first.reason,
    )


def _record(document: Document, names: Mapping[str, tuple[str, ...]]) -> DocumentRecord:
    record: Unread = {
        "id": document.id,
        "type": document.type.value,
        "confidence": round(document.confidence, 3),
        "language": document.language,
        "title": document.title,
        "number": _text(document, "document_number"),
        "form": _text(document, "form"),
        "issuing_authority": _text(document, "issuing_authority"),
        "issue_date": _text(document, "issue_date"),
        "expiry_date": _text(document, "expiry_date"),
        "pages": _pages(document.pages),
        "files": tuple(dict.fromkeys(name for page in document.pages for name in names[page.file])),
        "marks": document.marks,
        "fields": {name: _field(field) for name, field in document.fields.items()},
        "lines": [{name: _field(field) for name, field in line.items()} for line in document.lines],
        "more": {name: _field(field) for name, field in document.more.items()},
    }
    return DocumentRecord.model_validate(record)


def _field(field: Field) -> Unread:
    return {
        "value": published(field.value) if field.value is not None else None,
        "unit": field.unit,
        "raw": field.raw,
        "status": field.status,
        "confidence": round(field.confidence, 3),
        "evidence": unread_evidence(field.evidence),
        "label": field.label,
        "rule": field.rule,
        "alternatives": [
            {
                "value": published(other.value),
                "unit": other.unit,
                "raw": other.raw,
                "score": round(other.score, 3),
                "evidence": unread_evidence(other.evidence),
            }
            for other in field.alternatives
        ],
    }


def _text(document: Document, name: str) -> str | None:
    field = document.fields.get(name)
    return field.value if field is not None and stated(field) and isinstance(field.value, str) else None


def _pages(pages: Iterable[PageRef]) -> tuple[PageRecord, ...]:
    return tuple(PageRecord(file=page.file, page=page.page) for page in pages)


def _party(documents: Sequence[Document], role: str) -> Party:
    return Party(names=statements(documents, f"{role}_name"), addresses=statements(documents, f"{role}_address"))


def _event(event: CustodyEvent) -> EventRecord:
    facts = event.model_dump(exclude={"type", "quantity", "recycled_share"})
    return EventRecord(
        **facts, type=event.type.value, quantity=_plain(event.quantity), recycled_share=_plain(event.recycled_share)
    )


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def _counts(checks: Iterable[Check]) -> CheckCounts:
    outcomes = [check.outcome for check in checks]
    return CheckCounts(
        passed=outcomes.count("passed"),
        failed=outcomes.count("failed"),
        not_applicable=outcomes.count("not_applicable"),
        not_decidable=outcomes.count("not_decidable"),
    )


def _finding(finding: Finding) -> FindingRecord:
    return FindingRecord(
        code=finding.code,
        rule=finding.rule,
        severity=finding.severity,
        message=finding.message,
        basis=finding.basis,
        left=_side(finding.left),
        right=_side(finding.right),
        evidence=evidence(finding.evidence),
    )


def _side(side: FoundSide | None) -> Side | None:
    return None if side is None else Side(**side.model_dump())
