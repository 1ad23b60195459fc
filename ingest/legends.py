"""Captions set into the upper edge of a box: the edge runs up to them on both sides and is read as a hyphen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Box, Ruling, Word

_BEFORE, _BEHIND = re.compile(r"^[-–—_]+(?=[^\W_])"), re.compile(r"(?<=[\w.)%])[-–—_]+$")

MIDDLE = 0.25
"""Share of a word's height, above and below, that lies outside its middle, where a hyphen and such an edge are."""

NEAR = 1.2
"""Paper between a word and the edge that runs up to it, in heights of the word; the edge may run under the hyphen."""

ACROSS = 0.5
"""Share of an edge that lies across the middles of other words, from which it is made of their letters and no edge:
where print runs together, the bars of an a, an e and an n follow one another."""

CORNER = 2.5
"""How far left of a caption's first word its box's corner is, in heights of the word: the edge up to it is short."""


def freed(words: Sequence[Word], rulings: Sequence[Ruling], shape: tuple[int, int]) -> tuple[Word, ...]:
    """The words without the hyphens that are edges of the box they are the caption of.

    `shape` is the page picture's height and width in pixels: boxes are fractions of the one and of the other.
    """
    flat = [ruling for ruling in rulings if ruling.horizontal]
    own: dict[Ruling, bool] = {}

    def is_edge(ruling: Ruling) -> bool:
        if ruling not in own:
            own[ruling] = _across(words, ruling) <= ACROSS * (ruling.x1 - ruling.x0)
        return own[ruling]

    upright = [ruling for ruling in rulings if not ruling.horizontal]
    out = []
    for word in words:
        text, wide = word.text, word.box.height * shape[0] / shape[1]
        if _BEHIND.search(text) and any(
            _meets(word.box, each.x0 - word.box.x1, wide, each) and is_edge(each) for each in flat
        ):
            text = _BEHIND.sub("", text)
        if _BEFORE.search(text) and (
            any(_meets(word.box, word.box.x0 - each.x1, wide, each) and is_edge(each) for each in flat)
            or any(_begins(word.box, wide, each) for each in upright)
        ):
            text = _BEFORE.sub("", text)
        out.append(word if text == word.text else replace(word, text=text))
    return tuple(out)


def _meets(box: Box, gap: float, wide: float, edge: Ruling) -> bool:
    """Whether an edge runs up to a word at the height of its middle; `wide` is the word's height in page widths."""
    inset = MIDDLE * box.height
    return box.y0 + inset <= (edge.y0 + edge.y1) / 2 <= box.y1 - inset and -NEAR * wide <= gap <= NEAR * wide


def _across(words: Sequence[Word], edge: Ruling) -> float:
    """How much of an edge lies across the middles of words, in page widths."""
    level = (edge.y0 + edge.y1) / 2
    return sum(
        max(0.0, min(edge.x1, word.box.x1) - max(edge.x0, word.box.x0))
        for word in words
        if word.box.y0 + MIDDLE * word.box.height <= level <= word.box.y1 - MIDDLE * word.box.height
    )


def _begins(box: Box, wide: float, side: Ruling) -> bool:
    """Whether the left side of a box begins beside a word and goes down from there."""
    level = box.y0 <= side.y0 <= box.y1 and side.y1 > box.y1 + box.height
    return level and -0.2 * wide <= box.x0 - side.x0 <= CORNER * wide
