"""Outlines of sheets in a photo: quadrilaterals that are lighter than their ground and have sharp edges all around.

Functions take reduced pictures (some 700 pixels); corners are in their pixels, clockwise from the top left.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.straighten import Pixels

Corners = NDArray[np.float32]
Hue = NDArray[np.float32]

AMONG = 0.05
"""Each of several sheets covers at least this share: less is a label or a banknote."""

LIGHTER = 10
"""How much lighter (of 255) a sheet is than the ground around it, where part of it may lie in a shadow."""

SHARP = 0.45
"""Share of the step at a sheet's edge that must be taken within five pixels of the reduced photo."""

NEAR = 0.12
"""The ground around a sheet is looked at within half this share of the photo's longer side."""

UNSEEN = 10.0
"""Step that a side beyond the picture's rim counts for: little, and not against the sheet."""

IN_VIEW = 2
"""Sides of a sheet that must lie within the picture: with one alone, nothing shows that there is a ground."""

MOST = 8
"""Most sheets told apart in one photo."""


def hue_of(small: Pixels) -> Hue | None:
    """The two colour axes of CIE Lab, which a shadow changes little; None for a grey picture."""
    if small.ndim == 2:
        return None
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.5), cv2.COLOR_RGB2LAB)
    return np.asarray(lab[:, :, 1:], dtype=np.float32)


def unlike_the_rim(hue: Hue) -> Pixels:
    """How unlike the picture's rim, where the table is, each pixel is in hue."""
    height, width = hue.shape[:2]
    rim = max(4, round(0.03 * max(height, width)))
    edge = np.concatenate([part.reshape(-1, 2) for part in (hue[:rim], hue[-rim:], hue[:, :rim], hue[:, -rim:])])
    far = np.linalg.norm(hue - np.median(edge, axis=0), axis=2) * 4
    return np.asarray(cv2.medianBlur(np.clip(far, 0, 255).astype(np.uint8), 7), dtype=np.uint8)


def candidates(plane: Pixels, smooth: Pixels, hue: Hue | None, about: tuple[int, ...]) -> list[tuple[float, Corners]]:
    """Quadrilaterals that stand out in `plane` at thresholds about the best one, with their scores.

    `smooth` is the picture's lightness, in which a sheet's edges must show.
    """
    found: list[tuple[float, Corners]] = []
    otsu, _ = cv2.threshold(plane, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    for threshold in (otsu + each for each in about):
        _, light = cv2.threshold(plane, threshold, 255, cv2.THRESH_BINARY)
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (9, 9))
        light = cv2.morphologyEx(light, cv2.MORPH_CLOSE, kernel)
        light = cv2.morphologyEx(light, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (15, 15)))
        contours, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:MOST]:
            each = _quadrilateral(np.asarray(contour, dtype=np.int32), smooth, hue)
            if each is not None:
                found.append(each)
    return found


def four_corners(contour: NDArray[np.int32], shape: tuple[int, ...]) -> tuple[float, Corners] | None:
    """The four corners that a contour in a picture of this shape stands for, and how well it fills them; None where it
    is no sheet's outline, or hardly smaller than the picture."""
    height, width = shape[:2]
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
    return fill, _fitted(quad, contour.reshape(-1, 2).astype(np.float32))


def _quadrilateral(
    contour: NDArray[np.int32], picture: Pixels, hue: Hue | None
) -> tuple[float, NDArray[np.float32]] | None:
    """The four corners that a contour stands for, with a score, if it is a sheet on a darker ground."""
    height, width = picture.shape
    found = four_corners(contour, picture.shape)
    if found is None:
        return None
    fill, quad = found
    inside = np.zeros((height, width), dtype=np.uint8)
    cv2.fillConvexPoly(inside, quad.astype(np.int32), 255)
    outside = cv2.bitwise_not(cv2.dilate(inside, np.ones((9, 9), dtype=np.uint8)))
    reach = round(NEAR * max(width, height))
    around_it = cv2.bitwise_and(outside, cv2.dilate(inside, np.ones((reach, reach), dtype=np.uint8)))
    if int((outside > 0).sum()) < 0.015 * height * width:
        return None
    paper = float(np.percentile(picture[inside > 0], 60))
    ground = float(np.percentile(picture[around_it > 0], 75))
    edges = _edge_steps(quad, picture)
    # A step on one side alone, the others at the picture's rim, is a coloured band of a sheet that fills the picture.
    if sum(step is not None for step in edges) < IN_VIEW:
        return None
    steps = [UNSEEN if step is None else step for step in edges]
    # The sheet's own edge is a sharp step on every side; the edge of a shadow on the sheet is not.
    if paper - ground < LIGHTER or min(steps) < 8 or sum(steps) < 60:
        return None
    if hue is not None and _shaded(quad, hue):
        return None
    return fill * sum(min(step, 60.0) for step in steps), quad


def _shaded(quad: Corners, hue: Hue) -> bool:
    """Whether the hue changes across some sides and not across another: that one is the edge of a shadow."""
    changes: list[float] = []
    for places, normal in sides(quad):
        apart = [_steps(places, normal, 6.0, 8.0, np.ascontiguousarray(hue[:, :, axis])) for axis in (0, 1)]
        if apart[0] is not None and apart[1] is not None:
            changes.append(float(np.hypot(np.median(apart[0]), np.median(apart[1]))))
    return len(changes) > 1 and max(changes) >= 8 and min(changes) < 0.3 * max(changes)


def sides(quad: Corners) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Places along each side, and the direction that leads from it into the quadrilateral."""
    centre = quad.mean(axis=0)
    for i in range(4):
        a, b = quad[i], quad[(i + 1) % 4]
        normal = np.array([-(b - a)[1], (b - a)[0]], dtype=np.float64)
        normal /= max(float(np.linalg.norm(normal)), 1e-6)
        if float(np.dot(centre - (a + b) / 2, normal)) < 0:
            normal = -normal
        yield a + (b - a) * np.linspace(0.05, 0.95, 60)[:, None], normal


def _edge_steps(quad: Corners, picture: Pixels) -> list[float | None]:
    """For each side, how much lighter the picture is inside it than outside: 0.0 where the step is no sharp one, None
    where the side lies beyond the picture's rim."""
    height, width = picture.shape
    steps: list[float | None] = []
    for places, normal in sides(quad):
        near = _steps(places, normal, 5.0, 5.0, picture)
        # Further out, too, the ground must be darker: beyond a fold of the sheet there is more sheet.
        far = _steps(places, normal, 5.0, 0.025 * max(width, height), picture)
        if near is None:
            steps.append(None)
            continue
        step = float(np.median(near))
        # Somewhere close to the line the step is taken at once: a shadow's edge is soft.
        close = [_steps(places + normal * shift, normal, 2.5, 2.5, picture) for shift in (-4.0, -2.0, 0.0, 2.0, 4.0)]
        seen = [each for each in close if each is not None and len(each) == len(near)]
        if seen and float(np.median(np.max(seen, axis=0))) < SHARP * step:
            step = 0.0
        steps.append(min(step, float(np.median(far)) if far is not None else 60.0))
    return steps


def _steps(
    places: NDArray[np.float64], normal: NDArray[np.float64], within: float, beyond: float, picture: NDArray[Any]
) -> NDArray[np.float64] | None:
    """The differences across a side, so many pixels to both sides; None where too little is in view."""
    height, width = picture.shape
    inner, outer = places + normal * within, places - normal * beyond
    seen = np.ones(len(places), dtype=bool)
    for points in (inner, outer):
        seen &= (points[:, 0] >= 0) & (points[:, 0] < width) & (points[:, 1] >= 0) & (points[:, 1] < height)
    if int(seen.sum()) < 20:
        return None
    a, b = inner[seen].astype(int), outer[seen].astype(int)
    return np.asarray(picture[a[:, 1], a[:, 0]].astype(np.float64) - picture[b[:, 1], b[:, 0]].astype(np.float64))


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
