"""The sheets in a photo: papers that lie on a darker ground, found by their edges and pulled to rectangles.

Functions take and give pictures (arrays); corners are in pixels, clockwise from the top left.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.straighten import Pixels, ink_of, letters, lightest, reduced

Corners = NDArray[np.float32]

ALONE = 0.2
"""A sheet by itself covers at least this share of its photo: less is a paper within a paper."""

AMONG = 0.05
"""Each of several sheets covers at least this share: less is a label or a banknote."""

NEAR = 0.12
"""The ground around a sheet is looked at within half this share of the photo's longer side."""

MOST = 8
"""Most sheets told apart in one photo."""


def sheets_of(pixels: Pixels) -> list[Corners]:
    """The sheets that lie on a darker ground, from top to bottom and left to right; none where it is all one page.

    A sheet is plainly lighter than what surrounds it, has four straight sides, and holds the lettering near it. Of
    sheets that overlap only the plainest counts, and then the picture holds no further ones.
    """
    small, factor = reduced(pixels, 700)
    smooth = np.asarray(cv2.medianBlur(np.ascontiguousarray(lightest(small)), 7), dtype=np.uint8)
    found = _candidates(smooth)
    if not found:
        return []
    large = [each for each in found if cv2.contourArea(each[1]) >= ALONE * smooth.size]
    several = _apart(found, smooth.shape)
    if len(several) > 1:
        corners = [quad / factor for quad in _in_order(several)]
        if not _cuts_text(corners, pixels):
            return corners
    if large:
        best = max(large, key=lambda each: each[0])[1] / factor
        if not _cuts_text([best], pixels):
            return [best]
    return []


def _candidates(smooth: Pixels) -> list[tuple[float, Corners]]:
    """Quadrilaterals lighter than their ground, with their scores, at several thresholds."""
    found: list[tuple[float, Corners]] = []
    otsu, _ = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    for threshold in (otsu, otsu - 15, otsu + 15, otsu - 30, otsu + 30, otsu - 45):
        _, light = cv2.threshold(smooth, threshold, 255, cv2.THRESH_BINARY)
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (9, 9))
        light = cv2.morphologyEx(light, cv2.MORPH_CLOSE, kernel)
        light = cv2.morphologyEx(light, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (15, 15)))
        contours, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:MOST]:
            each = _quadrilateral(np.asarray(contour, dtype=np.int32), smooth)
            if each is not None:
                found.append(each)
    return found


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
    small, factor = reduced(lightest(pixels), 1400)
    boxes = letters(ink_of(small, 31, 25))
    if len(boxes) < 20:
        return len(sheets) > 1
    centres = boxes[:, :2] + boxes[:, 2:] / 2
    held = np.zeros(len(boxes), dtype=bool)
    for quad in sheets:
        corners = quad * factor
        sides = [(corners[i], corners[(i + 1) % 4] - corners[i]) for i in range(4)]
        crossed = [side[0] * (centres[:, 1] - at[1]) - side[1] * (centres[:, 0] - at[0]) for at, side in sides]
        inside = np.all(np.stack(crossed) > -2.0, axis=0)
        if int(inside.sum()) < 20:
            return True
        held |= inside
    height = float(np.median(boxes[held, 3]))
    alike = (boxes[:, 3] >= 0.6 * height) & (boxes[:, 3] <= 1.6 * height) & ~held
    return int(alike.sum()) > 0.08 * int(held.sum())


def _quadrilateral(contour: NDArray[np.int32], picture: Pixels) -> tuple[float, NDArray[np.float32]] | None:
    """The four corners that a contour stands for, with a score, if it is a sheet on a darker ground."""
    height, width = picture.shape
    area = cv2.contourArea(contour)
    if area < AMONG * height * width:
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
    reach = round(NEAR * max(width, height))
    around_it = cv2.bitwise_and(outside, cv2.dilate(inside, np.ones((reach, reach), dtype=np.uint8)))
    if int((outside > 0).sum()) < 0.015 * height * width:
        return None
    paper = float(np.percentile(picture[inside > 0], 60))
    ground = float(np.percentile(picture[around_it > 0], 75))
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
