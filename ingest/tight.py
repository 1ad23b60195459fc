"""A word's box drawn in to its ink."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.ocr import Read

LEAST_HEIGHT = 0.36
"""Share of its line's height that the ink of a word with figures or capitals has at least."""


def tight(word: Read, ink: NDArray[np.uint8]) -> Read:
    """A word with its box drawn in to the ink: PP-OCR's lines are found with room around them."""
    if word.reader == "tesseract":
        return word
    height, width = ink.shape
    x0, x1 = max(0, int(word.x0)), min(width, int(word.x1) + 1)
    y0, y1 = max(0, int(word.y0)), min(height, int(word.y1) + 1)
    part = ink[y0:y1, x0:x1]
    if part.size == 0:
        return word
    # Rules above and below a line of text are no part of it: rows inked nearly throughout do not count.
    share = cv2.reduce(part, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S)[:, 0] / (255 * part.shape[1])
    rows = ((share > 0.02) & (share < 0.9)).nonzero()[0]
    columns = cv2.reduce(part, 0, cv2.REDUCE_MAX)[0].nonzero()[0]
    if len(rows) < 3 or len(columns) < 2:
        return word
    run = _longest_run(rows.tolist())
    if run[1] + 1 - run[0] < LEAST_HEIGHT * (y1 - y0) and any(char.isdigit() or char.isupper() for char in word.text):
        return word  # a stamp or a fold took part of its letters: what is left is not its height
    left, right = float(x0 + columns[0]), float(x0 + columns[-1] + 1)
    return word._replace(x0=left, y0=float(y0 + run[0]), x1=right, y1=float(y0 + run[1] + 1))


def _longest_run(rows: Sequence[int]) -> tuple[int, int]:
    """The longest stretch of rows, gaps of two (the dot of an i) bridged."""
    best = (rows[0], rows[0])
    start = last = rows[0]
    for row in rows[1:]:
        if row - last > 3:
            start = row
        last = row
        if last - start > best[1] - best[0]:
            best = (start, last)
    return best
