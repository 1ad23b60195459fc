"""A sheet laid out on a grid as a printer would, with rulings round its cells; long sheets over several pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.errors import Unreadable
from ingest.limits import CELLS_PER_SHEET
from ingest.marks import marks_of
from ingest.model import Box, Page, Remark, Ruling, Word
from ingest.rulings import ordered

CHARACTER = 6.0  # points that a character is wide
ROW = 15.0  # points that a row of one line is high
MARGIN = 36.0  # points of white around the grid
WIDEST = 60  # characters of the widest column; longer text is broken to lines within its cell

ROWS_TOGETHER = 1_500
"""Most rows of a sheet that stays one page, as it is on the screen: what is on one page is one document."""

CELLS_TOGETHER = 15_000
"""Most cells (rows times columns) of such a sheet: the time that finding tables takes grows with their square, and is
half a minute for so many."""

CELLS_A_PAGE = 3_000
"""About how many cells a page of a longer sheet has."""

ROWS_A_PAGE = (20, 100)
"""Fewest and most rows of a page of a longer sheet."""

BLANK_ROWS = 3
"""Most blank rows that are kept between rows that hold anything."""

HIDDEN_TOLD = 20
"""Most unseen texts of a sheet that are told one by one."""

Grid = list[list[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's texts as shown, row by row; `cut` says that rows or columns beyond the limits were left out.

    `unread` counts its large pictures that only drawing programs open, `boxes` its text boxes; `remarks` are what else
    a reviewer may need to know of it; `widths` are its columns', in characters.
    """

    title: str
    rows: Grid
    cut: bool = False
    unread: int = 0
    widths: tuple[float, ...] = ()
    boxes: int = 0
    remarks: tuple[Remark, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether anything of it is shown and read."""
        return any(cell for row in self.rows for cell in row)


def hidden_cells(hidden: Sequence[str], unseen: Sequence[str]) -> tuple[Remark, ...]:
    """What a sheet holds in `hidden` rows and columns, and in cells that are shown and whose writing is `unseen`.

    The second is as text that the file holds and the page does not show; the first is how people set rows aside.
    """
    told: list[Remark] = []
    if hidden:
        some = ", ".join(repr(text[:60]) for text in hidden[:3])
        text = f"{len(hidden)} cells in hidden rows or columns are not shown and were left out: {some}"
        told.append(Remark(code="cells-hidden", text=f"{text}{', ...' if len(hidden) > 3 else '.'}"))
    for each in [each for each in unseen if any(char.isalnum() for char in each)][:HIDDEN_TOLD]:
        text = f"The file says {each!r} where the page shows nothing."
        told.append(Remark(code="text-layer-hidden", text=text, stated=each))
    return tuple(told)


def too_many_cells() -> Unreadable:
    """The fault of a sheet of more cells than are read."""
    text = f"A sheet of it has more than {CELLS_PER_SHEET:,} cells: that is a store of data, no paper."
    return Unreadable("too-large", text, "Send the rows that concern the shipment.")


def measured(sheet: Sheet) -> Sheet:
    """The sheet with its columns' widths: they are the same on all its pages, and are found once."""
    return replace(sheet, widths=tuple(_widths(sheet.rows, max(len(row) for row in sheet.rows))))


def page_count(sheet: Sheet) -> int:
    """How many pages the sheet, once measured, takes."""
    return -(-len(sheet.rows) // _rows_a_page(sheet))


def _rows_a_page(sheet: Sheet) -> int:
    columns = len(sheet.widths)
    if len(sheet.rows) <= ROWS_TOGETHER and len(sheet.rows) * columns <= CELLS_TOGETHER:
        return len(sheet.rows)
    return min(max(CELLS_A_PAGE // columns, ROWS_A_PAGE[0]), ROWS_A_PAGE[1])


def laid_out(sheet: Sheet, sha256: str, number: int, piece: int = 0) -> Page:
    """Page `number` of a file: the sheet, or the piece (from 0) of a long one; columns stand alike on all its pages."""
    columns = len(sheet.widths)
    step = _rows_a_page(sheet)
    rows = [row + [""] * (columns - len(row)) for row in sheet.rows[piece * step : (piece + 1) * step]]
    widths = sheet.widths
    lefts = [0.0]
    for width in widths:
        lefts.append(lefts[-1] + (width + 1.5) * CHARACTER)
    breaks = [[_lines(cell, _room(row, index, widths)) for index, cell in enumerate(row)] for row in rows]
    heights = [max([1, *(len(lines) for lines in row)]) * ROW for row in breaks]
    page_width = max(lefts[-1] + 2 * MARGIN, 400.0)
    page_height = sum(heights) + 2 * MARGIN
    words: list[Word] = []
    rulings: list[Ruling] = []
    top = MARGIN
    for row, height in zip(breaks, heights, strict=True):
        for index, lines in enumerate(row):
            if not lines:
                continue
            left = MARGIN + lefts[index]
            span = _span(row, index, lines, widths)
            right = MARGIN + lefts[index + span]
            words.extend(_words(lines, left + 0.5 * CHARACTER, top, page_width, page_height))
            rulings.extend(_frame(left, top, right, top + height, page_width, page_height))
        top += height
    remarks: tuple[Remark, ...] = ()
    if sheet.cut:
        text = "The sheet is longer or wider than what is read of one; what is beyond was left out."
        remarks = (Remark(code="cut", text=text),)
    if sheet.unread:
        text = f"{sheet.unread} large drawings in the workbook (EMF, WMF, SVG) were not read."
        remarks = (*remarks, Remark(code="drawing-not-read", text=text))
    if sheet.boxes:
        text = f"{sheet.boxes} text boxes in the workbook were not read."
        remarks = (*remarks, Remark(code="drawing-not-read", text=text))
    return Page(
        file=sha256,
        number=number,
        width=page_width,
        height=page_height,
        origin="cells",
        words=tuple(words),
        rulings=ordered(list(dict.fromkeys(rulings))),
        marks=marks_of(words),
        remarks=(*remarks, *(sheet.remarks if piece == 0 else ())),
    )


def _widths(rows: Grid, columns: int) -> list[float]:
    """Characters per column: its widest cell, but not texts that run on over empty neighbours."""
    widths = [4.0] * columns
    for row in rows:
        for index, cell in enumerate(row):
            if cell and (index >= len(row) - 1 or row[index + 1] or len(cell) <= 24):
                widths[index] = max(widths[index], min(float(len(cell)), float(WIDEST)))
    return widths


def _room(row: Sequence[str], index: int, widths: Sequence[float]) -> float:
    """Characters that a cell's text may take in one line: its own column and the empty ones after it."""
    room = widths[index]
    for after in range(index + 1, len(row)):
        if row[after]:
            break
        room += widths[after] + 1.5
    return max(room, float(WIDEST) if index == len(row) - 1 else 0.0)


def _lines(text: str, room: float) -> list[str]:
    if not text:
        return []
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) > room and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines


def _span(row: Sequence[Sequence[str]], index: int, lines: Sequence[str], widths: Sequence[float]) -> int:
    """Columns that a text runs over."""
    longest = max(len(line) for line in lines)
    span, room = 1, widths[index]
    while longest > room and index + span < len(row) and not row[index + span]:
        room += widths[index + span] + 1.5
        span += 1
    return span


def _words(lines: Sequence[str], left: float, top: float, width: float, height: float) -> Iterator[Word]:
    for line in lines:
        for match in re.finditer(r"\S+", line):
            x0, x1 = left + match.start() * CHARACTER, left + match.end() * CHARACTER
            box = Box(x0 / width, (top + 3) / height, min(x1 / width, 1.0), (top + 12) / height)
            yield Word(match.group(), box, 1.0, "cells")
        top += ROW


def _frame(x0: float, y0: float, x1: float, y1: float, width: float, height: float) -> Iterator[Ruling]:
    a, b, c, d = x0 / width, y0 / height, x1 / width, y1 / height
    yield Ruling(a, b, c, b)
    yield Ruling(a, d, c, d)
    yield Ruling(a, b, a, d)
    yield Ruling(c, b, c, d)
