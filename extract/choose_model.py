"""The one model that weighs a candidate: named features, a weight each, a logistic curve.

A weight is in log-odds per unit of its feature. `data/choose_prior.csv` tells what each feature measures and
what weight a person gave it; `data/choose_weights.csv`, the weights in use, is what `python -m bench.extraction.learn`
made of these on papers with truth.
"""

from __future__ import annotations

from collections.abc import Mapping

from extract import logistic
from extract.lexicon import weights

WEIGHTS: Mapping[str, float] = weights("choose_weights")


def probability(features: Mapping[str, float]) -> float:
    """The chance (0..1) that a candidate with these features is the field's value."""
    return logistic.chance(features, WEIGHTS)
