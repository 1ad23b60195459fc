"""What is larger than letters in a page's ink: ruling lines, frames, rings, pictures, and letters that touch them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.specks import is_grainy, without_specks
from ingest.straighten import Pieces, Pixels, components

LETTERS = 0.33
"""Width and height, in inches, below which a piece of ink is no larger than letters, a few that touch among them."""

THIN, LONG = 0.03, 0.06
"""Thickness at most, and length at least, in inches, of a thin straight piece, which may be a piece of a line."""


def letter_sized(boxes: NDArray[np.int32], dpi: float) -> NDArray[np.bool_]:
    """Which pieces, by their boxes (x, y, w, h), are no larger than letters and no thin pieces of a line."""
    w, h = boxes[:, 2], boxes[:, 3]
    thin = max(3.0, dpi * THIN)
    flat = (w >= 6 * h) & (h <= thin) & (w >= dpi * LONG)
    steep = (h >= 6 * w) & (w <= thin) & (h >= dpi * LONG)
    return np.asarray(~((np.maximum(w, h) >= dpi * LETTERS) | flat | steep))


def larger(ink: Pixels, dpi: float, pieces: Pieces | None = None) -> Pixels:
    """The ink (255 where the page bears any) without letter-sized pieces, and without specks where it is grain.

    `pieces` is what hangs together in the ink, where that is known.
    """
    if is_grainy(ink):
        ink, pieces = without_specks(ink), None
    outlines, boxes = pieces or components(ink)
    gone = [outlines[each] for each in np.flatnonzero(letter_sized(boxes, dpi)).tolist()]
    return np.asarray(cv2.drawContours(ink.copy(), gone, -1, 0, cv2.FILLED), dtype=np.uint8)
