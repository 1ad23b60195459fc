"""A page seen from its labels: which phrases are free to be values, and which lines go on with one."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property

from extract.candidates_lines import LINE_GAP, carried_on, line_gap, names_content, stamped, unknown_label
from extract.candidates_numbered import numbered_alike
from extract.candidates_regions import Part
from extract.doctype import ValueKind
from extract.labels_hit import LabelHit
from extract.layout import PageLayout, Segment
from extract.values import addresses
from extract.values.folding import fold

_BOX_NUMBER = re.compile(r"[(\[]?\d{1,2}(?:\.\d{1,2})*[.)\]]?")  # alone before a label: the box's or question's own
_BOX_GAP = 4.0  # text heights between such a number and its label
_MOST_LINES = 9  # of a block; a longer one is running text
_APART = 6.0  # text heights between two phrases of one line, from which the second belongs to something else
_CELL_GAP = 2.5  # the same inside one cell
_HALF_LINE = 0.7  # of a label's height that its value may reach beyond its lines where it stands about their middle
_SET_IN = 3.0  # text heights that a mineral under its label may be set in
_FLUSH = 0.01  # of the page's width that the lines of such a value may be apart at their left edge


class Ground:
    """A page with its labels; words in `skip` belong to a table and are no one's value."""

    def __init__(self, layout: PageLayout, page: int, labels: Sequence[LabelHit], skip: Collection[int]) -> None:
        self.layout = layout
        self.page = page
        self.labels = labels
        self.skip = skip
        self.line_gap = line_gap(layout)
        self._first_label: dict[int, int] = {}
        self._cuts: dict[int, list[int]] = {}
        minerals = self._minerals_named()
        answers = minerals | carried_on(layout, labels)
        for hit in labels:
            if hit.segments[0] in answers and not hit.specs:
                continue
            if hit.segments[0] in minerals and names_content(hit):
                continue  # "Oro" beside "Clase de mineral", which asks for its content elsewhere
            for number in hit.segments[1:]:
                self._first_label[number] = 0
            number = hit.segments[0]
            if hit.weak:
                continue
            self._cuts.setdefault(number, []).append(hit.start)
            if not hit.embedded and (hit.specs or hit.whole or hit.colon):
                self._first_label[number] = min(hit.start, self._first_label.get(number, hit.start))
        for number, segment in enumerate(layout.segments):
            if number not in self._first_label and unknown_label(segment.text):
                self._first_label[number] = 0

        self._titles = numbered_alike(layout, labels)
        self._numbers = frozenset(
            number
            for number, segment in enumerate(layout.segments[:-1])
            if _BOX_NUMBER.fullmatch(segment.text)
            and number + 1 in self._first_label
            and layout.segments[number + 1].line == segment.line
            and self.gap(segment, layout.segments[number + 1]) < _BOX_GAP
            and not self._answers(number)
        )

    def _answers(self, number: int) -> bool:
        """Whether a bare number stands nearer to the colon of a label before it than to the label behind it."""
        segments = self.layout.segments
        if not number or segments[number - 1].line != segments[number].line or not segments[number].text.isdecimal():
            return False
        asked = number - 1 in self._first_label and segments[number - 1].text.rstrip().endswith(":")
        return asked and self.gap(segments[number - 1], segments[number]) <= self.gap(
            segments[number], segments[number + 1]
        )

    def _minerals_named(self) -> set[int]:
        """The phrases beside or right under a label that asks for the mineral: "Gold" there is no heading."""
        layout = self.layout
        found: set[int] = set()
        asking = {hit.segments[0] for hit in self.labels if hit.specs and not names_content(hit)}
        for hit in self.labels:
            if hit.whole and any(spec.kind is ValueKind.MINERAL for spec in hit.specs):
                last = layout.segments[hit.segments[-1]]
                for number in range(hit.segments[-1] + 1, len(layout.segments)):
                    one = layout.segments[number]
                    if one.line == last.line and number in asking:
                        continue  # "MINERAL | NAME OF MINE": the next label of the row
                    set_in = (one.box.x0 - last.box.x0) * layout.page.width
                    under = one.cell == last.cell and -_FLUSH * layout.page.width < set_in < _SET_IN * last.height
                    if one.line == last.line or under:
                        found.add(number)
                        break
        return found

    def is_label(self, number: int) -> bool:
        """Whether a phrase begins with a label."""
        return number in self._first_label

    def is_free(self, number: int) -> bool:
        """Whether a phrase may be a value: no label, no title of another box, no table row."""
        segment = self.layout.segments[number]
        if number in self._first_label or number in self._numbers or number in self._titles:
            return False
        if all(word in self.skip for word in segment.words):
            return False
        return not self.is_stamp(number)

    def is_title(self, number: int) -> bool:
        """Whether a phrase is the title of a numbered box, of whatever it asks for."""
        return number in self._titles

    def is_stamp(self, number: int) -> bool:
        """Whether a phrase is what rubber stamps say."""
        return number in self._stamps

    @cached_property
    def _stamps(self) -> frozenset[int]:
        pattern = stamped()
        return frozenset(
            number
            for number, segment in enumerate(self.layout.segments)
            if pattern.match(fold(segment.text)) is not None
        )

    def part(self, number: int, start: int = 0) -> Part:
        """A phrase from `start` up to the next label inside it."""
        end = min(
            (cut for cut in self._cuts.get(number, ()) if cut > start), default=len(self.layout.segments[number].text)
        )
        return Part(number, start, end)

    def going_on(self, number: int) -> list[int]:
        """The phrases under one that go on with it, in smaller print too, top to bottom."""
        return [part.segment for part in self.further(number, left_of_value=None, wide=False, least=0.4, flush=True)]

    def next_on_line(self, number: int) -> int | None:
        """The free phrase that follows on the line, stamps in between passed over."""
        segments = self.layout.segments
        for follower in range(number + 1, len(segments)):
            if segments[follower].line != segments[number].line:
                return None
            if self.is_free(follower):
                return follower
            if not self.is_stamp(follower):
                return None
        return None

    def gap(self, left: Segment, right: Segment) -> float:
        return (right.box.x0 - left.box.x1) * self.layout.page.width / max(left.height, right.height, 1.0)

    def close(self, left: int, right: int, limit: float) -> bool:
        one, other = self.layout.segments[left], self.layout.segments[right]
        return one.cell == other.cell and self.gap(one, other) <= limit

    def further(
        self,
        number: int,
        *,
        left_of_value: int | None,
        wide: bool,
        own: Sequence[int] = (),
        edge: float | None = None,
        least: float = 0.6,
        flush: bool = False,
    ) -> list[Part]:
        """The lines under a phrase that go on with it: same cell or left edge, no label at or before them.

        `own` are phrases of the label itself; `edge` is where the value begins inside the phrase; `least` is how
        small, beside the first line, the print of the others may be; `flush` takes lines set to one right edge too.
        """
        segments = self.layout.segments
        start = segments[number]
        width, height = self.layout.page.width, self.layout.page.height
        parts: list[Part] = []
        above = start
        current: int | None = None
        column = self._next_column(number)
        for follower in range(number + 1, len(segments)):
            below = segments[follower]
            if below.line == start.line or self.is_stamp(follower) or below.box.x0 > column:
                continue
            drop = (below.box.y0 - above.box.y1) * height
            if (
                drop > (_CELL_GAP if start.cell is not None else LINE_GAP) * start.height + 0.5
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
            beneath = beneath or ((wide or flush) and abs(below.box.x1 - start.box.x1) * width <= 1.3 * start.height)
            if edge is not None and abs(below.box.x0 - edge) * width <= 1.3 * start.height:
                beneath = True
            joins = current == below.line and bool(parts) and follower - 1 == parts[-1].segment
            joins = joins and self.gap(segments[parts[-1].segment], below) < _APART
            if not beneath and not (joins and start.cell is not None):
                if start.cell is not None and shift > 0 and below.box.x0 < start.box.x1 and not self.is_label(follower):
                    beneath = True
                else:
                    continue
            if not self.is_free(follower) or (not joins and self.label_before(follower, left_of_value, own)):
                break
            if not joins and not least < below.height / max(start.height, 0.1) < 1.6:
                break
            parts.append(self.part(follower))
            current = below.line
            above = below
            if len(parts) >= _MOST_LINES:
                break
        return parts

    def _next_column(self, number: int) -> float:
        """Where, right of a phrase on its line, another label begins, less half a line: what is there is its own."""
        segments = self.layout.segments
        start = segments[number]
        edges = (
            segments[other].box.x0
            for other in self.layout.lines[start.line].segments
            if segments[other].box.x0 > start.box.x1 and self.is_label(other)
        )
        return min(edges, default=1.0) - 0.5 * start.height / self.layout.page.width

    def label_before(self, number: int, column: int | None, own: Sequence[int]) -> bool:
        """Whether another label stands on the same line to the left, so that the phrase is that label's value."""
        if column is None:
            return False
        line = self.layout.lines[self.layout.segments[number].line]
        before = [other for other in line.segments if other < number]
        if not before or before[-1] in own:
            return False
        nearest = self.layout.segments[before[-1]]
        if addresses.is_address_label(fold(nearest.text)):
            return False  # "Customer | X Ltd" over "Address | 4 Main Road": it goes on with the party
        edge = self.layout.segments[column].box.x0
        return self.is_label(before[-1]) or (abs(nearest.box.x0 - edge) * self.layout.page.width < nearest.height)

    def states(self, number: int) -> bool:
        """Whether a phrase holds a label and its value."""
        return any(hit.segments[-1] == number and not hit.whole for hit in self.labels)

    def columns_beside(self, hit: LabelHit, *, across: bool = False) -> list[float]:
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

    def beside_stack(self, hit: LabelHit) -> list[int]:
        """The phrases right of a label of several lines, one over the other at one edge, that stand about its height.

        None where the label is of one line, or where they stand at several edges.
        """
        segments = self.layout.segments
        first, last = segments[hit.segments[0]], segments[hit.segments[-1]]
        edge = max(segments[number].box.x1 for number in hit.segments)
        reach = _HALF_LINE * first.box.height
        beside = [
            number
            for number, segment in enumerate(segments)
            if segment.box.x0 > edge
            and first.box.y0 - reach < segment.box.mid_y < last.box.y1 + reach
            and segment.cell == first.cell
            and self.is_free(number)
        ]
        if len(hit.segments) == 1 or any(
            abs(segments[number].box.x0 - segments[beside[0]].box.x0) > _FLUSH for number in beside
        ):
            return []
        return beside

    def is_list(self, part: Part) -> bool:
        """Whether a line is nothing but numbers, as a list that goes on."""
        words = self.layout.segments[part.segment].text[part.start : part.end].split()
        return bool(words) and all(any(char.isdigit() for char in word) or not word.isalpha() for word in words)

    def edge_at(self, number: int, start: int) -> float:
        """The left edge of the first word at or after a character of a phrase."""
        segment = self.layout.segments[number]
        position = 0
        for word in segment.words:
            position += len(self.layout.page.words[word].text) + 1
            if position > start + 1:
                return self.layout.page.words[word].box.x0
        return segment.box.x0

    def wraps(self, number: int, follower: int) -> bool:
        """Whether a line is so full that the next one must carry it on, or the next is set in under the value."""
        above, below = self.layout.segments[number], self.layout.segments[follower]
        width = self.layout.page.width
        set_in = (below.box.x0 - above.box.x0) * width > 2.0 * above.height
        return set_in or below.box.x1 - above.box.x1 < 3.0 * above.height / width
