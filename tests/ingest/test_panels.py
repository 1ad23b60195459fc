"""Dark grounds that print stands on: neither evened away as shadows, nor taken for ink that hides something."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ingest.model import Box, Word
from ingest.ocr import LANGUAGES
from ingest.panels import grounds_of, panels
from ingest.prepare import lay
from ingest.readers import engine
from ingest.scan import read_picture
from ingest.straighten import Pixels, grey
from tests.ingest.test_read import needs_both

WIDTH, HEIGHT = 1240, 1754
PANEL = (90, 220, 520, 900)
LINES = ("Certificate number", "NA-443564", "Date of issue", "13 April 2026", "Value", "US$ 551,353.13")


def page(
    panel: tuple[int, int, int, int] = PANEL, fill: tuple[int, int, int] = (60, 60, 60), words: bool = True
) -> Pixels:
    """A page at 150 dpi with dark print on paper and light print on a panel."""
    image = Image.new("RGB", (WIDTH, HEIGHT), (244, 244, 244))
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(24)
    for line in range(24):
        draw.text((580, 240 + 44 * line), "Kafubu Resources Limited, Stand 5120", font=font, fill=(30, 30, 30))
    draw.rectangle(panel, fill=fill)
    for line, text in enumerate(LINES if words else ()):
        draw.text((panel[0] + 40, panel[1] + 40 + 40 * line), text, font=font, fill="white")
    return np.asarray(image)


def shadow(share: float, width: float) -> NDArray[np.float64]:
    """Light that falls from all to a share of it from left to right, about the middle, over so many pixels."""
    fall = np.clip((np.arange(WIDTH) - WIDTH / 2) / width + 0.5, 0, 1)
    return np.asarray(1 - (1 - share) * fall)[None, :, None]


@pytest.mark.parametrize("fill", [(60, 60, 60), (20, 40, 120), (150, 20, 30)])
@pytest.mark.parametrize("shaded", [False, True])
def test_print_on_a_panel_keeps_its_ground_when_the_light_is_evened(fill: tuple[int, int, int], shaded: bool) -> None:
    pixels = page(fill=fill)
    if shaded:
        pixels = np.asarray(pixels * shadow(0.6, 900), dtype=np.uint8)
    laid = grey(lay(pixels, 150.0).pixels)
    left, top, right, bottom = PANEL
    ground = laid[top + 20 : bottom - 20, left + 20 : right - 20]
    assert np.percentile(ground, 80) < 0.6 * np.percentile(ground, 99.7)
    paper = laid[1400:1700, 40:1200]
    assert np.percentile(paper, 95) - np.percentile(paper, 5) < 25


def test_a_shadow_that_fades_is_none() -> None:
    small = np.full((500, 354), 240, dtype=np.uint8)
    shade = np.clip((np.arange(354) - 177) / 30 + 0.5, 0, 1)
    assert panels(np.asarray(small * (1 - 0.7 * shade), dtype=np.uint8)) is None


def test_what_surrounds_a_sheet_is_none() -> None:
    small = np.full((500, 354), 60, dtype=np.uint8)
    small[20:480, 20:334] = 240
    assert panels(small) is None


def test_a_band_over_a_letterhead_is_one() -> None:
    small = np.full((500, 354), 240, dtype=np.uint8)
    small[:60] = 70
    small[20:26, 40:200:4] = 250
    found = panels(small)
    assert found is not None
    assert (found[5:55] > 0).all()
    assert not (found[64:] > 0).any()


def test_rows_of_paper_between_dark_bands_are_no_part_of_them() -> None:
    small = np.full((500, 354), 240, dtype=np.uint8)
    for top in (50, 68, 86):
        small[top : top + 9, 30:320] = 70
        small[top + 3 : top + 6, 40:90:3] = 250
    found = panels(small)
    assert found is not None
    assert (found[51:58, 35:315] > 0).all()
    assert not (found[61:66] > 0).any()


def test_lines_of_print_are_none() -> None:
    small = np.full((500, 354), 240, dtype=np.uint8)
    for top in range(60, 440, 8):
        small[top : top + 4, 30:320:2] = 60
    assert panels(small) is None


def on(panel: tuple[int, int, int, int]) -> Word:
    left, top = panel[0] + 40, panel[1] + 80
    return Word("NA-443564", Box(left / WIDTH, top / HEIGHT, (left + 130) / WIDTH, (top + 26) / HEIGHT), 0.95, "both")


def test_a_panel_with_a_word_on_it_is_its_ground() -> None:
    found = grounds_of(grey(page()), [on(PANEL)])
    assert found is not None
    inside = found[round(300 / HEIGHT * found.shape[0]), round(300 / WIDTH * found.shape[1])]
    assert inside == 255
    assert found[-1, -1] == 0


def test_a_dark_bar_that_holds_no_word_may_hide_one() -> None:
    bar = grey(page((90, 220, 520, 300), words=False))
    assert grounds_of(bar, []) is None
    half_covered = Word("5120", Box(480 / WIDTH, 240 / HEIGHT, 600 / WIDTH, 266 / HEIGHT), 0.95, "both")
    assert grounds_of(bar, [half_covered]) is None


@needs_both
def test_values_on_a_panel_are_read_to_their_ends_and_nothing_about_them_is_unread() -> None:
    scanned = read_picture(page(), 150.0, engine("both"), LANGUAGES)
    text = " ".join(word.text for word in scanned.words)
    assert all(value in text for value in ("NA-443564", "13 April 2026", "551,353.13"))
    assert scanned.unread == ()
    assert not [mark for mark in scanned.signs if mark.kind in ("stamp", "signature")]
