"""Facts in a column of their own beside a table, in no frame and on no ground: labels, each over its value.

"Numéro" over "KT-F-0612", "Date" over its day, down the left side of an invoice whose table stands right of them: what
reads lines would take the column for one of the table's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from extract.layout import PageLayout, Segment
from extract.lexicon import fold

_WIDEST: Final = 0.4  # of the page's width
_LEAST: Final = 4  # labels of several facts in such a column
_FLUSH: Final = 0.004  # of the page's width that its lines may be apart at their left edge
_GUTTER: Final = 1.5  # text heights between the column and what stands beside it
_LEVEL: Final = 0.25  # text heights between the middles of two phrases of one row, at the most
_BY_CHANCE: Final = 0.25  # of the labels that may be level with what stands beside them
_NEXT: Final = 1.2  # text heights from a label to its value


def open_sidebars(layout: PageLayout, labels: Mapping[str, str]) -> frozenset[int]:
    """The phrases of such columns; `labels` are the paper's, folded, with their fields."""
    named = {number: name for number, one in enumerate(layout.segments) if (name := labels.get(fold(one.text)))}
    found: set[int] = set()
    for edge in {round(layout.segments[number].box.x0, 3) for number in named}:
        flush = [number for number, one in enumerate(layout.segments) if abs(one.box.x0 - edge) < _FLUSH]
        over = [one for one, under in pairwise(flush) if _has_value(layout, one, under, named)]
        for at, first in enumerate(over):
            if len({named[number] for number in over[at:]}) < _LEAST:
                break
            column = flush[flush.index(first) : flush.index(over[-1]) + 2]
            if _stands_apart(layout, column, over[at:]):
                found.update(column)
                break
    return frozenset(found)


def _has_value(layout: PageLayout, number: int, under: int, named: Mapping[int, str]) -> bool:
    """Whether a phrase is a label right over what is none."""
    upper, lower = layout.segments[number], layout.segments[under]
    drop = (lower.box.y0 - upper.box.y1) * layout.page.height
    return number in named and under not in named and 0.0 <= drop < _NEXT * upper.height


def _stands_apart(layout: PageLayout, column: Sequence[int], over: Sequence[int]) -> bool:
    """Whether something stands right of a column, a gutter between, whose rows its labels do not stand in."""
    own = [layout.segments[number] for number in column]
    top, bottom = own[0].box.y0, own[-1].box.y1
    left, right = own[0].box.x0, max(one.box.x1 for one in own)
    beside = [
        one
        for number, one in enumerate(layout.segments)
        if number not in column and one.box.y1 > top and one.box.y0 < bottom
    ]
    gutter = _GUTTER * layout.text_height / layout.page.width
    if right - left > _WIDEST or not beside or any(one.box.x0 < right + gutter for one in beside):
        return False
    level = sum(any(_is_level(layout, layout.segments[number], other) for other in beside) for number in over)
    return level <= _BY_CHANCE * len(over)


def _is_level(layout: PageLayout, one: Segment, other: Segment) -> bool:
    return abs(one.box.mid_y - other.box.mid_y) * layout.page.height < _LEVEL * max(one.height, other.height)
