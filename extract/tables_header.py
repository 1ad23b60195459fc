"""Where a line table begins: the header, its columns, and the units and currencies that it names.

A header is a run of one to four text lines, close together, made of header words and without amounts. Wordings one
over another in a column are read together ("Unit price" over "(US$/ct)"); a wording over several columns
("Weight (kg)" over "Gross" and "Net") is read with each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from extract import lexicon
from extract.doctype import DocumentType, Words
from extract.layout import PageLayout, Segment
from extract.lexicon import fold
from extract.values import money, units
from ingest.model import Box

ROW_NUMBER: Final = "row number"
OTHER: Final = "other"
UNIT: Final = "unit"
CURRENCY: Final = "currency"
NO_FIELD: Final = frozenset((ROW_NUMBER, OTHER, UNIT, CURRENCY))
"""Columns that are no field: the running number, the unit or currency of the row, whatever else is headed."""

_ASIDE: Final = {
    "unit": UNIT, "uom": UNIT, "u m": UNIT, "um": UNIT, "units": UNIT, "unite": UNIT, "un": UNIT, "und": UNIT,
    "unidade": UNIT, "unidad": UNIT, "currency": CURRENCY, "devise": CURRENCY, "moeda": CURRENCY, "moneda": CURRENCY,
}  # fmt: skip
_LINKS: Final = frozenset(("in", "en", "em", "per", "par", "por", "la", "le", "au", "el", "ao"))
_PER: Final = re.compile(r"(?:/|\bper\b|\bpar\b|\bpor\b|\bau\b|\bao\b)\s*\(?\s*([^\W\d_]+)", re.IGNORECASE)
_TOKEN: Final = re.compile(r"u\.s\.\s?\$|us\s?\$|[^\W\d_]+\$|\$[^\W\d_]*|%|[€£]|[^\W_]+", re.IGNORECASE)
_BRACKETED: Final = re.compile(r"(?<=\w)\s*[(\[][^)\]]*[)\]]")
_AMOUNT: Final = re.compile(r"\d[.,]\d|\d{4,}")
_MOST_LINES: Final = 4
_LEAST_RESULTS: Final = 3  # columns of results that, beside lot numbers, make a table of analyses
_NEAR: Final = {"text-layer": 92.0, "cells": 92.0, "ocr": 80.0}


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's heading: the columns that it may head (best first, none if unknown), unit and currency it names.

    `per` is the unit that a price is for ("US$/ct").
    """

    names: tuple[str, ...]
    text: str
    box: Box
    unit: str | None
    currency: str | None
    per: str | None
    words: frozenset[int]


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table, left to right, and the page lines (first to last) that they take up."""

    headings: tuple[Heading, ...]
    first_line: int
    last_line: int
    box: Box

    def fields(self) -> tuple[str, ...]:
        """The first-choice fields of the headings, left to right; columns that are no field left out."""
        return tuple(heading.names[0] for heading in self.headings if set(heading.names) - NO_FIELD)


@dataclass(frozen=True, slots=True)
class _Reading:
    names: tuple[str, ...]
    unit: str | None
    currency: str | None
    per: str | None
    quality: float


class HeaderWords:
    """The header wordings of one document type."""

    def __init__(self, doctype: DocumentType) -> None:
        found: dict[str, dict[str, None]] = {}
        for column in doctype.columns:
            for wording in _all(column.headers):
                found.setdefault(wording, {})[column.name] = None
        for name, aside in (("row_number", ROW_NUMBER), ("stone_count", OTHER), ("other", OTHER)):
            for wording in _all(lexicon.headers(name)):
                found.setdefault(wording, {})[_ASIDE.get(wording, aside)] = None
        # The symbols of elements are too short to be looked for in anything but a whole heading.
        self._elements = frozenset(_all(lexicon.labels("element", "impurity"))) - found.keys()
        self._names = {wording: tuple(names) for wording, names in found.items()}
        self._vocabulary = frozenset(word for wording in self._names for word in wording.split())
        self._long_words = tuple(word for word in self._vocabulary if len(word) >= 5)
        self._long = tuple(wording for wording in self._names if len(wording) >= 5)
        self._columns = {column.name for column in doctype.columns}
        self.read = lru_cache(maxsize=4096)(self._read)

    def _read(self, text: str, origin: str) -> _Reading | None:
        """What a heading's text says; None if it is no heading of the type."""
        tokens = [match[0] for match in _TOKEN.finditer(text)]
        unit = next((name for token in tokens if (name := unit_of(token)) is not None), None)
        currency = next((code for token in tokens if (code := currency_of(token)) is not None), None)
        per = next((name for match in _PER.finditer(text) if (name := unit_of(match[1])) is not None), None)
        if per is not None and (currency is not None or "unit_price" in self._plain_names(text, origin)[0]):
            return self._made(("unit_price",), None, currency, per, 1.0)
        names, quality = self._plain_names(text, origin)
        if names:
            return self._made(names, unit, currency, per, quality)
        if tokens and all(unit_of(token) or currency_of(token) or fold(token) in _LINKS for token in tokens):
            if currency is not None and unit is None:
                return self._made(("value", "licensed_value"), None, currency, None, 0.9)
            if unit is not None and unit not in units.SHARES:
                return self._made(("carat_weight", "net_weight", "gross_weight"), unit, None, None, 0.9)
        return None

    def _plain_names(self, text: str, origin: str) -> tuple[tuple[str, ...], float]:
        """The columns that a text heads, tried with and without its units, by parts, and misread."""
        whole = fold(text)
        bare = fold(" ".join(match[0] for match in _TOKEN.finditer(re.sub(r"[(\[].*?[)\]]", " ", text))))
        clean = " ".join(
            word
            for word in fold(text).split()
            if not (unit_of(word) or currency_of(word) or word in _LINKS) or word == "%"
        )
        if whole in self._elements:
            return (OTHER,), 1.0
        for attempt in dict.fromkeys((whole, bare, clean, clean.replace("%", "").strip())):
            if attempt in self._names:
                return self._names[attempt], 1.0
        parts = [fold(part) for part in re.split(r"\s*[/|\n]\s*|\s+[-–]\s+|[()]", text) if fold(part)]
        named = [self._names[part] for part in parts if part in self._names]
        if named:
            real = [names for names in named if set(names) - NO_FIELD]
            return (real or named)[0], 0.95 if len(named) == len(parts) else 0.9
        near = process.extractOne(clean or whole, self._long, scorer=fuzz.ratio, score_cutoff=_NEAR[origin])
        if near is not None and len(clean or whole) >= 4:
            return self._names[near[0]], near[1] / 100
        words = whole.split()
        if 2 <= len(words) <= 12:
            # A long heading of two languages or with a remark: the longest run of words that is a wording.
            for size in range(len(words) - 1, 0, -1):
                for start in range(len(words) - size + 1):
                    run = " ".join(words[start : start + size])
                    if run in self._names and len(run) >= 0.45 * len(whole) and set(self._names[run]) - NO_FIELD:
                        return self._names[run], 0.85
        return (), 0.0

    def _made(
        self, names: Iterable[str], unit: str | None, currency: str | None, per: str | None, quality: float
    ) -> _Reading | None:
        kept = tuple(name for name in names if name in self._columns or name in NO_FIELD)
        return _Reading(kept, unit, currency, per, quality) if kept else None

    def knows(self, text: str, origin: str) -> bool:
        """True if most words of a text are header words, units or currencies."""
        words = [word for word in fold(_BRACKETED.sub(" ", text) or text).split() if len(word) > 1 or word.isalpha()]
        if not words:
            return text.strip() in {"#", "%", "$", "€", "№"} or not any(char.isalnum() for char in text)
        known = sum(1 for word in words if self._known_word(word, origin))
        return known >= 0.6 * len(words)

    def _known_word(self, word: str, origin: str) -> bool:
        if word in self._vocabulary or word in self._elements or word in _LINKS or unit_of(word) or currency_of(word):
            return True
        if origin != "ocr" or len(word) < 5:
            return False
        return process.extractOne(word, self._long_words, scorer=fuzz.ratio, score_cutoff=78) is not None


_HEADER_WORDS: dict[int, tuple[DocumentType, HeaderWords]] = {}


def header_words(doctype: DocumentType) -> HeaderWords:
    """The header wordings of a type, made once; the type is held, so that its id stays its own."""
    held = _HEADER_WORDS.get(id(doctype))
    if held is None:
        held = _HEADER_WORDS[id(doctype)] = (doctype, HeaderWords(doctype))
    return held[1]


def _all(words: Words) -> Iterable[str]:
    return (fold(wording) for wordings in words.values() for wording in wordings if fold(wording))


@lru_cache(maxsize=20_000)
def unit_of(token: str) -> str | None:
    """The unit that a word is, in the contract's form; a lone letter with a point ("t.", "g.") is an abbreviation."""
    return None if token.casefold() in {"t.", "g."} else units.canonical(token)


@lru_cache(maxsize=20_000)
def currency_of(token: str) -> str | None:
    """The currency that a word or sign names; a dollar sign of no country is the US dollar's."""
    if token.casefold() in {"$", "us$", "usd", "u.s.$"}:
        return "USD"
    return money.currency(token) if token.isupper() or not token.isalpha() or len(token) > 3 else None


def find_headers(layout: PageLayout, words: HeaderWords) -> tuple[Header, ...]:
    """Every run of lines on a page that reads like a table's header, top to bottom."""
    origin = layout.page.origin
    likely = [_may_head(layout, index, words) for index in range(len(layout.lines))]
    found: list[Header] = []
    start = 0
    while start < len(likely):
        if not likely[start]:
            start += 1
            continue
        end = start
        while (
            end + 1 < len(likely)
            and end + 1 - start < _MOST_LINES
            and likely[end + 1]
            and _close(layout.lines[end].box, layout.lines[end + 1].box)
        ):
            end += 1
        header = _best_run(layout, start, end, words, origin)
        if header is not None:
            found.append(header)
            start = header.last_line + 1
        else:
            start = end + 1
    return tuple(found)


def _close(upper: Box, lower: Box) -> bool:
    return lower.y0 - upper.y1 < 1.1 * max(upper.height, lower.height)


def _may_head(layout: PageLayout, index: int, words: HeaderWords) -> bool:
    segments = [layout.segments[at] for at in layout.lines[index].segments]
    if any(_AMOUNT.search(segment.text) for segment in segments):
        return False
    origin = layout.page.origin
    known = sum(1 for segment in segments if words.knows(segment.text, origin))
    return known >= max(1, 0.6 * len(segments)) and all(len(segment.text) <= 90 for segment in segments)


def _best_run(layout: PageLayout, start: int, end: int, words: HeaderWords, origin: str) -> Header | None:
    """The run of lines within start..end whose headings name most columns; of equals the shortest."""
    best: tuple[tuple[int, int], Header] | None = None
    for first in range(start, end + 1):
        for last in range(first, end + 1):
            header = _header(layout, first, last, words, origin)
            if header is None:
                continue
            count = len(set(header.fields()))
            spoilt = sum(1 for heading in header.headings if not heading.names)
            measured = sum(1 for heading in header.headings if heading.unit or heading.currency)
            named = sum(1 for heading in header.headings if heading.names)
            rank = (3 * count + named - 2 * spoilt + measured, -(last - first))
            if best is None or rank > best[0]:
                best = (rank, header)
    return None if best is None else best[1]


def _header(layout: PageLayout, first: int, last: int, words: HeaderWords, origin: str) -> Header | None:
    rows = []
    for index in range(first, last + 1):
        whole = _rejoined([layout.segments[at] for at in layout.lines[index].segments])
        rows.append([part for segment in whole for part in _parted(layout, segment, words, origin)])
    base = max(range(len(rows)), key=lambda row: (len(rows[row]), row))
    columns: list[list[Segment]] = [[segment] for segment in rows[base]]
    for number, row in enumerate(rows):
        if number == base:
            continue
        for segment in row:
            under = [
                column for column in columns if _over(segment.box, column[-1].box) or _over(segment.box, column[0].box)
            ]
            if under:
                for column in under:
                    column.append(segment)
            else:
                columns.append([segment])
    for column in columns:
        column.sort(key=lambda segment: segment.box.y0)
    headings = [_heading(column, words, origin) for column in columns]
    headings.sort(key=lambda heading: heading.box.x0)
    known = {heading.names[0] for heading in headings if set(heading.names) - NO_FIELD}
    others = sum(1 for heading in headings if heading.names == (OTHER,))
    if len(known) < 2 and not (known == {"lot_number"} and others >= _LEAST_RESULTS):
        return None
    if headings[0].names[:1] in (("value",), ("unit_price",)) and "goods_description" not in known:
        return None  # "Total … packages": a row's words, no heading
    box = headings[0].box
    for heading in headings[1:]:
        box = box.union(heading.box)
    return Header(tuple(headings), first, last, box)


def _rejoined(row: Sequence[Segment]) -> list[Segment]:
    """Phrases of a line, one that begins with a slash joined to the one before it ("Price" "/unit")."""
    joined: list[Segment] = []
    for segment in row:
        last = joined[-1] if joined else None
        apart = segment.box.x0 - last.box.x1 if last is not None else 1.0
        if last is not None and segment.text.startswith("/") and apart < 0.04:
            text, taken = f"{last.text} {segment.text}", (*last.words, *segment.words)
            joined[-1] = replace(last, text=text, words=taken, box=last.box.union(segment.box))
        else:
            joined.append(segment)
    return joined


def _over(one: Box, other: Box) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > 0.3 * min(one.width, other.width)


def _heading(column: Sequence[Segment], words: HeaderWords, origin: str) -> Heading:
    """The heading that phrases one over another make."""
    text = " ".join(segment.text for segment in column)
    reading = words.read(text, origin)
    if reading is None and len(column) > 1:
        readings = [found for segment in column if (found := words.read(segment.text, origin)) is not None]
        reading = max(readings, key=lambda one: (bool(set(one.names) - NO_FIELD), one.quality), default=None)
    narrow = min(column, key=lambda segment: segment.box.width)
    box = column[0].box
    for segment in column[1:]:
        box = box.union(segment.box)
    if len(column) > 1 and box.width > 1.5 * narrow.box.width:
        box = Box(narrow.box.x0, box.y0, narrow.box.x1, box.y1)  # a wording over several columns is not as wide as one
    taken = frozenset(index for segment in column for index in segment.words)
    if reading is None:
        return Heading((), text, box, None, None, None, taken)
    return Heading(reading.names, text, box, reading.unit, reading.currency, reading.per, taken)


def _parted(layout: PageLayout, segment: Segment, words: HeaderWords, origin: str) -> list[Segment]:
    """A phrase cut into the fewest headings that take up all of its words; whole if it is one or cannot be cut."""
    reading = words.read(segment.text, origin)
    if len(segment.words) < 2 or (reading is not None and reading.quality >= 1.0):
        return [segment]
    page = layout.page
    texts = [page.words[index].text for index in segment.words]
    best: list[list[tuple[int, int]] | None] = [[]] + [None] * len(texts)
    for end in range(1, len(texts) + 1):
        for start in range(end):
            before = best[start]
            if before is None or (start and (texts[start].startswith("/") or texts[start - 1].endswith("/"))):
                continue
            text = " ".join(texts[start:end])
            part = words.read(text, origin)
            if part is None or part.quality < (0.95 if "/" in text and end - start <= 3 else 1.0):
                continue
            held = best[end]
            if held is None or len(before) + 1 < len(held):
                best[end] = [*before, (start, end)]
    cut = best[-1]
    if not cut or len(cut) < 2:
        return [segment]
    made: list[Segment] = []
    for start, end in cut:
        indices = segment.words[start:end]
        box = page.words[indices[0]].box
        for index in indices[1:]:
            box = box.union(page.words[index].box)
        made.append(replace(segment, text=" ".join(texts[start:end]), words=tuple(indices), box=box))
    return made
