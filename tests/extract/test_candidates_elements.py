"""Which row of a table of elements is the goods' own."""

from __future__ import annotations

import pytest

from extract.candidates import Candidate, labelled
from extract.candidates_elements import weigh_elements
from extract.model import DocumentKind
from extract.values import Context
from tests.extract.sheet import Sheet, around

ASSAY = DocumentKind.ASSAY_CERTIFICATE


def grades(goods: str, *rows: tuple[str, str]) -> list[Candidate]:
    sheet = Sheet().text(50, 50, f"Material: {goods}")
    for number, (element, share) in enumerate(rows):
        sheet.text(50, 80 + 14 * number, element).text(150, 80 + 14 * number, share)
    context = Context(language="en")
    found = weigh_elements(labelled(around(sheet, ASSAY), context), context)
    return sorted((one for one in found if one.spec.name == "grade"), key=lambda one: -one.score)


@pytest.mark.parametrize(
    ("goods", "grade"),
    [
        ("Cassiterite concentrate", "62.04"),
        ("Wolframite concentrate", "3.747"),
        ("Tantalite concentrate (coltan)", "1.091"),
    ],
)
def test_the_element_that_the_goods_are_sold_by(goods: str, grade: str) -> None:
    best = grades(goods, ("Ta2O5", "1.091 %"), ("WO3", "3.747 %"), ("Sn", "62.04 %"))[0]
    assert best.parsed.value == grade


def test_a_unit_is_taken_from_the_other_rows() -> None:
    best = grades("Cassiterite concentrate", ("Sn", "62.04"), ("WO3", "3.747 %"))[0]
    assert (best.parsed.value, best.parsed.unit) == ("62.04", "%")
    assert best.parsed.rule.endswith("unit-of-column")


def test_rows_are_equal_where_nothing_tells_the_goods() -> None:
    assert all(one.features.get("element_of_goods", 0.0) == 0.0 for one in grades("Ore", ("Sn", "2 %"), ("WO3", "3 %")))
