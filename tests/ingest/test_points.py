"""Full stops and commas told by their ink."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.bilevel import softened
from ingest.points import told
from ingest.straighten import components, ink_of
from ingest.textlines import Character, Line

STEP, HIGH, FOOT = 14, 20, 26
"""Width of a character, height of a figure and where a line's figures stand, in pixels."""

SHAPES = {".": (3, 3, 0), ",": (4, 8, 4), "faint": (4, 5, 1)}
"""Width, height, and depth below the line's foot."""


def page(
    drawn: list[list[str]], read: list[str], sure: float
) -> tuple[list[Line], NDArray[np.int32], NDArray[np.uint8]]:
    """Lines of figures as bars, each sign drawn in its shape, and what was read of them."""
    bits = np.full((40 * len(drawn) + 10, 60 + STEP * max(map(len, read))), 255, dtype=np.uint8)
    lines = []
    for row, (shapes, text) in enumerate(zip(drawn, read, strict=True)):
        top, signs = 40 * row, iter(shapes)
        for place, char in enumerate(text):
            x = 20 + STEP * place
            if char.isdigit():
                bits[top + FOOT - HIGH : top + FOOT, x : x + 9] = 0
            else:
                width, height, depth = SHAPES[next(signs)]
                bits[top + FOOT + depth - height : top + FOOT + depth, x + 3 : x + 3 + width] = 0
        characters = tuple(
            Character(char, 20 + STEP * (place + 0.4), 0.99 if char.isdigit() else sure)
            for place, char in enumerate(text)
        )
        lines.append(Line(14, top, 20 + STEP * len(text), top + 36, characters))
    grey = softened(bits)
    return lines, components(ink_of(grey, 41, 15))[1], grey


@pytest.mark.parametrize(
    ("drawn", "read", "said"),
    [
        ([[","]], ["118.4701"], ["118,4701"]),
        ([["."]], ["118.4701"], ["118.4701"]),
        ([[",", "."]], ["8.214.6"], ["8,214.6"]),
        ([["faint"]], ["118.4701"], ["118.4701"]),
        ([[","], [","], [","], ["faint"]], ["930,0", "716,05", "20,5", "88.72"], ["930,0", "716,05", "20,5", "88,72"]),
        ([["."], ["."], ["."], ["faint"]], ["930.0", "716.05", "20.5", "88.72"], ["930.0", "716.05", "20.5", "88.72"]),
    ],
    ids=["comma", "full stop", "either", "in doubt", "page with commas", "page with full stops"],
)
def test_signs_are_told_by_their_ink_and_by_the_pages_other_amounts(
    drawn: list[list[str]], read: list[str], said: list[str]
) -> None:
    lines, boxes, grey = page(drawn, read, 0.8)
    assert [line.text for line in told(lines, boxes, grey)] == said


def test_a_sign_that_was_changed_or_is_in_doubt_is_no_surer_than_its_ink() -> None:
    lines, boxes, grey = page([[","]], ["118.4701"], 0.8)
    after = told(lines, boxes, grey)[0].characters[3]
    assert after.text == ","
    assert 0.7 <= after.confidence < 1
    lines, boxes, grey = page([["."]], ["118.4701"], 0.98)
    assert told(lines, boxes, grey) == lines
    assert told(lines, boxes[:0], grey) == lines
