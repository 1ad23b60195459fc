"""Turns drawn pages into what arrives: scans, faxes and telephone photos, and maps boxes along.

Every degradation returns the picture and a `Place` that maps a box in fractions of the drawn sheet to fractions of
the delivered page once it is upright (after quarter turns and EXIF orientation are undone, not after straightening).
"""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pypdfium2  # type: ignore[import-untyped]  # pypdfium2 ships no types
from numpy.typing import NDArray
from PIL import Image
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]  # reportlab ships no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # reportlab ships no types

from bench.papermaker.render import Rect
from bench.papermaker.truth import Place

Picture = NDArray[np.uint8]
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Degraded:
    """A page as a picture (grey or RGB, as it lies in the file), its resolution, and where its boxes went.

    `rotation` is the clockwise turn in degrees by which the page lies in the file.
    """

    picture: Picture
    dpi: tuple[float, float]
    place: Place
    rotation: int = 0


def rasterise(pdf: bytes, dpi: float) -> list[Picture]:
    """The pages of a PDF as RGB pictures."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [np.ascontiguousarray(page.render(scale=dpi / 72).to_numpy()[:, :, ::-1]) for page in document]
    finally:
        document.close()


def mover(matrix: Matrix, before: tuple[int, int], after: tuple[int, int]) -> Place:
    """The box mapping of a homography in pixels between pictures of (width, height) `before` and `after`."""

    def move(rect: Rect) -> Rect:
        x0, y0, x1, y1 = rect
        corners = np.array([[x0, y0, 1], [x1, y0, 1], [x1, y1, 1], [x0, y1, 1]], dtype=float).T
        corners[0] *= before[0]
        corners[1] *= before[1]
        mapped = matrix @ corners
        xs, ys = mapped[0] / mapped[2] / after[0], mapped[1] / mapped[2] / after[1]
        return (float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))

    return move


def _warp(picture: Picture, matrix: Matrix, size: tuple[int, int], background: Sequence[int]) -> Picture:
    warped = cv2.warpPerspective(
        picture, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=list(background)
    )
    return np.asarray(warped, dtype=np.uint8)


def _noise(picture: NDArray[Any], amount: float, rng: random.Random) -> Picture:
    generator = np.random.default_rng(rng.getrandbits(32))
    noisy = picture.astype(np.float32) + generator.normal(0, amount, picture.shape).astype(np.float32)
    return np.clip(noisy, 0, 255).astype(np.uint8)


def _specks(picture: Picture, count: int, rng: random.Random) -> Picture:
    out = picture.copy()
    h, w = out.shape[:2]
    for _ in range(count):
        centre = (rng.randrange(w), rng.randrange(h))
        shade = rng.choice((30, 60, 120, 200))
        cv2.circle(out, centre, rng.choice((0, 1, 1, 2)), (shade, shade, shade) if out.ndim == 3 else (shade,), -1)
    return out


def scan(page: Picture, dpi: int, rng: random.Random, *, quarter: int = 0, grey: bool = True) -> Degraded:
    """A flat-bed or feeder scan of a page rendered at `dpi`: skew, shift, grey paper, soft focus, specks, a dark edge.

    `quarter` is the number of clockwise quarter turns by which the page lies in the file.
    """
    h, w = page.shape[:2]
    angle = rng.gauss(0, 0.6)
    angle = max(-2.2, min(2.2, angle))
    zoom = rng.uniform(0.985, 1.0)
    turn = cv2.getRotationMatrix2D((w / 2, h / 2), angle, zoom)
    turn[0, 2] += rng.uniform(-0.006, 0.006) * w
    turn[1, 2] += rng.uniform(-0.006, 0.006) * h
    matrix = np.vstack([turn, [0, 0, 1]])
    paper = rng.randint(236, 255)
    picture = _warp(page, matrix, (w, h), (paper, paper, paper))
    if grey:
        picture = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    low, high = rng.uniform(5, 60), rng.uniform(225, 250)
    picture = (low + picture.astype(np.float32) * (high - low) / 255).astype(np.uint8)
    if rng.random() < 0.6:
        picture = np.asarray(cv2.GaussianBlur(picture, (3, 3), rng.uniform(0.3, 0.5 + dpi / 600)), dtype=np.uint8)
    picture = _specks(_noise(picture, rng.uniform(1, 6), rng), rng.randint(0, 60), rng)
    if rng.random() < 0.35:
        edge = int(w * rng.uniform(0.004, 0.015))
        picture[:, :edge] = (picture[:, :edge] * 0.55).astype(np.uint8)
    if quarter:
        picture = np.ascontiguousarray(np.rot90(picture, -quarter))
    return Degraded(picture, (dpi, dpi), mover(matrix, (w, h), (w, h)), quarter * 90)


FAX_FINE = (204.0, 196.0)
FAX_STANDARD = (204.0, 98.0)


def fax(page: Picture, rng: random.Random, *, fine: bool = True) -> Degraded:
    """A Group 4 facsimile: one bit per pixel, 204 x 196 or 204 x 98 dots per inch, line noise, a little skew."""
    h, w = page.shape[:2]
    matrix = np.vstack([cv2.getRotationMatrix2D((w / 2, h / 2), rng.uniform(-0.5, 0.5), 1.0), [0, 0, 1]])
    picture = np.asarray(cv2.cvtColor(_warp(page, matrix, (w, h), (255, 255, 255)), cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    x_dpi, y_dpi = FAX_FINE if fine else FAX_STANDARD
    size = (1728, round(1728 * h / w * y_dpi / x_dpi))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    noisy = _noise(np.asarray(small, dtype=np.uint8), rng.uniform(4, 14), rng)
    bits = np.where(noisy < rng.randint(150, 185), 0, 255).astype(np.uint8)
    for _ in range(rng.randint(0, 3)):
        row = rng.randrange(size[1])
        bits[row, rng.randrange(size[0] // 2) :] = 255
    generator = np.random.default_rng(rng.getrandbits(32))
    bits[generator.random(bits.shape) < 0.0004] = 0
    return Degraded(bits, (x_dpi, y_dpi), mover(matrix, (w, h), (w, h)))


def photo(page: Picture, rng: random.Random) -> Degraded:
    """A telephone photo: perspective, desk around the sheet, a shadow, colour cast, soft focus."""
    h, w = page.shape[:2]
    factor = 1.0 / rng.uniform(0.80, 0.92)
    width, height = int(w * factor), int(h * factor)
    jitter = 0.035

    def corner(x: float, y: float) -> list[float]:
        return [
            (width - w) / 2 + x * w + rng.uniform(-jitter, jitter) * w,
            (height - h) / 2 + y * h + rng.uniform(-jitter, jitter) * h * 0.7,
        ]

    source = np.array([[0, 0], [w, 0], [w, h], [0, h]], dtype=np.float32)
    target = np.array([corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)], dtype=np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(source, target), dtype=np.float64)
    base = np.array(rng.choice(((92, 70, 48), (60, 62, 66), (150, 140, 124), (40, 52, 60))), dtype=np.float32)
    generator = np.random.default_rng(rng.getrandbits(32))
    grain = cv2.resize(generator.normal(0, 9, (height // 6 + 1, 8)).astype(np.float32), (width, height))
    desk = np.clip(base + grain[:, :, None], 0, 255).astype(np.uint8)
    mask = _warp(np.full((h, w), 255, dtype=np.uint8), matrix, (width, height), (0,))
    sheet = _warp(page, matrix, (width, height), (0, 0, 0))
    picture = np.where(mask[:, :, None] > 127, sheet, desk).astype(np.float32)
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    slope = rng.uniform(0.1, 0.3) * (xx / width * rng.uniform(-1, 1) + yy / height * rng.uniform(-1, 1))
    light = 0.93 + slope - slope.mean()
    if rng.random() < 0.6:
        edge = rng.uniform(0.2, 0.9) * width
        lean = rng.uniform(-0.4, 0.4)
        light *= 1 - rng.uniform(0.12, 0.32) / (1 + np.exp(-(xx - edge - lean * yy) / (0.03 * width)))
    cast = np.array([rng.uniform(0.95, 1.03), rng.uniform(0.96, 1.0), rng.uniform(0.84, 1.0)], dtype=np.float32)
    picture = np.clip(picture * light[:, :, None] * cast, 0, 255).astype(np.uint8)
    picture = np.asarray(cv2.GaussianBlur(picture, (3, 3), rng.uniform(0.3, 0.8)), dtype=np.uint8)
    return Degraded(_noise(picture, rng.uniform(2, 5), rng), (72, 72), mover(matrix, (w, h), (width, height)))


# ---- files


def jpeg(picture: Picture, quality: int, *, orientation: int = 1, dpi: tuple[float, float] = (72, 72)) -> bytes:
    """A JPEG file. With an EXIF `orientation` it is stored turned: who obeys sees it upright."""
    if orientation == 6:
        picture = np.ascontiguousarray(np.rot90(picture, 1))
    elif orientation == 8:
        picture = np.ascontiguousarray(np.rot90(picture, -1))
    elif orientation == 3:
        picture = np.ascontiguousarray(np.rot90(picture, 2))
    out = io.BytesIO()
    exif = Image.Exif()
    if orientation != 1:
        exif[0x0112] = orientation
    Image.fromarray(picture).save(out, "JPEG", quality=quality, exif=exif, dpi=(round(dpi[0]), round(dpi[1])))
    return out.getvalue()


def png(picture: Picture, dpi: tuple[float, float]) -> bytes:
    """A PNG file."""
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "PNG", dpi=dpi)
    return out.getvalue()


def tiff(pages: Sequence[Degraded], *, one_bit: bool) -> bytes:
    """A TIFF file of one or more pages: Group 4 for one-bit pages, else LZW."""
    images = [Image.fromarray(p.picture) for p in pages]
    if one_bit:
        images = [i.convert("1") for i in images]
    out = io.BytesIO()
    images[0].save(
        out,
        "TIFF",
        save_all=True,
        append_images=images[1:],
        compression="group4" if one_bit else "tiff_lzw",
        dpi=pages[0].dpi,
    )
    return out.getvalue()


Hidden = tuple[float, float, str]
"""Invisible text: its left and lower edge in fractions of the page from the top left, and what it says."""


def image_pdf(pages: Sequence[tuple[Degraded, int]], hidden: Sequence[Sequence[Hidden]] = ()) -> bytes:
    """A PDF of scanned pages, each a JPEG of the given quality at its resolution.

    `hidden` gives each page an invisible text layer, as some scanners' software does; without it there is none.
    """
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number, (page, quality) in enumerate(pages):
        h, w = page.picture.shape[:2]
        size = (w * 72 / page.dpi[0], h * 72 / page.dpi[1])
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(io.BytesIO(jpeg(page.picture, quality))), 0, 0, *size)
        if hidden:
            layer = canvas.beginText()
            layer.setFont("Helvetica", 9)
            layer.setTextRenderMode(3)
            for x, y, words in hidden[number]:
                layer.setTextOrigin(x * size[0], (1 - y) * size[1])
                layer.textOut(words)
            canvas.drawText(layer)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def smudge(page: Degraded, rect: Rect, rng: random.Random) -> Degraded:
    """The page with an ink blot over a box, so that nobody can read what stood there."""
    picture = page.picture.copy()
    h, w = picture.shape[:2]
    x0, y0, x1, y1 = page.place(rect)
    pad = (y1 - y0) * 0.3
    corners = ((x0 - pad) * w, (y0 - pad) * h, (x1 + pad) * w, (y1 + pad) * h)
    left, top, right, bottom = (round(v) for v in corners)
    shade = rng.randint(15, 60)
    ink = (shade,) * 3 if picture.ndim == 3 else (shade,)
    cv2.rectangle(picture, (left, top), (right, bottom), ink, -1)
    for _ in range(12):
        spot = (rng.randint(left, right), rng.choice((top, bottom)))
        cv2.circle(picture, spot, rng.randint(2, max(3, (bottom - top) // 3)), ink, -1)
    return Degraded(_noise(picture, 2.0, rng), page.dpi, page.place, page.rotation)


def turn(picture: Picture, quarter: int) -> Picture:
    """A picture turned clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(picture, -quarter))


def blank(shape: Sequence[int], dpi: tuple[float, float], rng: random.Random) -> Degraded:
    """The scan of an empty back: paper, noise, and a ghost of the print on the other side."""
    picture = np.full(tuple(shape), rng.randint(238, 252), dtype=np.uint8)
    return Degraded(_specks(_noise(picture, 2.0, rng), rng.randint(0, 20), rng), dpi, lambda rect: rect)
