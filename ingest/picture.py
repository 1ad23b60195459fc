"""The picture of a page in the frame that its words' boxes are in: turned, pulled straight and levelled as it was read.

What the reading did to a page stands on the `Page`; this does it again, for people who look at the page.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from ingest import documents, images, pdf, straighten
from ingest.limits import DEFAULT, Limits
from ingest.model import Page
from ingest.straighten import Pixels

DPI = 150.0
"""Resolution of the picture: enough to read small print on a screen."""

_LONGEST = 8000
"""Pixels along a side that a picture never exceeds."""


def picture_of(path: Path, media_type: str, page: Page, dpi: float = DPI, limits: Limits = DEFAULT) -> Pixels | None:
    """The page as it looks (RGB, height × width × 3) in the upright frame; None for a format that has no looks.

    Raises Unreadable when the file is damaged or beyond the limits.
    """
    if media_type == "application/pdf":
        with pdf.single_page(path, page.number) as (_, sheet):
            pixels, _ = pdf.render(sheet, dpi)
    elif media_type in images.FORMATS:
        frame = page.number if media_type == "image/tiff" else 1  # other pictures hold one, with several papers maybe
        pixels = images.load(path, media_type, frame, limits.pages_per_file, limits.pixels_per_page).pixels
    elif media_type in documents.TYPES:
        found = documents.read(path, media_type, page.file, page.number, limits)
        if isinstance(found, Page):
            return None  # text without looks of its own
        pixels = found.pixels
    else:
        return None
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[:, :, None], 3, axis=2)
    pixels = straighten.turn(np.ascontiguousarray(pixels[:, :, :3]), page.rotation)
    size = _size(page, dpi)
    pixels = _sheet(pixels, page, size) if page.sheet is not None else _fitted(pixels, size)
    return straighten.level(pixels, page.skew)


def _size(page: Page, dpi: float) -> tuple[int, int]:
    """Width and height in pixels."""
    scale = min(dpi / 72, _LONGEST / max(page.width, page.height, 1.0))
    return max(1, round(page.width * scale)), max(1, round(page.height * scale))


def _fitted(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    way = cv2.INTER_AREA if pixels.shape[1] > size[0] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size, interpolation=way), dtype=np.uint8)


def _sheet(pixels: Pixels, page: Page, size: tuple[int, int]) -> Pixels:
    """The sheet found in a photo, pulled to a rectangle."""
    height, width = pixels.shape[:2]
    corners = np.array([(x * width, y * height) for x, y in page.sheet or ()], dtype=np.float32)
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    out = cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(out, dtype=np.uint8)
