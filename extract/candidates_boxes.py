"""Where a label's value may stand in boxes: in its own, in the one beside it, or in the one under it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from extract.candidates_ground import Ground
from extract.candidates_lines import nearest
from extract.candidates_regions import BLOCKS, Part, Place, Region, region_of
from extract.doctype import ValueKind
from extract.labels_hit import LabelHit
from extract.layout import Cell, Segment
from extract.values import Context, find
from extract.values.countries import is_country

_TALLER = 1.8  # times a label's box: what stands beside it is for other labels, too
_MOST_LINES = 9  # of a block; a longer one is running text
_GUTTER = 3.0  # text heights between a column and the next whose lines stand between its own
_CLEAR = 1.5  # text heights between the last line of a column and a sentence under all of them
_CELL_EDGE = 6.0  # points between two boxes one over the other
_PART = 0.9  # of a bar's width that a box under one of its headings takes up at the most
_MOSTLY = 0.8  # of a phrase that its country takes up
COLUMN_GAP = 0.02  # of the page's width between a column and the next
OF_SERIES = re.compile(r"\W*(?!(?:LOT|NO|REF|KG|KGS|NET|PO|HS|NCM|BOX|BAG)[ -]?\d)[A-Z]{2,6}[ -]?\d{4,}\W*")
"""A number of an agency's series, and no more."""
_CUT = re.compile(r"[A-Z]{2}[-/]$")  # where a line ends within a number: "UG-" over "N1250041"
_AGENCY = re.compile(r"(?<=\s)[A-Z]{2,6}$")
OF_PARTIES = frozenset({ValueKind.PARTY, ValueKind.ADDRESS})

_JOINS_ON = re.compile(r"\s(?:of|the|of the|de|du|des|d'|la|le|do|da|dos|del|los|las|and|et|e|y|&)\s*$", re.IGNORECASE)
"""How a line ends that goes on in the next."""


def _form(text: str) -> str:
    """The form of a line of numbers: its figures told as one sign, its letters as they are, other signs left out."""
    return re.sub(r"\d+", "9", re.sub(r"[^\w]|_", "", text))


class Boxes(Ground):
    """A page with its labels, asked for the places in the boxes around one label."""

    def _make(self, place: Place, parts: Sequence[Part], distance: float, *, same_cell: bool) -> Region:
        return region_of(self.layout, self.page, place, parts, distance=distance, same_cell=same_cell, skip=self.skip)

    def _in_cell(self, hit: LabelHit, kind: ValueKind) -> list[Region]:
        last = hit.segments[-1]
        label = self.layout.segments[last]
        if label.cell is None:
            return []
        parts: list[Part] = []
        columns = self.columns_beside(hit)
        beyond = math.inf  # where a column of other labels begins
        stated = -1
        for number in self.layout.cells[label.cell].segments:
            other = self.layout.segments[number]
            if number <= last or other.line == label.line or number in hit.segments:
                continue
            if other.box.x1 < label.box.x0 - COLUMN_GAP:
                continue  # of a column left of the label
            if columns and nearest(columns, other) != label.box.x0:
                continue
            if not parts and kind in OF_PARTIES and self._answers_beyond(number, label):
                beyond = min(beyond, other.box.x0)
            if other.box.x0 >= beyond:
                continue
            if not self.is_free(number):
                if kind is ValueKind.TEXT and self.states(number):
                    stated = number
                    continue  # "HS 7102.31" among the lines of a description
                if parts and self.layout.segments[parts[-1].segment].line == other.line:
                    continue
                column = (label, *(self.layout.segments[part.segment] for part in parts))
                if kind in OF_PARTIES and self._beyond(other, column):
                    beyond = min(beyond, other.box.x0)  # of a column right of the label's, with its values
                    continue
                break
            if kind is ValueKind.TEXT and stated == number - 1 and _JOINS_ON.search(self.layout.segments[stated].text):
                continue  # "ORIGIN: DEMOCRATIC REPUBLIC OF THE" over "CONGO"
            if (
                kind in OF_PARTIES
                and parts
                and self._under_all(other, self.layout.segments[parts[-1].segment], columns)
            ):
                break
            parts.append(self.part(number))
        if kind is ValueKind.IDENTIFIERS and parts and self.layout.cells[label.cell].segments[0] not in hit.segments:
            parts = self._of_one_series(hit, parts)
        return self._cut_down(Place.CELL, parts, label, block=kind in BLOCKS, same_cell=True)

    def _under_all(self, other: Segment, over: Segment, columns: Sequence[float]) -> bool:
        """Whether a phrase stands clear of the one over it and runs on under the next column of labels: a sentence."""
        apart = (other.box.y0 - over.box.y1) * self.layout.page.height > _CLEAR * other.height
        return apart and any(other.box.x0 + COLUMN_GAP < left < other.box.x1 - COLUMN_GAP for left in columns)

    def _of_one_series(self, hit: LabelHit, parts: Sequence[Part]) -> list[Part]:
        """The lines of a list whose label stands among other lines of a box, down to the first of another form.

        Of "SEAL" before an agency and its number under them the agency begins the number. What stands beside the list
        in another column of the box does not end it.
        """
        form = _form(self._text(parts[0]))
        series = OF_SERIES.fullmatch(self._text(parts[0])) is not None

        def goes_on(part: Part) -> bool:
            return _form(self._text(part)) == form or (series and OF_SERIES.fullmatch(self._text(part)) is not None)

        segments = self.layout.segments
        column = (segments[hit.segments[-1]], segments[parts[0].segment])
        beneath = (part for part in parts if goes_on(part) or not self._beyond(segments[part.segment], column))
        own: list[Part] = []
        for part in beneath:
            if not goes_on(part) and not (own and _CUT.search(self._text(own[-1]))):
                break
            own.append(part)
        agency = _AGENCY.search(hit.text) if form == "9" and not hit.colon else None
        return [Part(hit.segments[-1], hit.end - len(agency[0]), hit.end), *own] if agency is not None else own

    def _text(self, part: Part) -> str:
        return self.layout.segments[part.segment].text[part.start : part.end]

    def _beyond(self, other: Segment, column: Sequence[Segment]) -> bool:
        """Whether a phrase stands right of a whole column, a gutter between."""
        right = max(one.box.x1 for one in column)
        return (other.box.x0 - right) * self.layout.page.width > _GUTTER * other.height

    def _answers_beyond(self, number: int, label: Segment) -> bool:
        """Whether a phrase stands right of a label, a gutter between, and in its box right under another label."""
        other = self.layout.segments[number]
        return self._beyond(other, (label,)) and any(
            self.is_label(one)
            and abs(self.layout.segments[one].box.x0 - other.box.x0) < COLUMN_GAP
            and 0.0 < (other.box.y1 - self.layout.segments[one].box.y1) * self.layout.page.height < 2.5 * other.height
            for one in self.layout.cells[label.cell or 0].segments
        )

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

    def _alone_in(self, hit: LabelHit, *, heading: bool = False) -> Cell | None:
        """The box of a label that stands alone and in which nothing may be its value; None for any other label.

        Of a `heading` other phrases of its line are no value that head boxes of their own under a bar.
        """
        number = self.layout.segments[hit.segments[0]].cell
        if number is None or not hit.whole:
            return None
        own = self.layout.cells[number]
        free = [one for one in own.segments if one not in hit.segments and self.is_free(one)]
        if heading and free:
            line = self.layout.segments[hit.segments[0]].line
            free = [one for one in free if self.layout.segments[one].line != line or not self._heads_box(own, one)]
        return None if free else own

    def _heads_box(self, bar: Cell, number: int) -> bool:
        """Whether a phrase of a bar stands flush over the words of a box right under it, one of several."""
        segments, heading = self.layout.segments, self.layout.segments[number]
        return any(
            cell.segments
            and abs(cell.box.y0 - bar.box.y1) * self.layout.page.height < _CELL_EDGE
            and cell.box.x1 - cell.box.x0 < _PART * (bar.box.x1 - bar.box.x0)
            and abs(segments[cell.segments[0]].box.x0 - heading.box.x0) < COLUMN_GAP
            for cell in self.layout.cells
        )

    def _next_cell(self, hit: LabelHit, *, block: bool) -> list[Region]:
        cells = self.layout.cells
        label = self.layout.segments[hit.segments[0]]
        own = self._alone_in(hit)
        if own is None:
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
            if cell.box.height > _TALLER * own.box.height:  # the values of several rows, not ruled off
                parts = [
                    part for part in parts if own.box.y0 < self.layout.segments[part.segment].box.mid_y < own.box.y1
                ]
            if any(number not in hit.segments for number in own.segments):
                parts = self._of_its_row(hit, own, parts)
            return self._cut_down(Place.NEXT_CELL, parts, label, block=block, same_cell=False)
        return []

    def _of_its_row(self, hit: LabelHit, own: Cell, parts: Sequence[Part]) -> list[Part]:
        """The values beside one of several labels in one box: those from its height down to the next label's."""
        segments = self.layout.segments
        last = segments[hit.segments[-1]].box
        below = (segments[number].box.y0 for number in own.segments if segments[number].box.y0 > last.mid_y)
        edge = min(below, default=own.box.y1)
        top = segments[hit.segments[0]].box.y0
        return [part for part in parts if top < segments[part.segment].box.mid_y < edge]

    def _under_cell(self, hit: LabelHit, *, block: bool) -> list[Region]:
        cells = self.layout.cells
        label = self.layout.segments[hit.segments[0]]
        own = self._alone_in(hit, heading=True)
        if own is None:
            return []
        shared = any(one not in hit.segments and self.layout.segments[one].line == label.line for one in own.segments)
        for cell in cells:
            overlap = min(cell.box.x1, own.box.x1) - max(cell.box.x0, own.box.x0)
            under = abs(cell.box.y0 - own.box.y1) * self.layout.page.height < 6.0
            if not under or overlap < 0.6 * min(cell.box.width, own.box.width):
                continue
            if not cell.segments or self.is_label(cell.segments[0]):
                continue
            if shared and cell.box.width < own.box.width and not cell.box.x0 < label.box.mid_x < cell.box.x1:
                continue  # of a column whose heading stands in the same box
            free = [number for number in cell.segments if self.is_free(number)]
            of_goods = any(spec.kind is ValueKind.TEXT for spec in hit.specs)
            parts = [self.part(number) for number in (self._up_to_a_label(cell, free) if of_goods else free)]
            edges = self.columns_beside(hit, across=cell.box.width > 1.2 * own.box.width)
            if edges:
                parts = [part for part in parts if nearest(edges, self.layout.segments[part.segment]) == label.box.x0]
            elif block and len(parts) > 1:
                parts += [self.part(number) for number in self._country_under(cell)]
            return self._cut_down(Place.CELL_UNDER, parts, label, block=block, same_cell=False)
        return []

    def _up_to_a_label(self, cell: Cell, free: Sequence[int]) -> Sequence[int]:
        """The phrases of a box before the first that labels cut out, where they name goods: behind "GRADE" or "LOT 7"
        another fact begins."""
        cut = next((one for one in cell.segments if free and one > free[0] and one not in free), None)
        before = [] if cut is None else [one for one in free if one < cut]
        named = any(find(ValueKind.MINERAL, self.layout.segments[one].text, Context()) for one in before)
        return before if named else free

    def _country_under(self, over: Cell) -> tuple[int, ...]:
        """The one phrase of the box right under another, where it is a country: forms rule it off under the address."""
        for cell in self.layout.cells:
            under = abs(cell.box.y0 - over.box.y1) * self.layout.page.height < _CELL_EDGE
            flush = abs(cell.box.x0 - over.box.x0) < COLUMN_GAP and abs(cell.box.x1 - over.box.x1) < COLUMN_GAP
            if under and flush and len(cell.segments) == 1 and self.is_free(cell.segments[0]):
                return cell.segments if is_country(self.layout.segments[cell.segments[0]].text, _MOSTLY) else ()
        return ()

    def _is_unnamed(self, cell: int) -> bool:
        """Whether a box holds no label of its own, so that a label on open ground over it may name what is in it."""
        return not any(self.is_label(number) for number in self.layout.cells[cell].segments)
