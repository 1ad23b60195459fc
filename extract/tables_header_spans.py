"""Headings over several columns: "Packages" over "marks | number", "Weight, kg" over "Net | Tare | Gross".

Where the table is ruled, its cells tell what stands under such a heading. On open ground one that names the unit stands
over the middle of the weights or amounts that it measures; set narrower than the gap between two columns it stands over
neither of the two, and is no column of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from extract.layout import PageLayout, Segment
from extract.tables_parted import AS_LISTED
from extract.tables_words import NO_FIELD, OTHER, HeaderWords, Reading
from extract.values import units
from ingest.model import Box

_CENTRED: Final = 0.1  # of the width of the headings under it by which the middle of one over them may be off theirs
_EDGE: Final = 0.004  # share of the page by which two edges of one ruling differ
_WEIGHTS: Final = frozenset(("carat_weight", "net_weight", "gross_weight"))
_MEASURED: Final = _WEIGHTS | {"value", "unit_price", "licensed_quantity", "licensed_value"}
_TOLD: Final = 0.85  # quality of a heading from which a list tells it, some of its words at the least


def spanning(
    layout: PageLayout, rows: Sequence[Sequence[Segment]], words: HeaderWords, origin: str
) -> list[tuple[Segment, list[Segment]]]:
    """The phrases of a header's lines that head several of those under them, each with these."""
    found: list[tuple[Segment, list[Segment]]] = []
    for number, row in enumerate(rows[:-1]):
        below = [segment for later in rows[number + 1 :] for segment in later]
        for segment in row:
            under = _ruled_under(layout, segment, row, below) or _measured_under(segment, row, below, words, origin)
            if under:
                found.append((segment, under))
    return found


def heads_ruled(layout: PageLayout, index: int, last: int) -> bool:
    """Whether each phrase of a line stands in a ruled cell over several of those under it, down to the line `last`."""
    rows = [[layout.segments[at] for at in layout.lines[number].segments] for number in range(index, last + 1)]
    below = [segment for row in rows[1:] for segment in row]
    return all(_ruled_under(layout, segment, rows[0], below) for segment in rows[0])


def _ruled_under(
    layout: PageLayout, segment: Segment, row: Sequence[Segment], below: Sequence[Segment]
) -> list[Segment]:
    """The phrases in the cells right under a phrase's own, where it is wider than each; none where all are."""
    if segment.cell is None or sum(one.cell == segment.cell for one in row) > 1:
        return []
    over = layout.cells[segment.cell].box
    under = [one for one in below if one.cell is not None and _lies_under(layout.cells[one.cell].box, over)]
    level = [layout.cells[one.cell].box for one in below if one.cell is not None]
    all_of_them = not any(box.x1 < over.x0 + _EDGE or box.x0 > over.x1 - _EDGE for box in level)
    return under if len({one.cell for one in under}) > 1 and not all_of_them else []


def _lies_under(box: Box, over: Box) -> bool:
    inside = box.x0 > over.x0 - _EDGE and box.x1 < over.x1 + _EDGE
    return inside and abs(box.y0 - over.y1) < _EDGE and box.width < over.width - _EDGE


def _measured_under(
    segment: Segment, row: Sequence[Segment], below: Sequence[Segment], words: HeaderWords, origin: str
) -> list[Segment]:
    """The headings of weights or amounts, none with a unit, over whose middle one stands that names it for all."""
    whole = words.read(segment.text, origin)
    if whole is None or not set(whole.names) & _MEASURED or (whole.unit is None and whole.currency is None):
        return []
    nearest = min((one.line for one in below), default=0)
    level = sorted((one for one in below if one.line == nearest), key=lambda one: one.box.x0)
    fitting: list[tuple[float, list[Segment]]] = []
    for first in range(len(level)):
        for last in range(first + 1, len(level)):
            under = level[first : last + 1]
            beside = (level[first - 1] if first else None, level[last + 1] if last + 1 < len(level) else None)
            off = _off_middle(segment, under, beside)
            apart = all(one is segment or not _share(one.box, part.box) for one in row for part in under)
            if off < _CENTRED and apart and all(_is_measured(words.read(one.text, origin)) for one in under):
                fitting.append((off, under))
    return min(fitting, key=lambda one: one[0], default=(0.0, []))[1]


def _is_measured(reading: Reading | None) -> bool:
    """Whether a heading is one of a weight or amount, or of what is no column of ours, and names no unit."""
    if reading is None or reading.quality < AS_LISTED or reading.unit is not None or reading.currency is not None:
        return False
    return bool(set(reading.names) & _MEASURED) or reading.names == (OTHER,)


def _share(one: Box, other: Box) -> bool:
    return min(one.x1, other.x1) > max(one.x0, other.x0)


def _off_middle(over: Segment, under: Sequence[Segment], beside: tuple[Segment | None, Segment | None]) -> float:
    """How far a phrase is off the middle of those under it, as a share of their width; 1 where it reaches beyond.

    Their columns reach on to the one before where all are set on the right, and to the one behind where on the left.
    """
    left, right = under[0].box, under[-1].box
    if over.box.x0 < left.x0 or over.box.x1 > right.x1:
        return 1.0
    before, behind = beside
    middles = [(left.x0 + right.x1) / 2, sum(one.box.mid_x for one in under) / len(under)]
    middles += [] if before is None else [(before.box.x1 + right.x1) / 2]
    middles += [] if behind is None else [(left.x0 + behind.box.x0) / 2]
    return min(abs(over.box.mid_x - middle) for middle in middles) / (right.x1 - left.x0)


def with_spanned(columns: Sequence[list[Segment]]) -> tuple[list[list[Segment]], list[Segment]]:
    """The columns of a header, each a run of phrases top to bottom, and those that stand over more than one of them.

    A phrase alone that is centred over its two neighbours, both of which begin under it, heads these.
    """
    made: list[list[Segment]] = []
    ordered = sorted(([*column] for column in columns), key=lambda column: _narrowest(column).box.x0)
    for at, column in enumerate(ordered):
        if 0 < at < len(ordered) - 1 and len(column) == 1 and _heads(column[0], ordered[at - 1], ordered[at + 1]):
            ordered[at - 1].insert(0, column[0])
            ordered[at + 1].insert(0, column[0])
        else:
            made.append(column)
    held = [segment for column in made for segment in column]
    return made, [one for number, one in enumerate(held) if any(one is other for other in held[:number])]


def _narrowest(column: Sequence[Segment]) -> Segment:
    return min(column, key=lambda segment: segment.box.width)


def _heads(alone: Segment, left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Whether a phrase stands over the gap between two columns' headings that are level with one another."""
    first, second = left[0], right[0]
    if len(left) > 1 or len(right) > 1 or first.line != second.line or alone.line >= first.line:
        return False
    if first.box.x1 > alone.box.x0 or alone.box.x1 > second.box.x0:
        return False
    span = second.box.x1 - first.box.x0
    middles = ((first.box.x0 + second.box.x1) / 2, (first.box.mid_x + second.box.mid_x) / 2)
    return min(abs(alone.box.mid_x - middle) for middle in middles) < _CENTRED * span


def own_of(column: Sequence[Segment], over: Collection[Segment]) -> Sequence[Segment]:
    """A column's phrases without those that stand over others too; all of them where it has no other."""
    return [segment for segment in column if segment not in over] or column


def told_by(
    column: Sequence[Segment], words: HeaderWords, origin: str, over: Collection[Segment], *, boxed: bool = False
) -> tuple[str, Reading | None]:
    """The text of the heading that phrases one over another make, and what it says; those of `over` head more columns.

    Phrases that a ruled box holds (`boxed`) are read by themselves only where together they say nothing that a list
    tells.

    What is no column of ours by its own words ("marks" under "Packages") is none under others, nor is "Carats" under
    "Contents" a description. "Net" under "Weight, kg" is in the unit that stands over it.
    """
    text = " ".join(segment.text for segment in column)
    reading = words.read(text, origin)
    if len(column) == 1:
        return text, reading
    if any(segment in over for segment in column) and (own := _by_itself(column, words, origin, over, reading)):
        return own
    if reading is None or reading.quality < (_TOLD if boxed else AS_LISTED):
        readings = [found for segment in column if (found := words.read(segment.text, origin)) is not None]
        joint = reading.names[:1] if reading is not None else ()
        best = max(
            readings,
            # "P. bruto / Gross" over "wt. (kg)" is what both together are, not what the second line may be alone
            key=lambda one: (bool(set(one.names) - NO_FIELD), one.names[:1] == joint, one.quality),
            default=None,
        )
        told = best is not None and bool(set(best.names) - NO_FIELD)
        if reading is not None and set(reading.names) - NO_FIELD and not told:
            best = None  # "Sn grade" over "%" is a share, whatever "Sn grade" may be
        if best is not None and (reading is None or best.quality >= AS_LISTED):
            unit = best.unit or next((one.unit for one in readings if one.unit), None)
            if unit is None and set(best.names) <= _WEIGHTS:
                unit = words.measures(text)[0]  # "Weight" over "Declared ct"
                unit = None if unit in units.SHARES else unit
            currency = best.currency or next((one.currency for one in readings if one.currency), None)
            rate = reading.per if reading is not None and reading.names == best.names else None
            reading = replace(best, unit=unit, currency=currency, per=best.per or rate)
    return text, reading


def _by_itself(
    column: Sequence[Segment], words: HeaderWords, origin: str, over: Collection[Segment], whole: Reading | None
) -> tuple[str, Reading] | None:
    """What a heading says under one that spans more columns, where its own words say it; `whole` is read from both.

    It does so where it is a field beyond doubt and the words over it measure nothing, where it is an element, and where
    it is no column of ours and both together are no wording either.
    """
    own = " ".join(segment.text for segment in own_of(column, over))
    spans = " ".join(segment.text for segment in column if segment in over)
    alone, head = words.read(own, origin), words.read(spans, origin)
    if alone is None or alone.quality < AS_LISTED or own in spans:
        return None
    fields = set(alone.names) - NO_FIELD
    if not fields:
        told = words.is_element(own) or whole is None or whole.quality < AS_LISTED
    else:
        told = (len(fields) == 1 or alone.unit is not None) and (head is None or not set(head.names) & _MEASURED)
    if not told:
        return None
    unit, currency, _ = words.measures(spans)
    return own, replace(alone, unit=alone.unit or unit, currency=alone.currency or currency)
