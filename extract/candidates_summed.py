"""Numbers that stand in a column under a label, and the last of them where it is the sum of the others.

Forms give each code its own row under one heading and the whole in a last row; the whole is what the paper states.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extract.candidates_ground import Ground
from extract.candidates_regions import Part, Place, Region, region_of
from extract.doctype import ValueKind
from extract.model import Money
from extract.values import parse
from extract.values.folding import fold
from extract.values.model import Context, Parsed

_SUMMED = frozenset({ValueKind.CARATS, ValueKind.WEIGHT, ValueKind.MONEY, ValueKind.COUNT})
_UNDER = frozenset({Place.CELL, Place.CELL_UNDER, Place.BELOW})
_FEWEST = 3  # numbers of which the last may be the sum of the others
_NEXT = 2.5  # text heights from a number to the next one in its column
_OVERLAP = 0.3  # share of the narrower of two numbers over each other, and of a height that lines may lie into another
_TOTAL = re.compile(r"(?:total(?:es)?|totaux|totais|sum|suma|soma|somme)\W+(?=\d|[a-z]{3}\s?\d)")
_WHOLE = 0.6  # share of a phrase that its number must be


def numbers_under(
    region: Region, kind: ValueKind, context: Context, ground: Ground
) -> tuple[list[tuple[int, Parsed]], bool]:
    """The numbers straight under a region, line by line, with their segments, and whether text ends them."""
    box = region.box
    found: list[tuple[int, Parsed]] = []
    if box is None:
        return found, False
    layout = region.layout
    edge = box.y1
    for number, segment in enumerate(layout.segments):
        drop = (segment.box.y0 - edge) * layout.page.height
        if drop < -_OVERLAP * segment.height:
            continue
        if drop > _NEXT * segment.height:
            break
        overlap = min(segment.box.x1, box.x1) - max(segment.box.x0, box.x0)
        word = _TOTAL.match(fold(segment.text))
        if overlap < _OVERLAP * min(segment.box.width, box.width) or not (word or ground.is_free(number)):
            continue
        parsed = parse(kind, segment.text, context)
        said = len(segment.text) - (word.end() if word is not None else 0)
        if parsed is None or parsed.end - parsed.start < _WHOLE * said:
            return found, True
        found.append((number, parsed))
        if word is not None:
            return found, True
        edge = segment.box.y1
    return found, False


def sum_under(
    read: Sequence[tuple[Region, Parsed]], kind: ValueKind, context: Context, ground: Ground
) -> tuple[Region, Parsed] | None:
    """The last number of the column that begins at the first reading under a label, if it is the sum of the others."""
    first = next(((region, parsed) for region, parsed in read if region.place in _UNDER and region.lines == 1), None)
    if kind not in _SUMMED or first is None:
        return None
    region, parsed = first
    under, _ = numbers_under(region, kind, context, ground)
    amounts = [_amount(one) for one in (parsed, *(one for _, one in under))]
    told = [amount for amount in amounts if amount is not None]
    if len(told) < max(_FEWEST, len(amounts)) or sum(told[:-1], Decimal(0)) != told[-1]:
        return None
    segment, total = under[-1]
    if (total.unit, _currency(total)) != (parsed.unit, _currency(parsed)):
        return None
    part = Part(segment, 0, len(region.layout.segments[segment].text))
    whole = region_of(
        region.layout, region.page, region.place, [part], distance=region.distance, same_cell=region.same_cell
    )
    return whole, replace(total, others=())


def _amount(parsed: Parsed) -> Decimal | None:
    if isinstance(parsed.value, Money):
        return parsed.value.amount
    return Decimal(parsed.value) if isinstance(parsed.value, str | int) else None


def _currency(parsed: Parsed) -> str | None:
    return parsed.value.currency if isinstance(parsed.value, Money) else None
