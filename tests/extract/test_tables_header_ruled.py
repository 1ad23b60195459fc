"""Headings over several columns: those that rulings tell, and on open ground those of weights by their unit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.layout import PageLayout
from extract.model import DocumentKind, Field
from extract.tables import TableReading, read_table
from extract.types import TYPES
from extract.values import Context
from tests.extract.paper import Rows
from tests.extract.sheet import Sheet
from tests.extract.test_tables import plain, read, shown

HEIGHT = 18.0
Heads = Sequence[tuple[int, int, str]]
"""Headings of the upper row: the first and last column that each stands over, and its text."""


def drawn(edges: Sequence[float], over: Heads, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> PageLayout:
    """A table in rulings: two rows of headings, an empty lower one meaning that the upper one reaches down to it."""
    sheet = Sheet()
    top = 300.0
    for first, last, text in over:
        x0, x1 = edges[first], edges[last + 1]
        low = top + HEIGHT * (1 if heads[first] else 2)
        sheet.box(x0, top, x1, low).text((x0 + x1 - 4.5 * len(text)) / 2, (top + low) / 2 - 5, text, 9)
    for number, row in enumerate([heads, *rows]):
        y = top + HEIGHT * (number + 1)
        for (x0, x1), text in zip(pairwise(edges), row, strict=True):
            if text or number:
                sheet.box(x0, y, x1, y + HEIGHT).text(x0 + 4, y + 4, text, 9)
    return sheet.layout()


def read_drawn(layout: PageLayout, kind: DocumentKind = DocumentKind.PACKING_LIST) -> TableReading:
    return read_table([layout], TYPES[kind], Context(language="en"))


def weight(field: Field) -> tuple[str, str | None]:
    return str(field.value), field.unit


def test_what_stands_over_several_columns_heads_each_of_them() -> None:
    reading = read_drawn(
        drawn(
            (40, 90, 230, 300, 370, 430, 500, 580),
            [(0, 0, "Pallet"), (1, 2, "Big bags"), (3, 5, "Weight, kg"), (6, 6, "Tag numbers")],
            ("", "Marks", "Qty", "Net", "Tare", "Gross", ""),
            [
                ("P1", "BB01, BB02, BB03", "3 bags", "3,600.0", "18.0", "3,618.0", "884101"),
                ("P2", "BB04, BB05", "2 bags", "2,400.0", "12.0", "2,412.0", "884104"),
                ("Total", "", "5 bags", "6,000.0", "30.0", "6,030.0", ""),
            ],
        )
    )
    assert [one["parcel_count"] for one in shown(reading)] == [3, 2]
    assert [weight(row["net_weight"]) for row in reading.rows] == [("3600.0", "kg"), ("2400.0", "kg")]
    assert weight(reading.totals["gross_weight"]) == ("6030.0", "kg")


def test_what_is_weighed_within_the_contents_describes_nothing() -> None:
    reading = read_drawn(
        drawn(
            (40, 120, 220, 300, 380, 560),
            [(0, 0, "Parcel"), (1, 1, "Seal no."), (2, 3, "Contents"), (4, 4, "Stones below 0.5 ct")],
            ("", "", "Stones", "Carats", ""),
            [
                ("A", "NDA20418", "38", "312.55", "none"),
                ("B", "NDA20419", "147", "401.20", "none"),
                ("2 parcels", "", "185", "713.75", ""),
            ],
        )
    )
    assert shown(reading) == [
        {"seal_numbers": ("NDA20418",), "carat_weight": "312.55"},
        {"seal_numbers": ("NDA20419",), "carat_weight": "401.20"},
    ]
    assert plain(reading.totals["carat_weight"]) == "713.75"


def test_a_weight_whose_unit_stands_behind_a_word_of_no_list() -> None:
    layout = drawn(
        (40, 100, 200, 300, 380, 560),
        [(0, 0, "No."), (1, 2, "Weight"), (3, 4, "Quality")],
        ("", "Declared ct", "Found ct", "Colour", "Model"),
        [
            ("1", "1,104.20", "1,104.20", "H to L", "Makeable, flats"),
            ("2", "862.76", "862.76", "G to K", "Sawable"),
            ("3", "451.40", "451.40", "F to J", "Sawable, crystals"),
            ("Total", "2,418.36", "2,418.36", "", ""),
        ],
    )
    reading = read_drawn(layout, DocumentKind.ASSAY_CERTIFICATE)
    assert shown(reading) == [{"carat_weight": one} for one in ("1104.20", "862.76", "451.40")]


def test_the_unit_over_all_elements_is_that_of_each() -> None:
    sheet = drawn(
        (40, 140, 200, 270, 340, 410, 490, 570),
        [(0, 0, "Lot number"), (1, 1, "Sample"), (2, 4, "Oxides, % on dry basis"), (5, 6, "Activity, Bq/g")],
        ("", "", "Ta2O5", "Nb2O5", "SnO2", "U-238", "Th-232"),
        [
            ("TA-26-11", "S-1", "29.60", "27.35", "3.90", "5.1", "0.7"),
            ("TA-26-12", "S-2", "26.80", "30.12", "4.26", "4.6", "0.9"),
        ],
    )
    titled = Sheet().text(40, 200, "Coltan concentrate").layout()
    layouts = [titled, sheet]
    reading = read_table(layouts, TYPES[DocumentKind.ASSAY_CERTIFICATE], Context(language="en"))
    assert [weight(row["grade"]) for row in reading.rows] == [("29.60", "%"), ("26.80", "%")]


def test_a_form_over_a_table_heads_none_of_its_columns() -> None:
    layout = drawn(
        (40, 140, 240, 340, 440),
        [(0, 1, "Date"), (2, 3, "Lot weight (kg)")],
        ("Description", "Bags", "Net (t)", "Gross (t)"),
        [("Tin ore", "24 bags", "8.240", "8.276"), ("Tin ore, fine", "20 bags", "7.915", "7.945")],
    )
    assert [weight(row["net_weight"]) for row in read_drawn(layout).rows] == [("8.240", "t"), ("7.915", "t")]


OPEN: Rows = [
    (300.0, [(330.0, "Colis"), (440.0, "Poids en kg")]),
    (316.0, [(40.0, "Lot"), (160.0, "Marques"), (340.0, "Fûts"), (410.0, "Net"), (465.0, "Tare"), (535.0, "Brut")]),
    (
        336.0,
        [
            (40.0, "CMR-TA-11"),
            (160.0, "11/01 à 11/28"),
            (350.0, "28"),
            (400.0, "8 400"),
            (470.0, "308"),
            (530.0, "8 708"),
        ],
    ),
    (
        356.0,
        [
            (40.0, "CMR-TA-12"),
            (160.0, "12/01 à 12/21"),
            (350.0, "21"),
            (400.0, "6 300"),
            (470.0, "231"),
            (530.0, "6 531"),
        ],
    ),
    (376.0, [(40.0, "Ensemble"), (350.0, "49"), (395.0, "14 700"), (470.0, "539"), (525.0, "15 239")]),
]


def test_a_unit_over_the_middle_of_three_weights_is_that_of_each() -> None:
    reading = read(OPEN, DocumentKind.PACKING_LIST, "fr")
    assert [weight(row["net_weight"]) for row in reading.rows] == [("8400", "kg"), ("6300", "kg")]
    assert weight(reading.totals["gross_weight"]) == ("15239", "kg")


def test_a_unit_over_one_of_two_weights_is_its_own() -> None:
    over = (300.0, [(330.0, "Colis"), (525.0, "Poids en kg")])
    reading = read([over, *OPEN[1:]], DocumentKind.PACKING_LIST, "fr")
    assert [row["net_weight"].unit for row in reading.rows] == [None, None]
