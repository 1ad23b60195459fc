"""Form fields, notes and data of forms that store something else than the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types
from rapidfuzz.distance import Levenshtein

from ingest import pdf
from ingest.formvalues import FieldValue, differs, field_values, has_fields, shown_in
from ingest.glyphs import TextWord
from ingest.model import Word
from ingest.pageobjects import Sides, shown_box
from ingest.scan import Scanned
from ingest.textlayer import Otherwise
from ingest.xfa import FormDatum, borne_out, exchanged, form_data, tells

SURE = 0.9
"""A word read from a picture with less confidence says nothing against what a form stores."""

LEVEL = 0.5
"""Degrees of skew up to which a field's place on a picture is where its words are."""

NEAR = 0.3
"""Share of a value's signs up to which a word that was hardly read may be that value."""


class Frame(NamedTuple):
    """How a page lies on its sheet: its crop box (points, origin bottom left) and its turn in degrees clockwise."""

    crop: Sides
    turn: int

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> Frame:
        """That of a page."""
        return cls(page.get_cropbox(), page.get_rotation())


def stored_otherwise(path: Path, number: int, frame: Frame, words: Sequence[TextWord]) -> tuple[Otherwise, ...]:
    """What the file stores and page `number` (from 1) shows otherwise; `words` are the page's own, as shown."""
    if not pdf.has_form(path) and not pdf.has_notes(path, number):
        return ()
    found: list[Otherwise] = []
    fields = field_values(path, number)
    data = form_data(path) if fields or number == 1 else ()
    for field in fields:
        box = shown_box(field.rect, frame.crop, frame.turn)
        shown = shown_in(words, box)
        if (stored := _stored(field, shown, data)) is not None:
            found.append((stored, shown, box))
    if data and number == 1 and not has_fields(path):  # nothing tells where on the pages they stand
        pages = pdf.text_of(path)
        found += [(each.value, "", None) for each in data if tells(each.value) and not borne_out(each.value, pages)]
        found += exchanged(data, words)
    return tuple(found)


def stored_behind(path: Path, number: int, frame: Frame, size: Sides, scanned: Scanned) -> tuple[Otherwise, ...]:
    """The same of a page that was read as a picture: only what was surely read speaks against the file.

    `size` is the page as shown, in points (0, 0, width, height).
    """
    if scanned.rotation or scanned.sheet is not None or abs(scanned.skew) > LEVEL or not pdf.has_form(path):
        return ()
    width, height = size[2], size[3]
    words = [(_placed(word, width, height), word.confidence) for word in scanned.words]
    found: list[Otherwise] = []
    fields = field_values(path, number)
    data = form_data(path) if fields or number == 1 else ()
    for field in fields:
        box = shown_box(field.rect, frame.crop, frame.turn)
        shown = shown_in([word for word, _ in words], box)
        if not shown or shown != shown_in([word for word, sure in words if sure >= SURE], box):
            continue
        if (stored := _stored(field, shown, data)) is not None:
            found.append((stored, shown, box))
    if data and number == 1 and not fields and pdf.page_count(path, 2000) == 1:
        text = " ".join(word.text for word in scanned.words)
        doubtful = [word.text for word in scanned.words if word.confidence < SURE]
        for each in data:
            if tells(each.value) and not borne_out(each.value, text) and not _perhaps(each.value, doubtful):
                found.append((each.value, "", None))
        found += exchanged(data, [word for word, _ in words])
    return tuple(found)


def _stored(field: FieldValue, shown: str, data: Sequence[FormDatum]) -> str | None:
    """What the field, or the form's data under its name, store where the page shows something else; None if nothing."""
    if field.stored and differs(field.stored, shown):
        return field.stored
    own = [datum.value for datum in data if field.text and datum.name == field.name.partition("[")[0]]
    return own[0] if own and not any(borne_out(value, shown) for value in own) else None


def _placed(word: Word, width: float, height: float) -> TextWord:
    x0, y0, x1, y1 = word.box
    return TextWord(word.text, x0 * width, y0 * height, x1 * width, y1 * height, 0.0, (y1 - y0) * height)


def _perhaps(value: str, doubtful: Sequence[str]) -> bool:
    """Whether a word that was hardly read may be the value."""
    return any(Levenshtein.normalized_distance(value, text) <= NEAR for text in doubtful)
