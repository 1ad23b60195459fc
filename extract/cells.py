"""Cells of a form: the regions that ruling lines close off, edges missing or broken tolerated.

Real forms are not grids: boxes share edges, a table has horizontal rules only, a scan loses a piece of an edge. So
rulings are laid on a common grid of elementary boxes, and neighbouring elementary boxes run together wherever no
ruling stands between them; what then hangs together is one cell. Horizontal rules of the same extent close their
band at both ends even without verticals. All lengths here are in points (1/72 inch) of the upright page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.model import Box, Page, Ruling

_SHORTEST = 5.0  # a shorter piece is a stroke of a letter or ornament
_SHORTEST_EDGE = 13.0  # what the pieces add up to must at least close a line of small print
_SLANT = 0.02  # a straightened page's rulings lean less than this; what leans more is ornament
_SNAP = 3.0  # rulings nearer than this are one: the two edges of a drawn line, a scan's doubled line
_COVERED = 0.6  # an elementary edge counts as ruled when this share of it is
_ALIGNED = 6.0  # ends of horizontal rules this near each other line up
_LARGEST = 0.45  # of the page: a larger region is the page's frame, not a cell
_GROUND_LINES = 14  # of one extent at even steps are the pattern of security paper, where they span
_GROUND_SPAN = 0.7  # of the page's height, more than a form's own rows do,
_GROUND_EVEN = 0.85  # and this share of their steps is one
_GROUND_CUTS = 3  # of them run through words
_BADGE = 18.0  # height at most of the coloured ground of a label within its cell
_MOST_LINES = 160  # in one direction; ornament (guilloche) gives thousands, and the form's edges are the longest


@dataclass(frozen=True, slots=True)
class _Line:
    """A ruling along one axis: `at` across it, `low`..`high` along it."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The page's elementary boxes and the cell (index into `boxes`) that each belongs to, -1 for open ground."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: tuple[int, ...]  # row-major over elementary boxes
    boxes: tuple[Box, ...]  # of cells, in points
    verticals: tuple[_Line, ...]

    def cell_at(self, x: float, y: float) -> int | None:
        """The cell that holds a point (in points), None on open ground."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        columns = len(self.xs) - 1
        if not (0 <= column < columns and 0 <= row < len(self.ys) - 1):
            return None
        found = self.owner[row * columns + column]
        return None if found < 0 else found

    def ruled_between(self, left: float, right: float, y: float) -> bool:
        """Whether a vertical ruling stands between two x at height y."""
        return any(left <= line.at <= right and line.low <= y <= line.high for line in self.verticals)


def _merged(lines: Iterable[_Line]) -> list[_Line]:
    """Rulings that continue each other or run side by side, as one."""
    groups: list[list[_Line]] = []
    for line in sorted(lines, key=lambda one: one.at):
        if groups and line.at - groups[-1][-1].at <= _SNAP:
            groups[-1].append(line)
        else:
            groups.append([line])
    merged: list[_Line] = []
    for group in groups:
        at = sum(line.at * (line.high - line.low) for line in group) / sum(line.high - line.low for line in group)
        low, high = None, 0.0
        for line in sorted(group, key=lambda one: one.low):
            if low is None:
                low, high = line.low, line.high
            elif line.low <= high + 2 * _SNAP:
                high = max(high, line.high)
            else:
                merged.append(_Line(at, low, high))
                low, high = line.low, line.high
        if low is not None:
            merged.append(_Line(at, low, high))
    return merged


def _split(rulings: Iterable[Ruling], width: float, height: float) -> tuple[list[_Line], list[_Line]]:
    flat: list[_Line] = []
    upright: list[_Line] = []
    for ruling in rulings:
        x0, x1 = sorted((ruling.x0 * width, ruling.x1 * width))
        y0, y1 = sorted((ruling.y0 * height, ruling.y1 * height))
        length, drift = max(x1 - x0, y1 - y0), min(x1 - x0, y1 - y0)
        if length < _SHORTEST or drift > _SLANT * length + 1.0:
            continue
        if x1 - x0 >= y1 - y0:
            flat.append(_Line((y0 + y1) / 2, x0, x1))
        else:
            upright.append(_Line((x0 + x1) / 2, y0, y1))
    return flat, upright


def _longest(lines: Sequence[_Line]) -> list[_Line]:
    """The lines long enough to be edges, the longest where there are too many."""
    kept = [line for line in lines if line.high - line.low >= _SHORTEST_EDGE]
    return sorted(kept, key=lambda line: line.low - line.high)[:_MOST_LINES]


def _uncut(lines: Sequence[_Line], spans: Sequence[tuple[float, float, float, float]], most: int) -> list[_Line]:
    """Without lines that run through words: strokes, stamps' frames, folds, underlines taken for edges.

    `spans` are the words as (across low, across high, along low, along high) for the lines' direction; a line that
    cuts more than `most` of them is no edge however long it is.
    """
    return [
        line
        for line, (cut, words) in zip(lines, _cuts(lines, spans), strict=True)
        if cut < 0.25 * (line.high - line.low) and words <= most
    ]


def _cuts(lines: Sequence[_Line], spans: Sequence[tuple[float, float, float, float]]) -> list[tuple[float, int]]:
    """How much of each line runs through words, and through how many."""
    found = []
    ordered = sorted(spans)
    lows = [low for low, _, _, _ in ordered]
    widest = max((high - low for low, high, _, _ in ordered), default=0.0)
    for line in lines:
        cut, words = 0.0, 0
        for low, high, start, end in ordered[bisect_left(lows, line.at - widest) : bisect_right(lows, line.at)]:
            margin = (high - low) * 0.25
            through = max(0.0, min(end, line.high) - max(start, line.low))
            if through and low + margin < line.at < high - margin:
                cut += through
                words += 1
        found.append((cut, words))
    return found


def _without_ground(
    lines: Sequence[_Line], spans: Sequence[tuple[float, float, float, float]], height: float
) -> list[_Line]:
    """Without the lines of a patterned ground: many of one extent, at even steps, over most of the page.

    Some of them run through words, as the rows of a table do not; `spans` are the words as `_uncut` has them.
    """
    by_extent: dict[tuple[int, int], list[_Line]] = {}
    for line in lines:
        by_extent.setdefault((round(line.low), round(line.high)), []).append(line)
    ground: set[_Line] = set()
    for group in by_extent.values():
        if len(group) < _GROUND_LINES:
            continue
        ordered = sorted(group, key=lambda line: line.at)
        steps = [below.at - above.at for above, below in pairwise(ordered)]
        step = median(steps)
        even = sum(abs(each - step) <= _SNAP for each in steps)
        spanned = ordered[-1].at - ordered[0].at >= _GROUND_SPAN * height
        if even >= _GROUND_EVEN * len(steps) and spanned:
            through = sum(words > 0 for _, words in _cuts(group, spans))
            ground.update(group if through >= _GROUND_CUTS else ())
    return [line for line in lines if line not in ground]


def _closing(flat: Sequence[_Line]) -> list[_Line]:
    """Ends of the bands between horizontal rules of the same extent, as vertical lines."""
    ends: list[_Line] = []
    ordered = sorted(flat, key=lambda line: line.at)
    for index, above in enumerate(ordered):
        for below in ordered[index + 1 :]:
            if abs(above.low - below.low) <= _ALIGNED and abs(above.high - below.high) <= _ALIGNED:
                ends.append(_Line(min(above.low, below.low), above.at, below.at))
                ends.append(_Line(max(above.high, below.high), above.at, below.at))
                break
            if below.low < above.high and below.high > above.low:
                break  # another rule lies between: these two bound no band
    return ends


def _ticks(values: Iterable[float], end: float) -> list[float]:
    ticks = [0.0]
    for value in sorted(values):
        if value - ticks[-1] > _SNAP and value < end - _SNAP:
            ticks.append(value)
    return [*ticks, end]


def _ruled(lines: Sequence[_Line], at: float, low: float, high: float) -> bool:
    covered = 0.0
    for line in lines:
        if abs(line.at - at) <= _SNAP:
            covered += max(0.0, min(high, line.high + _SNAP) - max(low, line.low - _SNAP))
    return covered >= _COVERED * (high - low)


def grid_of(page: Page) -> Grid:
    """Finds the cells of a page from its rulings; a page without rulings has none."""
    width, height = page.width, page.height
    flat, upright = _split(page.rulings, width, height)
    words = [word.box for word in page.words if len(word.text) > 1]
    across = [(b.y0 * height, b.y1 * height, b.x0 * width, b.x1 * width) for b in words]
    flat = _uncut(_merged(_without_ground(flat, across, height)), across, 8)
    upright = _uncut(_merged(upright), [(b.x0 * width, b.x1 * width, b.y0 * height, b.y1 * height) for b in words], 2)
    flat, upright = _longest(flat), _longest(upright)
    if not flat:
        return Grid((0.0, width), (0.0, height), (-1,), (), tuple(upright))
    walls = [*upright, *_closing(flat)]
    xs = _ticks((line.at for line in walls), width)
    ys = _ticks((line.at for line in flat), height)
    columns, rows = len(xs) - 1, len(ys) - 1
    parent = list(range(columns * rows))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for tick, x in enumerate(xs[1:-1], start=1):
        near = [line for line in walls if abs(line.at - x) <= _SNAP]
        for row in range(rows):
            if not _ruled(near, x, ys[row], ys[row + 1]):
                parent[root(row * columns + tick)] = root(row * columns + tick - 1)
    for tick, y in enumerate(ys[1:-1], start=1):
        near = [line for line in flat if abs(line.at - y) <= _SNAP]
        for column in range(columns):
            if not _ruled(near, y, xs[column], xs[column + 1]):
                parent[root(tick * columns + column)] = root((tick - 1) * columns + column)
    return _regions(tuple(xs), tuple(ys), [root(one) for one in range(columns * rows)], tuple(upright), width * height)


def _regions(
    xs: tuple[float, ...], ys: tuple[float, ...], roots: Sequence[int], verticals: tuple[_Line, ...], page_area: float
) -> Grid:
    columns, rows = len(xs) - 1, len(ys) - 1
    boxes: dict[int, Box] = {}
    open_ground: set[int] = set()
    for index, one in enumerate(roots):
        row, column = divmod(index, columns)
        box = Box(xs[column], ys[row], xs[column + 1], ys[row + 1])
        boxes[one] = boxes[one].union(box) if one in boxes else box
        if row in (0, rows - 1) or column in (0, columns - 1):
            open_ground.add(one)
    kept: dict[int, int] = {}
    shapes: list[Box] = []
    for one, box in sorted(boxes.items(), key=lambda item: (item[1].y0, item[1].x0)):
        if one not in open_ground and box.width * box.height <= _LARGEST * page_area:
            kept[one] = len(shapes)
            shapes.append(box)
    for badge, around in _badges(xs, ys, roots, {one: shapes[at] for one, at in kept.items()}).items():
        kept[badge] = kept[around]
    return Grid(xs, ys, tuple(kept.get(one, -1) for one in roots), tuple(shapes), verticals)


def _badges(xs: Sequence[float], ys: Sequence[float], roots: Sequence[int], boxes: Mapping[int, Box]) -> dict[int, int]:
    """Low regions in the upper part of a cell that surrounds each of them alone, by the cell: the coloured ground of
    the cell's label, which parts nothing."""
    columns = len(xs) - 1
    found: dict[int, list[int]] = {}
    for one, box in boxes.items():
        if box.height > _BADGE:
            continue
        left, right = bisect_left(xs, box.x0), bisect_left(xs, box.x1)
        top, bottom = bisect_left(ys, box.y0), bisect_left(ys, box.y1)
        beside = {roots[row * columns + column] for row in range(top, bottom) for column in (left - 1, right)}
        beside |= {roots[row * columns + column] for column in range(left, right) for row in (top - 1, bottom)}
        (around,) = beside if len(beside) == 1 else (one,)
        outer = boxes.get(around)
        if around != one and outer is not None and box.y0 - outer.y0 < _BADGE and box.y1 < outer.y1 - _BADGE / 2:
            found.setdefault(around, []).append(one)
    return {badges[0]: around for around, badges in found.items() if len(badges) == 1}
