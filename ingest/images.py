"""Pictures of pages: PNG, JPEG, TIFF (several pages, fax), WebP, BMP, GIF and HEIC, decoded to square pixels, upright.

Upright by EXIF, or by the turn that a HEIC file states.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pi_heif  # type: ignore[import-untyped]  # the package carries no types
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from ingest.errors import Unreadable
from ingest.samples import eight_bits

logging.getLogger("PIL").setLevel(logging.CRITICAL)  # it reports every odd tag
pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)

FORMATS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/tiff": "TIFF",
    "image/webp": "WEBP",
    "image/bmp": "BMP",
    "image/gif": "GIF",
    "image/heic": "HEIF",
    "image/heif": "HEIF",
}
"""Pillow's decoder for each media type; no other decoder is ever let at the bytes."""

REDUCED = 254
"""TIFF tag NewSubfileType: its lowest bit says that a frame is a thumbnail of another (TIFF 6.0)."""

BAND = 128
"""Rows that are converted at a time."""

ORIENTATION = 274
MAKE = 271
RGB = NDArray[np.uint8]

_GREY_MODES = frozenset({"1", "L", "I", "I;16", "I;16B", "F"})


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded page: RGB or grey pixels (square), the resolution if the file states a credible one.

    `camera` says that the file names the camera that took it.
    """

    pixels: NDArray[np.uint8]
    dpi: float | None
    camera: bool = False


_MAGIC = (
    (b"\x89PNG", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"II*\x00", 0, "image/tiff"),
    (b"MM\x00*", 0, "image/tiff"),
    (b"WEBP", 8, "image/webp"),
    (b"GIF8", 0, "image/gif"),
    (b"BM", 0, "image/bmp"),
)


def kind_of(data: bytes) -> str | None:
    """The media type of a picture within another file; None where it is none that is read."""
    return next((kind for magic, at, kind in _MAGIC if data[at : at + len(magic)] == magic), None)


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height of a picture within another file by its header; None where it is none that is read."""
    kind = kind_of(data)
    if kind is None:
        return None
    try:
        with _opened(io.BytesIO(data), kind) as image:
            return image.size
    except Unreadable:
        return None


@contextmanager
def _opened(source: Path | BinaryIO, media_type: str) -> Iterator[Image.Image]:
    """The image with header read and pixels not yet decoded. Turns every way of failing into Unreadable."""
    new_copy = "Ask the sender for a new copy."
    try:
        with warnings.catch_warnings():
            # Sizes are judged here, against this reader's own limit; corrupt metadata is no reason to stop.
            warnings.simplefilter("ignore")
            with Image.open(source, formats=[FORMATS[media_type]]) as image:
                yield image
    except Image.DecompressionBombError as error:
        raise Unreadable("too-many-pixels", "The picture claims far more pixels than a page has.") from error
    except UnidentifiedImageError as error:
        raise Unreadable("damaged", "The picture is damaged: its header cannot be read.", new_copy) from error
    except EOFError as error:
        raise Unreadable("truncated", "The picture breaks off: part of the file is missing.", new_copy) from error
    except MemoryError:
        raise
    except (
        OSError,
        ValueError,
        SyntaxError,
        TypeError,
        KeyError,
        IndexError,
        ArithmeticError,
        AttributeError,
        RuntimeError,
    ) as error:
        # Pillow's decoders raise any of these on bytes that break their format.
        text = str(error).lower()
        if "truncated" in text or "not enough" in text or "unexpected end" in text:
            raise Unreadable("truncated", "The picture breaks off: part of the file is missing.", new_copy) from error
        raise Unreadable("damaged", "The picture's data is damaged and cannot be decoded.", new_copy) from error


def _check_size(image: Image.Image, most: int) -> None:
    if image.width * image.height > most:
        raise Unreadable(
            "too-many-pixels",
            f"The picture has {image.width:,} x {image.height:,} pixels; at most {most:,} pixels are opened.",
        )


def _frames(image: Image.Image, most: int) -> list[int]:
    """Frames that are pages: all of a TIFF but its thumbnails, and only the first or chief one of anything else."""
    if image.format != "TIFF":
        return [image.tell()]
    found: list[int] = []
    index = 0
    while True:
        try:
            image.seek(index)
        except EOFError:
            break
        kind = getattr(image, "tag_v2", {}).get(REDUCED, 0)
        if not (isinstance(kind, int) and kind & 1):
            found.append(index)
        index += 1
        if index > most:
            raise Unreadable("too-many-pages", f"The file has more than {most} pages.", "Split the file.")
    return found or [0]


def page_count(path: Path, media_type: str, most_pages: int, most_pixels: int) -> int:
    """How many pages the picture file has; decodes the first, to find out now whether it is whole.

    Raises Unreadable: damaged, truncated, too many pixels or pages.
    """
    with _opened(path, media_type) as image:
        _check_size(image, most_pixels)
        frames = _frames(image, most_pages)
        image.seek(frames[0])
        _check_size(image, most_pixels)
        if image.format in ("JPEG", "MPO"):
            image.draft("RGB", (max(1, image.width // 8), max(1, image.height // 8)))
        image.load()
        return len(frames)


def refuse_bomb(path: Path, media_type: str, most_pixels: int) -> None:
    """Raises Unreadable (`too-many-pixels`) for an icon that claims more pixels than are ever opened."""
    if media_type != "image/vnd.microsoft.icon":
        return
    with path.open("rb") as stream:
        head = stream.read(256)
    for start in range(6, min(len(head) - 16, 6 + 16 * 12), 16):
        at = int.from_bytes(head[start + 12 : start + 16], "little")
        inner = head[at : at + 26]
        if inner[:8] == b"\x89PNG\r\n\x1a\n" and len(inner) >= 24:
            width, height = int.from_bytes(inner[16:20], "big"), int.from_bytes(inner[20:24], "big")
        else:  # a bitmap's header; its height counts picture and mask together
            width, height = int.from_bytes(inner[4:8], "little"), int.from_bytes(inner[8:12], "little") // 2
        if width * height > most_pixels:
            raise Unreadable("too-many-pixels", f"The icon claims {width:,} x {height:,} pixels.")


def load(source: Path | BinaryIO, media_type: str, number: int, most_pages: int, most_pixels: int) -> Picture:
    """Decodes page `number` (from 1). Raises Unreadable as `page_count` does."""
    with _opened(source, media_type) as image:
        _check_size(image, most_pixels)
        frames = _frames(image, most_pages)
        if not 1 <= number <= len(frames):
            raise Unreadable("damaged", f"The picture file has no page {number}.")
        image.seek(frames[number - 1])
        _check_size(image, most_pixels)
        image.load()
        x_dpi, y_dpi = _resolution(image)
        orientation, camera = _exif(image)
        turned = _turned(image, orientation)
        if orientation in (5, 6, 7, 8):
            x_dpi, y_dpi = y_dpi, x_dpi
        pixels, dpi = _square(_pixels(turned), x_dpi, y_dpi)
        return Picture(pixels, dpi, camera)


def _exif(image: Image.Image) -> tuple[int, bool]:
    """Orientation (1..8) and whether a camera is named; metadata that cannot be read counts as none."""
    try:
        exif = image.getexif()
        orientation, make = exif.get(ORIENTATION, 1), exif.get(MAKE)
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, ArithmeticError, EOFError):
        return 1, False
    good = isinstance(orientation, int) and 1 <= orientation <= 8
    return (orientation if good else 1), bool(make) and image.format != "TIFF"


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _turned(image: Image.Image, orientation: int) -> Image.Image:
    """Applies the orientation tag. Pillow itself applies it to TIFF while decoding."""
    if image.format == "TIFF" or orientation not in _TURNS:
        return image
    return image.transpose(_TURNS[orientation])


def _resolution(image: Image.Image) -> tuple[float | None, float | None]:
    """Horizontal and vertical dots per inch, None where absent or not credible for a scanned page."""
    found = image.info.get("dpi")
    if not isinstance(found, tuple) or len(found) != 2:
        return None, None
    try:
        x, y = float(found[0]), float(found[1])
    except (TypeError, ValueError, ArithmeticError):
        return None, None
    if not (x > 0 and y > 0 and 1 / 4 <= x / y <= 4):
        return None, None
    inches = max(image.width / x, image.height / y)
    if not (50 <= max(x, y) <= 1300 and 2 <= inches <= 24):  # 72 dpi on a photo of 40 inches is a form letter
        return None, None
    return x, y


def _pixels(image: Image.Image) -> NDArray[np.uint8]:
    """Grey or RGB samples of eight bits; transparency laid over white."""
    if image.mode in ("RGBA", "LA", "PA") or (image.mode == "P" and "transparency" in image.info):
        rgba = image.convert("RGBA")
        ground = Image.new("RGBA", rgba.size, (255, 255, 255, 255))
        image = Image.alpha_composite(ground, rgba).convert("RGB")
    if image.mode in ("I", "I;16", "I;16B", "F"):
        return eight_bits(np.asarray(image, dtype=np.float32), whole=image.mode != "F")
    return _samples(image, "L" if image.mode in _GREY_MODES else "RGB")


def _samples(image: Image.Image, mode: str) -> NDArray[np.uint8]:
    """The samples of a picture in this mode, taken by bands of rows: Pillow copies the whole three times."""
    out = np.empty((image.height, image.width) if mode == "L" else (image.height, image.width, 3), dtype=np.uint8)
    for top in range(0, image.height, BAND):
        band = image.crop((0, top, image.width, min(top + BAND, image.height)))
        out[top : top + BAND] = np.asarray(band if band.mode == mode else band.convert(mode))
    return out


def _square(
    pixels: NDArray[np.uint8], x_dpi: float | None, y_dpi: float | None
) -> tuple[NDArray[np.uint8], float | None]:
    """Makes pixels square: a fax has about 204 dots per inch across and 98 or 196 down."""
    if x_dpi is None or y_dpi is None:
        return pixels, None
    if abs(x_dpi / y_dpi - 1) < 0.02:
        return pixels, (x_dpi + y_dpi) / 2
    dpi = max(x_dpi, y_dpi)
    height, width = pixels.shape[:2]
    size = (max(1, round(width * dpi / x_dpi)), max(1, round(height * dpi / y_dpi)))
    stretched = Image.fromarray(pixels).resize(size, Image.Resampling.BICUBIC)
    return np.array(stretched, dtype=np.uint8), dpi
