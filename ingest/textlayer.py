"""Whether a PDF page's text layer can be trusted: is it there, is it seen, does it make sense, is it all?

A text layer is somebody's claim about the page. What is drawn is what a customs officer sees, so where the two
differ the drawn page is read instead.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.drawn import Drawn
from ingest.glyphs import Glyph, TextWord
from ingest.model import Remark
from ingest.pageobjects import Sides

LEGIBLE = 2.2
"""Smaller type, in points, is not meant to be read."""

OUTLINES = 100
"""From so many drawn shapes on, some may be letters turned to outlines; ruled forms have a few dozen."""

BROKEN_SHARE = 0.08
"""A page with more than this share of characters that stand for nothing has a broken text layer."""

LETTER_COST = 3.35
"""Mean surprise per letter, in nats, beyond which text is no European language. French, English, Portuguese and
Spanish forms cost 2.8 to 3.1; text shifted by a wrong encoding costs 3.7 and more."""

# Share of each letter in European forms and trade papers, per mille; the four languages averaged.
_LETTERS = dict(
    zip(
        "etaoinrsdlucmpfghbvyqxzjkw",
        (122, 73, 91, 80, 70, 72, 67, 68, 43, 47, 38, 41, 28, 27, 15, 14, 19, 12, 12, 11, 7, 4, 4, 4, 6, 9),
        strict=True,
    )
)


Otherwise = tuple[str, str, Sides | None]
"""What a file states, what its page shows (empty: nothing), and where (points of the page as shown), if known."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`use` says what to read: the text layer, the drawn page, or both (a picture carries part of the content)."""

    use: str  # "text", "ocr", "both"
    words: tuple[TextWord, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())
    unchecked: tuple[TextWord, ...] = ()  # painted by the file's own account, but not seen in the page as drawn here
    hidden: tuple[tuple[TextWord, str], ...] = ()  # words that the page does not show, or only so much of
    values: tuple[Otherwise, ...] = ()  # form fields that store something else than is shown
    given: tuple[Otherwise, ...] = ()  # texts given for copying where others are drawn
    doubted: tuple[tuple[TextWord, str], ...] = ()  # words that were taken for something else, and no look settled it


def judge(
    words: Sequence[TextWord],
    broken: int,
    characters: int,
    seen: Drawn,
    picture: NDArray[np.uint8] | None,
    scale: float,
) -> Verdict:
    """Decides what to read.

    `broken` of `characters` glyphs stand for no character. `picture` is the page drawn in grey at `scale` pixels
    per point.
    """
    if picture is None or (not words and not broken):
        return Verdict("ocr", (), (_remark("missing", "The page has no text of its own; it was read as a picture."),))
    if seen.covering or (seen.texts and seen.unseen_texts >= 0.6 * seen.texts):
        text = "The page's own text is hidden under or behind what is shown; the page was read as a picture."
        return Verdict("ocr", (), (_remark("hidden", text),))
    if broken > BROKEN_SHARE * max(characters, 1) or _gibberish(words):
        text = "The page's own text does not spell what is shown; the page was read as a picture."
        return Verdict("ocr", (), (_remark("broken", text),), tuple(words))
    visible = tuple(word for word in words if word.size >= LEGIBLE and _inked(word, picture, scale, seen))
    remarks: list[Remark] = []
    if len(visible) < 0.5 * len(words):
        text = "Most of the page's own text cannot be seen; the page was read as a picture."
        unchecked = tuple(words) if not seen.unseen and not seen.white else ()
        return Verdict("ocr", (), (_remark("hidden", text),), unchecked)
    seen_words = set(map(id, visible))
    hidden = [(word, "") for word in words if id(word) not in seen_words]
    visible, mutilated = _as_shown(visible, picture, scale)
    if hidden:
        text = f"{len(hidden)} of the words in the page's own text cannot be seen and were left out."
        remarks.append(_remark("hidden", text))
    if (seen.pictures or seen.paths >= OUTLINES) and _letters_elsewhere(visible, picture, scale, seen):
        return Verdict("both", visible, tuple(remarks), hidden=(*hidden, *mutilated))
    return Verdict("text", visible, tuple(remarks), hidden=(*hidden, *mutilated))


def _as_shown(
    words: Sequence[TextWord], picture: NDArray[np.uint8], scale: float
) -> tuple[tuple[TextWord, ...], list[tuple[TextWord, str]]]:
    """Words with digits less their characters that are not drawn; and such words whole, with what is left of each."""
    kept: list[TextWord] = []
    mutilated: list[tuple[TextWord, str]] = []
    for word in words:
        if not word.glyphs or not any(char.isdigit() for char in word.text):
            kept.append(word)
            continue
        shown = tuple(glyph for glyph in word.glyphs if _drawn_there(glyph, picture, scale))
        if len(shown) == len(word.glyphs):
            kept.append(word)
        elif shown:
            left = "".join(glyph.text for glyph in shown)
            kept.append(replace(word, text=left, glyphs=shown))
            mutilated.append((word, left))
    return tuple(kept), mutilated


def _drawn_there(glyph: Glyph, picture: NDArray[np.uint8], scale: float) -> bool:
    """Whether anything is drawn in the middle of where a character is said to stand; its neighbours may reach in."""
    height, width = picture.shape
    room = 0.15 * (glyph.x1 - glyph.x0)
    x0, x1 = max(0, int((glyph.x0 + room) * scale)), min(width, math.ceil((glyph.x1 - room) * scale) + 1)
    y0, y1 = max(0, int(glyph.y0 * scale)), min(height, math.ceil(glyph.y1 * scale) + 1)
    part = picture[y0:y1, x0:x1]
    return part.size == 0 or int(part.max()) - int(part.min()) >= 10


def _remark(kind: str, text: str) -> Remark:
    return Remark(code=f"text-layer-{kind}", text=text)


def stands_for_nothing(text: str) -> bool:
    """Whether a glyph's text is no character: an unmapped code, a replacement, private use or control character."""
    if text.startswith("(cid:"):
        return True
    return any(
        char == "\ufffd" or unicodedata.category(char) in ("Co", "Cc", "Cn")
        for char in text
        if char not in "\t\n\r\f\v"
    )


def _gibberish(words: Sequence[TextWord]) -> bool:
    """Whether the letters cannot be European text: wrong encodings shift or shuffle the alphabet."""
    letters: list[str] = []
    other = 0
    for word in words:
        for char in word.text:
            if not char.isalpha():
                continue
            base = unicodedata.normalize("NFD", char.lower())[0]
            if base in _LETTERS:
                letters.append(base)
            else:
                other += 1
    if len(letters) < 120 or other > len(letters):
        return False
    cost = sum(-math.log(_LETTERS[letter] / 1000) for letter in letters) / len(letters)
    return cost > LETTER_COST


def _inked(word: TextWord, picture: NDArray[np.uint8], scale: float, seen: Drawn) -> bool:
    """Whether anything is drawn where the word is said to stand."""
    height, width = picture.shape
    x0, x1 = max(0, int(word.x0 * scale)), min(width, math.ceil(word.x1 * scale) + 1)
    y0, y1 = max(0, int(word.y0 * scale)), min(height, math.ceil(word.y1 * scale) + 1)
    if x1 <= x0 or y1 <= y0:
        return False
    mid = ((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)
    if any(a <= mid[0] <= c and b <= mid[1] <= d for a, b, c, d in seen.unseen):
        return False
    part = picture[y0:y1, x0:x1]
    return int(part.max()) - int(part.min()) >= 10


def _letters_elsewhere(words: Sequence[TextWord], picture: NDArray[np.uint8], scale: float, seen: Drawn) -> bool:
    """Whether the page shows a good deal of letters where the text layer has none (pictures, outlined text)."""
    if seen.paths < OUTLINES:  # only pictures can bear them
        sides = [(min(each), max(each)) for each in zip(*seen.pictures, strict=True)]
        x0, y0 = max(0, int(sides[0][0] * scale)), max(0, int(sides[1][0] * scale))
        x1, y1 = math.ceil(sides[2][1] * scale), math.ceil(sides[3][1] * scale)
        words = [
            replace(
                word, x0=word.x0 - x0 / scale, x1=word.x1 - x0 / scale, y0=word.y0 - y0 / scale, y1=word.y1 - y0 / scale
            )
            for word in words
        ]
        picture = picture[y0:y1, x0:x1]
        if min(picture.shape) < 16:
            return False
    work = picture.copy()
    pad = 1.0
    for word in words:
        x0, x1 = int(max(0, (word.x0 - pad) * scale)), math.ceil((word.x1 + pad) * scale)
        y0, y1 = int(max(0, (word.y0 - pad) * scale)), math.ceil((word.y1 + pad) * scale)
        work[y0 : y1 + 1, x0 : x1 + 1] = 255
    ground = cv2.medianBlur(work, 15)
    ink = ((ground.astype(np.int16) - work) > 70).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    if count < 60:
        return False
    low, high = 4.2 * scale, 14 * scale  # letters of about 6 to 18 points
    w, h, area = (stats[1:, i] for i in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    fit = (h >= low) & (h <= high) & (w >= 1.2 * scale) & (w <= 1.6 * high) & (area < 0.85 * w * h + 2)
    return int(fit.sum()) >= 60
