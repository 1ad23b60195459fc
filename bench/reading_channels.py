"""Ways in which a page arrives: scanned, copied, faxed, photographed, tame and rough. Pictures in, pictures out."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from bench import reading_wear as wear

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


def copy(page: Picture, rng: np.random.Generator) -> tuple[Picture, float | None]:
    """A 200 dpi colour scan of a hard original, any way up: security paper or a carbon copy, stamps, strong JPEG."""
    page = wear.guilloche(page, rng) if rng.random() < 0.6 else wear.carbon(page, rng)
    page = _skewed(wear.stamped(page, rng), float(rng.uniform(-2.5, 2.5)))
    size = (round(page.shape[1] * 2 / 3), round(page.shape[0] * 2 / 3))
    page = np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    page = _noisy(np.asarray(cv2.GaussianBlur(page, (0, 0), 0.6), dtype=np.uint8), rng, 6.0)
    turned = np.ascontiguousarray(np.rot90(page, int(rng.choice((0, 0, 1, 2, 3)))))
    return wear.packed(turned, int(rng.integers(40, 60))), 200.0


def coarse_fax(page: Picture, rng: np.random.Generator) -> tuple[Picture, float | None]:
    """A fax in standard resolution, 204 by 98 dots per inch, with lost rows, streaks and stray dots."""
    page = _skewed(page, float(rng.uniform(-1, 1)))
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    size = (round(grey.shape[1] * 204 / 300), round(grey.shape[0] * 98 / 300))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    bits = np.where(small + rng.normal(0, 12, small.shape) > float(rng.uniform(165, 190)), 255, 0).astype(np.uint8)
    bits[rng.random(bits.shape) < 0.0006] = 0
    for row in rng.integers(0, size[1], 3):
        bits[row, int(rng.integers(0, size[0])) :] = 255 * int(rng.integers(2))
    bits[:, int(rng.integers(0, size[0]))] = 0
    square = cv2.resize(bits, (size[0], round(grey.shape[0] * 204 / 300)), interpolation=cv2.INTER_LINEAR)
    return np.asarray(square, dtype=np.uint8), 204.0


def rough_photo(page: Picture, rng: np.random.Generator) -> tuple[Picture, float | None]:
    """A careless photo: strong perspective, any way up, a curled sheet on a patterned table, shadow, fingers, noise."""
    if rng.random() < 0.4:
        page = wear.guilloche(page, rng)
    if rng.random() < 0.4:
        page = wear.stamped(page, rng)
    page = wear.curled(page, rng)
    height, width = page.shape[:2]
    frame = (round(width * 1.05), round(height * 1.05))
    inset = rng.uniform(0.03, 0.17, (4, 2))
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) + np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]]) * inset
    target = (corners * np.array(frame)).astype(np.float32)
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(source, target)
    laid = cv2.warpPerspective(page, matrix, frame, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full((height, width), 255, dtype=np.uint8), matrix, frame)[:, :, None] > 127
    # The sheet casts a narrow shadow on the table.
    cast = cv2.GaussianBlur(np.roll(mask[:, :, 0].astype(np.float32), (9, 9), (0, 1)), (0, 0), 9)[:, :, None]
    picture = np.where(mask, laid, wear.bounded(wear.desk(frame, rng) * (1 - 0.4 * cast)))
    if rng.random() < 0.5:
        picture = wear.held(picture, rng)
    picture = wear.lit(picture, rng, glare=rng.random() < 0.25)
    picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), float(rng.uniform(0.8, 1.5))), dtype=np.uint8)
    picture = _noisy(picture, rng, float(rng.uniform(3, 10)))
    turned = np.ascontiguousarray(np.rot90(picture, int(rng.integers(4))))
    return wear.packed(turned, int(rng.integers(50, 85))), None


def worn_form(page: Picture, rng: np.random.Generator) -> tuple[Picture, float | None]:
    """An old form out of a file, scanned at about 92 dots per inch: strokes faint in places, grain, hard contrast."""
    page, _ = scan(92, 8.0, 0.6, 60)(page, rng)
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), dtype=np.float32)
    height, width = grey.shape
    ink = cv2.resize(rng.uniform(0.55, 1.0, (30, 20)).astype(np.float32), (width, height))
    worn = 255 - (255 - grey) * np.asarray(ink, dtype=np.float32) + rng.normal(0, 10, grey.shape)
    return wear.bounded((worn - 90) * 2), None


def archived(page: Picture, rng: np.random.Generator) -> tuple[Picture, float | None]:
    """A form copied twice, filed as one bit at 200 dots per inch, and kept as a grey picture a thousand rows high."""
    page = _skewed(page, float(rng.uniform(-1.2, 1.2)))
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    size = (round(grey.shape[1] * 2 / 3), round(grey.shape[0] * 2 / 3))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    for _ in range(2):  # every copy blurs, and its threshold lies where the copier's drum was more or less worn
        soft = np.asarray(cv2.GaussianBlur(small, (0, 0), float(rng.uniform(0.7, 1.1))), dtype=np.float32)
        drum = cv2.resize(rng.normal(0, 22, (11, 8)).astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
        grain = cv2.GaussianBlur(rng.normal(0, 30, soft.shape).astype(np.float32), (0, 0), 0.7)
        limit = float(rng.uniform(135, 185)) + np.asarray(drum, dtype=np.float32)
        copied = np.where(soft + np.asarray(grain) > limit, 255, 0).astype(np.uint8)
        copied[rng.random(copied.shape) < 0.0008] = 0
        small = copied
    height = 1000
    size = (round(small.shape[1] * height / small.shape[0]), height)
    kept = np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return wear.packed(kept, 75), None


CHANNELS: dict[str, Degrade] = {
    "scan300": scan(300, 5.0, 0.8, 85),
    "scan200": scan(200, 6.0, 0.7, 80),
    "scan150": scan(150, 7.0, 0.6, 75),
    "fax": fax,
    "photo": photo,
    "copy": copy,
    "coarsefax": coarse_fax,
    "roughphoto": rough_photo,
    "wornform": worn_form,
    "archived": archived,
}
"""The channels by name."""
