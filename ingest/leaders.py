"""Dotted leaders ("Weight ........ 12") found in a page's ink and painted over: they break the words beside them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.straighten import Pixels

FEWEST, MOST = 6, 60_000
"""Dots of a leader at least; dots of a page at most: from there they are grain."""

DOT = 7
"""Widest and highest dot, in pixels."""

NEAREST, FURTHEST = 2.5, 26
"""Between the middles of two dots of one leader, in pixels."""


def leaders_in(boxes: NDArray[np.int32]) -> list[int]:
    """Which of the pieces of a page's ink, by their boxes (x, y, w, h), are dots of leaders."""
    dots = np.nonzero((boxes[:, 2] <= DOT) & (boxes[:, 3] <= DOT) & (boxes[:, 2] * boxes[:, 3] >= 2))[0]
    if not FEWEST <= len(dots) <= MOST:
        return []
    return _in_rows(dots, boxes[:, :2] + boxes[:, 2:] / 2)


def painted_over(value: Pixels, dots: Pixels) -> tuple[Pixels, Pixels]:
    """The grey page with these dots (255 where they are) painted over with the paper around, and 255 where it was."""
    spots = np.asarray(cv2.dilate(dots, np.ones((3, 3), dtype=np.uint8)), dtype=np.uint8)
    out = value.copy()
    cv2.copyTo(cv2.dilate(value, np.ones((9, 9), dtype=np.uint8)), spots, out)
    return out, spots


def _in_rows(dots: NDArray[np.intp], centres: NDArray[np.float64]) -> list[int]:
    """The dots that stand in rows of at least six, evenly spaced; a row is two pixels high, and the next one is its."""
    across, rows = centres[dots, 0], np.rint(centres[dots, 1] / 2).astype(np.int64)
    under = np.nonzero(np.isin(rows - 1, rows))[0]
    which = np.concatenate([np.arange(len(dots)), under])
    row = np.concatenate([rows, rows[under] - 1])
    order = np.lexsort((dots[which], across[which], row))
    index, x, row = dots[which[order]], across[which[order]], row[order]
    gaps = np.diff(x)
    parted = (np.diff(row) != 0) | (gaps < NEAREST) | (gaps > FURTHEST)
    edges = np.concatenate([[0], np.nonzero(parted)[0] + 1, [len(x)]])
    gone: set[int] = set()
    for first in np.nonzero(np.diff(edges) >= FEWEST)[0]:
        start, end = edges[first], edges[first + 1]
        if _evenly(gaps[start : end - 1]):
            gone.update(index[start:end].tolist())
    return sorted(gone)


def _evenly(gaps: NDArray[np.float64]) -> bool:
    """Whether seven in ten gaps between dots are about as wide as the middle one."""
    ranked = np.sort(gaps)
    middle = float(ranked[len(ranked) // 2] + ranked[(len(ranked) - 1) // 2]) / 2
    return float((np.abs(gaps - middle) <= max(1.5, 0.25 * middle)).mean()) >= 0.7
