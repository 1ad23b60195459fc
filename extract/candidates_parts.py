"""Weights and counts that running text gives by lot and then for the whole: the parts are none of the paper's own.

"Lot 1: 12 drums, net 3,000 kg; Lot 2: 8 drums, net 2,000 kg. In all 20 drums, net 5,000 kg."
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from extract.candidates import Candidate
from extract.candidates_regions import Place
from extract.doctype import ValueKind

_SUMMED: Final = frozenset((ValueKind.CARATS, ValueKind.WEIGHT, ValueKind.COUNT))
_LEAST_PARTS: Final = 2


def without_parts(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those told by cues that another, told so too, is the sum of: all others of its field."""
    dropped: set[int] = set()
    told = [one for one in candidates if one.region.place is Place.CUE and one.spec.kind in _SUMMED]
    for name in dict.fromkeys(one.spec.name for one in told):
        dropped |= _parts([one for one in told if one.spec.name == name])
    return [one for one in candidates if id(one) not in dropped] if dropped else list(candidates)


def _parts(told: Sequence[Candidate]) -> set[int]:
    """The parts among a field's candidates (by id), where they add up to the largest; each place on the page once."""
    amounts = {one.words: _amount(one) for one in told}
    if len(amounts) <= _LEAST_PARTS or None in amounts.values() or len({one.parsed.unit for one in told}) > 1:
        return set()
    numbers = [number for number in amounts.values() if number is not None]
    whole = max(numbers)
    if 2 * whole != sum(numbers, Decimal(0)):
        return set()
    return {id(one) for one in told if amounts[one.words] != whole}


def _amount(candidate: Candidate) -> Decimal | None:
    try:
        return Decimal(str(candidate.parsed.value))
    except InvalidOperation:
        return None
