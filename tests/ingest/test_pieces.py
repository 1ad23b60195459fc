"""Where a line of PP-OCR's parts into words by the paper between them."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.pieces import pieces_of
from ingest.textlines import Character, Line

TOP, HEIGHT, PITCH = 20.0, 44.0, 14.0


def line_of(text: str, blanks: dict[int, float]) -> tuple[Line, NDArray[np.uint8]]:
    """A line whose characters are boxes of ink on one foot; before some of them more paper than between letters."""
    ink = np.zeros((100, 900), dtype=np.uint8)
    characters, x = [], 60.0
    for number, sign in enumerate(text):
        x += blanks.get(number, 0.0)
        if sign != " ":
            ink[int(TOP + 9) : int(TOP + 31), int(x + 2) : int(x + PITCH - 1)] = 255
        characters.append(Character(sign, x + PITCH / 2, 0.99))
        x += PITCH
    return Line(60.0, TOP, x, TOP + HEIGHT, tuple(characters)), ink


def said(text: str, blanks: dict[int, float], rule: tuple[int, int] | None = None) -> list[str]:
    line, ink = line_of(text, blanks)
    if rule is not None:
        ink[int(TOP + 36) : int(TOP + 38), rule[0] : rule[1]] = 255
    return [piece.text for piece in pieces_of(line, ink)]


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("sacks456", 5, ["sacks", "456"]),
        ("2026to", 4, ["2026", "to"]),
        ("2026PLACE", 4, ["2026", "PLACE"]),
        ("caratsa", 6, ["carats", "a"]),
        ("12345678", 4, ["12345678"]),  # figures are never parted by paper alone
    ],
)
def test_a_wide_blank_parts_words_that_the_reader_has_run_together(text: str, at: int, words: list[str]) -> None:
    assert said(text, {at: 24.0}) == words


def test_the_narrow_paper_within_a_code_parts_nothing() -> None:
    assert said("RW260714", {2: 5.0}) == ["RW260714"]
    assert said("HF40871KT", {2: 5.0, 7: 5.0}) == ["HF40871KT"]


def test_the_rule_under_a_blank_that_is_filled_in_does_not_close_the_space_before_it() -> None:
    # The rule begins half way between the words, and runs on under the second one.
    assert said("weight19860", {6: 26.0}, rule=(60 + 6 * 14 + 12, 600)) == ["weight", "19860"]
