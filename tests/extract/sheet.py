"""A page drawn word by word, for tests of reading: text set at points, ruling lines, boxes."""

from __future__ import annotations

from typing import Literal

from extract.candidates_places import Neighbourhood
from extract.labels import find_labels
from extract.labels_hit import LabelHit
from extract.labels_index import LabelIndex, index_of
from extract.layout import PageLayout, lay_out
from extract.model import DocumentKind
from extract.types import TYPES
from ingest.model import Box, Mark, Page, Ruling, Word

_INDEXES: dict[DocumentKind, LabelIndex] = {}


class Sheet:
    """An A4 page in points, origin top left; letters are half as wide as high, spaces a third."""

    def __init__(self, origin: Literal["text-layer", "ocr", "cells"] = "text-layer", file: str = "f" * 64) -> None:
        self.origin: Literal["text-layer", "ocr", "cells"] = origin
        self.file = file
        self.words: list[Word] = []
        self.rulings: list[Ruling] = []
        self.marks: list[Mark] = []

    def text(self, x: float, y: float, text: str, size: float = 10.0, confidence: float = 1.0) -> Sheet:
        """Sets a phrase with its left edge at x and its top at y."""
        for word in text.split(" "):
            width = 0.5 * size * len(word)
            if word:
                box = Box(x / 595, y / 842, (x + width) / 595, (y + size) / 842)
                reader: Literal["text-layer", "tesseract"] = (
                    "text-layer" if self.origin == "text-layer" else "tesseract"
                )
                self.words.append(Word(word, box, confidence, reader))
            x += width + 0.33 * size
        return self

    def lines(self, x: float, y: float, *texts: str, size: float = 10.0, step: float = 13.0) -> Sheet:
        """Sets phrases one under the other."""
        for number, text in enumerate(texts):
            self.text(x, y + number * step, text, size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """Draws a ruling line."""
        self.rulings.append(Ruling(x0 / 595, y0 / 842, x1 / 595, y1 / 842))
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """Draws a closed box."""
        return self.rule(x0, y0, x1, y0).rule(x0, y1, x1, y1).rule(x0, y0, x0, y1).rule(x1, y0, x1, y1)

    def mark(self, kind: str, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """Puts a sign on the page."""
        self.marks.append(Mark(kind=kind, box=Box(x0 / 595, y0 / 842, x1 / 595, y1 / 842)))
        return self

    def page(self, number: int = 1) -> Page:
        """The page as ingest would hand it on."""
        return Page(
            file=self.file,
            number=number,
            width=595.0,
            height=842.0,
            origin="ocr" if self.origin == "ocr" else self.origin,
            words=tuple(self.words),
            rulings=tuple(self.rulings),
            marks=tuple(self.marks),
        )

    def layout(self) -> PageLayout:
        """The page laid out."""
        return lay_out(self.page())


def index_for(kind: DocumentKind) -> LabelIndex:
    """The label index of a type, made once."""
    if kind not in _INDEXES:
        doctype = TYPES[kind]
        _INDEXES[kind] = index_of(doctype, [other for other in TYPES.values() if other is not doctype], {})
    return _INDEXES[kind]


def labels_on(sheet: Sheet, kind: DocumentKind) -> tuple[LabelHit, ...]:
    """The labels of a page read as a document of some type."""
    return find_labels(sheet.layout(), 0, index_for(kind))


def around(sheet: Sheet, kind: DocumentKind) -> Neighbourhood:
    """The page with its labels, ready to be asked for places."""
    layout = sheet.layout()
    return Neighbourhood(layout, 0, find_labels(layout, 0, index_for(kind)), frozenset())
