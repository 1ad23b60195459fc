"""Print that the finder of lines passed over: small type close under a ruling, and the ends of lines cut short.

The finder looks at a page reduced to little over a thousand pixels, where the six-point captions of a form run into the
edges of its boxes. At full size they are plain letters: what stands beside a found line in its own height belongs to
it, and a row of letters that no line covers is a line of its own. Boxes are in pixels of the upright, straight page.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest import runs
from ingest.larger import both, letter_sized
from ingest.runs import BothWays
from ingest.specks import is_grainy
from ingest.straighten import Pieces, Pixels, components
from ingest.textlines import MOST_LINES, Found, Line

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

LEVEL, CELL = 0.2, (0.55, 1.2)
"""How far off a line's middle, in heights of its box, a figure in a cell of its row stands at most, and how high it is
in heights of the line's capitals."""

RULE = 0.35
"""Length, in inches, from which a straight run of ink is a ruling and no part of a letter."""

FULLEST = 0.8
"""Share of a letter's box, with several of its like in a row, that ink fills at most: bars and blocks fill more."""

PRINT = 10.0
"""Per cent of a line's middle that are its strokes at their darkest."""

MOST_ROWS = 30
"""Rows that are read though no line covers them, or as many as there are lines: waves of security paper make more."""

SURE = 0.85
"""Mean confidence of what is read of them, from which they are print."""

FIGURE = 0.9
"""The same of a figure or two that stand alone, which specks and corners look like."""

_Area = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Overlooked:
    """A line to be read, the line found that it makes longer (None: no line covers it), and of how many letters."""

    line: Found
    short: Found | None = None
    letters: int = 0

    def is_print(self, read: Line) -> bool:
        """Whether what was read of it is surely print: of a row about as many signs as letters were seen, of a longer
        line some that stand beyond the one found. Waves, rings and frames are read as a sign or two."""
        signs = [each for each in read.characters if each.text.isalnum()]
        if self.short is not None:
            half, rim = self.short.width / 2, 0.1 * self.short.height
            signs = [each for each in read.characters if abs(each.x - self.short.x) > half - rim and each.text != " "]
        elif self.letters < FEWEST:
            figures = "".join(each.text for each in read.characters)
            return figures.isdigit() and len(figures) == self.letters and read.confidence >= FIGURE
        elif len(signs) < max(FEWEST, self.letters / 2):
            return False
        return bool(signs) and sum(each.confidence for each in signs) >= SURE * len(signs)


def overlooked(
    lines: Sequence[Found], ink: Pixels, dpi: float, pieces: Pieces | None = None, large: BothWays | None = None
) -> list[Overlooked]:
    """The lines found that are cut short, made longer, and rows of letters that none of them covers.

    `ink` is 255 where the page bears ink, `pieces` what hangs together in it and `large` what in it is `larger` than
    letters, where these are known. On a page of grain or of waves nothing is sought: they look like letters.
    """
    if not lines or dpi <= 0 or is_grainy(ink):
        return []
    if pieces is None or large is None:
        pieces, picture = both(ink, dpi, LOWEST)
        large = BothWays(picture)
    outlines, boxes = pieces
    bare, uprights = _without_rulings(large, dpi)
    small = np.flatnonzero(letter_sized(boxes, dpi))
    own_outlines, own = components(bare)  # letters that touched a ruling
    outlines = [*(outlines[each] for each in small.tolist()), *own_outlines]
    boxes = np.concatenate([boxes[small], own]) if len(own) else boxes[small]
    w, h = boxes[:, 2], boxes[:, 3]
    fit = (h >= LOWEST * dpi) & (h <= HIGHEST * dpi) & (w <= 6 * h) & (w >= 2)
    covered, cut = _places(lines, boxes)
    # What lies within a line and not at its end needs no further look: most of a page does.
    asked = np.flatnonzero(fit & (~covered | cut))
    # An I, an l and a 1 are bars that are letters.
    wide = asked[w[asked] >= 0.5 * h[asked]].tolist()
    full = [each for each in wide if cv2.contourArea(outlines[each]) > FULLEST * w[each] * h[each]]
    asked = asked[~np.isin(asked, full)]  # no bars and blocks
    asked = asked[np.argsort(boxes[asked, 0], kind="stable")]
    boxes, covered = boxes[asked], covered[asked]
    if len(boxes) == 0:
        return []
    grown = [_grown(line, boxes, covered, uprights) for line in lines]
    free = boxes[~_places(grown, boxes)[0]]
    gathered = _rows(free, uprights, max(MOST_ROWS, len(lines)))
    if gathered is None:
        return []
    rows = [row for row in gathered if len(row) >= FEWEST]
    lone = _standing_among([row for row in gathered if len(row) < FEWEST], lines)
    rows += lone if len(lone) <= max(MOST_ROWS, len(lines)) else []
    longer = [Overlooked(line, short) for line, short in zip(grown, lines, strict=True) if line is not short]
    return [*longer, *(Overlooked(line_about(row), None, len(row)) for row in rows[: MOST_LINES - len(lines)])]


def as_dark_as(lines: Sequence[Found], grey: Pixels) -> Pixels:
    """255 where a grey page is nearer to the print of the lines found on it than to its paper."""
    darkest = []
    for line in lines:
        x, y, half = line.x, line.middle(line.x), line.height / 4
        part = grey[
            max(0, int(y - half)) : int(y + half) + 1, max(0, int(x - line.width / 2)) : int(x + line.width / 2)
        ]
        if part.size:
            darkest.append(float(np.percentile(part, PRINT)))
    paper = float(np.median(grey[::7, ::7]))
    cut = (median(darkest) + paper) / 2 if darkest else 0.0
    return np.asarray(cv2.threshold(grey, cut, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)


def _without_rulings(ink: BothWays, dpi: float) -> tuple[Pixels, Pixels]:
    """The ink without straight runs that are longer than letters, and the upright ones of these; 1 where inked."""
    run, (height, width) = max(12, round(RULE * dpi)), ink.picture.shape
    upright = runs.opened(ink.down, run)
    flat = runs.turned(runs.opened(ink.across, run), height, width)
    bare = ink.down & ~runs.widened(flat | upright, 1)
    return runs.picture_of(bare, width), runs.picture_of(upright, width)


def _places(lines: Sequence[Found], boxes: NDArray[np.int32]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which boxes have their middle in a line, and which lie across the end of one."""
    covered, cut = np.zeros(len(boxes), dtype=np.bool_), np.zeros(len(boxes), dtype=np.bool_)
    downs = boxes[:, 1] + boxes[:, 3] // 2
    order = np.argsort(downs, kind="stable")
    sorted_boxes, sorted_downs = boxes[order], downs[order]
    starts, ends = sorted_boxes[:, 0], sorted_boxes[:, 0] + sorted_boxes[:, 2]
    acrosses = starts + sorted_boxes[:, 2] // 2
    for line in lines:
        half, left, right = line.height / 2, line.x - line.width / 2, line.x + line.width / 2
        middles = line.spine or (line.middle(left), line.middle(right))
        low, high = sorted_downs.searchsorted((min(middles) - 1.2 * half, max(middles) + 1.2 * half)).tolist()
        if low == high:
            continue
        near = slice(low, high)
        start, end, own = starts[near], ends[near], order[near]
        cut[own[((start < right) & (end > right - 2)) | ((end > left) & (start < left + 2))]] = True
        at = np.interp(acrosses[near], np.linspace(left, right, len(middles)), middles)
        across = acrosses[near]
        covered[own[(across >= left) & (across <= right) & (abs(sorted_downs[near] - at) <= half)]] = True
    return covered, cut


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


def _rows(boxes: NDArray[np.int32], uprights: Pixels, most: int) -> list[list[_Area]] | None:
    """Letters gathered into rows: each beside the last of its row, of like height, on the same line.

    None where more rows than `most` have `FEWEST` letters: a row that has them keeps them, so no more are looked for.
    """
    rows: list[list[_Area]] = []
    long = 0
    ends: list[tuple[float, float, float]] = []  # of each row: its right end, the foot and the height of its letters
    tallest = int(boxes[:, 3].max()) if len(boxes) else 0
    open_: defaultdict[int, list[int]] = defaultdict(list)  # by where their foot is: specks make thousands
    for x, y, w, h in boxes.tolist():
        best, nearest = -1, math.inf
        for band in range(y // tallest, (y + h) // tallest + 2):
            # Letters come from left to right: what this one is too far from, none follows any more.
            open_[band] = [number for number in open_[band] if x - ends[number][0] <= SPACE * tallest]
            for number in open_[band]:
                right, foot, tall = ends[number]
                gap = x - right
                if (
                    -0.3 * tall <= gap <= SPACE * max(tall, h)
                    and (gap < nearest or (gap == nearest and number > best))
                    and 0.45 * tall <= h <= 2.2 * tall
                    and min(y + h, foot) - max(y, foot - tall) >= 0.6 * min(h, tall)
                ):
                    best, nearest = number, gap
        if best < 0 or _ruled(uprights, ends[best][0], x, y, h):
            open_[(y + h) // tallest].append(len(rows))
            rows.append([(x, y, w, h)])
            ends.append((float(x + w), float(y + h), float(h)))
            continue
        row, band = rows[best], int(ends[best][1] // tallest)
        row.append((x, y, w, h))
        if len(row) == FEWEST:
            long += 1
            if long > most:
                return None
        latest = row[-5:]
        ends[best] = (
            max(ends[best][0], float(x + w)),
            float(median(each[1] + each[3] for each in latest)),
            float(median(each[3] for each in latest)),
        )
        if ends[best][1] // tallest != band:
            open_[band].remove(best)
            open_[int(ends[best][1] // tallest)].append(best)
    return rows


def _standing_among(rows: list[list[_Area]], lines: Sequence[Found]) -> list[list[_Area]]:
    """Rows of a sign or two as high as the capitals of a line at their level: the figure of a table's cell."""
    if not rows:
        return []
    lefts = np.array([row[0][0] for row in rows], dtype=np.float64)
    tops = np.array([min(y for _, y, _, _ in row) for row in rows], dtype=np.float64)
    feet = np.array([max(y + h for _, y, _, h in row) for row in rows], dtype=np.float64)
    tall = np.array([max(h for _, _, _, h in row) for row in rows], dtype=np.float64)
    among = np.zeros(len(rows), dtype=np.bool_)
    for line in lines:
        high = tall * (TYPE / line.height)
        off = np.abs(line.middles(lefts) - (tops + feet) / 2)
        among |= (off <= LEVEL * line.height) & (high >= CELL[0]) & (high <= CELL[1])
    return [row for row, stands in zip(rows, among.tolist(), strict=True) if stands]


def line_about(row: Sequence[_Area]) -> Found:
    """A row of letters as a line with the room about it that the finder leaves."""
    x0, x1 = min(x for x, _, _, _ in row), max(x + w for x, _, w, _ in row)
    top, foot = min(y for _, y, _, _ in row), max(y + h for _, y, _, h in row)
    height = TYPE * (foot - top)
    room = 0.2 * height
    return Found((x0 + x1) / 2, (top + foot) / 2, x1 - x0 + 2 * room, height, 0.0)
