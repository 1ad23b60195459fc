"""Whether what reads like a table is one: rows, not the boxes of a form under their labels, nor an account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.doctype import DocumentType
from extract.model import DocumentKind
from extract.tables_columns import common_unit
from extract.tables_found import Found
from extract.tables_numbers import is_number
from extract.tables_reader import NOT_SUMMED, NUMERIC, RESULT, Kind, digits_of
from extract.tables_row import Row
from extract.tables_totals import adds_up
from extract.tables_words import ROW_NUMBER
from extract.values import money, units

_LISTS: Final = frozenset((DocumentKind.COMMERCIAL_INVOICE, DocumentKind.PACKING_LIST))
"""Types that consist of their table; on others the header cells of a form are easily taken for one."""

_WIDE: Final = 5  # headings that no form sets side by side over three rows filled alike
_ALIKE: Final = 3  # rows that fill the same columns, of which as many are told, which no form has
_LISTED: Final = 4  # rows with a running name of their own, filled alike, that are a list whatever it is of
_REPEATED: Final = 2  # numbers of a single row that its total has again, which no two boxes of a form have
_WORDED: Final = re.compile(r"\W*[^\W\d_]{3,}")
"""How a cell begins that tells in words what its number is: more of a description."""


def is_table(parts: Sequence[Found], doctype: DocumentType, text: str) -> bool:
    """True if the rows are rows, not the boxes of a form under their labels."""
    items = [row for part in parts for row in part.items]
    if not items:
        return False
    names = set(parts[0].columns.names.values())
    if not names & NUMERIC or _is_account(parts):
        return False
    if parts[0].turned:
        return len(items) > 1  # which its numbers or its columns' names have borne out
    keyed = bool(names - NUMERIC)
    if doctype.kind in _LISTS:
        return keyed or len(items) >= 2
    numeric = [column for column, name in parts[0].columns.names.items() if name in NUMERIC]
    if 2 * sum(any(_is_worded(row.text(column)) for column in numeric) for row in items) >= len(items):
        return False  # "Délivré le 11/05/2026", in the box under a number of packages
    numbered = any(ROW_NUMBER in heading.names for heading in parts[0].body.columns)
    alike = sum(1 for row in items if _columns_filled(row) == _columns_filled(items[0]))
    ended = any(part.ended for part in parts)
    printed = any(
        row.kind is Kind.EMPTY for part in parts for row in part.rows
    )  # with the form, to be filled in or not
    if printed and keyed and alike == len(items) and len(names & NUMERIC) > 1:
        return True
    if keyed and len(items) == 1 and _is_repeated(items[0], parts):
        return True
    if keyed and _is_summed(items, parts):
        return True
    if len(items) < 2 or alike < 0.75 * len(items):
        return False
    columns = len(parts[0].body.columns)
    wide = (
        len(parts[0].columns.names) >= 4
        or (columns >= _WIDE and len(items) >= 3)
        or (alike == len(items) and len(_columns_filled(items[0])) > _WIDE and _are_named(items))
    )
    listed = numbered and columns >= 3 and len(items) >= _LISTED
    told = (
        len(items) >= _ALIKE
        and alike == len(items)
        and len(_columns_filled(items[0])) >= _ALIKE
        and len(names) >= _ALIKE
    )
    if (keyed and (numbered or ended or wide)) or (ended and len(items) >= 3) or listed or told:
        return True
    named = _are_named(items)
    if named and ended and columns >= _WIDE and alike == len(items):
        return True  # "Bar | Weight | Au | Ag | Cu" of two bars, and their total
    summed = sum(adds_up([row.text(column) for row in items], text) for column in numeric)
    return summed > 0 and (keyed or (named and summed > 1))


def _is_repeated(item: Row, parts: Sequence[Found]) -> bool:
    """Whether a total repeats the numbers of the only row over it, two of them at the least."""
    names = parts[0].columns.names
    summed = [column for column, name in names.items() if name in NUMERIC - {"unit_price"} and item.text(column)]
    return any(
        row.kind is Kind.TOTAL
        and sum(bool(row.text(column)) for column in summed) >= _REPEATED
        and all(digits_of(row.text(column)) == digits_of(item.text(column)) for column in summed if row.text(column))
        for part in parts
        for row in part.rows
    )


def _is_summed(items: Sequence[Row], parts: Sequence[Found]) -> bool:
    """Whether a total has the sums of two columns of several rows: a cell drawn beside them all may fill but one."""
    names = parts[0].columns.names
    summed = [column for column, name in names.items() if name in NUMERIC - NOT_SUMMED - {RESULT}]
    totals = [row for part in parts for row in part.rows if row.kind is Kind.TOTAL]
    return len(items) > 1 and any(
        sum(digits_of(total.text(column)) == sum(digits_of(row.text(column)) for row in items) > 0 for column in summed)
        >= _REPEATED
        for total in totals
    )


def _is_worded(text: str) -> bool:
    """Whether a cell of numbers begins with a word that is neither unit nor currency: a label and its value."""
    head = text.split()[:1]
    return bool(
        head and _WORDED.match(head[0]) and units.canonical(head[0]) is None and money.currency(head[0]) is None
    )


def _are_named(items: Sequence[Row]) -> bool:
    """Whether each row has a name of its own at its head, with a letter: "A", "B", "C", "KD-01", "KD-02"."""
    names = [row.text(0) for row in items]
    return len(set(names)) == len(names) and all(any(map(str.isalpha, name)) for name in names)


def _is_account(parts: Sequence[Found]) -> bool:
    """True for an account of how a price comes about: weights, contents and shares under one another in a column."""
    lines = [line for part in parts for line in part.body.lines if line.box.y0 <= _bottom(part)]
    for column in range(len(parts[0].body.columns)):
        cells = [text for line in lines if is_number(text := line.text(column)) and not _WORDED.match(text)]
        shown = {"%" if "%" in cell else found for cell in cells if (found := common_unit([cell])) or "%" in cell}
        if shown & set(units.SHARES) and shown - set(units.SHARES):
            return True
    return False


def _bottom(part: Found) -> float:
    """Where a table's total ends, or else its last row: what stands below, as a tax at 0 %, is no row of it."""
    for row in part.rows:
        if row.kind in (Kind.CHARGE, Kind.TOTAL):
            return row.bottom if row.kind is Kind.TOTAL else row.top
    return max((row.bottom for row in part.rows if row.kind is Kind.ITEM and row.page == part.page), default=1.0)


def _columns_filled(row: Row) -> frozenset[int]:
    return frozenset(column for column, tokens in row.cells.items() if tokens)
