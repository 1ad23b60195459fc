"""Round stamps on a page: rings of ink, found by the circles that its edges point to the middle of.

Lengths are millimetres on the sheet; pictures are those of `ingest.signink`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.signink import MM, Sheet
from ingest.straighten import Pixels, shrunk

SMALLEST, LARGEST = 16.0, 62.0
"""Diameters of round stamps, in millimetres: the makers offer 17 to 50, and dry seals go to 60."""

HEAD, EMBLEM = 0.13, 22.0
"""A round sign of fewer millimetres within this share of the page's top is a letterhead's emblem."""

EDGE, VOTES = 160, 38
"""The step of brightness that is an edge, and how many edges must point to a circle's centre for it to be proposed."""

STEP = 1.5
"""Pixels from one place to the next that is tried as a centre."""
ROUGH = 0.1
"""Share of pixels that are edges from which so many point anywhere by chance that more are asked for: waves of
security paper, whose thousands of chance circles would take half a second."""
PROPOSALS = 150
"""Most circles of a page that are held against its ink, the likeliest first."""
COVERED = 0.72
"""Share of the circle that bears ink, from which it is a ring. Text under a chance circle covers up to half of it."""
BARE = 0.45
"""Share of the circle that must still bear ink when the words that were read are taken off the page."""
STANDS_OUT = 0.3
"""How much more of the ring is inked than of circles a little smaller and larger: text would cover these alike."""
SOLID = 0.5
"""Share of ink inside from which a disc is a printed emblem and no stamp."""
Area = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A stamp found: its box in pixels of the reduced picture, and the mask value that erases its outline."""

    x0: float
    y0: float
    x1: float
    y1: float
    ring: tuple[float, float, float] | None = None  # centre and radius of a round one


def overlap(a: Outline, b: Outline) -> bool:
    """Whether two stamps found are one: they share more than 0.3 of the smaller one's box."""
    shared = max(0.0, min(a.x1, b.x1) - max(a.x0, b.x0)) * max(0.0, min(a.y1, b.y1) - max(a.y0, b.y0))
    return shared > 0.3 * min((a.x1 - a.x0) * (a.y1 - a.y0), (b.x1 - b.x0) * (b.y1 - b.y0))


def rings(ink: Pixels, unread: Pixels, sheet: Sheet) -> list[Outline]:
    """Round stamps: circles proposed by what was not read, at half the resolution, then held against all the ink."""
    height, width = ink.shape
    least, most = SMALLEST / 2 * MM, LARGEST / 2 * MM
    if min(height, width) < 2 * least:
        return []
    small = shrunk(unread, max(1, width // 2), max(1, height // 2))
    small = np.asarray(cv2.GaussianBlur(small, (3, 3), 0.8), dtype=np.uint8)
    proposed = cv2.HoughCircles(
        small,
        cv2.HOUGH_GRADIENT,
        STEP,
        8,
        param1=EDGE,
        param2=VOTES + _by_chance(small, (most - least) / 2),
        minRadius=int(least / 2),
        maxRadius=int(most / 2),
    )
    if proposed is None:
        return []
    near, own = _about(ink), _about(unread)
    kept: list[tuple[float, Outline]] = []
    for x, y, r in np.asarray(proposed, dtype=np.float64)[0][:PROPOSALS]:
        fitted = _fitted(near, 2 * float(x), 2 * float(y), 2 * float(r))
        if fitted is None:
            continue
        score, cx, cy, radius = fitted
        if float(_hits(own, cx, cy, radius).mean()) < BARE:
            continue  # a circle made of printed words
        radius = _outermost(near, cx, cy, radius)
        letterhead = sheet.top + cy + radius < HEAD * sheet.height and 2 * radius < EMBLEM * MM
        if letterhead or _solid(ink, cx, cy, radius):
            continue
        kept.append((score, Outline(cx - radius, cy - radius, cx + radius, cy + radius, (cx, cy, radius))))
    # Of circles in one another the outermost that is well covered is the stamp.
    kept.sort(key=lambda item: (-(item[1].x1 - item[1].x0), -item[0]))
    out: list[Outline] = []
    for _, ring in kept:
        if not any(overlap(ring, other) for other in out):
            out.append(ring)
    return out


def _by_chance(small: Pixels, radii: float) -> float:
    """How many edges point to a place by chance, each to all that lie within so many radii on either side of it; none
    on a page that is not rough."""
    share = cv2.countNonZero(cv2.Canny(small, EDGE / 2, EDGE)) / small.size
    return 2 * radii * STEP * STEP * share if share > ROUGH else 0.0


_Floats = NDArray[np.float64]
_ANGLES = np.linspace(0, 2 * math.pi, 120, endpoint=False)
_COS, _SIN = np.cos(_ANGLES), np.sin(_ANGLES)


def _about(ink: Pixels) -> Pixels:
    """The ink and a pixel about it, with a rim of paper, a pixel wide, for what lies off the page."""
    near = cv2.dilate(ink, np.ones((3, 3), dtype=np.uint8))
    return np.asarray(cv2.copyMakeBorder(near, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0), dtype=np.uint8)


def _hits(near: Pixels, x: float, y: float, r: float) -> NDArray[np.bool_]:
    """At which of 120 points of the circle there is ink; what lies off the page has none. `near` is as of `_about`."""
    return np.asarray(_on_circles(near, np.array([x]), np.array([y]), np.array([r]))[0], dtype=np.bool_)


def _on_circles(near: Pixels, x: _Floats, y: _Floats, r: _Floats) -> NDArray[np.bool_]:
    """The same of several circles: a row for each."""
    height, width = near.shape  # with the rim: a point's place is one further on in it
    xs = np.clip(np.rint(x[:, None] + r[:, None] * _COS), -1, width - 2)
    ys = np.clip(np.rint(y[:, None] + r[:, None] * _SIN), -1, height - 2)
    places = ((ys + 1) * width + (xs + 1)).astype(np.intp)
    return np.asarray(near.ravel()[places] > 0)


def _fitted(near: Pixels, x: float, y: float, r: float) -> tuple[float, float, float, float] | None:
    """Share covered, centre and radius of the best circle close to a proposed one; None where it is no ring."""
    share, bx, by, br = _best(near, x, y, r, _COARSE)
    if share < 0.45:
        return None
    share, bx, by, br = _best(near, bx, by, br, _FINE)
    if share < COVERED or 2 * br < SMALLEST * MM:
        return None
    hits = _hits(near, bx, by, br)
    if _longest_gap(hits) > len(hits) / 6:
        return None
    beside = [float(_hits(near, bx, by, br + d).mean()) for d in (-6, -5, 5, 6)]
    if share - min(beside[:2]) < STANDS_OUT:
        return None
    if share - min(beside[2:]) < STANDS_OUT:  # unless what lies close outside is the stamp's outer ring
        outer = _outermost(near, bx, by, br)
        return (share, bx, by, outer) if outer > br else None
    return share, bx, by, br


def _outermost(near: Pixels, x: float, y: float, r: float) -> float:
    """The radius of the outer ring, where a stamp has several about one centre."""
    radii = np.arange(int(r) + 7, int(1.4 * r) + 6, dtype=np.float64)  # five more than are asked, to look beyond each
    if len(radii) <= 5:
        return r
    hits = _on_circles(near, np.full(len(radii), x), np.full(len(radii), y), radii)
    shares = hits.mean(axis=1)
    for index in np.flatnonzero((shares[:-5] >= COVERED) & (shares[:-5] - shares[5:] >= STANDS_OUT))[::-1].tolist():
        if _longest_gap(hits[index]) <= hits.shape[1] / 6:
            return float(radii[index])
    return r


_Steps = tuple[_Floats, _Floats]
_COARSE: _Steps = (np.arange(-8.0, 9.0, 4.0), np.arange(-8.0, 9.0, 2.0))
_FINE: _Steps = (np.arange(-3.0, 4.0), np.arange(-2.0, 3.0))


def _best(near: Pixels, x: float, y: float, r: float, steps: _Steps) -> tuple[float, float, float, float]:
    """The best covered of the circles that are these steps (of either centre's coordinate, and of the radius) away:
    share, centre, radius."""
    shift, swell = steps
    height, width = near.shape  # with the rim: a point's place is one further on in it
    # Where a point lies across hangs on the step across and on the radius alone, and so down.
    reach = (r + swell)[None, :, None]
    xs = np.rint((x + shift)[:, None, None] + reach * _COS).astype(np.int32)
    ys = np.rint((y + shift)[:, None, None] + reach * _SIN).astype(np.int32)
    if min(xs.min(), ys.min()) < -1 or xs.max() > width - 2 or ys.max() > height - 2:
        xs, ys = xs.clip(-1, width - 2), ys.clip(-1, height - 2)
    places = ((ys + 1) * width)[None] + (xs + 1)[:, None]
    hits = np.count_nonzero(near.ravel().take(places), axis=3)
    across, down, out = np.unravel_index(int(hits.argmax()), hits.shape)
    share = float(hits[across, down, out]) / len(_ANGLES)
    return share, x + float(shift[across]), y + float(shift[down]), r + float(swell[out])


def _longest_gap(hits: NDArray[np.bool_]) -> int:
    if hits.all():
        return 0
    doubled = np.concatenate([hits, hits])
    edges = np.flatnonzero(doubled)
    return int(np.diff(edges).max()) - 1 if len(edges) > 1 else len(hits)


def _solid(ink: Pixels, x: float, y: float, r: float) -> bool:
    """Whether the disc is filled: an emblem or a button."""
    height, width = ink.shape
    x0, x1, y0, y1 = max(0, int(x - r)), min(width, int(x + r) + 1), max(0, int(y - r)), min(height, int(y + r) + 1)
    part = ink[y0:y1, x0:x1] > 0
    yy, xx = np.mgrid[y0:y1, x0:x1]
    inside = (xx - x) ** 2 + (yy - y) ** 2 < (0.9 * r) ** 2
    return bool(inside.any()) and float(part[inside].mean()) > SOLID
