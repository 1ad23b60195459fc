"""Items of goods told in a form's boxes: one under another, weights beside, marks in a box of their own."""

from __future__ import annotations

from typing import Any

import pytest

from extract.model import DocumentKind, Field
from extract.tables import read_table
from extract.types import TYPES
from extract.values import Context
from tests.extract.sheet import Sheet

ORIGIN = DocumentKind.CERTIFICATE_OF_ORIGIN
BILL = DocumentKind.TRANSPORT_DOCUMENT
LABEL = "8. Item number; marks and numbers; number and kind of packages; description of goods"


def rows(page: Sheet, kind: DocumentKind = ORIGIN, language: str = "en") -> list[dict[str, Any]]:
    reading = read_table([page.layout()], TYPES[kind], Context(language=language))
    assert reading.listed or not reading.rows
    return [{name: shown(field) for name, field in row.items()} for row in reading.rows]


def shown(field: Field) -> Any:
    return f"{field.value} {field.unit}" if field.unit is not None else field.value


def form(*items: str, beside: tuple[str, ...] = (), label: str = LABEL, weights: str = "9. Gross weight") -> Sheet:
    """A box of goods with one beside it, both ruled, and the next box under them."""
    page = Sheet().box(40, 300, 400, 420).box(400, 300, 555, 420)
    page.lines(45, 305, label, size=6).text(405, 305, weights, size=6)
    page.lines(45, 320, *items, size=8, step=12).lines(405, 320, *beside, size=8, step=12)
    return page.box(40, 420, 555, 500).text(45, 425, "11. Declaration by the exporter", size=6)


def test_numbered_items_with_weights_beside() -> None:
    page = form(
        "1. MS-TA-018 18 drums COLTAN CONCENTRATE (HS 2615.90)",
        "2. MS-W-022 30 drums WOLFRAMITE CONCENTRATE (HS 2611.00)",
        "TOTAL: 48 DRUMS",
        beside=("6,180 kg", "10,620 kg", "16,800 kg"),
    )
    assert rows(page) == [
        {
            "parcel_count": 18,
            "hs_codes": ("261590",),
            "goods_description": "COLTAN CONCENTRATE",
            "lot_number": "MS-TA-018",
            "gross_weight": "6180 kg",
        },
        {
            "parcel_count": 30,
            "hs_codes": ("261100",),
            "goods_description": "WOLFRAMITE CONCENTRATE",
            "lot_number": "MS-W-022",
            "gross_weight": "10620 kg",
        },
    ]


def test_wrapped_lines_belong_to_the_item_over_them() -> None:
    page = form(
        "1. AG/MAD 1-2, 2 boxes: GOLD DORE BARS,",
        "HEADING 7108.12",
        "2. AG/MAD 3-5, 3 boxes: EMERALDS ROUGH AND",
        "CUT, HEADINGS 7103.10 AND 7103.91",
        beside=("5.93 kg", "", "1.12 kg"),
    )
    assert rows(page) == [
        {"hs_codes": ("710812",), "parcel_count": 2, "goods_description": "GOLD DORE BARS", "gross_weight": "5.93 kg"},
        {
            "hs_codes": ("710310", "710391"),
            "parcel_count": 3,
            "goods_description": "EMERALDS ROUGH AND CUT",
            "gross_weight": "1.12 kg",
        },
    ]


def test_one_weight_beside_several_items_is_of_the_whole() -> None:
    page = form(
        "18 drums coltan concentrate, HS 2615.90, net 6,120 kg",
        "30 drums wolframite concentrate, HS 2611.00, net 10,500 kg",
        beside=("17,148 kg",),
        label="Number and kind of packages; description of goods",
    )
    found = rows(page, BILL)
    assert [row["net_weight"] for row in found] == ["6120 kg", "10500 kg"]
    assert not any("gross_weight" in row for row in found)


def test_lots_in_the_box_of_marks_stand_in_the_items_order() -> None:
    page = Sheet().box(40, 300, 180, 400).box(180, 300, 555, 400)
    page.text(45, 305, "Marks", size=6).text(185, 305, "Description of goods", size=6)
    page.lines(45, 320, "CAXU 660271-9", "MS-TA-018", "MS-W-022", size=8, step=12)
    page.text(185, 320, "18 drums coltan concentrate, net 6,120 kg", size=8)
    page.text(185, 344, "30 drums wolframite concentrate, net 10,500 kg", size=8)
    assert [row["lot_number"] for row in rows(page, BILL)] == ["MS-TA-018", "MS-W-022"]


def test_items_in_phrases_side_by_side_with_one_label_over_all() -> None:
    page = Sheet().box(40, 300, 555, 360)
    page.text(45, 305, "6 Description of goods, number of packages — 7 Gross weight", size=6)
    for y, cells in (
        (320, ("40 drums", "wolframite concentrate, lot UM-W-118", "HS 2611.00", "20,550 kg")),
        (334, ("44 bags", "cassiterite concentrate, lot UM-S-204", "HS 2609.00", "22,176 kg")),
    ):
        for x, cell in zip((45, 110, 320, 440), cells, strict=True):
            page.text(x, y, cell, size=8)
    assert rows(page) == [
        {
            "lot_number": "UM-W-118",
            "hs_codes": ("261100",),
            "gross_weight": "20550 kg",
            "parcel_count": 40,
            "goods_description": "wolframite concentrate",
        },
        {
            "lot_number": "UM-S-204",
            "hs_codes": ("260900",),
            "gross_weight": "22176 kg",
            "parcel_count": 44,
            "goods_description": "cassiterite concentrate",
        },
    ]


def test_a_first_line_that_counts_all_is_no_item() -> None:
    page = form(
        "48 drums minerals in all, net 16,620 kg",
        "18 drums coltan concentrate, net 6,120 kg",
        "30 drums wolframite concentrate, net 10,500 kg",
    )
    assert [row["parcel_count"] for row in rows(page)] == [18, 30]


@pytest.mark.parametrize(
    "items",
    [
        ("1. 18 drums coltan concentrate, HS 2615.90",),
        ("1. The carrier is not liable.", "2. Claims are brought within 30 days."),
        ("18 drums coltan concentrate, net 6,120 kg", "packed in 2 containers"),
        ("18 drums coltan concentrate, net 6,120 kg", "18 drums coltan concentrate, net 6,120 kg"),
        ("18 drums coltan concentrate", "30 drums wolframite concentrate"),
    ],
)
def test_what_is_no_list_of_items(items: tuple[str, ...]) -> None:
    assert rows(form(*items)) == []


def test_items_that_no_label_asks_for_are_no_rows() -> None:
    items = ("1. 18 drums coltan concentrate, HS 2615.90", "2. 30 drums wolframite concentrate, HS 2611.00")
    assert rows(form(*items, label="5. Remarks")) == []


def in_boxes(*weights: str) -> Sheet:
    """Items in a ruled box each, weights beside, and a total under them; the label goes on over a second line."""
    page = Sheet().box(40, 300, 400, 324).box(400, 300, 490, 324).box(490, 300, 555, 324)
    page.text(495, 302, "10. Invoices", size=6).text(495, 329, "KG-0266", size=8)
    page.lines(45, 302, "8. Item number; number and kind of packages; description of the", "goods", size=6, step=8)
    page.lines(405, 302, "9. Gross weight", "(kg)", size=6, step=8)
    first, second = "graphite, lot KG-26-07", "graphite, lot KG-26-08"
    items = (("1. KITO DRESDEN, 60 bags", first), ("2. KITO DRESDEN, 40 bags", second), ("Total: 100 bags",))
    for number, (item, weight) in enumerate(zip(items, weights, strict=True)):
        top = 324 + 40 * number
        page.box(40, top, 400, top + 40).box(400, top, 490, top + 40).box(490, top, 555, top + 40)
        page.lines(45, top + 5, *item, size=8, step=12).text(405, top + 5, weight, size=8)
    return page


def test_items_in_a_box_each_under_labels_of_two_lines() -> None:
    assert rows(in_boxes("60,180.0", "40,120.0", "100,300.0")) == [
        {
            "lot_number": "KG-26-07",
            "parcel_count": 60,
            "goods_description": "graphite",
            "gross_weight": "60180.0 kg",
        },
        {
            "lot_number": "KG-26-08",
            "parcel_count": 40,
            "goods_description": "graphite",
            "gross_weight": "40120.0 kg",
        },
    ]


@pytest.mark.parametrize(("total", "stated"), [("100,300.0", {"gross_weight": "100300.0 kg"}), ("99,300.0", {})])
def test_the_total_under_the_items_is_the_papers_where_they_add_up_to_it(total: str, stated: dict[str, str]) -> None:
    page = in_boxes("60,180.0", "40,120.0", total)
    reading = read_table([page.layout()], TYPES[ORIGIN], Context(language="en"))
    assert {name: shown(field) for name, field in reading.totals.items()} == stated


def test_items_tell_more_than_the_columns_of_their_boxes() -> None:
    page = Sheet().text(50, 300, "6 Marks, number and kind of packages; description of goods", size=8)
    page.text(400, 300, "7 Quantity (net weight)", size=8)
    for y, item, weight in (
        (316, "1 SMK-TA-018 18 drums COLTAN CONCENTRATE (HS 2615.90)", "6,120 kg"),
        (330, "2 SMK-W-022 30 drums WOLFRAMITE CONCENTRATE (HS 2611.00)", "10,500 kg"),
        (344, "TOTAL: 48 drums", "16,620 kg"),
    ):
        page.text(50, y, item, size=8).text(400, y, weight, size=8)
    assert [(row["lot_number"], row["parcel_count"], row["net_weight"]) for row in rows(page)] == [
        ("SMK-TA-018", 18, "6120 kg"),
        ("SMK-W-022", 30, "10500 kg"),
    ]
