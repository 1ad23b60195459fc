"""Forms that name a box in its right corner: the value begins at the box's left edge, its label stands right of it.

Read as a label with its value beside or under it, such a box gets what the next one holds. So where several boxes of
a page are named in that way, and what stands in them is what their labels ask for, every label in a right corner is
read with its own box.
"""

from __future__ import annotations

from extract.candidates_captions import fits
from extract.candidates_ground import Ground
from extract.candidates_regions import Part, Place, Region, region_of
from extract.doctype import STRICT, ValueKind
from extract.labels_hit import LabelHit
from extract.values import Context, is_company

_CORNER = 3.0  # text heights between such a label and the right edge of its box
_EDGE = 3.0  # text heights between the value and the left edge
_APART = 2.0  # text heights at least between the value and the label on its line
_FEWEST = 2  # boxes of a page that must hold what labels in their right corners ask for


def in_corners(ground: Ground, context: Context) -> frozenset[int]:
    """The labels, each by its first phrase, that stand in the right corner of the box that holds their value."""
    found = {hit.segments[0]: hit for hit in ground.labels if _in_its_box(ground, hit)}
    told = sum(1 for hit in found.values() if _asks_for(ground, hit, context))
    return frozenset(found) if told >= _FEWEST else frozenset()


def beside_corner(ground: Ground, hit: LabelHit) -> list[Region]:
    """What stands in the box of a label in its right corner: all of it, and its first line alone."""
    numbers = [number for number in _others(ground, hit) if ground.is_free(number)]
    line = ground.layout.segments[numbers[0]].line
    first = [number for number in numbers if ground.layout.segments[number].line == line]
    return [
        region_of(
            ground.layout,
            ground.page,
            Place.CAPTION,
            [Part(number, 0, len(ground.layout.segments[number].text)) for number in group],
            same_cell=False,
            skip=ground.skip,
        )
        for group in ([numbers] if first == numbers else [numbers, first])
    ]


def _others(ground: Ground, hit: LabelHit) -> list[int]:
    """What else stands in a label's box."""
    cell = ground.layout.segments[hit.segments[0]].cell
    if cell is None:
        return []
    return [number for number in ground.layout.cells[cell].segments if number not in hit.segments]


def _in_its_box(ground: Ground, hit: LabelHit) -> bool:
    """Whether a label stands right of all on its lines, at its box's right edge, and the value at the left edge."""
    segments = ground.layout.segments
    label = segments[hit.segments[0]]
    if not hit.whole or hit.colon or hit.embedded or not hit.specs or label.cell is None:
        return False
    others = _others(ground, hit)
    if not others or not ground.is_free(others[0]):
        return False
    box, reach = ground.layout.cells[label.cell].box, label.height / ground.layout.page.width
    lines = {segments[number].line for number in hit.segments}
    beside = [number for number in others if segments[number].line in lines]
    right = max(segments[number].box.x1 for number in hit.segments)
    left = min(segments[number].box.x0 for number in hit.segments)
    return (
        beside != []
        and box.x1 - right <= _CORNER * reach
        and segments[others[0]].box.x0 - box.x0 <= _EDGE * reach
        and all(segments[number].box.x1 <= left - _APART * reach for number in beside)
    )


def _asks_for(ground: Ground, hit: LabelHit, context: Context) -> bool:
    """Whether the first line of a label's box is of the kind that the label asks for, beyond doubt."""
    text = ground.layout.segments[_others(ground, hit)[0]].text
    return any(
        (spec.kind in STRICT and fits(spec.kind, text, context))
        or (spec.kind is ValueKind.PARTY and is_company(text, context))
        for spec in hit.specs
    )
