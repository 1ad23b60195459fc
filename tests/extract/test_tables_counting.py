"""Headings that ask how many there are of something, and columns of counts beside those that name the packages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import DocumentKind
from extract.tables_counting import things_counted
from extract.tables_words import header_words
from tests.extract.test_tables import INVOICE, read, row, shown

FIVE = (60.0, 150.0, 260.0, 360.0, 460.0)


@pytest.mark.parametrize(
    "heading",
    [
        "Quantity of kegs",
        "Qty. of sacks",
        "Quantité de fûts",
        "Qté de sachets",
        "Quantidade de tambores",
        "Qtd. de volumes",
        "Cantidad de sacos",
        "Cant. de tambores",
        "Total de bultos",
        "Parcel count",
        "Drum qty",
        "Number of kegs in shipment",
        "Nombre de fûts dans l'envoi",
        "Nombre de parcelles / Number of parcels in shipment",
    ],
)
def test_a_quantity_of_packages_is_their_number(heading: str) -> None:
    reading = header_words(INVOICE).read(heading, "text-layer")
    assert reading is not None
    assert (reading.names, reading.guessed) == (("parcel_count",), False)


@pytest.mark.parametrize(
    "heading",
    ["Quantity of goods", "Quantité de marchandise", "Quantity of stones", "Stone count", "Nombre de carats / Carats"],
)
def test_a_quantity_of_anything_else_is_none(heading: str) -> None:
    reading = header_words(INVOICE).read(heading, "text-layer")
    assert reading is None or "parcel_count" not in reading.names


@given(st.text(max_size=40))
def test_what_is_counted_stands_in_the_heading(text: str) -> None:
    things = things_counted(text)
    assert things is None or 3 <= len(things) <= 40


def test_counts_are_told_from_the_names_of_packages() -> None:
    rows = [
        row(200.0, "Package", "Description", "Total packages", "Net wt. (kg)", "Gross wt. (kg)", columns=FIVE),
        row(220.0, "TDX-A", "Tin concentrate", "14", "700.0", "714.0", columns=FIVE),
        row(240.0, "TDX-B", "Tin concentrate", "16", "800.0", "816.0", columns=FIVE),
        row(260.0, "Total", None, "30", "1500.0", "1530.0", columns=FIVE),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST)
    assert [fields["parcel_count"] for fields in shown(reading)] == [14, 16]
    assert reading.totals["parcel_count"].value == 30


def test_a_number_of_pieces_counts_packages_of_bulk_goods_as_it_did() -> None:
    rows = [
        row(200.0, "Lot no.", "No. of pieces", "Net weight (kg)", "Gross weight (kg)", columns=FIVE),
        row(220.0, "QA-7701", "21", "5,250", "5,462", columns=FIVE),
        row(240.0, "QA-7702", "17", "4,190", "4,359", columns=FIVE),
        row(260.0, "Total", "38", "9,440", "9,821", columns=FIVE),
    ]
    assert [fields["parcel_count"] for fields in shown(read(rows, DocumentKind.PACKING_LIST))] == [21, 17]


def test_one_two_and_three_in_all_are_counts() -> None:
    rows = [
        row(200.0, "Lot no.", "Number of boxes", "Net weight (kg)", "Gross weight (kg)", columns=FIVE),
        row(220.0, "QA-7701", "1", "40.0", "41.0", columns=FIVE),
        row(240.0, "QA-7702", "2", "80.0", "82.0", columns=FIVE),
        row(260.0, "Total", "3", "120.0", "123.0", columns=FIVE),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST)
    assert [fields["parcel_count"] for fields in shown(reading)] == [1, 2]
    assert reading.totals["parcel_count"].value == 3


def test_boxes_numbered_from_one_to_three_are_no_counts() -> None:
    rows = [
        row(200.0, "Lot no.", "Box", "Net weight (kg)", "Gross weight (kg)", columns=FIVE),
        row(220.0, "QA-7701", "1", "40.0", "41.0", columns=FIVE),
        row(240.0, "QA-7702", "2", "80.0", "82.0", columns=FIVE),
        row(260.0, "QA-7703", "3", "30.0", "32.0", columns=FIVE),
    ]
    assert all("parcel_count" not in fields for fields in shown(read(rows, DocumentKind.PACKING_LIST)))


@pytest.mark.parametrize(
    "heading",
    ["Number of carats", "Nombre de carats", "Número de quilates", "Nombre de carats / Weight in carats (ct)"],
)
def test_a_number_of_carats_is_a_weight(heading: str) -> None:
    reading = header_words(INVOICE).read(heading, "text-layer")
    assert reading is not None
    assert (reading.names[0], reading.unit) == ("carat_weight", "ct")
