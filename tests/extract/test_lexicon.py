"""Folding and the wording tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import lexicon
from extract.lexicon import fold
from extract.lexicon_tables import rows_kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("N.º do certificado:", "No do Certificado"),
        ("N° du lot", "Numéro du lot"),
        ("Invoice №", "invoice number"),
        ("H.S. Code", "HS code"),
        ("Poids (ct)", "poids ct"),
        ("DÉSIGNATION", "Designation"),
    ],
)
def test_spellings_that_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


def test_number_is_spelled_out_in_each_form() -> None:
    wordings = lexicon.labels("lot_number")["en"]
    assert {"Lot No.", "Lot Number", "Lot"} <= set(wordings)


def test_labels_take_in_the_given_table() -> None:
    assert "numéro de chargement" in lexicon.labels("lot_number")["fr"]


def test_unknown_label_set() -> None:
    with pytest.raises(KeyError, match="no label set"):
        lexicon.labels("no such set")


def test_every_row_of_every_table_is_complete() -> None:
    for language, wording in lexicon.every_wording():
        assert language
        assert wording.strip() == wording
        assert wording


@pytest.mark.parametrize("name", ["cues", "headers", "labels", "label_wordings", "titles"])
def test_no_comma_of_a_wording_parts_a_row(name: str) -> None:
    for row in rows_kept(name):
        assert None not in row, row


def test_signs_are_weighted_within_bounds() -> None:
    signs = lexicon.signs("kimberley_process_certificate")
    assert signs
    assert all(0 < weight <= 1 for weight in signs.values())


def test_elements_stand_bare_and_with_a_percent_sign() -> None:
    assert {"Ta2O5", "Ta2O5 %", "Sn (%)"} <= set(lexicon.labels("element")["en"])
