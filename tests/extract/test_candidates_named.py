"""The number behind a paper's own name in its head."""

from __future__ import annotations

import pytest

from extract.candidates_named import behind_names
from extract.model import DocumentKind
from extract.types import TYPES
from extract.values import Context
from tests.extract.sheet import Sheet, around

ASSAY, PACKING = DocumentKind.ASSAY_CERTIFICATE, DocumentKind.PACKING_LIST


def numbers(sheet: Sheet, kind: DocumentKind) -> list[object]:
    return [one.parsed.value for one in behind_names(around(sheet, kind), TYPES[kind], Context(language="en"))]


def test_the_number_behind_the_papers_name_as_a_print_out_labels_it() -> None:
    sheet = Sheet().text(60, 60, "CERRO ALTO SPA").text(60, 84, "LISTA DE EMPAQUE .......: LE-0417")
    sheet.text(60, 100, "FACTURA COMERCIAL ......: F-0099").text(60, 700, "LISTA DE EMPAQUE: X-1")
    assert numbers(sheet, PACKING) == ["LE-0417"]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("Certificate of analysis PN-26-0417", "PN-26-0417"),
        ("Bulletin d'analyse PN 26-0417", "PN 26-0417"),
        ("Certificado de análisis PN-26-0417", "PN-26-0417"),
        ("Certificado de análise 26/0417", "26/0417"),
    ],
)
def test_the_number_behind_the_papers_name_as_a_heading_has_it(heading: str, number: str) -> None:
    assert numbers(Sheet().text(60, 60, heading), ASSAY) == [number]


@pytest.mark.parametrize(
    "line",
    [
        "Certificate of origin PN-26-0417",
        "Certificate of analysis PN-26-0417 of the umpire",
        "Certificate of analysis 12 March 2026",
        "Certificate of analysis 26",
    ],
)
def test_other_papers_longer_lines_and_days_give_no_number(line: str) -> None:
    assert numbers(Sheet().text(60, 60, line), ASSAY) == []


def test_further_down_the_page_it_is_spoken_of() -> None:
    assert numbers(Sheet().text(60, 500, "Certificate of analysis PN-26-0417"), ASSAY) == []
