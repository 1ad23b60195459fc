"""Headers whose headings stand once more under them in another language: the two are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.model import Box

if TYPE_CHECKING:
    from extract.tables_header import Header, Heading


def in_two_languages(found: Sequence[Header]) -> list[Header]:
    """The headers, one that repeats the headings over it in another language taken as one with them."""
    made: list[Header] = []
    for header in found:
        over = made[-1] if made else None
        under = _under(over, header) if over is not None and header.first_line == over.last_line + 1 else None
        if over is not None and under is not None:
            told = tuple(
                upper
                if lower is None
                else _both(upper, lower)
                if upper.names
                else replace(_both(lower, upper), words=upper.words | lower.words)
                for upper, lower in zip(over.headings, under, strict=True)
            )
            box = over.box.union(header.box)
            made[-1] = replace(over, headings=told, last_line=header.last_line, box=box)
        else:
            made.append(header)
    return made


def _both(one: Heading, other: Heading) -> Heading:
    """A heading with the unit and the currency that only its other language names."""
    return replace(one, unit=one.unit or other.unit, currency=one.currency or other.currency, per=one.per or other.per)


def _under(over: Header, header: Header) -> list[Heading | None] | None:
    """The headings of a header by those over them, whose other language they are; None where they are no such.

    Some may have none: "USD/kg" is the same in any language. Then each of the others must name its column too.
    """
    found = [
        next((lower for lower in header.headings if stands_over(upper.box, lower.box)), None) for upper in over.headings
    ]
    if any(all(lower is not one for one in found) for lower in header.headings):
        return None
    if len(over.headings) == len(header.headings):
        return found if None not in found else None
    named = [
        bool(set(upper.names) & set(lower.names))
        for upper, lower in zip(over.headings, found, strict=True)
        if lower is not None
    ]
    return found if len(named) > 1 and all(named) else None


def stands_over(one: Box, other: Box) -> bool:
    """Whether two boxes, one over the other, share much of the narrower one's width."""
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > 0.3 * min(one.width, other.width)
