"""A text layer held against what the page shows: read by eye, where the eye is PP-OCR or Tesseract.

Every kind of character that words with digits, codes and names are made of is read in at least one word, and every
such word in which a character is not drawn like its kind is read itself. So a font that says other digits than it
shows is found however few words bear it, and so is one figure laid over another, at the cost of a dozen words read.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.glyphs import Glyph, TextWord
from ingest.glyphshapes import shapes_of
from ingest.looks import readable, same_looks, says
from ingest.sampling import AGAIN, GAP, NARROWED, cover, figures_of, sampled
from ingest.slanted import SLANT, Turn, slants
from ingest.textlines import LINE_HEIGHT

PROOF_DPI = 200.0
"""Resolution of the picture that words are read in."""

STRIP = 480
"""Pixels of a strip of words that are read together. All strips are as wide, but for those of a single long word: a
reader is as quick with a short one, needs fewer pixels in all, and is made ready for one shape alone."""

LONGEST = 3300
"""Most pixels of a word's width."""

LEAST_ASLANT = 4
"""Words that run aslant alike from which they are the page's text and no ornament: a stamp or a mark has fewer."""

SURE, SURER = 0.5, 0.8
"""Least confidence in each character of a reading that says otherwise than the text layer, and of one that does so in
a few letters alone."""

Pixels = NDArray[np.uint8]


class StripReader(Protocol):
    """Reads strips of words: pictures `LINE_HEIGHT` pixels high. Gives each character with its place and confidence."""

    def strips(self, strips: Sequence[Pixels]) -> list[list[tuple[str, float, float]]]:
        """Character, middle in pixels from the strip's left edge, and confidence 0..1, from left to right."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was held against the picture: words read, words so covered, and those that look otherwise than they say."""

    read: int
    covered: int
    suspects: tuple[tuple[TextWord, str], ...]  # each with what it was read as


def proofread(words: Sequence[TextWord], picture: Pixels, scale: float, reader: StripReader) -> Proof:
    """Compares the words that matter with the page's grey picture at `scale` pixels per point."""
    read = covered = 0
    suspects: list[tuple[TextWord, str]] = []
    named = {glyph.font for word in words if matters(word) for glyph in word.glyphs}
    candidates = [word for word in words if (matters(word) or _alone(word, named)) and _comparable(word)]

    def hold(chosen: Sequence[TextWord], upright: Sequence[TextWord], shown: Pixels) -> None:
        nonlocal read, covered
        count, differing = _proof(upright, shown, scale, reader)
        read += count
        covered += len(chosen)
        suspects.extend((chosen[index], seen) for index, seen in sorted(differing.items()))

    for quarter in (0, 90, 180, 270):
        chosen = [word for word in candidates if _faces(word, quarter)]
        if chosen:
            upright = [_turned(word, quarter, picture.shape, scale) for word in chosen]
            hold(chosen, upright, np.ascontiguousarray(np.rot90(picture, quarter // 90)))
    for angle, indices in slants(candidates, LEAST_ASLANT):
        turn = Turn(angle, picture.shape[1], picture.shape[0], scale)
        chosen = [candidates[index] for index in indices]
        hold(chosen, [turn.word(word) for word in chosen], turn.picture(picture))
    return Proof(read, covered, tuple(suspects))


def matters(word: TextWord) -> bool:
    """Whether a word may carry a fact: digits, codes, and names (anything that is written with a capital)."""
    return bool(word.glyphs) and (any(char.isdigit() for char in word.text) or word.text[:1].isupper())


def _alone(word: TextWord, named: Collection[str]) -> bool:
    """Whether a word is of a font that no word that matters is set in: all that tells whether the font lies."""
    return bool(word.glyphs) and word.glyphs[0].font not in named and word.text.isalpha()


def _comparable(word: TextWord) -> bool:
    """Whether a reading tells anything of the word: letters of other alphabets are read as what they look like."""
    return readable(word.text) or any(char.isdigit() for char in word.text)


def _faces(word: TextWord, quarter: int) -> bool:
    return abs((word.angle - quarter + 180) % 360 - 180) <= SLANT


def _turned(word: TextWord, quarter: int, shape: tuple[int, ...], scale: float) -> TextWord:
    """The word in the frame of the picture turned so that the word is upright."""
    if quarter == 0:
        return word
    width, height = shape[1] / scale, shape[0] / scale

    def point(x: float, y: float) -> tuple[float, float]:
        return {90: (y, width - x), 180: (width - x, height - y), 270: (height - y, x)}[quarter]

    def box(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        (ax, ay), (bx, by) = point(x0, y0), point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    glyphs = tuple(
        Glyph(g.text, *box(g.x0, g.y0, g.x1, g.y1), g.size, 0.0, point(*g.base), g.font) for g in word.glyphs
    )
    return TextWord(word.text, *box(word.x0, word.y0, word.x1, word.y1), 0.0, word.size, glyphs)


def _proof(words: Sequence[TextWord], picture: Pixels, scale: float, reader: StripReader) -> tuple[int, dict[int, str]]:
    """How many words were read, and which look otherwise than they say, with what they were read as."""
    shapes = shapes_of(words, picture, scale)
    picked = sampled(words, shapes)
    differing, alike = _compared(words, picked, picture, scale, reader)
    read = len(picked)
    # A kind that was read otherwise is asked about in other words before it is doubted, and so is a figure not read.
    settled = set().union(*(shapes.kinds[i] for i in alike - shapes.odd), set())
    doubted = set().union(*(shapes.kinds[i] for i in differing.keys() - shapes.odd), set())
    digits = figures_of(shapes)
    doubted |= set().union(*(digits[i] for i in picked if i not in shapes.odd), set())
    doubted -= settled
    if doubted:
        asked = [own & doubted for own in shapes.kinds]
        sound = [i for i in range(len(words)) if i not in shapes.odd]
        again = cover(words, asked, [i for i in sound if i not in picked], set(), AGAIN)
        more, _ = _compared(words, again, picture, scale, reader)
        differing |= more
        read += len(again)
    return read, differing


def _compared(
    words: Sequence[TextWord], picked: Sequence[int], picture: Pixels, scale: float, reader: StripReader
) -> tuple[dict[int, str], set[int]]:
    """Which of the words are read as something else, and as what; and which are read as what they say."""
    crops = [(index, crop) for index in picked if (crop := _crop(words[index], picture, scale)) is not None]
    strips = _packed(crops)
    differing: dict[int, str] = {}
    alike: set[int] = set()
    for own, characters in zip(strips, reader.strips([_strip(own) for own in strips]), strict=True):
        left = float(GAP)
        for index, crop in own:
            right = left + crop.shape[1]
            here = [(text, sure) for text, x, sure in characters if left - 8 <= x <= right + 8 and text != " "]
            left = right + GAP
            seen = "".join(text for text, _ in here)
            near = same_looks(words[index].text, seen)
            if (
                here
                and not says(words[index].text, seen)
                and min(sure for _, sure in here) >= (SURER if near else SURE)
            ):
                differing[index] = seen
            elif near:
                alike.add(index)
    return differing, alike


def _packed(crops: Sequence[tuple[int, Pixels]]) -> list[list[tuple[int, Pixels]]]:
    """The words laid out in strips, the widest first, each where it fits first."""
    strips: list[list[tuple[int, Pixels]]] = []
    used: list[int] = []
    for index, crop in sorted(crops, key=lambda each: (-each[1].shape[1], each[0])):
        needed = crop.shape[1] + GAP
        at = next((i for i, width in enumerate(used) if width + needed <= STRIP), None)
        if at is None:
            strips.append([(index, crop)])
            used.append(GAP + needed)
        else:
            strips[at].append((index, crop))
            used[at] += needed
    return strips


def _crop(word: TextWord, picture: Pixels, scale: float) -> Pixels | None:
    """The word cut out of the page at the reader's height, a little narrowed, its ground made white."""
    base = word.glyphs[0].base[1]
    pad = 0.1 * word.size
    x0, x1 = max(0, int((word.x0 - pad) * scale)), math.ceil((word.x1 + pad) * scale)
    y0, y1 = max(0, int((base - 0.9 * word.size) * scale)), math.ceil((base + 0.3 * word.size) * scale)
    part = picture[y0:y1, x0:x1]
    if part.shape[0] < 4 or part.shape[1] < 2:
        return None
    border = np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]])
    ground = float(np.median(border))
    if ground < 110:  # light on dark
        part, ground = np.asarray(255 - part, dtype=np.uint8), 255 - ground
    part = np.clip(part.astype(np.float32) * (255.0 / max(ground, 1.0)), 0, 255).astype(np.uint8)
    width = min(max(4, round(part.shape[1] * LINE_HEIGHT / part.shape[0] * NARROWED)), LONGEST)
    return np.asarray(cv2.resize(part, (width, LINE_HEIGHT), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _strip(own: Sequence[tuple[int, Pixels]]) -> Pixels:
    width = GAP + sum(crop.shape[1] + GAP for _, crop in own)
    strip = np.full((LINE_HEIGHT, max(STRIP, width)), 255, dtype=np.uint8)
    left = GAP
    for _, crop in own:
        strip[:, left : left + crop.shape[1]] = crop
        left += crop.shape[1] + GAP
    return strip
