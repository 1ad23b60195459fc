"""How a page seems to lie, from its letters alone, before lines of text are looked for.

Finding lines takes a tenth of a page's time, and boxes around lines that run askew are too large. So the page is
turned by what its letters say before the first look; where that proves wrong, lines are looked for again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest import straighten
from ingest.straighten import Pixels, Quarter

SMALL = 1600
"""Longer side of the picture that letters are told in, in pixels."""

SIDEWAYS = 0.55
"""Share of letters whose nearest neighbour stands above or below, from which a page is taken to lie on its side."""


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The page's `ink` (255) reduced by `factor`; the quarter turn (0 or 90, clockwise) after which its lines run
    across, and the further clockwise turn in degrees that then makes them level, as its letters have it."""

    ink: Pixels
    factor: float
    quarter: Quarter = 0
    skew: float = 0.0


def first_look(pixels: Pixels) -> FirstLook:
    """Looks at a page (RGB or grey) as it was laid."""
    small, factor = straighten.reduced(straighten.lightest(pixels), SMALL)
    ink = straighten.ink_of(small, 41)
    boxes = straighten.letters(ink)
    lying = (straighten.sideways(boxes) or 0.0) > SIDEWAYS
    if lying:
        boxes = _clockwise(boxes, ink.shape[0])
    return FirstLook(ink, factor, 90 if lying else 0, straighten.skew_of(boxes))


def _clockwise(boxes: NDArray[np.int32], height: int) -> NDArray[np.int32]:
    """Boxes (x, y, w, h) of a picture so high as they lie once it is turned clockwise by a quarter turn."""
    x, y, w, h = boxes.T
    return np.stack([height - y - h, x, h, w], axis=1)
