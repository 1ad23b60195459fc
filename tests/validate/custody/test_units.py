"""Mass units: spellings, Recommendation 20 codes, exact factors."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validate.custody.units import GRAMS, SPELLINGS, fold_unit, grams, last_digit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *(("CTM", "ct"), ("Carats", "ct"), ("cts.", "ct"), ("quilates", "ct"), ("KGM", "kg"), ("KGS", "kg")),
        *(("Metric tonnes", "t"), ("MT", "t"), ("TNE", "t"), ("troy oz", "oz t"), ("oz. t", "oz t"), ("APZ", "oz t")),
        *(("LBR", "lb"), ("g", "g"), ("grammes", "g"), ("bags", "bags"), (" pcs ", "pcs"), ("", "")),
    ],
)
def test_spellings(text: str, unit: str) -> None:
    assert fold_unit(text) == unit


def test_every_unit_has_spellings_and_a_factor() -> None:
    assert SPELLINGS.keys() == GRAMS.keys()
    assert all(fold_unit(unit) == unit for unit in GRAMS)


def test_conversion_is_exact() -> None:
    assert grams(Decimal("1254.30"), "ct") == Decimal("250.860")
    assert grams(Decimal("10.421"), "t") == grams(Decimal(10421), "KGM")
    assert grams(Decimal(1), "oz t") == Decimal("31.1034768")
    assert grams(None, "kg") is None
    assert grams(Decimal(1), None) is None
    assert grams(Decimal(1), "bags") is None


def test_the_last_digit_written() -> None:
    assert last_digit(Decimal("13.844"), "kg") == 1
    assert last_digit(Decimal("1254.30"), "ct") == Decimal("0.002")
    assert last_digit(Decimal(500), "t") == 1_000_000
    assert last_digit(Decimal("1E+3"), "g") == 1
    assert last_digit(Decimal(3), "pcs") is None
    assert last_digit(Decimal("NaN"), "kg") is None


@given(st.text(max_size=20))
def test_any_text_is_a_unit_or_stays(text: str) -> None:
    unit = fold_unit(text)
    assert unit in GRAMS or unit == text.strip()
