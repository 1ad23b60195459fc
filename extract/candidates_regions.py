"""A piece of a page that is meant to be a value: its text, the words under it, and how it stands to its label."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from extract.doctype import ValueKind
from extract.layout import PageLayout
from ingest.model import Box, Word


class Place(StrEnum):
    """How a value stands to what introduces it."""

    INLINE = "inline"  # after the label, in the same phrase
    RIGHT = "right"  # the next phrase on the line
    CELL = "cell"  # in the label's own cell, under it
    NEXT_CELL = "next_cell"  # the neighbouring cell on the right
    CELL_UNDER = "cell_under"  # the cell beneath
    BELOW = "below"  # beneath, on open ground
    CAPTION = "caption"  # over it, the label being the caption of a line filled in
    ABOVE = "above"  # over it, on a line to be signed or filled in
    CUE = "cue"  # in running text
    LETTERHEAD = "letterhead"  # at the head of the paper
    TITLE = "title"  # beside the title
    SHAPE = "shape"  # recognised by its own form
    TOTAL = "total"  # the total row of a table
    INFERRED = "inferred"  # follows from another field


BLOCKS = frozenset(
    {
        ValueKind.PARTY,
        ValueKind.ADDRESS,
        ValueKind.TEXT,
        ValueKind.AUTHORITY,
        ValueKind.SITE,
        ValueKind.IDENTIFIERS,
        ValueKind.HS_CODES,
    }
)
"""Kinds whose values may take up several lines."""


@dataclass(frozen=True)
class Region:
    """A piece of a page meant to be a value. `spots` are (start, end, word index) of each word in `text`.

    `distance` is the gap to what introduces it, in text heights.
    """

    layout: PageLayout
    page: int
    place: Place
    text: str
    spots: tuple[tuple[int, int, int], ...]
    distance: float = 0.0
    same_cell: bool = False
    lines: int = 1

    def words_at(self, start: int, end: int) -> tuple[int, ...]:
        """The words that the characters `start` to `end` stand on."""
        return tuple(word for first, last, word in self.spots if first < end and last > start)

    def boxes_at(self, start: int, end: int) -> tuple[Word, ...]:
        """The page's words under these characters."""
        return tuple(self.layout.page.words[word] for word in self.words_at(start, end))

    def cut(self, start: int, end: int) -> Region:
        """The characters `start` to `end`, with the words under them."""
        spots = tuple(
            (max(first, start) - start, min(last, end) - start, word)
            for first, last, word in self.spots
            if first < end and last > start
        )
        return replace(self, text=self.text[start:end], spots=spots)

    @cached_property
    def box(self) -> Box | None:
        """Around everything in it; None for an empty region."""
        words = [self.layout.page.words[word].box for _, _, word in self.spots]
        if not words:
            return None
        box = words[0]
        for other in words[1:]:
            box = box.union(other)
        return box


@dataclass(frozen=True, slots=True)
class Part:
    """Characters `start` to `end` of a segment (by index)."""

    segment: int
    start: int
    end: int


def region_of(
    layout: PageLayout,
    page: int,
    place: Place,
    parts: Sequence[Part],
    *,
    distance: float = 0.0,
    same_cell: bool = False,
    skip: Collection[int] = frozenset(),
) -> Region:
    """The region that the parts make up, one text line per line of the page; words in `skip` are left out."""
    words = layout.page.words
    text = ""
    spots: list[tuple[int, int, int]] = []
    line: int | None = None
    lines = 0
    for part in parts:
        segment = layout.segments[part.segment]
        if text and segment.line == line:
            text += "  "
        elif text:
            text += "\n"
        if segment.line != line:
            lines += 1
        line = segment.line
        position = 0
        fresh = True
        for word in segment.words:
            letters = words[word].text
            behind = position + len(letters)
            first, last = max(position, part.start), min(behind, part.end)
            if first < last and word not in skip:
                if not fresh:
                    text += " "
                piece = letters[first - position : last - position]
                spots.append((len(text), len(text) + len(piece), word))
                text += piece
                fresh = False
            position = behind + 1
    return Region(layout, page, place, text, tuple(spots), distance, same_cell, lines)
