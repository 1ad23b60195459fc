"""What the labels over a form's boxes of goods ask for: "8. Item number; number and kind of packages; description"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extract.doctype import DocumentType
from extract.lexicon import fold
from extract.tables_found import labels_of
from extract.tables_items_text import WEIGHTS, weight_said
from extract.tables_words import Reading, header_words
from ingest.model import Box

_SURE: Final = 0.85  # quality from which a label's part is one of our headings
_BOX_NUMBER: Final = re.compile(r"^\s*\d{1,2}[a-z]?[.):]?\s+(?=[^\W\d_])")
_PARTS: Final = re.compile(r"\s*[;|/,:–—]\s*|\s+-\s+|[()]")
_GOODS: Final = frozenset(("goods_description", "parcel_count"))


@dataclass(frozen=True, slots=True)
class Heading:
    """A label over the items or beside it: its words, where it stands, and in which box (None on open ground)."""

    text: str
    box: Box
    cell: int | None


def asks_for_goods(text: str, doctype: DocumentType) -> bool:
    """Whether a part of a label asks for the goods or their packages; what holds figures of its own is none."""
    return any(labels_of(doctype).get(fold(part)) in _GOODS for part in _parts(text))


def headed(
    box: Box, cell: int | None, headings: Sequence[Heading], doctype: DocumentType
) -> tuple[str | None, str | None]:
    """The weight and the unit that the label over a place asks for: of its box, of what stands over it, of all."""
    over = [one for one in headings if cell is not None and one.cell == cell]
    over = over or [one for one in headings if one.box.x0 < box.x1 and box.x0 < one.box.x1]
    declared = {column.name for column in doctype.columns}
    for labels in (over, headings):
        text = " ".join(one.text for one in labels)
        for names, reading in _named(text, doctype):
            weighed = [name for name in names if name in WEIGHTS and name in declared]
            if weighed:
                said = weight_said(text.split()) if len(set(names)) > 1 and len(labels) == 1 else None
                masses = [one for one in (said, *weighed) if one not in (None, "carat_weight")]
                unit = reading.unit if reading is not None else None
                return (masses or weighed)[0], unit or header_words(doctype).measures(text)[0]
    return None, None


def _named(text: str, doctype: DocumentType) -> Iterator[tuple[tuple[str, ...], Reading | None]]:
    """The fields that a label and its parts ask for, the likeliest first, with how each is read as a heading."""
    for part in _parts(text):
        reading = header_words(doctype).read(part, "text-layer")
        sure = reading is not None and reading.quality >= _SURE
        names = reading.names if reading is not None and sure else ()
        yield (*names, labels_of(doctype).get(fold(part), "")), reading if sure else None


def _parts(text: str) -> Iterator[str]:
    """A label as a whole and what signs part it into, each without the number of its box."""
    for part in dict.fromkeys((text, *_PARTS.split(text))):
        plain = _BOX_NUMBER.sub("", part).strip()
        if plain and not any(map(str.isdigit, plain)):
            yield plain
