"""Numbers whose groups stand apart: one number where nothing else stands in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.values import Context, parse
from extract.values.identifiers_spaced import is_spaced


def number(text: str) -> object:
    found = parse(ValueKind.IDENTIFIER, text, Context())
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("TZ 2026 B 00417", "TZ 2026 B 00417"),
        ("No. TZ 2026 B 00417", "TZ 2026 B 00417"),
        ("ORD-G7 14/26", "ORD-G7 14/26"),
        ("EUR.1 C 440 118", "EUR.1 C 440 118"),
        ("SADC 26 03 00417", "SADC 26 03 00417"),
        ("KTG 26 11/2026", "KTG 26 11/2026"),
        ("LE 318", "LE 318"),
        ("LE 318 · 4 de mayo de 2026", "LE 318"),
        ("KPC TZ 004417", "TZ 004417"),
    ],
)
def test_groups_with_nothing_else_beside_them_are_one_number(text: str, value: str) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("TZ 2026 B boxes", "TZ 2026"),
        ("LOT 2026 B 00417", "B 00417"),
        ("ORD-G7 14/03/2026", "ORD-G7"),
    ],
)
def test_words_labels_and_days_are_no_part_of_a_number(text: str, value: str) -> None:
    assert number(text) == value


@given(
    st.lists(st.from_regex(r"[A-Z]{1,3}|[0-9]{1,6}", fullmatch=True), max_size=3),
    st.from_regex(r"[0-9]{4,8}", fullmatch=True),
)
def test_capitals_groups_and_figures_are_one_number(middle: list[str], last: str) -> None:
    assert is_spaced(["ABC", *middle, last]) == bool(middle)


@given(st.lists(st.text(max_size=8), max_size=7))
def test_any_groups_get_an_answer(groups: list[str]) -> None:
    assert is_spaced(groups) in (True, False)
