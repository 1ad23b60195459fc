"""Pieces that are too heavy for stones are parcels."""

from __future__ import annotations

from typing import Any

import pytest

from extract.model import DocumentKind
from tests.extract.test_tables import read, row, shown

FOUR = (60.0, 240.0, 330.0, 430.0)


def told(heading: str, first: str, second: str) -> list[Any]:
    rows = [
        row(200.0, "Description", heading, "Weight (ct)", "Value (USD)", columns=FOUR),
        row(220.0, "Rough gem", first, "410.25", "41,025.00", columns=FOUR),
        row(240.0, "Rough boart", second, "980.75", "9,807.50", columns=FOUR),
    ]
    return [fields.get("parcel_count") for fields in shown(read(rows, DocumentKind.COMMERCIAL_INVOICE))]


@pytest.mark.parametrize("heading", ["Pieces", "Pcs.", "Pièces", "Peças", "Piezas"])
def test_heavy_pieces_are_parcels(heading: str) -> None:
    assert told(heading, "1", "2") == [1, 2]


def test_pieces_of_a_stones_weight_are_stones() -> None:
    assert told("Pieces", "36", "210") == [None, None]


def test_stones_are_stones() -> None:
    assert told("Stones", "1", "2") == [None, None]


def packed(heading: str, *counts: str, unit: str = "kg") -> list[Any]:
    rows = [row(200.0, "Description", heading, f"Net ({unit})", f"Gross ({unit})", columns=FOUR)]
    rows += [
        row(220.0 + 20 * at, "Manganese ore", count, f"{at + 21},958.50", f"{at + 21},991.50", columns=FOUR)
        for at, count in enumerate(counts)
    ]
    return [fields.get("parcel_count") for fields in shown(read(rows, DocumentKind.PACKING_LIST))]


@pytest.mark.parametrize("heading", ["Pieces", "Quantity", "Quantité", "Qtd.", "Cant.", "Quantité / Qty"])
def test_a_number_beside_a_net_weight_counts_packages(heading: str) -> None:
    assert packed(heading, "22", "18") == [22, 18]


@pytest.mark.parametrize(("counts", "summed"), [(("22", "18", "40"), [22, 18]), (("22", "22"), [22])])
def test_numbers_that_are_summed_count_packages(counts: tuple[str, ...], summed: list[int]) -> None:
    rows = [row(200.0, "Description", "Nos.", "Net (kg)", "Gross (kg)", columns=FOUR)]
    for at, count in enumerate(counts):
        words = "TOTAL" if at == len(counts) - 1 else "Manganese ore"
        rows.append(row(220.0 + 20 * at, words, count, f"{count},958.50", f"{count},991.50", columns=FOUR))
    found = [fields.get("parcel_count") for fields in shown(read(rows, DocumentKind.PACKING_LIST))]
    assert found == summed


@pytest.mark.parametrize("counts", [("1",), ("1", "2"), ("14", "27")])
def test_numbers_of_rows_or_of_packages_are_no_counts(counts: tuple[str, ...]) -> None:
    assert packed("Nos.", *counts) == [None] * len(counts)


def test_what_is_too_light_for_packages_is_counted_otherwise() -> None:
    assert packed("Pieces", "840", "910", unit="g") == [None, None]


def test_a_quantity_with_decimals_is_no_count() -> None:
    assert packed("Quantity", "22.5", "18.25") == [None, None]


def test_a_quantity_that_is_the_weight_is_no_count() -> None:
    rows = [
        row(200.0, "Description", "Quantity", "Net (kg)", "Gross (kg)", columns=FOUR),
        row(220.0, "Manganese ore", "21,958", "21,958", "21,991", columns=FOUR),
        row(240.0, "Manganese ore", "22,104", "22,104", "22,140", columns=FOUR),
    ]
    assert all("parcel_count" not in fields for fields in shown(read(rows, DocumentKind.PACKING_LIST)))
