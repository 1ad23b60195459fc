"""Signs on a page that are no words: stamps, signatures, QR and bar codes, as marks with boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from ingest.codes import codes_of
from ingest.model import WHOLE, Box, Mark, Word
from ingest.signatures import signatures_of, without_rules, without_words
from ingest.signink import MM, Small, ink_for_signs, reduced, strengthened
from ingest.specks import is_grainy, without_specks
from ingest.stamps import stamps_of, without
from ingest.stamps_rings import Area, Outline
from ingest.straighten import Pixels

GRAIN = 8_000
"""Edges, along its rows, of ink in which no word was read, from which it is grain: of which rings and codes are made by
chance, and circles sought in it for long. Signs and ruling lines have up to 7,000 on a whole page."""


def signs_of(
    pixels: Pixels,
    dpi: float,
    words: Sequence[Word],
    place: Box = WHOLE,
    printed: Sequence[Box] = (),
    small: Small | None = None,
    across: Pixels | None = None,
) -> tuple[Mark, ...]:
    """The signs on an upright page's picture (RGB or grey) of the given resolution; `words` are the page's own.

    `printed` are the places on the page of words that it bears and that the picture does not show; `small` is a whole
    page's picture as `ingest.signink` reduces it, where the caller has it. `across` is, at any scale, 255 where large
    letters across the page were read (`ingest.across`), which are neither stamp nor signature.

    The picture may be of a part of the page: `place` says which; it is then drawn by a program, without grain, and
    the finest strokes are looked for. Kinds: `stamp`, `signature`, `qr`, `barcode`. Boxes
    in fractions of the page.
    """
    if small is None:
        small = Small(reduced(pixels if place == WHOLE else strengthened(pixels), dpi)[0], place)
    ink = ink_for_signs(small.pixels)
    unread = without_words(ink, words)
    if is_grainy(unread, GRAIN):
        ink, unread = without_specks(ink), without_specks(unread)
    marks = list(codes_of(pixels, small.pixels, ink, unread, MM))
    height, width = ink.shape
    for mark in marks:
        if mark.box is not None:
            x0, y0, x1, y1 = _pixels(mark.box, width, height, 4)
            ink[y0:y1, x0:x1] = unread[y0:y1, x0:x1] = 0
    unread = without_rules(unread)
    colour = small.colour
    if across is not None:
        bare = cv2.bitwise_not(cv2.resize(across, (width, height), interpolation=cv2.INTER_NEAREST))
        ink, unread = _within(ink, bare), _within(unread, bare)
        colour = None if colour is None else _within(colour, bare)
    shown = [*(word.box for word in words), *printed]
    stamps = stamps_of(ink, unread, colour, small.sheet, _areas(shown, place, ink)) if unread.any() else []
    for stamp in stamps:
        marks.append(Mark(kind="stamp", box=_box(stamp.x0, stamp.y0, stamp.x1, stamp.y1, width, height)))
    for x0, y0, x1, y1 in signatures_of(without(unread, stamps), small.sheet):
        if not any(_inside(x0, y0, x1, y1, stamp) for stamp in stamps):
            marks.append(Mark(kind="signature", box=_box(x0, y0, x1, y1, width, height)))
    return tuple(_placed(mark, place) for mark in marks)


def _within(ink: Pixels, shown: Any) -> Pixels:
    return np.asarray(cv2.bitwise_and(ink, shown), dtype=np.uint8)


def _placed(mark: Mark, place: Box) -> Mark:
    """A mark of a part of the page, on the page."""
    if place == WHOLE or mark.box is None:
        return mark
    x0, y0, x1, y1 = mark.box
    box = Box(
        place.x0 + x0 * place.width,
        place.y0 + y0 * place.height,
        place.x0 + x1 * place.width,
        place.y0 + y1 * place.height,
    )
    return mark.model_copy(update={"box": box})


def _pixels(box: Box, width: int, height: int, margin: int) -> tuple[int, int, int, int]:
    return (
        max(0, int(box.x0 * width) - margin),
        max(0, int(box.y0 * height) - margin),
        min(width, int(box.x1 * width) + 1 + margin),
        min(height, int(box.y1 * height) + 1 + margin),
    )


def _areas(boxes: Sequence[Box], place: Box, picture: Pixels) -> list[Area]:
    """Boxes of the page in pixels of the picture that shows it, or this part of it."""
    height, width = picture.shape
    across, down = width / place.width, height / place.height
    return [
        ((x0 - place.x0) * across, (y0 - place.y0) * down, (x1 - place.x0) * across, (y1 - place.y0) * down)
        for x0, y0, x1, y1 in boxes
    ]


def _inside(x0: int, y0: int, x1: int, y1: int, stamp: Outline) -> bool:
    """Whether a scribble is the stamp itself: its words, a second ring, the rest of its ring."""
    shared = max(0.0, min(x1, stamp.x1) - max(x0, stamp.x0)) * max(0.0, min(y1, stamp.y1) - max(y0, stamp.y0))
    both = (x1 - x0) * (y1 - y0) + (stamp.x1 - stamp.x0) * (stamp.y1 - stamp.y0) - shared
    return shared > 0.8 * (x1 - x0) * (y1 - y0) or shared > 0.6 * both


def _box(x0: float, y0: float, x1: float, y1: float, width: int, height: int) -> Box:
    return Box(max(0.0, x0 / width), max(0.0, y0 / height), min(1.0, x1 / width), min(1.0, y1 / height))
