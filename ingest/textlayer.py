"""Whether a PDF page's text layer can be trusted: is it there, is it seen, does it make sense, is it all?

A text layer is somebody's claim about the page. What is drawn is what a customs officer sees, so where the two
differ the drawn page is read instead.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # the package carries no types
from numpy.typing import NDArray

from ingest.glyphs import Glyph, TextWord
from ingest.model import Remark

INVISIBLE = 3
"""The text render mode that paints nothing (ISO 32000-2, 9.3.6). Mode 7 paints nothing itself but cuts out a shape
for what is painted next; whether that shows is seen in the picture."""

LEGIBLE = 2.2
"""Smaller type, in points, is not meant to be read."""

OUTLINES = 100
"""From so many drawn shapes on, some may be letters turned to outlines; ruled forms have a few dozen."""

BOX_SEGMENTS = 5
"""A box is drawn in five strokes at most: a shape of more may be a pen's or a stamp's."""

DRAWINGS = 3000
"""Most shapes of a page that are looked at one by one."""

BAR = (8.0, 120.0, 4.5)
"""Least and greatest length, in points, of a bar of a code, and most points of its width; modules are as narrow."""

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


Sides = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page draws: boxes (points, origin top left) of unseen text and of pictures."""

    unseen: tuple[tuple[float, float, float, float], ...] = ()
    pictures: tuple[tuple[float, float, float, float], ...] = ()
    covering: bool = False  # a picture drawn over the text covers the page
    texts: int = 0
    unseen_texts: int = 0
    largest_picture: int = 0  # pixels
    white: bool = False  # some text is painted white
    paths: int = 0  # drawn shapes
    drawings: tuple[tuple[float, float, float, float], ...] = ()  # drawn shapes that are no line and no box
    bars: tuple[tuple[float, float, float, float], ...] = ()  # small filled boxes: bars and modules of codes


@dataclass(frozen=True, slots=True)
class Verdict:
    """`use` says what to read: the text layer, the drawn page, or both (a picture carries part of the content)."""

    use: str  # "text", "ocr", "both"
    words: tuple[TextWord, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())
    unchecked: tuple[TextWord, ...] = ()  # painted by the file's own account, but not seen in the page as drawn here
    hidden: tuple[tuple[TextWord, str], ...] = ()  # words that the page does not show, or only so much of
    values: tuple[tuple[str, str, Sides], ...] = ()  # form fields: what is stored, what is shown, where (points)
    given: tuple[tuple[str, str, Sides], ...] = ()  # texts given for copying, likewise, where others are drawn


def drawn(page: pdfium.PdfPage) -> Drawn:
    """Walks the page's objects; boxes are in points of the page as shown, origin top left."""
    frame, turn = page.get_cropbox(), page.get_rotation()
    left, bottom, right, top = frame
    area = max((right - left) * (top - bottom), 1.0)
    unseen: list[tuple[float, float, float, float]] = []
    pictures: list[tuple[float, float, float, float]] = []
    texts = hidden = largest = 0
    covering = white = False
    paths = 0
    drawings: list[tuple[float, float, float, float]] = []
    bars: list[tuple[float, float, float, float]] = []
    for raw in _objects(page):
        kind = pdfium_c.FPDFPageObj_GetType(raw)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            paths += 1
            sides = _bounds(raw) if paths <= DRAWINGS else None
            if sides is not None and pdfium_c.FPDFPath_CountSegments(raw) > BOX_SEGMENTS:
                drawings.append(shown_box(sides, frame, turn))
            elif sides is not None and _is_bar(sides):
                bars.append(shown_box(sides, frame, turn))
        if kind not in (pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_IMAGE):
            continue
        bounds = _bounds(raw)
        if bounds is None:
            continue
        box = shown_box(bounds, frame, turn)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            texts += 1
            white = white or _white(raw)
            if pdfium_c.FPDFTextObj_GetTextRenderMode(raw) == INVISIBLE or _transparent(raw):
                hidden += 1
                unseen.append(box)
        else:
            pictures.append(box)
            w, h = ctypes.c_uint(), ctypes.c_uint()
            if pdfium_c.FPDFImageObj_GetImagePixelSize(raw, ctypes.byref(w), ctypes.byref(h)):
                largest = max(largest, w.value * h.value)
            inside = max(0.0, min(bounds[2], right) - max(bounds[0], left)) * max(
                0.0, min(bounds[3], top) - max(bounds[1], bottom)
            )
            if inside >= 0.7 * area and texts and not pdfium_c.FPDFPageObj_HasTransparency(raw):
                covering = True
                hidden = texts
    return Drawn(
        tuple(unseen), tuple(pictures), covering, texts, hidden, largest, white, paths, tuple(drawings), tuple(bars)
    )


def shown_box(sides: Sides, frame: Sides, turn: int) -> Sides:
    """A box of the sheet (left, bottom, right, top) on the page as shown, turned clockwise by `turn` degrees."""
    x0, y0, x1, y1 = sides[0] - frame[0], frame[3] - sides[3], sides[2] - frame[0], frame[3] - sides[1]
    width, height = frame[2] - frame[0], frame[3] - frame[1]
    if turn == 90:
        x0, y0, x1, y1 = height - y1, x0, height - y0, x1
    elif turn == 180:
        x0, y0, x1, y1 = width - x1, height - y1, width - x0, height - y0
    elif turn == 270:
        x0, y0, x1, y1 = y0, width - x1, y1, width - x0
    return x0, y0, x1, y1


def _objects(page: pdfium.PdfPage) -> Iterator[pdfium_c.FPDF_PAGEOBJECT]:
    """The page's objects in drawing order, those inside one level of forms included."""
    for index in range(min(pdfium_c.FPDFPage_CountObjects(page.raw), 50_000)):
        raw = pdfium_c.FPDFPage_GetObject(page.raw, index)
        if pdfium_c.FPDFPageObj_GetType(raw) == pdfium_c.FPDF_PAGEOBJ_FORM:
            count = pdfium_c.FPDFFormObj_CountObjects(raw)
            for inner in range(min(max(count, 0), 50_000)):
                yield pdfium_c.FPDFFormObj_GetObject(raw, inner)
        else:
            yield raw


def _bounds(raw: pdfium_c.FPDF_PAGEOBJECT) -> tuple[float, float, float, float] | None:
    parts = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(raw, *(ctypes.byref(part) for part in parts)):
        return None
    values = tuple(part.value for part in parts)
    if not all(math.isfinite(value) for value in values):
        return None
    return values[0], values[1], values[2], values[3]


def _is_bar(sides: Sides) -> bool:
    """Whether a box is shaped like a code's bar or module."""
    long, narrow = sorted((sides[2] - sides[0], sides[3] - sides[1]), reverse=True)
    return 0 < narrow <= BAR[2] and (BAR[0] <= long <= BAR[1] or long <= BAR[2])


def _white(raw: pdfium_c.FPDF_PAGEOBJECT) -> bool:
    """Whether text is painted white, or nearly so."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetFillColor(raw, *(ctypes.byref(part) for part in parts)):
        return False
    return all(part.value > 245 for part in parts[:3])


def _transparent(raw: pdfium_c.FPDF_PAGEOBJECT) -> bool:
    """Whether text is painted with next to no opacity."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetFillColor(raw, *(ctypes.byref(part) for part in parts)):
        return False
    return parts[3].value < 8


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
