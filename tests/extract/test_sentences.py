"""Sentences of running text: abbreviations of papers end none, in any of the languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.sentences import sentence_ends


def sentences(text: str) -> list[str]:
    start, found = 0, []
    for end in sentence_ends(text):
        found.append(text[start:end].strip())
        start = end
    return found


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Kivumu Tin Ltd. declares that the goods sold to Perai Sdn. Bhd. under invoice No. INV-26 weigh 420.9 kg.",
            "They originate in Rwanda.",
        ),
        ("La société Graphite S.A. déclare que le lot n° 4 pèse env. 12,5 kg.", "Fait à Paris le 1er mai 2026."),
        ("A Catoca, Lda. declara que o lote n.º 7 pesa 12,50 ct.", "Emitido em Luanda."),
        ("La Cía. Minera S.A.C. declara que el oro pesa 13.844 kg.", "Emitido en Lima, Av. Arequipa 22."),
        ("All is well!", "Is it?"),
    ],
)
def test_two_sentences_are_told_apart(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


def test_a_decimal_point_or_a_code_ends_nothing() -> None:
    assert sentences("HS 7102.31 and 1.254,30 ct under KP.No.4") == ["HS 7102.31 and 1.254,30 ct under KP.No.4"]


@given(st.text(max_size=80))
def test_any_text_is_covered_once(text: str) -> None:
    ends = sentence_ends(text)
    assert list(ends) == sorted(set(ends))
    assert not ends or ends[-1] == len(text)


def test_a_text_without_a_stop_inside_is_one_sentence_and_needs_no_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise AssertionError("words were split")

    monkeypatch.setattr("extract.sentences._pipeline", fail)
    assert sentence_ends("Net weight of the lot on board 12.5 kg.") == (39,)
