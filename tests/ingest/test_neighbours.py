"""Words told by where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.certainty import Basis, Kind
from ingest.model import Reader
from ingest.neighbours import unruled, within, without_fragments
from ingest.ocr import Read


def word(
    text: str, x0: float, x1: float, sure: float = 0.99, reader: Reader = "both", kind: Kind = "same", y0: float = 80.0
) -> Read:
    return Read(text, x0, y0, x1, y0 + 25, sure, reader, Basis(kind, sure, sure))


def between(middle: Read) -> float:
    """How sure a word is that stands between two words of its line."""
    found = list(within([word("Port", 100, 150), middle, word("Sahel", 195, 260)]))
    assert [each.text for each in found] == ["Port", middle.text, "Sahel"]
    return found[1].confidence


@pytest.mark.parametrize(
    ("middle", "least"),
    [
        (word("El", 162, 183, 0.24, "ppocr", "first-alone"), 0.4),  # short words alone are taken for noise below that
        (word("-", 168, 178, 0.6), 0.8),
        (word("·", 168, 178, 0.3, "ppocr", "first"), 0.8),
        (word("II", 168, 178, 0.5), 0.85),
        (word("II", 168, 178, 0.3, "ppocr", "first"), 0.4),
    ],
)
def test_what_stands_between_words_of_a_line_is_no_noise(middle: Read, least: float) -> None:
    assert between(middle) == least


@pytest.mark.parametrize(
    "middle",
    [
        word("ae", 162, 183, 0.3, "tesseract", "second-alone"),  # only one of them has seen anything there
        word("-", 168, 178, 0.6, "ppocr", "first-alone"),
        word("|", 168, 178, 0.3),
    ],
)
def test_what_one_reader_alone_has_seen_may_be(middle: Read) -> None:
    assert between(middle) == middle.confidence


def test_what_stands_at_the_end_far_off_or_among_doubtful_words_is_not_made_surer() -> None:
    short = word("El", 162, 183, 0.24, "ppocr", "first-alone")
    assert [each.confidence for each in within([word("Port", 100, 150), short])] == [0.99, 0.24]
    far = word("Sahel", 295, 360)
    assert [each.confidence for each in within([word("Port", 100, 150), short, far])][1] == 0.24
    doubtful = word("Sahel", 195, 260, 0.7)
    assert [each.confidence for each in within([word("Port", 100, 150), short, doubtful])][1] == 0.24


def test_the_rule_of_a_blank_is_no_part_of_what_fills_it() -> None:
    filled = unruled(word("__Gypsum", 0, 80))
    assert (filled.text, filled.x0, filled.x1) == ("Gypsum", 20, 80)
    filled = unruled(word("kg_", 0, 90))
    assert (filled.text, filled.x0, filled.x1) == ("kg", 0, 60)
    assert unruled(word("LOT_7", 0, 90)).text == "LOT_7"
    assert unruled(word("___", 0, 90)).text == "___"


def test_ink_of_a_word_that_was_read_again_by_itself_is_left_out() -> None:
    harbour, piece = word("HARBOUR", 100, 200), word("R", 186, 200, 0.86, "ppocr", "first-alone")
    other = word("R", 186, 200, 0.86, "ppocr", "first-alone", y0=300.0)
    inner = word("7", 150, 160)
    assert without_fragments([harbour, piece, other, inner]) == [harbour, other, inner]
    surer, same = word("Class", 100, 160, 0.99), word("Class", 101, 158, 0.9, "ppocr", "first-alone")
    assert without_fragments([same, surer]) == [surer]
    twin = word("Class", 100, 160, 0.99)
    assert without_fragments([surer, twin]) == [surer]


@given(
    st.lists(st.tuples(st.text("abR7-", min_size=1, max_size=4), st.integers(0, 300), st.integers(5, 80)), max_size=8)
)
def test_no_word_is_lost_unless_another_says_it(given: list[tuple[str, int, int]]) -> None:
    words = [word(text, x, x + wide) for text, x, wide in given]
    kept = without_fragments(words)
    assert len(kept) <= len(words)
    assert bool(kept) == bool(words)
    for each in words:
        assert each in kept or any(each.text.lower() in other.text.lower() for other in kept)
