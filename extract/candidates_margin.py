"""The line at the page's margin that carries on a value set right of its label, as typewriters' tables break.

"Consignor ...... Kelo Ltd, 14," over "Hill Road, Mutare" at the left edge of the labels: what is no label there, alone
on its line and right under a value that breaks off, belongs to that value.
"""

from __future__ import annotations

from typing import Final

from extract.candidates_boxes import COLUMN_GAP
from extract.candidates_ground import Ground
from extract.candidates_regions import Part

_FULL: Final = 0.8  # of the widest line's right edge, from which a line goes on in the next


def at_margin(ground: Ground, label: int, value: int) -> list[Part]:
    """The line under a label, without a label of its own, that goes on with the value right of it; else nothing.

    The value breaks off at a comma, or it holds one and fills its line, and the next row's label stands under both.
    """
    segments, lines = ground.layout.segments, ground.layout.lines
    named, told = segments[label], segments[value]
    if named.line + 1 >= len(lines):
        return []
    below = lines[named.line + 1].segments
    under = segments[below[0]]
    drop = (under.box.y0 - told.box.y1) * ground.layout.page.height
    flush = abs(under.box.x0 - named.box.x0) < COLUMN_GAP
    if len(below) != 1 or not flush or under.cell != named.cell or drop >= ground.line_gap * named.height:
        return []
    if not ground.is_free(below[0]) or ground.is_label(below[0]):
        return []
    text = told.text.rstrip()
    breaks = text.endswith(",") or ("," in text and _fills(ground, value) and _row_follows(ground, label))
    return [ground.part(below[0])] if breaks else []


def _fills(ground: Ground, value: int) -> bool:
    widest = max(line.box.x1 for line in ground.layout.lines)
    return ground.layout.segments[value].box.x1 >= _FULL * widest


def _row_follows(ground: Ground, label: int) -> bool:
    """Whether a label with something right of it stands two lines under a label, at its left edge."""
    segments, lines = ground.layout.segments, ground.layout.lines
    at = segments[label].line + 2
    if at >= len(lines) or len(lines[at].segments) < 2:
        return False
    first = lines[at].segments[0]
    return ground.is_label(first) and abs(segments[first].box.x0 - segments[label].box.x0) < COLUMN_GAP
