"""Words that a pen's stroke goes through: struck out, whatever else was meant. Print is read through a stroke, and what
was struck out would be stated as if it stood.

Between print's letters there is paper, and more of it before and behind a word. A stroke is ink that comes from the
paper beside a word and goes through it from end to end without a gap, about as level as the line. Lines under words
and edges of boxes lie lower or higher.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.model import Box, Word
from ingest.straighten import Pixels

DOUBTED = 0.3
"""Confidence that a struck word has at most: its text may be read, and it is not what the paper says."""

TOP, BOTTOM = -0.1, 0.95
"""Where in a word's height a stroke is looked for: readers' boxes are loose, and pens do not keep to the line."""

BESIDE = 0.16
"""How far a stroke goes on beside a word, in the word's height, on one side at least."""

LENGTH = 0.93
"""Share of the word's length that it goes through at least: readers' boxes end later than print."""

LEVEL = (0.22, 0.72)
"""Where in a word's height a stroke lies on the whole: lines under words and edges of boxes lie lower or higher."""

STEEP = 0.4
"""Pixels a column that it rises or falls, at most, in the mean: signatures and stamps' letters go up and down."""

FEWEST = 2
"""Letters of a word at least: a dash goes through nothing."""

LOWEST = 8
"""Pixels that a word is high at least."""

CONTRAST = 60
"""Tones between paper and ink at least."""

FULL = 0.6
"""Share of ink about a word from which it is a dark ground or a blot."""


def struck(dark: Pixels, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, those that a stroke goes through with little confidence; `dark` is the page's `darkest` channel."""
    return tuple(
        replace(word, confidence=DOUBTED)
        if word.confidence > DOUBTED and sum(map(str.isalnum, word.text)) >= FEWEST and _is_struck(dark, word.box)
        else word
        for word in words
    )


def _is_struck(dark: Pixels, box: Box) -> bool:
    height, width = dark.shape
    high = box.height * height
    beside = max(3, round(BESIDE * high))
    left, right = round(box.x0 * width), round(box.x1 * width)
    top, bottom = max(0, round(box.y0 * height + TOP * high)), round(box.y0 * height + BOTTOM * high)
    if high < LOWEST or left < beside or right + beside > width:
        return False
    before = _runs_on(dark[top:bottom, left - beside : left])
    behind = _runs_on(dark[top:bottom, right : right + beside])
    if not before and not behind:
        return False
    part = dark[top:bottom, left - beside : right + beside]
    tones = np.sort(part[::2, ::2], axis=None)
    paper, print_ = float(tones[int(0.85 * (len(tones) - 1))]), float(tones[int(0.03 * (len(tones) - 1))])
    ink = part < (paper + print_) / 2
    if paper - print_ < CONTRAST or float(ink.mean()) > FULL:
        return False
    above, below = ((part_of - TOP) / (BOTTOM - TOP) * len(ink) for part_of in LEVEL)
    ways = ([ink[:, :-beside]] if before else []) + ([ink[:, beside:][:, ::-1]] if behind else [])
    return any(_goes_through(way, above, below) for way in ways)


def _runs_on(paper: Pixels) -> bool:
    """Whether something dark is in every column of what should be paper."""
    _, lightest, _, _ = cv2.minMaxLoc(paper)
    # Nearly all words are passed over here: OpenCV takes a third of the time of numpy for so few pixels.
    _, palest, _, _ = cv2.minMaxLoc(cv2.reduce(paper, 0, cv2.REDUCE_MIN))
    return bool(palest < lightest - CONTRAST)


def _goes_through(ink: NDArray[np.bool_], above: float, below: float) -> bool:
    """Whether a way through ink leads from one end about to the other, level enough, between two rows on the whole.

    It rises or falls by a pixel a column at most.
    """
    there = _followed(ink)
    if there is None:
        return False
    back = _followed(there[:, ::-1])
    if back is None:
        return False
    rows = (back * np.arange(len(ink))[:, None]).sum(axis=0) / back.sum(axis=0)
    return bool(above <= rows.mean() <= below and np.abs(np.diff(rows)).mean() <= STEEP)


def _followed(ink: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    """What of each column is reached from the first, as far as one is; None where that is not far."""
    # A column is a number whose bits are its rows: on arrays so short a step takes many times as long.
    size = (len(ink) + 7) // 8
    packed = np.packbits(ink.T, axis=1).tobytes()
    first, *others = [int.from_bytes(packed[at : at + size]) for at in range(0, len(packed), size)]
    ways = [first]
    for column in others:
        near = (ways[-1] | ways[-1] << 1 | ways[-1] >> 1) & column
        if not near:
            break
        ways.append(near)
    if len(ways) < LENGTH * ink.shape[1]:
        return None
    rows = np.frombuffer(b"".join(way.to_bytes(size) for way in ways), dtype=np.uint8).reshape(len(ways), size)
    return np.unpackbits(rows, axis=1, count=len(ink)).T.astype(np.bool_)
