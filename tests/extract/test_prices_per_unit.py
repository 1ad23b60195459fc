"""What an invoice without a table says line by line: dry weights, and prices per unit with their terms."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.model import Money
from extract.read import extract
from tests.extract.sheet import Sheet

TITLES = {"en": "COMMERCIAL INVOICE", "fr": "FACTURE COMMERCIALE", "pt": "FATURA COMERCIAL", "es": "FACTURA COMERCIAL"}


def invoice(language: str, *lines: str) -> Sheet:
    return Sheet().text(180, 40, TITLES[language], 16).lines(60, 80, "No. F/12/26", *lines, step=20)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Price per dry metric tonne, CIF Tema: USD 6,450.00"),
        ("en", "Price per lb: USD 6,450.00"),
        ("fr", "Prix par tonne FOB Pointe-Noire: 6 450,00 USD"),
        ("fr", "Prix la tonne sèche : 6 450,00 USD"),
        ("fr", "Prix le kilo : 6 450,00 USD"),
        ("pt", "Preço por tonelada seca: 6 450,00 USD"),
        ("es", "Precio por TMS CIF Busan: 6 450,00 USD"),
    ],
)
def test_prices_per_unit_with_the_terms_of_delivery(language: str, text: str) -> None:
    found = extract([invoice(language, text, "Total: USD 122,550.00").page()])[0].fields["unit_price"]
    assert isinstance(found.value, Money)
    assert (str(found.value.amount), found.value.currency) == ("6450.00", "USD")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Net dry weight: 19.25 t"),
        ("fr", "Poids net sec : 19,25 t"),
        ("pt", "Peso líquido seco: 19,25 t"),
        ("es", "Peso neto seco: 19,25 t"),
    ],
)
def test_the_net_dry_weight_is_the_net_weight_where_no_other_is_stated(language: str, text: str) -> None:
    found = extract([invoice(language, text, "Total: USD 122,550.00").page()])[0].fields["net_weight"]
    assert (found.value, found.unit) == ("19.25", "t")


def test_the_weight_shipped_goes_before_the_dry_one() -> None:
    lines = ("Net wet weight: 21.00 t", "Net dry weight: 19.25 t", "Total: USD 122,550.00")
    assert extract([invoice("en", *lines).page()])[0].fields["net_weight"].value == "21.00"


@pytest.mark.parametrize(
    ("language", "label", "price"),
    [
        ("fr", "Prix par tonne FOB Pointe-Noire", "6 450,00 USD"),
        ("en", "Price per tonne FOB Dar es Salaam", "USD 6,450.00"),
        ("pt", "Preço por tonelada CIF Roterdão", "6 450,00 USD"),
        ("es", "Precio por libra FOB Matarani", "6 450,00 USD"),
    ],
)
@pytest.mark.parametrize("sign", ["", ":"])
def test_prices_in_a_column_with_or_without_their_colons(language: str, label: str, price: str, sign: str) -> None:
    sheet = invoice(language)
    for number, (asked, told) in enumerate((("Lot", "KB-26-18"), (label, price), ("Total", "122 550,00 USD"))):
        sheet.text(60, 120 + 20 * number, asked).text(270, 120 + 20 * number, f"{sign} {told}")
    found = extract([sheet.page()])[0].fields["unit_price"]
    assert isinstance(found.value, Money)
    assert (str(found.value.amount), found.value.currency) == ("6450.00", "USD")


def test_a_value_before_deductions_is_no_price() -> None:
    sheet = invoice("en").text(60, 120, "Value of goods before deductions").text(320, 120, "USD 9,100.00")
    assert "unit_price" not in extract([sheet.page()])[0].fields


def test_what_a_price_is_for_is_not_the_price() -> None:
    sheet = invoice("en").text(60, 120, "Price per dmtu Cr (1 % of one dry tonne)").text(420, 120, "USD 4.10")
    found = extract([sheet.text(60, 140, "Total").text(420, 140, "USD 9,100.00").page()])[0].fields.get("unit_price")
    assert found is None or found.value == Money(amount=Decimal("4.10"), currency="USD")
