"""PDF pages: their count, their own text, their ruling lines, and their picture.

Each page is first copied by PDFium into a document of its own, with form fields and stamps flattened into it. So
filled-in forms are read, damaged cross-references and encryption are PDFium's to settle, and memory stays bounded
however long the file is. The copy is read by pdfplumber.
"""

from __future__ import annotations

import ctypes
import io
import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # the package carries no types
from numpy.typing import NDArray
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from ingest import blank, rulings
from ingest.errors import Unreadable
from ingest.glyphs import Glyph, TextWord, words_of
from ingest.limits import PIXELS_PER_PAGE, PIXELS_RENDERED
from ingest.model import Ruling
from ingest.textlayer import Drawn, drawn, shown_box, stands_for_nothing

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it reports every oddity of every font

PREVIEW_DPI = 100.0
"""Resolution of the picture that the text layer is held against."""

LETTER = (0.0, 0.0, 612.0, 792.0)
"""The sheet, in points, that a page without a usable box is shown on."""

MENDED_BYTES = 64 * 1024 * 1024
"""Largest file, in bytes, that is rebuilt in memory."""

LONGEST_SIDE = 16_000
"""Most pixels along one side of a page's picture."""

GLYPHS = 200_000
"""Most characters of one page that are looked at."""


@dataclass(frozen=True, slots=True)
class TextLayer:
    """A page's own text, sizes in points of the page as shown (after /Rotate), origin top left."""

    width: float
    height: float
    words: tuple[TextWord, ...]
    rulings: tuple[Ruling, ...]
    broken: int
    characters: int
    seen: Drawn
    empty: bool = False  # the page draws nothing at all


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
        text = "".join(glyph.text for glyph in _own_glyphs(page)[:4000])
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
        copy = pdfium.PdfDocument.new()
        try:
            try:
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


Sides = tuple[float, float, float, float]


def _visible(media: Sides | None, crop: Sides | None) -> Sides:
    """What is shown of the sheet, in its own unturned coordinates: the crop box as far as it lies on the sheet."""
    sheet = media if media is not None and _has_area(media) else LETTER  # what viewers fall back on
    if crop is None or not _has_area(crop):
        return sheet
    cut = (max(sheet[0], crop[0]), max(sheet[1], crop[1]), min(sheet[2], crop[2]), min(sheet[3], crop[3]))
    return cut if _has_area(cut) else sheet


def _has_area(box: Sides) -> bool:
    return box[2] - box[0] >= 1 and box[3] - box[1] >= 1


def text_layer(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> TextLayer:
    """What the page says of itself. Raises Unreadable (`damaged`) when its content cannot be followed."""
    seen = drawn(page)
    if seen.largest_picture > PIXELS_PER_PAGE:
        raise Unreadable(
            "too-many-pixels",
            f"A picture on the page has {seen.largest_picture:,} pixels; at most {PIXELS_PER_PAGE:,} are opened.",
        )
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    if seen.texts == 0 and count <= (4 if seen.pictures else 0):  # a plain scan, or nothing
        return TextLayer(page.get_width(), page.get_height(), (), (), 0, 0, seen, empty=count <= 0)
    buffer = io.BytesIO()
    document.save(buffer)
    buffer.seek(0)
    try:
        with pdfplumber.open(buffer) as plumbed:
            shown = plumbed.pages[0]
            left, top = float(shown.bbox[0]), float(shown.bbox[1])
            width, height = float(shown.width), float(shown.height)
            glyphs: list[Glyph] = []
            broken = characters = 0
            for char in shown.chars[:GLYPHS]:
                text = char["text"]
                if text.strip():
                    characters += 1
                if stands_for_nothing(text):
                    broken += 1
                    continue
                glyph = _glyph(char, left, top)
                if glyph.x0 >= -1 and glyph.x1 <= width + 1 and glyph.y0 >= -1 and glyph.y1 <= height + 1:
                    glyphs.append(glyph)
            return TextLayer(width, height, tuple(words_of(glyphs)), rulings.from_pdf(shown), broken, characters, seen)
    except (PDFException, PdfminerException, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        # pdfminer raises plain Python errors on content that breaks the format's grammar.
        raise Unreadable("damaged", "The page's text cannot be followed: its content is damaged.") from error


def _glyph(char: dict[str, Any], left: float, top: float) -> Glyph:
    a, b, _, _, _, f = char["matrix"]
    angle = math.degrees(math.atan2(-b, a)) % 360
    x0, y0, x1, y1 = char["x0"] - left, char["top"] - top, char["x1"] - left, char["bottom"] - top
    across = y1 - y0 if min(angle % 180, 180 - angle % 180) < 45 else x1 - x0
    base = (char["matrix"][4] - left, char["bottom"] - top + (char["y0"] - f))
    if across < 0.5:  # a font without ascent and descent: give the box the height that its width suggests
        across = max(1.6 * char.get("adv", 0.0), 1.0)
        y0 = base[1] - 0.75 * across
        y1 = base[1] + 0.25 * across
    return Glyph(char["text"], x0, y0, x1, y1, across, angle, base, char["fontname"])


def second_opinion(page: pdfium.PdfPage, first: TextLayer | None) -> TextLayer:
    """The page's own text as PDFium spells it, which follows fonts that pdfminer cannot; no ruling lines."""
    seen = first.seen if first is not None else drawn(page)
    glyphs = _own_glyphs(page)
    broken = sum(1 for glyph in glyphs if stands_for_nothing(glyph.text))
    kept = [glyph for glyph in glyphs if not stands_for_nothing(glyph.text)]
    inked = sum(1 for glyph in glyphs if glyph.text.strip())
    lines = first.rulings if first is not None else ()
    width, height = page.get_size()
    return TextLayer(width, height, tuple(words_of(kept)), lines, broken, inked, seen)


def _own_glyphs(page: pdfium.PdfPage) -> list[Glyph]:
    """PDFium's characters, those that it puts in itself between words left out."""
    text = page.get_textpage()
    frame, turn = page.get_cropbox(), page.get_rotation()
    glyphs: list[Glyph] = []
    try:
        for index in range(min(text.count_chars(), GLYPHS)):
            code = pdfium_c.FPDFText_GetUnicode(text.raw, index)
            if code < 32 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
                continue
            if pdfium_c.FPDFText_IsGenerated(text.raw, index) == 1:
                continue
            box = pdfium_c.FS_RECTF()
            x, y = ctypes.c_double(), ctypes.c_double()
            if not pdfium_c.FPDFText_GetLooseCharBox(text.raw, index, box):
                continue
            pdfium_c.FPDFText_GetCharOrigin(text.raw, index, x, y)
            angle = (math.degrees(pdfium_c.FPDFText_GetCharAngle(text.raw, index)) + turn) % 360
            x0, y0, x1, y1 = shown_box((box.left, box.bottom, box.right, box.top), frame, turn)
            base_x, base_y, _, _ = shown_box((x.value, y.value, x.value, y.value), frame, turn)
            upright = min(angle % 180, 180 - angle % 180) < 45
            size = max(y1 - y0 if upright else x1 - x0, 0.5)
            glyphs.append(Glyph(chr(code), x0, y0, x1, y1, size, angle, (base_x, base_y)))
    finally:
        text.close()
    return glyphs


def render(page: pdfium.PdfPage, dpi: float, *, grey: bool = False) -> tuple[NDArray[np.uint8], float]:
    """The page drawn as a picture (RGB or grey) and the dpi used: lower than asked where the sheet is very large."""
    width, height = page.get_size()
    pixels = max(width * height, 1.0) * (dpi / 72) ** 2
    if pixels > PIXELS_RENDERED:
        dpi *= math.sqrt(PIXELS_RENDERED / pixels)
    dpi = min(dpi, LONGEST_SIDE * 72 / max(width, height, 1.0))
    bitmap = page.render(scale=dpi / 72, grayscale=grey, rev_byteorder=True, draw_annots=True)
    array: NDArray[np.uint8] = np.array(bitmap.to_numpy(), dtype=np.uint8)
    bitmap.close()
    if grey:
        return array.reshape(array.shape[0], array.shape[1]), dpi
    return np.ascontiguousarray(array[:, :, :3]), dpi
