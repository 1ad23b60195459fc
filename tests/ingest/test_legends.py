"""Captions set into the upper edge of a box."""

from __future__ import annotations

import pytest

from ingest.legends import freed
from ingest.model import Box, Ruling, Word

SHAPE = (1400, 1000)
CAPTION = Box(0.10, 0.200, 0.20, 0.210)  # fourteen pixels high
EDGE_BEHIND = Ruling(0.198, 0.205, 0.5, 0.205)
EDGE_BEFORE = Ruling(0.09, 0.205, 0.101, 0.205)
SIDE = Ruling(0.085, 0.2045, 0.085, 0.25)


@pytest.mark.parametrize(
    ("text", "rulings", "expected"),
    [
        ("origin-", (EDGE_BEHIND,), "origin"),
        ("-01", (EDGE_BEFORE,), "01"),
        ("-01", (SIDE,), "01"),
        ("—Expiry—", (SIDE, EDGE_BEHIND), "Expiry"),
        ("-5.0", (EDGE_BEHIND,), "-5.0"),  # the edge is on the other side
        ("EXP-", (Ruling(0.4, 0.205, 0.9, 0.205),), "EXP-"),  # an edge far off, at this height by chance
        ("EXP-", (Ruling(0.05, 0.212, 0.9, 0.212),), "EXP-"),  # an edge below
        ("-5.0", (Ruling(0.085, 0.1, 0.085, 0.3),), "-5.0"),  # a table's line runs past it
        ("A-1", (EDGE_BEFORE, EDGE_BEHIND, SIDE), "A-1"),
        ("-", (EDGE_BEFORE, EDGE_BEHIND, SIDE), "-"),
    ],
)
def test_a_hyphen_that_is_the_edge_of_a_box_is_no_part_of_the_caption(
    text: str, rulings: tuple[Ruling, ...], expected: str
) -> None:
    (word,) = freed([Word(text, CAPTION, 0.7, "ppocr")], rulings, SHAPE)
    assert (word.text, word.box) == (expected, CAPTION)


def test_letters_that_run_together_are_no_edge_up_to_a_figure_below_nought() -> None:
    # The bars of the letters of "diamonds" as a ruling that ends before "-9+7", a class of sieves.
    words = [Word("diamonds", Box(0.02, 0.2, 0.092, 0.211), 0.99, "both"), Word("-9+7", CAPTION, 0.99, "both")]
    found = freed(words, (Ruling(0.03, 0.205, 0.09, 0.205),), SHAPE)
    assert [word.text for word in found] == ["diamonds", "-9+7"]
