"""Cells: times, numbers with their two readings, lists, countries; nothing raised, nothing guessed."""

from __future__ import annotations

from datetime import UTC, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validate.custody import values


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("2025-10-27T09:40:00Z", None, "2025-10-27T09:40:00+00:00"),
        ("2025-10-27t09:40:00z", None, "2025-10-27T09:40:00+00:00"),
        ("20251027T094000+0200", None, "2025-10-27T09:40:00+02:00"),
        ("2025-10-27 09:40:00 -03:30", None, "2025-10-27T09:40:00-03:30"),
        ("2025-10-27T09:40:00.123456789Z", None, "2025-10-27T09:40:00.123456+00:00"),
        ("2025-10-27T09:40:00", "+02:00", "2025-10-27T09:40:00+02:00"),
        ("2025-10-27T09:40:00", "Z", "2025-10-27T09:40:00+00:00"),
        ("2025-10-27T09:40:00", "+99:00", "2025-10-27T09:40:00+00:00"),
        ("2025-W44-1", None, "2025-10-27T00:00:00+00:00"),
    ],
)
def test_moments(text: str, offset: str | None, expected: str) -> None:
    found = values.moment(text, offset)
    assert found is not None
    assert found.time.isoformat() == expected


@pytest.mark.parametrize("text", ["", "today", "27/10/2025", "2025-13-01", "1899-12-31", "2025-10", "2201-01-01"])
def test_what_is_no_moment(text: str) -> None:
    assert values.moment(text) is None


def test_offset_and_day() -> None:
    day = values.moment("2025-10-27")
    assert day is not None
    assert (day.offset_stated, day.day_only, day.time.tzinfo) == (False, True, UTC)
    assert values.utc_offset("-03:30") is not None
    assert values.utc_offset("3") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("1254.30", "1254.30"), ("1,254.30", "1254.30"), ("1.254,30", "1254.30"), ("1 254,30", "1254.30")),
        *(("1'254.30", "1254.30"), ("1,254,300", "1254300"), ("1.254.300", "1254300"), ("12,5", "12.5")),
        *(("0,254", "0.254"), (".5", "0.5"), ("1.254", "1.254"), ("-3", "-3"), ("1e3", "1E+3"), ("7 kg", "7")),
    ],
)
def test_numbers_with_one_reading(text: str, value: str) -> None:
    found = values.number(text)
    assert found.value == Decimal(value)
    assert not found.open


@pytest.mark.parametrize("text", ["", "x", "1,2,3", "1.2.3", "12,34.5,6", "1,25.30,0", "5 apples", "9" * 60])
def test_what_is_no_number(text: str) -> None:
    found = values.number(text)
    assert found.value is None
    assert not found.open


def test_a_lone_mark_before_three_digits_is_open() -> None:
    found = values.number("1,254")
    assert found.open
    assert (found.if_decimal_comma, found.if_decimal_point) == (Decimal("1.254"), Decimal(1254))


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_every_way_of_writing_a_number_is_read_back(number: Decimal) -> None:
    english = f"{number:,.2f}"
    european = english.replace(",", " ").replace(".", ",").replace(" ", ".")
    assert values.number(english).value == number
    assert values.number(european).value == number
    assert values.number(f"{number:.2f}").value == number


@given(st.text(max_size=30))
def test_any_text_is_a_value_or_none(text: str) -> None:
    values.moment(text, text)
    values.number(text)
    values.country(text)
    assert all(part and part == part.strip() for part in values.items(text))


def test_lists_and_absence() -> None:
    assert values.items("A; B ;;A|C,n/a") == ("A", "B", "C")
    assert values.items("AO 042320") == ("AO 042320",)
    assert values.items("-") == ()
    assert values.absent(None)
    assert values.absent(" N/A ")
    assert not values.absent("0")


def test_countries() -> None:
    assert [values.country(text) for text in ("NA", "cod", "Lesotho", "UK", "ZZ", "X", "")] == [
        *("NA", "CD", "LS", "GB"),
        *(None, None, None),
    ]


def test_what_cannot_be_a_quantity() -> None:
    assert values.unfit("quantity", Decimal(3)) is None
    assert "not a number" in str(values.unfit("quantity", None))
    assert "below zero" in str(values.unfit("quantity", Decimal(-1)))
    assert "beyond" in str(values.unfit("quantity", Decimal("1e20")))
    assert "100" in str(values.unfit("recycled_share", Decimal(101)))
    assert values.unfit("quantity", Decimal(101)) is None


def test_a_moment_compares_across_offsets() -> None:
    one, two = values.moment("2025-01-01T12:00:00+05:00"), values.moment("2025-01-01T07:00:00Z")
    assert one is not None
    assert two is not None
    assert one.time - two.time == timedelta(0)
