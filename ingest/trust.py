"""How far a PDF page's own text is to be trusted: held against a preview, a dozen words read, and the whole page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types

from ingest import pdf, readers
from ingest.actualtext import drawn_in, given_texts, says_otherwise, structure_texts
from ingest.differences import Stated, differences, straightened, unsettled
from ingest.glyphs import TextWord
from ingest.model import Box, Mark, Remark
from ingest.owntext import TextLayer
from ingest.pageobjects import shown_box, without_text
from ingest.places import grown, joined
from ingest.proofreading import PROOF_DPI, matters, proofread
from ingest.sampling import run_together
from ingest.scan import Scanned
from ingest.signs import signs_of
from ingest.textlayer import Otherwise, Verdict, judge
from ingest.textpage import upright_words

Doubts = tuple[tuple[TextWord, str], ...]
"""Words of a text layer, each with what it was taken for."""

SIGNS_DPI = 200.0
"""Resolution at which stamps, signatures and codes are looked for on a page that has its own text."""

MARGIN = 0.02
"""Ground around what is drawn that is looked at with it, as a share of the page."""

LEAST = 42.0
"""Points of the longer side of a place that may bear a sign, the ground around it included."""

WIDE = 0.7
"""What is wider or higher than this share of the page is its border or its ground."""

CODE_BARS = 16
"""From so many small filled boxes on, they may be the bars or modules of a code."""


def verdict_of(page: pdfium.PdfPage, layer: TextLayer) -> Verdict:
    """Holds a text layer against a preview of the page."""
    if not layer.words and not layer.broken:
        return judge((), 0, 0, layer.seen, None, 1.0)
    preview, dpi = pdf.render(page, pdf.PREVIEW_DPI, grey=True)
    return judge(layer.words, layer.broken, layer.characters, layer.seen, preview, dpi / 72)


def doubted(page: pdfium.PdfPage, verdict: Verdict, choice: readers.Choice) -> Doubts:
    """Words of the text layer that look otherwise than they say at a quick look, with what they look like.

    Raises EngineMissing when no reader is installed.
    """
    if not any(matters(word) for word in verdict.words):
        return ()
    reader = readers.strip_reader(choice)
    picture, dpi = pdf.render(page, PROOF_DPI, grey=True)
    return proofread(verdict.words, picture, dpi / 72, reader).suspects


def lies(layer: TextLayer, scanned: Scanned, suspects: Doubts = ()) -> list[Remark]:
    """What the text layer says otherwise than it was read, in the frame of the page as read.

    `suspects` are words of it that a first look took for something else, and for what.
    """
    if scanned.sheet is not None or scanned.width <= 0 or scanned.height <= 0:
        return []
    return differences(list(_stated(layer, scanned, suspects).values()), scanned.words)


def still_doubted(layer: TextLayer, scanned: Scanned, suspects: Doubts) -> Doubts:
    """Those of the suspects of which the page as read tells neither that they lie nor that they are right."""
    if scanned.sheet is not None or scanned.width <= 0 or scanned.height <= 0:
        return suspects
    stated = _stated(layer, scanned, suspects)
    left = {id(each) for each in unsettled(list(stated.values()), scanned.words)}
    return tuple((word, seen) for word, seen in suspects if id(word) in stated and id(stated[id(word)]) in left)


def _stated(layer: TextLayer, scanned: Scanned, suspects: Doubts) -> dict[int, Stated]:
    """The words of a text layer, by what they are, where they lie in the frame of the page as read."""
    taken = {id(word): seen for word, seen in suspects}
    stated: dict[int, Stated] = {}
    for own in layer.words:
        (word,) = upright_words((own,), layer, scanned.rotation)
        place = straightened(word.box, scanned.skew, scanned.width, scanned.height)
        stated[id(own)] = Stated(replace(word, box=place), taken.get(id(own)), run_together(own))
    return stated


def given_otherwise(path: Path, number: int, page: pdfium.PdfPage, layer: TextLayer) -> tuple[Otherwise, ...]:
    """Texts that the page, or the file's outline of its structure, gives for copying in the place of what is drawn."""
    frame, turn = page.get_cropbox(), page.get_rotation()
    given = [*given_texts(page), *structure_texts(path, number, page)]
    placed = ((text, shown_box(sides, frame, turn)) for text, sides in given)
    texts = ((text, drawn_in(layer.words, box), box) for text, box in placed)
    return tuple(each for each in texts if says_otherwise(each[0], each[1]))


def drawn_signs(page: pdfium.PdfPage, layer: TextLayer) -> tuple[Mark, ...]:
    """Stamps, signatures and codes of a page that has its own text; boxes of the page as shown.

    They are pictures or drawn shapes: where there are only words and ruling lines nothing is looked for. Each place
    that has such is drawn by itself, without the page's characters, which would hide strokes and be taken for some.
    """
    seen = layer.seen
    bars = seen.bars if len(seen.bars) >= CODE_BARS else ()
    if not (seen.pictures or seen.drawings or bars):
        return ()
    boxes = [
        Box(x0 / layer.width, y0 / layer.height, x1 / layer.width, y1 / layer.height)
        for x0, y0, x1, y1 in (*seen.pictures, *seen.drawings, *bars)
    ]
    places = joined([grown(box, MARGIN) for box in boxes if box.width < WIDE and box.height < WIDE])
    wide, high = layer.width, layer.height
    printed = [Box(word.x0 / wide, word.y0 / high, word.x1 / wide, word.y1 / high) for word in layer.words]
    marks: list[Mark] = []
    with without_text(page):
        for place in places:
            if max(place.width * layer.width, place.height * layer.height) >= LEAST:
                pixels, dpi = pdf.render(page, SIGNS_DPI, part=place)
                marks += signs_of(pixels, dpi, (), place, printed)
    return tuple(marks)
