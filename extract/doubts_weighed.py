"""How much less sure a doubt makes a value: the weights of doubts in log-odds, and what a chance is with them."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log

from extract.confidence import CEILING
from extract.lexicon import weights
from extract.model import Field

WEIGHTS: Mapping[str, float] = weights("doubt_weights")
GUESSED = 0.85
"""Confidence at most of what stands under a label of no list: a person looks at it."""


def left_to(fields: Mapping[str, Field], seen: Mapping[str, Mapping[str, float]]) -> dict[str, Field]:
    """The fields, each that doubts were looked for in with the confidence that they leave it."""
    return {
        name: field.model_copy(update={"confidence": round(left(field.confidence, seen[name]), 4)})
        if name in seen
        else field
        for name, field in fields.items()
    }


def log_odds(confidence: float) -> float:
    """A confidence as log-odds, -6.9 to 6.9."""
    return log(max(confidence, 0.001) / max(1.0 - confidence, 0.001))


def left(confidence: float, doubts_of_it: Mapping[str, float]) -> float:
    """The chance (0..1) that is left of `confidence` after these doubts."""
    most = GUESSED if doubts_of_it.get("label_guessed") else CEILING
    odds = (
        WEIGHTS["bias"]
        + WEIGHTS["before"] * log_odds(confidence)
        + sum(WEIGHTS[name] * value for name, value in doubts_of_it.items())
    )
    return min(most, 1.0 / (1.0 + exp(-odds)))


def further(confidence: float, evidence: str) -> float:
    """The chance (0..1) of a value whose confidence is told already, once further evidence of this name is known."""
    return min(CEILING, 1.0 / (1.0 + exp(-log_odds(confidence) - WEIGHTS[evidence])))
