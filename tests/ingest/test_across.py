"""Words put across a page in large letters, whatever way they run and whatever they lie on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.across import words_across
from ingest.read import Settings, read_page
from ingest.readers import engine
from ingest.signink import Small, reduced
from ingest.straighten import Pixels
from tests.ingest import paper
from tests.ingest.test_read import needs_both

RED, GREY, BLACK = (220, 60, 60), (180, 180, 180), (0, 0, 0)


def stamped(word: str, angle: float, fill: tuple[int, int, int], size: int, y: int = 600) -> Pixels:
    """The form at 200 dpi with a word across it, turned so many degrees to the left."""
    image = Image.fromarray(paper.form_picture(200)).convert("RGB")
    layer = Image.new("L", image.size, 0)
    ImageDraw.Draw(layer).text((400, y), word, fill=255, font=ImageFont.load_default(size=size))
    layer = layer.rotate(angle, center=(800, y))
    image.paste(Image.new("RGB", image.size, fill), (0, 0), layer)
    return np.array(image, dtype=np.uint8)


@needs_both
@pytest.mark.parametrize(
    ("word", "angle", "fill", "size", "y", "kind"),
    [
        ("VOID", 20, RED, 260, 600, "void"),
        ("SPECIMEN", 0, RED, 90, 560, "specimen"),
        ("SPECIMEN", 45, GREY, 150, 1700, "specimen"),
        ("COPY", 45, GREY, 220, 1700, "copy"),
        ("COPIA", -30, RED, 200, 1700, "copy"),
        ("ANULADO", 30, BLACK, 160, 1700, "void"),
        ("FAUX", 90, GREY, 200, 1700, "forged"),
    ],
)
def test_a_word_across_the_page_is_a_mark(
    word: str, angle: float, fill: tuple[int, int, int], size: int, y: int, kind: str
) -> None:
    found = words_across(
        Small(reduced(stamped(word, angle, fill, size, y), 200.0)[0]), (), engine("both"), ("en", "fr", "pt", "es")
    )
    assert found is not None
    assert [mark.kind for mark in found.marks] == [kind]
    assert found.ink.any()


@needs_both
@pytest.mark.parametrize("word", ["DIAMONDS", "LOT 26", "Ministry", ""])
def test_other_large_words_are_none(word: str) -> None:
    assert (
        words_across(Small(reduced(stamped(word, 20, RED, 160, 1700), 200.0)[0]), (), engine("both"), ("en",)) is None
    )


@needs_both
def test_its_letters_are_neither_stamp_nor_signature(tmp_path: Path) -> None:
    path = paper.write(tmp_path, "a.png", paper.png(stamped("VOID", 20, RED, 260), 200))
    page = read_page(path, "f" * 64, "image/png", 1, Settings(readers="both"))
    assert [mark.kind for mark in page.marks] == ["void"]


def test_a_line_of_bold_print_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    page = np.full((2200, 1700, 3), 255, dtype=np.uint8)
    for place in range(6):  # patches of six millimetres by two, as words of a heading make
        page[400:416, 200 + 60 * place : 252 + 60 * place] = 0
    looked: list[int] = []
    monkeypatch.setattr("ingest.across._drawn", lambda letters, shape: looked.append(len(letters)))
    assert words_across(Small(reduced(page, 200.0)[0]), (), engine("tesseract"), ("en",)) is None
    assert not looked
