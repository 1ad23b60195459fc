"""Where a convex function of many numbers is least: L-BFGS from a start, nothing random."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def least(loss: Callable[[Matrix], tuple[float, Matrix]], start: Matrix, rounds: int = 80, memory: int = 8) -> Matrix:
    """Where a convex function is least, by L-BFGS with a backtracking line search."""
    at, (value, slope) = start, loss(start)
    steps: list[tuple[Matrix, Matrix]] = []
    for _ in range(rounds):
        way = -slope
        kept = []
        for step, turn in reversed(steps):
            share = float(step @ way) / float(step @ turn)
            kept.append(share)
            way = way - share * turn
        if steps:
            step, turn = steps[-1]
            way = way * (float(step @ turn) / float(turn @ turn))
        for (step, turn), share in zip(steps, reversed(kept), strict=True):
            way = way + (share - float(turn @ way) / float(step @ turn)) * step
        length, down = 1.0 if steps else 1.0 / max(1.0, float(np.abs(slope).sum())), float(slope @ way)
        while True:
            there = at + length * way
            new, turned = loss(there)
            if new <= value + 1e-4 * length * down or length < 1e-8:
                break
            length *= 0.5
        step, turn = there - at, turned - slope
        if float(step @ turn) > 1e-10:
            steps = [*steps, (step, turn)][-memory:]
        done = value - new < 1e-5 * max(1.0, abs(value))
        at, value, slope = there, new, turned
        if done:
            break
    return at
