"""Which row of a table of elements is the goods' own."""

from __future__ import annotations

import pytest

from extract.candidates import Candidate, labelled
from extract.candidates_elements import weigh_elements
from extract.model import DocumentKind
from extract.read import extract_file
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


@pytest.mark.parametrize("result", ["99.96 Cu", "26.46 Ta2O5", "5,95 Li2O"])
def test_an_element_behind_its_figure_is_no_label(result: str) -> None:
    sheet = Sheet().text(50, 50, "Grade (%)").text(50, 64, result).text(50, 90, "Sample ID").text(50, 104, "966-C")
    found = [one for one in labelled(around(sheet, ASSAY), Context()) if one.spec.name == "grade"]
    assert [(one.parsed.value, one.parsed.unit) for one in found[:1]] == [(result.split()[0].replace(",", "."), "%")]


def test_a_grades_unit_may_stand_in_a_box_of_its_own() -> None:
    sheet = Sheet().text(50, 50, "Content").text(150, 50, "26.46 Ta2O5").text(230, 50, "%")
    found = [one for one in labelled(around(sheet, ASSAY), Context()) if one.spec.name == "grade"]
    assert {(one.parsed.value, one.parsed.unit) for one in found} == {("26.46", "%")}


@pytest.mark.parametrize("remark", ["Repeatability 0.03 % Au.", "Incertitude élargie sur Au : 0,03 % absolu."])
def test_how_far_a_result_may_be_off_is_no_result(remark: str) -> None:
    found = grades("gold doré bars", ("Au", "89.35 %"), (remark, ""))
    assert {one.parsed.value for one in found} == {"89.35"}


def test_of_several_shares_in_one_place_that_of_the_goods_own_element() -> None:
    sheet = Sheet().text(150, 40, "COMMERCIAL INVOICE", 16).text(50, 80, "Invoice No.").text(250, 80, "KV-0441/26")
    sheet.text(50, 100, "Goods").text(250, 100, "Tantalite concentrate")
    sheet.text(50, 120, "Grade").text(250, 120, "Nb2O5 12.1 % / Ta2O5 30.2 %")
    (document,) = extract_file([sheet.page()])
    assert (document.fields["grade"].value, document.fields["grade"].unit) == ("30.2", "%")


@pytest.mark.parametrize("beside", ["U3O8 0.03 %", "moisture 0.45 %", "ThO2: 0.10 %"])
def test_one_of_several_contents_beside_that_of_an_element_which_no_list_has(beside: str) -> None:
    sheet = Sheet().text(50, 50, "Material: Tantalite concentrate")
    sheet.text(50, 80, f"Results (dry basis): Nb2O5 14.10 %; Ta2O5 31.20 %; {beside}", size=9.0)
    context = Context(language="en")
    found = weigh_elements(labelled(around(sheet, ASSAY), context), context)
    assert [one.parsed.value for one in found if one.spec.name == "grade"][:1] == ["31.20"]
