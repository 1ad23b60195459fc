"""What a document says in so many words: standard statements and signs that no field holds, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from extract.lexicon import fold
from extract.model import Document, Evidence, Field
from validate.facts import Stated

WELL_READ = 0.9
"""Mean confidence of a document's words from which on what was not read on it can be said not to be there."""

CONTENT = 4
"""Letters from which on a word carries meaning of its own (`with`, `the` and `of` stand on every paper)."""


SHARP = 0.3
"""Width of letters' edges, in parts of their height, from which on letters run together (`ingest.model.Page.blur`)."""

FINE = 200
"""Dots an inch from which on a scan shows small print, pale stamps and thin strokes."""

IN_DOUBT = frozenset(
    {
        *("text-layer-hidden", "text-layer-broken", "text-layer-differs", "text-layer-unchecked"),
        *("low-resolution", "perspective-undone", "several-sheets", "cut", "drawing-not-read", "part-not-read"),
        "formula-without-value",
    }
)
"""Remarks on how a page was read after which what was not found on it may still be there."""


@dataclass(frozen=True, slots=True)
class Said:
    """A place where a document says what was looked for: the words, their place, how surely they were read."""

    document: Document
    words: str
    evidence: tuple[Evidence, ...]
    confidence: float
    groups: tuple[str, ...] = ()

    def stated(self, name: str, value: str | None = None) -> Stated:
        """As a statement under a name of ours, so that a finding can point at it."""
        field = Field(
            name=name, value=value or self.words, raw=self.words, confidence=self.confidence, evidence=self.evidence
        )
        return Stated(self.document, field)


class Wording:
    """The wording of one document, searched by pattern or by statement."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @property
    def known(self) -> bool:
        """Whether there is any wording to search."""
        return bool(self.document.text)

    @cached_property
    def well_read(self) -> bool:
        """Whether what is not found in the wording can be said not to be on the paper, as far as letters go."""
        lines = self.document.text
        letters = sum(len(line.text) for line in lines)
        return letters > 0 and sum(line.confidence * len(line.text) for line in lines) / letters >= WELL_READ

    @cached_property
    def digital(self) -> bool:
        """Whether every line is the file's own text and none the reading of a picture."""
        return self.known and all(line.digital for line in self.document.text)

    @cached_property
    def text(self) -> str:
        """All lines, parted by line ends."""
        return "\n".join(line.text for line in self.document.text)

    @cached_property
    def folded(self) -> str:
        """The whole wording without accents, case and punctuation, single spaces."""
        return fold(self.text)

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for word in self.folded.split() if len(word) >= CONTENT))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts, at = [], 0
        for line in self.document.text:
            starts.append(at)
            at += len(line.text) + 1
        return tuple(starts)

    def find(self, pattern: re.Pattern[str]) -> Iterator[Said]:
        """Every place that matches, with the evidence of the lines it touches."""
        for match in pattern.finditer(self.text):
            lines = [
                line
                for line, start in zip(self.document.text, self._starts, strict=True)
                if start < match.end() and match.start() < start + len(line.text)
            ]
            if not lines:
                continue
            file = self.document.pages[0].file
            yield Said(
                document=self.document,
                words=" ".join(match.group().split()),
                evidence=tuple(Evidence(file=line.file or file, page=line.page, box=line.box) for line in lines),
                confidence=min(line.confidence for line in lines),
                groups=tuple(group or "" for group in match.groups()),
            )

    def first(self, pattern: re.Pattern[str]) -> Said | None:
        """The first place that matches, None where there is none."""
        return next(self.find(pattern), None)

    def share_of(self, statement: str) -> float:
        """Which share (0..1) of a statement's words of meaning the document bears, one slip a word allowed.

        The words' order is not compared: columns and line ends tear a statement apart, and no other text of a paper
        holds the same dozen words.
        """
        wanted = _content(statement)
        if not wanted:
            return 0.0
        there = set(self._words)
        return sum(word in there or self._slipped(word) for word in wanted) / len(wanted)

    def _slipped(self, word: str) -> bool:
        if len(word) < 6:
            return False
        slips = 1 if len(word) < 10 else 2
        return process.extractOne(word, self._words, scorer=OSA.distance, score_cutoff=slips) is not None

    def says(self, name: str) -> bool:
        """Whether a name or number stands in the wording, but for accents, case, punctuation and spaces."""
        wanted = fold(name)
        if not wanted:
            return False
        return f" {wanted} " in f" {self.folded} " or (len(wanted) >= CONTENT and _bare(wanted) in _bare(self.folded))


def absence_doubt(wording: Wording) -> str | None:
    """Why something that was not found on a document may still be there; None where it was read too well for that."""
    if not wording.known:
        return "The paper's wording was not read."
    if not wording.well_read:
        return "The paper could not be read well enough to say what is not on it."
    for sheet in wording.document.sheets:
        said = next((r.code for r in sheet.remarks if r.code in IN_DOUBT), None)
        if said is not None:
            return f"How page {sheet.page} was read ({said}) does not show what is not on it."
        if sheet.origin == "ocr" and ((sheet.dpi or 0) < FINE or (sheet.blur or 0) >= SHARP):
            return f"Page {sheet.page} is no picture fine enough to show what is not on it."
    if not wording.digital and not any(sheet.origin == "ocr" for sheet in wording.document.sheets):
        return "Part of the paper is a picture, and how fine it is was not told."
    return None


@lru_cache(maxsize=256)
def _content(statement: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in fold(statement).split() if len(word) >= CONTENT))


@lru_cache(maxsize=4096)
def _bare(folded: str) -> str:
    return folded.replace(" ", "")
