"""Words of a text layer that run aslant, as on a page that was turned by a few degrees, made level to be read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.glyphs import Glyph, TextWord

SLANT = 3.0
"""Degrees from which a word is no longer read as level."""

TOGETHER = 1.0
"""Degrees between words that run alike; the letters of a stamp's ring differ by more."""

MOST_SLANTS = 4
"""Most slants of a page that are looked at: those that most words have."""

ASCENT, DESCENT = 0.78, 0.22
"""Parts of a character's height above and below its baseline."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of a picture (of pixels, at `scale` to the point) that makes what runs at `angle` degrees level."""

    angle: float
    width: int
    height: int
    scale: float

    @property
    def matrix(self) -> NDArray[np.float64]:
        """Takes pixels of the picture to those of the turned one, in which all of it has room."""
        cos, sin = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        corners = [
            (cos * x + sin * y, cos * y - sin * x) for x in (0.0, float(self.width)) for y in (0.0, float(self.height))
        ]
        left, top = min(x for x, _ in corners), min(y for _, y in corners)
        return np.array([[cos, sin, -left], [-sin, cos, -top]])

    def picture(self, given: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The picture, turned."""
        cos, sin = abs(math.cos(math.radians(self.angle))), abs(math.sin(math.radians(self.angle)))
        size = (
            math.ceil(self.width * cos + self.height * sin) + 1,
            math.ceil(self.width * sin + self.height * cos) + 1,
        )
        turned = cv2.warpAffine(
            given, self.matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255
        )
        return np.asarray(turned, dtype=np.uint8)

    def word(self, word: TextWord) -> TextWord:
        """A word that runs at the angle, in the frame of the turned picture: points from its top left."""
        matrix = self.matrix
        bases = [
            matrix @ (glyph.base[0] * self.scale, glyph.base[1] * self.scale, 1.0) / self.scale for glyph in word.glyphs
        ]
        steps = [float(after[0] - before[0]) for before, after in pairwise(bases)]
        high = median(_height(glyph, self.angle, step) for glyph, step in zip(word.glyphs, [*steps, None], strict=True))
        steps.append(_last(word.glyphs[-1], self.angle, high))
        glyphs = tuple(
            Glyph(
                each.text,
                float(x),
                float(y) - ASCENT * high,
                float(x) + max(step, 0.1 * high),
                float(y) + DESCENT * high,
                high,
                0.0,
                (float(x), float(y)),
                each.font,
            )
            for each, (x, y), step in zip(word.glyphs, bases, steps, strict=True)
        )
        return TextWord(
            word.text,
            min(glyph.x0 for glyph in glyphs),
            min(glyph.y0 for glyph in glyphs),
            max(glyph.x1 for glyph in glyphs),
            max(glyph.y1 for glyph in glyphs),
            0.0,
            high,
            glyphs,
        )


def slants(words: Sequence[TextWord], least: int) -> list[tuple[float, list[int]]]:
    """The angles at which so many words and more run aslant, each with these words."""
    found: list[tuple[float, list[int]]] = []
    for index, word in enumerate(words):
        if not word.glyphs or abs((word.angle + 45) % 90 - 45) <= SLANT or not _straight(word):
            continue
        own = next((each for each in found if abs((each[0] - word.angle + 180) % 360 - 180) <= TOGETHER), None)
        if own is None:
            found.append((word.angle, [index]))
        else:
            own[1].append(index)
    found.sort(key=lambda each: -len(each[1]))
    return [each for each in found[:MOST_SLANTS] if len(each[1]) >= least]


def _straight(word: TextWord) -> bool:
    return all(abs((glyph.angle - word.angle + 180) % 360 - 180) <= TOGETHER for glyph in word.glyphs)


def _height(glyph: Glyph, angle: float, step: float | None) -> float:
    """Height of a character across its line, from the upright box about it and its width along the line."""
    cos, sin = abs(math.cos(math.radians(angle))), abs(math.sin(math.radians(angle)))
    wide = step if step is not None else 0.5 * min(glyph.x1 - glyph.x0, glyph.y1 - glyph.y0)
    if cos >= sin:
        return max((glyph.y1 - glyph.y0 - wide * sin) / cos, 1.0)
    return max((glyph.x1 - glyph.x0 - wide * cos) / sin, 1.0)


def _last(glyph: Glyph, angle: float, high: float) -> float:
    """Width along the line of a character that none follows."""
    cos, sin = abs(math.cos(math.radians(angle))), abs(math.sin(math.radians(angle)))
    across, down = glyph.x1 - glyph.x0, glyph.y1 - glyph.y0
    return (across - high * sin) / cos if cos >= sin else (down - high * cos) / sin
