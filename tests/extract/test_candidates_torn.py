"""Amounts torn over the end of a narrow column's line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.model import Money
from extract.read import extract_file
from tests.extract.sheet import Sheet


def value_of(upper: str, lower: str) -> object:
    sheet = Sheet().text(150, 40, "CERTIFICATE OF ORIGIN", 16).text(50, 70, "Certificate No.").text(150, 70, "GN 0214")
    sheet.text(50, 100, "Code").text(150, 100, "Gross weight").text(260, 100, "FOB value")
    sheet.text(50, 112, "710231").text(150, 112, "2.85 kg").text(260, 112, upper).text(260, 124, lower)
    (document,) = extract_file([sheet.page()])
    return document.fields["value"].value if "value" in document.fields else None


@pytest.mark.parametrize(
    ("upper", "lower", "amount"),
    [("USD 240", "247,31", "240247.31"), ("USD 1", "240 247.31", "1240247.31"), ("USD 240.50", "247.31", "240.50")],
)
def test_an_amount_that_goes_on_beneath_is_one(upper: str, lower: str, amount: str) -> None:
    assert value_of(upper, lower) == Money(amount=Decimal(amount), currency="USD")


def test_another_amount_beneath_is_none_of_it() -> None:
    assert value_of("USD 240", "EUR 247.31") == Money(amount=Decimal(240), currency="USD")
