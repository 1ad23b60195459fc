"""How sure a choice is."""

from __future__ import annotations

from extract.candidates import labelled
from extract.choose import Choice, choose
from extract.confidence import CEILING, confidence
from extract.model import DocumentKind
from extract.values import Context
from tests.extract.sheet import Sheet, around

KP = DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE


def chosen(sheet: Sheet, field: str) -> Choice:
    return choose(labelled(around(sheet, KP), Context(language="en")))[field]


def test_a_clear_statement_on_a_digital_page_is_nearly_certain() -> None:
    sheet = Sheet().text(50, 50, "Carat weight").text(250, 50, "1,273.09 ct")
    assert 0.96 <= confidence(chosen(sheet, "carat_weight"), 0.99) <= CEILING


def test_poorly_read_digits_are_not_trusted() -> None:
    sheet = Sheet("ocr").text(50, 50, "Carat weight", confidence=0.95).text(250, 50, "1,273.09 ct", confidence=0.5)
    assert confidence(chosen(sheet, "carat_weight"), 0.99) < 0.8


def test_well_read_digits_are() -> None:
    sheet = Sheet("ocr").text(50, 50, "Carat weight", confidence=0.97).text(250, 50, "1,273.09 ct", confidence=0.97)
    assert confidence(chosen(sheet, "carat_weight"), 0.99) > 0.9


def test_a_strong_rival_lowers_it() -> None:
    alone = Sheet().text(50, 50, "Date of issue: 28 January 2026")
    beside = Sheet().text(50, 50, "Date of issue: 28 January 2026").text(50, 500, "Issued on: 5 February 2026")
    assert confidence(chosen(beside, "issue_date"), 0.99) < confidence(chosen(alone, "issue_date"), 0.99)


def test_agreement_elsewhere_raises_it() -> None:
    once = Sheet("ocr").text(50, 50, "Certificate number: LS 024780", confidence=0.9)
    twice = Sheet("ocr").text(50, 50, "Certificate number: LS 024780", confidence=0.9)
    twice.text(50, 400, "Certificate number: LS 024780", confidence=0.9)
    assert confidence(chosen(twice, "document_number"), 0.99) > confidence(chosen(once, "document_number"), 0.99)


def test_an_ambiguous_date_is_uncertain() -> None:
    sheet = Sheet().text(50, 50, "Date of issue: 03/04/2026")
    assert confidence(chosen(sheet, "issue_date"), 0.99) < 0.9


def test_a_doubtful_document_type_makes_its_fields_doubtful() -> None:
    sheet = Sheet().text(50, 50, "Carat weight: 12.50 ct")
    assert confidence(chosen(sheet, "carat_weight"), 0.4) < confidence(chosen(sheet, "carat_weight"), 0.99)


def test_a_further_number_behind_the_one_is_no_other_reading_of_it() -> None:
    alone = Sheet().text(50, 50, "Invoice No.: KV-2210")
    more = Sheet().text(50, 50, "Invoice No.: KV-2210 - K.P. CERTIFICATE AE 004478")
    assert confidence(chosen(more, "invoice_number"), 0.99) > confidence(chosen(alone, "invoice_number"), 0.99) - 0.05
