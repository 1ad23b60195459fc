"""Where a label's value may stand: beside it, in its cell, in the next cell, or below."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from itertools import pairwise, takewhile
from statistics import median

from extract.doctype import ValueKind
from extract.labels import LabelHit
from extract.layout import PageLayout, Segment
from extract.prose_words import alternation
from extract.values.folding import fold
from ingest.model import Box, Word


class Place(StrEnum):
    """How a value stands to what introduces it."""

    INLINE = "inline"  # after the label, in the same phrase
    RIGHT = "right"  # the next phrase on the line
    CELL = "cell"  # in the label's own cell, under it
    NEXT_CELL = "next_cell"  # the neighbouring cell on the right
    CELL_UNDER = "cell_under"  # the cell beneath
    BELOW = "below"  # beneath, on open ground
    ABOVE = "above"  # over it, on a line to be signed or filled in
    CUE = "cue"  # in running text
    LETTERHEAD = "letterhead"  # at the head of the paper
    TITLE = "title"  # beside the title
    SHAPE = "shape"  # recognised by its own form
    TOTAL = "total"  # the total row of a table
    INFERRED = "inferred"  # follows from another field


BLOCKS = frozenset(
    {ValueKind.PARTY, ValueKind.TEXT, ValueKind.AUTHORITY, ValueKind.SITE, ValueKind.IDENTIFIERS, ValueKind.HS_CODES}
)
"""Kinds whose values may take up several lines."""

_MOST_LINES = 9  # of a block; a longer one is running text
_LINE_GAP = 1.0  # text heights between two lines of one block on open ground
_CELL_GAP = 2.5  # the same inside one cell
_BELOW_GAP = 2.2  # text heights from a label to the value beneath it, on open ground


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
            letters = layout.page.words[word].text
            first, last = max(position, part.start), min(position + len(letters), part.end)
            if first < last and word not in skip:
                if not fresh:
                    text += " "
                piece = letters[first - position : last - position]
                spots.append((len(text), len(text) + len(piece), word))
                text += piece
                fresh = False
            position += len(letters) + 1
    return Region(layout, page, place, text, tuple(spots), distance, same_cell, lines)


def _nearest(edges: Sequence[float], segment: Segment) -> float:
    """The left edge of the column that a phrase stands in."""
    before = [edge for edge in edges if edge <= segment.box.x0 + 0.01]
    return max(before) if before else min(edges)


def _line_gap(layout: PageLayout) -> float:
    """How far apart, in text heights, two lines of one block may stand: more on a page set wide."""
    gaps = []
    for upper, lower in pairwise(layout.lines):
        height = layout.segments[upper.segments[0]].height
        gap = (lower.box.y0 - upper.box.y1) * layout.page.height / max(height, 1.0)
        if abs(lower.box.x0 - upper.box.x0) < 0.01 and 0.0 < gap < 2.0:
            gaps.append(gap)
    return min(max(_LINE_GAP, 1.2 * median(gaps) if len(gaps) >= 5 else 0.0), 1.5)


@cache
def _named_line() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{alternation('party_line')})[\s.]*[:.]")


@cache
def _stamped() -> re.Pattern[str]:
    """What is printed across or at the foot of test papers and copies, and says nothing of the goods."""
    return re.compile(rf"^\W*(?:{alternation('stamped')})(?![^\W_])")


def _unknown_label(text: str) -> bool:
    """Whether a phrase reads "Some words: …" with words that no lexicon knows; a party's "Tel.: …" is none."""
    head, colon, rest = text.partition(":")
    if not colon or not head.strip() or len(head) > 32 or len(head.split()) > 4:
        return False
    if not head[:1].isupper() or (rest and not rest[0].isspace()) or any(char.isdigit() for char in head):
        return False
    return not _named_line().match(fold(text))


class Neighbourhood:
    """A page with its labels, asked for the places around one label."""

    def __init__(self, layout: PageLayout, page: int, labels: Sequence[LabelHit], skip: Collection[int]) -> None:
        self.layout = layout
        self.page = page
        self.labels = labels
        self.skip = skip
        self.line_gap = _line_gap(layout)
        self._first_label: dict[int, int] = {}
        self._cuts: dict[int, list[int]] = {}
        for hit in labels:
            for number in hit.segments[1:]:
                self._first_label[number] = 0
            number = hit.segments[0]
            if hit.weak:
                continue
            self._cuts.setdefault(number, []).append(hit.start)
            if not hit.embedded and (hit.specs or hit.whole or hit.colon):
                self._first_label[number] = min(hit.start, self._first_label.get(number, hit.start))
        for number, segment in enumerate(layout.segments):
            if number not in self._first_label and _unknown_label(segment.text):
                self._first_label[number] = 0

    def is_label(self, number: int) -> bool:
        """Whether a phrase begins with a label."""
        return number in self._first_label

    def is_free(self, number: int) -> bool:
        """Whether a phrase may be a value: no label, no table row."""
        segment = self.layout.segments[number]
        if number in self._first_label or all(word in self.skip for word in segment.words):
            return False
        return not self._is_stamp(number)

    def _is_stamp(self, number: int) -> bool:
        return _stamped().match(fold(self.layout.segments[number].text)) is not None

    def part(self, number: int, start: int = 0) -> Part:
        """A phrase from `start` up to the next label inside it."""
        end = min(
            (cut for cut in self._cuts.get(number, ()) if cut > start), default=len(self.layout.segments[number].text)
        )
        return Part(number, start, end)

    def places(self, hit: LabelHit, kind: ValueKind) -> list[Region]:
        """Every place where the value of a label may stand, the likeliest first."""
        regions: list[Region] = []
        block = kind in BLOCKS
        inline = self._inline(hit, kind)
        regions.extend(inline)
        if not inline:
            regions.extend(self._right(hit, block=block))
            regions.extend(self._in_cell(hit, kind))
            regions.extend(self._next_cell(hit, block=block))
            regions.extend(self._under_cell(hit, block=block))
            regions.extend(self._below(hit, block=block))
            if hit.whole and not hit.colon and kind is ValueKind.DATE:
                regions.extend(self._above(hit))
        return [region for region in regions if region.text.strip(" .:-–—/|_,;\n")]

    def going_on(self, number: int) -> list[int]:
        """The phrases under one that go on with it, top to bottom."""
        return [part.segment for part in self._further(number, left_of_value=None, wide=False)]

    def _make(self, place: Place, parts: Sequence[Part], distance: float, *, same_cell: bool) -> Region:
        return region_of(self.layout, self.page, place, parts, distance=distance, same_cell=same_cell, skip=self.skip)

    def _edge_at(self, number: int, start: int) -> float:
        """The left edge of the first word at or after a character of a phrase."""
        segment = self.layout.segments[number]
        position = 0
        for word in segment.words:
            position += len(self.layout.page.words[word].text) + 1
            if position > start + 1:
                return self.layout.page.words[word].box.x0
        return segment.box.x0

    def _is_list(self, part: Part) -> bool:
        """Whether a line is nothing but numbers, as a list that goes on."""
        words = self.layout.segments[part.segment].text[part.start : part.end].split()
        return bool(words) and all(any(char.isdigit() for char in word) or not word.isalpha() for word in words)

    def _wraps(self, number: int, follower: int) -> bool:
        """Whether a line is so full that the next one must carry it on, or the next is set in under the value."""
        above, below = self.layout.segments[number], self.layout.segments[follower]
        width = self.layout.page.width
        set_in = (below.box.x0 - above.box.x0) * width > 2.0 * above.height
        return set_in or below.box.x1 - above.box.x1 < 3.0 * above.height / width

    def _inline(self, hit: LabelHit, kind: ValueKind) -> list[Region]:
        number = hit.segments[-1]
        part = self.part(number, hit.end)
        rest = self.layout.segments[number].text[part.start : part.end]
        if not rest.strip(" .:-–—/|_,;"):
            return []
        parts = [part]
        if part.end == len(self.layout.segments[number].text):
            follower = self._next_on_line(number)
            if follower is not None and self._close(number, follower, 3.0):
                parts.append(self.part(follower))
        regions = [self._make(Place.INLINE, parts, 0.0, same_cell=True)]
        if len(parts) > 1:
            regions.append(self._make(Place.INLINE, parts[:1], 0.0, same_cell=True))
        more = self._further(number, left_of_value=None, wide=True, edge=self._edge_at(number, part.start))
        if kind is ValueKind.IDENTIFIERS:
            more = list(takewhile(self._is_list, more))
        elif kind is not ValueKind.PARTY and more and not self._wraps(number, more[0].segment):
            more = []
        if more:
            full = self._make(Place.INLINE, [*parts[:1], *more], 0.0, same_cell=True)
            if kind in BLOCKS:
                regions.insert(0, full)
            regions.append(self._make(Place.INLINE, [*parts[:1], more[0]], 0.0, same_cell=True))
        return regions

    def _next_on_line(self, number: int) -> int | None:
        segments = self.layout.segments
        if (
            number + 1 < len(segments)
            and segments[number + 1].line == segments[number].line
            and self.is_free(number + 1)
        ):
            return number + 1
        return None

    def _gap(self, left: Segment, right: Segment) -> float:
        return (right.box.x0 - left.box.x1) * self.layout.page.width / max(left.height, right.height, 1.0)

    def _close(self, left: int, right: int, limit: float) -> bool:
        one, other = self.layout.segments[left], self.layout.segments[right]
        return one.cell == other.cell and self._gap(one, other) <= limit

    def _right(self, hit: LabelHit, *, block: bool) -> list[Region]:
        regions: list[Region] = []
        for number in hit.segments:
            follower = self._next_on_line(number)
            if follower is None:
                continue
            label, value = self.layout.segments[number], self.layout.segments[follower]
            distance = self._gap(label, value)
            same = label.cell is not None and label.cell == value.cell
            parts = [self.part(follower)]
            wide = list(parts)
            beyond = self._next_on_line(follower)
            while beyond is not None and self._close(beyond - 1, beyond, 4.0):
                wide.append(self.part(beyond))
                beyond = self._next_on_line(beyond)
            regions.append(self._make(Place.RIGHT, wide, distance, same_cell=same))
            if len(wide) > 1:
                regions.append(self._make(Place.RIGHT, parts, distance, same_cell=same))
            more = self._further(follower, left_of_value=number, wide=False, own=hit.segments)
            if more:
                full = self._make(Place.RIGHT, [*wide, *more], distance, same_cell=same)
                if block:
                    regions.insert(0, full)
                regions.append(self._make(Place.RIGHT, [*wide, more[0]], distance, same_cell=same))
            break
        return regions

    def _further(
        self,
        number: int,
        *,
        left_of_value: int | None,
        wide: bool,
        own: Sequence[int] = (),
        edge: float | None = None,
    ) -> list[Part]:
        """The lines under a phrase that go on with it: same cell or left edge, no label at or before them.

        `own` are phrases of the label itself; `edge` is where the value begins inside the phrase.
        """
        segments = self.layout.segments
        start = segments[number]
        width, height = self.layout.page.width, self.layout.page.height
        parts: list[Part] = []
        above = start
        current: int | None = None
        for follower in range(number + 1, len(segments)):
            below = segments[follower]
            if below.line == start.line or self._is_stamp(follower):
                continue
            drop = (below.box.y0 - above.box.y1) * height
            if (
                drop > (_CELL_GAP if start.cell is not None else _LINE_GAP) * start.height + 0.5
                and below.line != current
            ):
                if (below.box.y0 - start.box.y0) * height > 3 * start.height:
                    break
                continue
            if below.cell != start.cell:
                continue
            shift = (below.box.x0 - start.box.x0) * width
            centred = abs(below.box.mid_x - start.box.mid_x) * width <= 0.7 * start.height
            beneath = (
                abs(shift) <= 1.3 * start.height or centred or (wide and -8 * start.height < shift <= 3 * start.height)
            )
            beneath = beneath or (wide and abs(below.box.x1 - start.box.x1) * width <= 1.3 * start.height)
            if edge is not None and abs(below.box.x0 - edge) * width <= 1.3 * start.height:
                beneath = True
            joins = current == below.line and bool(parts) and follower - 1 == parts[-1].segment
            if not beneath and not (joins and start.cell is not None):
                if start.cell is not None and shift > 0 and below.box.x0 < start.box.x1 and not self.is_label(follower):
                    beneath = True
                else:
                    continue
            if not self.is_free(follower) or (not joins and self._label_before(follower, left_of_value, own)):
                break
            if not joins and not 0.6 < below.height / max(start.height, 0.1) < 1.6:
                break
            parts.append(self.part(follower))
            current = below.line
            above = below
            if len(parts) >= _MOST_LINES:
                break
        return parts

    def _label_before(self, number: int, column: int | None, own: Sequence[int]) -> bool:
        """Whether another label stands on the same line to the left, so that the phrase is that label's value."""
        if column is None:
            return False
        line = self.layout.lines[self.layout.segments[number].line]
        before = [other for other in line.segments if other < number and other not in own]
        if not before:
            return False
        nearest = self.layout.segments[before[-1]]
        edge = self.layout.segments[column].box.x0
        return self.is_label(before[-1]) or (abs(nearest.box.x0 - edge) * self.layout.page.width < nearest.height)

    def _states(self, number: int) -> bool:
        """Whether a phrase holds a label and its value."""
        return any(hit.segments[-1] == number and not hit.whole for hit in self.labels)

    def _columns_beside(self, hit: LabelHit, *, across: bool = False) -> list[float]:
        """Left edges of the labels that share a line with this one, its own among them; none if alone.

        Those in the same cell, or with `across` in any.
        """
        label = self.layout.segments[hit.segments[0]]
        edges = [
            self.layout.segments[number].box.x0
            for number in self.layout.lines[label.line].segments
            if (across or self.layout.segments[number].cell == label.cell) and self.is_label(number)
        ]
        return edges if len(edges) > 1 else []

    def _in_cell(self, hit: LabelHit, kind: ValueKind) -> list[Region]:
        last = hit.segments[-1]
        label = self.layout.segments[last]
        if label.cell is None:
            return []
        parts: list[Part] = []
        columns = self._columns_beside(hit)
        for number in self.layout.cells[label.cell].segments:
            other = self.layout.segments[number]
            if number <= last or other.line == label.line or number in hit.segments:
                continue
            if columns and _nearest(columns, other) != label.box.x0:
                continue
            if not self.is_free(number):
                if kind is ValueKind.TEXT and self._states(number):
                    continue  # "HS 7102.31" among the lines of a description
                if parts and self.layout.segments[parts[-1].segment].line == other.line:
                    continue
                break
            parts.append(self.part(number))
        return self._cut_down(Place.CELL, parts, label, block=kind in BLOCKS, same_cell=True)

    def _cut_down(
        self, place: Place, parts: Sequence[Part], label: Segment, *, block: bool, same_cell: bool
    ) -> list[Region]:
        """A block as it is, its first line, and its first two lines."""
        if not parts:
            return []
        first = self.layout.segments[parts[0].segment]
        distance = max(0.0, (first.box.y0 - label.box.y1) * self.layout.page.height / max(label.height, 1.0))
        top = [part for part in parts if self.layout.segments[part.segment].line == first.line]
        regions = [self._make(place, top, distance, same_cell=same_cell)]
        if len(parts) > len(top):
            whole = self._make(place, parts[: 2 * _MOST_LINES], distance, same_cell=same_cell)
            if block:
                regions.insert(0, whole)
            else:
                second = self.layout.segments[parts[len(top)].segment].line
                two = [part for part in parts if self.layout.segments[part.segment].line in (first.line, second)]
                regions.append(self._make(place, two, distance, same_cell=same_cell))
        return regions

    def _next_cell(self, hit: LabelHit, *, block: bool) -> list[Region]:
        cells = self.layout.cells
        label = self.layout.segments[hit.segments[0]]
        if label.cell is None or not hit.whole:
            return []
        own = cells[label.cell]
        if any(self.is_free(number) for number in own.segments if number not in hit.segments):
            return []
        width = self.layout.page.width
        beside = [
            cell
            for cell in cells
            if abs(cell.box.x0 - own.box.x1) * width < 6.0
            and min(cell.box.y1, own.box.y1) - max(cell.box.y0, own.box.y0) > 0.6 * min(cell.box.height, own.box.height)
        ]
        for cell in beside:
            if not cell.segments or self.is_label(cell.segments[0]):
                continue
            parts = [self.part(number) for number in cell.segments if self.is_free(number)]
            return self._cut_down(Place.NEXT_CELL, parts, label, block=block, same_cell=False)
        return []

    def _under_cell(self, hit: LabelHit, *, block: bool) -> list[Region]:
        cells = self.layout.cells
        label = self.layout.segments[hit.segments[0]]
        if label.cell is None or not hit.whole:
            return []
        own = cells[label.cell]
        if any(self.is_free(number) for number in own.segments if number not in hit.segments):
            return []
        for cell in cells:
            overlap = min(cell.box.x1, own.box.x1) - max(cell.box.x0, own.box.x0)
            under = abs(cell.box.y0 - own.box.y1) * self.layout.page.height < 6.0
            if not under or overlap < 0.6 * min(cell.box.width, own.box.width):
                continue
            if not cell.segments or self.is_label(cell.segments[0]):
                continue
            parts = [self.part(number) for number in cell.segments if self.is_free(number)]
            edges = self._columns_beside(hit, across=cell.box.width > 1.2 * own.box.width)
            if edges:
                parts = [part for part in parts if _nearest(edges, self.layout.segments[part.segment]) == label.box.x0]
            return self._cut_down(Place.CELL_UNDER, parts, label, block=block, same_cell=False)
        return []

    def _below(self, hit: LabelHit, *, block: bool) -> list[Region]:
        segments = self.layout.segments
        last = hit.segments[-1]
        label = segments[last]
        width, height = self.layout.page.width, self.layout.page.height
        if not hit.whole and not hit.colon:
            return []
        for number in range(last + 1, len(segments)):
            below = segments[number]
            drop = (below.box.y0 - label.box.y1) * height
            if drop > _BELOW_GAP * max(label.height, below.height):
                return []
            if below.line == label.line or below.cell != label.cell or self._is_stamp(number):
                continue
            left = abs(below.box.x0 - label.box.x0) * width < 1.5 * max(label.height, below.height)
            overlap = min(below.box.x1, label.box.x1) - max(below.box.x0, label.box.x0)
            if not left and overlap < 0.3 * min(below.box.width, label.box.width):
                continue
            if not self.is_free(number) or self._label_before_at(number, label):
                return []
            if label.cell is not None:
                return []  # its cell has been looked at
            parts = [self.part(number)]
            parts += self._further(number, left_of_value=None, wide=False)
            return self._cut_down(Place.BELOW, parts, label, block=block, same_cell=False)
        return []

    def _label_before_at(self, number: int, label: Segment) -> bool:
        """Whether a phrase below a label is rather the value of a label on its own line."""
        line = self.layout.lines[self.layout.segments[number].line]
        before = [other for other in line.segments if other < number]
        return bool(before) and self.is_label(before[-1]) and self.layout.segments[before[-1]].box.x1 > label.box.x0

    def _above(self, hit: LabelHit) -> list[Region]:
        segments = self.layout.segments
        label = segments[hit.segments[0]]
        height = self.layout.page.height
        for number in range(hit.segments[0] - 1, -1, -1):
            over = segments[number]
            rise = (label.box.y0 - over.box.y1) * height
            if over.line == label.line:
                continue
            if rise > 1.3 * label.height:
                return []
            overlap = min(over.box.x1, label.box.x1) - max(over.box.x0, label.box.x0)
            if overlap < 0.5 * min(over.box.width, label.box.width) or over.cell != label.cell:
                continue
            if not self.is_free(number):
                return []
            return [self._make(Place.ABOVE, [self.part(number)], max(0.0, rise / label.height), same_cell=False)]
        return []
