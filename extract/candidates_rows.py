"""Two columns without rulings, labels left and values right, each pair centred on its row.

Where a label wraps and its value does not, or the other way round, the two share no line: the value stands between the
label's lines, and a reader of lines takes it for the neighbour's. So the rows are drawn first: every line of the right
column belongs to the row whose middle is nearest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.candidates_ground import Ground
from extract.candidates_regions import Place, Region, region_of
from extract.labels_hit import LabelHit

_LABELS = 4  # that stand one under the other, from which they are a column
_VALUES = 3  # that share a left edge, from which they are a column
_EDGE = 0.8  # text heights that the left edges of one column may differ
_CENTRED = 0.5  # text heights that the middle of a value may be off the middle of its row
_MOST_LINES = 6  # of one value


@dataclass(frozen=True)
class _Row:
    """One row: the phrases of its label, and its hit where the label is known."""

    segments: tuple[int, ...]
    hit: LabelHit | None
    top: float
    bottom: float


def rows(ground: Ground) -> dict[int, tuple[int, ...]]:
    """The value phrases of each label that shares its row with a value and not its line, top to bottom.

    Keyed by the first phrase of the label.
    """
    found: dict[int, tuple[int, ...]] = {}
    for column in _columns(ground):
        edge = _value_edge(ground, column)
        if edge is None:
            continue  # nothing stands in a column of its own beside them
        beside = [row for row in column if all(ground.layout.segments[one].box.x1 < edge for one in row.segments)]
        centred: dict[int, tuple[int, ...]] = {}
        level = 0
        for row, numbers in zip(beside, _assigned(ground, beside, edge), strict=True):
            if row.hit is None or not numbers:
                continue
            if _level(ground, row, numbers):
                level += 1
            elif _off_line(ground, row, numbers) and _centred(ground, row, numbers):
                centred[row.segments[0]] = tuple(numbers)
        if len(centred) > level:  # else rows begin on one line here, and the lines tell what belongs together
            found.update(centred)
    return found


def in_row(ground: Ground, hit: LabelHit, numbers: Sequence[int]) -> list[Region]:
    """The value beside a label, as one block and its first line alone."""
    segments = ground.layout.segments
    label = max((segments[number] for number in hit.segments), key=lambda segment: segment.box.x1)
    return block_and_first_line(ground, numbers, Place.RIGHT, ground.gap(label, segments[numbers[0]]))


def block_and_first_line(ground: Ground, numbers: Sequence[int], place: Place, distance: float = 0.0) -> list[Region]:
    """Phrases of a value, top to bottom, as one block, and those of its first line alone where it has more."""
    layout = ground.layout
    first = [number for number in numbers if layout.segments[number].line == layout.segments[numbers[0]].line]
    groups = [list(numbers)] if len(first) == len(numbers) else [list(numbers), first]
    return [
        region_of(
            layout,
            ground.page,
            place,
            [ground.part(number) for number in group],
            distance=distance,
            same_cell=False,
            skip=ground.skip,
        )
        for group in groups
    ]


def _columns(ground: Ground) -> list[tuple[_Row, ...]]:
    """The columns of labels on open ground, each as its rows from top to bottom; unknown labels among them."""
    layout = ground.layout
    width = layout.page.width
    hits = [
        hit for hit in ground.labels if hit.whole and not hit.embedded and layout.segments[hit.segments[0]].cell is None
    ]
    columns: list[tuple[_Row, ...]] = []
    left = sorted(hits, key=lambda hit: layout.segments[hit.segments[0]].box.x0)
    while left:
        first = layout.segments[left[0].segments[0]]
        reach = first.box.x0 + _EDGE * first.height / width
        group = [hit for hit in left if layout.segments[hit.segments[0]].box.x0 <= reach]
        left = [hit for hit in left if layout.segments[hit.segments[0]].box.x0 > reach]
        if len(group) >= _LABELS:
            columns.append(_rows_of(ground, group, first.box.x0 - 0.002, reach))
    return columns


def _rows_of(ground: Ground, hits: Sequence[LabelHit], least: float, most: float) -> tuple[_Row, ...]:
    segments = ground.layout.segments
    taken = {number for hit in hits for number in hit.segments}
    made = [_row(ground, hit.segments, hit) for hit in hits]
    made += [
        _row(ground, (number,), None)
        for number, segment in enumerate(segments)
        if number not in taken and least <= segment.box.x0 <= most and segment.cell is None
    ]
    return tuple(sorted(made, key=lambda row: row.top))


def _row(ground: Ground, numbers: Sequence[int], hit: LabelHit | None) -> _Row:
    boxes = [ground.layout.segments[number].box for number in numbers]
    return _Row(tuple(numbers), hit, min(box.y0 for box in boxes), max(box.y1 for box in boxes))


def _value_edge(ground: Ground, column: Sequence[_Row]) -> float | None:
    """The left edge that the values right of a column of labels share, or None."""
    segments, width = ground.layout.segments, ground.layout.page.width
    known = [segments[number].box for row in column if row.hit is not None for number in row.segments]
    ends = sorted(box.x1 for box in known)
    usual = ends[len(ends) // 2]  # a title may stand over both columns
    top, bottom = known[0].y0 - 0.01, known[-1].y1 + 0.01
    edges = [
        segment.box.x0
        for number, segment in enumerate(segments)
        if segment.box.x0 > usual and segment.cell is None and top < segment.box.mid_y < bottom
        if ground.is_free(number)
    ]
    reach = _EDGE * known[0].height * ground.layout.page.height / width
    best = max(edges, key=lambda edge: sum(abs(other - edge) <= reach for other in edges), default=None)
    if best is None or sum(abs(other - best) <= reach for other in edges) < _VALUES:
        return None
    return best


def _assigned(ground: Ground, column: Sequence[_Row], edge: float) -> list[list[int]]:
    """For each row the free phrases at the values' edge that are nearer to it than to any other."""
    segments, width = ground.layout.segments, ground.layout.page.width
    values: list[list[int]] = [[] for _ in column]
    for number, segment in enumerate(segments):
        if abs(segment.box.x0 - edge) * width > _EDGE * segment.height or segment.cell is not None:
            continue
        if not ground.is_free(number):
            continue
        middle = segment.box.mid_y
        nearest = min(
            range(len(column)),
            key=lambda index: (
                max(column[index].top - middle, middle - column[index].bottom, 0.0),
                abs(middle - (column[index].top + column[index].bottom) / 2),
            ),
        )
        row = column[nearest]
        if max(row.top - middle, middle - row.bottom, 0.0) <= 0.5 * _MOST_LINES * segment.box.height:
            values[nearest].append(number)
    return values


def _level(ground: Ground, row: _Row, numbers: Sequence[int]) -> bool:
    """Whether a row of several lines has label and value beginning on one line."""
    segments = ground.layout.segments
    line = segments[row.segments[0]].line
    return (len(row.segments) > 1 or len(numbers) > 1) and any(segments[number].line == line for number in numbers[:2])


def _off_line(ground: Ground, row: _Row, numbers: Sequence[int]) -> bool:
    """Whether a value's first line is none of its label's lines: else the line itself tells what belongs together."""
    segments = ground.layout.segments
    return segments[numbers[0]].line not in {segments[number].line for number in row.segments}


def _centred(ground: Ground, row: _Row, numbers: Sequence[int]) -> bool:
    """Whether a value stands on the middle of its row, in lines that follow one another."""
    boxes = [ground.layout.segments[number].box for number in numbers]
    if len(numbers) > _MOST_LINES:
        return False
    height = max(box.height for box in boxes)
    if any(lower.y0 - upper.y1 > height for upper, lower in pairwise(boxes)):
        return False
    middle = (min(box.y0 for box in boxes) + max(box.y1 for box in boxes)) / 2
    return abs(middle - (row.top + row.bottom) / 2) <= _CENTRED * height
