"""Where a label's value may stand: beside it, in its cell, in the next cell, or below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from extract.candidates_boxes import COLUMN_GAP, OF_PARTIES, OF_SERIES, Boxes
from extract.candidates_broken import about_middle, with_country
from extract.candidates_lists import carried_list
from extract.candidates_margin import at_margin
from extract.candidates_party_rows import BELOW_GAP, spelt_out, with_address_row
from extract.candidates_regions import BLOCKS, Part, Place, Region
from extract.doctype import ValueKind
from extract.labels_hit import WITH_DIGITS, LabelHit
from extract.layout import Segment
from extract.prose_names import bears_body
from extract.values import Context, find
from extract.values.folding import fold
from extract.values.identifiers import CONTAINER

_SET_IN = 4.5  # text heights that a value beneath its label may be set in

_SERIES = re.compile(r"(?<![^\W_])([A-Z]{2,6})[ -]?\d{3,}\W*$")
_MERE_DATE = re.compile(r"(?:date|data|fecha|day|dia|le|on)\W*")
_FACT = re.compile(r"[^\W\d_][^:\d]{1,24}:\s")
_NEXT_FACT = 2.0  # text heights between a section's heading and its facts, and between these
_FIGURES = re.compile(r"\d{3}")
_CUSTOMS = re.compile(r"customs|douan|aduan|alfandeg")
_PLURAL = re.compile(r"s\W*$")


def _is_day(text: str) -> bool:
    """Whether a text is a date and no more, with the small word that leads to it."""
    found = find(ValueKind.DATE, text, Context())
    if len(found) != 1 or text[found[0].end :].strip(" .:;,)"):
        return False
    return re.fullmatch(r"\W*(?:[^\W\d_]{1,3}|as of|until)?\W*", text[: found[0].start]) is not None


class Neighbourhood(Boxes):
    """A page with its labels, asked for the places around one label."""

    def places(self, hit: LabelHit, kind: ValueKind) -> list[Region]:
        """Every place where the value of a label may stand, the likeliest first."""
        regions: list[Region] = []
        block = kind in BLOCKS
        inline = self._inline(hit, kind)
        if kind is ValueKind.MONEY and inline and _is_day(inline[0].text):
            inline = []  # "Total amount due on August 3, 2014", and the amount beside it
        regions.extend(inline)
        if not inline:
            regions.extend(self._on_next_line(hit, kind))
            regions.extend(about_middle(self, hit) or self._right(hit, block=block))
            regions.extend(self._in_cell(hit, kind))
            regions.extend(self._next_cell(hit, block=block))
            regions.extend(self._under_cell(hit, block=block))
            regions.extend(self._below(hit, block=block))
            if kind is ValueKind.PARTY and hit.whole:
                parts = spelt_out(self, hit)
                regions.extend([self._make(Place.RIGHT, parts, 0.0, same_cell=False)] if parts else [])
                beside = next((one for one in regions if one.place in (Place.RIGHT, Place.NEXT_CELL)), None)
                parts = with_address_row(self, hit, beside) if beside is not None else []
                if beside is not None and parts:
                    regions.insert(0, self._make(beside.place, parts, beside.distance, same_cell=False))
            if hit.whole and not hit.colon and kind is ValueKind.DATE:
                regions.extend(self._dated_below(hit))
                regions.extend(self._above(hit))
            if kind is ValueKind.COUNTRY:
                regions = with_country(self, regions)
        return [region for region in regions if region.text.strip(" .:-–—/|_,;\n")]

    def _inline(self, hit: LabelHit, kind: ValueKind) -> list[Region]:
        number = hit.segments[-1]
        part = self.part(number, hit.end)
        rest = self.layout.segments[number].text[part.start : part.end]
        if not rest.strip(" .:-–—/|_,;"):
            return []
        parts = [part]
        if part.end == len(self.layout.segments[number].text):
            follower = self.next_on_line(number)
            runs_on = rest.rstrip().endswith(",") and kind is ValueKind.IDENTIFIERS
            if follower is not None and (runs_on or self.close(number, follower, 3.0)):
                parts.append(self.part(follower))
        if kind is ValueKind.AUTHORITY and (body := self._body_of_post(hit, rest)) is not None:
            return [self._make(Place.INLINE, [self.part(body)], 0.0, same_cell=True)]
        regions = [self._make(Place.INLINE, parts, 0.0, same_cell=True)]
        if len(parts) > 1:
            regions.append(self._make(Place.INLINE, parts[:1], 0.0, same_cell=True))
        more = self.further(number, left_of_value=None, wide=True, edge=self.edge_at(number, part.start))
        if part.end < len(self.layout.segments[number].text) and (kind not in OF_PARTIES or self._ends_asking(number)):
            more = []  # what another label ends on its line goes on in none
        elif kind is ValueKind.IDENTIFIERS:
            own = CONTAINER.search(rest) is not None
            several = _PLURAL.search(fold(hit.text)) is not None and self.layout.segments[number].cell is not None
            more = list(
                takewhile(
                    lambda one: self._lists_on(one, rest, several=several) and (own or not self._is_container(one)),
                    more,
                )
            )
            if len(carried := carried_list(self, number, rest)) > len(more):
                return [self._make(Place.INLINE, [*parts[:1], *carried], 0.0, same_cell=True)]
            if rows := self._listed_in_rows(number, rest, more):
                return [self._make(Place.INLINE, [*parts[:1], *rows], 0.0, same_cell=True)]
        elif kind not in OF_PARTIES and more and not self.wraps(number, more[0].segment):
            more = []
        if more:
            full = self._make(Place.INLINE, [*parts[:1], *more], 0.0, same_cell=True)
            if kind in BLOCKS:
                regions.insert(0, full)
            regions.append(self._make(Place.INLINE, [*parts[:1], more[0]], 0.0, same_cell=True))
        return regions

    def _body_of_post(self, hit: LabelHit, place: str) -> int | None:
        """The body on the line under a customs post that is named by its place alone: "Customs office: Nacala"."""
        if _CUSTOMS.search(fold(hit.text)) is None or bears_body(place):
            return None
        under = self.further(hit.segments[-1], left_of_value=None, wide=False)
        return under[0].segment if under and bears_body(self.layout.segments[under[0].segment].text) else None

    def _listed_in_rows(self, number: int, first: str, more: Sequence[Part]) -> list[Part]:
        """What a list set in rows goes on with: the numbers of its series right of the `first` one and of each below.

        Nothing where its first line holds one number only.
        """
        parts: list[Part] = []
        for row in (number, *(part.segment for part in more)):
            across: list[Part] = []
            follower = self.next_on_line(row)
            while follower is not None and self._of_series(self.part(follower), first):
                across.append(self.part(follower))
                follower = self.next_on_line(follower)
            if not across and row == number:
                return []
            parts += across if row == number else [self.part(row), *across]
        return parts if more else []

    def _ends_asking(self, number: int) -> bool:
        """Whether a phrase ends in a label and its colon: what stands under it answers that one."""
        end = len(self.layout.segments[number].text.rstrip())
        return any(one.colon and one.segments[-1] == number and one.end >= end for one in self.labels)

    def _on_next_line(self, hit: LabelHit, kind: ValueKind) -> list[Region]:
        """The beginning of the next line, of a line of facts that breaks between the last one's label and its value."""
        segments, number = self.layout.segments, hit.segments[-1]
        label = segments[number]
        line = self.layout.lines[label.line].segments
        if not hit.colon or not hit.whole or kind not in WITH_DIGITS or line[-1] != number or line[0] == number:
            return []
        following = self.layout.lines[label.line + 1].segments if label.line + 1 < len(self.layout.lines) else ()
        if len(following) != 1 or not self.is_free(following[0]):
            return []
        first, value = segments[line[0]], segments[following[0]]
        drop = (value.box.y0 - label.box.y1) * self.layout.page.height
        flush = abs(value.box.x0 - first.box.x0) < COLUMN_GAP and value.box.x1 < label.box.x0
        if not flush or value.cell != label.cell or drop > self.line_gap * label.height:
            return []
        return [self._make(Place.INLINE, [self.part(following[0])], 0.0, same_cell=True)]

    def _lists_on(self, part: Part, first: str, *, several: bool) -> bool:
        """Whether a line goes on with a list of numbers: figures enough, with no word or the letters of the first.

        Where the label asks for `several`, another agency's number may be the next of them.
        """
        text = self.layout.segments[part.segment].text[part.start : part.end]
        series = _SERIES.search(first)
        same = self._of_series(part, first)
        same = same or (several and series is not None and OF_SERIES.fullmatch(text) is not None)
        return same or (self.is_list(part) and _FIGURES.search(text) is not None)

    def _of_series(self, part: Part, first: str) -> bool:
        """Whether a phrase is numbers with the letters that the first one has, and no more."""
        text = self.layout.segments[part.segment].text[part.start : part.end]
        series = _SERIES.search(first)
        return series is not None and re.fullmatch(rf"(?:\W*{series[1]}[ -]?\d{{3,}})+\W*", text) is not None

    def _is_container(self, part: Part) -> bool:
        return CONTAINER.search(self.layout.segments[part.segment].text) is not None

    def _right(self, hit: LabelHit, *, block: bool) -> list[Region]:
        regions: list[Region] = []
        for number in hit.segments:
            follower = self.next_on_line(number)
            if follower is None:
                continue
            label, value = self.layout.segments[number], self.layout.segments[follower]
            distance = self.gap(label, value)
            same = label.cell is not None and label.cell == value.cell
            parts = [self.part(follower)]
            wide = list(parts)
            beyond = self.next_on_line(follower)
            while beyond is not None and self.close(beyond - 1, beyond, 4.0):
                wide.append(self.part(beyond))
                beyond = self.next_on_line(beyond)
            regions.append(self._make(Place.RIGHT, wide, distance, same_cell=same))
            if len(wide) > 1:
                regions.append(self._make(Place.RIGHT, parts, distance, same_cell=same))
            more = self.further(follower, left_of_value=number, wide=False, own=hit.segments, flush=block)
            if block and not more and len(wide) == 1:
                more = at_margin(self, number, follower)
            if more:
                rows = self._listed_in_rows(follower, value.text, more) if block else []
                full = self._make(Place.RIGHT, [*parts, *rows] if rows else [*wide, *more], distance, same_cell=same)
                if block:
                    regions.insert(0, full)
                regions.append(self._make(Place.RIGHT, [*wide, more[0]], distance, same_cell=same))
            break
        return regions or self._beside_middle(hit, block=block)

    def _beside_middle(self, hit: LabelHit, *, block: bool) -> list[Region]:
        """What stands right of a label in two languages one over the other, at half the height between its lines."""
        beside = self.beside_stack(hit)
        if not beside:
            return []
        last, value = self.layout.segments[hit.segments[-1]], self.layout.segments[beside[0]]
        same, distance = last.cell is not None, self.gap(last, value)
        regions = [self._make(Place.RIGHT, [self.part(beside[0])], distance, same_cell=same)]
        if len(beside) > 1:
            regions.append(self._make(Place.RIGHT, [self.part(number) for number in beside], distance, same_cell=same))
        return regions[::-1] if block else regions

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
            if drop > BELOW_GAP * max(label.height, below.height):
                return []
            if below.line == label.line or self.is_stamp(number):
                continue
            overlap = min(below.box.x1, label.box.x1) - max(below.box.x0, label.box.x0)
            if below.cell not in (label.cell, None) and not (label.cell is None and self._is_unnamed(below.cell)):
                if label.cell is None and overlap > 0 and self.is_label(number):
                    return []  # the box under it asks for something else, and what is under that answers it
                continue
            shift = (below.box.x0 - label.box.x0) * width / max(label.height, below.height)
            left = -1.5 < shift < (_SET_IN if hit.whole else 1.5)
            if not left and overlap < 0.3 * min(below.box.width, label.box.width):
                continue
            if not self.is_free(number) or self._label_before_at(number, label):
                return []
            if label.cell is not None and (below.cell == label.cell or not left or not hit.whole):
                return []  # its cell has been looked at; under a label in a bar of its own the value stands free
            parts = [self.part(number)]
            parts += self.further(number, left_of_value=None, wide=False)
            return self._cut_down(Place.BELOW, parts, label, block=block, same_cell=False)
        return []

    def _dated_below(self, hit: LabelHit) -> list[Region]:
        """The date of a section whose heading asks for one: "Departure" over "Place: Kigali" and "Date: 12/03/2026"."""
        segments, height = self.layout.segments, self.layout.page.height
        above = heading = segments[hit.segments[-1]]
        stated = {label.segments[-1]: label for label in self.labels if label.colon and not label.start}
        for number in range(hit.segments[-1] + 1, len(segments)):
            below = segments[number]
            if below.line == above.line or abs(below.box.x0 - heading.box.x0) >= COLUMN_GAP:
                continue
            label = stated.get(number)
            near = (below.box.y0 - above.box.y1) * height <= _NEXT_FACT * heading.height
            if not near or (label is None and _FACT.match(below.text) is None):
                return []
            if label is not None and _MERE_DATE.fullmatch(fold(label.text)) is not None:
                return [self._make(Place.BELOW, [self.part(number, label.end)], 1.0, same_cell=False)]
            above = below
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
        members = self.layout.cells[label.cell].segments if label.cell is not None else ()
        if members[1:] == hit.segments and self.is_free(members[0]) and not self.is_label(members[0]):
            # The caption at the foot of a box that holds one phrase more: room for a signature may lie between.
            return [self._make(Place.ABOVE, [self.part(members[0])], 1.0, same_cell=False)]
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
