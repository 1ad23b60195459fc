"""Tables of few rows that are tables all the same: by their sums, by their codes and the numbers beside them."""

from __future__ import annotations

from extract.model import DocumentKind
from tests.extract.paper import Rows
from tests.extract.test_tables import plain, read, row, shown

FIVE = (40.0, 150.0, 230.0, 420.0, 500.0)
OF_TWO_LOTS: Rows = [
    row(300.0, "Container and seal", "Quantity", "Goods", "Net kg", "Gross kg", columns=FIVE),
    row(320.0, "BRVU5520480", "28 drums", "Coltan concentrate, lot TA-26-11", "8,400", "8,708", columns=FIVE),
    row(332.0, "seal OBM041877", None, "ICGLR certificate BI/26/0552", columns=FIVE),
    row(352.0, None, "21 drums", "Coltan concentrate, lot TA-26-12", "6,300", "6,531", columns=FIVE),
    row(364.0, None, None, "ICGLR certificate BI/26/0558", columns=FIVE),
    row(384.0, "Total, HS 2615.90", "49 drums", None, "14,700", "15,239", columns=FIVE),
]


def test_two_rows_that_add_up_are_a_table_though_one_cell_stands_beside_both() -> None:
    reading = read(OF_TWO_LOTS, DocumentKind.TRANSPORT_DOCUMENT)
    assert [one["net_weight"] for one in shown(reading)] == ["8400", "6300"]


def test_a_quantity_that_names_the_packages_counts_them() -> None:
    reading = read(OF_TWO_LOTS, DocumentKind.TRANSPORT_DOCUMENT)
    assert [one["parcel_count"] for one in shown(reading)] == [28, 21]
    assert plain(reading.totals["parcel_count"]) == 49


def test_each_row_quotes_the_certificate_of_its_lot() -> None:
    told = shown(read(OF_TWO_LOTS, DocumentKind.TRANSPORT_DOCUMENT))
    assert [one["certificate_number"] for one in told] == ["BI/26/0552", "BI/26/0558"]
    assert told[0]["goods_description"] == "Coltan concentrate, lot TA-26-11"


def test_a_certificate_of_all_rows_is_none_of_theirs() -> None:
    rows: Rows = [
        *OF_TWO_LOTS[:4],
        row(364.0, None, None, "ICGLR certificate BI/26/0552", columns=FIVE),
        OF_TWO_LOTS[5],
    ]
    assert not any("certificate_number" in one for one in shown(read(rows, DocumentKind.TRANSPORT_DOCUMENT)))


def test_goods_that_differ_by_their_lots_alone_are_those_of_the_paper() -> None:
    totals = read(OF_TWO_LOTS, DocumentKind.TRANSPORT_DOCUMENT).totals
    assert plain(totals["goods_description"]) == "Coltan concentrate"
    assert totals["goods_description"].confidence < 0.9


def test_goods_that_differ_otherwise_are_not() -> None:
    rows: Rows = [*OF_TWO_LOTS]
    rows[3] = row(352.0, None, "21 drums", "Tin concentrate, lot TA-26-12", "6,300", "6,531", columns=FIVE)
    assert "goods_description" not in read(rows, DocumentKind.TRANSPORT_DOCUMENT).totals
