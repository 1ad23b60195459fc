"""Lines of PP-OCR parted into words: at the spaces that it read, and at those that it dropped but the paper shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.textlines import Character, Line

SPACE = 0.16
"""Paper between two characters this share of a line's height wide (the line's box is half as high again as its
type) is a space."""

FOOT = 0.25
"""Share of a line's height at its foot that is not looked at for spaces: the rule of a blank to be filled in runs
there, under the space before and behind what fills it. Full stops and commas stand above it."""

HEAD = 0.15
"""The same at its head."""

FILLED = 0.22
"""Paper between a letter and a figure this share of a line's height wide is a space: within codes it is narrower."""

ALONE = 0.4
"""Paper beside a letter by itself from which it is a word."""

SIGNS = frozenset(".,/:-'")
"""Signs that stand between the figures of numbers and dates."""

DASHES = frozenset("-–—•")
"""Signs that stand before the items of a list, a space behind them."""

DOTS = frozenset("·•")
"""Signs that part what stands in one line, and belong to no word, however close they stand."""

EVEN = 2.8
"""A sign with paper on both sides of it, the wider up to so many times the narrower, stands evenly (a comma leans to
the left); before a space the wider is four times the narrower."""

FIGURES = 4
"""Figures of a number, from which their steps tell whether two of them are parted by a space."""

STEP = 1.3
"""Widest step between two figures of a number, in its mean step: a space makes it half as wide again."""

RULED = 0.9
"""Share of ink from which a row of pixels is a ruling's."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of PP-OCR: its characters, and its box in pixels."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float
    characters: tuple[Character, ...]
    parted: bool = False
    """Whether paper alone parts it from the piece before: no space was read."""


def pieces_of(line: Line, ink: NDArray[np.uint8]) -> list[Piece]:
    """The line's words, parted at the spaces read and at those that PP-OCR is apt to drop but the ink shows."""
    if not line.characters:
        return []
    if all(c.text == " " for c in line.characters):
        return []
    advance = (line.x1 - line.x0) / max(len(line.characters), 1)
    found: list[Piece] = []
    run: list[Character] = []
    for character in (*line.characters, Character(" ", line.x1, 1.0)):
        if character.text != " " and character.text not in DOTS:
            run.append(character)
            continue
        for index, part in enumerate(_parted(run, line, ink)):
            found.append(_piece(part, line, advance, parted=index > 0))
        run = []
        if character.text in DOTS:
            found.append(_piece([character], line, advance, parted=False))
    return found


def _parted(run: Sequence[Character], line: Line, ink: NDArray[np.uint8]) -> Iterator[Sequence[Character]]:
    """A run of characters parted where the paper between two of them is as wide as a space; numbers stay whole."""
    if len(run) < 2:
        if run:
            yield run
        return
    advance = (run[-1].x - run[0].x) / (len(run) - 1)
    gaps = _gaps(run, advance, line, ink)
    usual = sorted(gaps)[(len(gaps) - 1) // 2] if len(gaps) > 1 else 0
    limit = max(SPACE * (line.y1 - line.y0), 2.5 * usual, 3.0)
    start = 0
    for index, gap in enumerate(gaps, 1):
        if gap >= limit and _may_part(run, index, gap / max(line.y1 - line.y0, 1.0)):
            yield run[start:index]
            start = index
    yield run[start:]


def _gaps(run: Sequence[Character], advance: float, line: Line, ink: NDArray[np.uint8]) -> list[int]:
    """Between each two characters the widest stretch of columns without ink, ink on both of its sides, in pixels."""
    if len(run) > 2 and line.found is not None and line.found.spine:  # a bowed line is elsewhere a letter further on
        return [_gaps(pair, advance, line, ink)[0] for pair in pairwise(run)]
    top, bottom = line.band((run[0].x + run[-1].x) / 2)
    head, foot = HEAD * (bottom - top), FOOT * (bottom - top)
    lefts = [max(0, int(character.x - advance / 2)) for character in run[:-1]]
    rights = [max(0, int(character.x + advance / 2)) + 1 for character in run[1:]]
    part = ink[max(0, int(top + head)) : max(0, int(bottom - foot)) + 1, : rights[-1]]
    start = min(lefts[0], part.shape[1])
    if part[:, start:].size == 0:
        return [0] * len(lefts)
    # Of so few columns a list is quicker asked than an array.
    columns = (cv2.reduce(part[:, start:], 0, cv2.REDUCE_MAX)[0].nonzero()[0] + start).tolist()
    blank = [right - left - 1 for left, right in pairwise(columns)]
    ends = zip((bisect_left(columns, x) for x in lefts), (bisect_left(columns, x) for x in rights), strict=True)
    return [max(blank[a : b - 1]) if b - a > 1 else 0 for a, b in ends]


def _may_part(run: Sequence[Character], index: int, gap: float) -> bool:
    """Whether a word may end before the character at `index`, in front of which a `gap` in line heights is white.

    Figures and the signs between them stay together.
    """
    left, right = run[index - 1].text, run[index].text
    if left.isalpha() and right.isalpha():
        # A letter by itself is more often a narrow one misplaced than a word.
        return gap >= ALONE or (index >= 2 and len(run) - index >= 2)
    if (left.isalpha() and right.isdigit()) or (left.isdigit() and right.isalpha()):
        return gap >= FILLED
    if left.isdigit() and right.isdigit():
        return False
    if right.isalpha() and (left in ",." or (index == 1 and left in DASHES)):
        return True
    return left in ":;)%" or right in "(%"


def within_number(characters: Sequence[Character], index: int, paper: NDArray[np.uint8]) -> bool:
    """Whether the place before the character at `index` is inside a number, beside a sign that stands evenly in it.

    In type of even pitch, a typewriter's, a point has as much paper around it as a space has. `paper` is the ink of
    the line's rows.
    """
    for sign in (index - 1, index):
        if 0 < sign < len(characters) - 1 and characters[sign].text in SIGNS:
            before, after = characters[sign - 1], characters[sign + 1]
            if before.text.isdigit() and after.text.isdigit():
                part = paper[:, max(0, int(before.x)) : int(after.x) + 1] > 0
                inked = np.nonzero(part[part.mean(axis=1) < RULED].any(axis=0))[0]
                *_, near, far = sorted([0, 0, *(np.diff(inked) - 1)])
                if 0 < far <= EVEN * near:
                    return True
    return False


def between_figures(characters: Sequence[Character], index: int) -> bool:
    """Whether the place before the character at `index` is between two figures that stand no further apart than the
    others of their number: figures are of one width, and a narrow 1 has as much paper beside it as a space has."""
    first = last = index
    while first > 0 and characters[first - 1].text.isdigit():
        first -= 1
    while last < len(characters) and characters[last].text.isdigit():
        last += 1
    if not first < index < last or last - first < FIGURES:
        return False
    steps = [right.x - left.x for left, right in pairwise(characters[first:last])]
    return steps[index - first - 1] <= STEP * (sum(steps) / len(steps))


def _piece(run: Sequence[Character], line: Line, advance: float, *, parted: bool) -> Piece:
    half = advance / 2
    if len(run) > 1:
        half = min(half, (run[-1].x - run[0].x) / (len(run) - 1) * 0.6)
    top, bottom = line.band((run[0].x + run[-1].x) / 2)
    return Piece(
        "".join(c.text for c in run),
        max(line.x0, run[0].x - half),
        top,
        min(line.x1, run[-1].x + half),
        bottom,
        min(c.confidence for c in run),
        tuple(run),
        parted,
    )
