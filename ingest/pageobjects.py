"""The objects of a PDF page as PDFium holds them: those inside forms too, each with its box where it is shown.

Boxes on the sheet are (left, bottom, right, top) in points of the sheet itself; `shown_box` turns them to the page as
shown, origin top left.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import NamedTuple

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # the package carries no types

Sides = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

MOST = 50_000
"""Most objects of one page, or of one form, that are walked through."""

DEEPEST = 4
"""How many forms within one another are gone into: a flattened stamp lies in two or three."""

SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class PageObject(NamedTuple):
    """An object, its PDFium kind, and the matrix from the form that it lies in to the sheet."""

    raw: pdfium_c.FPDF_PAGEOBJECT
    kind: int
    matrix: Matrix

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the form on the sheet."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def placed(self) -> PageObject:
        """The object with the matrix from its own points to the sheet."""
        own = _matrix(self.raw)
        return self if own is None else self._replace(matrix=_times(own, self.matrix))

    @property
    def bounds(self) -> Sides | None:
        """The object's box on the sheet; None where it has none."""
        sides = bounds_of(self.raw)
        if sides is None or self.matrix == SAME:
            return sides
        corners = [self.point(x, y) for x in (sides[0], sides[2]) for y in (sides[1], sides[3])]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


def objects(page: pdfium.PdfPage) -> Iterator[PageObject]:
    """The page's objects in drawing order, `MOST` at most; in the place of a form those inside it."""
    count = min(pdfium_c.FPDFPage_CountObjects(page.raw), MOST)
    own = (_within(pdfium_c.FPDFPage_GetObject(page.raw, index), SAME, DEEPEST) for index in range(count))
    yield from islice(chain.from_iterable(own), MOST)


def _within(raw: pdfium_c.FPDF_PAGEOBJECT, matrix: Matrix, deep: int) -> Iterator[PageObject]:
    kind = int(pdfium_c.FPDFPageObj_GetType(raw))
    if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
        yield PageObject(raw, kind, matrix)
    elif deep:
        own = _matrix(raw)
        inner = _times(own, matrix) if own is not None else matrix
        for index in range(min(max(pdfium_c.FPDFFormObj_CountObjects(raw), 0), MOST)):
            yield from _within(pdfium_c.FPDFFormObj_GetObject(raw, index), inner, deep - 1)


def _matrix(raw: pdfium_c.FPDF_PAGEOBJECT) -> Matrix | None:
    found = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(raw, ctypes.byref(found)):
        return None
    values = (found.a, found.b, found.c, found.d, found.e, found.f)
    return values if all(map(math.isfinite, values)) else None


def _times(one: Matrix, other: Matrix) -> Matrix:
    """What applies `one` first and then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def bounds_of(raw: pdfium_c.FPDF_PAGEOBJECT) -> Sides | None:
    """An object's box in the frame of the page or form that it lies in; None where it has none."""
    parts = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(raw, *(ctypes.byref(part) for part in parts)):
        return None
    left, bottom, right, top = (part.value for part in parts)
    return (left, bottom, right, top) if all(map(math.isfinite, (left, bottom, right, top))) else None


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


@contextmanager
def without_text(page: pdfium.PdfPage) -> Iterator[None]:
    """The page without its characters, for as long as the context lasts."""
    texts = [each.raw for each in objects(page) if each.kind == pdfium_c.FPDF_PAGEOBJ_TEXT]
    try:
        for raw in texts:
            pdfium_c.FPDFPageObj_SetIsActive(raw, False)
        yield
    finally:
        for raw in texts:
            pdfium_c.FPDFPageObj_SetIsActive(raw, True)
