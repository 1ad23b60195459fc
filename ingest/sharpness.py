"""How sharp a picture of a page is, measured on the edges of its letters."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.inkparts import labelled
from ingest.specks import SPECKED, is_grainy
from ingest.straighten import Pieces, Pixels, components, ink_of, letters_among

FEWEST_LETTERS = 30
"""Fewer letters say too little."""

MEASURABLE = 8
"""Least height, in pixels, of letters that are measured."""

MEASURED = 100
"""Most letters that are measured, spread over the page."""


def blur_of(grey: Pixels, pieces: Pieces | None = None) -> float | None:
    """The width of the letters' edges in parts of the letters' height, the median over the page; None without letters.

    An edge is as wide as its contrast over its steepest slope. Sharp print has 0.05 to 0.15; from 0.3 on the strokes
    of a letter run together. `pieces` are those of the page's ink, where they are known.
    """
    if pieces is not None:
        return _blur(grey, pieces[1])
    for part in (_bands(grey), grey):
        if min(part.shape) >= 16 and (found := _blur(part, _boxes(ink_of(part, 41)))) is not None:
            return found
    return None


def _boxes(ink: Pixels) -> NDArray[np.int32]:
    """Boxes of what hangs together in the ink."""
    return labelled(ink).boxes if is_grainy(ink, SPECKED) else components(ink)[1]


def _bands(grey: Pixels) -> Pixels:
    """Three bands of the page, one under the other: a third of the page says as much as all of it."""
    height = grey.shape[0]
    starts = [int(share * height) for share in (0.15, 0.4, 0.65)]
    return np.ascontiguousarray(np.concatenate([grey[start : start + height // 9] for start in starts]))


def _blur(grey: Pixels, boxes: NDArray[np.int32]) -> float | None:
    boxes = letters_among(boxes, max(grey.shape))
    boxes = boxes[boxes[:, 3] >= MEASURABLE]
    if len(boxes) < FEWEST_LETTERS:
        return None
    boxes = boxes[np.linspace(0, len(boxes) - 1, min(len(boxes), MEASURED)).astype(int)]
    widths: list[float] = []
    for x, y, w, h in boxes.tolist():
        part = grey[y : y + h, x : x + w]
        low, high, _, _ = cv2.minMaxLoc(part)
        if high - low <= 25:
            continue
        # In whole numbers, so that the same page gives the same value to the last digit.
        across, down = (cv2.Sobel(part, cv2.CV_16S, *way, ksize=3).astype(np.int32) for way in ((1, 0), (0, 1)))
        slopes = (across * across + down * down).ravel()
        place = len(slopes) - max(2, len(slopes) // 50)
        steepest = math.sqrt(np.partition(slopes, place)[place]) / 8
        if steepest > 0:
            widths.append((high - low) / steepest / h)
    return round(float(np.median(widths)), 4) if len(widths) >= FEWEST_LETTERS else None
