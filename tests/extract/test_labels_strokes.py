"""A label and its translation behind a stroke; labels of the element that goods are sold by."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet


def read(title: str, line: str) -> dict[str, object]:
    (document,) = extract_file([Sheet().text(60, 40, title, 15).lines(60, 100, line, "Signed").page()])
    return {name: field.value for name, field in document.fields.items()}


@pytest.mark.parametrize(
    "line",
    [
        "Destination / Country of destination. Namibia",
        "Destination / Country of destination: Namibia",
        "Destino / País de destino final: Namíbia",
    ],
)
def test_a_translation_whose_first_word_makes_another_wording_with_the_label(line: str) -> None:
    assert read("Export licence", line)["country_of_destination"] == "NA"


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Certificate of analysis", "Principal element (Co, %): 31.12"),
        ("Certificat d'analyse", "Teneur principale (Co, %). 31,12"),
        ("Certificado de análise", "Teor do elemento principal (Co, %): 31,12"),
        ("Certificado de análisis", "Contenido principal (Co %): 31,12"),
    ],
)
def test_the_content_of_the_main_element(title: str, line: str) -> None:
    assert read(title, line)["grade"] == "31.12"


def test_a_translation_of_no_list_behind_a_label_that_asks_for_figures() -> None:
    sheet = Sheet().text(60, 40, "AIR WAYBILL", 15)
    pairs = (
        ("GUIA AÉREA N.º / CARRIAGE SLIP NO.", "118-70441823"),
        ("PESO BRUTO / HEAVE OF ALL", "1.204,50 kg"),
        ("EMITIDO EM / PENNED UPON", "4 de maio de 2027"),
    )
    for number, (label, value) in enumerate(pairs):
        sheet.text(60, 100 + 40 * number, label, 6).text(60, 115 + 40 * number, value)
    (document,) = extract_file([sheet.page()])
    told = {name: field.value for name, field in document.fields.items()}
    assert (told["document_number"], told["gross_weight"]) == ("118-70441823", "1204.50")
    assert told["issue_date"] == "2027-05-04"
