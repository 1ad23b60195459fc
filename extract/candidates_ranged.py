"""Lists of numbers ranged in columns: seals three to a line in the box under "SEALS", of which a column is one phrase.

What stands under a label is read down its column. Where phrases beside it hold numbers of the same shape, and nothing
else, the list goes on in them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extract.candidates import Candidate
from extract.candidates_regions import Part, Place, region_of
from extract.doctype import ValueKind
from extract.layout import PageLayout
from extract.values import Context, parse

_PLACES: Final = frozenset({Place.BELOW, Place.CELL, Place.CELL_UNDER, Place.RIGHT, Place.NEXT_CELL})
_MARKS: Final = ",;/+&"


def with_ranges(found: Sequence[Candidate], context: Context) -> list[Candidate]:
    """The candidates, lists that go on beside themselves taken whole."""
    return [_ranged(one, context) if one.spec.kind is ValueKind.IDENTIFIERS else one for one in found]


def _ranged(one: Candidate, context: Context) -> Candidate:
    values = one.parsed.value
    if one.label is None or one.region.place not in _PLACES or not isinstance(values, tuple):
        return one
    layout = one.region.layout
    shapes = {_shape(str(value)) for value in values}
    held = {number for number, segment in enumerate(layout.segments) if set(segment.words) & _indices(one)}
    begun = {layout.segments[number].line for number in held}
    if len(shapes) > 1 or not held:
        return one
    named = set(one.label.segments)
    whole = [
        number
        for line in sorted(begun)
        for number in layout.lines[line].segments
        if number in held or (number not in named and _is_alike(layout, number, held, shapes))
    ]
    if len(whole) == len(held):
        return one
    parts = [Part(number, 0, len(layout.segments[number].text)) for number in whole]
    region = region_of(layout, one.region.page, one.region.place, parts, distance=one.region.distance)
    parsed = parse(one.spec.kind, region.text, context)
    told = parsed.value if parsed is not None else ()
    if parsed is None or not isinstance(told, tuple) or not set(values) < set(told):
        return one
    return replace(one, region=region, parsed=parsed).weighed({})


def _indices(one: Candidate) -> frozenset[int]:
    return frozenset(word for _, word in one.words)


def _is_alike(layout: PageLayout, number: int, held: set[int], shapes: set[str]) -> bool:
    """Whether a phrase in the same box holds nothing but a number of the shape of those of the list."""
    segment = layout.segments[number]
    cells = {layout.segments[at].cell for at in held}
    return segment.cell in cells and _shape(segment.text.strip(f" {_MARKS}")) in shapes


def _shape(number: str) -> str:
    return re.sub(r"\d", "9", number)
