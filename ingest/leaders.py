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


def leaders_in(boxes: NDArray[np.int32]) -> list[int]:
    """Which of the pieces of a page's ink, by their boxes (x, y, w, h), are dots of leaders."""
    dots = np.nonzero((boxes[:, 2] <= DOT) & (boxes[:, 3] <= DOT) & (boxes[:, 2] * boxes[:, 3] >= 2))[0]
    if not FEWEST <= len(dots) <= MOST:
        return []
    return _in_rows(dots, boxes[:, :2] + boxes[:, 2:] / 2)


def painted_over(value: Pixels, outlines: list[NDArray[np.int32]]) -> tuple[Pixels, Pixels]:
    """The grey page with what these outlines hold painted over with the paper around, and 255 where it was."""
    mask = cv2.drawContours(np.zeros_like(value), outlines, -1, 255, cv2.FILLED)
    spots = np.asarray(cv2.dilate(mask, np.ones((3, 3), dtype=np.uint8)), dtype=np.uint8)
    out = value.copy()
    cv2.copyTo(cv2.dilate(value, np.ones((9, 9), dtype=np.uint8)), spots, out)
    return out, spots


def _in_rows(dots: NDArray[np.intp], centres: NDArray[np.float64]) -> list[int]:
    """The dots that stand in rows of at least six, evenly spaced."""
    order = sorted((round(float(centres[i, 1]) / 2), float(centres[i, 0]), int(i)) for i in dots)
    gone: list[int] = []
    rows: dict[int, list[tuple[float, int]]] = {}
    for row, x, index in order:
        rows.setdefault(row, []).append((x, index))
    for row, own in rows.items():
        merged = sorted(own + rows.get(row + 1, []))
        run: list[tuple[float, int]] = []
        for item in merged:
            if run and not 2.5 <= item[0] - run[-1][0] <= 26:
                _close(run, gone)
                run = []
            run.append(item)
        _close(run, gone)
    return sorted(set(gone))


def _close(run: list[tuple[float, int]], gone: list[int]) -> None:
    if len(run) < FEWEST:
        return
    gaps = np.diff([x for x, _ in run])
    middle = float(np.median(gaps))
    if float((np.abs(gaps - middle) <= max(1.5, 0.25 * middle)).mean()) >= 0.7:
        gone.extend(index for _, index in run)
