"""Tables set on their side: a column for each parcel, a line for each fact; and what only looks like one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import DocumentKind
from extract.read import extract_file
from extract.tables_turned import turned_tables
from extract.tables_words import header_words
from extract.types import TYPES
from tests.extract.paper import Rows, sheet
from tests.extract.sheet import Sheet
from tests.extract.test_tables import INVOICE, PACKING, plain, read, row, shown

FOUR = (60.0, 220.0, 320.0, 420.0)
FIVE = (60.0, 200.0, 290.0, 380.0, 470.0)

PRICED: Rows = [
    row(200.0, None, "1", "2", "Total", columns=FOUR),
    row(220.0, "Description", "Rough +5 ct", "Rough melee", columns=FOUR),
    row(240.0, "Weight (ct)", "40.50", "60.25", "100.75", columns=FOUR),
    row(260.0, "Price (USD/ct)", "100.00", "20.00", columns=FOUR),
    row(280.0, "Amount (USD)", "4,050.00", "1,205.00", "5,255.00", columns=FOUR),
]


def test_columns_are_rows() -> None:
    reading = read(PRICED)
    assert shown(reading) == [
        {"goods_description": "Rough +5 ct", "carat_weight": "40.50", "unit_price": "100.00", "value": "4050.00"},
        {"goods_description": "Rough melee", "carat_weight": "60.25", "unit_price": "20.00", "value": "1205.00"},
    ]
    assert all(fields["value"].confidence > 0.95 for fields in reading.rows)


def test_the_last_column_is_the_total() -> None:
    totals = read(PRICED).totals
    assert (totals["carat_weight"].value, plain(totals["value"])) == ("100.75", "5255.00")
    assert totals["carat_weight"].label == "Weight (ct)"


def test_all_words_of_the_block_are_used() -> None:
    page = sheet([(100.0, [(60.0, "Shipped in tins")]), *PRICED])
    used = read([(100.0, [(60.0, "Shipped in tins")]), *PRICED]).used
    assert [word.text for at, word in enumerate(page.page.words) if (0, at) not in used] == ["Shipped", "in", "tins"]


@pytest.mark.parametrize(
    ("language", "labels", "total"),
    [
        ("fr", ("Désignation", "Nombre de colis", "Poids net (kg)", "Poids brut (kg)"), "Total général"),
        ("pt", ("Descrição", "N.º de volumes", "Peso líquido (kg)", "Peso bruto (kg)"), "Total"),
        ("es", ("Descripción", "Cantidad de bultos", "Peso neto (kg)", "Peso bruto (kg)"), "TOTAL"),
    ],
)
def test_in_other_languages(language: str, labels: Sequence[str], total: str) -> None:
    rows: Rows = [
        row(200.0, None, "A", "B", total, columns=FOUR),
        row(220.0, labels[0], "Cassitérite 1", "Cassitérite 2", columns=FOUR),
        row(240.0, labels[1], "12", "30", "42", columns=FOUR),
        row(260.0, labels[2], "600,50", "1500,25", "2100,75", columns=FOUR),
        row(280.0, labels[3], "612,00", "1530,00", "2142,00", columns=FOUR),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST, language)
    assert shown(reading)[1] == {
        "goods_description": "Cassitérite 2",
        "parcel_count": 30,
        "net_weight": "1500.25",
        "gross_weight": "1530.00",
    }
    assert (reading.totals["parcel_count"].value, reading.totals["net_weight"].value) == (42, "2100.75")


def test_without_numbers_over_the_columns_the_sums_tell() -> None:
    rows: Rows = [
        row(220.0, "No. of bags", "12", "30", "42", columns=FOUR),
        row(240.0, "Net weight (kg)", "600.50", "1,500.25", "2,100.75", columns=FOUR),
    ]
    (_, body), *_ = turned_tables(sheet(rows), 0, header_words(PACKING))
    assert [heading.names[0] for heading in body.columns] == ["parcel_count", "net_weight"]
    assert [line.text(1) for line in body.lines] == ["600.50", "1,500.25", "2,100.75"]


def test_a_unit_in_a_column_of_its_own() -> None:
    rows: Rows = [
        row(200.0, "Lot no.", None, "KT-11", "KT-12", "Total", columns=FIVE),
        row(220.0, "Net weight", "kg", "810.5", "790.0", "1600.5", columns=FIVE),
        row(240.0, "Gross weight", "kg", "820.5", "800.0", "1620.5", columns=FIVE),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST)
    assert shown(reading) == [
        {"lot_number": "KT-11", "net_weight": "810.5", "gross_weight": "820.5"},
        {"lot_number": "KT-12", "net_weight": "790.0", "gross_weight": "800.0"},
    ]
    assert reading.rows[0]["net_weight"].unit == "kg"


def test_an_account_of_one_lot_is_no_table() -> None:
    rows: Rows = [
        row(200.0, None, "Declared", "Found", columns=FOUR),
        row(220.0, "Net weight (kg)", "810.5", "809.0", columns=FOUR),
        row(240.0, "Gross weight (kg)", "820.5", "819.5", columns=FOUR),
    ]
    assert read(rows, DocumentKind.PACKING_LIST).rows == ()


def test_a_form_of_labels_side_by_side_is_no_table() -> None:
    rows: Rows = [
        row(200.0, "Net weight", "810.5 kg", "Gross weight", "820.5 kg", columns=FOUR),
        row(220.0, "Packages", "12", "Pallets", "2", columns=FOUR),
    ]
    assert not list(turned_tables(sheet(rows), 0, header_words(PACKING)))


def test_numbers_under_labels_that_nothing_tells_are_no_table() -> None:
    rows: Rows = [
        row(200.0, None, "1", "2", "Total", columns=FOUR),
        row(220.0, "Kilometres", "120", "340", "460", columns=FOUR),
        row(240.0, "Hours", "3", "8", "11", columns=FOUR),
    ]
    assert not list(turned_tables(sheet(rows), 0, header_words(INVOICE)))


def test_ruled_cells_of_several_lines() -> None:
    columns = (50, 150, 260, 370, 480)
    table = (
        ((), ("1",), ("2",), ("Grand", "total")),
        (("Description", "of goods"), ("Rough", "+10.8 ct"), ("Rough", "grainers"), ()),
        (("Mass in carats", "(ct)"), ("140.10",), ("220.20",), ("360.30",)),
        (("Amount", "(USD)"), ("14,010.00",), ("11,010.00",), ("USD", "25,020.00")),
    )
    drawn = Sheet().text(50, 50, "COMMERCIAL INVOICE", 14).text(50, 80, "Invoice No. KV-2210")
    for number, cells in enumerate(table):
        top = 120 + 30 * number
        for column, lines in enumerate(cells):
            drawn.box(columns[column], top, columns[column + 1], top + 30)
            drawn.lines(columns[column] + 4, top + 3, *lines, size=9, step=12)
    (document,) = extract_file([drawn.page()])
    assert [fields["goods_description"].value for fields in document.lines] == ["Rough +10.8 ct", "Rough grainers"]
    assert document.fields["carat_weight"].value == "360.30"
    assert plain(document.fields["value"]) == "25020.00"


def test_lots_of_their_own_names_need_no_total() -> None:
    rows: Rows = [
        row(200.0, "Lot no.", "KT-1101", "KT-1102", columns=FOUR),
        row(220.0, "SnO2 %", "71.50", "70.25", columns=FOUR),
        row(240.0, "Fe %", "2.50", "2.25", columns=FOUR),
        row(260.0, "Net weight (kg)", "810.50", "920.25", columns=FOUR),
    ]
    reading = read(rows, DocumentKind.ASSAY_CERTIFICATE)
    assert [(told["lot_number"], told["net_weight"]) for told in shown(reading)] == [
        ("KT-1101", "810.50"),
        ("KT-1102", "920.25"),
    ]
    assert "net_weight" not in reading.totals


def test_counts_of_one_two_and_three_do_not_number_the_columns() -> None:
    rows: Rows = [
        row(200.0, "Lote", "A", "B", "Total", columns=FOUR),
        row(220.0, "Quilates", "810,50", "920,25", "1.730,75", columns=FOUR),
        row(240.0, "N.º de volumes", "1", "2", "3", columns=FOUR),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST, "pt")
    assert [(told["carat_weight"], told["parcel_count"]) for told in shown(reading)] == [("810.50", 1), ("920.25", 2)]
    assert reading.totals["parcel_count"].value == 3


def test_products_bear_a_table_out_that_is_neither_numbered_nor_totalled() -> None:
    rows: Rows = [
        row(220.0, "Peso neto (g)", "810,50", "920,25", columns=FOUR),
        row(240.0, "Precio (USD/g)", "60,00", "61,00", columns=FOUR),
        row(260.0, "Importe (USD)", "48.630,00", "56.135,25", columns=FOUR),
    ]
    assert [told["value"] for told in shown(read(rows, language="es"))] == ["48630.00", "56135.25"]
    wrong = row(260.0, "Importe (USD)", "49.639,00", "56.135,25", columns=FOUR)
    assert not list(turned_tables(sheet([*rows[:2], wrong]), 0, header_words(INVOICE)))


@pytest.mark.parametrize("kind", list(TYPES))
def test_an_upright_table_is_not_turned(kind: DocumentKind) -> None:
    rows: Rows = [
        row(200.0, "Lot", "Parcels", "Carats", "Value USD", columns=FOUR),
        row(220.0, "KMB/26/07-A", "3", "410.25", "41,025.00", columns=FOUR),
        row(240.0, "KMB/26/07-B", "4", "980.75", "9,807.50", columns=FOUR),
        row(260.0, "Total", "7", "1,391.00", "50,832.50", columns=FOUR),
        row(280.0, "Seal", "AB-100471", columns=FOUR),
    ]
    assert not list(turned_tables(sheet(rows), 0, header_words(TYPES[kind])))


CELLS = st.sampled_from(("12", "3,040.50", "KT-11", "ct", "Total", "Net weight", "–", "Rough melee", "", "(kg)"))


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=6))
def test_whatever_stands_in_columns_each_word_is_told_once(cells: list[list[str]]) -> None:
    page = sheet([row(200.0 + 20 * at, *told, columns=FOUR) for at, told in enumerate(cells)])
    for _, body in turned_tables(page, 0, header_words(PACKING)):
        words = [token.index for line in body.lines for told in line.cells.values() for token in told]
        assert len(words) == len(set(words))
        assert all(set(line.cells) <= set(range(len(body.columns))) for line in body.lines)
