"""Pages made upright and straight: quarter turns and small skew.

Functions take and give pictures (arrays); angles are in degrees, clockwise as seen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, Literal, cast

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Quarter = Literal[0, 90, 180, 270]

Pieces = tuple[list[NDArray[np.int32]], NDArray[np.int32]]
"""What hangs together in a page's ink: outlines, and their boxes (x, y, w, h)."""

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
    return _of_channels(pixels, cv2.max)


def darkest(pixels: Pixels) -> Pixels:
    """The darkest colour channel of each pixel: ink of any colour is dark."""
    return _of_channels(pixels, cv2.min)


BAND = 64
"""Rows whose channels are taken apart at a time: in the processor's cache that takes a third of the time."""


def _of_channels(pixels: Pixels, one_of: Callable[..., Any]) -> Pixels:
    """Of each pixel the one of its channels that `one_of` takes of two."""
    if pixels.ndim == 2:
        return pixels
    out = np.empty(pixels.shape[:2], dtype=np.uint8)
    for top in range(0, len(pixels), BAND):
        red, green, blue = cv2.split(pixels[top : top + BAND])
        one_of(one_of(red, green, red), blue, out[top : top + BAND])
    return out


def reduced(pixels: Pixels, side: int) -> tuple[Pixels, float]:
    """The picture no longer than `side`, and the factor it was scaled by."""
    longest = max(pixels.shape[:2])
    if longest <= side:
        return pixels, 1.0
    factor = side / longest
    return shrunk(pixels, max(1, round(pixels.shape[1] * factor)), max(1, round(pixels.shape[0] * factor))), factor


NEARLY = 1.15
"""A reduction by less than this is made by interpolation: of two samples that a mean is taken of, it takes their mean
by the same shares but a twentieth, in a sixth of the time."""


def shrunk(pixels: Pixels, width: int, height: int, way: int = cv2.INTER_LINEAR) -> Pixels:
    """The picture of this size, every sample having its say: reduced by a whole number first, then by what is left.

    That takes a fifth of the time of a mean over broken areas. `way` is OpenCV's of interpolating what is left.
    """
    high, wide = pixels.shape[:2]
    across, down = max(1, wide // max(width, 1)), max(1, high // max(height, 1))
    if across > 1 or down > 1:
        # A sample or two at the edges are left out, so that areas are whole.
        pixels = pixels[: high - high % down, : wide - wide % across]
        size = (pixels.shape[1] // across, pixels.shape[0] // down)
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    if pixels.shape[:2] == (height, width):
        return pixels
    if pixels.shape[0] < NEARLY * height and pixels.shape[1] < NEARLY * width:
        way = cv2.INTER_LINEAR
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=way), dtype=np.uint8)


def ink_of(picture: Pixels, window: int = 31, depth: int = 12) -> Pixels:
    """255 where a grey picture is clearly darker than its surroundings."""
    window = max(3, min(window, 2 * (min(picture.shape) // 2) - 1)) | 1
    out = cv2.adaptiveThreshold(picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, depth)
    return np.asarray(out, dtype=np.uint8)


def components(ink: Pixels) -> Pieces:
    """Outlines of what hangs together in the ink, and their boxes (x, y, w, h).

    Outlines cost a tenth of labelling every pixel, as long as most of the page is paper.
    """
    outlines, above = contours_of(ink)
    outer = [outlines[each] for each in np.nonzero(above < 0)[0].tolist()]
    return outer, boxes_of(outer)


def contours_of(ink: Pixels) -> tuple[Sequence[NDArray[np.int32]], NDArray[np.int32]]:
    """Outlines of what hangs together and of the paper within it, and the number of the one that each such hole lies
    in (-1: it is no hole)."""
    outlines, tree = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    above = np.zeros(0, dtype=np.int32) if tree is None else np.asarray(tree[0, :, 3], dtype=np.int32)
    return cast("Sequence[NDArray[np.int32]]", outlines), above


def boxes_of(outlines: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
    """The boxes (x, y, w, h) of outlines."""
    if not outlines:
        return np.zeros((0, 4), dtype=np.int32)
    # All corners at once: asking for the box of each takes three times as long.
    corners, starts = np.concatenate(outlines)[:, 0], np.cumsum([0, *map(len, outlines[:-1])])
    low, high = (each.reduceat(corners, starts) for each in (np.minimum, np.maximum))
    return np.concatenate([low, high - low + 1], axis=1)


MANY = 5_000
"""Edges of ink, along the rows that are looked at, from which labelling every pixel is quicker than outlines are."""


def letters(ink: Pixels) -> NDArray[np.int32]:
    """Boxes (x, y, w, h) of components that may be letters, at the scale of the picture given."""
    rows = ink[::8]
    if int(np.count_nonzero(rows[:, 1:] > rows[:, :-1])) < MANY:
        return letters_among(components(ink)[1], max(ink.shape))
    boxes = cv2.connectedComponentsWithStats(ink, connectivity=8)[2][1:, :4]
    return letters_among(np.asarray(boxes, dtype=np.int32), max(ink.shape))


def letters_among(body: NDArray[np.int32], side: int) -> NDArray[np.int32]:
    """Those of a page's boxes that may be letters; `side` is the longer side of its picture."""
    w, h = body[:, 2], body[:, 3]
    longest = np.maximum(w, h)
    shortest = np.minimum(w, h)
    fit = (longest >= 4) & (longest <= side * 0.04) & (shortest >= 2) & (longest <= 6 * shortest)
    return np.asarray(body[fit], dtype=np.int32)


ASKED = 1_200
"""Letters whose neighbours are looked for."""


def sideways(boxes: NDArray[np.int32]) -> float | None:
    """How much the letters' nearest neighbours lie above and below rather than beside: 0 (upright) to 1 (sideways).

    Letters of a line stand closer than lines do, so the nearest neighbour tells the reading direction. None where
    there are too few letters to tell. Of many, a part of the page is asked, so that they keep their neighbours.
    """
    if len(boxes) < 25:
        return None
    if len(boxes) > ASKED:
        start = (len(boxes) - ASKED) // 2
        boxes = boxes[np.argsort(boxes[:, 1], kind="stable")[start : start + ASKED]]
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


def skew_of(boxes: NDArray[np.int32]) -> float:
    """The clockwise turn, in degrees, that makes the lines of text run level; 0.0 where nothing can be told.

    `boxes` are its letters'. The right turn is the one at which rows of ink and rows of paper differ most.
    """
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
    """The picture turned clockwise by a small angle about its centre, same size, corners filled with its ground.

    Grey ones are interpolated with cubic curves, coloured ones, which are reduced before they are read, between two
    samples: of three channels that takes a fifth of the time.
    """
    if abs(angle) < 0.05:
        return pixels
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    way = cv2.INTER_CUBIC if pixels.ndim == 2 else cv2.INTER_LINEAR
    out = cv2.warpAffine(pixels, matrix, (width, height), flags=way, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(out, dtype=np.uint8)
