"""The address of a party from where else the paper names it: what answers another label is none."""

from __future__ import annotations

import pytest

from extract.candidates_letterhead_addresses import address_lines, running_address
from extract.model import DocumentKind
from tests.extract.sheet import Sheet, around

PACKING = DocumentKind.PACKING_LIST
NAME = "Kievit Rough Trading NV"


def under(label: str, value: str) -> list[int]:
    sheet = Sheet().text(60, 200, "Consignee", 8).text(60, 210, NAME).text(60, 230, label, 8).text(60, 239, value)
    return address_lines(around(sheet, PACKING), 1, None)


@pytest.mark.parametrize(
    ("label", "value"), [("Lot reference", "SDE-RD-9908"), ("Goods description", "Rough diamonds, non-industrial")]
)
def test_what_answers_another_label_under_a_name_is_no_address(label: str, value: str) -> None:
    assert under(label, value) == []


def test_under_the_label_of_an_address_stands_one() -> None:
    assert under("Address", "Vestingstraat 71, 2018 Antwerpen, Belgium") == [3]


def test_what_answers_another_label_beside_a_name_is_no_address() -> None:
    sheet = Sheet().text(60, 200, "4. Bill to", 8).text(190, 200, "5. Goods description", 8)
    sheet.text(60, 209, NAME).text(190, 209, "Rough diamonds, non-industrial")
    page = around(sheet, PACKING)
    assert running_address(page, 2) == []
    plain = Sheet().text(60, 209, NAME).text(190, 209, "Vestingstraat 71, 2018 Antwerpen, Belgium")
    assert running_address(around(plain, PACKING), 0) == [1]
