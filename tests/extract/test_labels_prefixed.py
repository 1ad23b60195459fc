"""Letters that begin a number and are a label elsewhere."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from tests.extract.sheet import Sheet, labels_on
from tests.extract.trade import values


@pytest.mark.parametrize("number", ["LC 922-26", "CA 01814", "PL 4471"])
def test_letters_beside_a_label_are_the_numbers_own(number: str) -> None:
    sheet = Sheet().text(60, 40, "NOTE DE COLISAGE", 15)
    sheet.text(60, 90, "Réf. colisage").text(260, 90, number)
    sheet.text(60, 110, "Date du document").text(260, 110, "27/09/2026")
    assert values(sheet)["document_number"] == number


@pytest.mark.parametrize("number", ["CA 01814", "AS 7702-A"])
def test_letters_under_a_label_are_the_numbers_own(number: str) -> None:
    sheet = Sheet().text(60, 40, "Certificat d'analyse", 15)
    sheet.lines(60, 90, "Numéro du bulletin", number).lines(60, 124, "Date d'établissement", "07/02/2026")
    assert values(sheet)["document_number"] == number


def test_letters_that_no_label_asks_a_number_for_are_a_label() -> None:
    sheet = Sheet().text(60, 40, "PACKING LIST", 15).text(60, 90, "Date").text(260, 90, "4 May 2026")
    hits = labels_on(sheet.text(60, 110, "LC 922-26"), DocumentKind.PACKING_LIST)
    assert "LC" in [hit.text for hit in hits]


def test_letters_under_a_label_that_is_answered_beside_it_are_the_next_label() -> None:
    sheet = Sheet().text(60, 40, "PACKING LIST", 15).text(60, 90, "Invoice No.").text(260, 90, "INV-77")
    hits = labels_on(sheet.text(60, 104, "LC 922-26"), DocumentKind.PACKING_LIST)
    assert "LC" in [hit.text for hit in hits]
