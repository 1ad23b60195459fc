"""The running head: what a page repeats, in its place, of the head of the paper that it goes on with.

Phrases are compared where they stand, so that a number set beside the head, a line lost on a scan or letters misread
hide nothing; what two papers of one house share is the same, so what stands under the head is told as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from extract.layout import Line, PageLayout, Segment
from extract.lexicon import fold
from ingest.model import Box

_LIKE: Final = 80.0  # similarity of two phrases of which a letter in five may be misread
_SHIFT: Final = 0.03  # of the page, by which a sheet may lie otherwise in the scanner than the one before
_LINES: Final = 8  # of a page that may make up its head
_REACH: Final = 16  # lines of the page before among which they are sought
_LETTERS: Final = 20  # of a head by which one house is known from another
_PASSED: Final = 1  # lines of a head in which nothing may be known again: a stamp over it, a line read in pieces
_MARK: Final = 8  # characters of what may stand over a head and be none of it: a copy's mark, specks
_LEAST: Final = 3  # letters of a phrase that says anything


@dataclass(frozen=True, slots=True)
class _Said:
    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class RunningHead:
    """What a page repeats of another's head: how many letters, and where the last of it ends (fraction of the page)."""

    letters: int
    bottom: float

    @property
    def same(self) -> bool:
        """True if so much is repeated that both pages are of one house."""
        return self.letters >= _LETTERS


def running_head(first: PageLayout, page: PageLayout) -> RunningHead:
    """What `page` repeats of the head of `first`."""
    phrases = [_Said(one.box, fold(one.text)) for one in first.segments if one.line < _REACH]
    lines = [_Said(one.box, fold(one.text)) for one in first.lines[:_REACH]]
    letters, bottom, passed = 0, 0.0, 0
    for line in page.lines[:_LINES]:
        repeated: list[Segment | Line] = [
            page.segments[index] for index in line.segments if _stands_in(phrases, page.segments[index])
        ]
        if not repeated and _stands_in(lines, line):
            repeated = [line]
        if not repeated:
            passed += 1
            if passed > _PASSED or (not letters and len(line.text) > _MARK):
                break
            continue
        letters += sum(sum(map(str.isalnum, one.text)) for one in repeated)
        bottom = max(bottom, *(one.box.y1 for one in repeated))
    return RunningHead(letters, bottom)


def _stands_in(before: Sequence[_Said], phrase: Segment | Line) -> bool:
    text = fold(phrase.text)
    if len(text) < _LEAST:
        return False
    figures = _figures(text)
    return any(
        abs(one.box.y0 - phrase.box.y0) < _SHIFT
        and abs(one.box.x0 - phrase.box.x0) < _SHIFT
        and fuzz.ratio(one.text, text) >= _LIKE
        and _figures(one.text) == figures
        for one in before
    )


def _figures(text: str) -> str:
    """Its numbers, which tell one row of a table from the next; a digit in a word is a misread letter."""
    return " ".join(word for word in text.split() if 2 * sum(map(str.isdigit, word)) >= len(word))
