"""Characters of a PDF's text layer put together to words: by direction, line, and gaps.

Everything here is in points of the page as shown, origin top left.
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

LIGATURES = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    "\u00ad": "",  # soft hyphen
    "\u200b": "",  # zero-width space
    "\u200c": "",
    "\u200d": "",
    "\ufeff": "",
}

SAME_LINE = 0.35  # baselines this share of the font size apart stand on one line
WORD_GAP = 0.17  # a wider gap (share of the font size) parts words where the producer wrote no spaces
LEAST_GAP = 0.08  # a space that leaves less parts nothing
WIDE_GAP = 0.30  # where it did write spaces, only a gap wider than this parts words by itself
OTHER_PRINT = 1.3  # times as great as what stands beside it, print is of another size


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as drawn: text, box in points, font size, reading angle in degrees (clockwise, 0 is upright)."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    angle: float
    base: tuple[float, float]  # start of the baseline
    font: str = ""


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word of the text layer: box in points, reading angle, font size in points, and its characters as drawn."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    angle: float
    size: float
    glyphs: tuple[Glyph, ...] = ()


def words_of(glyphs: Sequence[Glyph]) -> list[TextWord]:
    """All words: those in the four quarter directions line by line, slanted and circular ones in drawing order."""
    straight: dict[int, list[Glyph]] = defaultdict(list)
    slanted: list[Glyph] = []
    for index, glyph in enumerate(glyphs):
        if _slants(glyph) or _in_ring(glyphs, index):
            slanted.append(glyph)
        else:
            straight[round(glyph.angle / 90) * 90 % 360].append(glyph)
    words: list[TextWord] = []
    for angle in sorted(straight):
        words.extend(_straight_words(straight[angle], angle))
    words.extend(_slanted_words(slanted))
    return words


def _slants(glyph: Glyph) -> bool:
    return abs(glyph.angle - round(glyph.angle / 90) * 90) > 3


def _in_ring(glyphs: Sequence[Glyph], index: int) -> bool:
    """Whether a straight glyph is the top of a ring of letters: drawn between two slanted ones that it joins."""
    if not 0 < index < len(glyphs) - 1:
        return False
    before, glyph, after = glyphs[index - 1 : index + 2]
    return _slants(before) and _slants(after) and _follows(before, glyph) and _follows(glyph, after)


def _along(glyph: Glyph, angle: int) -> tuple[float, float, float]:
    """Start and end along the reading direction, and the baseline's position across it."""
    bx, by = glyph.base
    if angle == 0:
        return glyph.x0, glyph.x1, by
    if angle == 90:  # reads downwards
        return glyph.y0, glyph.y1, -bx
    if angle == 180:
        return -glyph.x1, -glyph.x0, -by
    return -glyph.y1, -glyph.y0, bx


def _straight_words(glyphs: list[Glyph], angle: int) -> Iterable[TextWord]:
    placed = sorted(((*_along(g, angle), g) for g in glyphs), key=lambda item: item[2])
    lines: list[list[tuple[float, float, float, Glyph]]] = []
    for item in placed:
        if lines and abs(item[2] - lines[-1][-1][2]) <= SAME_LINE * max(min(item[3].size, lines[-1][-1][3].size), 1):
            lines[-1].append(item)
        else:
            lines.append([item])
    for line in lines:
        line.sort(key=lambda item: item[0])
        yield from _line_words(_once([(start, end, g) for start, end, _, g in line]), angle)


def _once(line: list[tuple[float, float, Glyph]]) -> list[tuple[float, float, Glyph]]:
    """Drops characters drawn twice at one place (a poor man's bold, or a shadow)."""
    kept: list[tuple[float, float, Glyph]] = []
    for item in line:
        start, _, glyph = item
        if any(
            glyph.text == other.text and abs(start - begun) < 0.15 * glyph.size and abs(glyph.y0 - other.y0) < 1.5
            for begun, _, other in kept[-3:]
        ):
            continue
        kept.append(item)
    return kept


def _line_words(line: list[tuple[float, float, Glyph]], angle: int) -> Iterable[TextWord]:
    runs = _split(line)
    for run in _join_spaced(runs):
        word = _word([glyph for _, _, glyph in run], float(angle))
        if word is not None:
            yield word


Run = list[tuple[float, float, Glyph]]
_WORD = 3  # letters of the shortest word told by its print


def _split(line: Run) -> list[Run]:
    """Parts a line at spaces and at gaps; the wider the letters are set, the wider a gap must be."""
    inked = sum(1 for item in line if item[2].text.strip())
    spaced = len(line) - inked >= max(1, inked // 15)
    runs: list[Run] = []
    for stretch, tracking in _stretches(line):
        run: Run = []
        end = 0.0
        space = False
        for item in stretch:
            glyph = item[2]
            if not glyph.text.strip():
                space = True
                continue
            # A space that makes no gap parts nothing: some producers lay strings of spaces over a line.
            share = (LEAST_GAP if space else WIDE_GAP) if spaced else WORD_GAP
            limit = share * glyph.size + (0.0 if space else tracking)
            space = False
            if not run or item[0] - end > limit or _begins_in_other_print(run, item):
                run = []
                runs.append(run)
                end = item[1]
            run.append(item)
            end = max(end, item[1])
    return runs


def _begins_in_other_print(run: Run, item: tuple[float, float, Glyph]) -> bool:
    """Whether a capital in other print begins a word right behind a word's last small letter: "Kito Lda" and "Av. 25".

    Small capitals stand behind a capital, and what is raised or lowered are figures and small letters.
    """
    last, glyph = run[-1][2], item[2]
    ended = len(run) >= _WORD and last.text.islower() and glyph.text.isupper()
    return ended and max(last.size, glyph.size) > OTHER_PRINT * min(last.size, glyph.size)


def _stretches(line: Run) -> list[tuple[Run, float]]:
    """Cuts a line at gaps wider than two ems, and gives each piece the letter spacing it was set with."""
    pieces: list[Run] = []
    for item in line:
        if pieces and item[0] - pieces[-1][-1][1] <= 2 * item[2].size:
            pieces[-1].append(item)
        else:
            pieces.append([item])
    found: list[tuple[Run, float]] = []
    for piece in pieces:
        inked = [item for item in piece if item[2].text.strip()]
        gaps = [b[0] - a[1] for a, b in pairwise(inked)]
        size = median(item[2].size for item in piece)
        tracking = 0.0
        if len(gaps) >= 3:
            middle = median(gaps)
            # Letter-spaced text: most gaps alike and clearly open.
            if middle > 0.08 * size and sum(1 for gap in gaps if abs(gap - middle) < 0.1 * size) >= 0.6 * len(gaps):
                tracking = middle
        found.append((piece, tracking))
    return found


def _join_spaced(runs: list[Run]) -> list[Run]:
    """Joins letters that were spread out with spaces ("K I M B E R L E Y") back to words."""
    joined: list[Run] = []
    index = 0
    while index < len(runs):
        end = index
        while end < len(runs) and len(runs[end]) == 1 and runs[end][0][2].text.isalpha():
            end += 1
        if end - index >= 4:
            letters = [runs[i][0] for i in range(index, end)]
            gaps = [b[0] - a[1] for a, b in pairwise(letters)]
            limit = 1.6 * median(gaps)
            if limit < 4 * letters[0][2].size:
                joined.append([letters[0]])
                for letter, gap in zip(letters[1:], gaps, strict=True):
                    if gap > limit:
                        joined.append([letter])
                    else:
                        joined[-1].append(letter)
                index = end
                continue
        if end == index:
            end = index + 1
        joined.extend(runs[index:end])
        index = end
    return joined


def _slanted_words(glyphs: list[Glyph]) -> Iterable[TextWord]:
    """Words at other angles, in the order they were drawn: watermarks, and the ring of letters in a stamp."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _follows(run[-1], glyph):
            word = _word(run, run[0].angle)
            if word is not None:
                yield word
            run = []
        if glyph.text.strip():
            run.append(glyph)
    word = _word(run, run[0].angle) if run else None
    if word is not None:
        yield word


def _follows(last: Glyph, glyph: Glyph) -> bool:
    if not glyph.text.strip():
        return False
    turn = abs((glyph.angle - last.angle + 180) % 360 - 180)
    distance = math.dist(last.base, glyph.base)
    return turn <= 40 and distance <= 1.6 * max(last.size, glyph.size)


def _word(glyphs: Sequence[Glyph], angle: float) -> TextWord | None:
    text = "".join(LIGATURES.get(char, char) for glyph in glyphs for char in glyph.text)
    text = unicodedata.normalize("NFC", "".join(text.split()))
    if not text:
        return None
    return TextWord(
        text,
        min(g.x0 for g in glyphs),
        min(g.y0 for g in glyphs),
        max(g.x1 for g in glyphs),
        max(g.y1 for g in glyphs),
        angle % 360,
        median(g.size for g in glyphs),
        tuple(glyphs),
    )
