"""Where a text layer says one thing and the page shows another: both texts and their place, as remarks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from ingest.looks import folded, readable, same_looks, says
from ingest.model import Box, Remark, Word

MOST_TOLD = 20
"""Most differences of one page that are told one by one; the rest is counted."""

SURE = 0.9
"""Least confidence of what is seen, in each word, for a difference to be told."""

LETTERS_ALONE = 6
"""Words without digits are compared from this length on where one look alone says otherwise: short ones are misread
too easily."""


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
        there = _in_place(word.box, seen)
        if not _differs(each, there):
            continue
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


def unsettled(stated: Sequence[Stated], seen: Sequence[Word]) -> list[Stated]:
    """The words that another look took for something else, and of which `seen` tells neither this nor that they are
    right."""
    return [
        each
        for each in stated
        if each.taken_for is not None
        and not _differs(each, there := _in_place(each.word.box, seen))
        and not _borne_out(each, each.taken_for, there)
    ]


def _differs(each: Stated, there: Sequence[Word]) -> bool:
    """Whether what is read in a word's place is surely something else."""
    stated, text = each.word.text, "".join(other.text for other in there)
    if not there or (not each.overprinted and _part(text, stated)) or _beside(stated, there):
        return False
    if each.taken_for is not None and says(each.taken_for, text):
        return not says(stated, text)
    figures = any(char.isdigit() for char in stated)
    if not (figures or readable(stated)):
        return False
    if not (figures or len(stated) >= LETTERS_ALONE) or same_looks(stated, text):
        return False
    if min(other.confidence for other in there) < SURE or _one_in_the_other(each.word, there, text):
        return False
    return figures or not any(char.isdigit() for char in text)  # else a number beside it was taken along


def _beside(stated: str, there: Sequence[Word]) -> bool:
    """Whether one of the words is the stated one itself, and the others are no figures but neighbours taken along."""
    others = [other.text for other in there]
    if stated not in others:
        return False
    others.remove(stated)
    return not any(char.isdigit() for text in others for char in text)


def _borne_out(each: Stated, taken: str, there: Sequence[Word]) -> bool:
    """Whether a doubted word is read as it is stated after all, or only lost some of its characters among others."""
    seen = "".join(other.text for other in there)
    if any(says(each.word.text, text) for text in (seen, *(other.text for other in there))):
        return True
    stated, text = folded(each.word.text), folded(seen)
    if each.overprinted and not Counter(folded(taken)) - Counter(stated):
        return True  # two texts run into one another: the look did not tell them apart
    if any(char.isdigit() for char in each.word.text):
        return same_looks(each.word.text, seen)
    return bool(text) and Levenshtein.distance(stated, text) < Levenshtein.distance(folded(taken), text)


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
