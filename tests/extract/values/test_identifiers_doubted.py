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
