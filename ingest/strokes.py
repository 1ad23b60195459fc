"""Strokes that run down a picture, told by their rows: how wide each is, and where its middle lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Stroke:
    """A stroke that runs down: of each row with ink how many pixels are inked, and the sum of their columns."""

    widths: NDArray[np.float64]
    moments: NDArray[np.float64]

    @classmethod
    def of(cls, own: Any) -> Stroke:
        """The stroke that a picture of 0 and 1 shows."""
        # In single precision, which is exact for sums of so few columns.
        both = (own.astype(np.float32) @ _MOMENTS[: own.shape[1]]).astype(np.float64)
        there = both[both[:, 0] > 0]
        return cls(there[:, 0], there[:, 1])


_MOMENTS = np.stack((np.ones(1_000), np.arange(1_000)), axis=1).astype(np.float32)
"""Of each column what a pixel in it adds to a row's width, and to the sum of its columns; strokes are narrower."""


def bends(stroke: Stroke) -> bool:
    """Whether a short stroke is an arc: its middle lies off the line between its ends, or it is thicker there."""
    length = len(stroke.widths)
    if length < 9:
        return False
    third = length // 3
    parts, starts = np.array((third, length - 2 * third, third)), (0, third, length - third)
    ways = (stroke.moments / stroke.widths, stroke.widths)
    centres, widths = ((np.add.reduceat(each, starts) / parts).tolist() for each in ways)
    sag = abs(centres[1] - (centres[0] + centres[2]) / 2)
    fat = widths[1] - (widths[0] + widths[2]) / 2
    return bool(sag > 0.8 or fat > max(1.2, 0.5 * float(stroke.widths.sum()) / length))
