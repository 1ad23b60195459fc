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

from extract.doctype import DocumentType
from extract.layout import PageLayout
from extract.layout_sidebars import without_sidebars
from extract.model import DocumentKind, Field
from extract.prose_words import alternation
from extract.tables_cells import agree
from extract.tables_fields import comma_of, counted, currency_of, fields_of, moved_weight, summed_count
from extract.tables_found import Found, labels_of, parts_of
from extract.tables_free import free_words
from extract.tables_genuine import is_table
from extract.tables_items import listed_items
from extract.tables_reader import Kind
from extract.tables_released import release_facts
from extract.tables_repeated import repeated_rows
from extract.tables_repeated_fields import described_facts
from extract.tables_sidebars import open_sidebars
from extract.tables_spans import Item, filled_down
from extract.tables_sums import is_average
from extract.tables_totals import averaged, goods_of_lots, in_its_column, totals_of, unnamed_total
from extract.tables_words import header_words
from extract.values import Context, money

_BOXES: Final = 3
"""Columns at most of what may be a form's box of goods with those beside it."""


@dataclass(frozen=True, slots=True)
class TableReading:
    """What the table of a document says.

    `rows` hold the fields of each row, top to bottom; `totals` the document's own fields that the table states;
    `used` the words that all this stands on, as (page index within the document, word index on its page). `listed`
    says that the rows are items told in a form's box, whose words the document's own fields are read from as well.
    """

    rows: tuple[dict[str, Field], ...] = ()
    totals: Mapping[str, Field] = field(default_factory=dict)
    used: frozenset[tuple[int, int]] = frozenset()
    listed: bool = False


@cache
def _left_to_pay() -> re.Pattern[str]:
    """What opens a row under the total that says what is still to be paid of it."""
    return re.compile(rf"(?:{alternation('left_to_pay')})(?![^\W_])")


def _in_other_money(label: str, currency: str | None) -> bool:
    """Whether a total under the total is the same in the money of the country: "TOTAL Bs", after "TOTAL USD"."""
    named = {code for word in label.split() if (code := money.currency(word.strip("():"))) is not None}
    return currency is not None and bool(named) and currency not in named


def _without_headings(
    layouts: Sequence[PageLayout], doctype: DocumentType, text: str, context: Context
) -> TableReading:
    """The rows of a paper on which no heading tells them."""
    around = replace(context, currency=currency_of((), text, context))
    repeated = repeated_rows(layouts, doctype, around)
    if repeated is None:
        items, totals = listed_items(layouts, doctype, around)
        return TableReading(items, totals, listed=bool(items))
    stated = [repeated.totals] if repeated.totals else []
    return TableReading(repeated.rows, totals_of(repeated.rows, stated, charged=False), repeated.used)


def _may_be_a_form(rows: Sequence[Mapping[str, Field]], doctype: DocumentType) -> bool:
    """Whether what was read as a table may be a form's boxes: a single row, or an invoice's rows without a price."""
    priced = doctype.kind is not DocumentKind.COMMERCIAL_INVOICE or any("unit_price" in row for row in rows)
    return len(rows) == 1 or not priced


def _tell_more(rows: Sequence[Mapping[str, Field]], others: Sequence[Mapping[str, Field]]) -> bool:
    """Whether each of the rows tells what the other one does, and its packages, which that one does not, besides."""
    return all(
        "parcel_count" not in other and row.keys() >= {*other, "parcel_count"}
        for row, other in zip(rows, others, strict=True)
    )


def read_table(layouts: Sequence[PageLayout], doctype: DocumentType, context: Context) -> TableReading:
    """The line table of a document, read over all its pages; empty where it has none."""
    if not doctype.columns:
        return TableReading()
    layouts = [without_sidebars(layout, open_sidebars(layout, labels_of(doctype))) for layout in layouts]
    text = "\n".join(line.text for layout in layouts for line in layout.lines)
    parts = parts_of(layouts, doctype, text)
    if not parts or not is_table(parts, doctype, text):
        return _without_headings(layouts, doctype, text, context)
    specs = {spec.name: spec for spec in doctype.columns}
    words = header_words(doctype)  # what an element's column says is told by the whole analysis, not row by row
    around = replace(context, currency=currency_of(parts, text, context), decimal_comma=comma_of(parts, context))
    items: list[Item] = []
    within: list[Found] = []
    shared: dict[tuple[int, int], str | None] = {}
    stated: list[dict[str, Field]] = []
    used: set[tuple[int, int]] = set()
    ends: dict[int, int] = {}
    for part in parts:
        release_facts(part.items, part.columns.names, labels_of(doctype))
        for row in part.rows:
            fields = fields_of(row, part, specs, layouts, around, shared, labels_of(doctype))
            if row.kind is Kind.ITEM and fields:
                items.append((row, part.body, fields))
                within.append(part)
            elif row.kind is Kind.TOTAL:
                above = [one for _, _, one in items]
                fields = averaged(fields, above) if is_average(row.label) else in_its_column(fields, above)
                if moved := moved_weight(row, part, specs, layouts, around, above):
                    fields = {name: found for name, found in fields.items() if found.value is not None} | moved
                whole = summed_count(row, items, fields)
                told = any("value" in one and one["value"].value is not None for one in stated)
                if told and (_left_to_pay().match(row.label) or _in_other_money(row.label, around.currency)):
                    fields = {name: found for name, found in fields.items() if name != "value"}
                stated.append(fields | whole | counted(row, part, specs, layouts, fields))
                if not stated[-1]:
                    continue  # a label with its value under the table, which is read as one
            elif row.kind is Kind.SUBTOTAL:
                ends[len(items)] = row.page
            free = set(free_words(row, part.columns.names))
            used.update((token.page, token.index) for token in row.aside)
            used.update(
                place
                for column, tokens in row.cells.items()
                for token in tokens
                if (place := (token.page, token.index)) not in free
                and not words.is_element(part.body.columns[column].text)
            )
        if part.header is not None:
            headings = [one for one in part.header.headings if not words.is_element(one.text)]
            used.update((part.page, index) for heading in headings for index in heading.words)
    if not parts[0].turned:
        filled_down(items, parts[0].columns.names, layouts, ends)
    described = next((at for at, name in parts[0].columns.names.items() if name == "goods_description"), -1)
    cells = [row.cells.get(described, []) for row, _, _ in items]
    in_words = described_facts([fields for _, _, fields in items], cells, doctype, layouts, around)
    rows = [agree(fields) | more for (_, _, fields), more in zip(items, in_words, strict=True)]
    if not stated and rows:
        last_counts = counted(items[-1][0], within[-1], specs, layouts, {})
        if (unnamed := unnamed_total(rows, last_counts.get("parcel_count"))) is not None:
            rows.pop()
            stated.append(last_counts | unnamed)
    if len(rows) > 1 and len(parts[0].body.columns) <= _BOXES and not parts[0].turned:
        boxed, totals = listed_items(layouts, doctype, around)
        if len(boxed) == len(rows) and _tell_more(boxed, rows):
            return TableReading(boxed, totals, listed=True)
    if _may_be_a_form(rows, doctype):
        other = _without_headings(layouts, doctype, text, context)
        priced = any(row.keys() >= {"unit_price", "value"} for row in other.rows)
        if len(other.rows) > 1 and (priced or len(rows) == 1):
            return other
    charged = any(row.kind is Kind.CHARGE for part in parts for row in part.rows)
    totals = totals_of(rows, stated, charged=charged)
    if doctype.kind is DocumentKind.TRANSPORT_DOCUMENT and len(rows) > 1:
        totals |= goods_of_lots(rows)  # which it carries together, whatever their lots
    return TableReading(tuple(rows), totals, frozenset(used))
