"""Headings of several words each of which names the same column, and columns told by a row and its total."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from tests.extract.paper import Rows
from tests.extract.test_tables import read, row, shown

THREE = (60.0, 300.0, 420.0)


@pytest.mark.parametrize(
    "heading", ["Commodity description", "Product description", "Description produit", "Produto descrição"]
)
def test_words_that_all_name_the_description_are_one_heading(heading: str) -> None:
    rows = [
        row(300.0, heading, "Carats", "Amount USD", columns=THREE),
        row(320.0, "Rough, white, 5 to 10 ct", "120.10", "12,010.00", columns=THREE),
        row(340.0, "Rough, brown, 4 gr down", "60.05", "3,002.50", columns=THREE),
    ]
    assert [one["goods_description"] for one in shown(read(rows))] == [
        "Rough, white, 5 to 10 ct",
        "Rough, brown, 4 gr down",
    ]


def test_words_that_measure_stay_two_headings() -> None:
    rows: Rows = [
        (300.0, [(60.0, "Description"), (300.0, "Gross Net")]),
        (320.0, [(60.0, "Tin concentrate"), (295.0, "1,250 kg"), (350.0, "1,200 kg")]),
        (340.0, [(60.0, "Tin slag"), (295.0, "640 kg"), (350.0, "600 kg")]),
    ]
    assert [one["net_weight"] for one in shown(read(rows, DocumentKind.PACKING_LIST))] == ["1200", "600"]


def test_a_total_under_the_only_row_tells_its_columns() -> None:
    rows: Rows = [
        (300.0, [(60.0, "#"), (80.0, "Description"), (330.0, "Packages"), (420.0, "Net weight, t")]),
        (320.0, [(60.0, "1"), (80.0, "Spodumene concentrate"), (400.0, "25"), (510.0, "24.845")]),
        (340.0, [(80.0, "TOTAL"), (400.0, "25"), (510.0, "24.845")]),
    ]
    (only,) = shown(read(rows, DocumentKind.PACKING_LIST))
    assert (only["parcel_count"], only["net_weight"]) == (25, "24.845")


@pytest.mark.parametrize(("net", "gross"), [("P.N. (t)", "P.B. (t)"), ("P.L. (t)", "P.B. (t)"), ("PN (t)", "PB (t)")])
def test_weights_by_their_letters(net: str, gross: str) -> None:
    rows = [
        row(300.0, "Description", net, gross, columns=THREE),
        row(320.0, "Manganese ore", "43.68", "44.12", columns=THREE),
        row(340.0, "Manganese ore fines", "27.585", "27.9", columns=THREE),
    ]
    assert [(one["net_weight"], one["gross_weight"]) for one in shown(read(rows, DocumentKind.PACKING_LIST))] == [
        ("43.68", "44.12"),
        ("27.585", "27.9"),
    ]
