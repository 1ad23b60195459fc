"""Lines of text in a picture: found in the finder's map of belief, cut out straight, and kept with what was read.

Boxes and points are in pixels of the page. A line may lie a little askew, or be bowed where the sheet is curled.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

INKED = 0.3
"""Share of belief from which a pixel is taken for text (the models' own setting)."""

LINE = 0.5
"""Mean belief from which a patch of such pixels is taken for a line (the models' own setting)."""

GROW = 1.6
"""How far a found patch is grown: the finder is trained to find lines shrunk by this (the models' own setting)."""

LINE_HEIGHT = 48
"""Pixels that a line is high when it is read, as the model was trained."""

WIDEST = 1600
"""Pixels of the widest crop; longer lines are read in pieces."""

MOST_LINES = 1000


class Character(NamedTuple):
    """A character read, with where along the line it stands (pixels of the page) and how sure the reader is."""

    text: str
    x: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Found:
    """A line found but not yet read: a rectangle that may lie a little askew (centre, size, clockwise degrees).

    `spine` is set where the line is bowed: its middle's height at even steps from its left to its right end.
    """

    x: float
    y: float
    width: float
    height: float
    angle: float
    spine: tuple[float, ...] = ()

    def middle(self, x: float) -> float:
        """Where the line's middle passes `x`."""
        if self.spine:
            return float(self.middles(np.array([x]))[0])
        return self.y + math.tan(math.radians(self.angle)) * (x - self.x)

    def middles(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where the line's middle passes each of these."""
        if self.spine:
            ends = np.linspace(self.x - self.width / 2, self.x + self.width / 2, len(self.spine))
            return np.asarray(np.interp(x, ends, self.spine), dtype=np.float64)
        return self.y + math.tan(math.radians(self.angle)) * (x - self.x)


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """What the reader held likely along a stretch of a line: of each step (a row) every sign's chance, the blank first.

    A step's middle stands at `left` + (step + 0.5) * `pitch`, in pixels of the page; `alphabet` names the columns.
    """

    left: float
    pitch: float
    chances: NDArray[np.floating]
    alphabet: Sequence[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its box in pixels of the page, its characters, spaces among them, and the mean confidence.

    `beliefs` are kept of lines of which the reader was not sure.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    characters: tuple[Character, ...] = ()
    found: Found | None = None
    beliefs: tuple[Belief, ...] = ()

    def band(self, x: float) -> tuple[float, float]:
        """Top and bottom of the line where it passes `x`: a line on a curled sheet is not level."""
        if self.found is None:
            return self.y0, self.y1
        middle, half = self.found.middle(x), self.found.height / 2
        return middle - half, middle + half

    @property
    def text(self) -> str:
        """The line as read."""
        return "".join(character.text for character in self.characters)

    @property
    def confidence(self) -> float:
        """Mean confidence of its characters other than spaces; 0.0 for a line of none."""
        values = [character.confidence for character in self.characters if character.text != " "]
        return sum(values) / len(values) if values else 0.0


def patches(belief: NDArray[np.float32], scale_x: float, scale_y: float) -> list[Found]:
    """The finder's map of belief, parted into lines."""
    mask = (belief > INKED).astype(np.uint8)
    mask = np.asarray(cv2.dilate(mask, np.ones((2, 2), dtype=np.uint8)), dtype=np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found: list[Found] = []
    for contour in contours[: 4 * MOST_LINES]:
        x, y, w, h = cv2.boundingRect(contour)
        if min(w, h) < 3 or _mean_inside(belief, np.asarray(contour), x, y, w, h) < LINE:
            continue
        (cx, cy), (rw, rh), angle = cv2.minAreaRect(contour)
        if rw < rh:
            rw, rh, angle = rh, rw, angle - 90
        angle = (angle + 90) % 180 - 90
        if abs(angle) > 30 or rw < 2 * rh:  # short patches have no direction of their own; steep ones are no lines
            cx, cy, rw, rh, angle = x + w / 2, y + h / 2, float(w), float(h), 0.0
        bowed = _bowed(np.asarray(contour), x, y, w, h)
        if bowed is not None:
            spine, thickness = bowed
            height = thickness * (1 + GROW)
            out = 0.5 * (height - thickness)
            found.append(
                Found(
                    (x + w / 2) * scale_x,
                    (y + h / 2) * scale_y,
                    (w + 2 * out) * scale_x,
                    height * scale_y,
                    0.0,
                    tuple(float(each) * scale_y for each in spine),
                )
            )
            continue
        grow = rw * rh * GROW / max(2 * (rw + rh), 1.0)
        found.append(
            Found(cx * scale_x, cy * scale_y, (rw + 2 * grow) * scale_x, (rh + 2 * grow) * scale_y, float(angle))
        )
    found.sort(key=lambda each: (each.y, each.x))
    return found[:MOST_LINES]


BOWED = 1.45
"""A line whose box is so many times as high as its band of belief is thick is followed along its bow."""


def _bowed(contour: NDArray[Any], x: int, y: int, w: int, h: int) -> tuple[NDArray[Any], float] | None:
    """The middle of a bowed line at even steps and its thickness, in the finder's pixels; None for a straight one."""
    if w < 5 * h or h * w < 1.2 * cv2.contourArea(contour):
        return None
    inside = np.zeros((h, w), dtype=np.uint8)
    cv2.fillPoly(inside, [contour], 1, offset=(-x, -y))
    counts = cv2.reduce(inside, 0, cv2.REDUCE_SUM, dtype=cv2.CV_32S)[0].astype(np.float64)
    thickness = float(np.median(counts))
    if w < 10 * thickness or thickness < 2:
        return None
    columns = np.flatnonzero(counts)
    middles = (np.arange(h, dtype=np.float32) @ inside.astype(np.float32))[columns] / counts[columns]
    places = 2 * columns / max(w - 1, 1) - 1
    off = places - places.mean()
    straight = middles - middles.mean() - off * (off @ middles / (off @ off))
    least = (BOWED - 1) * thickness / 2
    if float(np.abs(straight).max()) < least or float(np.percentile(np.abs(straight), 95)) < least:
        return None
    degree = min(7, max(3, w // round(12 * thickness)))
    steps = np.linspace(-1, 1, 33)
    return np.polyval(np.polyfit(places, middles, degree), steps) + y + 0.5, thickness


def _mean_inside(belief: NDArray[np.float32], contour: NDArray[Any], x: int, y: int, w: int, h: int) -> float:
    inside = np.zeros((h, w), dtype=np.uint8)
    cv2.fillPoly(inside, [contour], 1, offset=(-x, -y))
    return float(cv2.mean(belief[y : y + h, x : x + w], inside)[0])


def crop_of(colour: NDArray[np.uint8], each: Found) -> NDArray[np.uint8]:
    """The line cut out of the page in full, straightened, at the reader's height; RGB."""
    scale = LINE_HEIGHT / max(each.height, 1.0)
    width = max(8, round(each.width * scale))
    if each.spine:
        return _unbowed(colour, each, width, scale)
    turn = math.radians(each.angle)
    cos, sin = math.cos(turn) / scale, math.sin(turn) / scale
    matrix = np.array(
        [
            [cos, -sin, each.x - cos * width / 2 + sin * LINE_HEIGHT / 2],
            [sin, cos, each.y - sin * width / 2 - cos * LINE_HEIGHT / 2],
        ]
    )
    way = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    if scale < 0.6:  # shrunk by more than half, single samples would skip strokes
        x0, x1 = max(0, int(each.x - each.width / 2)), math.ceil(each.x + each.width / 2) + 1
        y0, y1 = max(0, int(each.y - each.height / 2)), math.ceil(each.y + each.height / 2) + 1
        part = colour[y0:y1, x0:x1]
        if part.size:
            crop = cv2.resize(part, (width, LINE_HEIGHT), interpolation=cv2.INTER_AREA)
            return _rgb(np.asarray(crop, dtype=np.uint8))
    crop = cv2.warpAffine(colour, matrix, (width, LINE_HEIGHT), flags=way, borderMode=cv2.BORDER_REPLICATE)
    return _rgb(np.asarray(crop, dtype=np.uint8))


def _unbowed(colour: NDArray[np.uint8], each: Found, width: int, scale: float) -> NDArray[np.uint8]:
    """A bowed line pulled straight along its middle."""
    xs = (each.x - each.width / 2 + (np.arange(width) + 0.5) / scale).astype(np.float32)
    ends = np.linspace(each.x - each.width / 2, each.x + each.width / 2, len(each.spine))
    middles = np.interp(xs, ends, each.spine).astype(np.float32)
    offsets = ((np.arange(LINE_HEIGHT) + 0.5) / scale - each.height / 2).astype(np.float32)
    map_x = np.ascontiguousarray(np.broadcast_to(xs[None, :], (LINE_HEIGHT, width)))
    map_y = np.ascontiguousarray(middles[None, :] + offsets[:, None])
    crop = cv2.remap(colour, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return _rgb(np.asarray(crop, dtype=np.uint8))


def cuts_of(crop: NDArray[np.uint8]) -> list[int]:
    """Columns at which a very long line is cut into pieces: the edges, and in between the whitest places about."""
    width = crop.shape[1]
    count = math.ceil(width / WIDEST)
    if count <= 1:
        return [0, width]
    # The ink of a column is how far its darkest pixel lies below the line's ground; spaces have none for a stretch.
    dark = 255 - crop.min(axis=0).min(axis=1).astype(np.float32)
    dark = np.convolve(dark, np.ones(9) / 9, mode="same")
    edges = [0]
    for part in range(1, count):
        middle = round(part * width / count)
        reach = WIDEST // 6
        low, high = max(edges[-1] + 16, middle - reach), min(width - 16, middle + reach)
        edges.append(low + int(dark[low:high].argmin()))
    return [*edges, width]


def _rgb(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if pixels.ndim == 3:
        return pixels
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def line_of(each: Found, characters: Sequence[Character], beliefs: Sequence[Belief] = ()) -> Line:
    left, right = each.x - each.width / 2, each.x + each.width / 2
    middles = each.spine or (each.middle(left), each.middle(right))
    half = each.height / 2
    return Line(left, min(middles) - half, right, max(middles) + half, tuple(characters), each, tuple(beliefs))
