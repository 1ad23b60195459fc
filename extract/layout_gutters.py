"""Columns of labels and values set so close that a line alone reads as one phrase: "Cliente Mineração Serra Alta".

Where labels are set flush right, or the longest of them nearly meets its value, the gap is hardly wider than a space.
What begins at one left edge in line after line, each time behind a gap wider than a space, is a column all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from ingest.model import Word

_SPACE: Final = 0.45  # text heights; the widest space between two words of one phrase
_WIDER: Final = 1.5  # times the usual space of the page, and of the phrase
_EDGE: Final = 0.6  # points by which left edges of one column differ at most
_LEAST: Final = 4  # lines of such a column
_STEP: Final = 3.0  # text heights from one line of a column to the next
_LABEL: Final = 3
"""Letters of a label at the least. It has no digit: "1." stands with what it numbers, and seals in a list together."""


def breaks(phrases: Sequence[Sequence[Word]], width: float, height: float) -> dict[int, list[int]]:
    """Positions in each phrase at which a word begins another: where a column of the page begins.

    `width` and `height` are the page's in points. Phrases that no column parts are not named.
    """
    inside = list(_inside(phrases, width, height))
    if not inside:
        return {}
    edges = sorted((one[0].box.x0 * width, one[0].box.y0 * height, number) for number, one in enumerate(phrases))
    found: dict[int, list[int]] = {}
    for number, position, x, y, size in inside:
        column = [other for other in inside if abs(other[2] - x) <= _EDGE]
        labels = {" ".join(word.text for word in phrases[at][:end]) for at, end, *_ in column}
        if len(labels) == 1 and len(column) > 1:
            continue  # "Seal AX77120" over "Seal AX77121"
        near = [other[3] for other in column]
        near += [top for left, top, at in edges if abs(left - x) <= _EDGE and _led(phrases, at, height)]
        if _lines(sorted(near), y, size) >= _LEAST:
            found.setdefault(number, []).append(position)
    return found


def _inside(
    phrases: Sequence[Sequence[Word]], width: float, height: float
) -> Iterator[tuple[int, int, float, float, float]]:
    """(phrase, position, left edge, top, text height) of words behind a label and a gap wider than a space."""
    spaces = [list(_spaces(words, width, height)) for words in phrases]
    every = sorted(space for of_phrase in spaces for space in of_phrase)
    least = max(_SPACE, _WIDER * every[len(every) // 4]) if every else _SPACE
    for number, words in enumerate(phrases):
        for position, space in enumerate(spaces[number], start=1):
            others = [*spaces[number][: position - 1], *spaces[number][position:]]
            if space <= least or (others and space < _WIDER * median(others)):
                continue
            label = "".join(one.text for one in words[:position])
            if sum(map(str.isalpha, label)) >= _LABEL and not any(map(str.isdigit, label)):
                box = words[position].box
                yield number, position, box.x0 * width, box.y0 * height, box.height * height


def _spaces(words: Sequence[Word], width: float, height: float) -> Iterator[float]:
    """The spaces between the words of a phrase, in text heights."""
    for before, word in pairwise(words):
        size = max(before.box.height, word.box.height) * height
        yield (word.box.x0 - before.box.x1) * width / max(size, 0.1)


def _led(phrases: Sequence[Sequence[Word]], number: int, height: float) -> bool:
    """Whether a phrase has another left of it on its line."""
    first = phrases[number][0].box
    middle = (first.y0 + first.y1) / 2
    return any(one[-1].box.x1 <= first.x0 and one[-1].box.y0 < middle < one[-1].box.y1 for one in phrases)


def _lines(tops: Sequence[float], y: float, size: float) -> int:
    """How many lines, by their tops, stand one under the other around that at `y`."""
    count, last, met = 0, None, False
    for top in tops:
        if last is not None and top - last > _STEP * size:
            if met:
                break
            count = 0
        if last is None or top - last > 0.5 * size or count == 0:
            count += 1
        met = met or abs(top - y) <= 0.5 * size
        last = top
    return count if met else 0
