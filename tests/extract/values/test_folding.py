"""Folding keeps every character's place; cleansing remembers the places it moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.doctype import ValueKind
from extract.values import Context, parse
from extract.values.folding import cleanse, fold, key, plain


@given(st.text(max_size=80))
def test_plain_and_fold_keep_length(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert len(fold(text)) == len(text)


@given(st.text(max_size=80))
def test_cleansing_places_every_character(text: str) -> None:
    cleansed = cleanse(text)
    for index in range(len(cleansed.text)):
        start, end = cleansed.place(index, index + 1)
        assert 0 <= start < end <= len(text)


def test_accents_quotes_dashes_and_spaces_are_one() -> None:
    assert fold("CÔTE D’IVOIRE") == "cote d'ivoire"
    assert plain("1\u202f254—30") == "1 254-30"
    assert key("N.º  do  Lacre:") == key("n º do lacre")


def test_a_decomposed_accent_and_a_ligature_are_read_in_place() -> None:
    text = "Co\u0302te d'Ivoire"
    parsed = parse(ValueKind.COUNTRY, text, Context())
    assert parsed is not None
    assert (parsed.value, parsed.raw) == ("CI", text)
    hidden = "29 \u00adMar\u00adch 2026"
    dated = parse(ValueKind.DATE, hidden, Context())
    assert dated is not None
    assert dated.value == "2026-03-29"
    assert dated.raw == hidden


def test_the_low_figures_of_formulas_are_figures() -> None:
    assert plain("WO₃, Li₂CO₃") == "WO3, Li2CO3"
    assert fold("Ta₂O₅") == "ta2o5"
    assert plain("m²") == "m²"
