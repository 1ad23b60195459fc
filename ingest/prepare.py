"""A picture made ready for OCR: sheet found, upright, straight, evenly lit, at a resolution that reads well.

Measured on generated pages (see docs/benchmarks.md): straightening gains most, then the lightest colour channel,
which drops coloured grounds and most stamps. Ruling lines stay: taking them out costs more than it gains.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np

from ingest import heap, lie, straighten
from ingest.bilevel import is_bilevel, softened
from ingest.firstlook import FirstLook, first_look
from ingest.inkparts import Parts, labelled, outlined
from ingest.larger import larger
from ingest.leaders import leaders_in, painted_over
from ingest.lie import Sought
from ingest.limits import PIXELS_READ
from ingest.ocr import Raster
from ingest.outline import Corners
from ingest.overlooked import LOWEST
from ingest.panels import panels, paper_under
from ingest.photo import flatten
from ingest.runs import BothWays
from ingest.sharpness import MEASURABLE
from ingest.specks import SPECKED, is_grainy
from ingest.straighten import Pieces, Pixels, Quarter
from ingest.textlines import Found

LETTER_HEIGHT = 19.0
"""Height, in pixels, that a page's middling letters should have for OCR: ten-point type at 200 dpi."""

GRAIN = 400_000
"""Edges of ink from which dots stand everywhere and no row of them is a leader."""

A4_WIDTH = 8.27
"""Width of an A4 sheet in inches: what a sheet of unknown size is taken for."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page ready for reading.

    `grey` is what Tesseract reads, `colour` the same page (same size and frame) as it looks. `dpi` is that of these
    pictures, `width` and `height` the page's size in points. The rest is how the page got there, as in `Page`.
    """

    grey: Pixels
    colour: Pixels
    dpi: float
    width: float
    height: float
    rotation: Quarter
    skew: float
    source_dpi: float | None
    sheet: tuple[tuple[float, float], ...] | None
    letter: float  # height of middling letters in the source, in pixels; 0.0 where there are none
    letters: int
    lines: tuple[Found, ...] | None  # of text, in these pictures, where they are known
    bilevel: bool  # the page had one bit a pixel
    ink: Pixels  # 255 where `grey` is inked
    pieces: Pieces | None  # what hangs together in it, without specks where it is full of them; None where it is grain
    large: BothWays  # what in it is `larger` than letters

    @property
    def raster(self) -> Raster:
        """The page as engines take it."""
        return Raster(self.grey, self.colour, self.dpi, self.lines, self.bilevel, self.ink, self.pieces, self.large)


@dataclass(frozen=True, slots=True)
class Laid:
    """A page as it came out of its picture: the sheet pulled straight, light evened, not yet turned or level."""

    pixels: Pixels
    dpi: float | None
    corners: Corners | None
    frame: tuple[int, int]  # width and height of the picture
    bilevel: bool = False  # it had one bit a pixel, and was softened


def lay(pixels: Pixels, dpi: float | None, corners: Corners | None = None) -> Laid:
    """Takes the page out of its picture: the sheet with these corners (pixels), or the whole."""
    frame = (pixels.shape[1], pixels.shape[0])
    bits = corners is None and is_bilevel(pixels)
    if bits:
        pixels = softened(pixels)
    if corners is not None:
        pixels, dpi = flatten(pixels, corners), None
    if corners is not None or _uneven(pixels):
        pixels = even(pixels)
    return Laid(pixels, dpi, corners, frame, bits)


class Finds(Protocol):
    """What finds lines of text in a picture: `OcrEngine.find`."""

    def __call__(self, pixels: Pixels, *, fine: bool = False, skew: float = 0.0) -> list[Found] | None:
        """See `OcrEngine.find`."""


def prepare(
    laid: Laid,
    quarter: Quarter = 0,
    sought: Sought | None = None,
    find: Finds | None = None,
    look: FirstLook | None = None,
) -> Prepared:
    """Prepares a page. `quarter` is the clockwise turn that is known to be needed.

    `sought` are the lines found on it, if its engine can find any: letters are looked for in them alone, so
    that ornament and stamps have no say in skew and scale, and they are handed on with the raster. Where they were
    found askew, `find` finds them anew on the level page: before its grey is told from its ink, because finding takes
    more memory than all else. `look` is the first look at the page, if it was taken.
    """
    dpi = laid.dpi
    pixels = straighten.turn(laid.pixels, quarter)
    sheet = _sheet(laid.corners, laid.frame, quarter) if laid.corners is not None else None
    look = first_look(laid.pixels) if look is None else look
    ink, factor = straighten.turn(look.ink, quarter), look.factor
    lines = None if sought is None else sought.turned(quarter)
    if lines is not None:
        ink = np.asarray(cv2.bitwise_and(ink, lie.shown(lines, ink.shape, factor)), dtype=np.uint8)
    boxes = straighten.letters(ink)
    angle = straighten.skew_of(boxes)
    letter = float(np.median(boxes[:, 3])) / factor if len(boxes) >= 12 else 0.0
    source_dpi = dpi if dpi is not None else _guessed_dpi(pixels)
    height, width = pixels.shape[:2]
    scale = _scale(letter, source_dpi, height * width)
    if abs(scale - 1) <= 0.08:
        scale = 1.0
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    if scale < 1:  # the smaller picture is levelled: scaling and turning may change places
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    light = _enlarged(straighten.level(straighten.lightest(pixels), angle), size)
    pixels = _enlarged(straighten.level(pixels, angle), size) if pixels.ndim == 3 else light
    if sought is not None and lines is not None:
        if sought.level(quarter, angle):
            lines = lie.levelled(lines, angle, scale, width, height)
        else:
            heap.make_room_again()
            lines = find(pixels, fine=laid.bilevel) if find is not None else None
    used = source_dpi * scale
    value, ink, pieces, parts = _inked(light, used, laid.bilevel)
    return Prepared(
        value,
        pixels,
        used,
        pixels.shape[1] / used * 72,
        pixels.shape[0] / used * 72,
        quarter,
        angle,
        source_dpi if dpi is not None else None,
        sheet,
        letter,
        len(boxes),
        None if lines is None else tuple(lines),
        laid.bilevel,
        ink,
        pieces,
        BothWays(larger(ink, used, parts)),
    )


def _enlarged(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """The picture of this width and height, where that is not its own."""
    if (pixels.shape[1], pixels.shape[0]) == size:
        return pixels
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def _inked(value: Pixels, dpi: float, bilevel: bool) -> tuple[Pixels, Pixels, Pieces | None, Parts | None]:
    """The grey page without dotted leaders, 255 where it is inked, and what hangs together in that ink without them
    and with them.

    Where it is full of specks, the outlines given are those alone that anything is told by; a page of one bit, whose
    full stops are told by theirs, has all.
    """
    ink = straighten.ink_of(value, 41, 15)
    if is_grainy(ink, GRAIN):
        return value, ink, None, None
    if not bilevel and is_grainy(ink, SPECKED):
        return _specked(value, ink, dpi)
    parts = outlined(ink)
    gone = leaders_in(parts.boxes)
    if not gone:
        return value, ink, parts.pieces, parts
    left = np.ones(len(parts.boxes), dtype=np.bool_)
    left[gone] = False
    value, spots = painted_over(value, parts.only(~left))
    ink = np.asarray(cv2.bitwise_and(ink, cv2.bitwise_not(spots)), dtype=np.uint8)
    return value, ink, ([parts.outlines[each] for each in np.flatnonzero(left).tolist()], parts.boxes[left]), parts


def _specked(value: Pixels, ink: Pixels, dpi: float) -> tuple[Pixels, Pixels, Pieces, Parts]:
    """The same of a page full of specks."""
    parts = labelled(ink)
    large = parts.boxes[:, 2:].max(axis=1) >= min(LOWEST * dpi, MEASURABLE)
    gone = leaders_in(parts.boxes)
    if gone:
        dots = np.zeros(len(parts.boxes), dtype=np.bool_)
        dots[gone] = True
        large &= ~dots
        value, spots = painted_over(value, parts.only(dots))
        ink = np.asarray(cv2.bitwise_and(ink, cv2.bitwise_not(spots)), dtype=np.uint8)
    return value, ink, straighten.components(parts.only(large)), parts


def even(pixels: Pixels) -> Pixels:
    """The picture with its light evened: every channel divided by its own background."""
    if pixels.ndim == 2:
        return _evened(pixels)
    out = np.empty_like(pixels)
    for channel in range(3):
        out[:, :, channel] = _evened(np.ascontiguousarray(pixels[:, :, channel]))
    return out


def _evened(channel: Pixels) -> Pixels:
    small, factor = straighten.reduced(channel, 500)
    ground = cv2.medianBlur(_background(small, 7), 31 if min(small.shape) > 31 else 3)
    if factor != 1.0:
        ground = cv2.resize(ground, (channel.shape[1], channel.shape[0]), interpolation=cv2.INTER_LINEAR)
    ground = np.maximum(ground, 1, out=ground)
    return np.asarray(cv2.divide(channel, ground, ground, scale=250), dtype=np.uint8)


def _background(small: Pixels, reach: int) -> Pixels:
    """The lightest within so many pixels about each one, but for panels, under which the paper goes on."""
    dark = panels(small)
    ground = np.asarray(cv2.dilate(small, np.ones((reach, reach), dtype=np.uint8)), dtype=np.uint8)
    if dark is None:
        return ground
    return paper_under(ground, np.asarray(cv2.dilate(dark, np.ones((3, 3), dtype=np.uint8)), dtype=np.uint8))


def _uneven(pixels: Pixels) -> bool:
    """Whether the paper itself is much darker in one part than in another: a shadow, or a photo without an edge."""
    small = straighten.lightest(straighten.reduced(pixels, 400)[0])
    ground = cv2.medianBlur(_background(small, 9), 21 if min(small.shape) > 21 else 3)
    low, high = np.percentile(ground, [5, 95])
    return bool(high - low > 45)


def _scale(letter: float, dpi: float, pixels: int) -> float:
    """The factor that gives letters their best height, within reason and within the pixels that are read."""
    if letter >= 4:
        scale = LETTER_HEIGHT / letter
        if 0.75 <= scale <= 1.2:
            scale = 1.0
    else:
        scale = 200 / dpi
    scale = min(max(scale, 0.4), 3.0)
    most = math.sqrt(PIXELS_READ / max(pixels, 1))
    return min(scale, most)


def _guessed_dpi(pixels: Pixels) -> float:
    """The resolution if the sheet were A4, lying or standing."""
    return max(50.0, float(min(pixels.shape[:2])) / A4_WIDTH)


def _sheet(quad: Corners, frame: tuple[int, int], quarter: Quarter) -> tuple[tuple[float, float], ...]:
    """The sheet's corners in fractions of the upright photo, beginning with the upright page's top left."""
    corners = [(float(x) / frame[0], float(y) / frame[1]) for x, y in quad]
    for _ in range(quarter // 90):
        corners = [(1 - y, x) for x, y in corners]
        corners = [corners[-1], *corners[:-1]]
    return tuple((round(x, 5), round(y, 5)) for x, y in corners)
