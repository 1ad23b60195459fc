"""The sheets in a photo: papers that lie on a darker ground, found by their edges and pulled to rectangles.

Functions take and give pictures (arrays); corners are in pixels, clockwise from the top left.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.gutters import SIDE, side_by_side
from ingest.outline import MOST, Corners, candidates, hue_of, unlike_the_rim
from ingest.straighten import Pixels, ink_of, letters, lightest, reduced

ALONE = 0.2
"""A sheet by itself covers at least this share of its photo: less is a paper within a paper."""


RIM = 0.015
"""The strip along each side of a picture, as a share of it, in which the ground around a sheet shows."""

RIM_PIECES, RIM_LIGHT, RIM_ALIKE = 100, 0.95, 0.98
"""Each strip is looked at in so many pieces. Where nearly all of them are nearly as light as the lightest parts of the
picture, it is all paper, as scans are."""

GREY = 0.08
"""How far the colour of two places of one sheet lies apart, as a share of their lightness, in even light."""

SHADED = 90
"""Percentile of what a sheet's own places lie apart: the creases of a crumpled one are of several colours."""

LIGHTEST = 97
"""Percentile that the lightest parts are taken at: sheets may cover a twentieth of a picture."""


def sheets_of(pixels: Pixels) -> list[Corners]:
    """The sheets that lie on a darker ground, from top to bottom and left to right; none where it is all one page.

    A sheet is plainly lighter than what surrounds it, has four straight sides, and holds the lettering near it. Of
    sheets that overlap only the plainest counts, and then the picture holds no further ones.
    """
    if _all_paper(pixels):
        return []
    middling, half = reduced(pixels, SIDE)
    small, further = reduced(middling, 700)
    factor = half * further
    smooth = np.asarray(cv2.medianBlur(np.ascontiguousarray(lightest(small)), 7), dtype=np.uint8)
    hue = hue_of(small)
    found = candidates(smooth, smooth, hue, (0, -15, 15, -30, 30, -45))
    if hue is not None:
        found += candidates(unlike_the_rim(hue), smooth, hue, (0, -8, 8, -16))
    close = side_by_side(middling)
    if close and len(close) >= len(_apart(found, smooth.shape)) and not _cuts_text(close, middling):
        return _in_order([quad / half for quad in close])
    if not found:
        return []
    large = [each for each in found if cv2.contourArea(each[1]) >= ALONE * smooth.size]
    several = _apart(found, smooth.shape)
    if len(several) > 1:
        corners = [quad / factor for quad in _in_order(several)]
        if not _cuts_text([quad * half for quad in corners], middling):
            return corners
    if large:
        best = max(large, key=lambda each: each[0])[1] / factor
        if not _cuts_text([best * half], middling):
            return [best]
    return []


def _all_paper(pixels: Pixels) -> bool:
    """Whether the picture is along its edges all around as light, in every channel, as anywhere within."""
    height, width = pixels.shape[:2]
    deep, wide = max(2, round(RIM * height)), max(2, round(RIM * width))
    if min(height, width) < 4 * max(deep, wide):
        return False
    strips = (
        (pixels[:deep], (RIM_PIECES, 1)),
        (pixels[-deep:], (RIM_PIECES, 1)),
        (pixels[:, :wide], (1, RIM_PIECES)),
        (pixels[:, -wide:], (1, RIM_PIECES)),
    )
    midst = cv2.resize(np.ascontiguousarray(pixels[::4, ::4]), (48, 48), interpolation=cv2.INTER_AREA)
    paper = np.percentile(midst.reshape(48 * 48, -1), LIGHTEST, axis=0)
    for strip, size in strips:
        pieces = cv2.resize(strip, size, interpolation=cv2.INTER_AREA).reshape(RIM_PIECES, -1)
        if float((pieces >= RIM_LIGHT * paper).all(axis=1).mean()) < RIM_ALIKE:
            return False
    return True


def _apart(found: list[tuple[float, Corners]], shape: tuple[int, ...]) -> list[Corners]:
    """The best-scored quadrilaterals that share no ground with one another."""
    taken = np.zeros(shape[:2], dtype=np.uint8)
    kept: list[Corners] = []
    for _, quad in sorted(found, key=lambda each: -each[0]):
        own = np.zeros(shape[:2], dtype=np.uint8)
        cv2.fillConvexPoly(own, quad.astype(np.int32), 255)
        if int(cv2.countNonZero(cv2.bitwise_and(own, taken))) <= 0.02 * int(cv2.countNonZero(own)):
            kept.append(quad)
            taken = np.asarray(cv2.bitwise_or(taken, own), dtype=np.uint8)
    return kept[:MOST]


def _in_order(quads: list[Corners]) -> list[Corners]:
    """From top to bottom, those that stand beside one another from left to right."""
    rows: list[list[Corners]] = []
    for quad in sorted(quads, key=lambda each: float(each[:, 1].mean())):
        middle = float(quad[:, 1].mean())
        row = next((row for row in rows if row[0][:, 1].min() < middle < row[0][:, 1].max()), None)
        if row is None:
            rows.append([quad])
        else:
            row.append(quad)
    return [quad for row in rows for quad in sorted(row, key=lambda each: float(each[:, 0].mean()))]


def _cuts_text(sheets: list[Corners], pixels: Pixels) -> bool:
    """Whether much lettering lies outside the sheets: then a fold or a shadow was taken for an edge."""
    boxes = letters(ink_of(lightest(pixels), 31, 25))
    if len(boxes) < 20:
        return len(sheets) > 1
    centres = boxes[:, :2] + boxes[:, 2:] / 2
    held = np.zeros(len(boxes), dtype=bool)
    for quad in sheets:
        sides = [(quad[i], quad[(i + 1) % 4] - quad[i]) for i in range(4)]
        crossed = [side[0] * (centres[:, 1] - at[1]) - side[1] * (centres[:, 0] - at[0]) for at, side in sides]
        inside = np.all(np.stack(crossed) > -2.0, axis=0)
        if int(inside.sum()) < 20:
            return True
        held |= inside
    height = float(np.median(boxes[held, 3]))
    alike = (boxes[:, 3] >= 0.6 * height) & (boxes[:, 3] <= 1.6 * height) & ~held
    # A table's grain makes marks like letters: only those count that stand on ground as light and as grey as the sheet.
    ground = np.asarray(cv2.dilate(pixels, np.ones((9, 9), dtype=np.uint8)), dtype=np.uint8)
    around = ground[centres[:, 1].astype(int), centres[:, 0].astype(int)].reshape(len(boxes), -1).astype(np.float64)
    light = around.max(axis=1)
    alike &= light >= 0.5 * float(np.median(light[held]))
    if around.shape[1] == 3:
        hue = around / np.maximum(light, 1.0)[:, None]
        apart = np.abs(hue - np.median(hue[held], axis=0)).max(axis=1)
        alike &= apart <= max(GREY, float(np.percentile(apart[held], SHADED)))
    return int(alike.sum()) > 0.08 * int(held.sum())


def flatten(pixels: Pixels, quad: NDArray[np.float32]) -> Pixels:
    """The quadrilateral pulled to a rectangle; its sides as long as the longer of the opposite ones.

    Between two samples each way: cubic curves take four times as long, and no word more is read.
    """
    tl, tr, br, bl = quad
    width = max(float(np.linalg.norm(tr - tl)), float(np.linalg.norm(br - bl)))
    height = max(float(np.linalg.norm(bl - tl)), float(np.linalg.norm(br - tr)))
    ratio = max(width, height) / max(min(width, height), 1.0)
    if 1.25 <= ratio <= 1.60:  # seen aslant a sheet looks shorter or longer than it is: A4 and Letter lie in between
        true = 1.4142 if abs(ratio - 1.4142) <= abs(ratio - 1.2941) else 1.2941
        if height > width:
            height = width * true
        else:
            width = height * true
    size = (max(1, round(width)), max(1, round(height)))
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    out = cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(out, dtype=np.uint8)
