"""The ruled boxes that a header's headings stand in, side by side: each holds its heading whole, on all its lines.

Narrow columns of a form in two languages have headings of five lines and more ("Nombre de | parcelles / | Number of |
parcels in | shipment"), beside shorter ones that are set to the middle of their boxes.
"""

from __future__ import annotations

from typing import Final

from extract.layout import PageLayout, Segment

_LEAST: Final = 3  # boxes side by side
_EVEN: Final = 0.004  # of the page's height by which their edges may differ


def boxes_of(layout: PageLayout, first: int, last: int) -> list[list[Segment]] | None:
    """The phrases in each box of the row of ruled boxes that these text lines stand in, left to right.

    None where they stand in no such row, or a box has two phrases side by side, as where it holds several headings.
    """
    numbers = {layout.segments[at].cell for line in layout.lines[first : last + 1] for at in line.segments}
    boxes = [layout.cells[number].box for number in numbers if number is not None]
    if None in numbers or len(boxes) < _LEAST:
        return None
    top, bottom = boxes[0].y0, boxes[0].y1
    row = [one for one in layout.cells if abs(one.box.y0 - top) < _EVEN and abs(one.box.y1 - bottom) < _EVEN]
    if not {(box.x0, box.y0) for box in boxes} <= {(one.box.x0, one.box.y0) for one in row}:
        return None
    held = [
        [layout.segments[at] for at in one.segments] for one in sorted(row, key=lambda one: one.box.x0) if one.segments
    ]
    return held if all(len({one.line for one in phrases}) == len(phrases) for phrases in held) else None
