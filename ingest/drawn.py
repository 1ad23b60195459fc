"""What a PDF page draws: text that shows and text that does not, pictures, drawn shapes, the bars of codes."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # the package carries no types

from ingest.pageobjects import PageObject, Sides, objects, shown_box

INVISIBLE = 3
"""The text render mode that paints nothing (ISO 32000-2, 9.3.6). Mode 7 paints nothing itself but cuts out a shape
for what is painted next; whether that shows is seen in the picture."""

SEGMENTS = 40
"""Most segments of a shape that are looked at: one that is straight so far is a grid of rules."""

LEVEL = 0.6
"""Points that a rule may rise or lean from end to end."""

DRAWINGS = 3000
"""Most shapes of a page that are looked at one by one."""

BAR = (8.0, 120.0, 4.5)
"""Least and greatest length, in points, of a bar of a code, and most points of its width; modules are as narrow."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page draws: boxes (points, origin top left) of unseen text and of pictures."""

    unseen: tuple[Sides, ...] = ()
    pictures: tuple[Sides, ...] = ()
    covering: bool = False  # a picture drawn over the text covers the page
    texts: int = 0
    unseen_texts: int = 0
    largest_picture: int = 0  # pixels
    white: bool = False  # some text is painted white
    paths: int = 0  # drawn shapes
    drawings: tuple[Sides, ...] = ()  # drawn shapes that are neither rules nor upright boxes: curves, slanted lines
    bars: tuple[Sides, ...] = ()  # small filled boxes: bars and modules of codes


def drawn(page: pdfium.PdfPage) -> Drawn:
    """Walks the page's objects; boxes are in points of the page as shown, origin top left."""
    frame, turn = page.get_cropbox(), page.get_rotation()
    left, bottom, right, top = frame
    area = max((right - left) * (top - bottom), 1.0)
    unseen: list[Sides] = []
    pictures: list[Sides] = []
    drawings: list[Sides] = []
    bars: list[Sides] = []
    texts = hidden = largest = paths = 0
    covering = white = False
    for each in objects(page):
        if each.kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            paths += 1
            sides = each.bounds if paths <= DRAWINGS else None
            if sides is None:
                continue
            if not _is_ruled(each):
                drawings.append(shown_box(sides, frame, turn))
            elif _is_bar(sides):
                bars.append(shown_box(sides, frame, turn))
        if each.kind not in (pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_IMAGE):
            continue
        bounds = each.bounds
        if bounds is None:
            continue
        box = shown_box(bounds, frame, turn)
        if each.kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            texts += 1
            white = white or _white(each)
            if pdfium_c.FPDFTextObj_GetTextRenderMode(each.raw) == INVISIBLE or _transparent(each):
                hidden += 1
                unseen.append(box)
        else:
            pictures.append(box)
            w, h = ctypes.c_uint(), ctypes.c_uint()
            if pdfium_c.FPDFImageObj_GetImagePixelSize(each.raw, ctypes.byref(w), ctypes.byref(h)):
                largest = max(largest, w.value * h.value)
            across = max(0.0, min(bounds[2], right) - max(bounds[0], left))
            inside = across * max(0.0, min(bounds[3], top) - max(bounds[1], bottom))
            if inside >= 0.7 * area and texts and not pdfium_c.FPDFPageObj_HasTransparency(each.raw):
                covering = True
                hidden = texts
    return Drawn(
        tuple(unseen), tuple(pictures), covering, texts, hidden, largest, white, paths, tuple(drawings), tuple(bars)
    )


def _is_ruled(shape: PageObject) -> bool:
    """Whether a shape is made of level and upright lines alone: rules, boxes, grids."""
    count = int(pdfium_c.FPDFPath_CountSegments(shape.raw))
    own = shape.placed()
    last: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(count, SEGMENTS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(shape.raw, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            return False
        pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        at = own.point(x.value, y.value)
        line = kind == pdfium_c.FPDF_SEGMENT_LINETO
        if line and last is not None and min(abs(at[0] - last[0]), abs(at[1] - last[1])) > LEVEL:
            return False
        last = at
    return True


def _is_bar(sides: Sides) -> bool:
    """Whether a box is shaped like a code's bar or module."""
    long, narrow = sorted((sides[2] - sides[0], sides[3] - sides[1]), reverse=True)
    return 0 < narrow <= BAR[2] and (BAR[0] <= long <= BAR[1] or long <= BAR[2])


def _colour(text: PageObject) -> tuple[int, ...] | None:
    """Red, green, blue and opacity that a text is painted in, each 0..255."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetFillColor(text.raw, *(ctypes.byref(part) for part in parts)):
        return None
    return tuple(part.value for part in parts)


def _white(text: PageObject) -> bool:
    """Whether text is painted white, or nearly so."""
    colour = _colour(text)
    return colour is not None and all(part > 245 for part in colour[:3])


def _transparent(text: PageObject) -> bool:
    """Whether text is painted with next to no opacity."""
    colour = _colour(text)
    return colour is not None and colour[3] < 8
