"""Specks in a page's ink: the grain of paper and of night photos, of which there is more than of print."""

from __future__ import annotations

import cv2
import numpy as np

from ingest.straighten import Pixels

GRAINY = 150_000
"""Edges of ink along its rows, from which a page is grainy: pages full of print have up to 50,000 at 300 dpi."""

SPECKED = 65_000
"""The same from which it bears so many specks that labelling every pixel is quicker than outlines are."""

STEP = 8
"""Every so many rows are counted."""

SIZES = (3, 5, 7)
"""Sides, in pixels, of the squares that specks fit into."""


def is_grainy(ink: Pixels, edges: int = GRAINY) -> bool:
    """Whether the ink (255 where inked) has so many edges that it is grain."""
    rows = ink[::STEP]
    return STEP * int(np.count_nonzero(rows[:, 1:] > rows[:, :-1])) > edges


def without_specks(ink: Pixels) -> Pixels:
    """The ink without the pieces that fit into a square of `SIZES` and have paper all around; nothing else changes."""
    out = ink
    for size in SIZES:
        bits = (out > 0).astype(np.uint8)
        within, about = (
            cv2.boxFilter(bits, cv2.CV_8U, (side, side), normalize=False, borderType=cv2.BORDER_CONSTANT)
            for side in (size, size + 2)
        )
        alone = cv2.dilate(cv2.compare(within, about, cv2.CMP_EQ), np.ones((size, size), dtype=np.uint8))
        out = np.asarray(cv2.bitwise_and(out, cv2.bitwise_not(alone)), dtype=np.uint8)
    return out
