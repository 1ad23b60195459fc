"""Days of a paper under several labels: the day of a weighing or a signature yields to that of the paper itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extract.candidates import Candidate
from extract.doctype import ValueKind

_SECOND_HAND: Final = "at_second_hand"
_STATED: Final = 0.9  # score from which a day is stated under a label of its own
_YIELDS: Final = 3.0  # times what a label of a related field weighs, where one of the field's own stands beside it


def with_days_yielding(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, the days at second hand weighed less where the paper states its own day elsewhere."""
    stated = {
        one.spec.name: one.key
        for one in candidates
        if one.spec.kind is ValueKind.DATE and one.label is not None and not _second(one) and one.score >= _STATED
    }
    return [
        one.weighed({_SECOND_HAND: _YIELDS}) if _second(one) and stated.get(one.spec.name, one.key) != one.key else one
        for one in candidates
    ]


def _second(one: Candidate) -> bool:
    return one.spec.kind is ValueKind.DATE and one.label is not None and bool(one.features.get(_SECOND_HAND))
