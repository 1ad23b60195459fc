"""Ruling lines: the edges of a form's boxes and tables, from a PDF's drawing or from a picture.

Lines are kept as fractions of the upright page, horizontal or vertical only, pieces of one line joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest import runs
from ingest.larger import larger
from ingest.model import Ruling
from ingest.runs import Bits, BothWays
from ingest.straighten import Pixels, components
from ingest.strokes import Stroke, bends

if TYPE_CHECKING:
    from pdfplumber.page import Page as PlumberPage

THIN = 3.0
"""A filled rectangle at most this thick, in points, is a line."""

SHORTEST = 9.0
"""Shorter joined lines, in points, are dashes, letters' parts or ornament."""

THICK, THICKER = 0.035, 0.06
"""Inches that a scanned ruling is thick at most; the same where it is long: two boxes' edges side by side are twice as
thick, and a bar of ink is thicker still."""

BESIDE, INKED = 4, 0.3
"""Pixels beside a thick line that must be paper, and the share of ink there from which they are not."""

LONG = 2.0
"""Inches from which a ruling is long."""

MOST = 1_500
"""Most rulings of one page; a page with more is a drawing, and its longest lines are kept."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A horizontal or vertical line: where it lies across, and from where to where it runs."""

    across: float
    start: float
    end: float


def from_pdf(page: PlumberPage, shapes: Sequence[dict[str, Any]]) -> tuple[Ruling, ...]:
    """Ruling lines drawn on a PDF page: strokes, thin filled boxes, edges of boxes, straight parts of paths.

    `shapes` are its lines, boxes and curves, as pdfplumber describes them.
    """
    width, height = float(page.width), float(page.height)
    left, top = float(page.bbox[0]), float(page.bbox[1])
    flat: list[_Line] = []
    upright: list[_Line] = []

    def add(x0: float, y0: float, x1: float, y1: float) -> None:
        if abs(y1 - y0) <= 0.8 and abs(x1 - x0) >= 1:
            flat.append(_Line((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= 0.8 and abs(y1 - y0) >= 1:
            upright.append(_Line((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    for shape in shapes:
        points = shape.get("pts") or []
        if shape["object_type"] == "line":
            if _shown(shape, "stroke"):
                add(shape["x0"], shape["top"], shape["x1"], shape["bottom"])
        elif shape["object_type"] == "rect":
            _add_rect(shape, width, height, add)
        elif len(points) <= 64 and _shown(shape, "stroke"):
            for (x0, y0), (x1, y1) in pairwise(points):
                if abs(x1 - x0) + abs(y1 - y0) >= 12:
                    add(x0, y0, x1, y1)
    flat = join(flat, 1.2, 2.5)
    upright = join(upright, 1.2, 2.5)
    found = [
        Ruling((a.start - left) / width, (a.across - top) / height, (a.end - left) / width, (a.across - top) / height)
        for a in flat
        if a.end - a.start >= SHORTEST
    ] + [
        Ruling((a.across - left) / width, (a.start - top) / height, (a.across - left) / width, (a.end - top) / height)
        for a in upright
        if a.end - a.start >= SHORTEST
    ]
    return ordered(found)


def _shown(item: dict[str, Any], way: str) -> bool:
    """Whether the object is painted at all in a colour other than white."""
    if way == "stroke" and item.get("stroke") is False:
        return False
    colour = item.get("stroking_color" if way == "stroke" else "non_stroking_color")
    return not _white(colour, item.get("ncs") if way == "fill" else None)


def _white(colour: Any, space: Any) -> bool:
    if colour is None:
        return False
    parts = colour if isinstance(colour, list | tuple) else (colour,)
    numbers = [part for part in parts if isinstance(part, int | float)]
    if len(numbers) == 4 and space != "DeviceRGB":
        return all(part <= 0.01 for part in numbers)
    return len(numbers) in (1, 3) and all(part >= 0.99 for part in numbers)


def _add_rect(rect: dict[str, Any], width: float, height: float, add: Any) -> None:
    x0, y0, x1, y1 = rect["x0"], rect["top"], rect["x1"], rect["bottom"]
    stroked = bool(rect.get("stroke")) and _shown(rect, "stroke")
    filled = bool(rect.get("fill")) and not _white(rect.get("non_stroking_color"), rect.get("ncs"))
    if not stroked and not filled:
        return
    if y1 - y0 <= THIN and x1 - x0 > y1 - y0:
        add(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    elif x1 - x0 <= THIN and y1 - y0 > x1 - x0:
        add((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    elif x1 - x0 < 0.97 * width or y1 - y0 < 0.97 * height:  # not the sheet's own ground
        add(x0, y0, x1, y0)
        add(x0, y1, x1, y1)
        add(x0, y0, x0, y1)
        add(x1, y0, x1, y1)


def join(lines: Iterable[_Line], across: float, gap: float) -> list[_Line]:
    """Joins pieces that lie within `across` of one another and touch or leave at most `gap` between them."""
    groups: list[list[_Line]] = []
    for line in sorted(lines, key=lambda item: item.across):
        if groups and line.across - groups[-1][0].across <= across:
            groups[-1].append(line)
        else:
            groups.append([line])
    joined: list[_Line] = []
    for group in groups:
        group.sort(key=lambda item: item.start)
        current = group[0]
        weight = current.end - current.start
        for line in group[1:]:
            length = line.end - line.start
            if line.start <= current.end + gap:
                total = weight + length
                middle = (current.across * weight + line.across * length) / total if total else current.across
                current = _Line(middle, current.start, max(current.end, line.end))
                weight = total
            else:
                joined.append(current)
                current, weight = line, length
        joined.append(current)
    return joined


def ordered(found: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """Clips to the page, keeps the longest where there are too many, and orders top to bottom."""
    clipped = []
    for ruling in found:
        x0, x1 = max(0.0, ruling.x0), min(1.0, ruling.x1)
        y0, y1 = max(0.0, ruling.y0), min(1.0, ruling.y1)
        if x1 >= x0 and y1 >= y0 and (x1 - x0) + (y1 - y0) > 0.005:
            clipped.append(Ruling(round(x0, 5), round(y0, 5), round(x1, 5), round(y1, 5)))
    clipped.sort(key=lambda r: (r.x1 - r.x0) + (r.y1 - r.y0), reverse=True)
    return tuple(sorted(clipped[:MOST], key=lambda r: (r.y0, r.x0, r.y1, r.x1)))


def from_raster(ink: Pixels, dpi: float, large: BothWays | None = None) -> tuple[Ruling, ...]:
    """Ruling lines in a straightened picture. `ink` is 255 where there is ink; `dpi` its resolution.

    A ruling is a run of ink at least a third of an inch long whose stroke is thin and even. Letters are taken out
    first, so that a line of text is no ruling; the edges of stamps and the waves of a guilloche bend, so they part
    into runs that are too short. `large` is what is `larger` than letters in the ink, where that is known.
    """
    height, width = ink.shape
    ruled = BothWays(larger(ink, dpi)) if large is None else large
    found: list[Ruling] = []
    for a in _raster_lines(ruled.across, ink.T, dpi):
        found.append(Ruling(a.start / width, a.across / height, a.end / width, a.across / height))
    for a in _raster_lines(ruled.down, ink, dpi):
        found.append(Ruling(a.across / width, a.start / height, a.across / width, a.end / height))
    return ordered([line for line in found if not _on_rim(line)])


def _on_rim(line: Ruling) -> bool:
    """Whether a line is the sheet's own edge, or the shadow of a scanner's lid along it."""
    across = (line.y0, line.y1) if line.horizontal else (line.x0, line.x1)
    return max(across) < 0.006 or min(across) > 0.994


def _raster_lines(ruled: Bits, ink: Pixels, dpi: float) -> list[_Line]:
    """Lines that run down the picture, in pixels. Across they are found in the picture set on end."""
    run = max(12, round(dpi * 0.16))
    thick, thicker = max(3.0, dpi * THICK), max(3.0, dpi * THICKER)
    # Small breaks from scanning are closed along the line first; then only long runs stay.
    bits = runs.closed(ruled, max(3, run // 8))
    long = runs.opened(bits, run)
    opened = runs.picture_of(long, ink.shape[1])
    # What is left of a slightly bowed or skewed line steps from column to column: join the steps.
    joined = runs.picture_of(runs.widened(long, 2), ink.shape[1])
    lines: list[_Line] = []
    outlines, boxes = components(joined)
    apart = ~_meeting(boxes)
    slender = (boxes[:, 3] >= run) & (boxes[:, 2] <= np.maximum(thick * 2.2, boxes[:, 3] * 0.03 + 4))
    for each in np.flatnonzero(slender).tolist():
        x, y, w, h = boxes[each].tolist()
        own = opened[y : y + h, x : x + w]
        if not apart[each]:
            inside = np.zeros((h, w), dtype=np.uint8)
            cv2.drawContours(inside, [outlines[each]], -1, 1, cv2.FILLED, offset=(-x, -y))
            own = np.asarray(cv2.bitwise_and(inside, own), dtype=np.uint8)
        stroke = Stroke.of(own)
        filled, inked = len(stroke.widths), float(stroke.widths.sum())
        if filled < 0.6 * h or inked / max(filled, 1) > (thicker if h >= LONG * dpi else thick):
            continue
        if inked / filled > thick and not _on_paper(ink, x, y, w, h):
            continue
        if h < dpi and bends(stroke):
            continue
        lines.append(_Line(x + float(stroke.moments.sum()) / inked, float(y), float(y + h)))
    joined_lines = _bridged(join(lines, max(2.0, dpi * 0.012), dpi * 0.06), ink, dpi)
    whole = [line for line in joined_lines if line.end - line.start >= dpi * 0.33]
    # A piece one row high is a column's edge where another lies on it: a cell over both columns parts them.
    going_on = [
        line
        for line in joined_lines
        if run <= line.end - line.start < dpi * 0.33
        and any(abs(line.across - other.across) <= max(3.0, dpi * 0.02) for other in whole)
    ]
    return [*whole, *going_on]


def _meeting(boxes: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which of the boxes (x, y, w, h) share ground with another, whose ink may stand in it."""
    starts, ends = boxes[:, :2], boxes[:, :2] + boxes[:, 2:]
    shared = (starts[:, None] < ends[None]).all(axis=2) & (starts[None] < ends[:, None]).all(axis=2)
    return np.asarray(shared.sum(axis=1) > 1)


def _on_paper(ink: Pixels, x: int, y: int, w: int, h: int) -> bool:
    """Whether there is paper on both sides of a thick line: between lines of print on a dark ground there is none."""
    sides = (ink[y : y + h, max(0, x - BESIDE) : x], ink[y : y + h, x + w : x + w + BESIDE])
    return all(side.size > 0 and float((side > 0).mean()) < INKED for side in sides)


def _bridged(lines: list[_Line], ink: Pixels, dpi: float) -> list[_Line]:
    """Joins pieces of a line that is dotted or worn: between them lies ink, if too little for a run."""
    out: list[_Line] = []
    for line in sorted(lines, key=lambda item: (round(item.across / max(3.0, dpi * 0.02)), item.start)):
        last = out[-1] if out else None
        if (
            last is not None
            and abs(last.across - line.across) <= max(3.0, dpi * 0.02)
            and 0 <= line.start - last.end <= dpi
            and _worn(ink, (last.across + line.across) / 2, last.end, line.start, dpi)
        ):
            a, b = last.end - last.start, line.end - line.start
            out[-1] = _Line((last.across * a + line.across * b) / (a + b), last.start, line.end)
        else:
            out.append(line)
    return out


def _worn(ink: Pixels, across: float, start: float, end: float, dpi: float) -> bool:
    """Whether there is ink enough in a gap; in a long one more, because lines of text may stand in it."""
    column = round(across)
    band = ink[int(start) : int(end) + 1, max(0, column - 2) : column + 3]
    needed = 0.2 if end - start <= 0.2 * dpi else 0.45
    return band.size > 0 and float((band > 0).any(axis=1).mean()) >= needed
