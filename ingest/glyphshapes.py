"""Whether the characters of a text layer that claim to be alike are drawn alike.

PDFium draws a character of one font and size with the same pixels wherever it stands, so of the many characters of a
page only one of each kind has to be read, and one that is drawn otherwise than its like, or that something lies
over, stands out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.glyphs import Glyph, TextWord

ALIKE = 0.92
"""Least correlation of two drawings of one character at 200 dpi. Drawings of one character have 0.96 and more, those of
different digits (3 and 8, 5 and 6) up to 0.89."""

NOT_COMPARED = 0.91
"""The likeness of what is too large to be compared: such words are read, after those that are seen to differ."""

ABOVE, BELOW = 0.76, 0.22
"""What of a character is compared, in parts of its size above and below the baseline."""

MARGIN = 40
"""White pixels about the picture, for characters that stand over its edge."""

LARGEST = 200
"""Most pixels of a character's side that is compared."""

TOGETHER = 200
"""Most characters compared at once: it bounds memory."""

Kind = tuple[str, int, str]
"""Font, size in half points, and character: what is drawn with the same pixels."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """The kinds of the characters of each word, and the words in which one is not drawn like its kind.

    Of these `likeness` gives the least correlation of a character with its kind: what lies beneath a character changes
    it less than its being another.
    """

    kinds: tuple[frozenset[Kind], ...]
    likeness: Mapping[int, float]

    @property
    def odd(self) -> frozenset[int]:
        """The words in which a character is not drawn like its kind."""
        return frozenset(self.likeness)


def kind_of(glyph: Glyph) -> Kind:
    """What the character is drawn like."""
    return glyph.font, round(2 * glyph.size), glyph.text


def shapes_of(words: Sequence[TextWord], picture: NDArray[np.uint8], scale: float) -> Shapes:
    """Compares the characters of upright words in a grey picture at `scale` pixels per point."""
    members: dict[Kind, list[tuple[int, Glyph]]] = defaultdict(list)
    for index, word in enumerate(words):
        for glyph in word.glyphs:
            members[kind_of(glyph)].append((index, glyph))
    bordered = cv2.copyMakeBorder(picture, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=255)
    padded = np.asarray(bordered, dtype=np.uint8)
    odd: dict[int, float] = {}
    for own in members.values():
        if len(own) == 1:
            continue
        likeness = _likeness([glyph for _, glyph in own], padded, scale)
        for (index, _), alike in zip(own, likeness.tolist(), strict=True):
            if alike < ALIKE:
                odd[index] = min(alike, odd.get(index, ALIKE))
    kinds = tuple(frozenset(kind_of(glyph) for glyph in word.glyphs) for word in words)
    return Shapes(kinds, odd)


def _likeness(glyphs: Sequence[Glyph], padded: NDArray[np.uint8], scale: float) -> NDArray[np.float32]:
    """How much each of the characters is drawn as most of them are; they may be a pixel off their place."""
    width = max(3, round(max(glyph.x1 - glyph.x0 for glyph in glyphs) * scale))
    height = max(5, round((ABOVE + BELOW) * max(glyph.size for glyph in glyphs) * scale))
    if height > LARGEST or width > LARGEST:  # display type: read, not compared
        return np.full(len(glyphs), NOT_COMPARED, dtype=np.float32)
    first = _drawings(glyphs[:TOGETHER], padded, scale, height, width)
    like_first = first @ first[4][0]
    if len(glyphs) == 2:
        return np.full(2, like_first.max(axis=0).min(), dtype=np.float32)
    settled = first[like_first.argmax(axis=0), np.arange(first.shape[1])]
    low, high = (len(settled) - 1) // 2, len(settled) // 2
    ordered = np.partition(settled, (low, high), axis=0)  # numpy's median takes twice the time for as few
    middle = (ordered[low] + ordered[high]) / 2
    middle /= np.sqrt(middle @ middle) + 1e-6
    alike = [(first @ middle).max(axis=0)]
    for start in range(TOGETHER, len(glyphs), TOGETHER):
        more = _drawings(glyphs[start : start + TOGETHER], padded, scale, height, width)
        alike.append((more @ middle).max(axis=0))
    return np.concatenate(alike)


def _drawings(
    glyphs: Sequence[Glyph], padded: NDArray[np.uint8], scale: float, height: int, width: int
) -> NDArray[np.float32]:
    """The characters' pixels at nine places about their own: rows of unit length about their mean (9, n, pixels).

    A product of two such rows is their correlation.
    """
    drawn = np.empty((len(glyphs), height + 2, width + 2), dtype=np.float32)
    for row, glyph in enumerate(glyphs):
        x = min(max(round(glyph.x0 * scale) + MARGIN, 1), padded.shape[1] - width - 2)
        y = min(max(round((glyph.base[1] - ABOVE * glyph.size) * scale) + MARGIN, 1), padded.shape[0] - height - 2)
        drawn[row] = padded[y - 1 : y + height + 1, x - 1 : x + width + 1]
    shifted = np.empty((9, len(glyphs), height * width), dtype=np.float32)
    for place in range(9):
        dy, dx = divmod(place, 3)
        shifted[place] = drawn[:, dy : dy + height, dx : dx + width].reshape(len(glyphs), -1)
    shifted -= shifted.mean(axis=2, keepdims=True)
    shifted /= np.sqrt(np.einsum("ijk,ijk->ij", shifted, shifted))[:, :, None] + 1e-3
    return shifted
