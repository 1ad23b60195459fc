"""What a text's words begin, of the wordings of labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.labels_pieces import wording_keys
from extract.labels_wordings import Wording, Wordings

TEXTS = ("Date", "Date of expiry", "Country of origin", "Nombre de colis", "N.º", "Invoice number", "Shipper")


def known(*texts: str) -> Wordings:
    made = [Wording(text, (), frozenset({"en"}), 0, wording_keys(text)) for text in texts]
    return Wordings({"".join(one.keys): one for one in made})


def found(text: str, loosely: int = 9) -> list[tuple[str, float]]:
    return [(one.wording.text, one.quality) for one in known(*TEXTS).longest(wording_keys(text), 0, loosely)]


def test_the_longest_wording_comes_first() -> None:
    assert found("Date of expiry 12") == [("Date of expiry", 1.0), ("Date", 1.0)]


@pytest.mark.parametrize(
    ("text", "wording", "quality"),
    [
        ("Ship per", "Shipper", 1.0),
        ("Date expiry", "Date of expiry", 0.97),
        ("Countries of origin", "", 0.0),
        ("Shippers", "Shipper", 0.97),
        ("Origin country", "Country of origin", 0.95),
        ("number invoice", "Invoice number", 0.95),
        ("of the date", "", 0.0),
        ("Seal", "", 0.0),
    ],
)
def test_articles_plurals_and_order_may_differ(text: str, wording: str, quality: float) -> None:
    assert found(text)[:1] == ([(wording, quality)] if wording else [])


def test_what_is_parted_must_be_to_the_letter() -> None:
    assert found("Origin country", loosely=1) == []
    assert found("Country of origin", loosely=1) == [("Country of origin", 1.0)]


def test_letters_behind_the_sign_for_number_may_begin_the_number() -> None:
    wordings = known("CMR number")
    assert [one.quality for one in wordings.longest(("cmr", "no"), 0, 2)] == [1.0]
    assert list(wordings.longest(("no", "cmr"), 0, 2)) == []


def test_nothing_begins_with_no_words() -> None:
    assert list(known(*TEXTS).longest((), 0, 9)) == []


@given(st.lists(st.sampled_from(sorted({key for text in TEXTS for key in wording_keys(text)} | {"x", "ab", "dates"}))))
def test_a_word_that_begins_no_wording_is_told_at_once(keys: list[str]) -> None:
    wordings = known(*TEXTS)
    if keys and any(True for _ in wordings.longest(keys, 0, len(keys))):
        assert wordings.begins(keys[0])


@given(st.sampled_from(TEXTS), st.lists(st.sampled_from(("lot", "expiry", "of"))))
def test_every_wording_is_found_whatever_follows(text: str, more: list[str]) -> None:
    keys = (*wording_keys(text), *more)
    matches = list(known(*TEXTS).longest(keys, 3, 0))
    assert text in [one.wording.text for one in matches if one.quality == 1.0]
    assert [one.last for one in matches] == sorted((one.last for one in matches), reverse=True)
