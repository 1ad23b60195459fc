"""Words put across a page in large letters: SPECIMEN, VOID, COPY and their like, askew or over the print.

Readers look for lines that run with the page's, of one ink. Letters of such words are told by their thick strokes:
what is thin goes, print above all, and what is left is grouped, turned level and read by itself. Nothing counts but
the words of `ingest.marks`. Lengths are millimetres on the sheet.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.marks import kind_of
from ingest.model import Box, Mark, Word
from ingest.ocr import OcrEngine, Raster
from ingest.signink import MM, Small
from ingest.straighten import Pixels, components, darkest
from ingest.textlines import Found

STROKES = (0.75, 1.3)
"""Strokes that are thinner are print's, mostly, or bold print's; those of letters two centimetres high are thicker."""

PRINTED = 0.8
"""Share of a patch, from which on it is of the words of common size that were read there."""

LOWEST, HIGHEST = 6.0, 90.0
"""The longer side of a letter as it stands askew."""

PALE = 0.92
"""Share of the paper's lightness below which a pixel may be of a pale letter."""

FILLED, NARROW = 0.85, 0.35
"""Share of its box that a patch fills at most: a letter has gaps, but for an I, which is so narrow."""

FEWEST, MOST = 3, 14
"""Letters of a word. Two that touch are one patch, so three patches are looked at."""

LENGTHY = 1.5
"""A word is at least so many times as long as its letters are high."""

APART = 1.6
"""And at most so many times for each letter, however wide they are set: a line of bold print is longer."""

LEVEL_LETTER = 24.0
"""Height, in pixels, that letters are read at."""

SURE = 0.4
"""Confidence from which a reading counts."""

SAME = 8
"""Pixels within which a word of as many letters lies in the same place of another layer of ink."""

MOST_PLACES = 6
"""Most places of a page that are read: where large patches are everywhere, they are pictures."""


@dataclass(frozen=True, slots=True)
class Across:
    """Such words as marks, and their ink: 255 where it lies in the page's picture, reduced as `ingest.signink` does."""

    marks: tuple[Mark, ...]
    ink: Pixels


def words_across(small: Small, words: Sequence[Word], engine: OcrEngine, languages: Sequence[str]) -> Across | None:
    """The words across an upright page, reduced as `ingest.signink` does; None where there are none.

    `words` are what was read on the page.
    """
    height, width = small.pixels.shape[:2]
    print_ = _print(words, width, height)
    marks: list[Mark] = []
    ink = np.zeros((height, width), dtype=np.uint8)
    places = 0
    tried: set[tuple[int, ...]] = set()  # the layers of ink hold much the same
    for thick in _inks(small):
        if places > MOST_PLACES:
            break
        for letters in _groups(np.asarray(cv2.bitwise_and(thick, cv2.bitwise_not(ink)), dtype=np.uint8), print_):
            x, y, w, h = cv2.boundingRect(np.concatenate(letters))
            place = (len(letters), *(round(each / SAME) for each in (x, y, w, h)))
            if place in tried:
                continue
            tried.add(place)
            places += 1
            if places > MOST_PLACES:
                break
            text = _read(letters, thick, engine, languages)
            kind = None if text is None else kind_of(text)
            if kind is None:
                continue
            box = Box(x / width, y / height, (x + w) / width, (y + h) / height)
            marks.append(Mark(kind=kind, box=box, text=text))
            own = cv2.bitwise_and(_drawn(letters, thick.shape), thick)
            ink = np.asarray(cv2.bitwise_or(ink, cv2.dilate(own, np.ones((7, 7), dtype=np.uint8))), dtype=np.uint8)
    return Across(tuple(marks), ink) if marks else None


def _inks(small: Small) -> Iterator[Pixels]:
    """What is inked in thick strokes, by itself and by what of it is coloured: the print beneath is mostly black."""
    dark = darkest(small.pixels)
    _, ink = cv2.threshold(dark, PALE * float(np.median(dark[::7, ::7])), 255, cv2.THRESH_BINARY_INV)
    for layer, stroke in ((small.colour, STROKES[0]), (ink, STROKES[0]), (ink, STROKES[1])):
        if layer is not None:
            size = max(2, round(stroke * MM))
            thick = cv2.morphologyEx(layer, cv2.MORPH_OPEN, np.ones((size, size), dtype=np.uint8))
            yield np.asarray(thick, dtype=np.uint8)


def _print(words: Sequence[Word], width: int, height: int) -> Pixels:
    """1 where words of common size were read."""
    out = np.zeros((height, width), dtype=np.uint8)
    for word in words:
        if word.box.height * height < LOWEST * MM:
            x0, y0, x1, y1 = word.box
            out[int(y0 * height) : int(y1 * height) + 1, int(x0 * width) : int(x1 * width) + 1] = 1
    return out


def _groups(thick: Pixels, print_: Pixels) -> Iterator[list[NDArray[np.int32]]]:
    """Outlines of what may be the letters of one word: of like size, close to one another, in a row."""
    outlines, boxes = components(thick)
    longer = boxes[:, 2:].max(axis=1, initial=0)
    asked = np.flatnonzero((longer >= LOWEST * MM) & (longer <= HIGHEST * MM))
    sized = [
        index
        for index, (x, y, w, h) in zip(asked.tolist(), boxes[asked].tolist(), strict=True)
        if float(print_[y : y + h, x : x + w].mean()) < PRINTED
        and (min(w, h) <= NARROW * max(w, h) or cv2.countNonZero(thick[y : y + h, x : x + w]) <= FILLED * w * h)
    ]
    sized.sort(key=lambda index: -max(boxes[index, 2:]))
    beside = _beside(np.asarray(boxes[sized], dtype=np.int32))
    left = list(range(len(sized)))
    while left:
        group, rest = [left[0]], left[1:]
        for _ in range(MOST):
            reached = np.logical_or.reduce(beside[group], axis=0).tolist()
            near = [each for each in rest if reached[each]]
            if not near:
                break
            group += near
            rest = [each for each in rest if not reached[each]]
        left = rest
        if FEWEST <= len(group) <= MOST:
            yield [outlines[sized[each]] for each in group]


def _beside(boxes: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which patches (x, y, w, h) are of like size and no further apart than letters of a word, each by each."""
    starts, size = boxes[:, :2], boxes[:, 2:].max(axis=1)
    ends = starts + boxes[:, 2:]
    apart = np.maximum(starts[:, None], starts[None]) - np.minimum(ends[:, None], ends[None])
    larger = np.maximum(size[:, None], size[None])
    alike = 2 * np.minimum(size[:, None], size[None]) >= larger
    return np.asarray(alike & (apart.max(axis=2) <= 0.6 * larger))


def _drawn(letters: list[NDArray[np.int32]], shape: tuple[int, ...]) -> Pixels:
    """255 within the letters' outlines."""
    out = np.zeros(shape[:2], dtype=np.uint8)
    return np.asarray(cv2.drawContours(out, letters, -1, 255, cv2.FILLED), dtype=np.uint8)


def _read(letters: list[NDArray[np.int32]], thick: Pixels, engine: OcrEngine, languages: Sequence[str]) -> str | None:
    """The word that the letters make, read along the row they stand in; None where it is none that is a mark."""
    (middle_x, middle_y), (w, h), angle = cv2.minAreaRect(np.concatenate(letters))
    if w < h:
        w, h, angle = h, w, angle + 90
    angle = math.remainder(angle, 180)
    if not LENGTHY * h <= w <= APART * len(letters) * h:
        return None
    own = cv2.bitwise_not(cv2.bitwise_and(_drawn(letters, thick.shape), thick))
    scale = LEVEL_LETTER / h
    wide, high = round(w * scale + 2 * LEVEL_LETTER), round(2 * LEVEL_LETTER)
    # As it lies and on its head, one above the other, so that both are read at once.
    both = np.full((2 * high, wide), 255, dtype=np.uint8)
    for row, turn in enumerate((0, 180)):
        matrix = cv2.getRotationMatrix2D((middle_x, middle_y), angle + turn, scale)
        matrix[:, 2] += np.array([wide / 2 - middle_x, high / 2 - middle_y])
        level = cv2.warpAffine(own, matrix, (wide, high), flags=cv2.INTER_AREA, borderValue=255)
        both[row * high : (row + 1) * high] = level
    rows = tuple(Found(wide / 2, (row + 0.5) * high, wide - LEVEL_LETTER, 1.6 * LEVEL_LETTER, 0.0) for row in (0, 1))
    reads = sorted(engine.glance(Raster(both, both, 200.0, rows), languages), key=lambda read: read.x0)
    for row in (0, 1):
        sure = [each for each in reads if each.confidence >= SURE and (each.y0 + each.y1 > 2 * high) == bool(row)]
        texts = [each.text for each in sure]
        # Letters set wide are read as several words.
        found = next((text for text in ("".join(texts), *texts) if kind_of(text) is not None), None)
        if found is not None:
            return found
    return None
