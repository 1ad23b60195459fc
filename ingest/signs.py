"""Signs on a page that are no words: stamps, signatures, QR and bar codes, as marks with boxes."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.codes import codes_of
from ingest.model import Box, Mark, Word
from ingest.signatures import signatures_of, without_rules, without_words
from ingest.stamps import Outline, colour_of, ink_for_signs, reduced, stamps_of, without
from ingest.straighten import Pixels


def signs_of(pixels: Pixels, dpi: float, words: Sequence[Word]) -> tuple[Mark, ...]:
    """The signs on an upright page's picture (RGB or grey) of the given resolution; `words` are the page's own.

    Kinds: `stamp`, `signature`, `qr`, `barcode`. Boxes in fractions of the page.
    """
    marks = list(codes_of(pixels))
    small, _ = reduced(pixels, dpi)
    ink = ink_for_signs(small)
    height, width = ink.shape
    for mark in marks:
        if mark.box is not None:
            x0, y0 = int(mark.box.x0 * width), int(mark.box.y0 * height)
            ink[max(0, y0 - 4) : int(mark.box.y1 * height) + 4, max(0, x0 - 4) : int(mark.box.x1 * width) + 4] = 0
    unread = without_rules(without_words(ink, words))
    stamps = stamps_of(ink, unread, colour_of(small))
    for stamp in stamps:
        marks.append(Mark(kind="stamp", box=_box(stamp.x0, stamp.y0, stamp.x1, stamp.y1, width, height)))
    for x0, y0, x1, y1 in signatures_of(without(unread, stamps)):
        if not any(_inside(x0, y0, x1, y1, stamp) for stamp in stamps):
            marks.append(Mark(kind="signature", box=_box(x0, y0, x1, y1, width, height)))
    return tuple(marks)


def _inside(x0: int, y0: int, x1: int, y1: int, stamp: Outline) -> bool:
    """Whether a scribble is the stamp itself: its words, a second ring, the rest of its ring."""
    shared = max(0.0, min(x1, stamp.x1) - max(x0, stamp.x0)) * max(0.0, min(y1, stamp.y1) - max(y0, stamp.y0))
    both = (x1 - x0) * (y1 - y0) + (stamp.x1 - stamp.x0) * (stamp.y1 - stamp.y0) - shared
    return shared > 0.8 * (x1 - x0) * (y1 - y0) or shared > 0.6 * both


def _box(x0: float, y0: float, x1: float, y1: float, width: int, height: int) -> Box:
    return Box(max(0.0, x0 / width), max(0.0, y0 / height), min(1.0, x1 / width), min(1.0, y1 / height))
