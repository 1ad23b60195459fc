"""Words that are labels elsewhere and part of a number: "LOT 19238" where a whole label of lots stands before it."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from extract.read import extract_file
from tests.extract.sheet import Sheet
from tests.extract.test_prose import LETTER, facts


def lot_of(sheet: Sheet) -> object:
    sheet.text(60, 40, "PACKING LIST", 15).text(60, 300, "Net weight: 1,204.5 kg")
    (document,) = extract_file([sheet.page()])
    return document.fields["lot_number"].value


def test_the_word_under_a_label_belongs_to_the_number() -> None:
    assert lot_of(Sheet().text(60, 100, "N° de lot").text(60, 113, "LOT 19238")) == "LOT 19238"


def test_the_word_beside_a_label_belongs_to_the_number() -> None:
    assert lot_of(Sheet().text(60, 100, "Lot").text(200, 100, "LOT 19238")) == "LOT 19238"


@pytest.mark.parametrize(
    "line",
    [
        "Lot No.: LOT CL/2026/125",
        "LOT NO. ....... LOT CL/2026/125",
        "Lot n° LOT CL/2026/125",
        "Lote: LOT CL/2026/125",
    ],
)
def test_the_word_behind_a_label_belongs_to_the_number(line: str) -> None:
    assert lot_of(Sheet().text(60, 100, line)) == "LOT CL/2026/125"


@pytest.mark.parametrize("line", ["LOT 19238", "Lot: 19238", "N° de lot / LOT: 19238", "Lote: Lot: 19238"])
def test_the_word_that_asks_itself_does_not(line: str) -> None:
    assert lot_of(Sheet().text(60, 100, line)) == "19238"


@pytest.mark.parametrize(("label", "number"), [("Certificate No.", "C.O. 015669"), (None, "015669")])
def test_under_a_mere_title_the_letters_of_a_papers_name_are_its_label(label: str | None, number: str) -> None:
    sheet = Sheet().text(200, 40, "CERTIFICATE OF ORIGIN", 15).text(60, 113, "C.O. 015669")
    if label is not None:
        sheet.text(60, 100, label)
    sheet.text(60, 160, "Country of origin: Rwanda").text(60, 190, "Gross weight: 1,204.5 kg")
    (document,) = extract_file([sheet.page()])
    assert document.type is DocumentKind.CERTIFICATE_OF_ORIGIN
    assert document.fields["document_number"].value == number


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("We declare that the lot bears the number LOT 63502 and was mined in Guinea.", "LOT 63502"),
        ("We declare that the material of LOT 63502 was mined in Guinea.", "63502"),
    ],
)
def test_a_sentence_that_asks_for_the_number_leaves_it_its_word(sentence: str, number: str) -> None:
    assert facts(Sheet().text(50, 100, sentence, 9), LETTER)["lot_number"].parsed.value == number
