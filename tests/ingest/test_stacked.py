"""Lines that the finder took for one."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest import straighten
from ingest.stacked import are_print, rows_of
from ingest.textlines import Character, Found, Line, line_of

DPI = 200


def pieces(*texts: tuple[str, float, int, int]) -> straighten.Pieces:
    """What hangs together on a page with these texts (of this size in points, from this corner), in a ruled box."""
    image = Image.new("L", (900, 300), 255)
    draw = ImageDraw.Draw(image)
    draw.rectangle((20, 20, 420, 140), outline=0, width=4)
    for text, points, x, y in texts:
        draw.text((x, y), text, fill=0, font=ImageFont.load_default(size=DPI * points / 72))
    return straighten.components(straighten.ink_of(np.asarray(image), 41, 15))


OTHERS = [Found(600.0, 60.0 + 40 * row, 200.0, 30.0, 0.0) for row in range(4)]


def test_a_caption_and_the_figure_under_it_are_two_rows() -> None:
    _, boxes = pieces(("12. Parcels", 7, 40, 40), ("3", 10, 42, 72))
    box = Found(90.0, 65.0, 120.0, 84.0, 0.0)
    rows = rows_of([*OTHERS, box], boxes, DPI)
    assert list(rows) == [box]
    caption, figure = rows[box]
    assert caption.y < 62 < figure.y
    assert caption.width > 3 * figure.width
    assert figure.x - figure.width / 2 == pytest.approx(40, abs=6)


@pytest.mark.parametrize(
    ("texts", "box"),
    [
        ([("Parcels", 24, 40, 40)], Found(120.0, 75.0, 240.0, 100.0, 0.0)),  # large type
        ([("mining", 16, 40, 40)], Found(120.0, 65.0, 240.0, 70.0, 0.0)),  # dots over letters are no row
        ([("12. Parcels", 7, 40, 40), ("3", 10, 42, 72)], Found(90.0, 50.0, 120.0, 34.0, 0.0)),  # no higher than others
        ([(f"{n}", 5, 40, 40 + 16 * n) for n in range(6)], Found(60.0, 80.0, 60.0, 120.0, 0.0)),  # a column of ornament
    ],
)
def test_one_line_stays_one(texts: list[tuple[str, float, int, int]], box: Found) -> None:
    assert rows_of([*OTHERS, box], pieces(*texts)[1], DPI) == {}


def test_no_line_and_no_ink_give_nothing() -> None:
    assert rows_of([], np.zeros((0, 4), dtype=np.int32), DPI) == {}
    assert rows_of(OTHERS, np.zeros((0, 4), dtype=np.int32), DPI) == {}


@pytest.mark.parametrize(
    ("whole", "sure", "rows", "said"),
    [
        ("12.Pts", 0.63, [("12. Parcels", 0.99), ("3", 0.97)], True),
        ("12. Pts", 0.95, [("12. Parcels", 0.99), ("31", 0.97)], True),  # it passed over half of them
        ("12. Parcels", 0.95, [("12. Parcels", 0.99), ("3", 0.97)], False),
        ("X", 0.4, [("12. Parcels", 0.99), ("o", 0.5)], False),  # a ring
        ("X", 0.4, [("12. Parcels", 0.99), ("", 0.0)], False),
    ],
)
def test_rows_are_believed_that_read_better_than_the_whole(
    whole: str, sure: float, rows: list[tuple[str, float]], said: bool
) -> None:
    def read(text: str, confidence: float) -> Line:
        return line_of(Found(100.0, 50.0, 100.0, 60.0, 0.0), [Character(sign, 0.0, confidence) for sign in text])

    assert are_print([read(*row) for row in rows], read(whole, sure)) is said
