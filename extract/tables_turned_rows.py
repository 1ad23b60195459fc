"""The lines of a table set on its side: labels at one margin, numbers right of them under one another in columns.

The lines are found by their numbers; what stands in the same columns over and between them belongs to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from extract.layout import PageLayout, Segment
from extract.tables_numbers import is_number
from extract.tables_raised import is_mere_unit
from ingest.model import Box

_LEAST: Final = 2  # columns of parcels, and lines of their numbers
_MARGIN: Final = 0.02  # share of the page's width by which two labels of one margin differ
_FAR: Final = 6.0  # text heights between two lines of numbers that belong together
_NEAR: Final = 1.8  # text heights from a line to one over or under it that belongs to the same table
_TIGHT: Final = 0.6  # text heights from a line to what goes on under it in the same cell
_UNEVEN: Final = 1.25  # times the least distance of lines from which the lines of one cell stand closer


@dataclass(slots=True)
class TurnedRow:
    """A fact's line or lines: its label's phrases, and those in each column."""

    label: list[Segment] = field(default_factory=list)
    cells: dict[int, list[Segment]] = field(default_factory=dict)

    def text(self, column: int) -> str:
        """The text of one column."""
        return " ".join(segment.text for segment in self.cells.get(column, ()))

    @property
    def numbers(self) -> list[int]:
        """The columns that hold numbers."""
        return [column for column in self.cells if is_number(self.text(column))]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of such a block: phrases of its label, and those of each column."""

    box: Box
    label: tuple[Segment, ...]
    cells: dict[int, tuple[Segment, ...]]
    band: tuple[float, float] | None

    @property
    def strong(self) -> bool:
        return bool(self.label) and sum(is_number(one.text) for told in self.cells.values() for one in told) >= _LEAST


def turned_rows(layout: PageLayout) -> Iterator[list[TurnedRow]]:
    """The rows of each such block of a page, whatever their labels say."""
    strong = [index for index in range(len(layout.lines)) if _is_of_numbers(layout, index)]
    for block in _blocks(layout, strong) if len(strong) >= _LEAST else ():
        columns = _columns(layout, block)
        if len(columns) >= _LEAST:
            yield [row for row in _rows(_lines(layout, block, columns)) if row.cells]


def _phrases(layout: PageLayout, index: int) -> list[Segment]:
    return sorted((layout.segments[at] for at in layout.lines[index].segments), key=lambda one: one.box.x0)


def _values(phrases: Sequence[Segment]) -> Sequence[Segment]:
    """What stands right of a label, but for a unit that has a column of its own right behind it."""
    return phrases[2:] if len(phrases) > _LEAST and is_mere_unit(phrases[1].text) else phrases[1:]


def _is_of_numbers(layout: PageLayout, index: int) -> bool:
    """Whether words open a line and two numbers or more follow them, and nothing besides."""
    if len(layout.lines[index].segments) <= _LEAST:
        return False
    phrases = _phrases(layout, index)
    if is_number(phrases[0].text) or not any(map(str.isalpha, phrases[0].text)):
        return False
    told = [one for one in _values(phrases) if any(map(str.isalnum, one.text))]
    numbers = sum(is_number(one.text) for one in told)
    return numbers >= _LEAST and all(is_number(one.text) or is_mere_unit(one.text) for one in told)


def _blocks(layout: PageLayout, strong: Sequence[int]) -> Iterator[list[int]]:
    """Lines of numbers that begin at one margin and stand near one another."""
    most = _FAR * layout.text_height / layout.page.height
    block: list[int] = []
    for index in strong:
        if block:
            last, box = layout.lines[block[-1]].box, layout.lines[index].box
            if box.y0 - last.y1 > most or abs(box.x0 - last.x0) > _MARGIN:
                yield from [block] if len(block) >= _LEAST else []
                block = []
        block.append(index)
    yield from [block] if len(block) >= _LEAST else []


def _columns(layout: PageLayout, block: Sequence[int]) -> list[tuple[float, float]]:
    """Where the columns of numbers stand, left to right: those in which two lines or more have one."""
    found = [(_reach(layout, one), index) for index in block for one in _values(_phrases(layout, index))]
    merged: list[tuple[float, float, set[int]]] = []
    for (left, right), index in sorted(found):
        if merged and left < merged[-1][1]:
            low, high, lines = merged[-1]
            if index in lines:
                return []  # what stands over two numbers of a line is no column
            merged[-1] = (low, max(high, right), lines | {index})
        else:
            merged.append((left, right, {index}))
    return [(low, high) for low, high, lines in merged if len(lines) >= _LEAST]


def _reach(layout: PageLayout, one: Segment) -> tuple[float, float]:
    """From where to where a phrase's cell reaches: that of the ruled cell, or of its own print."""
    box = one.box if one.cell is None else layout.cells[one.cell].box
    return (one.box.x0, one.box.x1) if one.cell is None else (box.x0 + 0.001, box.x1 - 0.001)


def _line(layout: PageLayout, index: int, columns: Sequence[tuple[float, float]], margin: float) -> _Line | None:
    """A line's phrases told to label and columns; None where one fits neither, or stands over two columns."""
    label: list[Segment] = []
    cells: dict[int, list[Segment]] = {}
    bands: list[tuple[float, float]] = []
    for one in _phrases(layout, index):
        under = [at for at, (low, high) in enumerate(columns) if one.box.x0 < high and one.box.x1 > low]
        if len(under) > 1 or (not under and one.box.x0 > columns[0][0]):
            return None
        if not under and (abs(one.box.x0 - margin) <= _MARGIN or (label and is_mere_unit(one.text))):
            label.append(one)
        else:
            cells.setdefault(under[0] if under else 0, []).append(one)
        if one.cell is not None:
            box = layout.cells[one.cell].box
            bands.append((round(box.y0, 3), round(box.y1, 3)))
    band = bands[0] if bands and len(set(bands)) == 1 else None
    return _Line(layout.lines[index].box, tuple(label), {at: tuple(told) for at, told in cells.items()}, band)


def _lines(layout: PageLayout, block: Sequence[int], columns: Sequence[tuple[float, float]]) -> list[_Line]:
    """The lines of a block: those of numbers, what stands between them, and what belongs to it over and under it."""
    margin = layout.lines[block[0]].box.x0
    height = layout.text_height / layout.page.height
    inner = [_line(layout, index, columns, margin) for index in range(block[0], block[-1] + 1)]
    kept = [line for line in inner if line is not None]
    if len(kept) < len(inner) or sum(line.strong for line in kept) < _LEAST:
        return []
    over: list[_Line] = []
    for index in range(block[0] - 1, -1, -1):
        line = _line(layout, index, columns, margin)
        below = (over or kept)[-1 if over else 0]
        if line is None or below.box.y0 - line.box.y1 > _NEAR * height:
            break
        over.append(line)
    while over and len(over[-1].cells) < _LEAST:
        over.pop()
    under: list[_Line] = []
    for index in range(block[-1] + 1, len(layout.lines)):
        line = _line(layout, index, columns, margin)
        last = (under or kept)[-1]
        if line is None or line.box.y0 - last.box.y1 > _NEAR * height:
            break
        goes_on = line.box.y0 - last.box.y1 <= _TIGHT * height or (line.band is not None and line.band == last.band)
        if len(line.cells) < _LEAST and not goes_on:
            break
        under.append(line)
    return [*reversed(over), *kept, *under]


def _rows(lines: Sequence[_Line]) -> list[TurnedRow]:
    """The lines put together to rows: by the ruled cells that they stand in, or by how close they stand."""
    banded = [line.band for line in lines if line.strong]
    ruled = None not in banded and len(set(banded)) == len(banded)
    steps = [after.box.y0 - line.box.y0 for line, after in pairwise(lines)]
    low, high = min(steps, default=0.0), max(steps, default=0.0)
    close = (low + high) / 2 if high > _UNEVEN * low else 0.0
    rows: list[TurnedRow] = []
    filled = False  # whether the row has its line of numbers
    for at, line in enumerate(lines):
        if ruled and line.band is not None and at and lines[at - 1].band is not None:
            goes_on = line.band == lines[at - 1].band
        else:
            goes_on = at > 0 and steps[at - 1] < close and not (filled and line.strong)
            goes_on = goes_on or (at > 0 and not line.label and bool(rows[-1].label) and len(line.cells) < _LEAST)
        if not goes_on:
            rows.append(TurnedRow())
            filled = False
        filled = filled or line.strong
        rows[-1].label.extend(line.label)
        for column, told in line.cells.items():
            rows[-1].cells.setdefault(column, []).extend(told)
    return rows
