"""Lines under a row that tell more of it."""

from __future__ import annotations

import pytest

from tests.extract.paper import Rows
from tests.extract.test_tables import read, shown

COLUMNS = (40.0, 72.0, 257.0, 311.0, 349.0)


def listing(price: str, amount: str) -> Rows:
    """A listing without columns of prices, which stand with their labels under each row."""
    rows: Rows = [(230.0, list(zip(COLUMNS, ("Item", "Description", "HS code", "Bags", "Tonnes"), strict=True)))]
    for at, cells in enumerate(
        (("001", "Flake graphite", "2504.10", "120", "120.000"), ("002", "Fines", "2504.10", "40", "40.000"))
    ):
        rows.append((251.0 + 30 * at, list(zip(COLUMNS, cells, strict=True))))
        figures = ("642.00", "77,040.00") if not at else ("500.00", "20,000.00")
        rows.append((262.0 + 30 * at, [(72.0, price), (191.0, figures[0]), (246.0, amount), (311.0, figures[1])]))
    return rows


@pytest.mark.parametrize(
    ("price", "amount", "language"),
    [
        ("Unit price USD per t", "Amount USD", "en"),
        ("Prix unitaire USD/t", "Montant USD", "fr"),
        ("Preço unitário USD/t", "Montante USD", "pt"),
        ("Precio unitario USD/t", "Importe USD", "es"),
    ],
)
def test_a_price_and_an_amount_under_a_row_without_their_columns_are_the_rows(
    price: str, amount: str, language: str
) -> None:
    rows = shown(read(listing(price, amount), language=language))
    assert [(row["unit_price"], row["value"]) for row in rows] == [("642.00", "77040.00"), ("500.00", "20000.00")]
    assert [row["goods_description"] for row in rows] == ["Flake graphite", "Fines"]
