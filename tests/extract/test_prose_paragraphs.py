"""Which lines of a page read on as one paragraph."""

from __future__ import annotations

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
