"""The tables of a document's pages: which is its main one, what is headed alike, what carries it on overleaf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.doctype import DocumentType
from extract.layout import PageLayout
from extract.lexicon import fold
from extract.tables_beside import unfolded
from extract.tables_body import Body
from extract.tables_columns import Columns, settle
from extract.tables_facts import facts_at
from extract.tables_grid import read_body
from extract.tables_header import Header, find_headers
from extract.tables_overleaf import overleaf
from extract.tables_reader import NUMERIC, Kind, Reader
from extract.tables_recap import recap_at
from extract.tables_row import Row
from extract.tables_rows import rows_of
from extract.tables_samples import with_samples
from extract.tables_turned import turned_tables
from extract.tables_words import header_words
from extract.values import units

_LEAST_TOLD: Final = 2  # columns of a table under headings of no list

_LEAST_SHARES: Final = 3  # contents side by side that are a table of analyses

_LABELS: dict[int, tuple[DocumentType, Mapping[str, str]]] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """A table on one page: its header (None where it is carried on from the page before), body and rows.

    `turned` says that it is set on its side: its rows are columns on the page, and nothing carries it on overleaf.
    """

    page: int
    header: Header | None
    body: Body
    columns: Columns
    rows: tuple[Row, ...]
    turned: bool = False

    @property
    def items(self) -> list[Row]:
        return [row for row in self.rows if row.kind is Kind.ITEM]

    @property
    def ended(self) -> bool:
        return any(row.kind is Kind.TOTAL for row in self.rows)


def labels_of(doctype: DocumentType) -> Mapping[str, str]:
    """A type's labels (folded) with their fields, made once; the type is held, so that its id stays its own."""
    held = _LABELS.get(id(doctype))
    if held is None:
        labels: dict[str, str] = {}
        for spec in doctype.fields:
            for wordings in spec.labels.values():
                for wording in wordings:
                    labels.setdefault(fold(wording), spec.name)
        held = _LABELS[id(doctype)] = (doctype, labels)
    return held[1]


def parts_of(layouts: Sequence[PageLayout], doctype: DocumentType, text: str) -> list[Found]:
    """The document's main table, page by page: the fullest one, those headed alike, and what carries it on."""
    misread = any(layout.page.origin == "ocr" for layout in layouts)
    found: list[Found] = []
    for page, layout in enumerate(layouts):
        headers = [with_samples(layout, header) for header in find_headers(layout, header_words(doctype))]
        for number, header in enumerate(headers):
            until = headers[number + 1].box.y0 if number + 1 < len(headers) else 1.0
            until = min(until, recap_at(layout, header.box.y1), facts_at(layout, header, labels_of(doctype)))
            body = unfolded(read_body(layout, page, header, until))
            judged = _judged(page, header, body, doctype, text) if body.lines else None
            if judged is not None and not (header.unlisted and _is_vague(judged)):
                found.append(judged)
        for header, body in turned_tables(layout, page, header_words(doctype)):
            rivals = [one for one in headers if header.box.y0 <= one.box.mid_y <= header.box.y1]
            if any(len(set(one.fields())) > len(set(header.fields())) for one in rivals):
                continue  # what opens its rows are words like labels, and its columns have their headings
            found = [part for part in found if part.page != page or part.header not in rivals]
            found.append(replace(_judged(page, header, body, doctype, text), turned=True))
    if not found:
        return []
    best = max(found, key=_worth)
    alike = [part for part in found if part is best or _same_columns(part, best)]
    settled = settle([part.body for part in alike], doctype, text)
    reader = Reader(settled.names, labels_of(doctype), misread)
    parts: list[Found] = []
    for page, layout in enumerate(layouts):
        here = [part for part in alike if part.page == page]
        if not here and parts and _goes_on(parts[-1], page):
            carried = _carried(layout, page, parts[-1], settled, reader)
            if carried is not None:
                parts.append(carried)
        for part in here:
            rows = tuple(rows_of(part.body.lines, reader)) if _same_columns(part, best) else part.rows
            parts.append(replace(part, columns=settled, rows=rows))
    return parts


def _judged(page: int, header: Header, body: Body, doctype: DocumentType, text: str) -> Found:
    columns = settle([body], doctype, text)
    return Found(page, header, body, columns, tuple(rows_of(body.lines, Reader(columns.names, labels_of(doctype)))))


def _is_vague(part: Found) -> bool:
    """Whether too little is told of what rows alone tell for a table: two columns, one of a measure.

    Several contents side by side, of which the goods are sold by one, are no less than that.
    """
    names = set(part.columns.names.values())
    shares = sum(heading.unit in units.SHARES for heading in part.body.columns)
    return not names & NUMERIC or (len(names) < _LEAST_TOLD and not (names == {"grade"} and shares >= _LEAST_SHARES))


def _worth(part: Found) -> tuple[float, int]:
    """How much a table looks like the document's own: rows, told columns, an amount or weight, a description."""
    names = set(part.columns.names.values())
    told = len(names) + 2 * ("goods_description" in names) + 2 * bool(names & {"value", "carat_weight", "net_weight"})
    items = len(part.items)
    return (told * min(items, 12) ** 0.5 if items else 0.0, told)


def _same_columns(one: Found, other: Found) -> bool:
    if len(one.body.columns) != len(other.body.columns):
        return False
    return all(
        bool(set(left.names) & set(right.names)) or (not left.names and not right.names)
        for left, right in zip(one.body.columns, other.body.columns, strict=True)
    )


def _goes_on(last: Found, page: int) -> bool:
    return last.page == page - 1 and not last.ended and not last.turned


def _carried(layout: PageLayout, page: int, last: Found, columns: Columns, reader: Reader) -> Found | None:
    """What stands of the table at the head of the next page, under no headings."""
    headed = last.header is not None
    found = overleaf(layout, page, last.body, last.rows, columns, reader, headed=headed)
    return Found(page, None, found[0], columns, found[1]) if found is not None else None
