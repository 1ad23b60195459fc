"""Cells drawn beside several rows: what stands in one is told to the first of these, wherever its words were set.

A box of three bars has its name, its seal and its gross weight once, on the middle of a cell as high as the rows of the
bars. Its words stand on lines of their own, or on that of the second bar, and are of all three.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from extract.layout import PageLayout
from extract.tables_body import BodyLine, Token
from ingest.model import Box

_EDGE: Final = 0.004  # share of the page by which two edges of one ruling differ
_LEAST_ROWS: Final = 2  # beside a cell that stands for several


def with_merged(layout: PageLayout, lines: Sequence[BodyLine]) -> list[BodyLine]:
    """The lines of a body, the words of each cell beside several rows moved to the first of them."""
    cell_of = {word: one.cell for one in layout.segments if one.cell is not None for word in one.words}
    cells = {cell_of[token.index] for line in lines for token in _tokens(line) if token.index in cell_of}
    boxes = {number: layout.cells[number].box for number in cells}
    tops = sorted({box.y0 for box in boxes.values()})
    moved: dict[int, dict[int, list[Token]]] = {}
    merged: set[int] = set()
    for number, box in boxes.items():
        if bisect_right(tops, box.y0 + _EDGE) == bisect_left(tops, box.y1 - _EDGE):
            continue  # no row begins beside it
        beside = [one for other, one in boxes.items() if other != number and _is_row_beside(one, box)]
        if len({round(one.y0 / _EDGE) for one in beside}) < _LEAST_ROWS:
            continue
        top = min(one.y0 for one in beside)
        first = [other for other, one in boxes.items() if _is_row_beside(one, box) and one.y0 - top < _EDGE]
        home = next((at for at, line in enumerate(lines) if any(_in(line, one, cell_of) for one in first)), None)
        columns = {column for line in lines for column, tokens in line.cells.items() if _hold(tokens, number, cell_of)}
        if home is None or len(columns) != 1:
            continue
        column = columns.pop()
        held = lines[home].cells.get(column, ())
        if any(cell_of.get(token.index) != number for token in held):
            continue
        merged.add(number)
        moved.setdefault(home, {})[column] = [
            token for line in lines for token in line.cells.get(column, ()) if cell_of.get(token.index) == number
        ]
    if not merged:
        return list(lines)
    told = (_told(line, moved.get(at, {}), merged, cell_of) for at, line in enumerate(lines))
    return [line for line in told if line.cells]


def _is_row_beside(one: Box, box: Box) -> bool:
    """Whether a cell lies within the height of another, beside it, and is lower."""
    inside = one.y0 > box.y0 - _EDGE and one.y1 < box.y1 + _EDGE and one.height < box.height - 2 * _EDGE
    return inside and (one.x1 < box.x0 + _EDGE or one.x0 > box.x1 - _EDGE)


def _tokens(line: BodyLine) -> list[Token]:
    return [token for tokens in line.cells.values() for token in tokens]


def _in(line: BodyLine, cell: int, cell_of: Mapping[int, int]) -> bool:
    return _hold(_tokens(line), cell, cell_of)


def _hold(tokens: Sequence[Token], cell: int, cell_of: Mapping[int, int]) -> bool:
    return any(cell_of.get(token.index) == cell for token in tokens)


def _told(
    line: BodyLine, gained: Mapping[int, Sequence[Token]], merged: set[int], cell_of: Mapping[int, int]
) -> BodyLine:
    """A line with what its merged cells hold, and without what stands in others."""
    kept = {
        column: tuple(token for token in tokens if cell_of.get(token.index) not in merged)
        for column, tokens in line.cells.items()
    }
    told = {column: tokens for column, tokens in kept.items() if tokens} | {
        column: tuple(tokens) for column, tokens in gained.items()
    }
    return replace(line, cells=dict(sorted(told.items())), merged=frozenset(gained))
