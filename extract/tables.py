"""Line tables: rows of invoices, packing lists and certificates as fields, and what their total row states.

A row's cell is read with the grammar of its column, with the unit and currency that the heading names, or the cell,
or the total row, or, where it is the only one, the document. Nothing is summed: a total that is not printed is not
given. Where quantity, price and amount of a row agree with one another, all three are the surer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from extract.doctype import ColumnSpec, DocumentType
from extract.layout import PageLayout
from extract.lexicon import fold
from extract.model import DocumentKind, Field
from extract.prose_words import alternation
from extract.tables_cells import agree, filled, with_unit
from extract.tables_columns import Columns, common_currency, common_unit, settle
from extract.tables_grid import Body, BodyLine, Token, carry_on, read_body
from extract.tables_header import Header, find_headers
from extract.tables_reader import NUMERIC, Kind, Reader, is_number
from extract.tables_recap import recap_at
from extract.tables_remarks import remarked
from extract.tables_rows import Row, rows_of
from extract.tables_spans import Item, filled_down
from extract.tables_totals import adds_up, totals_of, unnamed_total
from extract.tables_words import ROW_NUMBER, header_words
from extract.values import Context, money, units

_LISTS: Final = frozenset((DocumentKind.COMMERCIAL_INVOICE, DocumentKind.PACKING_LIST))
"""Types that consist of their table; on others the header cells of a form are easily taken for one."""

_WIDE: Final = 5  # headings that no form sets side by side over three rows filled alike
_LISTED: Final = 4  # rows with a running name of their own, filled alike, that are a list whatever it is of
_LOW: Final = 0.62  # share of the page's height that a table must reach down to be carried on overleaf


@dataclass(frozen=True, slots=True)
class TableReading:
    """What the table of a document says.

    `rows` hold the fields of each row, top to bottom; `totals` the document's own fields that the table states;
    `used` the words that all this stands on, as (page index within the document, word index on its page).
    """

    rows: tuple[dict[str, Field], ...] = ()
    totals: Mapping[str, Field] = field(default_factory=dict)
    used: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class _Found:
    """A table on one page: its header (None where it is carried on from the page before), body and rows."""

    page: int
    header: Header | None
    body: Body
    columns: Columns
    rows: tuple[Row, ...]

    @property
    def items(self) -> list[Row]:
        return [row for row in self.rows if row.kind is Kind.ITEM]

    @property
    def ended(self) -> bool:
        return any(row.kind is Kind.TOTAL for row in self.rows)


_LABELS: dict[int, tuple[DocumentType, Mapping[str, str]]] = {}


@cache
def _left_to_pay() -> re.Pattern[str]:
    """What opens a row under the total that says what is still to be paid of it."""
    return re.compile(rf"(?:{alternation('left_to_pay')})(?![^\W_])")


def _labels_of(doctype: DocumentType) -> Mapping[str, str]:
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


def read_table(layouts: Sequence[PageLayout], doctype: DocumentType, context: Context) -> TableReading:
    """The line table of a document, read over all its pages; empty where it has none."""
    if not doctype.columns:
        return TableReading()
    text = "\n".join(line.text for layout in layouts for line in layout.lines)
    parts = _parts(layouts, doctype, text)
    if not parts or not _is_table(parts, doctype, text):
        return TableReading()
    specs = {spec.name: spec for spec in doctype.columns}
    words = header_words(doctype)  # what an element's column says is told by the whole analysis, not row by row
    around = replace(context, currency=_currency(parts, text, context), decimal_comma=_comma(parts, context))
    items: list[Item] = []
    within: list[_Found] = []
    shared: dict[tuple[int, int], str | None] = {}
    stated: list[dict[str, Field]] = []
    used: set[tuple[int, int]] = set()
    ends: dict[int, int] = {}
    for part in parts:
        for row in part.rows:
            fields = _fields(row, part, specs, layouts, around, shared, _labels_of(doctype))
            if row.kind is Kind.ITEM and fields:
                items.append((row, part.body, fields))
                within.append(part)
            elif row.kind is Kind.TOTAL:
                whole = _summed_count(row, items, fields)
                told = any("value" in one and one["value"].value is not None for one in stated)
                if told and _left_to_pay().match(row.label):
                    fields = {name: found for name, found in fields.items() if name != "value"}
                stated.append(fields | whole | _counted(row, part, specs, layouts, fields))
            elif row.kind is Kind.SUBTOTAL:
                ends[len(items)] = row.page
            used.update(
                (token.page, token.index)
                for column, tokens in row.cells.items()
                for token in tokens
                if not words.is_element(part.body.columns[column].text)
            )
        if part.header is not None:
            headings = [one for one in part.header.headings if not words.is_element(one.text)]
            used.update((part.page, index) for heading in headings for index in heading.words)
    filled_down(items, parts[0].columns.names, layouts, ends)
    rows = [agree(fields) for _, _, fields in items]
    if not stated and rows:
        counted = _counted(items[-1][0], within[-1], specs, layouts, {})
        if (unnamed := unnamed_total(rows, counted.get("parcel_count"))) is not None:
            rows.pop()
            stated.append(counted | unnamed)
    charged = any(row.kind is Kind.CHARGE for part in parts for row in part.rows)
    return TableReading(tuple(rows), totals_of(rows, stated, charged=charged), frozenset(used))


def _parts(layouts: Sequence[PageLayout], doctype: DocumentType, text: str) -> list[_Found]:
    """The document's main table, page by page: the fullest one, those headed alike, and what carries it on."""
    misread = any(layout.page.origin == "ocr" for layout in layouts)
    found: list[_Found] = []
    for page, layout in enumerate(layouts):
        headers = find_headers(layout, header_words(doctype))
        for number, header in enumerate(headers):
            until = headers[number + 1].box.y0 if number + 1 < len(headers) else 1.0
            until = min(until, recap_at(layout, header.box.y1))
            body = read_body(layout, page, header, until)
            if body.lines:
                found.append(_judged(page, header, body, doctype, text))
    if not found:
        return []
    best = max(found, key=_worth)
    alike = [part for part in found if part is best or _same_columns(part, best)]
    settled = settle([part.body for part in alike], doctype, text)
    reader = Reader(settled.names, _labels_of(doctype), misread)
    parts: list[_Found] = []
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


def _judged(page: int, header: Header, body: Body, doctype: DocumentType, text: str) -> _Found:
    columns = settle([body], doctype, text)
    return _Found(page, header, body, columns, tuple(rows_of(body.lines, Reader(columns.names, _labels_of(doctype)))))


def _worth(part: _Found) -> tuple[float, int]:
    """How much a table looks like the document's own: rows, told columns, an amount or weight, a description."""
    names = set(part.columns.names.values())
    told = len(names) + 2 * ("goods_description" in names) + 2 * bool(names & {"value", "carat_weight", "net_weight"})
    items = len(part.items)
    return (told * min(items, 12) ** 0.5 if items else 0.0, told)


def _same_columns(one: _Found, other: _Found) -> bool:
    if len(one.body.columns) != len(other.body.columns):
        return False
    return all(
        bool(set(left.names) & set(right.names)) or (not left.names and not right.names)
        for left, right in zip(one.body.columns, other.body.columns, strict=True)
    )


def _goes_on(last: _Found, page: int) -> bool:
    low = max((line.box.y1 for line in last.body.lines), default=0.0)
    return last.page == page - 1 and not last.ended and (low > _LOW or last.header is None)


def _carried(layout: PageLayout, page: int, last: _Found, columns: Columns, reader: Reader) -> _Found | None:
    """The table's further rows at the head of the next page, from the first line that fits its columns."""
    for number, line in enumerate(layout.lines[:25]):
        body = carry_on(layout, page, last.body, line.box.y0 - 0.001, 1.0)
        if not body.lines or not _fits(body.lines[0], columns):
            continue
        body = _with_text_above(layout, page, number, body, columns)
        rows = tuple(rows_of(body.lines, reader))
        return _Found(page, None, body, columns, rows) if any(row.kind is Kind.ITEM for row in rows) else None
    return None


def _with_text_above(layout: PageLayout, page: int, number: int, body: Body, columns: Columns) -> Body:
    """The body from the first lines of its first row's description on, where its numbers stand on the last one."""
    while number > 0:
        above, box = layout.lines[number - 1].box, layout.lines[number].box
        if box.y0 - above.y1 > 0.6 * max(above.height, box.height):
            break
        longer = carry_on(layout, page, body, above.y0 - 0.001, 1.0)
        if not longer.lines or any(columns.names.get(at) != "goods_description" for at in longer.lines[0].cells):
            break
        body, number = longer, number - 1
    return body


def _fits(line: BodyLine, columns: Columns) -> bool:
    """True for a line with numbers in most of the columns that hold numbers."""
    numeric = [column for column, name in columns.names.items() if name in NUMERIC]
    hit = sum(1 for column in numeric if any(char.isdigit() for char in line.text(column)))
    return bool(numeric) and hit >= max(1, 0.6 * len(numeric)) and len(line.cells) >= 2


def _is_table(parts: Sequence[_Found], doctype: DocumentType, text: str) -> bool:
    """True if the rows are rows, not the boxes of a form under their labels."""
    items = [row for part in parts for row in part.items]
    if not items:
        return False
    names = set(parts[0].columns.names.values())
    if not names & NUMERIC or _is_account(parts):
        return False
    keyed = bool(names - NUMERIC)
    if doctype.kind in _LISTS:
        return keyed or len(items) >= 2
    numbered = any(ROW_NUMBER in heading.names for heading in parts[0].body.columns)
    alike = sum(1 for row in items if _columns_filled(row) == _columns_filled(items[0]))
    ended = any(part.ended for part in parts)
    if len(items) < 2 or alike < 0.75 * len(items):
        return False
    columns = len(parts[0].body.columns)
    wide = len(parts[0].columns.names) >= 4 or (columns >= _WIDE and len(items) >= 3)
    listed = numbered and columns >= 3 and len(items) >= _LISTED
    if (keyed and (numbered or ended or wide)) or (ended and len(items) >= 3) or listed:
        return True
    numeric = [column for column, name in parts[0].columns.names.items() if name in NUMERIC]
    return keyed and any(adds_up([row.text(column) for row in items], text) for column in numeric)


def _is_account(parts: Sequence[_Found]) -> bool:
    """True for an account of how a price comes about: weights, contents and shares under one another in a column."""
    lines = [line for part in parts for line in part.body.lines if line.box.y0 <= _bottom(part)]
    for column in range(len(parts[0].body.columns)):
        cells = [line.text(column) for line in lines if is_number(line.text(column))]
        shown = {"%" if "%" in cell else found for cell in cells if (found := common_unit([cell])) or "%" in cell}
        if shown & set(units.SHARES) and shown - set(units.SHARES):
            return True
    return False


def _bottom(part: _Found) -> float:
    """Where a table's total ends, or else its last row: what stands below, as a tax at 0 %, is no row of it."""
    for row in part.rows:
        if row.kind in (Kind.CHARGE, Kind.TOTAL):
            return row.bottom if row.kind is Kind.TOTAL else row.top
    return max((row.bottom for row in part.rows if row.kind is Kind.ITEM and row.page == part.page), default=1.0)


def _columns_filled(row: Row) -> frozenset[int]:
    return frozenset(column for column, tokens in row.cells.items() if tokens)


def _currency(parts: Sequence[_Found], text: str, context: Context) -> str | None:
    """The currency of amounts that show none: a heading's, the total row's, the document's only one, the context's."""
    for part in parts:
        for column, name in part.columns.names.items():
            currency = part.columns.currencies.get(column)
            if currency is not None and name in {"value", "unit_price", "licensed_value"}:
                return currency
    totals = " ".join(
        token.text for part in parts for row in part.rows if row.kind is Kind.TOTAL for token in row.tokens()
    )
    return common_currency(totals) or context.currency or common_currency(text)


def _comma(parts: Sequence[_Found], context: Context) -> bool | None:
    told = next((part.columns.decimal_comma for part in parts if part.columns.decimal_comma is not None), None)
    return context.decimal_comma if told is None else told


def _fields(
    row: Row,
    part: _Found,
    specs: Mapping[str, ColumnSpec],
    layouts: Sequence[PageLayout],
    context: Context,
    shared: dict[tuple[int, int], str | None],
    labels: Mapping[str, str],
) -> dict[str, Field]:
    """The fields of one row; `shared` keeps the units that the columns show, by part and column."""
    columns = part.columns
    row_unit = units.canonical(row.text(columns.unit_column)) if columns.unit_column is not None else None
    row_currency = money.currency(row.text(columns.currency_column)) if columns.currency_column is not None else None
    fields: dict[str, Field] = {}
    for column, name in sorted(columns.names.items()):
        tokens = row.cells.get(column, [])
        if not tokens or name not in specs or (row.kind is not Kind.ITEM and name not in NUMERIC):
            continue
        if (id(part), column) not in shared:
            shared[id(part), column] = _column_unit(part, column)
        unit = columns.units.get(column) or row_unit or shared[id(part), column]
        currency = columns.currencies.get(column) or row_currency or context.currency
        heading = part.body.columns[column].text or None
        made = filled(specs[name], tokens, heading, layouts, with_unit(context, unit, currency))
        if made is not None:
            fields[name] = made
    return remarked(row.remarks, specs, labels, layouts, context) | fields


def _summed_count(row: Row, items: Sequence[Item], fields: Mapping[str, Field]) -> dict[str, Field]:
    """The parcels of a total row whose words count several things: "Total: 80 drums on 10 pallets" is what adds up."""
    held = fields.get("parcel_count")
    counts = [found.value for _, _, row_fields in items if (found := row_fields.get("parcel_count")) is not None]
    whole = sum(count for count in counts if isinstance(count, int))
    if held is None or len(counts) < len(items) or not whole or held.value == whole:
        return {}
    token = next((one for one in row.tokens() if one.text.strip(".,:;") == str(whole)), None)
    return {} if token is None else {"parcel_count": held.model_copy(update={"value": whole, "raw": token.text})}


def _counted(
    row: Row, part: _Found, specs: Mapping[str, ColumnSpec], layouts: Sequence[PageLayout], fields: Mapping[str, Field]
) -> dict[str, Field]:
    """The parcels that a total row counts in words: "TOTAL 3 parcels", "Total: 4 lotes", "TOTAL | 468.27 | 2 lots"."""
    if "parcel_count" in fields or "parcel_count" not in specs:
        return {}
    leading: list[list[Token]] = []
    behind: list[list[Token]] = []
    for column in sorted(row.cells):
        name = part.columns.names.get(column)
        if name not in NUMERIC or name == "parcel_count":
            (behind if len(leading) < column else leading).append(row.cells[column])
    for tokens in ([token for cell in leading for token in cell], *leading, *behind):
        if not tokens:
            continue
        made = filled(specs["parcel_count"], tokens, None, layouts, Context())
        if made is not None and (made.rule or "").startswith("table:count-of-things") and not made.alternatives:
            return {"parcel_count": made}
    return {}


def _column_unit(part: _Found, column: int) -> str | None:
    """The unit that other cells of the column show, for the cell that shows none."""
    return common_unit([row.text(column) for row in part.rows])
