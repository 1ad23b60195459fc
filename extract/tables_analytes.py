"""Analyses in rows that name what each lot was analysed for: "Lot | Material | Analyte | Result (%)"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extract.elements import symbol_of
from extract.tables_content import PARTS
from extract.tables_header import Heading
from extract.tables_numbers import is_number

_OWN: Final = ("lot_number", "goods_description")
_LEAST: Final = 2  # rows, each of a lot or material of its own


def by_analytes(names: dict[int, str], headings: Sequence[Heading], cells: Sequence[Sequence[str]]) -> None:
    """Names the column of results a grade, where each row is a lot of its own and names the element analysed for.

    Several rows of one lot are of as many elements: none of these is the goods' own by its place alone.
    """
    told = [at for at, name in names.items() if name in _OWN and len(set(cells[at])) == len(cells[at]) >= _LEAST]
    if not told or "grade" in names.values():
        return
    rows = len(cells[told[0]])
    left = [at for at in range(len(headings)) if at not in names and len(cells[at]) == rows]
    elements = [at for at in left if all(symbol_of(cell) and len(cell.split()) == 1 for cell in cells[at])]
    results = [
        at
        for at in left
        if all(map(is_number, cells[at])) and (headings[at].unit in PARTS or all("%" in cell for cell in cells[at]))
    ]
    if len(elements) == len(results) == 1:
        names[results[0]] = "grade"
