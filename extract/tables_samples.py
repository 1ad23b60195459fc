"""A heading over several columns of results, those of samples and their mean: "Au %" over "A | B | Mean"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from extract.layout import PageLayout
from extract.prose_words import alternation
from extract.tables_header import Header, Heading
from extract.tables_words import OTHER
from extract.values.folding import fold

_SHORT: Final = 16  # letters of a sample's name at the most
_CLOSE: Final = 1.5  # heights of a heading between it and those under it


def with_samples(layout: PageLayout, header: Header) -> Header:
    """The header with a heading of contents parted into those under it, of which one alone is headed as a mean.

    The mean's column is the heading's; what the samples hold is no field.
    """
    at = header.last_line + 1
    if at >= len(layout.lines):
        return header
    line = layout.lines[at]
    under = [layout.segments[number] for number in line.segments]
    means = [one for one in under if _mean().fullmatch(fold(one.text)) is not None]
    short = all(len(one.text) <= _SHORT and not any(map(str.isdigit, one.text)) for one in under)
    if len(under) < 2 or len(means) != 1 or not short or line.box.y0 - header.box.y1 > _CLOSE * line.box.height:
        return header
    middle = (under[0].box.x0 + under[-1].box.x1) / 2
    heading = min(header.headings, key=lambda one: abs(one.box.mid_x - middle))
    others = [one.box for one in header.headings if one is not heading]
    if heading.names[:1] != ("grade",) or any(
        box.x0 < one.box.x1 and one.box.x0 < box.x1 for box in others for one in under
    ):
        return header
    made = [
        replace(heading, box=one.box, words=heading.words | frozenset(one.words))
        if one is means[0]
        else Heading((OTHER,), one.text, one.box, None, None, None, frozenset(one.words))
        for one in under
    ]
    kept = [one for one in header.headings if one is not heading]
    headings = tuple(sorted([*kept, *made], key=lambda one: one.box.x0))
    return replace(header, headings=headings, last_line=at, box=header.box.union(line.box))


@cache
def _mean() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('mean_row')})")
