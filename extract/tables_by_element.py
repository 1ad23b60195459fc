"""Analyses of several ores in one table: a row's grade stands under the element that its own ore is sold by."""

from __future__ import annotations

from typing import Final

from extract.elements import symbol_of
from extract.tables_content import PARTS, own_element
from extract.tables_found import Found
from extract.tables_reader import NUMERIC, Kind
from extract.tables_row import Row

_LEAST: Final = 2  # elements side by side from which a row may be sold by another one than the rows over it


def grade_column(row: Row, part: Found, column: int) -> int:
    """The column that a row's grade stands in: `column`, or that of the element which the row's own ore is sold by.

    "WO3 %" of wolframite under coltan, whose grade is that of the tantalum beside it.
    """
    headings = part.body.columns
    told = [at for at, one in enumerate(headings) if one.unit in PARTS and symbol_of(one.text) is not None]
    if row.kind is not Kind.ITEM or len(told) < _LEAST or column not in told:
        return column
    words = " ".join(row.text(at) for at in row.cells if part.columns.names.get(at) not in NUMERIC)
    own = own_element(headings, words)
    return own if own is not None and own in row.cells else column
