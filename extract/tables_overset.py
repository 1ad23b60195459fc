"""Descriptions too long for their column, set on a line of their own over the figures of their row.

"Tungsten ore concentrate (wolframite), container ORLU9271325" runs over the columns of numbers, which stand under it:
by its place alone it would be running text that ends the table, and the row would describe nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extract.tables_body import BodyLine, Token
from extract.tables_labelled import whole_text
from extract.tables_numbers import is_number
from extract.tables_reader import NOT_SUMMED, NUMERIC, Kind, Reader, digits_of

_NEAR: Final = 1.0  # times a line's height, that the figures are set under their description at the most
_LEAST_FIGURES: Final = 2  # columns of numbers that a row under its description fills
_WORD: Final = re.compile(r"[^\W\d_]{3}")
_GOODS: Final = "goods_description"


def with_text_over(lines: Sequence[BodyLine], reader: Reader) -> list[BodyLine]:
    """The lines, each description that runs over its row's columns made one line with the figures under it."""
    goods = next((column for column, name in reader.names.items() if name == _GOODS), None)
    if goods is None:
        return list(lines)
    if lines and not lines[0].text(goods) and reader.kind(lines[0])[0] is Kind.ITEM:
        return list(lines)  # what the first row is of stands under its figures, if anywhere
    made: list[BodyLine] = []
    for line in lines:
        over = made[-1] if made else None
        if over is not None and _runs_over(over, line, goods, reader) and not _sums_up(line, made[:-1], reader):
            made[-1] = _joined(over, line, goods)
            if len(made) > 1 and _begins(made[-2], over, goods, reader):
                made[-2:] = [_joined(made[-2], made[-1], goods)]
        else:
            made.append(line)
    return made


def _begins(first: BodyLine, over: BodyLine, goods: int, reader: Reader) -> bool:
    """Whether a description that runs over the columns begins on the line before: words set right over its last."""
    return first.spans and first.text(goods) != "" and _is_text(first, reader) and _touch(first, over)


def _touch(upper: BodyLine, lower: BodyLine) -> bool:
    near = lower.box.y0 - upper.box.y1 <= _NEAR * min(upper.box.height, lower.box.height)
    return upper.page == lower.page and near


def _is_text(line: BodyLine, reader: Reader) -> bool:
    """Whether no label stands in a line, and in no column of numbers a number without words."""
    bare = any(not _WORD.search(line.text(at)) for at in _figures(line, reader))
    return ":" not in whole_text(line) and not bare


def _runs_over(over: BodyLine, line: BodyLine, goods: int, reader: Reader) -> bool:
    """Whether words that stand in several columns, and no label, describe the row whose figures are right under them.

    They begin where the description does or before it, and the row has nothing of its own to describe it.
    """
    if not over.spans or line.text(goods) or not over.text(goods):
        return False
    if not _touch(over, line) or not _is_text(over, reader):
        return False
    figures = _figures(line, reader)
    if len(figures) < _LEAST_FIGURES or 2 * len(figures) < sum(name in NUMERIC for name in reader.names.values()):
        return False
    total = reader.kind(_told(over, goods))[0] in (Kind.TOTAL, Kind.SUBTOTAL, Kind.CHARGE)
    return not total and reader.kind(line)[0] is Kind.ITEM


def _figures(line: BodyLine, reader: Reader) -> list[int]:
    return [at for at, name in reader.names.items() if name in NUMERIC and is_number(line.text(at))]


def _sums_up(line: BodyLine, above: Sequence[BodyLine], reader: Reader) -> bool:
    """Whether figures are the sums of the rows over them: a total without a word, under a remark."""
    rows = [one for one in above if reader.kind(one)[0] is Kind.ITEM]
    columns = [at for at in _figures(line, reader) if reader.names[at] not in NOT_SUMMED]
    return bool(rows and columns) and all(
        digits_of(line.text(at)) == sum(digits_of(row.text(at)) for row in rows) for at in columns
    )


def _told(over: BodyLine, goods: int) -> BodyLine:
    """A line of words with all of them in the description's column."""
    words: list[Token] = [token for column in sorted(over.cells) for token in over.cells[column]]
    return replace(over, cells={goods: tuple(words)}, crosses=False, sentence=False, spans=False)


def _joined(over: BodyLine, line: BodyLine, goods: int) -> BodyLine:
    """The row of a description and the figures under it."""
    described = _told(over, goods)
    words = (*described.cells[goods], *line.cells.get(goods, ()))
    cells = dict(sorted({**line.cells, goods: words}.items()))
    boxes = over.boxes | line.boxes
    return replace(line, cells=cells, box=over.box.union(line.box), ruled_above=over.ruled_above, boxes=boxes)
