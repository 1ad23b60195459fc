"""How sure a number is that a grammar has read."""

from __future__ import annotations

import pytest

from extract.values.identifiers_doubted import judge


@pytest.mark.parametrize("content", ["0.0064", "0,85"])
def test_a_content_below_one_is_hardly_a_papers_number(content: str) -> None:
    assert judge(content)[0] < 0.5


def test_letters_and_two_figures_set_apart_are_a_number_and_a_mere_word_with_figures_is_less_so() -> None:
    assert judge("KTX-B/26")[0] == 0.8
    assert judge("LOT 26")[0] < 0.6
    assert judge("AB-12")[0] < 0.6


def test_a_wrong_check_digit_of_a_legal_entitys_identifier_is_doubted() -> None:
    assert judge("5493001KJTIIGC8Y1R12") == (1.0, "lei")
    assert judge("5493001KJTIIGC8Y1R13") == (0.7, "lei-check-failed")
    assert judge("5493 001K JTII GC8Y 1R13")[1] == "lei-check-failed"
    assert judge("20260000471100123456")[1] != "lei-check-failed"
