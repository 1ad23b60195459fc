"""Print that the finder of lines passed over: small type close under a ruling, and the ends of lines cut short.

The finder looks at a page reduced to little over a thousand pixels, where the six-point captions of a form run into the
edges of its boxes. At full size they are plain letters: what stands beside a found line in its own height belongs to
it, and a row of letters that no line covers is a line of its own. Boxes are in pixels of the upright, straight page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.specks import is_grainy
from ingest.straighten import Pixels, components
from ingest.textlines import MOST_LINES, Found

LOWEST, HIGHEST = 0.03, 0.16
"""Heights of letters, in inches: the small letters of four-point type, the capitals of sixteen-point type."""

TYPE = 1.5
"""A line's box in heights of its capitals, as the finder gives it and the reader was trained on."""

REACH = 0.45
"""Paper between a line's box and a letter that still belongs to it, in heights of the box: two spaces."""

SPACE = 0.8
"""Widest paper within a row of letters, in their height."""

FEWEST = 3
"""Letters of a row that is read as a line of its own."""

RULE = 0.35
"""Length, in inches, from which a straight run of ink is a ruling and no part of a letter."""

FULLEST = 0.8
"""Share of a letter's box, with several of its like in a row, that ink fills at most: bars and blocks fill more."""

_Area = tuple[int, int, int, int]


def completed(lines: Sequence[Found], ink: Pixels, dpi: float) -> list[Found]:
    """The lines found, those cut short made longer, and those that were passed over added.

    `ink` is 255 where the page bears ink. A page of grain is left as it is: its specks look like letters.
    """
    if not lines or dpi <= 0 or is_grainy(ink):
        return list(lines)
    bare, uprights = _without_rulings(ink, dpi)
    boxes = _letters(bare, dpi)
    if len(boxes) == 0:
        return list(lines)
    covered = _cover(lines, boxes, ink.shape)
    grown = [_grown(line, boxes, covered, uprights) for line in lines]
    free = boxes[~_cover(grown, boxes, ink.shape)]
    rows = [row for row in _rows(free, uprights) if len(row) >= FEWEST]
    return sorted((*grown, *map(_line, rows)), key=lambda each: (each.y, each.x))[:MOST_LINES]


def _without_rulings(ink: Pixels, dpi: float) -> tuple[Pixels, Pixels]:
    """The ink without straight runs that are longer than letters, and the upright ones of these."""
    run = max(12, round(RULE * dpi))
    along = np.ones((run, 1), dtype=np.uint8)
    flat = cv2.transpose(cv2.morphologyEx(cv2.transpose(ink), cv2.MORPH_OPEN, along))  # half the time of runs across
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, along)
    ruled = cv2.dilate(cv2.bitwise_or(flat, upright), np.ones((3, 3), dtype=np.uint8))
    return np.asarray(cv2.bitwise_and(ink, cv2.bitwise_not(ruled)), dtype=np.uint8), np.asarray(upright, dtype=np.uint8)


def _letters(ink: Pixels, dpi: float) -> NDArray[np.int32]:
    """Boxes (x, y, w, h) of what may be letters, or a few letters that touch, from left to right."""
    outlines, boxes = components(ink)
    if len(boxes) == 0:
        return boxes
    w, h = boxes[:, 2], boxes[:, 3]
    fit = np.nonzero((h >= LOWEST * dpi) & (h <= HIGHEST * dpi) & (w <= 6 * h) & (w >= 2))[0]
    full = np.array([cv2.contourArea(outlines[each]) for each in fit.tolist()]) / np.maximum(w[fit] * h[fit], 1)
    kept = boxes[fit][(full <= FULLEST) | (w[fit] < 0.5 * h[fit])]  # an I, an l and a 1 are bars
    return np.asarray(kept[np.argsort(kept[:, 0], kind="stable")], dtype=np.int32)


def _cover(lines: Sequence[Found], boxes: NDArray[np.int32], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Which boxes have their middle in a line."""
    shown = np.zeros(shape[:2], dtype=np.uint8)
    for line in lines:
        half = line.height / 2
        places = np.linspace(line.x - line.width / 2, line.x + line.width / 2, 9)
        above = [(x, line.middle(float(x)) - half) for x in places]
        below = [(x, line.middle(float(x)) + half) for x in reversed(places)]
        cv2.fillPoly(shown, [np.round([*above, *below]).astype(np.int32)], 255)
    across = np.clip(boxes[:, 0] + boxes[:, 2] // 2, 0, shape[1] - 1)
    down = np.clip(boxes[:, 1] + boxes[:, 3] // 2, 0, shape[0] - 1)
    return np.asarray(shown[down, across] > 0)


def _grown(line: Found, boxes: NDArray[np.int32], covered: NDArray[np.bool_], uprights: Pixels) -> Found:
    """The line with the letters beside it that are of its height and that no other line holds."""
    if line.spine or line.height < 6:
        return line
    half, reach = line.height / 2, REACH * line.height
    left, right = line.x - line.width / 2, line.x + line.width / 2
    own = line.height / TYPE
    ends = boxes[:, 0] + boxes[:, 2]
    cut = ((boxes[:, 0] < right) & (ends > right - 2)) | ((ends > left) & (boxes[:, 0] < left + 2))
    near = (
        (~covered | cut)
        & (boxes[:, 3] <= 1.05 * line.height)
        & (boxes[:, 3] >= 0.4 * own)
        & (boxes[:, 1] + boxes[:, 3] > line.y - 3 * half)
        & (boxes[:, 1] < line.y + 3 * half)
    )
    beside = boxes[near].tolist()
    last, first = right, left
    for x, y, w, h in beside:
        if last < x + w and x - last <= reach and _level(line, x, y, w, h) and not _ruled(uprights, last, x, y, h):
            last = float(x + w)
    for x, y, w, h in reversed(beside):
        if x < first and first - (x + w) <= reach and _level(line, x, y, w, h):
            first = first if _ruled(uprights, x + w, first, y, h) else float(x)
    room = 0.15 * line.height
    first, last = (first - room if first < left else left), (last + room if last > right else right)
    if (first, last) == (left, right):
        return line
    middle = (first + last) / 2
    return replace(line, x=middle, y=line.middle(middle), width=last - first)


def _level(line: Found, x: int, y: int, w: int, h: int) -> bool:
    """Whether a letter stands within the line's height where the line passes it."""
    middle, half = line.middle(x + w / 2), line.height / 2
    return middle - 1.1 * half <= y and y + h <= middle + 1.1 * half


def _ruled(uprights: Pixels, start: float, end: float, y: int, h: int) -> bool:
    """Whether an upright ruling parts two places."""
    part = uprights[y : y + h, max(0, min(int(start), int(end)) - 2) : max(int(start), int(end)) + 3]
    return part.size > 0 and bool((part > 0).any())


def _rows(boxes: NDArray[np.int32], uprights: Pixels) -> list[list[_Area]]:
    """Letters gathered into rows: each beside the last of its row, of like height, on the same line."""
    rows: list[list[_Area]] = []
    ends: list[tuple[float, float, float]] = []  # of each row: its right end, the foot and the height of its letters
    for x, y, w, h in boxes.tolist():
        best, nearest = None, math.inf
        for number in range(len(rows) - 1, max(-1, len(rows) - 200), -1):
            right, foot, tall = ends[number]
            gap = x - right
            if (
                -0.3 * tall <= gap <= SPACE * max(tall, h)
                and gap < nearest
                and 0.45 * tall <= h <= 2.2 * tall
                and min(y + h, foot) - max(y, foot - tall) >= 0.6 * min(h, tall)
            ):
                best, nearest = number, gap
        if best is None or _ruled(uprights, ends[best][0], x, y, h):
            rows.append([(x, y, w, h)])
            ends.append((float(x + w), float(y + h), float(h)))
            continue
        row = rows[best]
        row.append((x, y, w, h))
        latest = row[-5:]
        ends[best] = (
            max(ends[best][0], float(x + w)),
            float(median(each[1] + each[3] for each in latest)),
            float(median(each[3] for each in latest)),
        )
    return rows


def _line(row: Sequence[_Area]) -> Found:
    """A row of letters as a line with the room about it that the finder leaves."""
    x0, x1 = min(x for x, _, _, _ in row), max(x + w for x, _, w, _ in row)
    top, foot = min(y for _, y, _, _ in row), max(y + h for _, y, _, h in row)
    height = TYPE * (foot - top)
    room = 0.2 * height
    return Found((x0 + x1) / 2, (top + foot) / 2, x1 - x0 + 2 * room, height, 0.0)
