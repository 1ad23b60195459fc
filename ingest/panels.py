"""Dark grounds that print stands on, told from shadows on the paper.

Evening the light divides a page by its background, and a dark panel, a coloured sidebar or the band over a letterhead,
is background over its whole extent: divided by itself it comes out as white as the print on it. A panel ends at once,
where a shadow fades over millimetres.

All lengths are in pixels of a page reduced to some 500 on its longer side.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest import straighten
from ingest.model import Box, Word
from ingest.straighten import Pixels

DARK = 0.62
"""Share of the paper's light that a panel has at most."""

SOLID = 0.6
"""Share of a panel that is as dark, at least: lines of dark print have paper between their letters."""

PRINT = 5
"""Width of the strokes or height of the letters of light print, at most, that do not part a panel: rows of paper
between dark bands are higher."""

THICK = 5
"""Width and height of a panel at least: letters' strokes are thinner, those of large ones too."""

LEAST = 0.002
"""Share of the page that a panel takes up at least: the background of a page does not follow smaller ones."""

STEP = 2
"""Distance from a panel's edge to both sides within which its light changes: a millimetre."""

SHARP = 0.66
"""Light within the edge, of that outside it, from which the edge is none."""

CLEAR = 0.75
"""Share of its edge along which a panel ends so, but for what lies on the picture's edge."""

INSIDE = 0.4
"""Share of its edge that lies within the picture, at least: what surrounds a sheet has less."""

ABOUT = 101
"""Width of the part of a page about each place of a panel whose paper is taken to go on under it."""


READ = 0.55
"""Confidence from which a word was read."""

ROUND = 0.25
"""Heights of a word over and under it that its ground reaches at least."""

SIDE = 500
"""Longer side of the reduced page, in pixels."""


def grounds_of(grey: Pixels, words: Sequence[Word]) -> Pixels | None:
    """255 where words that were read stand on panels, and close about these, in the page's picture reduced.

    None where there are none: dark ink that holds no word may hide one.
    """
    found = panels(straighten.reduced(grey, SIDE)[0])
    if found is None:
        return None
    numbers = np.asarray(cv2.connectedComponents(found)[1], dtype=np.int32)
    held = {_ground_of(word.box, numbers) for word in words if word.confidence >= READ and len(word.text) > 1} - {0}
    if not held:
        return None
    kept = np.asarray(np.isin(numbers, list(held)), dtype=np.uint8) * 255
    return np.asarray(cv2.dilate(kept, np.ones((3, 3), dtype=np.uint8)), dtype=np.uint8)


def _ground_of(box: Box, numbers: NDArray[np.int32]) -> int:
    """The number of the panel that a word stands on, with some of it over and under the word; 0 for none.

    What covers half of a word is no ground of it, and neither are its own letters.
    """
    height, width = numbers.shape
    rows = (box.y0 - ROUND * box.height, box.mid_y, box.y1 + ROUND * box.height)
    found = {
        int(numbers[min(max(int(y * height), 0), height - 1), min(int(x * width), width - 1)])
        for x in (box.x0, box.x1)
        for y in rows
    }
    return found.pop() if len(found) == 1 else 0


def panels(small: Pixels) -> Pixels | None:
    """255 where one channel of a page shows a panel, with the print on it; None where there is none.

    What is dark is held against the lighter half of the page.
    """
    paper = float(np.percentile(small[::3, ::3], 75))
    dark = cv2.threshold(small, DARK * paper, 255, cv2.THRESH_BINARY_INV)[1]
    least = LEAST * dark.size
    core = np.ones((THICK, THICK), dtype=np.uint8)
    if not cv2.countNonZero(cv2.erode(dark, core)):
        return None  # print alone: no panel is print from edge to edge
    whole = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((PRINT, PRINT), dtype=np.uint8))
    solid = cv2.morphologyEx(whole, cv2.MORPH_OPEN, core)
    count, numbers, told, _ = cv2.connectedComponentsWithStats(solid)
    large = [number for number in range(1, count) if told[number, cv2.CC_STAT_AREA] >= least]
    if not large:
        return None
    near = np.ones((2 * STEP + 1, 2 * STEP + 1), dtype=np.uint8)
    sharp = cv2.erode(small, near) < SHARP * cv2.dilate(small, near).astype(np.float32)
    found: Pixels = np.zeros(small.shape, dtype=np.uint8)
    for number in large:
        shape = np.asarray(numbers == number, dtype=np.uint8)
        if cv2.mean(dark, shape)[0] >= SOLID * 255 and _ends_sharply(shape, sharp):
            found[shape > 0] = 255
    return found if found.any() else None


def _ends_sharply(shape: Pixels, sharp: NDArray[np.bool_]) -> bool:
    """Whether the light steps up along nearly all of the outer edge of a shape that lies within the picture."""
    outlines, _ = cv2.findContours(shape, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    edge = np.concatenate([outline[:, 0] for outline in outlines])
    height, width = shape.shape
    x, y = edge.T
    inside = (x > STEP) & (y > STEP) & (x < width - 1 - STEP) & (y < height - 1 - STEP)
    return bool(inside.mean() >= INSIDE and sharp[y[inside], x[inside]].mean() >= CLEAR)


def paper_under(ground: Pixels, found: Pixels) -> Pixels:
    """The background of a page with the paper about its panels (255 in `found`) going on under them."""
    bare = np.asarray(found == 0, dtype=np.float32)
    share = cv2.boxFilter(bare, -1, (ABOUT, ABOUT), borderType=cv2.BORDER_REPLICATE)
    light = cv2.boxFilter(ground * bare, -1, (ABOUT, ABOUT), borderType=cv2.BORDER_REPLICATE)
    usual = float(np.median(ground[found == 0])) if bare.any() else 255.0
    under = np.where(share > 0.02, light / np.maximum(share, 0.02), usual)
    return np.asarray(np.where(found > 0, np.clip(under, 1, 255), ground), dtype=np.uint8)
