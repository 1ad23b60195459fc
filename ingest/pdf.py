"""PDF pages: their count, each by itself, and its picture.

Each page is first copied by PDFium into a document of its own, with form fields and stamps flattened into it (by QPDF
where the file hides layers, whose state PDFium's copy loses). So
filled-in forms are read, damaged cross-references and encryption are PDFium's to settle, and memory stays bounded
however long the file is.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # the package carries no types
from numpy.typing import NDArray

from ingest import blank
from ingest.errors import Unreadable
from ingest.layers import layered_page
from ingest.limits import PIXELS_RENDERED
from ingest.model import WHOLE, Box
from ingest.owntext import own_glyphs
from ingest.pageobjects import Sides

PREVIEW_DPI = 100.0
"""Resolution of the picture that the text layer is held against."""

LETTER = (0.0, 0.0, 612.0, 792.0)
"""The sheet, in points, that a page without a usable box is shown on."""

MENDED_BYTES = 64 * 1024 * 1024
"""Largest file, in bytes, that is rebuilt in memory."""

MOST_ANNOTATIONS = 500
"""Most annotations of a page that are looked at."""

LONGEST_SIDE = 16_000
"""Most pixels along one side of a page's picture."""


@contextmanager
def _opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    new_copy = "Ask the sender for a new copy."
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            unlocked = "Ask the sender for an unlocked copy."
            raise Unreadable("encrypted", "The PDF is locked with a password.", unlocked) from error
        mended = _mended(path)
        if mended is None:
            if not blank.ends(path):
                raise Unreadable("truncated", "The PDF breaks off: its end is missing.", new_copy) from error
            raise Unreadable("damaged", "The PDF is damaged: it has no readable structure.", new_copy) from error
        document = pdfium.PdfDocument(mended)
    try:
        yield document
    finally:
        document.close()


def _mended(path: Path) -> bytes | None:
    """The file rebuilt from the objects that QPDF finds in it, where PDFium finds no way in; None if QPDF fails too."""
    if path.stat().st_size > MENDED_BYTES:
        return None
    try:
        with pikepdf.open(path) as document:
            if len(document.pages) == 0:
                return None
            buffer = io.BytesIO()
            document.save(buffer)
            return buffer.getvalue()
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, OverflowError):
        return None  # the caller says why PDFium failed


def page_count(path: Path, most: int) -> int:
    """How many pages the file has.

    Raises Unreadable: encrypted, truncated, damaged (no pages, too), more than `most`, or a form that only one
    maker's viewer can show.
    """
    with _opened(path) as document:
        count = len(document)
        if count > most:
            raise Unreadable(
                "too-many-pages", f"The PDF has {count} pages; at most {most} are read.", "Split the file."
            )
        if count < 1 or (count == 1 and _bare(document) and not _has_pages(path)):
            raise Unreadable("damaged", "The PDF has no pages.", "Ask the sender for a new copy.")
        if pdfium_c.FPDF_GetFormType(document.raw) == pdfium_c.FORMTYPE_XFA_FULL and count == 1 and _pleads(document):
            raise Unreadable(
                "not-a-document",
                "The PDF is an XFA form: its page only says that another viewer is needed.",
                "Ask the sender to print the form to a PDF.",
            )
        return count


def _bare(document: pdfium.PdfDocument) -> bool:
    """Whether the first page draws nothing, or cannot be loaded."""
    try:
        page = document[0]
    except pdfium.PdfiumError:
        return True
    try:
        return bool(pdfium_c.FPDFPage_CountObjects(page.raw) <= 0)
    finally:
        page.close()


def _has_pages(path: Path) -> bool:
    """Whether QPDF, which is stricter about the page tree than PDFium, finds a page."""
    try:
        with pikepdf.open(path) as document:
            return len(document.pages) > 0
    except pikepdf.PdfError as error:
        return "pages" not in str(error)
    except (ValueError, TypeError, RuntimeError, OverflowError):
        return True  # QPDF cannot say


def _pleads(document: pdfium.PdfDocument) -> bool:
    """Whether the page is the notice that forms of the XFA kind show in viewers that cannot draw them."""
    page = document[0]
    try:
        text = "".join(glyph.text for glyph in own_glyphs(page)[:4000])
    finally:
        page.close()
    return "AdobeReader" in text.replace(" ", "") or "Pleasewait" in text.replace(" ", "")


@contextmanager
def single_page(path: Path, number: int) -> Iterator[tuple[pdfium.PdfDocument, pdfium.PdfPage]]:
    """Page `number` (from 1) as a document of its own, cropped to its crop box, form fields drawn in.

    Raises Unreadable with code `damaged` when the page cannot be loaded.
    """
    with _opened(path) as document:
        if not 1 <= number <= len(document):
            raise Unreadable("damaged", f"The PDF has no page {number}.")
        layered = layered_page(path, number)
        copy = pdfium.PdfDocument.new() if layered is None else pdfium.PdfDocument(layered)
        try:
            try:
                if layered is None:
                    copy.import_pages(document, [number - 1])
                page = copy[0]
            except (pdfium.PdfiumError, IndexError) as error:
                raise Unreadable("damaged", f"Page {number} of the PDF is damaged and cannot be loaded.") from error
            try:
                if pdfium_c.FPDFPage_GetAnnotCount(page.raw) > 0:
                    pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
                    page.close()
                    page = copy[0]
                box = _visible(page.get_mediabox(), page.get_cropbox())
                page.set_mediabox(*box)
                page.set_cropbox(*box)
                yield copy, page
            finally:
                page.close()
        finally:
            copy.close()


def has_form(path: Path) -> bool:
    """Whether the file has form fields."""
    with _opened(path) as document:
        return bool(pdfium_c.FPDF_GetFormType(document.raw) != pdfium_c.FORMTYPE_NONE)


def has_notes(path: Path, number: int) -> bool:
    """Whether page `number` (from 1) bears text boxes that were laid on it as annotations."""
    with _opened(path) as document:
        try:
            page = document[number - 1]
        except (pdfium.PdfiumError, IndexError):
            return False
        try:
            return any(
                pdfium_c.FPDFAnnot_GetSubtype(annotation) == pdfium_c.FPDF_ANNOT_FREETEXT
                for annotation in _annotations(page)
            )
        finally:
            page.close()


def _annotations(page: pdfium.PdfPage) -> Iterator[pdfium_c.FPDF_ANNOTATION]:
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), MOST_ANNOTATIONS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if annotation:
            yield annotation
            pdfium_c.FPDFPage_CloseAnnot(annotation)


def text_of(path: Path, most: int = 50) -> str:
    """The text of a file's pages as PDFium spells it, of so many pages at most."""
    found: list[str] = []
    with _opened(path) as document:
        for index in range(min(len(document), most)):
            try:
                page = document[index]
            except pdfium.PdfiumError:
                continue
            text = page.get_textpage()
            found.append(text.get_text_bounded())
            text.close()
            page.close()
    return "\n".join(found)


def _visible(media: Sides | None, crop: Sides | None) -> Sides:
    """What is shown of the sheet, in its own unturned coordinates: the crop box as far as it lies on the sheet."""
    sheet = media if media is not None and _has_area(media) else LETTER  # what viewers fall back on
    if crop is None or not _has_area(crop):
        return sheet
    cut = (max(sheet[0], crop[0]), max(sheet[1], crop[1]), min(sheet[2], crop[2]), min(sheet[3], crop[3]))
    return cut if _has_area(cut) else sheet


def _has_area(box: Sides) -> bool:
    return box[2] - box[0] >= 1 and box[3] - box[1] >= 1


def render(
    page: pdfium.PdfPage, dpi: float, *, grey: bool = False, part: Box = WHOLE
) -> tuple[NDArray[np.uint8], float]:
    """The page drawn as a picture (RGB or grey) and the dpi used: lower than asked where the sheet is very large.

    Only `part` of it is drawn, in fractions of the page as shown.
    """
    width, height = page.get_size()
    pixels = max(width * height, 1.0) * (dpi / 72) ** 2
    if pixels > PIXELS_RENDERED:
        dpi *= math.sqrt(PIXELS_RENDERED / pixels)
    dpi = min(dpi, LONGEST_SIDE * 72 / max(width, height, 1.0))
    cut = (part.x0 * width, (1 - part.y1) * height, (1 - part.x1) * width, part.y0 * height)
    bitmap = page.render(scale=dpi / 72, crop=cut, grayscale=grey, rev_byteorder=True, draw_annots=True)
    array: NDArray[np.uint8] = np.asarray(bitmap.to_numpy(), dtype=np.uint8)  # of a buffer that it keeps itself
    bitmap.close()
    if grey:
        return array.reshape(array.shape[0], array.shape[1]), dpi
    return np.ascontiguousarray(array[:, :, :3]), dpi
