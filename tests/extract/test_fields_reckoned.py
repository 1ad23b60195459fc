"""A weight and an amount that the price between them makes of each other are surer."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fields_reckoned import reckoned
from extract.model import Field, FieldValue, Money


def field(name: str, value: FieldValue, unit: str | None = None, confidence: float = 0.8) -> Field:
    return Field(name=name, value=value, unit=unit, raw=str(value), confidence=confidence, status="read")


def row(weight: str, price: str, amount: str, currency: str = "USD", name: str = "net_weight") -> dict[str, Field]:
    return {
        name: field(name, weight, "ct" if name == "carat_weight" else "kg"),
        "unit_price": field("unit_price", Money(amount=Decimal(price), currency=currency)),
        "value": field("value", Money(amount=Decimal(amount), currency="USD")),
    }


@pytest.mark.parametrize(
    ("weight", "price", "amount", "name"),
    [
        ("24600", "19.40", "477240.00", "net_weight"),
        ("24600", "19400.00", "477240.00", "net_weight"),  # a price per ton
        ("1671.26", "123.76", "206835.14", "carat_weight"),  # rounded to the cent
    ],
)
def test_what_the_price_makes_of_the_weight_is_sure(weight: str, price: str, amount: str, name: str) -> None:
    cells = row(weight, price, amount, name=name)
    if price == "19400.00":
        cells["unit_price"] = field("unit_price", Money(amount=Decimal(price), currency="USD"))
    made = reckoned(cells, [cells])
    assert made[name].confidence > 0.95
    assert made["value"].confidence > 0.95
    assert made["unit_price"].confidence == 0.8  # whether it is the paper's price, too, the product does not say


@pytest.mark.parametrize(
    "cells",
    [
        row("24600", "19.40", "477240.10"),
        row("24800", "19.40", "477240.00"),
        row("24600", "19.40", "477240.00", currency="EUR"),
        row("50", "20.00", "1000.00"),  # figures so round that they meet by chance
    ],
)
def test_what_it_does_not_make_is_as_sure_as_before(cells: dict[str, Field]) -> None:
    assert reckoned(cells, [cells]) == cells


def test_of_several_rows_none_is_the_papers() -> None:
    cells = row("24600", "19.40", "477240.00")
    assert reckoned(cells, [cells, cells]) == cells
    assert reckoned(cells, []) == cells


def test_a_statement_that_differs_from_the_row_gains_nothing() -> None:
    cells = row("24600", "19.40", "477240.00")
    stated = cells | {"net_weight": field("net_weight", "24000", "kg")}
    made = reckoned(stated, [cells])
    assert made["net_weight"].confidence == 0.8
    assert made["value"].confidence > 0.95


@given(st.decimals("0.01", "99999", places=2), st.decimals("0.01", "9999", places=2), st.floats(0.01, 0.995))
def test_no_value_changes_and_none_gets_less_sure(weight: Decimal, price: Decimal, sure: float) -> None:
    amount = (weight * price).quantize(Decimal("0.01"))
    cells = {
        name: one.model_copy(update={"confidence": sure})
        for name, one in row(str(weight), str(price), str(amount)).items()
    }
    made = reckoned(cells, [cells])
    assert {name: one.value for name, one in made.items()} == {name: one.value for name, one in cells.items()}
    assert all(made[name].confidence >= sure for name in cells)
