"""Where a text layer says one thing and the page shows another: both texts and their place, as remarks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.looks import folded, same_looks
from ingest.model import Box, Remark, Word

MOST_TOLD = 20
"""Most differences of one page that are told one by one; the rest is counted."""

SURE = 0.9
"""Least confidence of what is seen, in each word, for a difference to be told."""

LETTERS_ALONE = 6
"""Words without digits are compared from this length on: short ones are misread too easily."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A word of a text layer: what another look at it took it for, and whether other text lies over it."""

    word: Word
    taken_for: str | None = None
    overprinted: bool = False


def differences(stated: Sequence[Stated], seen: Sequence[Word]) -> list[Remark]:
    """One remark (`text-layer-differs`) for each stated word in whose place something else is read, surely.

    Both in the same frame, that of the upright page. What two looks agree on is sure. A word in whose place nothing is
    read, or only some of it, says nothing: something may lie over it.
    """
    found: list[Remark] = []
    for each in stated:
        word = each.word
        if not (any(char.isdigit() for char in word.text) or len(word.text) >= LETTERS_ALONE):
            continue
        there = _in_place(word.box, seen)
        text = "".join(other.text for other in there)
        if not there or same_looks(word.text, text):
            continue
        if not each.overprinted and _part(text, word.text):
            continue
        agreed = each.taken_for is not None and folded(each.taken_for) == folded(text)
        if not agreed and (min(other.confidence for other in there) < SURE or _one_in_the_other(word, there, text)):
            continue
        if not any(char.isdigit() for char in word.text) and any(char.isdigit() for char in text):
            continue  # a number beside it was taken along
        shown = " ".join(other.text for other in there)
        found.append(
            Remark(
                code="text-layer-differs",
                text=f"The file says {word.text!r} where the page shows {shown!r}.",
                box=word.box,
                stated=word.text,
                seen=shown,
            )
        )
    if len(found) > MOST_TOLD:
        more = len(found) - MOST_TOLD
        rest = Remark(
            code="text-layer-differs", text=f"The file says something else than the page in {more} more words."
        )
        found = [*found[:MOST_TOLD], rest]
    return found


def _part(seen: str, stated: str) -> bool:
    """Whether what is seen is what is stated with some of its characters lost: digits, where it has any."""
    a, b = folded(seen), folded(stated)
    if any(char.isdigit() for char in stated):
        a, b = ("".join(char for char in text if char.isdigit()) for text in (a, b))
    rest = iter(b)
    return len(a) < len(b) and all(char in rest for char in a)


def _in_place(box: Box, seen: Sequence[Word]) -> list[Word]:
    """The words that stand where the box is, from left to right."""
    there = []
    for word in seen:
        across = min(box.x1, word.box.x1) - max(box.x0, word.box.x0)
        down = min(box.y1, word.box.y1) - max(box.y0, word.box.y0)
        if down > 0.5 * min(box.height, word.box.height) and across > 0.5 * min(box.width, word.box.width):
            there.append(word)
    return sorted(there, key=lambda word: word.box.x0)


def _one_in_the_other(word: Word, there: Sequence[Word], text: str) -> bool:
    """Whether one is part of the other because the words were parted otherwise, and not because it says less."""
    left, right = there[0].box.x0, there[-1].box.x1
    step = word.box.width / max(len(word.text), 1)  # the width of a character
    a, b = folded(word.text), folded(text)
    wider = left < word.box.x0 - 0.6 * step or right > word.box.x1 + 0.6 * step
    narrower = left > word.box.x0 + 0.6 * step or right < word.box.x1 - 0.6 * step
    return (wider and bool(a) and a in b) or (narrower and bool(b) and b in a)


def straightened(box: Box, skew: float, width: float, height: float) -> Box:
    """Where a box lies once its page (of this size) was turned clockwise by `skew` degrees about its centre."""
    if abs(skew) < 0.05:
        return box
    cos, sin = math.cos(math.radians(skew)), math.sin(math.radians(skew))
    dx, dy = (box.mid_x - 0.5) * width, (box.mid_y - 0.5) * height
    x, y = 0.5 + (cos * dx - sin * dy) / width, 0.5 + (sin * dx + cos * dy) / height
    return Box(x - box.width / 2, y - box.height / 2, x + box.width / 2, y + box.height / 2)
