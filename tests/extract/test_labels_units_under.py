"""The unit of a label alone in its second line."""

from __future__ import annotations

import pytest

from extract.labels_units import unit_in
from tests.extract.sheet import Sheet
from tests.extract.trade import read


@pytest.mark.parametrize(("label", "unit"), [("Gross weight declared", "(kgs)"), ("Gross weight of shipment", "(g)")])
def test_a_unit_in_brackets_under_a_label_is_that_of_its_value(label: str, unit: str) -> None:
    sheet = Sheet().text(60, 40, "Packing list", 15).text(60, 80, "Document No.").text(220, 80, "7097106")
    sheet.lines(60, 100, label, unit, step=12).text(220, 100, "1.33")
    sheet.text(60, 130, "Invoice ref.").text(220, 130, "CI 48939")
    weight = read(sheet).fields["gross_weight"]
    assert (weight.value, weight.unit) == ("1.33", unit.strip("()s"))
    assert weight.confidence > 0.5


def test_words_in_brackets_under_a_label_are_no_unit() -> None:
    sheet = Sheet().text(60, 40, "Packing list", 15).text(60, 80, "Document No.").text(220, 80, "7097106")
    sheet.lines(60, 100, "Gross weight declared", "(approx.)", step=12).text(220, 100, "1.33")
    assert read(sheet).fields["gross_weight"].unit is None


@pytest.mark.parametrize(
    ("label", "unit"),
    [("Net weight, t", "t"), ("Peso neto en t", "t"), ("Or, g", "g"), ("Net weight t", None), ("Boxes a, b", None)],
)
def test_a_unit_of_one_letter_is_set_apart(label: str, unit: str | None) -> None:
    assert unit_in(label) == unit
