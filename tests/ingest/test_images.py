"""Photos of phones (HEIC): known by their bytes, upright, within the same limits as any picture.

The photos in `data` were made for these tests from `paper.form_picture`.
"""

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
