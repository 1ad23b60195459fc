"""Amounts torn over the end of a narrow column's line: "USD 240" and "247,31" beneath it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.candidates import Candidate
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, region_of
from extract.doctype import ValueKind
from extract.layout import PageLayout
from extract.values import Context, parse
from extract.values.torn import is_torn, may_begin

_BENEATH = 1.2  # text heights from a line to the one that it goes on in


def with_torn_amounts(around: Neighbourhood, found: Sequence[Candidate], context: Context) -> list[Candidate]:
    """The candidates, an amount that goes on in the line beneath told as a whole."""
    return [_whole(around, one, context) if one.spec.kind is ValueKind.MONEY else one for one in found]


def _whole(around: Neighbourhood, candidate: Candidate, context: Context) -> Candidate:
    layout = candidate.region.layout
    if layout is not around.layout or not may_begin(candidate.region.text):
        return candidate
    words = set(candidate.region.words_at(candidate.parsed.start, candidate.parsed.end))
    upper = next((n for n, segment in enumerate(layout.segments) if words & set(segment.words)), None)
    lower = _beneath(layout, upper) if upper is not None else None
    if upper is None or lower is None or not is_torn(candidate.region.text, layout.segments[lower].text):
        return candidate
    parts = [Part(number, 0, len(layout.segments[number].text)) for number in (upper, lower)]
    region = region_of(layout, around.page, candidate.region.place, parts, skip=around.skip)
    parsed = parse(candidate.spec.kind, region.text.replace("\n", " "), context)
    if parsed is None or parsed.end < len(region.text.rstrip()):
        return candidate
    return replace(candidate, region=region, parsed=replace(parsed, raw=region.text[parsed.start : parsed.end]))


def _beneath(layout: PageLayout, number: int) -> int | None:
    """The phrase straight under another, in its column."""
    upper = layout.segments[number]
    for other in range(number + 1, len(layout.segments)):
        lower = layout.segments[other]
        drop = (lower.box.y0 - upper.box.y1) * layout.page.height
        if drop > _BENEATH * layout.text_height:
            return None
        shared = min(lower.box.x1, upper.box.x1) - max(lower.box.x0, upper.box.x0)
        if lower.line != upper.line and shared > 0:
            return other
    return None
