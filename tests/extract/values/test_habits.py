"""A document's way with numbers and dates, as its unambiguous figures show it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.values.habits import Habits, habits


@pytest.mark.parametrize(
    ("text", "decimal_comma", "day_first"),
    [
        ("13,843.5 g 13.844 kg USD 1,900,000.00 8/01/2026 15/01/2026", False, True),
        ("836,63 ct 80 741,03", True, None),
        ("1.295 ct 1.234.567 Kz", True, None),
        ("HS 7102.31, 18.700 kg", None, None),
        ("1,254.30 and 1.254,30", None, None),
        ("Neto 20.000 kg, bruto 20.480 kg", True, None),
        ("Net 20,000 KGS, gross 20,480 KGS", False, None),
        ("Neto 20.000 kg, tara 0.480 kg", None, None),
        ("hasta 18.000 kilogramos netos", True, None),
        ("not more than 18,000 kilograms net", False, None),
        ("Net 20,000 kg, bruto 20.480 kg, 25.000 kg", None, None),
        ("01/25/2026", None, False),
        ("01/25/2026 25/01/2026", None, None),
        ("176-58261280 RW-1.9641+30.0619-00001 v2.0.1 05/04/2026", None, None),
        ("6th day of August, 2026; 06/08/2026", None, True),
        ("Aug 6, 2026; 08/06/2026", None, None),  # one may be chance
        ("Aug 6, 2026; 08/06/2026; Sep 2, 2026; 09/02/2026", None, False),
        ("26.08.06", None, None),
        ("", None, None),
    ],
)
def test_habits(text: str, decimal_comma: bool | None, day_first: bool | None) -> None:
    assert habits(text) == Habits(decimal_comma, day_first)


@pytest.mark.parametrize(
    ("text", "franc"),
    [
        ("Exporté du Cameroun vers la Suisse. Valeur : 1 000 000 F CFA", "XAF"),
        ("Bamako, Mali. Valeur : 1 000 000 FCFA", "XOF"),
        ("Du Mali au Cameroun. Valeur : 1 000 000 FCFA", None),
        ("Valeur : 1 000 000 francs CFA", None),
        ("Bamako, Mali. Valeur : 1 000 000 USD", None),
    ],
)
def test_the_countries_named_say_which_franc_is_meant(text: str, franc: str | None) -> None:
    assert habits(text).franc == franc


@given(st.dates(date(2016, 1, 1), date(2099, 12, 31)))
def test_a_date_in_words_shows_the_order_of_the_same_in_digits(day: date) -> None:
    text = f"{day:%d/%m/%Y} and {day.day} {day:%B} {day.year}"
    assert habits(text).day_first is (True if day.day != day.month else None)


@pytest.mark.parametrize(("label", "day_first"), [("(MM/DD/YYYY)", False), ("(jj/mm/aaaa)", True), ("(mm/yyyy)", None)])
def test_the_order_that_a_form_prints_for_its_dates(label: str, day_first: bool | None) -> None:
    assert habits(f"Date of issue {label}: 03/09/2026").day_first is day_first
