"""Lines that the finder took for one: a small box of a form, its caption and the figure under it.

Close rows of few letters run into one patch of the finder's map, and what is read of both as one line is neither. At
full size there is paper between them. Boxes are in pixels of the upright, straight page.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.larger import letter_sized
from ingest.overlooked import HIGHEST, LOWEST, SURE, line_about
from ingest.textlines import Found, Line

TALL = 1.6
"""Heights of the page's middling line, from which a line may be several."""

MOST = 4
"""Rows of letters that a box taken for one line holds at most: more are ornament."""

DOTS = 0.4
"""Share of the tallest letter's height up to which a row of pieces is the dots or accents over letters."""

MORE = 1.3
"""Signs read in the rows, in those read of the whole, from which it passed over some even where it is sure."""


def rows_of(lines: Sequence[Found], boxes: NDArray[np.int32], dpi: float) -> dict[Found, list[Found]]:
    """The rows of each line that is high and holds several. `boxes` (x, y, w, h) are of what hangs together in ink."""
    if not lines or not len(boxes):
        return {}
    tall = TALL * float(np.median([line.height for line in lines]))
    high = [line for line in lines if line.height >= tall and not line.spine]
    if not high:
        return {}
    boxes = boxes[letter_sized(boxes, dpi) & (boxes[:, 3] >= LOWEST * dpi) & (boxes[:, 3] <= HIGHEST * dpi)]
    across, down = boxes[:, 0] + boxes[:, 2] / 2, boxes[:, 1] + boxes[:, 3] / 2
    found: dict[Found, list[Found]] = {}
    for line in high:
        within = (abs(across - line.x) <= line.width / 2) & (abs(down - line.y) <= line.height / 2)
        rows: list[list[tuple[int, int, int, int]]] = []
        foot = -1
        for x, y, w, h in sorted(boxes[within].tolist(), key=lambda box: int(box[1])):
            if y >= foot:
                rows.append([])
            rows[-1].append((x, y, w, h))
            foot = max(foot, y + h)
        tallest = max((h for row in rows for _, _, _, h in row), default=0)
        rows = [row for row in rows if max(h for _, _, _, h in row) >= DOTS * tallest]
        if 2 <= len(rows) <= MOST:
            found[line] = [line_about(row) for row in rows]
    return found


def are_print(rows: Sequence[Line], whole: Line) -> bool:
    """Whether rows read are surely print, and what was read of all of them as one line is doubtful or less."""
    signs, sure = _signs(rows)
    return sure >= SURE and (whole.confidence < SURE or signs > MORE * _signs([whole])[0])


def _signs(lines: Sequence[Line]) -> tuple[int, float]:
    """Letters and figures read in all lines, and the lowest of the lines' mean confidences."""
    signs = sum(character.text.isalnum() for line in lines for character in line.characters)
    return signs, min(line.confidence for line in lines)
