"""The passport as tables for spreadsheets: CSV files (RFC 4180, UTF-8 with a byte order mark, every value quoted).

A value that a spreadsheet would take for a formula gets an apostrophe before it, by which spreadsheets take it for
text: papers are foreign, and `=HYPERLINK(...)` may be a party's name on one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from passport.model import Passport, Statement
from passport.records import DocumentRecord, FieldRecord, Money, Value
from passport.untp.facts import paper_name, stated_by

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Beginnings that a spreadsheet acts upon; the full-width forms are taken for the others."""

Row = Sequence[str]


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet computes; plain numbers stay numbers."""
    if _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(_FORMULA) else text


def tables(passport: Passport) -> dict[str, bytes]:
    """The tables by file name: the lot's facts, documents, their fields, custody events, checks and findings."""
    papers = {document.id: document for document in passport.documents}
    return {
        "facts.csv": _table(("fact", "value", "unit", "stated by"), _facts(passport)),
        "documents.csv": _table(
            ("document", "kind", "number", "issuer", "issued", "expires", "files"),
            (_document(document) for document in passport.documents),
        ),
        "fields.csv": _table(
            ("document", "place", "value", "unit", "as printed", "status", "confidence", "file", "page"),
            (row for document in passport.documents for row in _fields(document)),
        ),
        "custody.csv": _table(
            (
                *("event_id", "event_time", "event_type", "lot_id", "input_lots", "from_party", "to_party", "location"),
                *("country", "mine_site", "mineral", "quantity", "unit", "tags", "process", "recycled_share"),
                "document_numbers",
            ),
            _events(passport),
        ),
        "checks.csv": _table(
            ("rule", "outcome", "reason"), ((c.rule, c.outcome, c.reason or "") for c in passport.checks)
        ),
        "findings.csv": _table(
            ("severity", "code", "rule", "message", "basis", "left", "right"),
            (
                (f.severity, f.code, f.rule, f.message, f.basis, *(_side(side, papers) for side in (f.left, f.right)))
                for f in passport.findings
            ),
        ),
    }


def _table(head: Row, rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe(cell.replace("\0", "")) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _facts(passport: Passport) -> Iterator[Row]:
    yield "lot", passport.lot, "", ""
    yield "status", passport.status, "", ""
    yield "checked as of", passport.as_of.isoformat(), "", ""
    sections = [("", passport.subject), ("", passport.quantities), ("", passport.route)]
    for prefix, section in (*sections, *((f"{role} ", party) for role, party in passport.parties)):
        for name, statements in section:
            yield from (_fact(passport, prefix + name, statement) for statement in statements)
    for name, origins in (("country of origin", passport.origin.countries), ("mine site", passport.origin.mine_sites)):
        for origin in origins:
            yield f"{name} ({origin.claim})", origin.value, "", stated_by(passport, origin.sources)
    for point in passport.undecided:
        yield "undecided", point.about, "", point.reason


def _fact(passport: Passport, name: str, statement: Statement) -> Row:
    value, currency = _shown(statement.value)
    return name.replace("_", " "), value, statement.unit or currency, stated_by(passport, statement.sources)


def _shown(value: Value | None) -> tuple[str, str]:
    """A value as a cell, and its currency where it is money."""
    if isinstance(value, Money):
        return value.amount, value.currency
    if isinstance(value, tuple):
        return "; ".join(value), ""
    return "" if value is None else str(value), ""


def _document(document: DocumentRecord) -> Row:
    dates = (document.issue_date or "", document.expiry_date or "")
    issuer = document.issuing_authority or ""
    return document.id, paper_name(document), document.number or "", issuer, *dates, "; ".join(document.files)


def _fields(document: DocumentRecord) -> Iterator[Row]:
    for name, field in document.fields.items():
        yield _field(document, name, field)
    for number, line in enumerate(document.lines, 1):
        for name, field in line.items():
            yield _field(document, f"lines[{number}].{name}", field)
    for name, field in document.more.items():
        yield _field(document, f"more.{name}", field)


def _field(document: DocumentRecord, place: str, field: FieldRecord) -> Row:
    value, currency = _shown(field.value)
    where = (field.evidence[0].file, str(field.evidence[0].page)) if field.evidence else ("", "")
    return (
        *(document.id, place, value, field.unit or currency, field.raw, field.status),
        *(f"{field.confidence:.3f}", *where),
    )


def _events(passport: Passport) -> Iterator[Row]:
    for event in passport.custody:
        texts = (event.from_party, event.to_party, event.location, event.country, event.mine_site, event.mineral)
        yield (
            *(event.id, event.time.isoformat(), event.type, event.lot, ";".join(event.inputs)),
            *(text or "" for text in (*texts, event.quantity, event.unit)),
            *(";".join(event.tags), event.process or "", event.recycled_share or "", ";".join(event.document_numbers)),
        )


def _side(side: object, papers: dict[str, DocumentRecord]) -> str:
    stated = {name: getattr(side, name) for name in ("document", "event", "reference", "field", "value") if side}
    if stated.get("document") in papers:
        stated["document"] = f"{paper_name(papers[stated['document']])} ({stated['document']})"
    return ", ".join(str(value) for value in stated.values() if value)
