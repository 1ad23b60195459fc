"""QR and bar codes on a page: decoded here, never followed.

The decoder is zxing-cpp, which works on the picture alone.
"""

from __future__ import annotations

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from ingest.model import Box, Mark

MOST_CODES = 20
"""Most codes of one page that are kept: forms have one to three; sheets of labels are no trade papers."""

CODE_CHARACTERS = 2_000
"""Most characters kept of what a code says."""

_KINDS = zxingcpp.BarcodeFormat
_SQUARE = (_KINDS.QRCode, _KINDS.DataMatrix, _KINDS.Aztec)
_FORMATS = zxingcpp.BarcodeFormats(
    (*_SQUARE, _KINDS.Code128, _KINDS.Code39, _KINDS.Code93, _KINDS.EANUPC, _KINDS.PDF417)
)
"""Codes that trade papers bear. Others (ITF above all) have no check digit and are found in any row of letters."""

_LEAST_BARS = 6
"""Bar codes that say less are mostly ruling lines and letters taken for bars."""


def codes_of(picture: NDArray[np.uint8]) -> tuple[Mark, ...]:
    """The codes on an upright page (grey or RGB), from top to bottom: kind `qr` (any code of modules) or `barcode`."""
    grey = picture if picture.ndim == 2 else np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    height, width = grey.shape
    found: list[Mark] = []
    for code in zxingcpp.read_barcodes(np.ascontiguousarray(grey), formats=_FORMATS, try_invert=False)[:MOST_CODES]:
        square = code.symbology in _SQUARE
        text = code.text[:CODE_CHARACTERS]
        if not code.valid or (not square and len(text) < _LEAST_BARS):
            continue
        place = code.position
        corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        xs, ys = [corner.x / width for corner in corners], [corner.y / height for corner in corners]
        box = Box(max(0.0, min(xs)), max(0.0, min(ys)), min(1.0, max(xs)), min(1.0, max(ys)))
        found.append(Mark(kind="qr" if square else "barcode", box=box, text=text))
    return tuple(sorted(found, key=lambda mark: mark.box.y0 if mark.box else 0.0))
