"""Where the ink stands that a label announces: beside it, in its cell, or beneath, with nothing read between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.candidates_places import Neighbourhood
from extract.labels_hit import LabelHit
from extract.layout import PageLayout, Segment
from ingest.model import Box

SAME_LINE = 0.45
"""Share of the lower one's height that ink and a line of text have in common."""

_TOUCHES = 0.6
"""Text heights between words on the line and ink behind them, within which the ink goes on what they begin."""

_REACH = 25.0
"""Text heights to the right of a label within which its value begins."""

_BENEATH = 2.2
"""Text heights under a label within which its value begins on open ground."""


def ink_of(around: Neighbourhood, hit: LabelHit) -> Box | None:
    """The ink in the place of a label's value; None where there is none, or where something was read before it."""
    layout = around.layout
    page = layout.page
    own = [layout.segments[number] for number in hit.segments]
    for label in own:
        stamps = [
            Box(max(mark.box.x0, label.box.x1), label.box.y0, mark.box.x1, label.box.y1)
            for mark in page.marks
            if mark.kind in ("stamp", "signature")
            and mark.box is not None
            and mark.box.y0 < label.box.mid_y < mark.box.y1
            and mark.box.x1 > label.box.x1
            and mark.box.x0 > label.box.x0
        ]
        found = _beside(layout, label, (*page.unread, *stamps))
        if found is not None:
            return found
    return _beneath(layout, own, page.unread)


def _beside(layout: PageLayout, label: Segment, inks: Iterable[Box]) -> Box | None:
    """Ink to the right of a label on its line."""
    page = layout.page
    shape = page.width / page.height
    beside = [
        ink
        for ink in inks
        if min(ink.y1, label.box.y1) - max(ink.y0, label.box.y0) >= SAME_LINE * min(ink.height, label.box.height)
        and -0.002 < ink.x0 - label.box.x1 < _REACH * label.box.height / shape
    ]
    if not beside:
        return None
    first = min(beside, key=lambda ink: ink.x0)
    on_line = [layout.segments[at].box for at in layout.lines[label.line].segments]
    between = [box for box in on_line if label.box.x1 <= box.x0 < first.x0]
    apart = (first.x0 - max((box.x1 for box in between), default=first.x0)) * shape
    return _union(beside) if apart < _TOUCHES * label.box.height else None


def _beneath(layout: PageLayout, own: Sequence[Segment], inks: Iterable[Box]) -> Box | None:
    """Ink under a label: in its cell, or on open ground as far as the next phrase of the label's line."""
    label = own[-1]
    cell = layout.cells[label.cell].box if label.cell is not None else None
    on_line = [layout.segments[at] for at in layout.lines[label.line].segments]
    right = min((one.box.x0 for one in on_line if one.box.x0 >= label.box.x1), default=1.0)
    left, right = (cell.x0, cell.x1) if cell is not None else (label.box.x0 - 0.01, right)
    foot = cell.y1 if cell is not None else label.box.y1 + _BENEATH * label.box.height
    under = [
        ink for ink in inks if label.box.y1 - 0.2 * label.box.height < ink.mid_y < foot and left <= ink.mid_x < right
    ]
    if not under:
        return None
    first = min(under, key=lambda ink: ink.y0)
    others = [one for one in layout.segments if one not in own]
    before = [
        one
        for one in others
        if left <= one.box.mid_x < right
        and label.box.y1 < one.box.mid_y < first.y1
        and (one.box.y1 <= first.mid_y or one.box.x1 <= first.x0)
    ]
    return None if before else _union(under)


def _union(boxes: Iterable[Box]) -> Box:
    first, *rest = boxes
    for box in rest:
        first = first.union(box)
    return first
