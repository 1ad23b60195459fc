"""The lot that marks on packages name, where nothing else does."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind, Field
from extract.read import read_stack
from extract.split import Stack
from tests.extract.sheet import Sheet


def lot(*marks: str, beside: tuple[str, str] | None = None) -> Field | None:
    """The lot of a waybill whose box of marks holds these lines."""
    sheet = Sheet().text(180, 40, "CONSIGNMENT NOTE", 18).box(40, 200, 160, 300).box(160, 200, 400, 300)
    sheet.text(45, 205, "6 Marks and numbers", 8).lines(45, 220, *marks)
    sheet.text(165, 205, "9 Nature of the goods", 8).text(165, 220, "Tin concentrate in drums")
    if beside is not None:
        sheet.text(45, 330, beside[0]).text(165, 330, beside[1])
    stack = Stack(DocumentKind.TRANSPORT_DOCUMENT, 0.9, "en", None, (sheet.layout(),))
    return read_stack(stack, "d1").fields.get("lot_number")


@pytest.mark.parametrize("marks", [("TKM/QS/26-003", "1-48"), ("TKM/QS/26-003",)])
def test_a_code_alone_or_over_the_numbers_of_packages_is_the_lot_and_unsure(marks: tuple[str, ...]) -> None:
    found = lot(*marks)
    assert found is not None
    assert found.value == "TKM/QS/26-003"
    assert found.confidence < 0.9


def test_the_label_of_the_next_box_is_none_of_the_marks() -> None:
    sheet = Sheet().text(180, 40, "CONSIGNMENT NOTE", 18)
    for x in (40, 160, 290, 400):
        sheet.rule(x, 200, x, 300)
    sheet.rule(40, 200, 400, 200).rule(40, 300, 400, 300).text(45, 205, "6 Marks and numbers", 8)
    sheet.text(165, 205, "7 / 8 Number and kind of packages", 8).text(295, 205, "9 Nature of the goods", 8)
    sheet.text(45, 220, "TKM/QS/26-003").text(165, 220, "48 drums").text(295, 220, "Tin concentrate")
    stack = Stack(DocumentKind.TRANSPORT_DOCUMENT, 0.9, "en", None, (sheet.layout(),))
    found = read_stack(stack, "d1").fields["lot_number"]
    assert (found.value, found.confidence < 0.9) == ("TKM/QS/26-003", True)


@pytest.mark.parametrize("marks", [("TKM/QS/26-003", "HAMBURG"), ("ATOCHA", "1-48"), ("As addressed", "1-48")])
def test_marks_without_a_code_over_numbers_name_no_lot(marks: tuple[str, ...]) -> None:
    assert lot(*marks) is None


def test_a_lot_that_is_named_is_the_lot() -> None:
    found = lot("TKM/QS/26-003", "1-48", beside=("Lot No.", "QS-2026-7"))
    assert found is not None
    assert found.value == "QS-2026-7"
