"""Numerals: all separators, both readings of a lone group of three, what OCR makes of separators and digits."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from extract.values import Context
from extract.values.folding import plain
from extract.values.number_runs import repair, runs
from extract.values.numbers import Numeral, read


def numerals(
    text: str, language: str | None = None, decimal_comma: bool | None = None, decimals: float = 0.0
) -> list[Numeral]:
    context = Context(language=language, decimal_comma=decimal_comma)
    found = (read(run, context, decimals) for run in runs(plain(text), text))
    return [numeral for numeral in found if numeral is not None]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("1,254.30", "1254.30"),
        ("1 254,30", "1254.30"),
        ("1\u00a0254,30", "1254.30"),
        ("1\u202f254,30", "1254.30"),
        ("1.254,30", "1254.30"),
        ("1'254.30", "1254.30"),
        ("1’254.30", "1254.30"),
        ("1254.3", "1254.3"),
        ("1254,3", "1254.3"),
        ("12,34,567.00", "1234567.00"),
        ("12,34,567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1 234 567", "1234567"),
        ("1.234.567,5", "1234567.5"),
        ("0.500", "0.500"),
        ("0,254", "0.254"),
        ("1254,300", "1254.300"),
        ("007", "7"),
        ("42", "42"),
        ("١٬٢٣٤٫٥٦", "1234.56"),
        ("１２３．５", "123.5"),
    ],
)
def test_one_reading_only(text: str, digits: str) -> None:
    got = numerals(text)
    assert [n.digits for n in got] == [digits]
    assert got[0].score >= 0.75


@pytest.mark.parametrize(
    ("text", "language", "decimal_comma", "digits", "other"),
    [
        ("18,700", "en", None, "18700", "18.700"),
        ("18.700", "en", None, "18.700", "18700"),
        ("18,700", "fr", None, "18.700", "18700"),
        ("18.700", "pt", None, "18700", "18.700"),
        ("18.700", "es", False, "18.700", "18700"),
        ("18.700", "es", True, "18700", "18.700"),
        ("18,700", "es", False, "18700", "18.700"),
        ("18,700", "en", True, "18.700", "18700"),
    ],
)
def test_a_lone_group_of_three_keeps_both_readings(
    text: str, language: str, decimal_comma: bool | None, digits: str, other: str
) -> None:
    got = numerals(text, language, decimal_comma)[0]
    assert got.digits == digits
    assert [n.digits for n in got.others] == [other]
    assert 0.5 <= got.score < 1
    assert got.score + got.others[0].score == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("1, 254.30", "1254.30"),
        ("10 ,420.9", "10420.9"),
        ("1.254.30", "1254.30"),
        ("1,27 3.09", "1273.09"),
        (".50", "0.50"),
    ],
)
def test_displaced_separators_are_read_with_less_score(text: str, digits: str) -> None:
    got = numerals(text, "en")
    assert got[0].digits == digits
    assert got[0].score <= 0.7


def test_a_count_beside_a_weight_may_be_two_numbers() -> None:
    got = numerals("5 107.92", "en")[0]
    assert got.digits == "5107.92"
    assert got.score < 0.8
    assert [n.digits for n in got.others] == ["107.92"]


def test_numbers_side_by_side_are_kept_apart() -> None:
    assert [n.digits for n in numerals("2018 1 254,30", "fr")] == ["2018", "1254.30"]
    assert [n.digits for n in numerals("12 34 5678", "fr")] == ["12", "34", "5678"]


def test_the_last_point_of_a_leader_is_no_decimal_point() -> None:
    assert [n.digits for n in numerals("Weight......50")] == ["50"]
    assert [n.digits for n in numerals("Weight . . . .50")] == ["50"]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("1O,42O.9 kg", "10,420.9 kg"),
        ("l,254.30", "1,254.30"),
        ("1254.3O ct", "1254.30 ct"),
        ("SOLO", "SOLO"),
        ("BS44550", "8544550"),
        ("oil 5", "oil 5"),
        ("5 bags", "5 bags"),
        ("12 lbs", "12 lbs"),
    ],
)
def test_repair_turns_letters_among_digits_only(text: str, mended: str) -> None:
    assert repair(text) == mended
    assert len(repair(text)) == len(text)


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2).map(abs)


@given(
    AMOUNTS, st.sampled_from(["en", "fr", "pt", "pt_PT", "es", "es_MX", "es_PE", "de", "de_CH", "nl", "en_IN", "en_ZA"])
)
def test_round_trip_of_every_locale(amount: Decimal, locale: str) -> None:
    text = format_decimal(amount, format="#,##0.00", locale=locale)
    if locale == "en_IN":
        text = format_decimal(amount, format="#,##,##0.00", locale=locale)
    got = numerals(text, locale[:2])
    assert len(got) == 1
    assert got[0].value == amount
    assert got[0].digits.endswith(f"{amount:.2f}"[-3:])


@given(st.integers(0, 10**9), st.sampled_from([(",", False), (".", True), (" ", None), ("'", None), ("", None)]))
def test_round_trip_of_whole_numbers_in_a_known_habit(number: int, style: tuple[str, bool | None]) -> None:
    mark, decimal_comma = style
    text = f"{number:,}".replace(",", mark)
    assert numerals(text, "fr", decimal_comma, 2.0)[0].value == number


@given(st.text(alphabet="0123456789., '\u00a0OlS-/kg", max_size=24))
def test_any_run_is_an_answer_and_stands_in_its_place(text: str) -> None:
    even = plain(text)
    for run in runs(even, text):
        numeral = read(run, Context())
        assert 0 <= run.start < run.end <= len(text)
        if numeral is not None:
            assert numeral.value >= 0
            assert 0 < numeral.score <= 1


@pytest.mark.parametrize(
    ("text", "digits"), [("12.500,-", "12500"), ("12,500.-", "12500"), ("12,500/-", "12500"), ("12.500,--", "12500")]
)
@pytest.mark.parametrize("language", ["en", "fr", "pt", "es", None])
def test_strokes_for_no_cents_settle_the_separators(text: str, digits: str, language: str | None) -> None:
    numeral = read(runs(text)[0], Context(language=language), 0.7)
    assert numeral is not None
    assert (numeral.digits, numeral.score, numeral.others) == (digits, 1.0, ())
