"""Pages made upright and straight: quarter turns, small skew, and the sheet in a photo.

Functions take and give pictures (arrays); angles are in degrees, clockwise as seen.
"""

from __future__ import annotations

import math
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Quarter = Literal[0, 90, 180, 270]

SKEW_MOST = 15.0
"""Largest skew, in degrees, that is looked for; beyond it a page was laid askew on purpose, as a photo."""

WORK_SIDE = 900
"""Pixels of the longer side at which geometry is measured: letters are still some pixels high."""


def grey(pixels: Pixels) -> Pixels:
    """The picture in grey."""
    if pixels.ndim == 2:
        return pixels
    out: Pixels = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    return out


def lightest(pixels: Pixels) -> Pixels:
    """The lightest colour channel of each pixel: coloured grounds and stamps fade, black ink stays."""
    if pixels.ndim == 2:
        return pixels
    red, green, blue = cv2.split(pixels)
    return np.asarray(cv2.max(cv2.max(red, green), blue), dtype=np.uint8)


def reduced(pixels: Pixels, side: int) -> tuple[Pixels, float]:
    """The picture no longer than `side`, and the factor it was scaled by."""
    longest = max(pixels.shape[:2])
    if longest <= side:
        return pixels, 1.0
    factor = side / longest
    size = (max(1, round(pixels.shape[1] * factor)), max(1, round(pixels.shape[0] * factor)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8), factor


def ink_of(picture: Pixels, window: int = 31, depth: int = 12) -> Pixels:
    """255 where a grey picture is clearly darker than its surroundings."""
    window = max(3, min(window, 2 * (min(picture.shape) // 2) - 1)) | 1
    out = cv2.adaptiveThreshold(picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, depth)
    return np.asarray(out, dtype=np.uint8)


def letters(ink: Pixels) -> NDArray[np.int32]:
    """Boxes (x, y, w, h) of components that may be letters, at the scale of the picture given."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    if count <= 1:
        return np.zeros((0, 4), dtype=np.int32)
    body = stats[1:]
    w, h, area = body[:, cv2.CC_STAT_WIDTH], body[:, cv2.CC_STAT_HEIGHT], body[:, cv2.CC_STAT_AREA]
    longest = np.maximum(w, h)
    shortest = np.minimum(w, h)
    side = max(ink.shape)
    fit = (longest >= 4) & (longest <= side * 0.04) & (shortest >= 2) & (area >= 6) & (longest <= 6 * shortest)
    return np.asarray(body[fit, :4], dtype=np.int32)


def sideways(boxes: NDArray[np.int32]) -> float | None:
    """How much the letters' nearest neighbours lie above and below rather than beside: 0 (upright) to 1 (sideways).

    Letters of a line stand closer than lines do, so the nearest neighbour tells the reading direction. None where
    there are too few letters to tell.
    """
    if len(boxes) < 25:
        return None
    if len(boxes) > 1200:
        boxes = boxes[np.linspace(0, len(boxes) - 1, 1200).astype(int)] if len(boxes) > 6000 else boxes[:1200]
    x0, y0 = boxes[:, 0].astype(np.float32), boxes[:, 1].astype(np.float32)
    x1, y1 = x0 + boxes[:, 2], y0 + boxes[:, 3]
    gap_x = np.maximum(np.maximum(x0[:, None] - x1[None, :], x0[None, :] - x1[:, None]), 0)
    gap_y = np.maximum(np.maximum(y0[:, None] - y1[None, :], y0[None, :] - y1[:, None]), 0)
    distance = gap_x + gap_y
    np.fill_diagonal(distance, np.inf)
    # Neighbours must be of like size: an accent or a dot is no neighbour.
    longest = np.maximum(boxes[:, 2], boxes[:, 3]).astype(np.float32)
    unlike = np.maximum(longest[:, None], longest[None, :]) > 2.2 * np.minimum(longest[:, None], longest[None, :])
    distance[unlike] = np.inf
    nearest = distance.argmin(axis=1)
    rows = np.arange(len(boxes))
    near = distance[rows, nearest]
    usable = near <= 1.5 * longest
    if int(usable.sum()) < 20:
        return None
    centre_x, centre_y = (x0 + x1) / 2, (y0 + y1) / 2
    dx = np.abs(centre_x - centre_x[nearest])[usable]
    dy = np.abs(centre_y - centre_y[nearest])[usable]
    return float((dy > dx).mean())


def turn(pixels: Pixels, quarter: Quarter) -> Pixels:
    """The picture turned clockwise by a quarter turn."""
    if quarter == 0:
        return pixels
    codes = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
    return np.asarray(cv2.rotate(pixels, codes[quarter]), dtype=np.uint8)


def skew_of(ink: Pixels) -> float:
    """The clockwise turn, in degrees, that makes the lines of text run level; 0.0 where nothing can be told.

    The right turn is the one at which rows of ink and rows of paper differ most.
    """
    boxes = letters(ink)
    if len(boxes) < 12:
        return 0.0
    # One mark per letter, at its foot: long rules and ornament have no say, and neither has a letter's shape.
    feet = np.stack([boxes[:, 0] + boxes[:, 2] / 2, boxes[:, 1] + boxes[:, 3]], axis=1).astype(np.float64)
    feet -= feet.mean(axis=0)
    cell = max(1.0, float(np.median(boxes[:, 3])) / 6)

    def sharpness(angle: float) -> float:
        radians = math.radians(angle)
        level = feet[:, 0] * math.sin(radians) + feet[:, 1] * math.cos(radians)
        place = np.round(level / cell).astype(int)
        counts = np.bincount(place - place.min()).astype(np.float64)
        return float((counts**2).sum())

    coarse = np.arange(-SKEW_MOST, SKEW_MOST + 0.01, 0.5)
    best = max(coarse, key=lambda a: (sharpness(a) + 0.5 * (sharpness(a - 0.2) + sharpness(a + 0.2)), -abs(a)))
    fine = np.arange(best - 0.6, best + 0.61, 0.05)
    scores = np.array([sharpness(a) for a in fine])
    smooth = np.convolve(scores, [0.25, 0.5, 0.25], mode="same")
    angle = float(fine[int(smooth[1:-1].argmax()) + 1])
    if sharpness(angle) < 1.08 * sharpness(0.0) and abs(angle) > 2:
        return 0.0
    return round(angle, 2)


def level(pixels: Pixels, angle: float) -> Pixels:
    """The picture turned clockwise by a small angle about its centre, same size, corners filled with its ground."""
    if abs(angle) < 0.05:
        return pixels
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    out = cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(out, dtype=np.uint8)


def sheet_of(pixels: Pixels) -> NDArray[np.float32] | None:
    """The corners of a sheet that lies on a darker ground, in pixels: top left, top right, bottom right, bottom left.

    None unless the sheet is plainly lighter than what surrounds it and has four straight sides.
    """
    small, factor = reduced(pixels, 700)
    value = lightest(small)
    smooth = cv2.medianBlur(np.ascontiguousarray(value), 7)
    best: tuple[float, NDArray[np.float32]] | None = None
    otsu, _ = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    for threshold in (otsu, otsu - 15, otsu + 15, otsu - 30, otsu + 30, otsu - 45):
        _, light = cv2.threshold(smooth, threshold, 255, cv2.THRESH_BINARY)
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (9, 9))
        light = cv2.morphologyEx(light, cv2.MORPH_CLOSE, kernel)
        light = cv2.morphologyEx(light, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (15, 15)))
        contours, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:2]:
            found = _quadrilateral(np.asarray(contour, dtype=np.int32), np.asarray(smooth, dtype=np.uint8))
            if found is not None and (best is None or found[0] > best[0]):
                best = found
    if best is None or _cuts_text(best[1] / factor, pixels):
        return None
    return best[1] / factor


def _cuts_text(quad: NDArray[np.float32], pixels: Pixels) -> bool:
    """Whether much lettering lies outside the quadrilateral: then a fold or a shadow was taken for an edge."""
    small, factor = reduced(lightest(pixels), 1400)
    boxes = letters(ink_of(small, 31, 25))
    if len(boxes) < 20:
        return False
    centres = boxes[:, :2] + boxes[:, 2:] / 2
    corners = quad * factor
    sides = [(corners[i], corners[(i + 1) % 4] - corners[i]) for i in range(4)]
    crossed = [side[0] * (centres[:, 1] - at[1]) - side[1] * (centres[:, 0] - at[0]) for at, side in sides]
    inside = np.all(np.stack(crossed) > -2.0, axis=0)
    if int(inside.sum()) < 20:
        return True
    height = float(np.median(boxes[inside, 3]))
    alike = (boxes[:, 3] >= 0.6 * height) & (boxes[:, 3] <= 1.6 * height) & ~inside
    return int(alike.sum()) > 0.08 * int(inside.sum())


def _quadrilateral(contour: NDArray[np.int32], picture: Pixels) -> tuple[float, NDArray[np.float32]] | None:
    """The four corners that a contour stands for, with a score, if it is a sheet on a darker ground."""
    height, width = picture.shape
    area = cv2.contourArea(contour)
    if area < 0.2 * height * width:
        return None
    hull = cv2.convexHull(contour)
    hull_area = cv2.contourArea(hull)
    around = cv2.arcLength(hull, True)
    for share in (0.01, 0.015, 0.02, 0.03, 0.04, 0.06):
        corners = cv2.approxPolyDP(hull, share * around, True)
        if len(corners) == 4:
            break
    else:
        return None
    quad = _clockwise(corners.reshape(4, 2).astype(np.float32))
    quad_area = cv2.contourArea(quad)
    fill = min(area, hull_area) / max(quad_area, 1.0)
    if not 0.93 <= fill <= 1.06 or quad_area > 0.985 * height * width:
        return None
    if any(not 55 <= angle <= 125 for angle in _angles(quad)):
        return None
    quad = _fitted(quad, contour.reshape(-1, 2).astype(np.float32))
    inside = np.zeros((height, width), dtype=np.uint8)
    cv2.fillConvexPoly(inside, quad.astype(np.int32), 255)
    outside = cv2.bitwise_not(cv2.dilate(inside, np.ones((9, 9), dtype=np.uint8)))
    if int((outside > 0).sum()) < 0.015 * height * width:
        return None
    paper = float(np.percentile(picture[inside > 0], 60))
    ground = float(np.percentile(picture[outside > 0], 75))
    steps = _edge_steps(quad, picture)
    # The sheet's own edge is a sharp step on every side; the edge of a shadow on the sheet is not.
    if paper - ground < 25 or min(steps) < 8 or sum(steps) < 60:
        return None
    return fill * sum(min(step, 60.0) for step in steps), quad


def _edge_steps(quad: NDArray[np.float32], picture: Pixels) -> list[float]:
    """For each side, how much lighter the picture is just inside it than just outside."""
    height, width = picture.shape
    centre = quad.mean(axis=0)
    steps: list[float] = []
    for i in range(4):
        a, b = quad[i], quad[(i + 1) % 4]
        normal = np.array([-(b - a)[1], (b - a)[0]], dtype=np.float64)
        normal /= max(float(np.linalg.norm(normal)), 1e-6)
        if float(np.dot(centre - (a + b) / 2, normal)) < 0:
            normal = -normal
        places = a + (b - a) * np.linspace(0.05, 0.95, 60)[:, None]
        near = _step(places, normal, 5.0, picture)
        # Further out, too, the ground must be darker: beyond a fold of the sheet there is more sheet.
        far = _step(places, normal, 0.025 * max(width, height), picture)
        # A side beyond the picture's rim cannot be seen; it counts for little, and for nothing against.
        steps.append(min(near if near is not None else 10.0, far if far is not None else 60.0))
    return steps


def _step(places: NDArray[np.float64], normal: NDArray[np.float64], distance: float, picture: Pixels) -> float | None:
    """The middling difference in lightness across a side, at a distance from it; None where too little is in view."""
    height, width = picture.shape
    inner, outer = places + normal * 5, places - normal * distance
    seen = np.ones(len(places), dtype=bool)
    for points in (inner, outer):
        seen &= (points[:, 0] >= 0) & (points[:, 0] < width) & (points[:, 1] >= 0) & (points[:, 1] < height)
    if int(seen.sum()) < 20:
        return None
    a, b = inner[seen].astype(int), outer[seen].astype(int)
    inside, outside = picture[a[:, 1], a[:, 0]].astype(np.float64), picture[b[:, 1], b[:, 0]].astype(np.float64)
    return float(np.median(inside - outside))


def _fitted(quad: NDArray[np.float32], outline: NDArray[np.float32]) -> NDArray[np.float32]:
    """The quadrilateral with each side laid along the outline's points near it, corners where the sides cross."""
    dense = _densified(outline)
    lines: list[NDArray[np.float64]] = []
    for i in range(4):
        a, b = quad[i].astype(np.float64), quad[(i + 1) % 4].astype(np.float64)
        along = (b - a) / max(float(np.linalg.norm(b - a)), 1e-6)
        normal = np.array([-along[1], along[0]])
        length = float(np.linalg.norm(b - a))
        offset, place = (dense - a) @ normal, (dense - a) @ along
        near = dense[(np.abs(offset) <= 0.02 * length + 4) & (place >= 0.06 * length) & (place <= 0.94 * length)]
        if len(near) < 20:
            return quad
        vx, vy, x, y = (float(v[0]) for v in cv2.fitLine(near, cv2.DIST_HUBER, 0, 0.01, 0.01))
        lines.append(np.array([-vy, vx, vy * x - vx * y]))
    corners: list[tuple[float, float]] = []
    for i in range(4):
        cross = np.cross(lines[i - 1], lines[i])
        if abs(float(cross[2])) < 1e-9:
            return quad
        corners.append((float(cross[0] / cross[2]), float(cross[1] / cross[2])))
    fitted = np.array(corners, dtype=np.float32)
    side = float(np.abs(quad).max())
    return fitted if float(np.abs(fitted - quad).max()) <= 0.04 * side else quad


def _densified(outline: NDArray[np.float32]) -> NDArray[np.float32]:
    """A polygon's outline as points about one pixel apart."""
    parts = []
    for start, end in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        count = max(1, int(np.abs(end - start).max()))
        parts.append(start + (end - start) * (np.arange(count, dtype=np.float32)[:, None] / count))
    return np.concatenate(parts).astype(np.float32)


def _clockwise(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """Four points as top left, top right, bottom right, bottom left."""
    centre = points.mean(axis=0)
    turns = np.arctan2(points[:, 1] - centre[1], points[:, 0] - centre[0])
    points = points[np.argsort(turns)]
    first = int(np.argmin(points.sum(axis=1)))
    return np.roll(points, -first, axis=0)


def _angles(quad: NDArray[np.float32]) -> list[float]:
    found = []
    for i in range(4):
        a, b = quad[i - 1] - quad[i], quad[(i + 1) % 4] - quad[i]
        cosine = float(np.dot(a, b) / max(float(np.linalg.norm(a) * np.linalg.norm(b)), 1e-6))
        found.append(math.degrees(math.acos(max(-1.0, min(1.0, cosine)))))
    return found


def flatten(pixels: Pixels, quad: NDArray[np.float32]) -> Pixels:
    """The quadrilateral pulled to a rectangle; its sides as long as the longer of the opposite ones."""
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
    out = cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(out, dtype=np.uint8)
