"""Money: currency by symbol, code and word, before and behind, from the label; figures held against words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.model import Money
from extract.values import Context, find, parse
from extract.values.money import currency
from extract.values.prices import is_price


def read(text: str, language: str | None = "en", label: str | None = None) -> tuple[str, str] | None:
    parsed = parse(ValueKind.MONEY, text, Context(language=language, currency=label))
    if parsed is None:
        return None
    assert isinstance(parsed.value, Money)
    return str(parsed.value.amount), parsed.value.currency


@pytest.mark.parametrize(
    ("language", "text", "amount", "code"),
    [
        ("en", "USD 961,194.94", "961194.94", "USD"),
        ("en", "US$961,194.94", "961194.94", "USD"),
        ("en", "U.S. $ 12,500.00", "12500.00", "USD"),
        ("en", "961,194.94 USD", "961194.94", "USD"),
        ("en", "$1,200.00 USD", "1200.00", "USD"),
        ("en", "USD 85 per carat", "85", "USD"),
        ("en", "80,741.03 United States dollars", "80741.03", "USD"),
        ("en", "GBP 1,234.50", "1234.50", "GBP"),
        ("en", "£1,234.50", "1234.50", "GBP"),
        ("en", "ZAR 1 200.50", "1200.50", "ZAR"),
        ("en", "R 1 234,50", "1234.50", "ZAR"),
        ("en", "AED 1,250,000", "1250000", "AED"),
        ("en", "Rs. 12,34,567.00", "1234567.00", "INR"),
        ("en", "USD 1.9 million", "1900000", "USD"),
        ("en", "CHF 1'234.50", "1234.50", "CHF"),
        ("en", "Total ..... USD: 961,194.94", "961194.94", "USD"),
        ("en", "USD\n961,194.94", "961194.94", "USD"),
        ("fr", "80 741,03 dollars des États-Unis", "80741.03", "USD"),
        ("fr", "80 741,03 $US", "80741.03", "USD"),
        ("fr", "80 741,03 €", "80741.03", "EUR"),
        ("fr", "1 234 567 francs congolais", "1234567", "CDF"),
        ("fr", "US$ 1,2", "1.2", "USD"),
        ("pt", "USD 360.000,00", "360000.00", "USD"),
        ("pt", "360.000,00 dólares americanos", "360000.00", "USD"),
        ("pt", "Kz 1.234.567,00", "1234567.00", "AOA"),
        ("pt", "R$ 10.000,00", "10000.00", "BRL"),
        ("pt", "5.000,00 meticais", "5000.00", "MZN"),
        ("es", "US$ 1.900.000,00", "1900000.00", "USD"),
        ("es", "1,900,000.00 dólares estadounidenses", "1900000.00", "USD"),
        ("es", "S/ 1,250.00", "1250.00", "PEN"),
        ("de", "Fr. 1.250,--", "1250", "CHF"),
        ("nl", "EUR 1.250,-", "1250", "EUR"),
    ],
)
def test_reads_amounts(language: str, text: str, amount: str, code: str) -> None:
    assert read(text, language) == (amount, code)


def test_a_bare_amount_takes_the_labels_currency_or_is_not_read() -> None:
    assert read("80 741,03", "fr", "US$") == ("80741.03", "USD")
    assert read("80 741,03", "fr") is None
    assert read("1 234 567,89 FCFA", "fr", "XOF") == ("1234567.89", "XOF")


@pytest.mark.parametrize("text", ["Cr (1 % of one dry tonne)", "65%", "50 ‰"])
def test_a_share_is_no_bare_amount(text: str) -> None:
    assert read(text, "en", "USD") is None


@pytest.mark.parametrize("text", ["1 234 567 F CFA", "FCFA 1.234.567", "1.234.567 francs CFA", "1 234 567 Frs CFA"])
def test_the_cfa_franc_is_two_currencies_until_the_papers_countries_settle_it(text: str) -> None:
    open_ = parse(ValueKind.MONEY, text, Context(language="fr"))
    assert open_ is not None
    assert open_.score <= 0.55
    readings = {str(one.value.currency) for one in (open_, *open_.others) if isinstance(one.value, Money)}
    assert readings == {"XAF", "XOF"}
    for franc in ("XAF", "XOF"):
        settled = parse(ValueKind.MONEY, text, Context(language="fr", franc=franc))
        assert settled is not None
        assert settled.value == Money(amount=Decimal(1234567), currency=franc)
        assert settled.score > 0.7


@pytest.mark.parametrize(
    ("text", "amount", "code"),
    [
        ("1.234,56 dólares", "1234.56", "USD"),
        ("1,000,000/= TZS", "1000000", "TZS"),
        ("TZS 1,000,000/-", "1000000", "TZS"),
        ("1 000 000 FC", "1000000", "CDF"),
        ("one thousand two hundred US dollars", "1200", "USD"),
        ("mil doscientos treinta y cuatro dólares americanos con cincuenta centavos", "1234.50", "USD"),
        ("deux mille euros", "2000", "EUR"),
        ("dois mil kwanzas", "2000", "AOA"),
    ],
)
def test_amounts_by_word(text: str, amount: str, code: str) -> None:
    found = parse(ValueKind.MONEY, text, Context())
    assert found is not None
    assert found.value == Money(amount=Decimal(amount), currency=code)
    if not any(char.isdigit() for char in text):
        assert found.score <= 0.7, "words alone are less sure than figures"


@pytest.mark.parametrize("text", ["1,200 dólares namibianos", "1 200 dollars taïwanais", "500 dollars zimbabwéens"])
def test_dollars_of_somebody_elses_are_no_us_dollars(text: str) -> None:
    assert parse(ValueKind.MONEY, text, Context()) is None


def test_a_lone_dollar_sign_is_less_sure_unless_the_label_says() -> None:
    alone = parse(ValueKind.MONEY, "$ 1,200.00", Context(language="en"))
    named = parse(ValueKind.MONEY, "$ 1,200.00", Context(language="en", currency="CAD"))
    assert alone is not None
    assert named is not None
    assert alone.score <= 0.7 < named.score
    assert isinstance(named.value, Money)
    assert named.value.currency == "CAD"


def test_credits_are_negative() -> None:
    assert read("USD -1,200.00") == ("-1200.00", "USD")
    assert read("(USD 1,200.00)") == ("1200.00", "USD")


def test_words_confirm_or_contradict_figures() -> None:
    agrees = parse(
        ValueKind.MONEY,
        "USD 961,194.94 (nine hundred sixty-one thousand one hundred ninety-four and 94/100)",
        Context(language="en"),
    )
    differs = parse(ValueKind.MONEY, "USD 961,194.94 (nine hundred sixty thousand)", Context(language="en"))
    assert agrees is not None
    assert differs is not None
    assert agrees.rule.endswith("+words")
    assert agrees.score > 0.98
    assert differs.score <= 0.5
    assert any(isinstance(o.value, Money) and o.value.amount == 960000 for o in differs.others)


def test_words_settle_an_ambiguous_figure() -> None:
    settled = parse(ValueKind.MONEY, "EUR 12,500 (douze mille cinq cents)", Context(language="fr", decimal_comma=True))
    assert settled is not None
    assert isinstance(settled.value, Money)
    assert settled.value.amount == 12500


def test_finds_every_amount_in_running_text() -> None:
    text = "Price US$ 312.25/ct, amount USD 61,703.72; freight EUR 120.00 and 3 parcels"
    found = find(ValueKind.MONEY, text, Context(language="en"))
    assert [str(p.value.amount) for p in found if isinstance(p.value, Money)] == ["312.25", "61703.72", "120.00"]
    assert [text[p.start : p.end] for p in found] == [p.raw for p in found]


@pytest.mark.parametrize(
    ("wording", "code"), [("US$", "USD"), ("dollars US", "USD"), ("€", "EUR"), ("Fr.", "CHF"), ("carats", None)]
)
def test_currency_words(wording: str, code: str | None) -> None:
    assert currency(wording) == code


@given(
    st.decimals(min_value=0, max_value=10**9, places=2).map(abs),
    st.sampled_from(["USD", "EUR", "CHF", "ZAR", "AOA"]),
    st.booleans(),
    st.booleans(),
)
def test_round_trip(amount: Decimal, code: str, before: bool, continental: bool) -> None:
    figure = f"{amount:,.2f}"
    if continental:
        figure = figure.translate(str.maketrans(",.", ".,"))
    text = f"{code} {figure}" if before else f"{figure} {code}"
    assert read(text, "pt" if continental else "en") == (f"{amount:.2f}", code)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("US$ 1.2 m", "1200000"),
        ("USD 1.2m", "1200000"),
        ("1,2 M USD", "1200000"),
        ("USD 45k", "45000"),
        ("USD 3.2 K", "3200"),
    ],
)
def test_letters_for_millions_and_thousands_are_less_sure(text: str, amount: str) -> None:
    found = parse(ValueKind.MONEY, text, Context(language="en"))
    assert found is not None
    assert isinstance(found.value, Money)
    assert (found.value.amount, found.value.currency) == (Decimal(amount), "USD")
    assert found.score < 0.9


def test_a_unit_behind_an_amount_is_no_letter_for_thousands() -> None:
    for text in ("USD 1.2 M/T", "USD 45 kg", "USD 45 m/t"):
        found = parse(ValueKind.MONEY, text, Context(language="en"))
        assert found is not None
        assert isinstance(found.value, Money)
        assert found.value.amount < 50, text


@pytest.mark.parametrize(
    "text",
    ["US$/ct 85.20", "US$ / ct 85.20", "USD per lb Ta2O5 85.20", "USD/dmtu 85.20", "85.20 US$/ct", "USD 85.20 le kg"],
)
def test_prices_of_one_unit(text: str) -> None:
    found = parse(ValueKind.MONEY, text, Context(language="en"))
    assert found is not None
    assert isinstance(found.value, Money)
    assert (found.value.amount, found.value.currency) == (Decimal("85.20"), "USD")
    assert is_price(text, found)


def test_an_amount_is_no_price() -> None:
    for text in ("USD 85.20", "USD 85.20 per invoice 7", "USD 85.20 for 12 kg"):
        found = parse(ValueKind.MONEY, text, Context(language="en"))
        assert found is not None
        assert not is_price(text, found), text


@given(
    st.decimals(min_value=Decimal("0.01"), max_value=Decimal(99_999), places=2),
    st.sampled_from(["{}/ct", "USD/{}", "per {}"]),
    st.sampled_from(["ct", "kg", "g", "lb", "dmtu"]),
)
def test_round_trip_of_prices(amount: Decimal, shape: str, unit: str) -> None:
    text = f"USD/{unit} {amount}" if shape == "USD/{}" else f"USD {amount} per {unit}"
    found = parse(ValueKind.MONEY, text, Context(language="en"))
    assert found is not None
    assert isinstance(found.value, Money)
    assert found.value.amount == amount
    assert is_price(text, found)
