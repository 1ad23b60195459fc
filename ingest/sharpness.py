"""How sharp a picture of a page is, measured on the edges of its letters."""

from __future__ import annotations

import math

import cv2
import numpy as np

from ingest.straighten import Pixels, ink_of, letters

FEWEST_LETTERS = 30
"""Fewer letters say too little."""

MEASURED = 200
"""Most letters that are measured, spread over the page."""


def blur_of(grey: Pixels) -> float | None:
    """The width of the letters' edges in parts of the letters' height, the median over the page; None without letters.

    An edge is as wide as its contrast over its steepest slope. Sharp print has 0.05 to 0.15; from 0.3 on the strokes
    of a letter run together.
    """
    found = _blur(_bands(grey))
    return found if found is not None else _blur(grey)


def _bands(grey: Pixels) -> Pixels:
    """Three bands of the page, one under the other: a third of the page says as much as all of it."""
    height = grey.shape[0]
    starts = [int(share * height) for share in (0.15, 0.4, 0.65)]
    return np.ascontiguousarray(np.concatenate([grey[start : start + height // 9] for start in starts]))


def _blur(grey: Pixels) -> float | None:
    if min(grey.shape) < 16:
        return None
    boxes = letters(ink_of(grey, 41))
    boxes = boxes[boxes[:, 3] >= 8]
    if len(boxes) < FEWEST_LETTERS:
        return None
    boxes = boxes[np.linspace(0, len(boxes) - 1, min(len(boxes), MEASURED)).astype(int)]
    widths: list[float] = []
    for x, y, w, h in boxes.tolist():
        part = grey[y : y + h, x : x + w]
        contrast = float(part.max()) - float(part.min())
        if contrast <= 25:
            continue
        # In whole numbers, so that the same page gives the same value to the last digit.
        across, down = (cv2.Sobel(part, cv2.CV_16S, *way, ksize=3).astype(np.int64) for way in ((1, 0), (0, 1)))
        steepest = math.sqrt(np.sort(across**2 + down**2, axis=None)[-max(2, part.size // 50)]) / 8
        if steepest > 0:
            widths.append(contrast / steepest / h)
    return round(float(np.median(widths)), 4) if len(widths) >= FEWEST_LETTERS else None
