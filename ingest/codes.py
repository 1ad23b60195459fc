"""QR and bar codes on a page: decoded here, never followed.

The decoder is zxing-cpp, which works on the picture alone.
"""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
import zxingcpp

from ingest.model import WHOLE, Box, Mark
from ingest.places import joined, meet
from ingest.straighten import Pixels, components

MOST_CODES = 20
"""Most codes of one page that are kept: forms have one to three; sheets of labels are no trade papers."""

CODE_CHARACTERS = 2_000
"""Most characters kept of what a code says."""

_KINDS = zxingcpp.BarcodeFormat
_SQUARE = (_KINDS.QRCode, _KINDS.DataMatrix, _KINDS.Aztec)
_LOOSE = (_KINDS.ITF14, _KINDS.Codabar)
"""Bar codes that letters and ruling lines are easily taken for: ITF of 14 figures alone has a check digit."""

_FORMATS = zxingcpp.BarcodeFormats(
    (*_SQUARE, *_LOOSE, _KINDS.Code128, _KINDS.Code39, _KINDS.Code93, _KINDS.EANUPC, _KINDS.PDF417)
)
"""Codes that trade papers bear."""

_LEAST_BARS, _FEWEST_BARS = 6, 3
"""Bar codes that say less than the one are mostly ruling lines and letters taken for bars, and count only where they
say the same all along their bars; those that say less than the other do not count."""

_CUTS = 4
"""Strips across its bars that such a code is cut into; each but the outer two, whose ends may be worn, is read."""

_INVERTED = 0.2
"""Share of a patch that is inked, from which its light parts may be the code."""


SMALLEST = 4.0
"""Millimetres that a code is high and wide at least, its bars or modules taken as one patch of ink: lines of text in
common sizes are lower."""

TOGETHER, APART = 0.8, 2.2
"""Millimetres of paper between the bars or modules of a code: less somewhere in it, and no more anywhere."""

QUIET = 5.0
"""Millimetres around a patch that are looked at with it: a code's quiet zone, and what of it is faint."""

MOST_PATCHES = 12
"""A page with more patches than this is looked at whole, which takes as long."""


def codes_of(picture: Pixels, small: Pixels, ink: Pixels, unread: Pixels, mm: float) -> tuple[Mark, ...]:
    """The codes on an upright page (grey or RGB), from top to bottom: kind `qr` (any code of modules) or `barcode`.

    `small` is the same page reduced, `ink` 255 where that is inked, `unread` where it is and no word was read, `mm` the
    pixels of a millimetre in them. Codes of large modules are read there, where there is unread ink; in full, which
    takes the decoder its time, only where ink lies as densely as the bars and modules of finer ones.
    """
    height, width = picture.shape[:2]
    found: list[Mark] = []
    for patch in _patches(ink, mm):
        left, top = int(patch.x0 * width), int(patch.y0 * height)
        part = picture[top : math.ceil(patch.y1 * height), left : math.ceil(patch.x1 * width)]
        found += _decoded(part, left, top, width, height, scales=True)
    for mark in _coarse(small, unread, mm):
        if mark.box is not None and not any(other.box is not None and meet(mark.box, other.box) for other in found):
            found.append(mark)
    return tuple(sorted(found, key=lambda mark: mark.box.y0 if mark.box else 0.0))[:MOST_CODES]


def _patches(ink: Pixels, mm: float) -> list[Box]:
    """Where ink lies as densely as a code's, in fractions of the page, with some paper around; the whole page where
    that is in many places."""
    height, width = ink.shape
    size = max(2, round(SMALLEST * mm))
    dense = cv2.erode(_closed(ink, TOGETHER * mm), np.ones((size, size), dtype=np.uint8))
    if not cv2.countNonZero(dense):
        return []
    # What is thinner than a code, borders of waves and frames above all, makes no patch of what it goes around.
    solid = cv2.morphologyEx(_closed(ink, APART * mm), cv2.MORPH_OPEN, np.ones((size, size), dtype=np.uint8))
    _, boxes = components(np.asarray(solid, dtype=np.uint8))
    room = QUIET * mm
    grown = [
        Box(
            max(0.0, (x - room) / width),
            max(0.0, (y - room) / height),
            min(1.0, (x + w + room) / width),
            min(1.0, (y + h + room) / height),
        )
        for x, y, w, h in boxes.tolist()
        if min(w, h) >= size and dense[y : y + h, x : x + w].any()
    ]
    patches = joined(grown)
    return [WHOLE] if len(patches) > MOST_PATCHES else patches


def _coarse(small: Pixels, unread: Pixels, mm: float) -> list[Mark]:
    """The codes that are read on the reduced page: it is looked at where unread ink closes to patches."""
    height, width = unread.shape
    size = max(2, round(SMALLEST * mm))
    closed = _closed(unread, APART * mm)
    dense = np.asarray(cv2.erode(closed, np.ones((size, size), dtype=np.uint8)), dtype=np.uint8)
    if not cv2.countNonZero(dense):
        return []
    room = round(QUIET * mm) + size
    boxes = components(dense)[1].tolist()
    patches = [Box(0, 0, width, height)]
    if len(boxes) <= 10 * MOST_PATCHES:
        near = joined([Box(x - room, y - room, x + w + room, y + h + room) for x, y, w, h in boxes])
        patches = near if len(near) <= MOST_PATCHES else patches
    found: list[Mark] = []
    for patch in patches:
        x0, y0 = max(0, int(patch.x0)), max(0, int(patch.y0))
        part = small[y0 : int(patch.y1), x0 : int(patch.x1)]
        found += _decoded(part, x0, y0, width, height, scales=False)
    return found


def _closed(ink: Pixels, gap: float) -> Pixels:
    """The ink with gaps of up to so many pixels filled."""
    side = max(2, round(gap) + 1)
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((side, side), dtype=np.uint8)), dtype=np.uint8)


def _decoded(part: Pixels, left: int, top: int, width: int, height: int, *, scales: bool) -> list[Mark]:
    """The codes in a part of a page of this size in pixels; with `scales` the part is looked at reduced, too."""
    grey = part if part.ndim == 2 else np.asarray(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    if min(grey.shape) < 8:
        return []
    found: list[Mark] = []
    codes = _read(grey, _FORMATS, scales)
    if not codes and float((grey < 128).mean()) >= _INVERTED:
        codes = _read(cv2.bitwise_not(grey), zxingcpp.BarcodeFormats(_SQUARE), scales)
    for code in codes[:MOST_CODES]:
        square = code.symbology in _SQUARE
        text = code.text[:CODE_CHARACTERS]
        if not code.valid or not (square or _is_bars(code, grey)):
            continue
        across, down = _corners(code)
        xs, ys = [(left + x) / width for x in across], [(top + y) / height for y in down]
        box = Box(max(0.0, min(xs)), max(0.0, min(ys)), min(1.0, max(xs)), min(1.0, max(ys)))
        found.append(Mark(kind="qr" if square else "barcode", box=box, text=text))
    return found


def _read(grey: Any, formats: zxingcpp.BarcodeFormats, scales: bool) -> list[zxingcpp.Barcode]:
    picture = np.ascontiguousarray(grey)
    return zxingcpp.read_barcodes(picture, formats=formats, try_invert=False, try_downscale=scales)


def _corners(code: zxingcpp.Barcode) -> tuple[list[int], list[int]]:
    """Where a code's corners stand in the picture read, across and down: clockwise from its top left."""
    place = code.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    return [corner.x for corner in corners], [corner.y for corner in corners]


def _is_bars(code: zxingcpp.Barcode, grey: Pixels) -> bool:
    """Whether a bar code is one, and no row of letters or lines taken for it."""
    if len(code.text) < _FEWEST_BARS:
        return False
    if len(code.text) >= _LEAST_BARS and code.format not in _LOOSE:
        return True
    xs, ys = _corners(code)
    if abs(xs[1] - xs[0]) < abs(ys[1] - ys[0]):
        xs, ys, grey = ys, xs, grey.T  # which mirrors it, and bars are read both ways
    left, top, high = min(xs), min(ys), max(ys) - min(ys)
    room = (max(xs) - left) // 5
    if high < 3 * _CUTS:
        return False
    for strip in range(1, _CUTS - 1):
        rows = grey[top + strip * high // _CUTS : top + (strip + 1) * high // _CUTS]
        again = _read(rows[:, max(0, left - room) : max(xs) + room], zxingcpp.BarcodeFormats((code.format,)), False)
        if not any(each.valid and each.text == code.text for each in again):
            return False
    return True
