"""Lines of a justified text spread so wide that each word stands alone: "O   país   de   destino   é   Portugal."

Before a long word or an amount that must not break, the words that remain are spread over the whole line. They stand
at gaps all alike, from edge to edge of the page's running text, and the text goes on beneath: no row of a table does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Protocol

_FEWEST: Final = 5  # phrases of such a line
_WORDS: Final = 2  # of one of them at most
_RUNNING: Final = 6  # words of a line of the same text
_ALIKE: Final = 1.5  # points that the gaps of such a line may differ
_EDGE: Final = 3.0  # points that its edges may be off those of the text
_STEP: Final = 1.6  # text heights between it and the next line at most


class Phrase(Protocol):
    """A phrase of a line, in points."""

    words: list[int]
    x0: float
    x1: float
    y0: float
    y1: float
    cell: int | None


def spread(rows: Sequence[Sequence[Phrase]]) -> frozenset[int]:
    """The rows that are each one line of a justified text."""
    full = [row for row in rows if len(row) == 1 and len(row[0].words) >= _RUNNING]
    return frozenset(
        number
        for number, (row, below) in enumerate(pairwise(rows))
        if len(row) >= _FEWEST and _evenly(row) and _reads_on(row, below) and any(_as_wide(row, one) for one in full)
    )


def _evenly(row: Sequence[Phrase]) -> bool:
    """Whether the phrases of a row are words, in one cell, at gaps all alike."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(row)]
    words = all(len(one.words) <= _WORDS and one.cell == row[0].cell for one in row)
    return words and min(gaps) > 0 and max(gaps) - min(gaps) <= _ALIKE


def _reads_on(row: Sequence[Phrase], below: Sequence[Phrase]) -> bool:
    """Whether the line beneath begins where a line does, close by: the last line of a text is not spread."""
    height = row[0].y1 - row[0].y0
    return abs(below[0].x0 - row[0].x0) <= _EDGE and below[0].y0 - row[0].y1 <= _STEP * height


def _as_wide(row: Sequence[Phrase], full: Sequence[Phrase]) -> bool:
    """Whether a line of running text begins and ends where this one does."""
    return abs(full[0].x0 - row[0].x0) <= _EDGE and abs(full[0].x1 - row[-1].x1) <= _EDGE
