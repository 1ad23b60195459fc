"""Words that a pen's stroke goes through keep their text and little confidence; lines about print change nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.model import Box, Word
from ingest.straighten import darkest
from ingest.struck import DOUBTED, struck

WIDTH, HEIGHT = 700, 200
LEFT, TOP = 200, 80


def read(
    *strokes: Sequence[tuple[float, float]], text: str = "LOT-7519", size: int = 28, pen: int = 4,
    ink: tuple[int, int, int] = (30, 40, 130), loose: float = 0.0,
) -> float:  # fmt: skip
    """The confidence of a word with lines drawn over it, whose box is `loose` heights higher than its letters."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(size)
    draw.text((LEFT, TOP), text, font=font, fill=(20, 20, 20))
    x0, y0, x1, y1 = draw.textbbox((LEFT, TOP), text, font=font)
    for points in strokes:
        draw.line([(x0 + x * (x1 - x0), y0 + y * (y1 - y0)) for x, y in points], fill=ink, width=pen)
    room = loose * (y1 - y0) / 2
    box = Box(x0 / WIDTH, (y0 - room) / HEIGHT, x1 / WIDTH, (y1 + room) / HEIGHT)
    (word,) = struck(darkest(np.asarray(image)), [Word(text, box, 0.95, "ppocr")])
    assert word.text == text
    return word.confidence


@pytest.mark.parametrize("loose", [0.0, 0.6])
@pytest.mark.parametrize("ink", [(30, 40, 130), (20, 20, 20), (70, 70, 75)])
@pytest.mark.parametrize(
    "stroke",
    [
        ((-0.1, 0.5), (1.1, 0.5)),
        ((-0.1, 0.3), (0.5, 0.45), (1.1, 0.7)),
        ((-0.02, 0.6), (1.1, 0.4)),
        ((-0.1, 0.5), (1.0, 0.5)),
    ],
)
def test_a_stroke_through_a_word(
    stroke: Sequence[tuple[float, float]], ink: tuple[int, int, int], loose: float
) -> None:
    assert read(stroke, ink=ink, loose=loose) == DOUBTED


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (((-0.5, 1.25), (1.5, 1.25)),),  # under it
        (((-0.5, -0.2), (1.5, -0.2)),),  # over it
        (((-0.04, -0.5), (-0.04, 1.5)), ((1.04, -0.5), (1.04, 1.5))),  # the sides of a box
        (((-0.5, 0.5), (-0.04, 0.5)), ((1.04, 0.5), (1.5, 0.5))),  # dashes before and behind it
        (((0.3, -0.6), (0.5, 1.6)),),  # down through one letter
    ],
)
def test_lines_about_a_word_and_print_by_itself(lines: Sequence[Sequence[tuple[float, float]]]) -> None:
    assert read(*lines) == 0.95


def test_bold_print_that_runs_together_and_print_on_a_dark_ground() -> None:
    assert read(text="MMMM", size=40) == 0.95
    image = Image.new("RGB", (WIDTH, HEIGHT), (20, 20, 60))
    ImageDraw.Draw(image).text((LEFT, TOP), "LOT-7519", font=ImageFont.load_default(28), fill="white")
    words = [Word("LOT-7519", Box(LEFT / WIDTH, TOP / HEIGHT, 340 / WIDTH, 110 / HEIGHT), 0.95, "both")]
    assert struck(darkest(np.asarray(image)), words) == tuple(words)
