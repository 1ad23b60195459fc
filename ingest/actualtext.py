"""Text that a PDF gives in the place of what it draws (`ActualText`, ISO 32000-2, 14.9.4), where the two differ.

Programs that copy or search take the given text; people see what is drawn. Given text is meant for ligatures, hyphens
and signs without a character; another figure or another word in it is a lie.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import count, islice
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # the package carries no types

from ingest.glyphs import TextWord
from ingest.looks import folded, same_looks, says
from ingest.pageobjects import Sides, objects

MOST = 5_000
"""Most text objects of a page that are asked."""

DEEPEST, ELEMENTS = 40, 20_000
"""How deep elements of a file's structure may lie in one another, and how many of a page are looked at."""

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
            found[-1] = (text, _union(box, bounds))
        else:
            found.append((own[1], bounds))
        last = own
    return found


def structure_texts(path: Path, number: int, page: pdfium.PdfPage) -> list[tuple[str, Sides]]:
    """Texts that the file's structure gives for elements of page `number` (from 1), with the boxes of what they are of.

    The structure (ISO 32000-2, 14.7) is the file's; `page` is the page by itself, whose marks tell what belongs to
    which element.
    """
    elements = _elements(path, number)
    if not elements:
        return []
    boxes: dict[int, Sides] = {}
    for each in islice((each for each in objects(page) if each.kind == pdfium_c.FPDF_PAGEOBJ_TEXT), MOST):
        mark, bounds = int(pdfium_c.FPDFPageObj_GetMarkedContentID(each.raw)), each.bounds
        if mark >= 0 and bounds is not None:
            boxes[mark] = _union(boxes[mark], bounds) if mark in boxes else bounds
    found: list[tuple[str, Sides]] = []
    for text, marks in elements:
        own = [boxes[mark] for mark in marks if mark in boxes]
        if own:
            found.append((text, reduce(_union, own)))
    return found


def _union(a: Sides, b: Sides) -> Sides:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _elements(path: Path, number: int) -> list[tuple[str, set[int]]]:
    """The given texts of a page's elements, each with the marks (MCID) of what is under it."""
    found: list[tuple[str, set[int]]] = []
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError:
        return found
    try:
        if not pdfium_c.FPDFCatalog_IsTagged(document.raw) or number > len(document):
            return found
        page = document[number - 1]
        tree = pdfium_c.FPDF_StructTree_GetForPage(page.raw)
        left = count(ELEMENTS, -1)
        try:
            for index in range(max(0, pdfium_c.FPDF_StructTree_CountChildren(tree))):
                _gather(pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, index), found, DEEPEST, left)
        finally:
            pdfium_c.FPDF_StructTree_Close(tree)
            page.close()
    except pdfium.PdfiumError:
        return found
    finally:
        document.close()
    return found


def _gather(
    element: pdfium_c.FPDF_STRUCTELEMENT, found: list[tuple[str, set[int]]], deep: int, left: Iterator[int]
) -> set[int]:
    """Adds the given texts of an element and those under it; gives the marks of all that is under it.

    `left` counts down how many elements may still be looked at.
    """
    marks: set[int] = set()
    if not element or next(left) <= 0:
        return marks
    for index in range(max(0, pdfium_c.FPDF_StructElement_GetMarkedContentIdCount(element))):
        mark = int(pdfium_c.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index))
        if mark >= 0:
            marks.add(mark)
    if deep:
        for index in range(max(0, pdfium_c.FPDF_StructElement_CountChildren(element))):
            marks |= _gather(pdfium_c.FPDF_StructElement_GetChildAtIndex(element, index), found, deep - 1, left)
    size = int(pdfium_c.FPDF_StructElement_GetActualText(element, None, 0))
    if 2 < size <= 2 * CHARACTERS + 2:
        buffer = ctypes.create_string_buffer(size)
        pdfium_c.FPDF_StructElement_GetActualText(element, buffer, size)
        found.append((buffer.raw[: size - 2].decode("utf-16-le", "replace"), marks))
    return marks


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
    if not b or (same_looks(given, drawn) and (len(a) != len(b) or says(given, drawn))):
        return False
    figures = [[char for char in text if char.isdigit()] for text in (given, drawn)]
    if any(figures):
        return figures[0] != figures[1]
    return min(len(a), len(b)) >= LETTERS
