"""Handwritten signatures located on a page: tangled thin strokes that are no print. Located, not judged.

Lengths are millimetres on the sheet; pictures are those of `ingest.signink`.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest import runs
from ingest.model import Box, Word
from ingest.signink import MM, Sheet
from ingest.straighten import Pixels, components

NARROWEST, WIDEST = 9.0, 95.0
"""Widths of signatures."""

LOWEST, HIGHEST = 3.2, 45.0
"""Heights of signatures: initials are no lower than this, flourishes no higher."""

THICKEST = 1.3
"""Mean width of a pen's stroke; felt pens reach a millimetre."""

SPARSE, DENSE = 0.02, 0.42
"""Share of a signature's box that bears ink: ruling lines bear less, pictures and solid print more."""

WINDING = 1.5
"""Length of the stroke over the diagonal of its box: a straight or simply bent line has 1 to 1.3."""

CLOSED = 0.7
"""Share of its box that a closed outline fills: the frame of a box or stamp, an emblem; a pen's loops fill less."""

PRINTED = 0.8
"""Words read with this confidence are print and taken off the page before signatures are looked for."""


BESIDE = 2.0
"""Widest paper between the words of a line, in their height, as shares of the page's sides."""

EDGE = 4.0
"""The strip along the page's edges, in millimetres, in which nothing is looked for: dirt of scanners."""

LETTERHEAD = 0.13
"""Share of the page's height, from its top, that holds the letterhead, whose emblem may be drawn like writing: nobody
signs above the text."""

EDGED = 0.5
"""Share of a row's or column's length that ink fills where an edge of a box runs; a pen's stroke winds."""

CORNERED = 0.6
"""Share of the ink, lying in such rows and columns, from which it is a corner of a box."""

IN_ONE = 0.45
"""Least share of the ink that hangs together: print that was not read falls apart into letters."""


def signatures_of(unread: Pixels, sheet: Sheet) -> list[tuple[int, int, int, int]]:
    """Boxes (x0, y0, x1, y1 in pixels) of signatures in a page's ink, taken off it what was read, ruled and stamped."""
    joined = cv2.dilate(unread, np.ones((3, 3), dtype=np.uint8))
    outlines, boxes = components(np.asarray(joined, dtype=np.uint8))
    found: list[tuple[int, int, int, int]] = []
    edge = EDGE * MM
    for outline, (x, y, w, h) in zip(outlines, boxes.tolist(), strict=True):
        if not (NARROWEST * MM <= w <= WIDEST * MM and LOWEST * MM <= h <= HIGHEST * MM):
            continue
        left, top = sheet.left + x, sheet.top + y
        if top + h < LETTERHEAD * sheet.height:
            continue
        if left < edge or top < edge or left + w > sheet.width - edge or top + h > sheet.height - edge or h > 0.9 * w:
            continue
        _, labels = cv2.connectedComponents(joined[y : y + h, x : x + w], connectivity=8)
        start_x, start_y = outline.reshape(-1, 2)[0].tolist()
        own = np.where(labels == labels[start_y - y, start_x - x], unread[y : y + h, x : x + w], 0).astype(np.uint8)
        if _is_scribble(own):
            found.append((x, y, x + w, y + h))
    return _together(found)


_WAVES = frozenset("mnwuvi~-_.")


def without_rules(ink: Pixels) -> Pixels:
    """The ink without straight rules: runs of more than 18 mm across or down."""
    length = max(3, round(18 * MM))
    rules = cv2.dilate(runs.straight(ink, length), np.ones((3, 3), dtype=np.uint8))
    return np.asarray(cv2.bitwise_and(ink, np.subtract(rules, 1)), dtype=np.uint8)


def without_words(ink: Pixels, words: Sequence[Word]) -> Pixels:
    """The ink without the words that were read as print; what a pen's waves are read as ("w", "mm") stays."""
    out = ink.copy()
    height, width = ink.shape
    usual = sorted(word.box.height for word in words)[len(words) // 2] if words else 0.0
    for word in words:
        letters = sum(char.isalnum() for char in word.text)
        if word.reader != "text-layer":
            if word.confidence < PRINTED and letters < 6 and not _within_print(word, words):
                continue
            if letters < 4 and (word.box.height > 1.5 * usual or not set(word.text.lower()) - _WAVES):
                continue
        x0, y0, x1, y1 = _pixels(word.box, width, height)
        out[max(0, y0 - 1) : y1 + 1, max(0, x0 - 1) : x1 + 1] = 0
    return out


def _within_print(word: Word, words: Sequence[Word]) -> bool:
    """Whether a word that was hardly read stands in the midst of a printed line: sure words of its height around it."""
    left = right = False
    for other in words:
        box, own = other.box, word.box
        shared = min(box.y1, own.y1) - max(box.y0, own.y0)
        if other.confidence < PRINTED or shared < 0.6 * own.height or own.height > 1.6 * box.height:
            continue
        left = left or 0 <= own.x0 - box.x1 < BESIDE * own.height
        right = right or 0 <= box.x0 - own.x1 < BESIDE * own.height
    return left and right


def _pixels(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    return int(box.x0 * width), int(box.y0 * height), int(box.x1 * width) + 1, int(box.y1 * height) + 1


def _is_scribble(own: Pixels) -> bool:
    """Whether a tangle of ink is a pen's: thin throughout, winding, and neither sparse nor dense."""
    height, width = own.shape
    area = int((own > 0).sum())
    outlines, _ = cv2.findContours(own, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if max(cv2.contourArea(outline) for outline in outlines) > CLOSED * height * width:
        return False
    if not SPARSE <= area / (height * width) <= DENSE:
        return False
    if _is_corner(own > 0):
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(own, connectivity=8)
    if int(stats[1:, cv2.CC_STAT_AREA].max()) < IN_ONE * area:
        return False
    depth = cv2.distanceTransform(own, cv2.DIST_L2, 3)
    ridge = depth[(own > 0) & (depth >= cv2.dilate(depth, np.ones((3, 3), dtype=np.uint8)))]
    thickness = 2 * float(ridge.mean()) - 1 if len(ridge) else 0.0
    if thickness > THICKEST * MM:
        return False
    length = area / max(thickness, 1.0)
    return length >= WINDING * float(np.hypot(width, height))


def _is_corner(inked: NDArray[np.bool_]) -> bool:
    """Whether most of the ink is what is left of a box's edges: outer rows and columns full of ink."""
    rows, columns = (_edges(inked.mean(axis=axis)) for axis in (1, 0))
    return float((inked & (rows[:, None] | columns[None, :])).sum()) > CORNERED * float(inked.sum())


def _edges(shares: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which rows (or columns) are an edge of a box, with those beside them; `shares` of them are inked."""
    full = shares >= EDGED
    full[len(full) // 4 : len(full) - len(full) // 4] = False
    return np.convolve(full, np.ones(3), mode="same") > 0


def _together(found: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Pieces of one signature, a few millimetres apart, as one."""
    gap = 4 * MM
    merged: list[tuple[int, int, int, int]] = []
    for box in sorted(found):
        for index, other in enumerate(merged):
            apart_x = max(box[0], other[0]) - min(box[2], other[2])
            apart_y = max(box[1], other[1]) - min(box[3], other[3])
            if apart_x < gap and apart_y < 0:
                merged[index] = (
                    min(box[0], other[0]),
                    min(box[1], other[1]),
                    max(box[2], other[2]),
                    max(box[3], other[3]),
                )
                break
        else:
            merged.append(box)
    return merged
