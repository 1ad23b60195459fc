"""Ink that is no word: blots, scribbles and seals are found; print, titles, rulings and pale stamps are not."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.model import Box, Ruling, Word
from ingest.straighten import darkest
from ingest.straighten import grey as grey_of
from ingest.unread import unread_ink

WIDTH, HEIGHT = 900, 700
TEXT = (300, 300)


class Sheet:
    """A picture of print with the words that a reader makes of it."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH, HEIGHT), "white")
        self.draw = ImageDraw.Draw(self.image)
        self.words: list[Word] = []
        self.rulings: list[Ruling] = []
        for number, text in enumerate(("Certificate number", "Date of issue", "Carat weight")):
            self.print(40, 100 + 100 * number, text)
            self.print(TEXT[0], 100 + 100 * number, ("BW 004711", "3 March 2026", "1,254.30 ct")[number])

    def print(
        self, x: float, y: float, text: str, size: int = 26, confidence: float = 0.95, fill: str = "black"
    ) -> None:
        font = ImageFont.load_default(size)
        for word in text.split():
            self.draw.text((x, y), word, font=font, fill=fill)
            x0, y0, x1, y1 = self.draw.textbbox((x, y), word, font=font)
            box = Box(x0 / WIDTH, y0 / HEIGHT, x1 / WIDTH, y1 / HEIGHT)
            self.words.append(Word(word, box, confidence, "tesseract"))
            x = x1 + 8

    def found(self) -> tuple[Box, ...]:
        pixels: Any = np.asarray(self.image)
        lightest = pixels.max(axis=2)
        assert grey_of(pixels).shape == lightest.shape
        return unread_ink(lightest, darkest(pixels), self.words, self.rulings)

    def forget(self, *texts: str) -> None:
        self.words = [word for word in self.words if word.text not in texts]


def over(boxes: tuple[Box, ...], x: float, y: float) -> bool:
    return any(box.x0 <= x / WIDTH <= box.x1 and box.y0 <= y / HEIGHT <= box.y1 for box in boxes)


def test_print_alone_leaves_nothing() -> None:
    sheet = Sheet()
    sheet.print(200, 30, "CERTIFICATE", size=60)
    sheet.rulings.append(Ruling(0.03, 0.2, 0.97, 0.2))
    sheet.draw.line((27, 140, 873, 140), fill="black", width=4)
    assert sheet.found() == ()


def test_a_blot_in_a_value() -> None:
    sheet = Sheet()
    sheet.draw.ellipse((370, 295, 410, 335), fill=(60, 50, 40))
    assert over(sheet.found(), 390, 315)


@pytest.mark.parametrize("ink", [(20, 20, 80), (0, 0, 0)])
def test_a_scribble_over_a_value_that_was_not_read(ink: tuple[int, int, int]) -> None:
    sheet = Sheet()
    points = [(300 + 4 * k, 315 + 18 * math.sin(2.1 * k)) for k in range(40)]
    sheet.draw.line(points, fill=ink, width=4)
    sheet.forget("1,254.30", "ct")
    assert over(sheet.found(), 380, 315)


def test_a_coloured_seal_hides_what_lies_under_it_though_its_colour_is_dropped_for_reading() -> None:
    sheet = Sheet()
    sheet.draw.ellipse((280, 250, 460, 380), fill=(190, 30, 30))
    sheet.forget("1,254.30", "ct")
    assert over(sheet.found(), 370, 315)


def test_a_pale_stamp_hides_nothing() -> None:
    sheet = Sheet()
    sheet.draw.ellipse((280, 250, 460, 380), outline=(220, 120, 120), width=5)
    assert sheet.found() == ()


def test_print_on_a_dark_ground_is_print() -> None:
    sheet = Sheet()
    sheet.draw.rectangle((30, 480, 870, 540), fill=(40, 40, 60))
    sheet.print(60, 495, "Description of goods", fill="white")
    assert sheet.found() == ()


def test_a_blot_over_lines_that_covers_half_of_a_word_of_the_next_line_is_no_ground_of_it() -> None:
    sheet = Sheet()
    _, y0, _, y1 = sheet.words[-1].box
    sheet.draw.rectangle((290, (0.6 * y0 + 0.4 * y1) * HEIGHT, 470, 440), fill=(60, 60, 60))
    assert over(sheet.found(), 400, 400)


def test_a_page_with_hardly_a_word_is_no_form() -> None:
    sheet = Sheet()
    sheet.draw.ellipse((370, 295, 410, 335), fill="black")
    sheet.words = sheet.words[:2]
    assert sheet.found() == ()


def test_strokes_of_bold_type_run_together_hide_nothing_of_a_word_that_was_read_surely() -> None:
    sheet = Sheet()
    sheet.print(40, 500, "KCR-7", size=36, confidence=0.98)
    box = sheet.words[-1].box
    x, y = box.x0 * WIDTH + 4, box.y0 * HEIGHT + 6
    sheet.draw.ellipse((x, y, x + 17, y + 17), fill="black")
    assert not over(sheet.found(), x + 8, y + 8)
    sheet.words[-1] = replace(sheet.words[-1], confidence=0.7)
    assert over(sheet.found(), x + 8, y + 8)


def test_a_word_that_both_read_but_for_its_capitals_accounts_for_its_ink() -> None:
    sheet = Sheet()
    sheet.print(300, 500, "Ilmenite", confidence=0.4)
    at = (sheet.words[-1].box.mid_x * WIDTH, sheet.words[-1].box.mid_y * HEIGHT)
    assert over(sheet.found(), *at)
    sheet.words[-1] = replace(sheet.words[-1], reader="both")
    assert not over(sheet.found(), *at)


def test_a_dark_bar_that_words_stand_on_in_light_print_is_no_scribble() -> None:
    sheet = Sheet()
    sheet.draw.rectangle((60, 480, 840, 530), fill=(40, 40, 40))
    sheet.print(300, 490, "REPORT No LMS 07731", fill="white")
    assert not over(sheet.found(), 200, 500)
    sheet.forget("REPORT", "No", "LMS", "07731")
    assert over(sheet.found(), 200, 500)
