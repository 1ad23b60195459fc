"""Text that a PDF gives in the place of what it draws (`ActualText`, ISO 32000-2, 14.9.4), where the two differ.

Programs that copy or search take the given text; people see what is drawn. Given text is meant for ligatures, hyphens
and signs without a character; another figure or another word in it is a lie.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from itertools import islice

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # the package carries no types

from ingest.glyphs import TextWord
from ingest.looks import folded, same_looks
from ingest.pageobjects import Sides, objects

MOST = 5_000
"""Most text objects of a page that are asked."""

CHARACTERS = 500
"""Most characters of a given text that are compared: it stands for a word or a line."""

LETTERS = 6
"""Given text without figures is compared from so many letters on: bullets and hyphens have fewer."""


def given_texts(page: pdfium.PdfPage) -> list[tuple[str, Sides]]:
    """Given texts of a page with the boxes of what they stand for, on the sheet (left, bottom, right, top; points).

    Pieces of text that follow one another under the same mark count as one.
    """
    found: list[tuple[str, Sides]] = []
    last: tuple[int, str] | None = None
    texts = (each for each in objects(page) if each.kind == pdfium_c.FPDF_PAGEOBJ_TEXT)
    for each in islice(texts, MOST):
        own = _given(each.raw)
        bounds = each.bounds if own is not None else None
        if own is None or bounds is None:
            last = None
            continue
        if own == last:
            text, box = found[-1]
            joined = (min(box[0], bounds[0]), min(box[1], bounds[1]), max(box[2], bounds[2]), max(box[3], bounds[3]))
            found[-1] = (text, joined)
        else:
            found.append((own[1], bounds))
        last = own
    return found


def _given(raw: pdfium_c.FPDF_PAGEOBJECT) -> tuple[int, str] | None:
    """The text given for an object, with what tells its mark from others."""
    for index in range(max(0, pdfium_c.FPDFPageObj_CountMarks(raw))):
        mark = pdfium_c.FPDFPageObj_GetMark(raw, index)
        size = ctypes.c_ulong()
        buffer = (ctypes.c_ushort * (CHARACTERS + 1))()
        room = ctypes.sizeof(buffer)
        if not pdfium_c.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", buffer, room, ctypes.byref(size)):
            continue
        if 2 < size.value <= room:
            text = bytes(buffer)[: size.value - 2].decode("utf-16-le", "replace")
            return ctypes.cast(mark, ctypes.c_void_p).value or 0, text
    return None


def drawn_in(words: Sequence[TextWord], box: Sides) -> str:
    """The characters drawn within a box (points as shown), word by word in the page's order."""
    x0, y0, x1, y1 = box
    parts = []
    for word in words:
        inside = [
            glyph.text
            for glyph in word.glyphs
            if x0 <= (glyph.x0 + glyph.x1) / 2 <= x1 and y0 - 1 <= (glyph.y0 + glyph.y1) / 2 <= y1 + 1
        ]
        if inside:
            parts.append("".join(inside))
    return " ".join(parts)


def says_otherwise(given: str, drawn: str) -> bool:
    """Whether a given text states other figures than are drawn, or another word of some length."""
    a, b = folded(given), folded(drawn)
    if not b or same_looks(given, drawn):
        return False
    figures = [[char for char in text if char.isdigit()] for text in (given, drawn)]
    if any(figures):
        return figures[0] != figures[1]
    return min(len(a), len(b)) >= LETTERS
