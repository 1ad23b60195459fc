"""Which lines of a page read on as one paragraph."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from extract.prose_paragraphs import paragraphs
from tests.extract.sheet import Sheet, around


def read(*lines: str) -> list[str]:
    page = around(Sheet().lines(50, 100, *lines), DocumentKind.ASSAY_CERTIFICATE)
    return [one.running for one in paragraphs(page.layout, page.page, page.labels, page.skip)]


def test_a_sentences_last_word_is_no_label_on_a_line_of_its_own() -> None:
    first = "The parcel was valued at an average of USD 240.00 per"
    assert read(first, "carat.") == [f"{first} carat."]


def test_a_label_on_a_line_of_its_own_ends_a_paragraph() -> None:
    first = "The parcel was valued at an average of USD 240.00"
    assert read(first, "Carats:") == [first]


def page_of(low: float) -> list[str]:
    """Paragraphs of a scanned list whose lines hang in by 16 points; the second line's ink is so high."""
    sheet = Sheet("ocr")
    for number in range(6):
        sheet.text(60, 300 + 18 * number, "Further words that run on to the edge of the sheet", 11)
    sheet.text(60, 100, "2. The labels set at the depot bear the numbers 0671155,", 11)
    sheet.text(76, 119, "0671156 and 0671157.", low)
    return [one.running for one in paragraphs(sheet.layout(), 0, (), frozenset())]


@pytest.mark.parametrize("low", [8.0, 11.0])
def test_a_line_that_hangs_in_reads_on_though_its_letters_are_low(low: float) -> None:
    assert "2. The labels set at the depot bear the numbers 0671155, 0671156 and 0671157." in page_of(low)
