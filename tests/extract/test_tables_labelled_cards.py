"""Cards whose labels name the units: several facts in a phrase, a value on the next line, lines of unequal length."""

from __future__ import annotations

import pytest

from extract.model import DocumentKind
from extract.tables_statements import statements_of
from extract.tables_words import header_words
from tests.extract.paper import Rows, sheet
from tests.extract.test_tables import INVOICE, PACKING, read, row, shown

TWO = (60.0, 260.0)


def test_units_stand_in_the_labels() -> None:
    rows: Rows = [
        row(100.0, "1. Pedras em bruto A"),
        row(116.0, "NÚMERO DE VOLUMES: 1", "PESO (CT): 167,79", columns=TWO),
        row(140.0, "2. Pedras em bruto B"),
        row(156.0, "NÚMERO DE VOLUMES: 2", "PESO (CT): 274,46", columns=TWO),
        row(180.0, "Total"),
        row(196.0, "NÚMERO DE VOLUMES: 3", "PESO (CT): 442,25", columns=TWO),
    ]
    reading = read(rows, DocumentKind.PACKING_LIST, "pt")
    assert shown(reading) == [
        {"parcel_count": 1, "carat_weight": "167.79", "goods_description": "Pedras em bruto A"},
        {"parcel_count": 2, "carat_weight": "274.46", "goods_description": "Pedras em bruto B"},
    ]
    assert reading.rows[0]["carat_weight"].unit == "ct"
    assert reading.totals["carat_weight"].value == "442.25"


def test_several_facts_in_a_phrase_and_lines_of_unequal_length() -> None:
    rows: Rows = [
        row(100.0, "1. Concentrado de plomo A"),
        row(116.0, "CÓDIGO SA: 2607.00", "BULTOS: 45 NETO (T): 67.43", columns=TWO),
        row(140.0, "2. Concentrado de plomo B"),
        row(156.0, "CÓDIGO SA: 2607.00", "BULTOS: 52 NETO (T): 76.70", columns=TWO),
        row(180.0, "Conjunto"),
        row(196.0, "BULTOS: 97 NETO (T): 144.13"),
    ]
    assert shown(read(rows, DocumentKind.PACKING_LIST, "es")) == [
        {
            "hs_codes": ("260700",),
            "parcel_count": 45,
            "net_weight": "67.43",
            "goods_description": "Concentrado de plomo A",
        },
        {
            "hs_codes": ("260700",),
            "parcel_count": 52,
            "net_weight": "76.70",
            "goods_description": "Concentrado de plomo B",
        },
    ]


def test_a_value_on_the_next_line_and_a_weight_called_total_in_each_card() -> None:
    rows: Rows = []
    for at, (name, bags, net, amount) in enumerate(
        (("north", "4", "670.00", "6700.00"), ("south", "8", "1341.50", "13415.00"), ("east", "3", "500.25", "5002.50"))
    ):
        top = 100.0 + 50 * at
        rows += [
            row(top, f"{at + 1}. Tin ore {name}"),
            row(top + 14, f"BAGS: {bags} TOTAL NET WEIGHT (KG): {net}", "UNIT PRICE (USD/KG): 10.00  AMOUNT (USD):"),
            row(top + 28, amount),
        ]
    rows = [(y, [(60.0 if x < 200 else 330.0, text) for x, text, *_ in told]) for y, told in rows]
    rows += [row(260.0, "Sum"), row(274.0, "BAGS: 15 TOTAL NET WEIGHT (KG): 2511.75")]
    reading = read(rows)
    assert [fields["net_weight"] for fields in shown(reading)] == ["670.00", "1341.50", "500.25"]
    assert [fields["value"] for fields in shown(reading)] == ["6700.00", "13415.00", "5002.50"]
    assert [fields["parcel_count"] for fields in shown(reading)] == [4, 8, 3]
    assert [fields["goods_description"] for fields in shown(reading)] == [
        "Tin ore north",
        "Tin ore south",
        "Tin ore east",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bags: 12 Net weight (kg): 600.5", [("parcel_count", "12"), ("net_weight", "600.5")]),
        ("Fûts : 12 · Poids net : 600,5 kg", [("parcel_count", "12"), ("net_weight", "600,5 kg")]),
        ("Drums: 12 of tin", []),
        ("in all 1,310.75 carats: sealed", []),
        ("Room (m2): 12.5", []),
    ],
)
def test_facts_of_a_phrase(text: str, told: list[tuple[str, str]]) -> None:
    (found,) = statements_of(sheet([row(100.0, text)]), 0, PACKING, header_words(PACKING))
    assert [(one.name, one.text) for one in found if one.name] == told


def test_a_number_under_other_words_is_no_value_of_theirs() -> None:
    lines = statements_of(
        sheet([row(100.0, "Terms of sale:"), row(114.0, "12108.16")]), 0, INVOICE, header_words(INVOICE)
    )
    assert [one.name for line in lines for one in line] == [None, None]
