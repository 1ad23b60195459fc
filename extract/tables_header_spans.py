"""A heading over two columns, centred over the gap between them: "Packages" over "marks | number".

Set narrower than that gap it stands over neither of the two, and is no column of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from extract.layout import Segment
from extract.tables_words import NO_FIELD, HeaderWords, Reading

_CENTRED: Final = 0.1  # of the width of both headings by which the middle over them may be off theirs
_LISTED: Final = 0.99  # quality of a heading that is a wording as it stands in the tables


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


def under_span(
    column: Sequence[Segment], over: Collection[Segment], whole: Reading | None, words: HeaderWords, origin: str
) -> Reading | None:
    """What a heading says under one that spans more columns: none of ours where its own words say so.

    "marks" under "Packages" are no count of them, though "Packages" alone heads one. `whole` is the reading of both.
    """
    own = own_of(column, over)
    alone = words.read(" ".join(segment.text for segment in own), origin) if len(own) < len(column) else None
    if alone is None or alone.quality < _LISTED or set(alone.names) - NO_FIELD:
        return whole
    return replace(alone, unit=whole.unit, currency=whole.currency) if whole is not None else alone
