"""The words of a text as labels are compared by."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.labels_pieces import pieces, wording_keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("N.º do certificado", ("no", "do", "certlflcado")),
        ("Site(s) minier(s)", ("slte", "mlnler")),
        ("N°(s) des scellés", ("no", "des", "scelles")),
        ("# 4711", ("no", "4711")),
        ("— ( ) :", ()),
    ],
)
def test_words_are_told_by_their_skeletons(text: str, keys: tuple[str, ...]) -> None:
    assert wording_keys(text) == keys


def test_what_stands_between_words_is_told_with_the_word_behind() -> None:
    found = pieces("Shipper, buyer / Name and address")
    assert [piece.listed for piece in found] == [False, True, False, False, True]
    assert [piece.parted for piece in found] == [False, False, True, False, False]


def test_a_plural_in_brackets_belongs_to_its_word() -> None:
    first, second = pieces("Site(s) minier")
    assert (first.start, first.end, second.start) == (0, 7, 8)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("P.N.: 31,550 t", ("p", "n")),
        ("N.: 31/26", ("no",)),
        ("Cert. N.: 31/26", ("cert", "no")),
        ("P. N.", ("p", "n")),
    ],
)
def test_the_last_letter_of_an_abbreviation_is_no_sign_for_number(text: str, keys: tuple[str, ...]) -> None:
    assert wording_keys(text)[: len(keys)] == keys


@given(st.text(alphabet="Nn°ºo.(s) /,:;#№aé3", max_size=24))
def test_words_stand_apart_in_order_and_are_sure_where_the_text_is(text: str) -> None:
    found = pieces(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert not any(piece.sure for piece in found)
    sure = pieces(text, sure=True)
    assert all(piece.sure for piece in sure)
    assert [piece.key for piece in sure] == [piece.key for piece in found]
