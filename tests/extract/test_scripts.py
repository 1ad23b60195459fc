"""Papers in two scripts: Russian or Chinese beside, over and under the Latin wordings that are known."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from extract.tables import read_table
from extract.types import TYPES
from extract.values import Context
from extract.values.scripts import is_other, latin
from tests.extract.paper import Rows, sheet
from tests.extract.sheet import Sheet, labels_on

INVOICE = DocumentKind.COMMERCIAL_INVOICE


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Продавец / Seller", "         / Seller"),
        ("Quantity (MT) 数量", "Quantity (MT)   "),
        ("Ta₂O₅ ≥ 30 µm n.º 4", "Ta₂O₅ ≥ 30 µm n.º 4"),
        ("Société Générale", "Société Générale"),
        ("鸡西黑龙石墨制品有限公司", "鸡西黑龙石墨制品有限公司"),
    ],
)
def test_other_scripts_are_blanked_beside_latin_words(text: str, shown: str) -> None:
    assert latin(text) == shown
    assert len(latin(text)) == len(text)


def test_accents_and_signs_are_latin() -> None:
    assert not any(is_other(word) for word in ("œuvre", "Łódź", "ạ", "º", "µ"))
    assert all(is_other(word) for word in ("Масса", "毛重", "ΑΘΗΝΑ"))


@pytest.mark.parametrize(
    ("text", "name", "colon"),
    [
        ("Продавец / Seller", "exporter", False),
        ("发票号 Invoice No.:", "document_number", True),
        ("Buyer 买方:", "importer", True),
    ],
)
def test_a_label_with_its_translation(text: str, name: str, colon: bool) -> None:
    (hit,) = labels_on(Sheet().text(50, 50, text).text(300, 50, "X 100"), INVOICE)
    assert name in [spec.name for spec in hit.specs]
    assert (hit.whole, hit.colon) == (True, colon)


def test_a_name_in_another_script_behind_the_colon_is_no_translation() -> None:
    (hit,) = labels_on(Sheet().text(50, 50, "Seller: 鸡西黑龙石墨制品有限公司"), INVOICE)
    assert (hit.whole, hit.colon) == (False, True)


def test_headings_and_totals_of_two_scripts() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Наименование"), (240.0, "Масса, кар"), (320.0, "Цена"), (420.0, "Сумма, USD")]),
        (312.0, [(60.0, "Description"), (240.0, "Weight, ct"), (320.0, "Price, USD/ct"), (420.0, "Amount, USD")]),
        (332.0, [(60.0, "Rough diamonds +7"), (240.0, "100.50"), (320.0, "20.00"), (420.0, "2,010.00")]),
        (352.0, [(60.0, "Rough diamonds -7"), (240.0, "50.25"), (320.0, "10.00"), (420.0, "502.50")]),
        (372.0, [(60.0, "ИТОГО / TOTAL"), (240.0, "150.75"), (420.0, "2,512.50")]),
    ]
    reading = read_table([sheet(rows)], TYPES[INVOICE], Context(language="en"))
    assert [fields["carat_weight"].value for fields in reading.rows] == ["100.50", "50.25"]
    assert reading.totals["carat_weight"].value == "150.75"


def test_a_heading_whose_last_sign_wraps_between_the_others() -> None:
    rows: Rows = [
        (300.0, [(220.0, "Quantity (MT) 数"), (330.0, "Unit price (USD) 单"), (460.0, "Amount (USD) 金")]),
        (306.0, [(60.0, "Description 品名")]),
        (312.0, [(285.0, "量"), (410.0, "价"), (530.0, "额")]),
        (332.0, [(60.0, "Flake graphite"), (270.0, "24.000"), (380.0, "1,420.00"), (480.0, "34,080.00")]),
        (352.0, [(60.0, "Fine graphite"), (270.0, "16.000"), (380.0, "1,610.00"), (480.0, "25,760.00")]),
        (372.0, [(60.0, "TOTAL 合计 40 bags"), (270.0, "40.000"), (480.0, "59,840.00")]),
    ]
    reading = read_table([sheet(rows)], TYPES[INVOICE], Context(language="en"))
    assert [(fields["net_weight"].value, fields["net_weight"].unit) for fields in reading.rows] == [
        ("24.000", "t"),
        ("16.000", "t"),
    ]
    assert reading.totals["net_weight"].value == "40.000"
    assert reading.totals["parcel_count"].value == 40
