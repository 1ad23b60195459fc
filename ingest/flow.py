"""Text that flows (office documents) laid out on pages: lines, and tables whose cells have ruling lines round them.

The layout is the reader's own, with one width for every letter of a size: what matters is what stands in one line, in
one cell, under which heading, and on which page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.marks import marks_of
from ingest.model import Box, Page, Remark, Ruling, Word
from ingest.rulings import ordered
from ingest.written import USUAL, Align, Block, Break, Cell, Line, Row, Table, Text

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 50.0  # A4 in points
LETTER = 0.52  # letter widths per text height
LEADING = 1.45  # line heights per text height
TAB = 36.0  # points between tab stops
GAP = 24.0  # points at least that a tab leaves white: more than any space between words
PADDING = 4.0  # points between a cell's edge and its text


@dataclass
class _Sheet:
    """A page being filled, in points from its top left."""

    width: float
    top: float = MARGIN
    words: list[tuple[str, float, float, float, float]] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)

    def write(self, text: str, size: float, left: float, right: float, align: Align) -> None:
        """Writes one line of text at the current height."""
        pieces = _placed(text, size)
        end = pieces[-1][1] + len(pieces[-1][0]) * LETTER * size if pieces else 0.0
        slack = max(0.0, right - left - end)
        shift = left + {"left": 0.0, "center": slack / 2, "right": slack}[align]
        for word, x in pieces:
            wide = len(word) * LETTER * size
            self.words.append((word, shift + x, self.top + 0.2 * size, shift + x + wide, self.top + 1.2 * size))


def lay_out(text: Text, sha256: str, remarks: Sequence[Remark] = ()) -> tuple[Page, ...]:
    """The document's pages in order; pages with nothing on them are left out, but the first where all are."""
    width = max([WIDTH, *(_needed(block) for block in _all_blocks(text))])
    sheets: list[_Sheet] = []
    body: list[Block] = []
    for block in _parted(text.blocks):
        if isinstance(block, Break):
            if any(not isinstance(each, Line) or each.text.strip() for each in body):
                sheets.extend(_filled(body, text, width, len(sheets)))
            body = []
        else:
            body.append(block)
    if body or not sheets:
        sheets.extend(_filled(body, text, width, len(sheets)))
    kept = [sheet for sheet in sheets if sheet.words] or sheets[:1]
    return tuple(_page(sheet, sha256, number, tuple(remarks)) for number, sheet in enumerate(kept, 1))


def _all_blocks(text: Text) -> Iterator[Block]:
    for blocks in (text.blocks, text.heads, text.foots, text.first_heads or (), text.first_foots or ()):
        yield from blocks


def _parted(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, tables parted where a new page begins within them."""
    for block in blocks:
        if not isinstance(block, Table):
            yield block
            continue
        rows: list[Row] = []
        for row in block.rows:
            if row.breaks:
                if rows:
                    yield Table(tuple(rows), block.widths)
                yield Break()
                rows = []
            rows.append(row)
        yield Table(tuple(rows), block.widths)


def _filled(body: Sequence[Block], text: Text, width: float, before: int) -> list[_Sheet]:
    """The pages that blocks without breaks fill: one where the document states its pages, else as many as needed."""
    sheets = [_begun(text, width, before)]
    for block in body:
        for step in _steps(block, width):
            sheet = sheets[-1]
            if not text.paged and sheet.top + step.height > HEIGHT - MARGIN and sheet.words:
                sheets.append(_begun(text, width, before + len(sheets)))
            step.write(sheets[-1])
    for number, sheet in enumerate(sheets, before):
        foots = text.first_foots if number == 0 and text.first_foots is not None else text.foots
        if foots and sheet.words:
            sheet.top = max(sheet.top + USUAL, HEIGHT - MARGIN)
            for block in foots:
                for step in _steps(block, width):
                    step.write(sheet)
    return sheets


def _begun(text: Text, width: float, number: int) -> _Sheet:
    sheet = _Sheet(width)
    heads = text.first_heads if number == 0 and text.first_heads is not None else text.heads
    for block in heads:
        for step in _steps(block, width):
            step.write(sheet)
    if heads:
        sheet.top += USUAL
    return sheet


@dataclass(frozen=True, slots=True)
class _Step:
    """What is written in one go: a line, or a row of a table with the left edges of its columns."""

    height: float
    left: float
    cells: tuple[tuple[Cell, float, float], ...]  # each with its left and right edge; one of its own for a line
    framed: bool

    def write(self, sheet: _Sheet) -> None:
        top = sheet.top
        for cell, left, right in self.cells:
            sheet.top = top + (PADDING / 2 if self.framed else 0)
            pad = PADDING if self.framed else 0.0
            for line in cell.lines:
                for part in _wrapped(line, right - left - 2 * pad):
                    sheet.write(part, line.size, left + pad, right - pad, line.align)
                    sheet.top += LEADING * line.size
            if self.framed:
                bottom = top + self.height
                sheet.lines += [(left, top, right, top), (left, bottom, right, bottom)]
                sheet.lines += [(left, top, left, bottom), (right, top, right, bottom)]
        sheet.top = top + self.height


def _steps(block: Block, width: float) -> Iterator[_Step]:
    inside = width - 2 * MARGIN
    if isinstance(block, Line):
        for part in _wrapped(block, inside):
            cell = Cell((Line(part, block.size, block.align),))
            yield _Step(LEADING * block.size, MARGIN, ((cell, MARGIN, MARGIN + inside),), framed=False)
    elif isinstance(block, Table):
        edges = _edges(block, inside)
        for row in block.rows:
            cells: list[tuple[Cell, float, float]] = []
            column = 0
            for cell in row.cells:
                end = min(column + cell.span, len(edges) - 1)
                if end > column:
                    cells.append((cell, MARGIN + edges[column], MARGIN + edges[end]))
                column = end
            tallest = max((_tall(cell, right - left) for cell, left, right in cells), default=USUAL)
            yield _Step(tallest + PADDING, MARGIN, tuple(cells), framed=True)


def _tall(cell: Cell, width: float) -> float:
    lines = (len(_wrapped(line, width - 2 * PADDING)) * LEADING * line.size for line in cell.lines)
    return max(sum(lines), LEADING * USUAL)


def _columns(table: Table) -> int:
    return max([1, *(sum(cell.span for cell in row.cells) for row in table.rows)])


def _least(table: Table) -> list[float]:
    """The width, in points, that each column needs for its longest word."""
    least = [2 * PADDING + 8.0] * _columns(table)
    for row in table.rows:
        column = 0
        for cell in row.cells:
            need = max((_longest(line) for line in cell.lines), default=0.0) + 2 * PADDING + 1
            share = (need - sum(least[column : column + cell.span])) / cell.span
            if share > 0:
                for index in range(column, min(column + cell.span, len(least))):
                    least[index] += share
            column += cell.span
    return least


def _longest(line: Line) -> float:
    return max((len(word) for word in line.text.split()), default=0) * LETTER * line.size


def _needed(block: Block) -> float:
    """The page width, in points, at which no word of the block runs out of its column."""
    if isinstance(block, Table):
        return sum(_least(block)) + 2 * MARGIN
    return _longest(block) + 2 * MARGIN + 1 if isinstance(block, Line) else 0.0


def _edges(table: Table, inside: float) -> list[float]:
    """The columns' edges: widths as stated, none less than its longest word."""
    least = _least(table)
    stated = table.widths if len(table.widths) == len(least) and sum(table.widths) > 0 else (1.0,) * len(least)
    widths = [max(low, inside * share / sum(stated)) for low, share in zip(least, stated, strict=True)]
    over = sum(widths) - inside
    spare = sum(wide - low for wide, low in zip(widths, least, strict=True))
    if over > 0 and spare > 0:
        part = min(1.0, over / spare)
        widths = [wide - part * (wide - low) for wide, low in zip(widths, least, strict=True)]
    edges = [0.0]
    for wide in widths:
        edges.append(edges[-1] + wide)
    return edges


def _placed(text: str, size: float) -> list[tuple[str, float]]:
    """Each word with its left edge; a tab leads to the next stop that leaves a gap."""
    placed: list[tuple[str, float]] = []
    x = 0.0
    for part in re.findall(r"\t|[^\S\t]+|\S+", text):
        if part == "\t":
            x = (int((x + GAP) / TAB) + 1) * TAB if x else TAB
        elif part.isspace():
            x += len(part) * LETTER * size
        else:
            placed.append((part, x))
            x += len(part) * LETTER * size
    return placed


def _wrapped(line: Line, room: float) -> list[str]:
    """The line's text broken where it is wider than `room`; text with tabs is kept whole up to its last tab."""
    if not line.text.strip():
        return [""]
    head, tab, rest = line.text.rpartition("\t")
    start = head + tab
    lines = [start]
    for word in rest.split(" "):
        joined = f"{lines[-1]}{'' if lines[-1].endswith(chr(9)) or not lines[-1] else ' '}{word}"
        placed = _placed(joined, line.size)
        end = placed[-1][1] + len(placed[-1][0]) * LETTER * line.size if placed else 0.0
        if end > room and lines[-1].strip():
            lines.append(word)
        else:
            lines[-1] = joined
    return lines


def _page(sheet: _Sheet, sha256: str, number: int, remarks: tuple[Remark, ...]) -> Page:
    height = max(HEIGHT, sheet.top + MARGIN)
    right = max([sheet.width, *(word[3] + MARGIN for word in sheet.words)])  # a line with tabs may run on
    words = tuple(
        Word(text, Box(x0 / right, y0 / height, x1 / right, min(y1 / height, 1.0)), 1.0, "cells")
        for text, x0, y0, x1, y1 in sheet.words
    )
    lines = [Ruling(x0 / right, y0 / height, x1 / right, y1 / height) for x0, y0, x1, y1 in sheet.lines]
    if not words:
        remarks = (*remarks, Remark(code="blank", text="Nothing is written on the page."))
    return Page(
        file=sha256,
        number=number,
        width=right,
        height=height,
        origin="cells",
        words=words,
        rulings=ordered(list(dict.fromkeys(lines))),
        marks=marks_of(words),
        remarks=remarks,
    )
