"""A picture of a page read by OCR: prepared, turned the right way up, read, and put in the page's frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest import heap, lie, panels, rulings, signink, straighten
from ingest.across import words_across
from ingest.disputes import NUMERALS
from ingest.errors import Unreadable
from ingest.firstlook import FirstLook, first_look
from ingest.formulas import spelt
from ingest.legends import freed
from ingest.marks import marks_of
from ingest.model import Box, Mark, Remark, Ruling, Word
from ingest.ocr import OcrEngine, Raster, Read
from ingest.order import in_rows
from ingest.photo import sheets_of
from ingest.prepare import Laid, Prepared, lay, prepare
from ingest.sharpness import blur_of
from ingest.signs import signs_of
from ingest.straighten import Pixels, Quarter
from ingest.struck import struck
from ingest.unread import unread_ink

DOUBTFUL = 0.62
"""Mean confidence below which the page may be upside down."""

UNSURE = 0.85
"""The same where its lines, asked which way up they stand, were not of one mind."""

FEWEST = 0.15
"""Words below this confidence are noise and left out: strokes of a signature, ornament."""

FAINT = 0.4
"""The same for words of up to three characters, which noise makes most easily."""

SCRIBBLE = 0.9
"""The same for words made of nothing but up and down strokes: a signature reads as "mmm"."""

LOW_DPI = 140.0
"""Below this resolution ten-point type has letters of under ten pixels: a reviewer should know."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What OCR made of a page, in the upright page's frame; fields as in `Page`."""

    words: tuple[Word, ...]
    rulings: tuple[Ruling, ...]
    width: float
    height: float
    rotation: Quarter
    skew: float
    dpi: float | None
    sheet: tuple[tuple[float, float], ...] | None
    remarks: tuple[Remark, ...]
    signs: tuple[Mark, ...] = ()
    unread: tuple[Box, ...] = ()
    blur: float | None = None


def read_picture(
    pixels: Pixels, dpi: float | None, engine: OcrEngine, languages: Sequence[str], sheet: int | None = None
) -> Scanned:
    """Reads a page's picture. A sheet found in it is pulled straight.

    Where it shows several sheets, the one called for (from 1, in the order of `photo.sheets_of`) is read as a page;
    with None the whole picture is, as it lies, and a remark says so. Raises EngineMissing, and Unreadable (`damaged`)
    when there is no such sheet.
    """
    return read_paper(paper_in(pixels, dpi, sheet), engine, languages)


@dataclass(frozen=True, slots=True)
class Paper:
    """A page taken out of a picture, and how many papers lie in it where it is the whole of a picture of several."""

    laid: Laid
    papers: int = 1


def paper_in(pixels: Pixels, dpi: float | None, sheet: int | None = None) -> Paper:
    """What `read_picture` reads of a picture. Who lets go of the picture now holds one less while it is read.

    Raises Unreadable (`damaged`) when there is no such sheet.
    """
    heap.make_room(pixels.shape[0] * pixels.shape[1])
    found = sheets_of(pixels)
    if sheet is not None and sheet > max(1, len(found)):
        raise Unreadable("damaged", f"The picture shows no paper number {sheet}.")
    if len(found) > 1 and sheet is None:
        return Paper(lay(pixels, dpi), len(found))
    return Paper(lay(pixels, dpi, found[(sheet or 1) - 1] if found else None))


def read_paper(paper: Paper, engine: OcrEngine, languages: Sequence[str]) -> Scanned:
    """Reads a page taken out of its picture. Raises EngineMissing."""
    scanned = _read_laid(paper.laid, engine, languages)
    if paper.papers == 1:
        return scanned
    remark = Remark(code="several-sheets", text=f"The picture shows {paper.papers} papers; they were read as one page.")
    return replace(scanned, remarks=(*scanned.remarks, remark))


def _read_laid(laid: Laid, engine: OcrEngine, languages: Sequence[str]) -> Scanned:
    look = first_look(laid.pixels)
    sought = _sought(laid, look, engine)
    if sought is not None:
        return _by_lines(laid, look, sought, engine, languages)
    page = prepare(laid, look=look)
    if page.letters < 3 and _bare(page.grey):
        return _scanned(page, [])
    quarter: Quarter = 0
    if look.quarter == 90:
        quarter = _facing(page, (90, 270), engine, languages)
        page = prepare(laid, quarter, look=look)
    reads = engine.read(page.raster, languages)
    if _quality(reads) < DOUBTFUL or _sum(reads) < 0.15 * page.letters / 5:
        other: Quarter = _facing(page, (0, 180), engine, languages)
        if other == 180:
            page, reads = _better(laid, look, page, reads, None, engine, languages)
    return _scanned(page, reads, engine, languages)


def _sought(laid: Laid, look: FirstLook, engine: OcrEngine) -> lie.Sought | None:
    """The page's lines, looked for as it seems to lie; None where the engine cannot tell."""
    pixels = straighten.turn(laid.pixels, look.quarter)
    skew = look.skew if abs(look.skew) > lie.FOUND_AGAIN else 0.0
    lines = engine.find(pixels, fine=laid.bilevel, skew=skew)
    return None if lines is None else lie.Sought(tuple(lines), pixels.shape[1], pixels.shape[0], look.quarter, skew)


def _by_lines(laid: Laid, look: FirstLook, sought: lie.Sought, engine: OcrEngine, languages: Sequence[str]) -> Scanned:
    """The page read by an engine that finds lines first: they tell how it lies before anything is read."""
    if not sought.lines:  # one reader's word makes no page blank that bears ink
        page = prepare(laid, sought.quarter, replace(sought, skew=0.0), look=look)
        bare = page.letters < 3 and _bare(page.grey)
        if bare:
            return _scanned(page, [])
        return _scanned(page, engine.read(page.raster, languages), engine, languages)
    quarter = lie.turned_on(sought.quarter, 90) if lie.sideways(sought.lines) else sought.quarter
    share = engine.upside_down(straighten.turn(laid.pixels, quarter), sought.turned(quarter))
    if share is not None and share > 0.5:
        quarter = lie.turned_on(quarter, 180)
    page = prepare(laid, quarter, sought, engine.find, look)
    reads = engine.read(page.raster, languages)
    if _quality(reads) < (UNSURE if share is None or 0.25 < share < 0.75 else DOUBTFUL):
        page, reads = _better(laid, look, page, reads, sought, engine, languages)
    return _scanned(page, reads, engine, languages)


def _better(
    laid: Laid,
    look: FirstLook,
    page: Prepared,
    reads: list[Read],
    sought: lie.Sought | None,
    engine: OcrEngine,
    languages: Sequence[str],
) -> tuple[Prepared, list[Read]]:
    """The page as it is, or on its head, whichever reads better."""
    other = prepare(laid, lie.turned_on(page.rotation, 180), sought, engine.find, look)
    again = engine.read(other.raster, languages)
    return (other, again) if _sum(again) > _sum(reads) else (page, reads)


def _bare(grey: Pixels) -> bool:
    """Whether the page bears next to no ink."""
    small, _ = straighten.reduced(grey, 600)
    height, width = small.shape
    core = small[height // 40 : height - height // 40, width // 40 : width - width // 40]
    if core.size == 0:
        return True
    return float((straighten.ink_of(np.ascontiguousarray(core), 41, 25) > 0).mean()) < 0.0004


def _facing(page: Prepared, turns: tuple[Quarter, Quarter], engine: OcrEngine, languages: Sequence[str]) -> Quarter:
    """Which of two turns makes the page upright: a strip full of letters is read both ways, the better reading wins."""
    scores: dict[Quarter, float] = {}
    grey, colour = straighten.turn(page.grey, turns[0]), straighten.turn(page.colour, turns[0])
    top, bottom = _strip(grey)
    strip = Raster(np.ascontiguousarray(grey[top:bottom]), np.ascontiguousarray(colour[top:bottom]), page.dpi)
    for turn in turns:
        if turn != turns[0]:
            strip = Raster(straighten.turn(strip.grey, 180), straighten.turn(strip.colour, 180), page.dpi)
        scores[turn] = _sum(engine.glance(strip, languages))
    return turns[0] if scores[turns[0]] >= scores[turns[1]] else turns[1]


def _strip(grey: Pixels) -> tuple[int, int]:
    """Top and bottom of the horizontal third of the page that holds most letters."""
    small, factor = straighten.reduced(grey, 1200)
    boxes = straighten.letters(straighten.ink_of(small, 31))
    height = max(1, round(small.shape[0] * 0.3))
    if len(boxes) == 0:
        return 0, int(grey.shape[0])
    rows = np.bincount(np.clip(boxes[:, 1], 0, small.shape[0] - 1), minlength=small.shape[0])
    sums = np.convolve(rows, np.ones(height), mode="valid")
    top = int(sums.argmax())
    return int(top / factor), int((top + height) / factor) + 1


def _sum(reads: Sequence[Read]) -> float:
    """How much was read well: characters of words that look like words, weighed by confidence."""
    return sum(
        read.confidence for read in reads if read.confidence >= 0.5 and sum(char.isalnum() for char in read.text) >= 3
    )


def _quality(reads: Sequence[Read]) -> float:
    weights = [(len(read.text), read.confidence) for read in reads if any(char.isalnum() for char in read.text)]
    total = sum(length for length, _ in weights)
    return sum(length * confidence for length, confidence in weights) / total if total else 0.0


def _signs(
    page: Prepared, small: signink.Small, words: Sequence[Word], engine: OcrEngine, languages: Sequence[str]
) -> tuple[Mark, ...]:
    """Signs on the page, and words across it that make marks which its words read otherwise do not."""
    across = words_across(small, words, engine, languages)
    if across is None:
        return signs_of(page.colour, page.dpi, words, small=small)
    told = {mark.kind for mark in marks_of(words)}
    marks = {mark.kind: mark for mark in reversed(across.marks) if mark.kind not in told}
    return (*reversed(marks.values()), *signs_of(page.colour, page.dpi, words, small=small, across=across.ink))


def _scanned(
    page: Prepared, reads: Sequence[Read], engine: OcrEngine | None = None, languages: Sequence[str] = ()
) -> Scanned:
    """What was read of a page; a blank one comes without its engine."""
    blank = engine is None
    height, width = page.grey.shape
    lines = () if blank else rulings.from_raster(page.ink, page.dpi, page.large)
    words = freed([word for read in reads if (word := _word(read, width, height)) is not None], lines, (height, width))
    dark = straighten.darkest(page.colour)
    words = spelt(in_rows(struck(dark, words)))
    small = signink.Small(signink.reduced(page.colour, page.dpi)[0])
    grounds = None if blank else panels.grounds_of(straighten.lightest(small.pixels), words)
    remarks: list[Remark] = []
    if page.sheet is not None:
        remarks.append(Remark(code="perspective-undone", text="The sheet was found in a photo and pulled straight."))
    if page.rotation:
        remarks.append(Remark(code="turned", text=f"The page was turned clockwise by {page.rotation} degrees."))
    if abs(page.skew) >= 0.3:
        remarks.append(Remark(code="deskewed", text=f"The page was straightened by {abs(page.skew):.1f} degrees."))
    if page.source_dpi is not None and page.source_dpi < LOW_DPI:
        remarks.append(Remark(code="low-resolution", text=f"The page has only {page.source_dpi:.0f} dots per inch."))
    elif 0 < page.letter < 9:
        remarks.append(Remark(code="low-resolution", text="The page's letters are less than nine pixels high."))
    return Scanned(
        words,
        lines,
        page.width,
        page.height,
        page.rotation,
        page.skew,
        page.source_dpi,
        page.sheet,
        tuple(remarks),
        () if engine is None else _signs(page, small, words, engine, languages),
        () if blank else unread_ink(page.grey, dark, words, lines, grounds),
        None if blank else blur_of(page.grey, page.pieces),
    )


_STROKES = frozenset("mnwuvi3_.~-")
_PLAIN = frozenset({"in", "un", "um"})  # words of papers' languages that are nothing but such strokes
_BARS = frozenset("|¦[]{}_‖")
_DASHES = frozenset("-–—~=")


def _word(read: Read, width: int, height: int) -> Word | None:
    """The reading as a word of the page; None for what is no word: strokes of ruling lines, specks."""
    text = read.text.strip()
    # A ruling line beside a word is read as a bar at its end.
    text = re.sub(r"^[|¦‖]+(?=\S)|(?<=\S)[|¦‖]+$", "", text)
    if not text or all(char in _BARS for char in text):
        return None
    if all(char in _DASHES or char in _BARS for char in text) and (len(text) > 1 or read.confidence < 0.8):
        return None
    inked = any(char.isalnum() for char in text)
    if not inked and read.confidence < 0.6:
        return None
    if read.confidence < (FEWEST if len(text) >= 4 else FAINT):
        return None
    scribbled = (
        len(set(text.lower()) - _STROKES) == 0 and text.lower() not in _PLAIN and text.rstrip(",.;") not in NUMERALS
    )
    if scribbled and read.confidence < SCRIBBLE and read.reader != "both":
        return None
    box = Box(
        max(0.0, read.x0 / width), max(0.0, read.y0 / height), min(1.0, read.x1 / width), min(1.0, read.y1 / height)
    )
    if box.width <= 0 or box.height <= 0:
        return None
    return Word(text, box, round(read.confidence, 4), read.reader)
