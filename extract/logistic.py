"""The logistic curve of the models with named features, a weight each: candidates, confidences, pages that go on."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp


def chance(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The chance (0..1) that weights, in log-odds per unit of a feature, give to features; "bias" is always told."""
    odds = weights["bias"] + sum(weights[name] * value for name, value in features.items())
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, odds))))
