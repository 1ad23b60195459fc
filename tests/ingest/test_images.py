"""Photos of phones (HEIC): known by their bytes, upright, within the same limits as any picture.

The photos in `data` were made for these tests from `paper.form_picture`.
"""

import io
import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ingest.errors import Unreadable
from ingest.images import BAND, _pixels, load, page_count
from ingest.limits import DEFAULT
from ingest.open import Refused, open_file
from tests.ingest import paper

PHOTO = Path(__file__).parent / "data" / "form.heic"


def refusal(tmp_path: Path, data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        open_file(paper.write(tmp_path, "photo.jpg", data), "photo.jpg")
    return caught.value


def test_a_photo_is_decoded(tmp_path: Path) -> None:
    path = paper.write(tmp_path, "photo.jpg", PHOTO.read_bytes())
    opened = open_file(path, "photo.jpg")
    assert (opened.media_type, opened.role, opened.pages) == ("image/heic", "pages", 1)
    seen = load(path, "image/heic", 1, 10, DEFAULT.pixels_per_page).pixels
    drawn = paper.form_picture(110)
    assert seen.shape[:2] == drawn.shape
    assert np.abs(seen.mean(axis=2) - drawn).mean() < 4


def test_a_turn_that_the_file_states_is_made_once() -> None:
    """Phones state the turn twice, in the container and in the EXIF data."""
    seen = load(PHOTO.with_name("turned.heic"), "image/heic", 1, 10, DEFAULT.pixels_per_page).pixels
    drawn = paper.form_picture(60)
    assert seen.shape[:2] == drawn.shape
    assert np.abs(seen.mean(axis=2) - drawn).mean() < 6


@pytest.mark.parametrize(("width", "code"), [(65_536, "too-many-pixels"), (0x7FFFFFFF, "too-many-pixels")])
def test_absurd_sizes_are_refused_before_anything_is_decoded(tmp_path: Path, width: int, code: str) -> None:
    data = bytearray(PHOTO.read_bytes())
    at = data.index(b"ispe") + 8
    data[at : at + 8] = width.to_bytes(4, "big") * 2
    fault = refusal(tmp_path, bytes(data))
    assert fault.code in (code, "damaged")
    assert fault.media_type == "image/heic"


def test_a_photo_cut_off_is_not_passed_off_as_blank(tmp_path: Path) -> None:
    whole = PHOTO.read_bytes()
    for share in (0.1, 0.5, 0.9):
        assert refusal(tmp_path, whole[: int(share * len(whole))]).code in ("truncated", "damaged")


def test_a_photo_counts_as_one_page_whatever_lies_in_it() -> None:
    assert page_count(PHOTO, "image/heic", 10, DEFAULT.pixels_per_page) == 1
    with pytest.raises(Unreadable) as caught:
        page_count(PHOTO, "image/heic", 10, 1000)
    assert caught.value.code == "too-many-pixels"


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "YCbCr", "HSV"])
@pytest.mark.parametrize("height", [1, BAND, 2 * BAND + 7])
def test_bands_of_rows_make_the_picture_that_the_whole_does(mode: str, height: int) -> None:
    noise = np.random.default_rng(3).integers(0, 255, (height, 31, 3), dtype=np.uint8)
    image = Image.fromarray(noise).convert(mode)
    whole = np.array(image.convert("L" if mode in ("1", "L") else "RGB"), dtype=np.uint8)
    assert np.array_equal(_pixels(image), whole)


def test_a_picture_is_copied_once_as_it_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    Image.fromarray(np.full((2000, 1500, 3), 200, dtype=np.uint8)).save(path)
    load(path, "image/png", 1, 10, DEFAULT.pixels_per_page)  # what is made at a first time is not counted
    tracemalloc.start()
    try:
        pixels = load(path, "image/png", 1, 10, DEFAULT.pixels_per_page).pixels
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 1.3 * pixels.nbytes


@pytest.mark.parametrize(
    ("kind", "white"),
    [
        *((np.float32, 1.0), (np.float32, 1.02), (np.float32, 255.0), (np.float32, 65535.0), (np.float32, 1e6)),
        *((np.uint16, 65535), (np.uint16, 4095), (np.uint16, 1023), (np.uint16, 255), (np.int32, 1), (np.int32, 2**20)),
    ],
)
def test_samples_of_any_width_show_the_page(tmp_path: Path, kind: type, white: float) -> None:
    drawn = paper.form_picture(60)
    path = tmp_path / "page.tif"
    Image.fromarray((drawn / 255.0 * white).astype(kind)).save(path)
    seen = load(path, "image/tiff", 1, 10, DEFAULT.pixels_per_page).pixels
    assert seen.shape == drawn.shape
    expected = np.where(drawn == 255, 255, 0) if white == 1 and kind is np.int32 else drawn
    assert np.abs(seen.astype(float) - expected).mean() < 3


def test_samples_that_are_no_numbers_are_dark(tmp_path: Path) -> None:
    wide = np.ones((20, 30), dtype=np.float32)
    wide[3, 4], wide[5, 6] = np.nan, np.inf
    Image.fromarray(wide).save(tmp_path / "page.tif")
    seen = load(tmp_path / "page.tif", "image/tiff", 1, 10, DEFAULT.pixels_per_page).pixels
    assert (seen[3, 4], seen[5, 6], seen[0, 0]) == (0, 0, 255)
    assert seen.mean() > 250


@pytest.mark.parametrize("length", [12, 40, 52, 56, 64, 108, 124])
def test_bitmaps_of_every_version(tmp_path: Path, length: int) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 10, 10)).save(buffer, "BMP")
    data = buffer.getvalue()
    header = struct.pack("<4H", 40, 30, 1, 24) if length == 12 else data[18:54] + bytes(length - 40)
    header = length.to_bytes(4, "little") + header
    begin = b"BM" + struct.pack("<IHHI", 14 + len(header) + len(data) - 54, 0, 0, 14 + len(header))
    path = paper.write(tmp_path, "page.bmp", begin + header + data[54:])
    assert open_file(path, "page.bmp").media_type == "image/bmp"
    pixels = load(path, "image/bmp", 1, 10, DEFAULT.pixels_per_page).pixels
    assert pixels.shape == (30, 40, 3)
    assert (pixels == (200, 10, 10)).all()
