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
