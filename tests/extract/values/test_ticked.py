"""Boxes to tick, before and behind the choices that they are of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.values import Context, parse
from extract.values.ticked import chosen


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("7102.21 ☐ 7102.31 ☒ 7102.39 ☐", "7102.31"),
        ("☐ 7102.21 ☑ 7102.31 ☐ 7102.39", "7102.31"),
        ("[ ] Tin [x] Tungsten [ ] Tantalum", "Tungsten"),
        ("Tin ( ) Tungsten (X) Tantalum ( )", "Tungsten"),
    ],
)
def test_what_is_ticked_is_left(text: str, left: str) -> None:
    assert " ".join(word for word in chosen(text).split() if any(map(str.isalnum, word))).removesuffix(" (X)") in (
        left,
        f"[x] {left}",
    )


@pytest.mark.parametrize("text", ["7102.21 ☐ 7102.31 ☐", "7102.21 ☒ 7102.31 ☒", "7102.31", "☒ 7102.31"])
def test_boxes_that_tell_nothing_leave_the_text(text: str) -> None:
    assert chosen(text) == text


def test_only_the_ticked_code_is_read() -> None:
    parsed = parse(ValueKind.HS_CODES, "7102.31 ☒ 7102.10 ☐ 7102.21 ☐", Context())
    assert parsed is not None
    assert parsed.value == ("710231",)


@given(st.text(alphabet="ab1 ☐☒[]x()", max_size=40))
def test_places_stay(text: str) -> None:
    told = chosen(text)
    assert len(told) == len(text)
    assert all(new in (old, " ") for new, old in zip(told, text, strict=True))
