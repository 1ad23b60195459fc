"""Size classes of stones as what describes the rows of a table without a description."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from extract.tables_sizes import size_in
from tests.extract.paper import Rows
from tests.extract.test_tables import read, row, shown

COLUMNS = (60.0, 130.0, 250.0, 350.0)


def packing(*sizes: str) -> Rows:
    return [
        row(300.0, "Lote", "Classe", "Pedras", "Quilates", columns=COLUMNS),
        *(
            row(320.0 + 20 * at, f"P{at}", size, str(30 + at), f"1{at}0,25", columns=COLUMNS)
            for at, size in enumerate(sizes)
        ),
        row(390.0, "Total", None, "93", "330,75", columns=COLUMNS),
    ]


@pytest.mark.parametrize(
    "sizes",
    [
        ("+5 ct", "2-5 ct", "-2 ct"),
        ("Mais de 4 qt", "2,5 a 4 qt", "Até 2,5 qt"),
        ("+11", "-11+7", "-7"),
        ("10.8 ct+", "5-10 ct", "+3 gr -5 ct"),
        ("4/6 gr sawable", "+11 MB", "-11+7 rejeição"),
    ],
)
def test_size_classes_describe_their_rows(sizes: tuple[str, str, str]) -> None:
    rows = shown(read(packing(*sizes), DocumentKind.PACKING_LIST, "pt"))
    assert tuple(one["goods_description"] for one in rows) == sizes
    assert [one["carat_weight"] for one in rows] == ["100.25", "110.25", "120.25"]


@pytest.mark.parametrize("cells", [("12", "8", "5"), ("+5 ct", "+5 ct", "+5 ct"), ("+5 ct", "VS 2", "-2 ct")])
def test_counts_one_size_and_qualities_do_not(cells: tuple[str, str, str]) -> None:
    rows = shown(read(packing(*cells), DocumentKind.PACKING_LIST, "pt"))
    assert len(rows) == 3
    assert all("goods_description" not in one for one in rows)


@pytest.mark.parametrize("heading", ["Parcel", "Lot", "Papelote"])
def test_sizes_under_the_heading_of_parcels_are_no_numbers_of_them(heading: str) -> None:
    columns = (60.0, 200.0, 300.0, 400.0)
    rows: Rows = [
        row(300.0, heading, "Carats", "USD/ct", "Value USD", columns=columns),
        row(320.0, "+9 gem", "812.40", "610.00", "495,564.00", columns=columns),
        row(340.0, "-9 +5 gem", "306.10", "388.00", "118,766.80", columns=columns),
        row(360.0, "2-8 grainer whites", "95.30", "1,120.00", "106,736.00", columns=columns),
        row(380.0, "Total", "1,213.80", None, "721,066.80", columns=columns),
    ]
    told = shown(read(rows, DocumentKind.ASSAY_CERTIFICATE))
    assert [one["goods_description"] for one in told] == ["+9 gem", "-9 +5 gem", "2-8 grainer whites"]
    assert all("lot_number" not in one and "parcel_count" not in one for one in told)


def test_numbers_of_lots_that_look_like_sizes_stay_numbers() -> None:
    columns = (60.0, 200.0, 300.0, 400.0)
    rows: Rows = [
        row(300.0, "Lot", "Carats", "USD/ct", "Value USD", columns=columns),
        row(320.0, "26-14", "812.40", "610.00", "495,564.00", columns=columns),
        row(340.0, "26-15", "306.10", "388.00", "118,766.80", columns=columns),
    ]
    told = shown(read(rows, DocumentKind.ASSAY_CERTIFICATE))
    assert [one["lot_number"] for one in told] == ["26-14", "26-15"]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("4-8 gr, 30 stones", "4-8 gr"),
        ("+10.8 ct singles, brown", "+10.8 ct singles, brown"),
        ("-3 +1,", "-3 +1"),
        ("3/12", None),
        ("12 sealed bags", None),
    ],
)
def test_the_size_that_a_text_opens_with(text: str, size: str | None) -> None:
    assert size_in(text) == size
