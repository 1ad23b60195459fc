"""Words alike but for a letter or two, and how they are found among many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.companions_words import Vocabulary, alike, digits_of


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [
        ("kitali", "kitali", True),
        ("lumumba", "lurnumba", False),
        ("lumumba", "lumunba", True),
        ("antananarivo", "antanananvo", True),
        ("weserhuette", "weserhutte", True),
        ("salta", "malta", False),
        ("370014", "370015", False),
        ("kitali2", "kitali3", False),
        ("kigali", "kigalirw", False),
    ],
)
def test_a_letter_of_a_long_word_may_be_misread_and_no_digit(word: str, other: str, same: bool) -> None:
    assert alike(word, other) is same
    assert alike(other, word) is same


@given(st.sets(st.text("abcd1", max_size=12), max_size=20), st.text("abcd1", max_size=12))
def test_what_is_found_among_many_is_what_is_alike(words: set[str], word: str) -> None:
    vocabulary = Vocabulary(words)
    assert set(vocabulary.like(word)) == {one for one in words if alike(word, one)}
    assert set(vocabulary) == words
    assert (word in vocabulary) is (word in words)


def test_letters_are_the_digits_that_they_look_like() -> None:
    assert digits_of("26o4") == digits_of("2604") == "2604"
    assert digits_of("sl0b") == digits_of("5108") == "5108"
    assert digits_of("cmt") == "cmt"
