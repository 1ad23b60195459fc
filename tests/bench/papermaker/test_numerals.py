"""Numbers, dates and money as papers print them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bench.papermaker.numerals import NBSP, choose_habit, print_date, print_money


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("english", "1,234,567.80"),
        ("continental", "1.234.567,80"),
        ("french", f"1{NBSP}234{NBSP}567,80"),
        ("swiss", "1'234'567.80"),
        ("bare", "1234567.80"),
        ("bare-comma", "1234567,80"),
    ],
)
def test_a_number_is_grouped_by_its_style(style: str, printed: str) -> None:
    habit = replace(choose_habit("en", random.Random(1)), numbers=style)
    assert habit.number(Decimal("1234567.80")) == printed


@pytest.mark.parametrize(
    ("language", "style", "printed"),
    [
        ("fr", "long", "1er août 2026"),
        ("pt", "long", "1 de agosto de 2026"),
        ("es", "long", "1 de agosto de 2026"),
        ("en", "american", "August 1, 2026"),
        ("en", "ordinal", "1st August 2026"),
        ("en", "slashes", "01/08/2026"),
        ("es", "upper", "01 DE AGOSTO DE 2026"),
    ],
)
def test_a_date_is_printed_in_the_manner_of_its_language(language: str, style: str, printed: str) -> None:
    assert print_date(date(2026, 8, 1), language, style).replace(NBSP, " ") == printed


def test_ordinals_of_the_teens_end_in_th() -> None:
    assert [print_date(date(2026, 1, d), "en", "ordinal").split(NBSP)[0] for d in (11, 12, 13, 21, 22, 23)] == [
        "11th",
        "12th",
        "13th",
        "21st",
        "22nd",
        "23rd",
    ]


def test_a_label_that_names_the_currency_leaves_the_figure_alone() -> None:
    habit = replace(choose_habit("pt", random.Random(1)), numbers="continental", money="code-before")
    assert print_money(Decimal("1254.3"), "USD", habit, labelled=True) == "1.254,30"
    assert print_money(Decimal("1254.3"), "USD", habit, labelled=False) == f"USD{NBSP}1.254,30"
