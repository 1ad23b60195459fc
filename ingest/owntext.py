"""A PDF page's own text and ruling lines, as pdfplumber follows them, and its text as PDFium spells it."""

from __future__ import annotations

import ctypes
import io
import logging
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # the package carries no types
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTItem
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from ingest import rulings
from ingest.collector import collector_paused
from ingest.contents import layout_of
from ingest.drawn import Drawn, drawn
from ingest.errors import Unreadable
from ingest.glyphs import Glyph, TextWord, words_of
from ingest.limits import PIXELS_PER_PAGE
from ingest.model import Ruling
from ingest.pageobjects import shown_box
from ingest.textlayer import stands_for_nothing

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it reports every oddity of every font

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
        with collector_paused(), pdfplumber.open(buffer) as plumbed:
            shown = plumbed.pages[0]
            width, height = float(shown.width), float(shown.height)
            letters: list[LTChar] = []
            shapes: list[dict[str, Any]] = []
            for item in _items(layout_of(shown.page_obj, plumbed.rsrcmgr)):
                if isinstance(item, LTChar):
                    letters.append(item)
                elif isinstance(item, LTCurve):  # lines and boxes are curves, too
                    shapes.append(shown.process_object(item))
            glyphs: list[Glyph] = []
            broken = characters = 0
            for letter in letters[:GLYPHS]:
                text = letter.get_text()
                if text.strip():
                    characters += 1
                if stands_for_nothing(text):
                    broken += 1
                    continue
                glyph = _glyph(letter, text, height)
                if glyph.x0 >= -1 and glyph.x1 <= width + 1 and glyph.y0 >= -1 and glyph.y1 <= height + 1:
                    glyphs.append(glyph)
            lines = rulings.from_pdf(shown, shapes)
            return TextLayer(width, height, tuple(words_of(glyphs)), lines, broken, characters, seen)
    except (PDFException, PdfminerException, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        # pdfminer raises plain Python errors on content that breaks the format's grammar.
        raise Unreadable("damaged", "The page's text cannot be followed: its content is damaged.") from error


def _items(container: Iterable[LTItem]) -> Iterator[LTItem]:
    """What a page or a form on it draws, in drawing order. pdfplumber makes a table of each; letters are read as is."""
    for item in container:
        if isinstance(item, LTContainer):
            yield from _items(item)
        else:
            yield item


def _glyph(letter: LTChar, text: str, height: float) -> Glyph:
    """A character of a page so many points high; pdfminer's boxes are of the page as shown, origin bottom left."""
    a, b, _, _, e, f = letter.matrix
    angle = math.degrees(math.atan2(-b, a)) % 360
    x0, y0, x1, y1 = letter.x0, height - letter.y1, letter.x1, height - letter.y0
    across = y1 - y0 if min(angle % 180, 180 - angle % 180) < 45 else x1 - x0
    base = (e, height - f)
    if across < 0.5:  # a font without ascent and descent: give the box the height that its width suggests
        across = max(1.6 * letter.adv, 1.0)
        y0 = base[1] - 0.75 * across
        y1 = base[1] + 0.25 * across
    return Glyph(text, x0, y0, x1, y1, across, angle, base, str(letter.fontname))


def second_opinion(page: pdfium.PdfPage, first: TextLayer | None) -> TextLayer:
    """The page's own text as PDFium spells it, which follows fonts that pdfminer cannot; no ruling lines."""
    seen = first.seen if first is not None else drawn(page)
    glyphs = own_glyphs(page)
    broken = sum(1 for glyph in glyphs if stands_for_nothing(glyph.text))
    kept = [glyph for glyph in glyphs if not stands_for_nothing(glyph.text)]
    inked = sum(1 for glyph in glyphs if glyph.text.strip())
    lines = first.rulings if first is not None else ()
    width, height = page.get_size()
    return TextLayer(width, height, tuple(words_of(kept)), lines, broken, inked, seen)


def own_glyphs(page: pdfium.PdfPage) -> list[Glyph]:
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
