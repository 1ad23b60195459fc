"""Numbers printed with a word of their own."""

from __future__ import annotations

import pytest

from extract.doctype import ValueKind
from extract.values import Context, parse
from extract.values.identifiers_worded import is_worded, worded


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("LOT 19238", "LOT 19238"),
        ("LOTE MS/2026/824", "LOTE MS/2026/824"),
        ("C.O. 015669", "C.O. 015669"),
        ("REF 5712/D", "REF 5712/D"),
        ("No. 015669", "015669"),
        ("Lot 19238", "19238"),
        ("two of LOT 19238", "19238"),
    ],
)
def test_a_word_in_capitals_belongs_to_the_number_behind_a_label(text: str, value: str) -> None:
    parsed = parse(ValueKind.IDENTIFIER, text, Context())
    assert parsed is not None
    told = worded(text, parsed)
    assert told.value == value
    assert told.raw == text[told.start : told.end]


@pytest.mark.parametrize("text", ["LOT", "LOT No. 19238", "LOT 19238 of 10 drums", "INVOICE 19238"])
def test_other_texts_are_no_number_with_its_word(text: str) -> None:
    assert not is_worded(text)
