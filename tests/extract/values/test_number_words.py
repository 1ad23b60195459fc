"""Numbers written out in four languages, with hundredths."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.values.number_words import amounts, spoken


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seven", 7),
        ("twenty-one", 21),
        ("one hundred and five", 105),
        ("nine hundred sixty-one thousand one hundred ninety-four", 961194),
        ("two million", 2_000_000),
        ("sept", 7),
        ("vingt et un", 21),
        ("soixante et onze", 71),
        ("quatre-vingts", 80),
        ("quatre-vingt-dix-sept", 97),
        ("septante-deux", 72),
        ("deux cents", 200),
        ("mille neuf cent quatre-vingt-dix-neuf", 1999),
        ("un million deux cent mille", 1_200_000),
        ("vinte e um", 21),
        ("cento e cinco", 105),
        ("trezentos e sessenta mil", 360_000),
        ("dois mil e vinte e seis", 2026),
        ("dezasseis", 16),
        ("dezesseis", 16),
        ("veintiuno", 21),
        ("treinta y cinco", 35),
        ("ciento cinco", 105),
        ("quinientos mil", 500_000),
        ("dos mil veintiséis", 2026),
        ("mil", 1000),
    ],
)
def test_whole_numbers(text: str, value: int) -> None:
    assert [s.value for s in spoken(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("nine hundred sixty-one thousand one hundred ninety-four and 94/100", "961194.94"),
        ("nine hundred US dollars and ninety-four cents only", "900.94"),
        ("quatre-vingt mille sept cent quarante et un dollars et trois cents", "80741.03"),
        ("trezentos e sessenta mil dólares e cinquenta centavos", "360000.50"),
        ("trescientos sesenta mil con 50/100 dólares", "360000.50"),
        ("dollars deux cent sept mille neuf cent soixante-dix-huit et vingt-cinq centimes", "207978.25"),
        ("US dollars five hundred and twenty-one and fifty cents", "521.50"),
    ],
)
def test_hundredths(text: str, value: str) -> None:
    assert [s.value for s in amounts(text)] == [Decimal(value)]


@pytest.mark.parametrize("text", ["four five six", "", "carats", "and"])
def test_no_number(text: str) -> None:
    assert spoken(text) == ()


def test_place_and_ordinal() -> None:
    text = "on the twenty-first day"
    found = spoken(text)
    assert [(text[s.start : s.end], s.ordinal) for s in found] == [("twenty-first", True)]
