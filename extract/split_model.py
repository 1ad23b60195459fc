"""The one model that tells whether a page goes on with the paper before it: named features, a weight each.

A weight is in log-odds per unit of its feature. `data/split_prior.csv` tells what each feature measures and what weight
a person gave it; `data/split_weights.csv`, the weights in use, is what `python -m bench.extraction.teach_splits` made
of these on stacks of papers whose ends are known.
"""

from __future__ import annotations

from collections.abc import Mapping

from extract import logistic
from extract.lexicon import weights

WEIGHTS: Mapping[str, float] = weights("split_weights")


def chance(features: Mapping[str, float]) -> float:
    """The chance (0..1) that a page of which these features are told goes on with the paper before it."""
    return logistic.chance(features, WEIGHTS)
