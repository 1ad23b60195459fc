"""Rubber stamps and seals located on a page: rings and tilted or coloured frames. Located, not judged.

Works on any picture of a page, grey ones (fax, most scans) too: colour helps and is not needed. What a stamp says or
whether it is genuine is nobody's claim here; emblems printed solid and the straight boxes of forms are left out.

Lengths are millimetres on the sheet; pictures are those of `ingest.signink`.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from ingest.signink import MM, Sheet
from ingest.stamps_rings import SOLID, Area, Outline, overlap, rings
from ingest.straighten import Pixels, boxes_of, contours_of

TILT = 1.5
"""A frame tilted by fewer degrees is a form's box or an ornament, unless it is coloured and lies across print."""

CUT = 0.2
"""Share of a printed word's width, or height, that lies on either side of a frame's edge that cuts it."""

CUT_WORDS = 2
"""From so many words cut by its edge a straight frame was put on after the print: designers leave room."""


def stamps_of(
    ink: Pixels, unread: Pixels, colour: Pixels | None, sheet: Sheet, printed: Sequence[Area] = ()
) -> list[Outline]:
    """The stamps in a page's ink (255 where inked).

    `unread` is the ink without the words that were read and the ruling lines, `colour` the coloured part of the
    ink, if any; `printed` are the places of printed words, in pixels of the picture.
    """
    found = rings(ink, unread, sheet)
    if colour is not None:
        found.extend(ring for ring in rings(colour, colour, sheet) if not any(overlap(ring, other) for other in found))
    for frame in _frames(ink, None):
        if not any(overlap(frame, other) for other in found):
            found.append(frame)
    if colour is not None:
        for frame in _frames(colour, printed):
            if not any(overlap(frame, other) for other in found):
                found.append(frame)
    return found


def _frames(ink: Pixels, printed: Sequence[Area] | None) -> list[Outline]:
    """Stamps in a frame: a quadrilateral outline by itself, tilted, or (where print is given) straight across print."""
    contours, above = contours_of(ink)
    found: list[Outline] = []
    straight: list[Outline] = []
    outlines = [contours[index] for index in np.unique(above[above >= 0]).tolist()]  # an outline has a hole
    boxes = boxes_of(outlines)
    longer, shorter = boxes[:, 2:].max(axis=1), boxes[:, 2:].min(axis=1)
    for index in np.flatnonzero((longer >= 12 * MM) & (longer <= 90 * MM) & (shorter >= 6 * MM)).tolist():
        contour = outlines[index]
        x, y, w, h = boxes[index].tolist()
        (_, _), (rw, rh), angle = cv2.minAreaRect(contour)
        if rw * rh <= 0 or not 1 <= max(rw, rh) / max(min(rw, rh), 1.0) <= 7:
            continue
        tilt = abs((angle + 45) % 90 - 45)
        if tilt < TILT and not printed:
            continue
        hull = cv2.contourArea(cv2.convexHull(contour))
        if hull < 0.88 * rw * rh or cv2.contourArea(contour) < 0.8 * hull:
            continue  # no rectangle, or open
        inside = ink[y : y + h, x : x + w] > 0
        if float(inside.mean()) > SOLID:
            continue
        (straight if tilt < TILT else found).append(Outline(float(x), float(y), float(x + w), float(y + h)))
    own = [one for one in straight if not any(_in_a_form(one, other) for other in straight)]
    return [*found, *(one for one in own if sum(_cuts(one, word) for word in printed or ()) >= CUT_WORDS)]


def _cuts(frame: Outline, word: Area) -> bool:
    """Whether an edge of the frame goes through the word."""
    x0, y0, x1, y1 = word
    across, down = CUT * (x1 - x0), CUT * (y1 - y0)
    beside = any(x0 + across < edge < x1 - across for edge in (frame.x0, frame.x1))
    above = any(y0 + down < edge < y1 - down for edge in (frame.y0, frame.y1))
    within_x, within_y = frame.x0 < (x0 + x1) / 2 < frame.x1, frame.y0 < (y0 + y1) / 2 < frame.y1
    return (beside and within_y) or (above and within_x) or (beside and above)


def _in_a_form(one: Outline, other: Outline) -> bool:
    """Whether two straight frames stand in a row or column and are as wide or high as one another: a form's boxes."""
    if one is other:
        return False
    near = [
        abs(a - b) < MM for a, b in ((one.x0, other.x0), (one.x1, other.x1), (one.y0, other.y0), (one.y1, other.y1))
    ]
    return all(near[:2]) or all(near[2:])


def without(ink: Pixels, stamps: list[Outline]) -> Pixels:
    """The ink with the rings of round stamps and the area of framed ones erased."""
    out = ink.copy()
    for stamp in stamps:
        if stamp.ring is None:
            out[int(stamp.y0) : int(stamp.y1) + 1, int(stamp.x0) : int(stamp.x1) + 1] = 0
        else:
            x, y, r = stamp.ring
            cv2.circle(out, (round(x), round(y)), round(r), 0, 7)
    return out
