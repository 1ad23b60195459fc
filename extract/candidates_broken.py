"""Values broken over short lines in a narrow column: the name of a country, and what stands about a label's middle.

"République | démocratique du | Congo" under its label is one country. In a table whose rows are set about their
middles, three lines stand beside a label of one: the first over its line, the last under it.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.candidates_ground import Ground
from extract.candidates_regions import Part, Place, Region, region_of
from extract.labels_hit import LabelHit
from extract.layout import Segment
from extract.values import Context
from extract.values.countries import find_countries

_MOST_LINES = 5  # of such a value
_FLUSH = 0.01  # of the page's width that its lines may be apart at their left edge
_CLOSE = 0.6  # text heights between two lines of one value
_MIDDLE = 0.45  # text heights that the value's middle may be off the label's
_OFF = 0.75  # text heights that the nearest line of the value may be off the label's middle
_WHOLE = 0.9  # of the lines' characters that the country's name makes up


def with_country(ground: Ground, regions: Sequence[Region]) -> list[Region]:
    """The places of a country's name, before them the first one with its further lines where all make up one name."""
    starts = {segment.words[0]: number for number, segment in enumerate(ground.layout.segments)}
    for region in regions:
        if not region.spots or (first := starts.get(region.spots[0][2])) is None or "\t" in region.text:
            continue
        if _is_country(ground.layout.segments[first].text):
            break
        parts = [Part(first, 0, len(ground.layout.segments[first].text))]
        for follower in ground.going_on(first)[: _MOST_LINES - 1]:
            parts.append(Part(follower, 0, len(ground.layout.segments[follower].text)))
            if _is_country(" ".join(ground.layout.segments[part.segment].text for part in parts)):
                whole = region_of(
                    ground.layout,
                    ground.page,
                    region.place,
                    parts,
                    distance=region.distance,
                    same_cell=region.same_cell,
                    skip=ground.skip,
                )
                return [whole, *regions]
    return list(regions)


def _is_country(text: str) -> bool:
    named = find_countries(text, Context())
    return len(named) == 1 and named[0].end - named[0].start >= _WHOLE * len(text.strip())


def about_middle(ground: Ground, hit: LabelHit) -> list[Region]:
    """What stands right of a label of one line, begins over that line and ends as far under it; else nothing."""
    if len(hit.segments) != 1 or not hit.whole:
        return []
    segments = ground.layout.segments
    label = segments[hit.segments[0]]
    column = _column(ground, hit, label)
    if len(column) < 2:
        return []
    top, bottom = segments[column[0]], segments[column[-1]]
    height = ground.layout.page.height
    middle = (top.box.y0 + bottom.box.y1) / 2
    reaches = top.box.mid_y < label.box.y0 and bottom.box.mid_y > label.box.y1
    if not reaches or abs(middle - label.box.mid_y) * height > _MIDDLE * label.height:
        return []
    parts = [ground.part(number) for number in column]
    distance = ground.gap(label, min((segments[number] for number in column), key=lambda one: one.box.x0))
    same = label.cell is not None
    return [
        region_of(ground.layout, ground.page, Place.RIGHT, parts, distance=distance, same_cell=same, skip=ground.skip)
    ]


def _column(ground: Ground, hit: LabelHit, label: Segment) -> list[int]:
    """The phrases of the column right of a label, top to bottom, that read on about the label's line."""
    segments, height = ground.layout.segments, ground.layout.page.height
    near = [
        number
        for line in ground.layout.lines[max(0, label.line - 1) : label.line + 2]
        for number in line.segments
        if (one := segments[number]).box.x0 > label.box.x1
        and abs(one.box.mid_y - label.box.mid_y) * height < _OFF * max(one.height, label.height)
    ]
    if not near:
        return []
    first = min(near, key=lambda number: segments[number].box.x0)
    if not _may_be(ground, hit, first):
        return []
    flush = [
        number
        for number, segment in enumerate(segments)
        if abs(segment.box.x0 - segments[first].box.x0) < _FLUSH and segment.cell == label.cell
    ]
    place = flush.index(first) if first in flush else -1
    if place < 0:
        return []
    low = high = place
    while low > 0 and _close(ground, flush[low - 1], flush[low]):
        low -= 1
    while high + 1 < len(flush) and _close(ground, flush[high], flush[high + 1]):
        high += 1
    found = flush[low : high + 1]
    # A line that another label asks for, set as close as the others, says that these are the rows of several.
    own = len(found) <= _MOST_LINES and all(_may_be(ground, hit, number) for number in found)
    return found if own else []


def _close(ground: Ground, upper: int, lower: int) -> bool:
    one, other = ground.layout.segments[upper], ground.layout.segments[lower]
    gap = (other.box.y0 - one.box.y1) * ground.layout.page.height
    return gap < _CLOSE * one.height


def _may_be(ground: Ground, hit: LabelHit, number: int) -> bool:
    """Whether a phrase is free, and no other label asks for it from its own line."""
    if not ground.is_free(number):
        return False
    line = ground.layout.lines[ground.layout.segments[number].line].segments
    before = [other for other in line if other < number]
    return not before or before[-1] in hit.segments or not ground.is_label(before[-1])
