"""The running head and foot: what a page repeats, in its place, of the paper that it goes on with.

Phrases are compared where they stand, so that a number set beside the head, a line lost on a scan or letters misread
hide nothing; what two papers of one house share is the same, so what stands under the head is told as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from extract.layout import Line, PageLayout, Segment
from extract.lexicon import fold
from extract.values import Context, is_company
from ingest.model import Box

_LIKE: Final = 80.0  # similarity of two phrases of which a letter in five may be misread
_SHIFT: Final = 0.03  # of the page, by which a sheet may lie otherwise in the scanner than the one before
_LINES: Final = 8  # of a page that may make up its head
_REACH: Final = 16  # lines of the page before among which they are sought
_LETTERS: Final = 20  # of a head by which one house is known from another
_PASSED: Final = 1  # lines of a head in which nothing may be known again: a stamp over it, a line read in pieces
_MARK: Final = 8  # characters of what may stand over a head and be none of it: a copy's mark, specks
_LEAST: Final = 3  # letters of a phrase that says anything
_PRINT: Final = 1.06  # by which print of one size may differ between two pages
_LARGE: Final = 1.2  # times the height of other print, over which a line is a heading
_BESIDE: Final = 2  # phrases in a page's first line, where the paper is named beside its firm
_FIRST: Final = 3  # lines of a page among which another paper's head is sought
_IN_USE: Final = 0.1  # share of a page's words that are set in a size it uses
_SHEET: Final = 0.01  # by which sheets of one size may differ
_MARGIN: Final = 0.02  # of the page
_OUTERMOST: Final = 2  # lines of a page that may count pages, at its head and at the end of what stands on it
_COUNT: Final = re.compile(r"(?<![\w/.,-])(\d{1,2}) ?(/|de|of|sur) ?(\d{1,2})(?![\w/.,-])")


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


def set_alike(before: PageLayout, page: PageLayout) -> bool:
    """True where a page is set in a print that the one before has too, from the same margin, on a sheet of its size."""
    sheets = ((before.page.width, page.page.width), (before.page.height, page.page.height))
    if not (before.lines and page.lines) or "cells" in (before.page.origin, page.page.origin):
        return False
    if any(abs(one - other) > _SHEET * one for one, other in sheets):
        return False
    sizes = [segment.height for segment in before.segments for _ in segment.words]
    like = sum(1 / _PRINT <= size / page.text_height <= _PRINT for size in sizes)
    return like >= _IN_USE * len(sizes) and abs(_margin(before) - _margin(page)) < _MARGIN


def begins_anew(page: PageLayout) -> bool:
    """True for a page that begins with a company's name, alone or beside another phrase, or with a heading in larger
    print that bears no number."""
    return any(_another_head(line, page) for line in page.lines[:_FIRST])


def names_firm_first(page: PageLayout) -> bool:
    """True for a page whose first line begins with a company's name, alone in its phrase."""
    return bool(page.lines) and is_company(page.segments[page.lines[0].segments[0]].text, Context())


def _another_head(line: Line, page: PageLayout) -> bool:
    """Whether one of a page's first lines stands there as a letterhead or a title does."""
    phrases = [page.segments[number] for number in line.segments]
    height = max(phrase.height for phrase in phrases)
    rest = [segment for segment in page.segments if segment.line != phrases[0].line]
    as_large = sum(len(segment.words) for segment in rest if height <= _LARGE * segment.height)
    if as_large < _IN_USE * len(page.page.words) and not line.text[:1].isdigit() and len(line.text) > _MARK:
        return True
    first = line is page.lines[0] and len(phrases) == _BESIDE
    return (first or len(phrases) == 1) and is_company(phrases[0].text, Context())


def _margin(page: PageLayout) -> float:
    """Where the lines begin that reach furthest left, specks aside (fraction of the page)."""
    starts = sorted(line.box.x0 for line in page.lines if len(line.text) > _MARK) or [0.0]
    return starts[len(starts) // 10]


def counted_on(before: PageLayout, page: PageLayout) -> bool:
    """True where the first or the last lines of both pages count on: "SPECIMEN - 1/2", then "SPECIMEN - 2/2".

    The rest of the line has to be the same, for "2/3" alone may be a fraction or a share of copies.
    """
    last = _counts(before)
    return any((like, number - 1, total) in last for like, number, total in _counts(page))


def _counts(page: PageLayout) -> frozenset[tuple[str, int, int]]:
    """Outermost lines with a number out of some: the rest of their text (folded), and both."""
    lines = (*page.lines[:_OUTERMOST], *page.lines[-_OUTERMOST:])
    matches = ((line.text, _COUNT.search(line.text)) for line in lines)
    return frozenset(
        (fold(f"{text[: match.start()]} {text[match.end() :]}"), int(match[1]), int(match[3]))
        for text, match in matches
        if match is not None and int(match[1]) <= int(match[3])
    )


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
