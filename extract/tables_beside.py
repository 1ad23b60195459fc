"""Tables that are set in two or more columns: the same headings side by side, and two or more rows on each line.

"Bag | Net | Gross | Bag | Net | Gross": the rows of the left block are read first, then those of the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from extract.lexicon import fold
from extract.tables_body import Body, BodyLine, Token
from extract.tables_grid import total_opening
from extract.tables_header import Heading
from extract.tables_reader import digits_of

_LEAST_HEADED: Final = 2  # headings of a block
_BARE: Final = frozenset[tuple[int, float, float]]()


def unfolded(body: Body) -> Body:
    """The body with its blocks under one another; as it is where its headings do not repeat."""
    size = _block(body.columns)
    if size is None:
        return body
    blocks = len(body.columns) // size
    rows = _rows(body.lines, size)
    places = [(line, block) for block in range(blocks) for line in rows]
    if _runs_across(rows, size):
        places = [(line, block) for line in rows for block in range(blocks)]
    made = [one for line, block in places if (one := _of_block(line, block, size)) is not None]
    ends = [_as_one(line, size) for line in body.lines[len(rows) :]]
    return Body(body.columns[:size], body.parts[: size - 1], (*made, *ends), folded=body)


def _block(columns: Sequence[Heading]) -> int | None:
    """How many headings repeat; None where none do. A first heading without words numbers rows of its own."""
    texts = [fold(heading.text) for heading in columns]
    for size in range(_LEAST_HEADED, len(texts) // 2 + 1):
        alike = len(texts) % size == 0 and texts == texts[:size] * (len(texts) // size)
        if alike and any(heading.names for heading in columns[:size]):
            return size
    return None


def _runs_across(rows: Sequence[BodyLine], size: int) -> bool:
    """Whether the rows' numbers go on from block to block: 1, 2 on the first line and 3, 4 on the next."""
    first, beside = (digits_of(rows[0].text(at)) for at in (0, size)) if rows else (0, 0)
    return len(rows) > 1 and beside == first + 1 and digits_of(rows[1].text(0)) != beside


def _rows(lines: Sequence[BodyLine], size: int) -> Sequence[BodyLine]:
    """The lines down to the last that fills most of a block, or to the first that words for a total open."""
    end = 0
    for at, line in enumerate(lines):
        if total_opening().match(fold(line.text(min(line.cells)))) is not None:
            break
        blocks = {column // size for column in line.cells}
        if any(sum(column // size == block for column in line.cells) > size / 2 for block in blocks):
            end = at + 1
    return lines[:end]


def _of_block(line: BodyLine, block: int, size: int) -> BodyLine | None:
    """What a line holds of one block; None where it holds nothing of it."""
    cells = {at - block * size: tokens for at, tokens in line.cells.items() if at // size == block}
    return _with(line, cells) if cells else None


def _as_one(line: BodyLine, size: int) -> BodyLine:
    """A line under the rows, as a total is, in the columns of one block; of two words for one cell the last is kept."""
    cells = {at % size: tokens for at, tokens in line.cells.items()}
    return _with(line, cells)


def _with(line: BodyLine, cells: Mapping[int, tuple[Token, ...]]) -> BodyLine:
    box = next(iter(cells.values()))[0].box
    for tokens in cells.values():
        for token in tokens:
            box = box.union(token.box)
    boxes = line.boxes if len(cells) == len(line.cells) else _BARE
    return replace(line, cells=dict(sorted(cells.items())), box=box, boxes=boxes)
