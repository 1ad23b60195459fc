"""Partial dates and spans."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from validate.dated import BrokenTable, Span, first_day, last_day


def test_partial_dates_open_early_and_close_late() -> None:
    assert first_day("2007") == date(2007, 1, 1)
    assert first_day("2007-11") == date(2007, 11, 1)
    assert last_day("2007-11") == date(2007, 11, 30)
    assert last_day("2007") == date(2007, 12, 31)
    assert last_day("2024-02") == date(2024, 2, 29)
    assert first_day("2007-11-03") == last_day("2007-11-03") == date(2007, 11, 3)
    assert first_day(" ") is None
    assert last_day("") is None


@pytest.mark.parametrize("text", ["07-11", "2007-13", "2007-02-30", "soon", "2007/11"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(BrokenTable) as broken:
        last_day(text)
    assert broken.value.code == "reference-broken"
    assert text in broken.value.cause
    assert pickle.loads(pickle.dumps(broken.value)).cause == broken.value.cause


def test_spans_hold_both_ends() -> None:
    span = Span(date(2013, 5, 23), date(2024, 11, 15))
    assert span.holds(date(2013, 5, 23))
    assert span.holds(date(2024, 11, 15))
    assert not span.holds(date(2013, 5, 22))
    assert not span.holds(date(2024, 11, 16))
    assert Span(None, None).holds(date(1, 1, 1))
    assert str(span) == "2013-05-23 to 2024-11-15"
    assert str(Span(date(2024, 1, 1), None)) == "since 2024-01-01"
    assert str(Span(None, date(2024, 1, 1))) == "until 2024-01-01"
    assert str(Span(None, None)) == "at all times"
