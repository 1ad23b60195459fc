"""Ways in which a page arrives: scanned at three resolutions, faxed, photographed. Pictures in, pictures out."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Degrade = Callable[[Picture, np.random.Generator], tuple[Picture, float | None]]
"""From a clean RGB page at 300 dpi to what arrives, with the resolution that the file would state (None: none)."""


def _noisy(picture: Picture, rng: np.random.Generator, sigma: float) -> Picture:
    noise = rng.normal(0, sigma, picture.shape[:2])
    if picture.ndim == 3:
        noise = noise[:, :, None]
    out: Picture = np.clip(picture.astype(np.float32) + noise, 0, 255).astype(np.uint8)
    return out


def _packed(picture: Picture, quality: int) -> Picture:
    """Through JPEG and back."""
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_UNCHANGED), dtype=np.uint8)


def _skewed(picture: Picture, degrees: float) -> Picture:
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    out = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(250, 250, 250))
    return np.asarray(out, dtype=np.uint8)


def scan(dpi: int, sigma: float, blur: float, quality: int) -> Degrade:
    """A flatbed or feeder scan: skewed a little, softened, noisy, packed as JPEG."""

    def degrade(page: Picture, rng: np.random.Generator) -> tuple[Picture, float | None]:
        page = _skewed(page, float(rng.uniform(-1.8, 1.8)))
        size = (round(page.shape[1] * dpi / 300), round(page.shape[0] * dpi / 300))
        page = np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        page = np.asarray(cv2.GaussianBlur(page, (0, 0), blur), dtype=np.uint8)
        page = np.clip(page.astype(np.float32) * 0.9 + 18, 0, 255).astype(np.uint8)
        return _packed(_noisy(page, rng, sigma), quality), float(dpi)

    return degrade


def fax(page: Picture, rng: np.random.Generator) -> tuple[Picture, float | None]:
    """A fax in fine resolution, 204 by 196 dots per inch, one bit, with stray dots."""
    page = _skewed(page, float(rng.uniform(-0.7, 0.7)))
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    size = (round(grey.shape[1] * 204 / 300), round(grey.shape[0] * 196 / 300))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    bits = np.where(small + rng.normal(0, 14, small.shape) > 150, 255, 0).astype(np.uint8)
    bits[rng.random(bits.shape) < 0.0006] = 0
    square = cv2.resize(bits, (size[0], round(grey.shape[0] * 204 / 300)), interpolation=cv2.INTER_LINEAR)
    return np.asarray(square, dtype=np.uint8), 204.0


def photo(page: Picture, rng: np.random.Generator) -> tuple[Picture, float | None]:
    """A telephone's photo: aslant on a table, a shadow across it, a little out of focus."""
    height, width = page.shape[:2]
    frame = (round(width * 0.95), round(height * 0.95))
    inset = rng.uniform(0.04, 0.12, (4, 2))
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) + np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]]) * inset
    target = (corners * np.array(frame)).astype(np.float32)
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(source, target)
    tone = rng.uniform(40, 110, 3)
    grain = cv2.resize(rng.normal(0, 1, (frame[1], 40)).astype(np.float32), frame, interpolation=cv2.INTER_LINEAR)
    table = tone + grain[:, :, None] * 7
    laid = cv2.warpPerspective(page, matrix, frame, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full((height, width), 255, dtype=np.uint8), matrix, frame)[:, :, None] > 127
    picture = np.where(mask, laid.astype(np.float32) * np.array([0.97, 0.95, 0.9]), table)
    ramp = np.linspace(1.02, float(rng.uniform(0.6, 0.85)), frame[0])[None, :, None]
    edge = np.linspace(0, 1, frame[1])[:, None, None]
    shadow = 1 - 0.3 / (1 + np.exp(-(edge - float(rng.uniform(0.3, 0.8))) * 25))
    picture = np.clip(picture * ramp * shadow, 0, 255).astype(np.uint8)
    picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), 1.1), dtype=np.uint8)
    return _packed(_noisy(picture, rng, 4.0), 82), None


CHANNELS: dict[str, Degrade] = {
    "scan300": scan(300, 5.0, 0.8, 85),
    "scan200": scan(200, 6.0, 0.7, 80),
    "scan150": scan(150, 7.0, 0.6, 75),
    "fax": fax,
    "photo": photo,
}
"""The channels by name."""
