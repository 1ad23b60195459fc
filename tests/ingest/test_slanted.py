"""Text that runs aslant is held against the page as level text is."""

from __future__ import annotations

import io
import math
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]  # the package carries no types

from bench.papermaker import lying
from ingest import pdf
from ingest.glyphs import Glyph, TextWord
from ingest.model import Page
from ingest.owntext import text_layer
from ingest.ppocr import model_folder
from ingest.read import read_page
from ingest.slanted import Turn, slants
from tests.ingest import paper

needs_ppocr = pytest.mark.skipif(model_folder() is None, reason="PP-OCR is not installed")

LINES = ("Weight: 1,254.30 ct", "Value: USD 28,255.04", "Number: BW 071613", "Country: Rwanda")


def aslant(angle: float) -> bytes:
    """A page whose lines rise at an angle."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(595, 842), invariant=1)
    page.translate(300, 400)
    page.rotate(angle)
    page.setFont("Times-Roman", 11)
    for row, line in enumerate(LINES):
        page.drawString(-100, 60 - 24 * row, line)
    page.save()
    return out.getvalue()


def read(folder: Path, data: bytes) -> Page:
    return read_page(paper.write(folder, "page.pdf", data), "0" * 64, "application/pdf", 1)


def told(page: Page, code: str) -> dict[str, str | None]:
    return {remark.stated: remark.seen for remark in page.remarks if remark.code == code and remark.stated}


@needs_ppocr
@pytest.mark.parametrize("angle", [4, 5, -10, 95])
def test_figures_that_lie_aslant_are_found_and_the_seen_wins(tmp_path: Path, angle: float) -> None:
    page = read(tmp_path, lying.other_digits(aslant(angle), {"4": "5", "5": "4", "0": "8"}))
    assert page.origin == "ocr"
    assert told(page, "text-layer-differs")["1,245.38"] == "1,254.30"
    assert "1,254.30" in [word.text for word in page.words]


@needs_ppocr
def test_what_runs_too_steep_to_be_read_as_a_page_is_told_as_doubtful(tmp_path: Path) -> None:
    page = read(tmp_path, lying.other_digits(aslant(45), {"4": "5", "5": "4"}))
    assert told(page, "text-layer-unchecked")["1,245.30"] == "1,254.30"
    assert [word.confidence for word in page.words if word.text == "1,245.30"] == [0.3]


@needs_ppocr
@pytest.mark.parametrize("angle", [5, 45, 95])
def test_honest_pages_that_run_aslant_keep_their_text(tmp_path: Path, angle: float) -> None:
    page = read(tmp_path, aslant(angle))
    assert (page.origin, page.remarks) == ("text-layer", ())


@pytest.mark.parametrize("angle", [5, 45, 80])
def test_words_are_made_level(tmp_path: Path, angle: float) -> None:
    with pdf.single_page(paper.write(tmp_path, "page.pdf", aslant(angle)), 1) as (document, page):
        words = text_layer(document, page).words
    word = next(each for each in words if each.text == "1,254.30")
    level = Turn(word.angle, 1190, 1684, 2.0).word(word)
    assert level.size == pytest.approx(11, rel=0.05)
    assert level.x1 - level.x0 == pytest.approx(38.5, rel=0.05)  # eight characters of Times at 11 points
    assert len({round(glyph.base[1], 2) for glyph in level.glyphs}) == 1


def slanted(angle: float, turning: float = 0.0) -> TextWord:
    glyphs = tuple(
        Glyph("A", 6.0 * i, 0.0, 6.0 * i + 6, 10.0, 10.0, angle + turning * i, (6.0 * i, 8.0), "F") for i in range(5)
    )
    return TextWord("AAAAA", 0.0, 0.0, 30.0, 10.0, angle, 10.0, glyphs)


def test_level_text_ornaments_and_rings_are_no_slant() -> None:
    words = [slanted(0), slanted(91), *(slanted(355),) * 4, *(slanted(40),) * 3, *(slanted(30, 8.0),) * 6]
    assert slants(words, 4) == [(355, [2, 3, 4, 5])]
    assert math.isclose(slants(words, 3)[1][0], 40)
