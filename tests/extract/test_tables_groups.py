"""Sums by group, totals in another column or in one phrase, and cells told to columns by their order."""

from __future__ import annotations

from extract.model import DocumentKind
from extract.tables_words import header_words
from extract.types import TYPES
from tests.extract.paper import Rows
from tests.extract.test_tables import plain, read, row, shown

FIVE = (50.0, 140.0, 250.0, 350.0, 450.0)
GROUPED: Rows = [
    row(100.0, "Lot", "Sack", "Seal No.", "Gross kg", "Net kg", columns=FIVE),
    row(115.0, "QA", "S1", "EE 5501", "61.0", "60.0", columns=FIVE),
    row(130.0, "QA", "S2", "EE 5502", "62.0", "61.0", columns=FIVE),
    row(145.0, "QA makes", None, None, "123.0", "121.0", columns=FIVE),
    row(160.0, "QB", "S3", "EE 5503", "59.5", "58.5", columns=FIVE),
    row(175.0, "QB", "S4", "EE 5504", "60.5", "59.5", columns=FIVE),
    row(190.0, "QB makes", None, None, "120.0", "118.0", columns=FIVE),
]
LAST = row(205.0, "The lot of it", None, None, "243.0", "239.0", columns=FIVE)


def test_sums_of_groups_end_no_table() -> None:
    reading = read([*GROUPED, LAST], DocumentKind.PACKING_LIST)
    assert [one["net_weight"] for one in shown(reading)] == ["60.0", "61.0", "58.5", "59.5"]
    assert (plain(reading.totals["gross_weight"]), plain(reading.totals["net_weight"])) == ("243.0", "239.0")


def test_sums_of_all_groups_need_no_sum_of_all() -> None:
    reading = read(GROUPED, DocumentKind.PACKING_LIST)
    assert [one["net_weight"] for one in shown(reading)] == ["60.0", "61.0", "58.5", "59.5"]
    assert "net_weight" not in reading.totals


def test_a_sum_with_rows_left_over_is_no_sum_of_a_group() -> None:
    assert len(read(GROUPED[:-1], DocumentKind.PACKING_LIST).rows) != 4


def test_total_amount_under_the_prices() -> None:
    reading = read(
        [
            row(100.0, "Assortment", "Carats", "US$/ct", "US$"),
            row(115.0, "Rough, small", "100.00", "210.00", "21,000.00"),
            row(130.0, "Rough, large", "50.00", "400.00", "20,000.00"),
            row(145.0, "TOTAL", "150.00", "41,000.00", None),
        ]
    )
    assert plain(reading.totals["value"]) == "41000.00"
    assert "unit_price" not in reading.totals


def test_other_number_under_the_prices_is_no_total() -> None:
    reading = read(
        [
            row(100.0, "Assortment", "Carats", "US$/ct", "US$"),
            row(115.0, "Rough, small", "100.00", "210.00", "21,000.00"),
            row(130.0, "Rough, large", "50.00", "400.00", "20,000.00"),
            row(145.0, "TOTAL", "150.00", "273.33", None),
        ]
    )
    assert "value" not in reading.totals


def test_totals_in_one_phrase_are_left_to_their_words() -> None:
    reading = read(
        [
            row(100.0, "Chest", "Description", "Lot", "Gross kg", "Net kg", columns=FIVE),
            row(115.0, "1", "Garnet sand", "GS-1", "35.5", "35.0", columns=FIVE),
            row(130.0, "2", "Garnet sand", "GS-2", "35.4", "34.9", columns=FIVE),
            row(145.0, "Totals: 2 chests / 70.9 kg gross / 69.9 kg net", columns=FIVE),
        ],
        DocumentKind.PACKING_LIST,
    )
    assert len(reading.rows) == 2
    assert not {"gross_weight", "net_weight"} & set(reading.totals)


def test_numbers_at_the_right_of_headings_at_the_left() -> None:
    heads, cells = (40.0, 80.0, 220.0, 300.0, 380.0, 460.0), (40.0, 80.0, 262.0, 345.0, 417.0, 515.0)
    reading = read(
        [
            row(100.0, "No.", "Description", "Net t", "Sn %", "Price", "Value", columns=heads),
            row(115.0, "1", "Ore in bags", "50.00", "5.95", "1,020", "51,000", columns=cells),
            row(130.0, "2", "Ore in bulk", "30.00", "5.80", "990", "29,700", columns=cells),
            row(145.0, None, "Total USD", "80.00", None, None, "80,700", columns=cells),
        ]
    )
    assert [(one["net_weight"], one["unit_price"], one["value"]) for one in shown(reading)] == [
        ("50.00", "1020", "51000"),
        ("30.00", "990", "29700"),
    ]
    assert plain(reading.totals["value"]) == "80700"


def test_small_words_join_headings() -> None:
    columns = (50.0, 160.0, 270.0, 390.0)
    reading = read(
        [
            row(100.0, "HS code", "Packages", "Mass of stones", "Value (US$)", columns=columns),
            row(115.0, "7102.10", "2", "1,000.00 ct", "100,000.00", columns=columns),
            row(130.0, "7102.31", "1", "500.00 ct", "90,000.00", columns=columns),
            row(145.0, "Total", "3", "1,500.00 ct", "190,000.00", columns=columns),
        ],
        DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE,
    )
    assert plain(reading.totals["carat_weight"]) == "1500.00"
    assert plain(reading.totals["value"]) == "190000.00"


def test_share_of_an_element_in_a_row_of_units() -> None:
    reading = read(
        [
            row(100.0, "Description", "Net weight", "Ley Sn", "Price"),
            row(113.0, None, "kg", "%", "USD/kg"),
            row(128.0, "Tin ore A", "2,500.0", "64.20", "15.10"),
            row(143.0, "Tin ore B", "1,800.0", "62.75", "14.60"),
        ]
    )
    assert [one["grade"] for one in shown(reading)] == ["64.20", "62.75"]


def test_three_columns_filled_alike_are_a_table() -> None:
    rows = [
        row(100.0, "Lot", "Seal No.", "Net kg"),
        *(row(115.0 + 15 * at, f"AB-{at}", f"SL 7710{at}", f"10{at}.5") for at in range(3)),
    ]
    assert len(read(rows, DocumentKind.ASSAY_CERTIFICATE).rows) == 3


def test_a_rate_is_a_price_whatever_it_is_for() -> None:
    told = header_words(TYPES[DocumentKind.COMMERCIAL_INVOICE]).measures("Média $/sc")
    assert told == (None, "USD", None)
