"""Packages counted beside the range of their numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import DocumentKind
from extract.tables_ranges import size_of
from tests.extract.paper import Rows
from tests.extract.test_tables import read, row, shown

COLUMNS = (60.0, 130.0, 290.0, 360.0)


def packing(head: str, *rows: tuple[str, str]) -> Rows:
    return [
        row(300.0, "Lot", "Barrels", head, "Net kg", columns=COLUMNS),
        *(
            row(320.0 + 20 * at, f"LT-{at}", which, count, f"4,1{at}0.5", columns=COLUMNS)
            for at, (which, count) in enumerate(rows)
        ),
    ]


@pytest.mark.parametrize("head", ["Number", "No.", "Pieces in all"])
def test_numbers_that_are_the_sizes_of_ranges_count_packages(head: str) -> None:
    rows = shown(read(packing(head, ("B01 – B12", "12"), ("B13 – B40", "28")), DocumentKind.PACKING_LIST))
    assert [one["parcel_count"] for one in rows] == [12, 28]


def test_numbers_that_differ_from_the_sizes_do_not() -> None:
    rows = shown(read(packing("Number", ("B01 – B12", "12"), ("B13 – B40", "27")), DocumentKind.PACKING_LIST))
    assert all("parcel_count" not in one for one in rows)


@given(st.integers(0, 10**6), st.integers(0, 10**5), st.sampled_from(["", "D", "TAG-", "n "]))
def test_the_size_of_a_range(low: int, more: int, head: str) -> None:
    high = low + more
    assert size_of(f"{head}{low} – {head}{high}") == more + 1
    assert size_of(f"{head}{low}-{high}") == more + 1
    if more:
        assert size_of(f"{head}{high} – {head}{low}") is None


@pytest.mark.parametrize("text", ["", "20", "0871101", "D01–E20", "4–8 gr", "12/05/2026"])
def test_what_is_no_range(text: str) -> None:
    assert size_of(text) is None
