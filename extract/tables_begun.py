"""Rows of a table whose description begins over the line of their numbers, and ends on it.

Programs that set a cell on its last line print "Gold doré, bar" over "no. 4 | 2,117.0 | 233,589.78". Where lines are
evenly spaced, nothing but the table's ends tells such rows from those that go on under their numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extract.lexicon import fold
from extract.tables_body import BodyLine
from extract.tables_reader import Kind, Reader

_NEAR: Final = 1.0  # times a line's height, that two lines of one cell are apart at the most
_GOODS: Final = "goods_description"


def opening(lines: Sequence[BodyLine], reader: Reader) -> str | None:
    """The description's first line in the first row, where text stands over its numbers and none under the last's.

    None where rows do not begin so.
    """
    kinds = [reader.kind(line)[0] for line in lines]
    items = [number for number, kind in enumerate(kinds) if kind is Kind.ITEM]
    if len(items) < 2 or not items[0]:
        return None
    first, last = items[0], items[-1]
    if kinds[first - 1] is not Kind.MORE or not _touch(lines[first - 1], lines[first]):
        return None
    if last + 1 < len(lines) and kinds[last + 1] is Kind.MORE and _touch(lines[last], lines[last + 1]):
        return None
    while first and kinds[first - 1] is Kind.MORE and _touch(lines[first - 1], lines[first]):
        first -= 1
    return _goods(lines[first], reader) or None


def begins(lines: Sequence[BodyLine], first: str | None, reader: Reader) -> bool:
    """Whether the first of some lines opens the description that ends on the last of them, which has the numbers.

    It does where that one goes on in small letters or figures ("no. 4", "3-10 gr"), or where this one begins as the
    table's first row does (`first`; None where rows do not begin over their numbers). A note in brackets opens none.
    """
    own, text = _goods(lines[-1], reader), _goods(lines[0], reader)
    if not first or not own or not text[:1].isalnum() or not all(_touch(*pair) for pair in pairwise(lines)):
        return False
    return own[0].islower() or own[0].isdigit() or fold(text).split()[:1] == fold(first).split()[:1]


def _goods(line: BodyLine, reader: Reader) -> str:
    return " ".join(line.text(at) for at, name in reader.names.items() if name == _GOODS and line.text(at)).strip()


def _touch(upper: BodyLine, lower: BodyLine) -> bool:
    gap = lower.box.y0 - upper.box.y1
    return upper.page == lower.page and gap <= _NEAR * min(upper.box.height, lower.box.height)
