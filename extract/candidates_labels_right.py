"""Forms whose labels stand in a column right of what they ask for: "2026-08-16 | Date of issue".

Nothing stands beside or under such a label, and what stands left of it is taken for a value without one. So the
columns are found first: labels at one edge, each the last of its line, free phrases before each and none beneath.
Where what stands before them is what they ask for, every label of the column is read with its own line, and with the
lines under it down to the next one.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.candidates_captions import fits
from extract.candidates_ground import Ground
from extract.candidates_lines import LINE_GAP
from extract.candidates_regions import Place, Region
from extract.candidates_rows import block_and_first_line
from extract.doctype import STRICT, ValueKind
from extract.labels_hit import LabelHit
from extract.values import Context, is_company

_LABELS = 3  # at one edge, from which they are a column
_EDGE = 0.8  # text heights that the edges of one column may differ
_APART = 1.5  # text heights at least between a value and the label behind it
_FEWEST = 2  # labels of a column whose lines must begin with what they ask for
_MOST_LINES = 8  # of one value


def right_hand_labels(ground: Ground, context: Context) -> dict[int, tuple[int, ...]]:
    """The phrases that each label of a right-hand column asks for, top to bottom, by the label's first phrase."""
    found: dict[int, tuple[int, ...]] = {}
    for column in _columns(ground):
        told = sum(_asks_for(ground, hit, context) for hit in column)
        if told < _FEWEST or told < sum(_answered_else(ground, hit) for hit in column):
            continue
        found.update((hit.segments[0], _values(ground, hit)) for hit in column)
    return found


def left_of_label(ground: Ground, numbers: Sequence[int]) -> list[Region]:
    """What stands left of a label in the right-hand column: all of it, and its first line alone."""
    return block_and_first_line(ground, numbers, Place.CAPTION)


def _columns(ground: Ground) -> list[list[LabelHit]]:
    """Labels that stand at one left or right edge, each the last of its line, with free phrases and no label before."""
    segments, width = ground.layout.segments, ground.layout.page.width
    left = [hit for hit in ground.labels if hit.whole and hit.specs and not hit.colon and _before(ground, hit)]
    columns: list[list[LabelHit]] = []
    while len(left) >= _LABELS:
        first = segments[left[0].segments[0]]
        reach = _EDGE * first.height / width
        flush = [hit for hit in left if abs(segments[hit.segments[0]].box.x0 - first.box.x0) <= reach]
        ranged = [hit for hit in left if abs(segments[hit.segments[0]].box.x1 - first.box.x1) <= reach]
        column = max(flush, ranged, key=len)
        if len(column) >= _LABELS:
            columns.append(column)
        left = [hit for hit in left if hit not in column]
    return columns


def _before(ground: Ground, hit: LabelHit) -> list[int]:
    """The phrases left of a label on its line; none where one of them is a label or something stands behind it."""
    segments = ground.layout.segments
    label = segments[hit.segments[0]]
    line = ground.layout.lines[label.line].segments
    before = [number for number in line if segments[number].box.x1 <= label.box.x0 and number not in hit.segments]
    if hit.embedded or line[-1] not in hit.segments or not before or not all(map(ground.is_free, before)):
        return []
    return before if ground.gap(segments[before[-1]], label) >= _APART else []


def _asks_for(ground: Ground, hit: LabelHit, context: Context) -> bool:
    """Whether what stands before a label is of the kind that it asks for, beyond doubt."""
    text = " ".join(ground.layout.segments[number].text for number in _before(ground, hit))
    return any(
        (spec.kind in STRICT and fits(spec.kind, text, context))
        or (spec.kind is ValueKind.PARTY and is_company(text, context))
        for spec in hit.specs
    )


def _answered_else(ground: Ground, hit: LabelHit) -> bool:
    """Whether something stands right under a label that may be its value."""
    segments, height = ground.layout.segments, ground.layout.page.height
    label = segments[hit.segments[-1]]
    for number in range(hit.segments[-1] + 1, len(segments)):
        below = segments[number]
        if (below.box.y0 - label.box.y1) * height > LINE_GAP * label.height:
            return False
        if below.line != label.line and below.box.x0 < label.box.x1 and below.box.x1 > label.box.x0:
            return ground.is_free(number)
    return False


def _values(ground: Ground, hit: LabelHit) -> tuple[int, ...]:
    """What stands left of a label on its line, and on the lines beneath that begin at the same edge, close by."""
    segments = ground.layout.segments
    width, height = ground.layout.page.width, ground.layout.page.height
    label = segments[hit.segments[0]]
    numbers = _before(ground, hit)
    first = above = segments[numbers[0]]
    own = {segments[number].line for number in hit.segments}
    for line in ground.layout.lines[label.line + 1 :]:
        here = [number for number in line.segments if number not in hit.segments]
        if not here:
            continue
        below = segments[here[0]]
        behind = [number for number in here if segments[number].box.x1 > label.box.x0]
        apart = (below.box.y0 - above.box.y1) * height > LINE_GAP * first.height
        set_off = abs(below.box.x0 - first.box.x0) * width > 1.3 * first.height
        taken = behind and segments[here[0]].line not in own
        if taken or apart or set_off or not all(map(ground.is_free, here)) or len(own) > _MOST_LINES:
            break
        numbers = [*numbers, *here]
        own.add(below.line)
        above = below
    return tuple(numbers)
