"""Numbers: the same, look-alikes, others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validate.numbers import bare, clear_digits, misread_amount, misread_number, same_number, transposed


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("LS 024780", "LS-024780"),
        ("LS 024780", "024780"),
        ("Nº 419/2026", "419/2026"),
        ("N° LS 024780", "ls024780"),
        ("INV-2686", "2686"),
        ("EL 72833", "EL72833"),
        ("DNPM EX-0187/26", "EX-0187/26"),
        ("MINEC LIC/EXP/2026/14", "LIC/EXP/2026/14"),
        ("LOT 19238", "19238"),
        ("LOT CL/2026/125", "CL/2026/125"),
        ("C.O. 015669", "015669"),
        ("REF 5712/D", "5712/D"),
    ],
)
def test_the_same_number(left: str, right: str) -> None:
    assert same_number(left, right)
    assert same_number(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("INV-2219", "INV-2291"),
        ("LS 024780", "BW 024780"),
        ("419/2026", "26"),
        ("", ""),
        ("NO 024780", "LS 024780"),
        ("DNPM EX-0187/26", "EX-0178/26"),
        ("ABC EX-7", "XYZ EX-7"),
    ],
)
def test_other_numbers(left: str, right: str) -> None:
    assert not same_number(left, right)


def test_a_lots_own_word_tells_it_from_no_other() -> None:
    assert bare("LOT 19238") == bare("Lot 19238") == "19238"
    assert bare("LOT-19238") == "LOT19238"
    assert bare("Lot A") == "LOTA"


def test_an_air_waybill_is_the_same_with_its_airport_and_without() -> None:
    assert same_number("472 KGL 2207 5513", "472-22075513")
    assert not same_number("472 KGL 2207 5513", "472-22075531")


def test_norway_keeps_its_prefix() -> None:
    assert bare("NO 024780") == "NO024780"
    assert bare("No. 024780") == "024780"


def test_look_alikes() -> None:
    assert clear_digits("L5 O2478O") == clear_digits("LS 024780")
    assert misread_number("KP251209", "KP25I2O9")
    assert not misread_number("A944095", "A944091")
    assert misread_number("A944095", "A94409S")
    assert misread_number("T839423", "T89423")  # a sign lost
    assert not misread_number("RW-SN-278", "RW-SN-391")
    assert not misread_number("UL753947", "UL735947")  # turned about, which no reader does


def test_amounts() -> None:
    assert misread_amount("1254.30", "125430")  # the mark lost
    assert misread_amount("1254.30", "1264.30")
    assert not misread_amount("1254.30", "1245.30")
    assert not misread_amount("291.53", "219.53")


@given(st.text(max_size=20), st.text(max_size=20))
def test_sameness_and_misreading_have_no_sides(left: str, right: str) -> None:
    assert same_number(left, right) == same_number(right, left)
    assert misread_number(left, right) == misread_number(right, left)
    assert misread_amount(left, right) == misread_amount(right, left)


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        ("208634.40", "206834.40", True),
        ("1,024.50", "1024.05", True),
        ("731.00", "137.00", True),  # the first and the third
        ("208634.40", "208634.40", False),
        ("208634.40", "208635.40", False),
        ("208634.40", "28634.40", False),
        ("123.00", "231.00", False),  # three of them
    ],
)
def test_two_figures_that_changed_places(left: str, right: str, told: bool) -> None:
    assert transposed(left, right) is told
    assert transposed(right, left) is told


@given(st.text("0123456789", min_size=2, max_size=12), st.data())
def test_any_two_figures_changed_about_are_told(digits: str, data: st.DataObject) -> None:
    places = st.integers(0, len(digits) - 1)
    first, second = data.draw(places), data.draw(places)
    other = list(digits)
    other[first], other[second] = other[second], other[first]
    assert transposed(digits, "".join(other)) is (digits[first] != digits[second])
