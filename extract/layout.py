"""A page as a reader sees it: phrases, text lines and form cells, found by geometry alone.

Gaps are judged against the height of the text they stand in, so that a footnote and a title are cut by the same
rule. Boxes are in fractions of the upright page, as on the page's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from itertools import pairwise
from statistics import median

from extract.cells import Grid, grid_of
from extract.layout_gaps import joins, typed
from extract.layout_glued import with_words_parted
from extract.layout_gutters import breaks
from extract.layout_justified import spread
from extract.layout_print import print_size, span, unlike
from ingest.model import Box, Page, Word

_OVERLAP = 0.5  # share of the lower word's height that two words of one line have in common
_GAP = {
    "text-layer": 1.05,
    "ocr": 1.25,
    "cells": 1.6,
}  # text heights; OCR boxes hug the ink, a PDF's hold the font, a sheet's cells part anyway
_CAPITALS_GAP = 1.5  # the same between two words in capitals, whose ink is lower than that of other words in their size
_SPACE = 0.36  # text heights; the widest space between two words of one phrase where a ruling is in doubt
_LEADER = re.compile(r"^[.·•…_‥\-–—=~]{3,}$|^[.·…_]{2,}$|^[|¦]+$")
_WATERMARK = re.compile(
    r"^(?:specimen|sp[eé]cimen|esp[eé]cime|esp[eé]cimen|muestra|sample|copy|copie|c[oó]pia|copia|draft|void|annul[eé]|anulado|duplicate)$",
    re.IGNORECASE,
)
_LARGE = 1.45  # times the page's text height from which such a word is a stamp across the page
_BULLET = re.compile(r"^[|¦\[\]]+$")


@dataclass(frozen=True)
class Segment:
    """A phrase: words of one text line with no wide gap, dot leader or vertical ruling between them.

    `words` are indices into the page's words, left to right; `line` is the index of its text line, `cell` that of
    the form cell it stands in (None on open ground). `height` is the text height in points.
    """

    text: str
    words: tuple[int, ...]
    box: Box
    line: int
    cell: int | None
    height: float


@dataclass(frozen=True)
class Line:
    """A text line across the page: `segments` are indices into the layout's segments, left to right."""

    text: str
    segments: tuple[int, ...]
    box: Box


@dataclass(frozen=True)
class Cell:
    """A region closed by rulings. `row` and `column` count distinct upper and left edges on the page, from 0.

    `segments` are indices into the layout's segments, top to bottom, left to right.
    """

    box: Box
    row: int
    column: int
    segments: tuple[int, ...]


@dataclass(frozen=True)
class PageLayout:
    """A page with its lines, phrases and cells. `segments` stand in reading order (line by line)."""

    page: Page
    lines: tuple[Line, ...]
    segments: tuple[Segment, ...]
    cells: tuple[Cell, ...]

    @cached_property
    def text_height(self) -> float:
        """The page's usual text height, in points; 10 on a page without words."""
        heights = [segment.height for segment in self.segments for _ in segment.words]
        return median(heights) if heights else 10.0

    def words_of(self, segment: Segment) -> tuple[Word, ...]:
        """The page's words that a phrase is made of."""
        words = self.page.words
        return tuple([words[index] for index in segment.words])


@dataclass(slots=True)
class _Phrase:
    words: list[int]
    x0: float
    x1: float
    y0: float
    y1: float
    cell: int | None
    height: float
    spaces: list[float]
    alone: bool = False
    size: float = 0.0
    """The size of its print, whatever letters it has."""
    guessed: bool = False
    """Its height is a guess from its letters' width: the reader's box reaches beyond the line."""


def lay_out(page: Page) -> PageLayout:
    """Finds phrases, lines and cells of one page."""
    page = with_words_parted(page)
    grid = grid_of(page)
    phrases = _phrases(page, grid)
    if page.origin == "text-layer":
        phrases = _by_columns(page, grid, phrases)
    rows = _lines(phrases)
    justified = spread(rows)
    rows = [[_whole(row)] if number in justified else row for number, row in enumerate(rows)]
    segments: list[Segment] = []
    lines: list[Line] = []
    for row in rows:
        first = len(segments)
        for phrase in row:
            segments.append(
                Segment(
                    text=" ".join(page.words[index].text for index in phrase.words),
                    words=tuple(phrase.words),
                    box=_around(page, phrase.words),
                    line=len(lines),
                    cell=phrase.cell,
                    height=phrase.height,
                )
            )
        members = segments[first:]
        box = reduce(Box.union, (member.box for member in members))
        lines.append(Line("  ".join(one.text for one in members), tuple(range(first, len(segments))), box))
    return PageLayout(page, tuple(lines), tuple(segments), _cells(page, grid, segments))


def _whole(row: Sequence[_Phrase]) -> _Phrase:
    """The phrases of a line as one."""
    words = [word for one in row for word in one.words]
    return replace(row[0], words=words, x1=row[-1].x1, height=max(one.height for one in row))


def _around(page: Page, words: Sequence[int]) -> Box:
    return reduce(Box.union, (page.words[index].box for index in words))


def _phrases(page: Page, grid: Grid) -> list[_Phrase]:
    """Chains words left to right into phrases (in points)."""
    width, height = page.width, page.height
    gap_limit = _GAP[page.origin]
    heights = [word.box.height * height for word in page.words]
    usual = median(heights) if heights else 10.0
    order = sorted(range(len(page.words)), key=lambda index: page.words[index].box.x0)
    phrases: list[_Phrase] = []
    open_phrases: list[_Phrase] = []
    for index in order:
        word = page.words[index]
        if not word.text.strip() or _LEADER.match(word.text) or _BULLET.match(word.text):
            continue
        x0, x1 = word.box.x0 * width, word.box.x1 * width
        y0, y1 = span(word.text, x1 - x0, word.box.y0 * height, word.box.y1 * height, usual, page.origin)
        guessed = y1 - y0 < word.box.height * height - 0.1
        letters = print_size(word.text, y1 - y0, page.origin)
        if y1 - y0 > 2.5 * (x1 - x0) and len(word.text) > 3:
            tall = _Phrase([index], x0, x1, y0, y1, None, x1 - x0, [])  # text running up the margin
            phrases.append(tall)
            continue
        if y1 - y0 > _LARGE * usual and _WATERMARK.match(word.text):
            phrases.append(_Phrase([index], x0, x1, y0, y1, None, y1 - y0, [], alone=True))
            continue
        cell = grid.cell_at((x0 + x1) / 2, (y0 + y1) / 2)
        best: _Phrase | None = None
        best_overlap = _OVERLAP
        reach = 4 * max(y1 - y0, 4.0)
        open_phrases = [one for one in open_phrases if one.x1 > x0 - 60.0 or one.x1 > x0 - reach]
        for one in open_phrases:
            if one.y1 <= y0 or one.y0 >= y1:
                continue
            low, high = max(one.y0, y0), min(one.y1, y1)
            least = min(one.y1 - one.y0, y1 - y0)
            if least <= 0 or (high - low) / least <= best_overlap:
                continue
            size = max(one.height, y1 - y0)
            gap = x0 - one.x1
            # A column's edge leaves more room than a space does: what stands closer is one phrase, and the ruling
            # between a fold or a trace of the row above.
            parted = gap > _SPACE * size or gap < -0.2 * size
            if parted and one.cell != cell:
                continue
            capitals = page.origin == "ocr" and word.text.isupper() and page.words[one.words[-1]].text.isupper()
            if gap < -0.6 * size or not joins(
                gap, size, _CAPITALS_GAP if capitals else gap_limit, one.spaces, scanned=page.origin == "ocr"
            ):
                last = page.words[one.words[-1]]
                far = page.origin != "text-layer"
                if far or not typed(last.text, last.box.width * width, word.text, x1 - x0, gap, one.spaces):
                    continue
            if unlike(one.size, letters) and len(word.text) >= 3 and not (guessed or one.guessed):
                continue
            if parted and gap > 0 and grid.ruled_between(one.x1 - 0.5, x0 + 0.5, (y0 + y1) / 2):
                continue
            best, best_overlap = one, (high - low) / least
        if best is None and word.text == ":":
            continue  # colons that a typist set under each other
        if best is None:
            best = _Phrase([index], x0, x1, y0, y1, cell, y1 - y0, [], guessed=guessed, size=letters)
            phrases.append(best)
            open_phrases.append(best)
        else:
            best.spaces.append(max(0.0, x0 - best.x1))
            best.words.append(index)
            # The band follows the last words, so that a line that climbs stays one line.
            weight = 1 if best.guessed and not guessed else min(len(best.words), 4)
            if best.guessed or not guessed:
                best.y0 += (y0 - best.y0) / weight
                best.y1 += (y1 - best.y1) / weight
            best.x1 = max(best.x1, x1)
            if not unlike(best.height, y1 - y0):
                best.height = max(best.height, y1 - y0)
            elif best.guessed and not guessed:
                best.height = y1 - y0
            if not guessed or best.guessed:
                best.size = letters if best.guessed and not guessed else max(best.size, letters)
            best.guessed &= guessed
    return phrases


def _by_columns(page: Page, grid: Grid, phrases: Sequence[_Phrase]) -> list[_Phrase]:
    """The phrases, cut where a column of values begins that stands close to its labels."""
    parted = breaks([[page.words[index] for index in one.words] for one in phrases], page.width, page.height)
    found: list[_Phrase] = []
    for number, phrase in enumerate(phrases):
        cuts = [0, *parted.get(number, ()), len(phrase.words)]
        found += [_part(page, grid, phrase, start, end) for start, end in pairwise(cuts)] if len(cuts) > 2 else [phrase]
    return found


def _part(page: Page, grid: Grid, phrase: _Phrase, start: int, end: int) -> _Phrase:
    words = phrase.words[start:end]
    box = _around(page, words)
    x0, x1 = box.x0 * page.width, box.x1 * page.width
    cell = grid.cell_at((x0 + x1) / 2, (phrase.y0 + phrase.y1) / 2)
    return replace(phrase, words=words, x0=x0, x1=x1, cell=cell, spaces=phrase.spaces[start : end - 1])


def _lines(phrases: Sequence[_Phrase]) -> list[list[_Phrase]]:
    """Groups phrases of one height on the page into lines, top to bottom."""
    lines: list[list[_Phrase]] = []
    for phrase in sorted(phrases, key=lambda one: (one.y0 + one.y1, one.x0)):
        placed: list[_Phrase] | None = None
        best = _OVERLAP
        for line in lines[-6:]:
            if phrase.alone or line[0].alone:
                continue
            nearest = min(line, key=lambda one: max(one.x0 - phrase.x1, phrase.x0 - one.x1))
            if max(nearest.x0 - phrase.x1, phrase.x0 - nearest.x1) < -1.0:
                continue  # it stands over or under something of that line
            overlap = min(nearest.y1, phrase.y1) - max(nearest.y0, phrase.y0)
            share = overlap / max(min(nearest.y1 - nearest.y0, phrase.y1 - phrase.y0), 0.1)
            if share > best:
                placed, best = line, share
        if placed is None:
            lines.append([phrase])
        else:
            placed.append(phrase)
    for line in lines:
        line.sort(key=lambda one: one.x0)
    lines.sort(key=lambda line: sum(one.y0 + one.y1 for one in line) / len(line))
    return lines


def _cells(page: Page, grid: Grid, segments: Sequence[Segment]) -> tuple[Cell, ...]:
    members: dict[int, list[int]] = {}
    for index, segment in enumerate(segments):
        if segment.cell is not None:
            members.setdefault(segment.cell, []).append(index)
    tops = sorted({round(box.y0, 1) for box in grid.boxes})
    lefts = sorted({round(box.x0, 1) for box in grid.boxes})
    cells = []
    for index, box in enumerate(grid.boxes):
        cells.append(
            Cell(
                box=Box(box.x0 / page.width, box.y0 / page.height, box.x1 / page.width, box.y1 / page.height),
                row=tops.index(round(box.y0, 1)),
                column=lefts.index(round(box.x0, 1)),
                segments=tuple(members.get(index, ())),
            )
        )
    return tuple(cells)
