"""What is larger than letters in a page's ink: ruling lines, frames, rings, pictures, and letters that touch them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.inkparts import Parts, labelled, outlined
from ingest.specks import SPECKED, is_grainy
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


def larger(ink: Pixels, dpi: float, parts: Parts | None = None) -> Pixels:
    """The ink (255 where the page bears any) without letter-sized pieces.

    `parts` is what hangs together in the ink, where that is known; letter-sized pieces may be missing from the ink.
    """
    if parts is None:
        parts = labelled(ink) if is_grainy(ink, SPECKED) else outlined(ink)
    return np.asarray(cv2.bitwise_and(parts.only(~letter_sized(parts.boxes, dpi)), ink), dtype=np.uint8)


def both(ink: Pixels, dpi: float, lowest: float) -> tuple[Pieces, Pixels]:
    """What hangs together in the ink, and what is `larger` in it; of a page full of specks those pieces alone that are
    at least so many inches high."""
    if is_grainy(ink, SPECKED):
        parts = labelled(ink)
        return components(parts.only(parts.boxes[:, 3] >= lowest * dpi)), larger(ink, dpi, parts)
    own = outlined(ink)
    return own.pieces, larger(ink, dpi, own)
