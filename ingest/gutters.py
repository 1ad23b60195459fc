"""Papers that lie close together in a photo, told apart by the strips of bare table between them.

Where papers lie a finger's breadth apart, what lies round each of them is mostly paper, too. So each is held against
the strip along its own edge, and the strip against the table that shows along the picture's rim: a coloured band that
runs across a sheet, and the shadow of a fold, are not of the table's kind. Corners are in pixels of the picture taken.
"""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.outline import AMONG, MOST, Corners, Hue, four_corners, hue_of, sides
from ingest.straighten import Pixels, lightest, reduced

SIDE = 1400
"""Pixels of the longer side of the pictures that gutters are looked for in: a centimetre between four sheets in a row
is still a dozen of them."""

FIELD = 96
"""Pixels of the longer side of the picture that the light is judged in: it changes slowly."""

WITHIN, BEYOND = 5.0, 4.0
"""Pixels to either side of an edge at which paper and strip are compared: gutters are twice as wide at least."""

STEP = 25.0
"""How much lighter (of 255) a sheet is than the strip along each of its edges."""

DARKER, LIGHTER = 0.25, 0.4
"""How far the strip's lightness, as a share of the sheet's beside it, may lie below the table's (a shadow), and above
it (as a share of what lies between the table's and one)."""

UNBROKEN = 0.9
"""Share of an edge along which the strip must be that dark: across lettering on a dark band it is not."""

HUE = 10.0
"""How far, in CIE Lab, the strip's hue lies from the table's at most."""

IN_VIEW = 3
"""Sides of a sheet that must lie within the picture."""

RIM, TABLE = 0.015, 0.25
"""The picture's rim, as a share of its longer side, and the share of it that must be table and no sheet."""

LIKE_SHEETS = 1.65
"""Sheets are at most so many times as long as wide; what is longer and ends where another goes on is a piece of it."""

IN_LINE = 1.5
"""Degrees within which the sides of two pieces of one sheet run on."""


def side_by_side(picture: Pixels) -> list[Corners]:
    """The sheets of a picture no larger than `SIDE` that are parted by bare table; none where there is but one."""
    smooth = np.asarray(cv2.medianBlur(np.ascontiguousarray(lightest(picture)), 5), dtype=np.uint8)
    hue = hue_of(picture)
    best: list[Corners] = []
    for plane in (smooth, _lit_alike(smooth)):
        otsu, _ = cv2.threshold(plane, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        for threshold in (otsu, otsu + 15, otsu - 15, otsu + 30, otsu - 30):
            found = _parted(plane, smooth, hue, threshold)
            if len(found) > len(best):
                best = found
    return best if len(best) > 1 else []


def _lit_alike(smooth: Pixels) -> Pixels:
    """The picture as if lit evenly: each part against the lightest near it, which is paper where papers lie close."""
    small, _ = reduced(smooth, FIELD)
    near = cv2.dilate(small, np.ones((FIELD // 3, FIELD // 3), dtype=np.uint8))
    light = cv2.resize(cv2.GaussianBlur(near, (0, 0), FIELD / 8), (smooth.shape[1], smooth.shape[0]))
    return np.asarray(cv2.divide(smooth, np.maximum(light, 1), scale=240), dtype=np.uint8)


def _parted(plane: Pixels, smooth: Pixels, hue: Hue | None, threshold: float) -> list[Corners]:
    _, light = cv2.threshold(plane, threshold, 255, cv2.THRESH_BINARY)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (7, 7))
    light = np.asarray(cv2.morphologyEx(light, cv2.MORPH_OPEN, kernel), dtype=np.uint8)
    contours, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    large = [each for each in contours if cv2.contourArea(each) >= AMONG * smooth.size]
    if not 1 < len(large) <= MOST:
        return []
    table = _table(light)
    if table is None:
        return []
    found: list[Corners] = []
    for contour in large:
        quad = four_corners(np.asarray(contour, dtype=np.int32), smooth.shape)
        if quad is None or not _on_table(quad[1], smooth, hue, table):
            return []
        found.append(quad[1])
    return [] if any(_goes_on(one, other) for one in found for other in found if one is not other) else found


def _table(light: NDArray[Any]) -> NDArray[np.bool_] | None:
    """Where along the picture's rim the table shows; None where too little of it does to know it by."""
    wide = max(4, round(RIM * max(light.shape)))
    rim = np.ones(light.shape, dtype=bool)
    rim[wide:-wide, wide:-wide] = False
    # What a sheet's edge throws on the table is no guide to it.
    bare = rim & (cv2.dilate(light, np.ones((9, 9), dtype=np.uint8)) == 0)
    return bare if int(bare.sum()) >= TABLE * int(rim.sum()) else None


def _on_table(quad: Corners, smooth: Pixels, hue: Hue | None, table: NDArray[np.bool_]) -> bool:
    """Whether the strip along every edge in view is the table's: as much darker than the sheet, and of its hue."""
    inside = np.zeros(smooth.shape, dtype=np.uint8)
    cv2.fillConvexPoly(inside, quad.astype(np.int32), 255)
    share = float(np.median(smooth[table])) / max(float(np.percentile(smooth[inside > 0], 60)), 1.0)
    height, width = smooth.shape
    in_view = 0
    for places, normal in sides(quad):
        inner, outer = places + normal * WITHIN, places - normal * BEYOND
        seen = np.ones(len(places), dtype=bool)
        for points in (inner, outer):
            seen &= (points[:, 0] >= 0) & (points[:, 0] < width) & (points[:, 1] >= 0) & (points[:, 1] < height)
        if int(seen.sum()) < 20:
            continue
        in_view += 1
        a, b = inner[seen].astype(int), outer[seen].astype(int)
        paper = smooth[a[:, 1], a[:, 0]].astype(np.float64)
        strip = smooth[b[:, 1], b[:, 0]].astype(np.float64)
        here = strip / np.maximum(paper, 1.0)
        if float(np.median(paper - strip)) < STEP or float(np.median(here)) < share - DARKER:
            return False
        if float((here <= share + LIGHTER * (1 - share)).mean()) < UNBROKEN:
            return False
        if hue is not None:
            apart = np.median(hue[b[:, 1], b[:, 0]], axis=0) - np.median(hue[table], axis=0)
            if float(np.linalg.norm(apart)) > HUE:
                return False
    return in_view >= IN_VIEW


def _goes_on(piece: Corners, sheet: Corners) -> bool:
    """Whether two sides of a piece that is no sheet by its shape run on as those of a sheet beside it."""
    across = float(np.linalg.norm(piece[1] - piece[0]))
    down = float(np.linalg.norm(piece[3] - piece[0]))
    if max(across, down) <= LIKE_SHEETS * min(across, down):
        return False
    # Below it, above it, to the right of it, to the left: a side's two ends, and where it goes on.
    ways = (((0, 3, 0), (1, 2, 1)), ((3, 0, 3), (2, 1, 2)), ((0, 1, 0), (3, 2, 3)), ((1, 0, 1), (2, 3, 2)))
    return any(all(_in_line(piece[start], piece[end], sheet[on]) for start, end, on in both) for both in ways)


def _in_line(start: Corners, end: Corners, on: Corners) -> bool:
    """Whether the way from a side's end to a point keeps the side's direction."""
    along, further = end - start, on - end
    turn = math.atan2(float(along[0] * further[1] - along[1] * further[0]), float(along @ further))
    return abs(math.degrees(turn)) <= IN_LINE
