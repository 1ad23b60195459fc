"""Ink that no reader made words of: blots, scribbles, handwriting over or beside print.

Where it lies on a value, the value may be another than what was read round it. Ruling lines, rubber stamps in light ink
and what is much higher than a line of text (rings of stamps, signatures, pictures) are left out: print shows through
the one, and the others stand for themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest import runs
from ingest.model import Box, Ruling, Word
from ingest.places import joined
from ingest.straighten import Pixels, components

DARK = 115
"""Grey below which ink hides what lies under it; print on paper is darker still."""

READ = 0.55
"""Confidence from which a word accounts for the ink in its box."""

SURELY = 0.9
"""Confidence from which a word accounts for solid ink in its box that is no larger than its letters: strokes of bold
type run together on worn paper."""

LETTER = 0.8
"""Width and height of a letter at most, in its word's height."""

SOLID = 0.62
"""Diameter, in text heights, of a round that fits into a blot but not into a letter's strokes."""

NARROWEST, LOWEST, HIGHEST = 0.45, 0.5, 3.0
"""Width and heights, in text heights, of ink that may hide letters."""

WIDEST, TALLEST = 20.0, 13.0
"""The same for solid ink: a lead or wax seal and its imprint are no larger, pictures are."""

TANGLED = 1.1
"""Width, in text heights, from which strokes outside all words are handwriting or a scribble."""

GROUND = 0.45
"""Share of ink in a piece from which it is the dark ground that words stand on, not strokes across them."""

EDGE = 0.25
"""Share of a word's height that may lie outside the dark ground it stands on: what covers half of a word is none."""

MOST = 200
"""Most boxes given for a page: one with more is a picture."""


def unread_ink(
    grey: Pixels, dark: Pixels, words: Sequence[Word], rulings: Sequence[Ruling], grounds: Pixels | None = None
) -> tuple[Box, ...]:
    """Boxes of such ink on a page's picture, in fractions of it; none for a page without words.

    `grey` is what was read, in which coloured ink is pale; `dark` the `darkest` channel of the same page, in which a
    seal of any colour covers what lies under it. `grounds` is, at any scale, 255 where print stands on a dark ground
    (`ingest.panels`), of which the letters leave pieces.
    """
    read = [word for word in words if word.confidence >= READ and len(word.text) > 1]
    if len(read) < 3:
        return ()
    height, width = grey.shape
    line = median(word.box.height for word in read) * height
    if line < 8:
        return ()
    strokes, solid = _darker(grey), _darker(dark)
    for ink in (strokes, solid):
        _clear_rulings(ink, rulings, line)
        if grounds is not None:
            ink[cv2.resize(grounds, (width, height), interpolation=cv2.INTER_NEAREST) > 0] = 0
    places = _Places.of(words, width, height)
    found = _blots(solid, places, line) + _tangles(strokes, words, places, line)
    boxes = [
        Box(max(0.0, x / width), max(0.0, y / height), min(1.0, (x + w) / width), min(1.0, (y + h) / height))
        for x, y, w, h in found
        if x > 0.02 * width and x + w < 0.98 * width and y > 0.01 * height and y + h < 0.99 * height
    ]
    return tuple(sorted(boxes, key=lambda box: (box.y0, box.x0))) if len(boxes) <= MOST else ()


def _darker(grey: Pixels) -> Pixels:
    """255 where a grey picture is dark."""
    return np.asarray(cv2.threshold(grey, DARK - 1, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)


_Area = tuple[int, int, int, int]
_Each = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where words stand in a picture, in its pixels: their edges, middles and sizes, and how surely they were read."""

    x0: _Each
    y0: _Each
    x1: _Each
    y1: _Each
    middle: _Each
    width: _Each
    height: _Each
    sure: _Each

    @classmethod
    def of(cls, words: Sequence[Word], width: int, height: int) -> _Places:
        """Those of words of a picture of this size."""
        x0, y0, x1, y1 = np.array([word.box for word in words], dtype=np.float64).T
        sure = np.array([word.confidence for word in words])
        across, down = float(width), float(height)
        return cls(
            x0 * across,
            y0 * down,
            x1 * across,
            y1 * down,
            (x0 + x1) / 2 * across,
            (x1 - x0) * across,
            (y1 - y0) * down,
            sure,
        )


def _clear_rulings(dark: Pixels, rulings: Sequence[Ruling], line: float) -> None:
    height, width = dark.shape
    thick = max(3, round(0.16 * line))
    for rule in rulings:
        start, end = (
            (round(rule.x0 * width), round(rule.y0 * height)),
            (round(rule.x1 * width), round(rule.y1 * height)),
        )
        cv2.line(dark, start, end, 0, thick)


def _blots(dark: Pixels, words: _Places, line: float) -> list[_Area]:
    """Solid ink, thicker than a letter's strokes, that holds no word (print on a dark ground does)."""
    found = []
    for x, y, w, h in _rounds(dark, max(3, round(SOLID * line))):
        if not NARROWEST * line <= w <= WIDEST * line or not LOWEST * line <= h <= TALLEST * line:
            continue
        if _holds((x, y, w, h), words):
            continue
        within = (words.x0 <= x) & (x + w <= words.x1)
        title = (words.height > 1.6 * line) & (words.y0 <= y + h / 2) & (y + h / 2 <= words.y1)
        bold = (words.sure >= SURELY) & (max(w, h) <= LETTER * words.height) & (words.y0 <= y) & (y + h <= words.y1)
        if not (within & (title | bold)).any():
            found.append((x, y, w, h))
    return found


def _holds(area: _Area, words: _Places) -> bool:
    """Whether a word that was read stands in the area: print on a dark ground."""
    x, y, w, h = area
    edge = EDGE * words.height
    across = (x < words.middle) & (words.middle < x + w) & (words.width < w)
    return bool((across & (y <= words.y0 + edge) & (words.y1 - edge <= y + h) & (words.sure >= READ)).any())


def _tangles(dark: Pixels, words: Sequence[Word], places: _Places, line: float) -> list[_Area]:
    """Strokes outside all words that were read, as wide and high as handwriting; these words are taken off `dark`."""
    height, width = dark.shape
    pad = max(2, round(0.12 * line))
    for word in words:
        if word.confidence >= READ or word.reader == "both":  # they differ in capitals or accents at most
            x0, y0 = max(0, int(word.box.x0 * width) - pad), max(0, int(word.box.y0 * height) - pad)
            dark[y0 : int(word.box.y1 * height) + pad, x0 : int(word.box.x1 * width) + pad] = 0
    # Set on end the gaps across are closed in a third of the time.
    bits = runs.closed(runs.bits_of(np.asarray(cv2.transpose(dark), dtype=np.uint8)), max(3, round(0.4 * line)))
    found = []
    for y, x, h, w in _pieces(runs.picture_of(bits, height)):
        if w < TANGLED * line or not 0.6 * line <= h <= HIGHEST * line:
            continue
        share = float((dark[y : y + h, x : x + w] > 0).mean())
        if share >= 0.08 and not (share >= GROUND and _holds((x, y, w, h), places)):
            found.append((x, y, w, h))
    return found


def _rounds(dark: Pixels, size: int) -> list[_Area]:
    """The pieces of the dark into which a round of this many pixels fits.

    A square that fits into the round is looked for first, which is quick; rounds then only where there is one.
    """
    inner = max(1, int(0.6 * size))
    core = np.asarray(cv2.erode(dark, np.ones((inner, inner), dtype=np.uint8)), dtype=np.uint8)
    if not cv2.countNonZero(core):
        return []
    shape = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    found: list[_Area] = []
    height, width = dark.shape
    boxes = [
        Box(x - 2.0 * size, y - 2.0 * size, x + w + 2.0 * size, y + h + 2.0 * size) for x, y, w, h in _pieces(core)
    ]
    for box in joined(boxes):
        x0, y0, x1, y1 = max(0, int(box.x0)), max(0, int(box.y0)), min(width, int(box.x1)), min(height, int(box.y1))
        part = np.asarray(cv2.morphologyEx(dark[y0:y1, x0:x1], cv2.MORPH_OPEN, shape), dtype=np.uint8)
        found += [(x0 + x, y0 + y, w, h) for x, y, w, h in _pieces(part)]
    return found


def _pieces(ink: Pixels) -> list[_Area]:
    return [(x, y, w, h) for x, y, w, h in components(ink)[1].tolist()]
