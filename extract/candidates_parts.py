"""Weights and counts that running text gives by lot and then for the whole: the parts are none of the paper's own.

"Lot 1: 12 drums, net 3,000 kg; Lot 2: 8 drums, net 2,000 kg. In all 20 drums, net 5,000 kg." So does what stands
under labels for each half, where another is of the total and they add up to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from extract.candidates import Candidate
from extract.candidates_regions import Place
from extract.doctype import ValueKind
from extract.values.folding import fold

_SUMMED: Final = frozenset((ValueKind.CARATS, ValueKind.WEIGHT, ValueKind.COUNT))
_LEAST_PARTS: Final = 2
_TOLD: Final = 0.5  # score from which a total is believed
_TOTAL: Final = re.compile(r"(?<![^\W_])(?:total|totale?s?|totais|overall)(?![^\W_])")


def without_parts(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those told by cues that another, told so too, is the sum of: all others of its field."""
    dropped: set[int] = set()
    told = [one for one in candidates if one.region.place is Place.CUE and one.spec.kind in _SUMMED]
    for name in dict.fromkeys(one.spec.name for one in told):
        dropped |= _parts([one for one in told if one.spec.name == name])
    for name in dict.fromkeys(one.spec.name for one in candidates if _is_total(one)):
        dropped |= _under_total([one for one in candidates if one.spec.name == name])
    return [one for one in candidates if id(one) not in dropped] if dropped else list(candidates)


def _is_total(candidate: Candidate) -> bool:
    label = candidate.label
    return candidate.spec.kind in _SUMMED and label is not None and _TOTAL.search(fold(label.text)) is not None


def _under_total(found: Sequence[Candidate]) -> set[int]:
    """The readings of a field (by id) that together are what its one total says: 10 t and 10 t, and 20 t in all."""
    totals = {_amount(one) for one in found if _is_total(one) and one.score >= _TOLD}
    whole = next(iter(totals)) if len(totals) == 1 else None
    if whole is None:
        return set()
    told = [one for one in found if one.label is not None or one.region.place is Place.CUE]
    parts = [one for one in told if not _is_total(one) and (_amount(one) or whole) < whole]
    placed = {min(_own_words(one)): _amount(one) or Decimal(0) for one in parts if _own_words(one)}
    if len(placed) < _LEAST_PARTS or sum(placed.values(), Decimal(0)) != whole:
        return set()
    return {id(one) for one in parts}


def _own_words(candidate: Candidate) -> tuple[int, ...]:
    return candidate.region.words_at(candidate.parsed.start, candidate.parsed.end)


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
