"""Amounts in words: put together over lines and beside columns, and not compared where their end was not read."""

from __future__ import annotations

import pytest

from validate.rules.commerce import amount_in_words


@pytest.mark.parametrize(
    ("lines", "amount"),
    [
        ("US dollars four thousand and 50/100 only", "US dollars four thousand and 50/100 only"),
        ("four hundred thousand\nTerms of payment: 30 days", "four hundred thousand"),
        (
            "Banque du Cap, USD XX67 3040  US dollars four hundred and\n7796 7675, SWIFT XX  sixty-seven thousand and\n"
            "                              eighty-two and 84/100",
            "US dollars four hundred and sixty-seven thousand and eighty-two and 84/100",
        ),
        ("four hundred and\nsixty-seven thousand one hundred and", None),  # its end stands elsewhere
        ("four hundred thousand 77", None),
        ("quatre-vingt mille dollars\net trois cents autres", "quatre-vingt mille dollars"),
        (
            "quatre cent cinquante-cinq mille cent\ncinquante-deux dollars américains et 83 cents.\nLot : étain",
            "quatre cent cinquante-cinq mille cent cinquante-deux dollars américains et 83 cents.",
        ),
        ("four hundred dollars and eighty cents\ntwo lots", "four hundred dollars and eighty cents"),
        (
            "dollars américains deux cent sept mille neuf cent\nsoixante-dix-huit et vingt-cinq centimes.\nLot : étain",
            "dollars américains deux cent sept mille neuf cent soixante-dix-huit et vingt-cinq centimes.",
        ),
        ("\nforty thousand", "forty thousand"),
        ("see the attached list", None),
    ],
)
def test_amount_in_words(lines: str, amount: str | None) -> None:
    assert amount_in_words(lines) == amount
