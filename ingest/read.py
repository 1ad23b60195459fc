"""One page read: from a file's bytes to words with boxes, whatever the format."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types

from ingest import blank, documents, images, pdf, readers, sheets
from ingest.errors import EngineMissing, Unreadable
from ingest.limits import DEFAULT, Limits
from ingest.marks import marks_of
from ingest.model import Mark, Page, Remark
from ingest.ocr import LANGUAGES, OcrEngine
from ingest.owntext import TextLayer, second_opinion, text_layer
from ingest.readers import Choice
from ingest.scan import Paper, Scanned, paper_in, read_paper
from ingest.stored import Frame, stored_behind, stored_otherwise
from ingest.textlayer import Verdict
from ingest.textpage import blank_page, both_page, stored_remarks, text_page, unchecked_page
from ingest.trust import Doubts, doubted, drawn_signs, given_otherwise, lies, still_doubted, verdict_of

SCAN_DPI = (150.0, 300.0)
"""A scan inside a PDF is drawn at its own resolution, within these bounds."""

DRAWN_DPI = 220.0
"""Resolution at which a page without a scan of its own is drawn for OCR."""


UNPROVEN = Remark(
    code="text-layer-unchecked",
    text="No reader is installed that could hold the page's own text against what the page shows.",
)

OTHERWISE = Remark(
    code="text-layer-differs",
    text="The page's own text says something else than the page shows; the page was read as a picture.",
)


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
    shown = _shown(path, sha256, media_type, number, settings.limits)
    if isinstance(shown, Page):
        return shown
    read = engine or readers.engine(settings.readers)
    return _ocr_page(read_paper(shown, read, settings.languages), sha256, number, ())


def _shown(path: Path, sha256: str, media_type: str, number: int, limits: Limits) -> Page | Paper:
    """A page that is text, or the paper in its picture; the picture itself is let go before the paper is read."""
    if media_type in images.FORMATS:
        # The frames of a TIFF are its pages; the papers in any other picture are.
        frame, sheet = (number, None) if media_type == "image/tiff" else (1, number)
        picture = images.load(path, media_type, frame, limits.pages_per_file, limits.pixels_per_page)
        return paper_in(picture.pixels, picture.dpi, sheet)
    if media_type in documents.TYPES:
        found = documents.read(path, media_type, sha256, number, limits)
    elif media_type in sheets.TYPES:
        found = sheets.read_sheet(path, media_type, sha256, number, limits)
    else:
        raise Unreadable("not-a-document", f"Files of type {media_type} have no pages to read.")
    return found if isinstance(found, Page) else paper_in(found.pixels, found.dpi)


def _pdf_page(path: Path, sha256: str, number: int, settings: Settings, engine: OcrEngine | None) -> Page:
    with pdf.single_page(path, number) as (document, page):
        layer, verdict = _own_text(document, page)
        if layer is not None and layer.empty:
            return blank_page(layer, sha256, number)
        trusted = verdict.use != "ocr"
        doubt: Doubts = ()
        if layer is not None and trusted:
            try:
                doubt = doubted(page, verdict, settings.readers)
            except EngineMissing:
                verdict = replace(verdict, remarks=(*verdict.remarks, UNPROVEN))
        signs: tuple[Mark, ...] = ()
        if layer is not None and verdict.use == "text":
            signs = drawn_signs(page, layer)
            stored = stored_otherwise(path, number, Frame.of(page), layer.words)
            verdict = replace(verdict, values=stored, given=given_otherwise(path, number, page, layer))
            if not doubt:
                return text_page(layer, verdict, sha256, number, signs)
        paper = paper_in(*pdf.render(page, _scan_dpi(layer)))
        frame = Frame.of(page)
    scanned = read_paper(paper, engine or readers.engine(settings.readers), settings.languages)
    if layer is not None and verdict.use != "text":
        size = (0.0, 0.0, layer.width, layer.height)
        verdict = replace(verdict, values=stored_behind(path, number, frame, size, scanned))
    told = lies(layer, scanned, doubt) if layer is not None and (doubt or not trusted) else []
    stores = stored_remarks(verdict, layer, 0) if layer is not None else []
    if told and trusted:
        return _ocr_page(scanned, sha256, number, (*verdict.remarks, OTHERWISE, *stores, *told))
    if layer is not None and doubt:
        verdict = replace(verdict, doubted=still_doubted(layer, scanned, doubt))
    if layer is not None and verdict.use == "text":
        return text_page(layer, verdict, sha256, number, signs)
    if layer is not None and verdict.use == "both" and scanned.rotation == 0 and scanned.sheet is None:
        return both_page(layer, verdict, scanned, sha256, number)
    if layer is not None and verdict.unchecked and not scanned.words:
        return unchecked_page(layer, verdict, sha256, number)
    return _ocr_page(scanned, sha256, number, (*verdict.remarks, *stores, *told))


def _own_text(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> tuple[TextLayer | None, Verdict]:
    """The page's own text, None where it cannot be followed, and what a preview says of it."""
    layer: TextLayer | None
    try:
        layer = text_layer(document, page)
        verdict = verdict_of(page, layer)
    except Unreadable as fault:
        if fault.code != "damaged":
            raise
        layer = None
        remark = Remark(code="text-layer-broken", text=f"{fault.cause} The page was read as a picture.")
        verdict = Verdict("ocr", (), (remark,))
    if verdict.use == "ocr" and any(remark.code == "text-layer-broken" for remark in verdict.remarks):
        second = second_opinion(page, layer)
        again = verdict_of(page, second)
        if again.use != "ocr" or layer is None:
            return second, again
    return layer, verdict


def _scan_dpi(layer: TextLayer | None) -> float:
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
        blur=scanned.blur,
        sheet=scanned.sheet,
        unread=scanned.unread,
        marks=(*marks_of(scanned.words), *scanned.signs),
        remarks=tuple(found),
    )
