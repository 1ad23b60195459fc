"""Pages of one bit a pixel, as fax machines and office scanners make them: told, and softened before they are read.

The readers learned from photographs and grey scans; the stairs of one-bit letters and stray dots mislead them.
"""

from __future__ import annotations

import cv2
import numpy as np

from ingest.straighten import Pixels

PAPER = 0.6
"""Least share of a one-bit page's pixels that are pure white: papers bear ink on a tenth of their area at most."""

BLACK = 0.3
"""Least share of pure black among the pixels that are not pure white. Faxes whose rows were doubled by interpolation
have 0.37 and more; clean pages drawn at 150 to 300 dpi 0.26 at most, their letters' edges being grey; scans none."""

SOFT = 0.8
"""Deviation, in pixels, of the blur that turns stairs into edges."""


def is_bilevel(pixels: Pixels) -> bool:
    """Whether a picture (RGB or grey) has one bit a pixel, or had before it was scaled."""
    # Every third row tells; every second one of doubled rows could be the made ones alone.
    rows = np.ascontiguousarray(pixels[::3])
    if rows.size == 0:
        return False
    grey = rows if rows.ndim == 2 else cv2.extractChannel(rows, 1)
    white = cv2.countNonZero(cv2.inRange(grey, 255, 255))
    black = grey.size - cv2.countNonZero(grey)
    return white >= PAPER * grey.size and black >= BLACK * max(1, grey.size - white)


def softened(pixels: Pixels) -> Pixels:
    """The picture with the stairs along its letters' edges blurred away."""
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), SOFT), dtype=np.uint8)
