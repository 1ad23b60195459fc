"""Amounts with three figures behind a point."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.fields_thousands import whole_amounts
from extract.model import Field, Money


def money(name: str, amount: str, raw: str, currency: str = "USD") -> Field:
    value = Money(amount=Decimal(amount), currency=currency)
    return Field(name=name, value=value, raw=raw, confidence=0.98, evidence=(), rule="thousands-or-decimal")


def weight(value: str) -> Field:
    return Field(name="net_weight", value=value, unit="kg", raw=value, confidence=0.98, evidence=())


def amount_of(field: Field) -> Decimal:
    assert isinstance(field.value, Money)
    return field.value.amount


def test_a_price_tells_that_an_amount_is_in_thousands() -> None:
    row = {
        "net_weight": weight("12590.90"),
        "unit_price": money("unit_price", "20.00", "20.00"),
        "value": money("value", "251.818", "251.818"),
    }
    fields, rows = whole_amounts({"value": row["value"]}, [row])
    assert amount_of(rows[0]["value"]) == 251818
    assert amount_of(fields["value"]) == 251818
    assert fields["value"].confidence <= 0.9


@pytest.mark.parametrize(
    ("amount", "raw", "currency"),
    [("251.818", "USD 251.818", "USD"), ("12.500", "EUR 12.500", "EUR"), ("251.818", "XAF 251.818", "XAF")],
)
def test_an_amount_in_thousandths_that_nothing_tells_is_doubted(amount: str, raw: str, currency: str) -> None:
    fields, _ = whole_amounts({"value": money("value", amount, raw, currency)}, [])
    assert amount_of(fields["value"]) == Decimal(amount)
    assert fields["value"].confidence < 0.5


@pytest.mark.parametrize(
    ("name", "amount", "raw", "currency"),
    [
        ("unit_price", "12.345", "USD 12.345", "USD"),
        ("value", "251.818", "KWD 251.818", "KWD"),
        ("value", "1251.818", "USD 1,251.818", "USD"),
        ("value", "251.82", "USD 251.82", "USD"),
        ("value", "251818", "USD 251.818", "USD"),
    ],
)
def test_what_is_left_as_it_was_read(name: str, amount: str, raw: str, currency: str) -> None:
    field = money(name, amount, raw, currency)
    assert whole_amounts({name: field}, [])[0] == {name: field}


def test_an_amount_that_its_price_makes_to_the_thousandth_is_left() -> None:
    row = {
        "net_weight": weight("12.5909"),
        "unit_price": money("unit_price", "20.00", "20.00"),
        "value": money("value", "251.818", "251.818"),
    }
    assert amount_of(whole_amounts({}, [row])[1][0]["value"]) == Decimal("251.818")
