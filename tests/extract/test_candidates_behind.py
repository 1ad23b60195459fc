"""Weights whose word stands beneath them, and what is doubted of a mine's name and a lone commodity."""

from __future__ import annotations

import pytest

from extract.doubts_words import of_site
from extract.read import extract_file
from tests.extract.sheet import Sheet


def weights(*column: str) -> dict[str, str]:
    sheet = Sheet().text(170, 40, "CERTIFICATE OF ORIGIN", 16)
    sheet.text(60, 90, "Description of goods").text(60, 104, "Tungsten ore concentrate")
    sheet.box(380, 85, 540, 170).text(385, 90, "7 Quantity").lines(385, 104, *column)
    (document,) = extract_file([sheet.page()])
    return {name: str(field.value) for name, field in document.fields.items() if name.endswith("_weight")}


@pytest.mark.parametrize(
    "column",
    [
        ("19,676.0 kg", "gross", "19,640.0 kg", "net"),
        ("19,640.0 kg", "net", "19,676.0 kg", "gross"),
        ("gross", "19,676.0 kg", "net", "19,640.0 kg"),
    ],
)
def test_a_run_tells_which_way_its_words_point(column: tuple[str, ...]) -> None:
    assert weights(*column) == {"gross_weight": "19676.0", "net_weight": "19640.0"}


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("Rutsiro Ridge, Western Province, own concession", 1.0),
        ("Rutsiro Ridge, Western Province", 0.0),
        ("Kabarore, district de Kayanza", 0.0),
        ("Letlapa Mine", 0.0),
    ],
)
def test_a_clause_behind_a_mine_is_doubted_unless_it_names_a_district(name: str, remark: float) -> None:
    assert of_site(name) == {"site_with_remark": remark}


def test_a_commodity_alone_out_of_a_sentence_is_less_sure_than_goods_told_in_full() -> None:
    told = []
    for goods in ("cassiterite", "cassiterite concentrate in bags"):
        sheet = Sheet().text(170, 40, "MINERAL EXPORT PERMIT", 16)
        sheet.lines(60, 100, f"You are hereby authorised to export {goods}.")
        (document,) = extract_file([sheet.page()])
        told.append(document.fields["goods_description"].confidence)
    assert told[0] < 0.9 < told[1]


def test_who_is_given_authority_to_export_so_much_is_told_how_much() -> None:
    sheet = Sheet().text(170, 40, "MINERAL EXPORT PERMIT", 16)
    sheet.lines(60, 100, "You are hereby given authority to export 12,000 kg of cassiterite concentrate.")
    (document,) = extract_file([sheet.page()])
    quantity, goods = (document.fields[name] for name in ("licensed_quantity", "goods_description"))
    assert (quantity.value, goods.value) == ("12000", "cassiterite concentrate")
