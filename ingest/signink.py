"""A page's ink as signs are looked for in it: reduced, told from the paper, coloured ink told from black.

Signs are measured in millimetres on the sheet; pictures here are reduced to `DPI`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from ingest import straighten
from ingest.model import WHOLE, Box
from ingest.straighten import Pixels

DPI = 100.0
"""Resolution at which signs are looked for: the ring of a stamp is one to four pixels wide."""

MM = DPI / 25.4
"""Pixels of a millimetre."""

COLOURED = 45
"""Least difference between a pixel's strongest and weakest channel that is called colour (0..255)."""

DARK = 0.6
"""Share of the paper's brightness below which a pixel is inked whatever surrounds it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page that a picture shows, or shows a part of: its size, and where the picture begins on it; in pixels."""

    width: float
    height: float
    left: float = 0.0
    top: float = 0.0

    @classmethod
    def of(cls, picture: Pixels, place: Box = WHOLE) -> Sheet:
        """The page of which `picture` is the part at `place`."""
        width, height = picture.shape[1] / place.width, picture.shape[0] / place.height
        return cls(width, height, place.x0 * width, place.y0 * height)


@dataclass(frozen=True)
class Small:
    """The picture of a page, or of the part of one at `place`, as `reduced` makes it, and what is asked of it often."""

    pixels: Pixels
    place: Box = WHOLE

    @cached_property
    def sheet(self) -> Sheet:
        """The page that it shows."""
        return Sheet.of(self.pixels, self.place)

    @cached_property
    def colour(self) -> Pixels | None:
        """Its coloured ink, see `colour_of`."""
        return colour_of(self.pixels, self.sheet)


def strengthened(pixels: Pixels) -> Pixels:
    """The picture with its strokes a pixel wider: hairlines are no paler then, once it is reduced."""
    return np.asarray(cv2.erode(pixels, np.ones((2, 2), dtype=np.uint8)), dtype=np.uint8)


def reduced(pixels: Pixels, dpi: float) -> tuple[Pixels, float]:
    """The picture at about `DPI`, and the factor it was scaled by; a picture of fewer dots stays as it is."""
    factor = min(1.0, DPI / max(dpi, 1.0))
    if factor > 0.95:
        return pixels, 1.0
    height, width = pixels.shape[:2]
    whole = round(1 / factor)
    if abs(whole * factor - 1) < 0.02 and min(height, width) >= whole:
        # By a whole number a picture is reduced in a fifth of the time: a row or two at its edge are left out for it.
        size = (width // whole, height // whole)
    else:
        size = (max(1, round(width * factor)), max(1, round(height * factor)))
    # Of dots that are means of four and more already, what is left is interpolated: no hairline is lost by it.
    way = cv2.INTER_LINEAR if factor <= 0.5 else cv2.INTER_AREA
    return straighten.shrunk(pixels, *size, way), factor


def colour_of(pixels: Pixels, sheet: Sheet) -> Pixels | None:
    """255 where the picture bears coloured ink; None for a grey picture and for a page that is coloured throughout."""
    if pixels.ndim == 2:
        return None
    red, green, blue = cv2.split(pixels)
    strongest, weakest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    paper = np.median(pixels.reshape(-1, 3)[::97], axis=0)
    tint = int(paper.max() - paper.min())  # of yellowish light or paper
    coloured = cv2.subtract(strongest, weakest) > COLOURED + tint
    share = float(np.count_nonzero(coloured)) / (sheet.width * sheet.height)
    if share > 0.25 or share < 0.0004:
        return None
    return np.asarray(coloured, dtype=np.uint8) * 255


def ink_for_signs(pixels: Pixels) -> Pixels:
    """255 where the reduced page bears ink, coloured or grey; solid print is solid."""
    grey = straighten.grey(pixels)
    paper = float(np.median(grey[::7, ::7]))
    _, dark = cv2.threshold(grey, math.ceil(DARK * paper) - 1, 255, cv2.THRESH_BINARY_INV)
    return np.asarray(cv2.bitwise_or(straighten.ink_of(grey, 41, 18), dark), dtype=np.uint8)
