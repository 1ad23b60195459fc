"""Fits logistic models drawn towards weights that a person set: what is likeliest once both are believed.

A weight may stray from its prior by `spread` log-odds at the price of one standard deviation of a normal prior. What a
feature speaks for is part of its meaning: no weight lies on the other side of 0 than its prior; one that the data would
turn is held at 0, and the others are fitted anew. The bias and weights whose prior is 0 may go either way. Nothing is
random: the same rows give the same weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Row = tuple[Mapping[str, float], bool]
"""Features by name, and whether what they are of is right."""

_ROUNDS = 60
_STEP = 2.0
"""How far one step may move a weight."""


def fitted(
    rows: Sequence[Row],
    prior: Mapping[str, float],
    spread: float,
    counts: Sequence[float] | None = None,
    known: Sequence[float] | None = None,
) -> dict[str, float]:
    """The weights by which each row is likeliest to be right or wrong as it is; `counts` say how often a row counts.

    `known` are log-odds that each row has beside what these weights give it.
    """
    x = _table([found for found, _ in rows], prior)
    y = np.array([float(right) for _, right in rows])
    often = np.ones(len(rows)) if counts is None else np.array(counts)
    beside = np.zeros(len(rows)) if known is None else np.array(known)

    def slope_and_curve(weights: Vector) -> tuple[float, Vector, Vector]:
        odds = np.clip(x @ weights + beside, -30.0, 30.0)
        chance = 1.0 / (1.0 + np.exp(-odds))
        likely = float((often * (y * odds - np.logaddexp(0.0, odds))).sum())
        return likely, x.T @ (often * (y - chance)), (x * (often * chance * (1.0 - chance))[:, None]).T @ x

    return _signed(slope_and_curve, prior, spread)


def ranked(
    fields: Sequence[Sequence[Row]], prior: Mapping[str, float], spread: float, counts: Sequence[float] | None = None
) -> dict[str, float]:
    """The weights by which, of the candidates of each field and "no value", a right one is likeliest to be chosen.

    "No value" weighs nothing: its log-odds are 0, at which a candidate's chance is even. It is the right choice where
    no candidate is right. A choice is as likely as its exponential among all of the field (multinomial logit).
    """
    x = _table([found for field in fields for found, _ in field], prior)
    right = np.array([right for field in fields for _, right in field], dtype=bool)
    group = np.array([number for number, field in enumerate(fields) for _ in field], dtype=np.int64)
    often = np.ones(len(fields)) if counts is None else np.array(counts)
    any_right = np.zeros(len(fields), dtype=bool)
    np.logical_or.at(any_right, group, right)

    def slope_and_curve(weights: Vector) -> tuple[float, Vector, Vector]:
        force = np.exp(np.clip(x @ weights, -30.0, 30.0))
        whole = np.bincount(group, force, len(fields)) + 1.0
        wanted = np.bincount(group, np.where(right, force, 0.0), len(fields))
        likely = np.log(np.where(any_right, wanted, 1.0)) - np.log(whole)
        chance = force / whole[group]
        target = np.where(right, force / np.where(any_right, wanted, 1.0)[group], 0.0)
        mean = np.zeros((len(fields), x.shape[1]))
        np.add.at(mean, group, x * chance[:, None])
        curve = (x * (chance * often[group])[:, None]).T @ x - (mean * often[:, None]).T @ mean
        return float((often * likely).sum()), x.T @ ((target - chance) * often[group]), curve

    return _signed(slope_and_curve, prior, spread)


def _table(found: Sequence[Mapping[str, float]], prior: Mapping[str, float]) -> Vector:
    place = {name: number for number, name in enumerate(prior)}
    x = np.zeros((len(found), len(prior)))
    x[:, place["bias"]] = 1.0
    for number, features in enumerate(found):
        for name, value in features.items():
            x[number, place[name]] = value
    return x


def _signed(
    slope_and_curve: Callable[[Vector], tuple[float, Vector, Vector]], prior: Mapping[str, float], spread: float
) -> dict[str, float]:
    """The likeliest weights, none on the other side of 0 than its prior."""
    start: Vector = np.array(list(prior.values()))
    free = np.ones(len(start), dtype=bool)
    bias = list(prior).index("bias")
    while True:
        weights = _likeliest(slope_and_curve, start, free, spread)
        turned = free & (weights * start < 0.0)
        turned[bias] = False
        if not turned.any():
            return {name: round(float(weight), 3) for name, weight in zip(prior, weights, strict=True)}
        free &= ~turned


def _likeliest(
    slope_and_curve: Callable[[Vector], tuple[float, Vector, Vector]],
    start: Vector,
    free: NDArray[np.bool_],
    spread: float,
) -> Vector:
    """Newton's method on the penalised likelihood over the free weights; the others are 0."""
    weights = np.where(free, start, 0.0)
    stiff = np.eye(int(free.sum())) / spread**2

    def worth(these: Vector, likely: float) -> float:
        return likely - float(((these - start)[free] ** 2).sum()) / (2.0 * spread**2)

    likely, slope, curve = slope_and_curve(weights)
    for _ in range(_ROUNDS):
        pull = slope[free] - (weights - start)[free] / spread**2
        step = np.zeros(len(start))
        step[free] = np.linalg.solve(curve[np.ix_(free, free)] + stiff, pull)
        step *= min(1.0, _STEP / max(float(np.abs(step).max()), 1e-9))
        before = worth(weights, likely)
        while True:
            ahead = weights + step
            likely, slope, curve = slope_and_curve(ahead)
            if worth(ahead, likely) >= before - 1e-9 or float(np.abs(step).max()) < 1e-7:
                break
            step /= 2.0
        weights = ahead
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def chance(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The chance (0..1) that weights give to features."""
    odds = weights["bias"] + sum(weights[name] * value for name, value in found.items())
    return float(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))))


def reliability(said: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """How often readings were right, by the chance that was stated of them, as rows of a table."""
    for low, high in ((0.0, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 1.01)):
        group = [(stated, right) for stated, right in said if low <= stated < high]
        if group:
            mean, share = (sum(float(one[part]) for one in group) / len(group) for part in (0, 1))
            yield f"| {low:.2f} to {min(high, 1.0):.2f} | {len(group)} | {mean:.3f} | {share:.3f} |"
