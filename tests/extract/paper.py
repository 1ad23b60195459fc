"""Pages set by hand for tests: phrases at given places, as a PDF's text layer would give them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from extract.layout import PageLayout, lay_out
from ingest.model import Box, Page, Remark, Ruling, Word

WIDTH, HEIGHT = 595.0, 842.0
CHARACTER = 0.5  # width of a character, in text heights

Phrase = tuple[float, str] | tuple[float, str, float]
"""Left edge in points, text, and text height in points (10 if left out)."""

Rows = list[tuple[float, Sequence[Phrase]]]
"""Rows of phrases, each with its upper edge in points."""


def words_at(x: float, y: float, text: str, height: float = 10.0, confidence: float = 1.0) -> list[Word]:
    """The words of a phrase whose upper left corner is at (x, y), in points."""
    words: list[Word] = []
    for word in text.split(" "):
        end = x + len(word) * height * CHARACTER
        if word:
            box = Box(x / WIDTH, y / HEIGHT, end / WIDTH, (y + height) / HEIGHT)
            words.append(Word(word, box, confidence, "text-layer"))
        x = end + height * CHARACTER
    return words


def page_of(
    rows: Iterable[tuple[float, Sequence[Phrase]]],
    *,
    file: str = "f" * 64,
    number: int = 1,
    rulings: Sequence[Ruling] = (),
    remarks: Sequence[Remark] = (),
    origin: Literal["text-layer", "ocr"] = "text-layer",
) -> Page:
    """A page of phrases: rows of (y in points, phrases)."""
    words: list[Word] = []
    for y, phrases in rows:
        for phrase in phrases:
            words += words_at(phrase[0], y, phrase[1], phrase[2] if len(phrase) > 2 else 10.0)
    return Page(
        file=file,
        number=number,
        width=WIDTH,
        height=HEIGHT,
        origin=origin,
        words=tuple(words),
        rulings=tuple(rulings),
        remarks=tuple(remarks),
    )


def sheet(
    rows: Iterable[tuple[float, Sequence[Phrase]]],
    *,
    file: str = "f" * 64,
    number: int = 1,
    rulings: Sequence[Ruling] = (),
    origin: Literal["text-layer", "ocr"] = "text-layer",
) -> PageLayout:
    """A page of phrases, laid out."""
    return lay_out(page_of(rows, file=file, number=number, rulings=rulings, origin=origin))


def letter(
    title: str,
    lines: Sequence[str],
    *,
    number: int = 1,
    left: float = 60.0,
    file: str = "f" * 64,
) -> PageLayout:
    """A page with a title in large type and lines of running text under it; no title if it is empty."""
    rows: list[tuple[float, Sequence[Phrase]]] = [(60.0, [(left, title, 18.0)])] if title else []
    rows += [(110.0 + 16.0 * index, [(left, line)]) for index, line in enumerate(lines)]
    return sheet(rows, number=number, file=file)
