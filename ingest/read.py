"""One page read: from a file's bytes to words with boxes, whatever the format."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types

from ingest import blank, documents, images, pdf, readers, sheets
from ingest.errors import Unreadable
from ingest.glyphs import TextWord
from ingest.limits import DEFAULT, Limits
from ingest.marks import marks_of
from ingest.model import Box, Mark, Page, Remark, Ruling, Word
from ingest.ocr import LANGUAGES, OcrEngine
from ingest.order import in_rows
from ingest.readers import Choice
from ingest.scan import Scanned, read_picture
from ingest.signs import signs_of
from ingest.textlayer import Verdict, judge

SCAN_DPI = (150.0, 300.0)
"""A scan inside a PDF is drawn at its own resolution, within these bounds."""

DRAWN_DPI = 220.0
"""Resolution at which a page without a scan of its own is drawn for OCR."""


SIGNS_DPI = 150.0
"""Resolution at which stamps, signatures and codes are looked for on a page that has its own text."""

CODE_PATHS = 60
"""From so many drawn shapes on, they may be the modules or bars of a code."""

UNCHECKED = 0.3
"""Confidence of text that nothing seen on the page bears out."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How pages are read. `languages` are ISO 639-1, the likeliest first; `readers` says which engines read scans."""

    languages: tuple[str, ...] = LANGUAGES
    limits: Limits = DEFAULT
    readers: Choice = "auto"


def read_page(
    path: Path,
    sha256: str,
    media_type: str,
    number: int,
    settings: Settings | None = None,
    engine: OcrEngine | None = None,
) -> Page:
    """Reads page `number` (from 1) of a file of the given media type.

    Raises Unreadable when the page is damaged or beyond the limits, EngineMissing when OCR is needed and its engine
    is not installed.
    """
    settings = settings or Settings()
    if media_type == "application/pdf":
        page = _pdf_page(path, sha256, number, settings, engine)
        if not page.words:
            blank.check(path, number)
        return page
    limits = settings.limits
    if media_type in images.FORMATS:
        # The frames of a TIFF are its pages; the papers in any other picture are.
        frame, sheet = (number, None) if media_type == "image/tiff" else (1, number)
        picture = images.load(path, media_type, frame, limits.pages_per_file, limits.pixels_per_page)
        return _picture_page(picture, sha256, number, settings, engine, sheet)
    if media_type in documents.TYPES:
        found = documents.read(path, media_type, sha256, number, limits)
        return found if isinstance(found, Page) else _picture_page(found, sha256, number, settings, engine)
    if media_type in sheets.TYPES:
        return sheets.read_sheet(path, media_type, sha256, number, limits)
    raise Unreadable("not-a-document", f"Files of type {media_type} have no pages to read.")


def _picture_page(
    picture: images.Picture,
    sha256: str,
    number: int,
    settings: Settings,
    engine: OcrEngine | None,
    sheet: int | None = None,
) -> Page:
    """A picture read; `sheet` (from 1) is which of the papers in a photo is meant."""
    read = engine or readers.engine(settings.readers)
    return _ocr_page(read_picture(picture.pixels, picture.dpi, read, settings.languages, sheet), sha256, number, ())


def _pdf_page(path: Path, sha256: str, number: int, settings: Settings, engine: OcrEngine | None) -> Page:
    with pdf.single_page(path, number) as (document, page):
        layer: pdf.TextLayer | None
        try:
            layer = pdf.text_layer(document, page)
            verdict = _verdict(page, layer)
        except Unreadable as fault:
            if fault.code != "damaged":
                raise
            layer = None
            remark = Remark(code="text-layer-broken", text=f"{fault.cause} The page was read as a picture.")
            verdict = Verdict("ocr", (), (remark,))
        if verdict.use == "ocr" and any(remark.code == "text-layer-broken" for remark in verdict.remarks):
            second = pdf.second_opinion(page, layer)
            again = _verdict(page, second)
            if again.use != "ocr" or layer is None:
                layer, verdict = second, again
        if layer is not None and verdict.use == "text":
            return _text_page(layer, verdict, sha256, number, _drawn_signs(page, layer, verdict))
        if layer is not None and layer.empty:
            return _blank_page(layer, sha256, number)
        pixels, dpi = pdf.render(page, _scan_dpi(layer))
    scanned = read_picture(pixels, dpi, engine or readers.engine(settings.readers), settings.languages)
    if layer is not None and verdict.use == "both" and scanned.rotation == 0 and scanned.sheet is None:
        return _both_page(layer, verdict, scanned, sha256, number)
    if layer is not None and verdict.unchecked and not scanned.words:
        return _unchecked_page(layer, verdict, sha256, number)
    return _ocr_page(scanned, sha256, number, verdict.remarks)


def _verdict(page: pdfium.PdfPage, layer: pdf.TextLayer) -> Verdict:
    """Holds a text layer against a preview of the page."""
    if not layer.words and not layer.broken:
        return judge((), 0, 0, layer.seen, None, 1.0)
    preview, dpi = pdf.render(page, pdf.PREVIEW_DPI, grey=True)
    return judge(layer.words, layer.broken, layer.characters, layer.seen, preview, dpi / 72)


def _blank_page(layer: pdf.TextLayer, sha256: str, number: int) -> Page:
    return Page(
        file=sha256,
        number=number,
        width=layer.width,
        height=layer.height,
        origin="text-layer",
        words=(),
        remarks=(Remark(code="blank", text="Nothing is drawn on the page."),),
    )


def _unchecked_page(layer: pdf.TextLayer, verdict: Verdict, sha256: str, number: int) -> Page:
    """The text layer of a page that shows nothing legible here, as when its fonts are at hand nowhere."""
    text = "The page could not be drawn legibly, so its own text could not be checked against what is seen."
    given = Verdict("text", verdict.unchecked, (*verdict.remarks, Remark(code="text-layer-differs", text=text)))
    page = _text_page(layer, given, sha256, number)
    return page.model_copy(update={"words": tuple(replace(word, confidence=UNCHECKED) for word in page.words)})


def _scan_dpi(layer: pdf.TextLayer | None) -> float:
    """The resolution of the scan that fills the page, or the usual one."""
    if layer is None or not layer.seen.largest_picture:
        return DRAWN_DPI
    x0, y0, x1, y1 = max(layer.seen.pictures, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    area = (x1 - x0) * (y1 - y0)
    if area < 0.5 * layer.width * layer.height:
        return DRAWN_DPI
    dpi = 72 * math.sqrt(layer.seen.largest_picture / area)
    return min(max(dpi, SCAN_DPI[0]), SCAN_DPI[1])


def _ocr_page(scanned: Scanned, sha256: str, number: int, remarks: Sequence[Remark]) -> Page:
    found = [*remarks, *scanned.remarks]
    if not scanned.words:
        found = [remark for remark in found if remark.code != "text-layer-missing"]
        found.append(Remark(code="blank", text="Nothing can be read on the page."))
    return Page(
        file=sha256,
        number=number,
        width=scanned.width,
        height=scanned.height,
        origin="ocr",
        words=scanned.words,
        rulings=scanned.rulings,
        rotation=scanned.rotation,
        skew=scanned.skew,
        dpi=scanned.dpi,
        sheet=scanned.sheet,
        marks=(*marks_of(scanned.words), *scanned.signs),
        remarks=tuple(found),
    )


def _drawn_signs(page: pdfium.PdfPage, layer: pdf.TextLayer, verdict: Verdict) -> tuple[Mark, ...]:
    """Stamps, signatures and codes of a page that has its own text; boxes of the page as shown.

    They are pictures or drawn shapes: a page of words and ruling lines is not looked at.
    """
    if not (layer.seen.pictures or layer.seen.drawings or layer.seen.paths >= CODE_PATHS):
        return ()
    pixels, dpi = pdf.render(page, SIGNS_DPI)
    return signs_of(pixels, dpi, _upright_words(verdict.words, layer, 0))


def _text_page(layer: pdf.TextLayer, verdict: Verdict, sha256: str, number: int, signs: Sequence[Mark] = ()) -> Page:
    quarter = _reading_turn(verdict.words)
    words = _upright_words(verdict.words, layer, quarter)
    lines = tuple(_turned_ruling(ruling, quarter) for ruling in layer.rulings)
    remarks = list(verdict.remarks)
    if quarter:
        remarks.append(Remark(code="turned", text=f"The page was turned clockwise by {quarter} degrees."))
    sideways = quarter in (90, 270)
    return Page(
        file=sha256,
        number=number,
        width=layer.height if sideways else layer.width,
        height=layer.width if sideways else layer.height,
        origin="text-layer",
        words=words,
        rulings=lines,
        rotation=quarter,
        marks=(*marks_of(words), *(_turned_mark(mark, quarter) for mark in signs)),
        remarks=tuple(remarks),
    )


def _both_page(layer: pdf.TextLayer, verdict: Verdict, scanned: Scanned, sha256: str, number: int) -> Page:
    """The text layer's words, and those that only the picture shows."""
    own = _upright_words(verdict.words, layer, 0)
    more = [word for word in scanned.words if word.confidence >= 0.5 and not any(_same(word, other) for other in own)]
    words = in_rows([*own, *more])
    return Page(
        file=sha256,
        number=number,
        width=layer.width,
        height=layer.height,
        origin="text-layer",
        words=words,
        rulings=layer.rulings if len(layer.rulings) >= len(scanned.rulings) else scanned.rulings,
        marks=(*marks_of(words), *scanned.signs),
        remarks=verdict.remarks,
    )


def _same(word: Word, own: Word) -> bool:
    """Whether a word seen is one of the text layer's: in its place, or the same text close by."""
    if word.text == own.text:
        near = abs(word.box.mid_x - own.box.mid_x) < 0.03 and abs(word.box.mid_y - own.box.mid_y) < 0.012
        if near:
            return True
    return _overlap(word.box, own.box)


def _overlap(a: Box, b: Box) -> bool:
    shared = max(0.0, min(a.x1, b.x1) - max(a.x0, b.x0)) * max(0.0, min(a.y1, b.y1) - max(a.y0, b.y0))
    return shared > 0.25 * min(a.width * a.height, b.width * b.height)


def _reading_turn(words: Sequence[TextWord]) -> Literal[0, 90, 180, 270]:
    """The clockwise turn that makes most of the text upright."""
    weights = {0: 0, 90: 0, 180: 0, 270: 0}
    for word in words:
        quarter = round(word.angle / 90) * 90 % 360
        if abs((word.angle - quarter + 180) % 360 - 180) <= 3:
            weights[quarter] += len(word.text)
    most = max(weights, key=lambda quarter: weights[quarter])
    if most == 0 or weights[most] < 2 * weights[0] or weights[most] < 3:
        return 0
    turns: dict[int, Literal[0, 90, 180, 270]] = {90: 270, 180: 180, 270: 90}
    return turns[most]


def _turned_box(box: Box, quarter: int) -> Box:
    if quarter == 90:
        return Box(1 - box.y1, box.x0, 1 - box.y0, box.x1)
    if quarter == 180:
        return Box(1 - box.x1, 1 - box.y1, 1 - box.x0, 1 - box.y0)
    if quarter == 270:
        return Box(box.y0, 1 - box.x1, box.y1, 1 - box.x0)
    return box


def _turned_mark(mark: Mark, quarter: int) -> Mark:
    return mark if mark.box is None else mark.model_copy(update={"box": _turned_box(mark.box, quarter)})


def _turned_ruling(ruling: Ruling, quarter: int) -> Ruling:
    return Ruling(*_turned_box(Box(ruling.x0, ruling.y0, ruling.x1, ruling.y1), quarter))


def _upright_words(words: Sequence[TextWord], layer: pdf.TextLayer, quarter: int) -> tuple[Word, ...]:
    """In reading order: upright words in rows, then those that stand on their side or aslant."""
    upright: list[Word] = []
    askew: list[Word] = []
    for word in words:
        box = Box(
            max(0.0, word.x0 / layer.width),
            max(0.0, word.y0 / layer.height),
            min(1.0, word.x1 / layer.width),
            min(1.0, word.y1 / layer.height),
        )
        placed = Word(word.text, _turned_box(box, quarter), 1.0, "text-layer")
        off = abs((word.angle + quarter + 180) % 360 - 180)
        (upright if off <= 3 else askew).append(placed)
    return (*in_rows(upright), *askew)
