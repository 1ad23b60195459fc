"""Boxes follow their words through scans, faxes and photos."""

from __future__ import annotations

import io
import random

import numpy as np
import pytest
from PIL import Image, ImageOps

from bench.papermaker import degrade
from bench.papermaker.packing import deliver
from bench.papermaker.render import Sheet

SPOTS = [(80, 90), (460, 120), (250, 420), (90, 760), (480, 740)]
SIDE = 18.0


def _target() -> bytes:
    sheet = Sheet()
    for x, y in SPOTS:
        sheet.box(x, y, SIDE, SIDE, 0, fill="#000000")
    return sheet.finish()


def _upright(page: degrade.Degraded) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.rot90(page.picture, page.rotation // 90)


@pytest.mark.parametrize("channel", ["scan150", "scan200", "fax", "photo"])
def test_a_mapped_box_holds_the_ink_of_the_drawn_one(channel: str) -> None:
    pdf = _target()
    dpi = {"scan150": 150.0, "scan200": 200.0, "fax": 204.0, "photo": 150.0}[channel]
    for seed in range(4):
        rng = random.Random(seed)
        drawn = degrade.rasterise(pdf, dpi)[0]
        match channel:
            case "fax":
                page = degrade.fax(drawn, rng)
            case "photo":
                page = degrade.photo(drawn, rng)
            case _:
                page = degrade.scan(drawn, int(dpi), rng)
        picture = _upright(page).astype(float)
        grey = picture if picture.ndim == 2 else picture.mean(axis=2)
        h, w = grey.shape
        for x, y in SPOTS:
            x0, y0, x1, y1 = page.place((x / 595.28, y / 841.89, (x + SIDE) / 595.28, (y + SIDE) / 841.89))
            inside = grey[int(y0 * h) + 2 : int(y1 * h) - 1, int(x0 * w) + 2 : int(x1 * w) - 1]
            around = grey[int(y0 * h) - 9 : int(y0 * h) - 4, int(x0 * w) : int(x1 * w)]
            assert np.median(inside) < np.median(around) - 60


def test_an_exif_turned_photo_is_upright_for_who_obeys() -> None:
    picture = np.full((120, 80, 3), 255, dtype=np.uint8)
    picture[:20, :20] = 0
    for orientation in (1, 3, 6, 8):
        data = degrade.jpeg(picture, 95, orientation=orientation)
        upright = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))))
        assert upright.shape == picture.shape
        assert upright[5, 5].max() < 60
        assert upright[100, 60].min() > 200


def test_a_fax_is_one_bit_group_four() -> None:
    delivered = deliver(_target(), "fax", random.Random(2))
    image = Image.open(io.BytesIO(delivered.data))
    assert image.mode == "1"
    assert image.info["compression"] == "group4"
    assert image.size[0] == 1728
    assert round(float(image.info["dpi"][0])) == 204


def test_a_long_paper_is_scanned_when_it_should_be_photographed() -> None:
    sheet = Sheet()
    sheet.new_page()
    delivered = deliver(sheet.finish(), "photo", random.Random(1))
    assert delivered.channel == "scan200"
    assert len(delivered.pages) == 2
