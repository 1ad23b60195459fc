"""Packages counted beside the range of their numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import DocumentKind
from extract.tables_ranges import ends_range, numbers_on, size_of
from tests.extract.paper import Rows
from tests.extract.test_tables import read, row, shown

COLUMNS = (60.0, 130.0, 290.0, 360.0)


def packing(head: str, *rows: tuple[str, str]) -> Rows:
    return [
        row(300.0, "Lot", "Barrels", head, "Net kg", columns=COLUMNS),
        *(
            row(320.0 + 20 * at, f"LT-{at}", which, count, f"4,1{at}0.5", columns=COLUMNS)
            for at, (which, count) in enumerate(rows)
        ),
    ]


@pytest.mark.parametrize("head", ["Number", "No.", "Pieces in all"])
def test_numbers_that_are_the_sizes_of_ranges_count_packages(head: str) -> None:
    rows = shown(read(packing(head, ("B01 – B12", "12"), ("B13 – B40", "28")), DocumentKind.PACKING_LIST))
    assert [one["parcel_count"] for one in rows] == [12, 28]


def test_numbers_that_differ_from_the_sizes_do_not() -> None:
    rows = shown(read(packing("Number", ("B01 – B12", "12"), ("B13 – B40", "27")), DocumentKind.PACKING_LIST))
    assert all("parcel_count" not in one for one in rows)


@given(st.integers(0, 10**6), st.integers(0, 10**5), st.sampled_from(["", "D", "TAG-", "n "]))
def test_the_size_of_a_range(low: int, more: int, head: str) -> None:
    high = low + more
    assert size_of(f"{head}{low} – {head}{high}") == more + 1
    assert size_of(f"{head}{low}-{high}") == more + 1
    if more:
        assert size_of(f"{head}{high} – {head}{low}") is None


@pytest.mark.parametrize("text", ["", "20", "0871101", "D01–E20", "4–8 gr", "12/05/2026"])
def test_what_is_no_range(text: str) -> None:
    assert size_of(text) is None


FIVE = (60.0, 150.0, 240.0, 330.0, 420.0)


@pytest.mark.parametrize(
    ("first", "last", "counted"),
    [("Kegs from", "Kegs to", "Kegs"), ("First bag", "Last bag", "Bags"), ("Sacos desde", "Sacos hasta", "Sacos")],
)
def test_columns_of_the_first_and_the_last_package_count_none(first: str, last: str, counted: str) -> None:
    paper = [
        row(300.0, "Lot", first, last, counted, "Net kg", columns=FIVE),
        row(320.0, "LT-1", "1", "18", "18", "9,410.50", columns=FIVE),
        row(340.0, "LT-2", "19", "40", "22", "9,120.50", columns=FIVE),
    ]
    assert [one["parcel_count"] for one in shown(read(paper, DocumentKind.PACKING_LIST))] == [18, 22]


def test_what_two_columns_of_numbers_make_up_is_counted_whatever_heads_it() -> None:
    paper = [
        row(300.0, "Lot", "From", "To", "In all", "Net kg", columns=FIVE),
        row(320.0, "LT-1", "1", "18", "18", "9,410.50", columns=FIVE),
        row(340.0, "LT-2", "19", "40", "22", "9,120.50", columns=FIVE),
    ]
    assert [one["parcel_count"] for one in shown(read(paper, DocumentKind.PACKING_LIST))] == [18, 22]


@pytest.mark.parametrize(
    "head",
    ["Fûts de", "Fût au", "Premier fût", "Dernier fût", "Tambores até", "Bultos del N.º", "Bag no. from", "To drum"],
)
def test_headings_of_the_ends_of_ranges(head: str) -> None:
    assert ends_range(head)


@pytest.mark.parametrize(
    "head", ["Drums", "No. of bags", "Nombre de colis", "Qtd. de volumes", "Nombre et nature des colis"]
)
def test_headings_of_counts(head: str) -> None:
    assert not ends_range(head)


PAIR = (60.0, 130.0, 290.0)


@pytest.mark.parametrize(("total", "counts"), [("Total 2 bags", [None, None]), ("Total 3 bags", [1, 2])])
def test_two_rows_numbered_one_and_two_are_told_from_counts_by_the_total(total: str, counts: list[int | None]) -> None:
    paper = [
        row(300.0, "Bags", "Lot", "Net kg", columns=PAIR),
        row(320.0, "1", "KB-11", "410.50", columns=PAIR),
        row(340.0, "2", "KB-12", "389.50", columns=PAIR),
        row(360.0, total, "", "800.00", columns=PAIR),
    ]
    assert [one.get("parcel_count") for one in shown(read(paper, DocumentKind.PACKING_LIST))] == counts


def test_bags_that_are_numbered_on_are_no_seals_and_units_count_them() -> None:
    columns = (60.0, 140.0, 300.0, 380.0)
    paper = [
        row(300.0, "Bag Nos.", "Article", "Units", "Net weight", columns=columns),
        row(320.0, "1-9", "Tantalite, coarse", "9", "2 587.0 kgs", columns=columns),
        row(340.0, "10-18", "Tantalite, washed", "9", "2 580.0 kgs", columns=columns),
        row(360.0, "19-25", "Tantalite, middlings", "7", "2 004.0 kgs", columns=columns),
        row(380.0, None, "Totals", "25", "7 171.0 kgs", columns=columns),
    ]
    reading = read(paper, DocumentKind.ASSAY_CERTIFICATE)
    assert [one["parcel_count"] for one in shown(reading)] == [9, 9, 7]
    assert "seal_numbers" not in reading.totals


@pytest.mark.parametrize("heading", ["Units", "Unités", "Unidades", "Uds."])
def test_units_that_are_whole_numbers_count(heading: str) -> None:
    columns = (60.0, 260.0, 380.0)
    paper = [
        row(300.0, "Description", heading, "Nett", columns=columns),
        row(320.0, "Cassiterite, fine fraction", "17", "5,902 kg", columns=columns),
        row(340.0, "Cassiterite, magnetics removed", "20", "6,852 kg", columns=columns),
        row(360.0, "Total shipment", "37", "12,754 kg", columns=columns),
    ]
    reading = read(paper, DocumentKind.ORIGIN_DECLARATION)
    assert [one["parcel_count"] for one in shown(reading)] == [17, 20]


def test_units_of_stones_are_stones() -> None:
    columns = (60.0, 260.0, 380.0)
    paper = [
        row(300.0, "Description", "Units", "Carats", columns=columns),
        row(320.0, "Rough +11", "170", "590.20", columns=columns),
        row(340.0, "Rough -11", "2000", "685.20", columns=columns),
    ]
    assert all("parcel_count" not in one for one in shown(read(paper, DocumentKind.PACKING_LIST)))


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (("1-9", "10-18"), True),
        (("No. 1/20", "No. 21/40"), True),
        (("1-9", "11-18"), False),
        (("500-509", "510-519"), False),
        (("1-9", "PX 10021"), False),
        ((), False),
    ],
)
def test_ranges_that_number_on_from_one(cells: tuple[str, ...], wanted: bool) -> None:
    assert numbers_on(cells) is wanted


def test_a_heading_over_ranges_with_their_sign_counts_no_packages() -> None:
    rows: Rows = [
        row(300.0, "Volumes", "Conteúdo", "Quantidade", "Líquido kg", columns=COLUMNS),
        row(320.0, "nº 1 a 12", "Flocos +80 mesh", "12 vol.", "12.000,0", columns=COLUMNS),
        row(340.0, "nº 13 a 20", "Flocos -100 mesh", "8 vol.", "8.000,0", columns=COLUMNS),
    ]
    assert [one["parcel_count"] for one in shown(read(rows, DocumentKind.PACKING_LIST))] == [12, 8]
