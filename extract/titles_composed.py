"""Titles that no list holds, made of what a paper is and what it is about: "PERMIT TO REMOVE MINERALS FROM ZAMBIA".

Offices word their titles freely, from few words: a permit, an authority, an autorización; to export, to remove, de
salida; a certificate, a procès-verbal; of sampling, de pesée. `title_parts.csv` pairs the two by type; the rows
without a type hold words that make such a title another paper's ("Application for permit to export").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from extract.lexicon import fold
from extract.model import DocumentKind
from extract.values.tables import rows

_HEAD_BY: Final = 3
"""Words within which what the paper is must come: "SUPPLIER'S LETTER OF ASSURANCE"."""
_LONGEST: Final = 16  # words; more are a sentence


@dataclass(frozen=True, slots=True)
class ComposedTitle:
    """A title's type and language (ISO 639-1), and the two words that tell them."""

    kind: DocumentKind
    language: str
    wording: str


@dataclass(frozen=True, slots=True)
class _Parts:
    kind: DocumentKind
    language: str
    heads: frozenset[str]
    matters: frozenset[str]


def composed_title(text: str) -> ComposedTitle | None:
    """What a text that stands where a title may stand is the title of, told by its words; None for any other text."""
    words = fold(text).split()
    if not 1 < len(words) <= _LONGEST or not text[:1].isupper() or _is_sentence(text):
        return None
    for parts in _parts():
        head = next((at for at, word in enumerate(words[: _HEAD_BY + 1]) if word in parts.heads), None)
        if head is None or not _foreign(parts.language).isdisjoint(words):
            continue
        matter = next((word for at, word in enumerate(words) if at != head and word in parts.matters), None)
        if matter is not None:
            return ComposedTitle(parts.kind, parts.language, f"{words[head]} {matter}")
    return None


def _is_sentence(text: str) -> bool:
    return ":" in text or text.rstrip().endswith((".", ",", ";"))


@cache
def _parts() -> Sequence[_Parts]:
    return tuple(
        _Parts(DocumentKind(row["kind"]), row["language"], _words(row["heads"]), _words(row["objects"]))
        for row in rows("title_parts")
        if row["kind"]
    )


@cache
def _foreign(language: str) -> frozenset[str]:
    told = (row for row in rows("title_parts") if not row["kind"] and row["language"] == language)
    return frozenset(word for row in told for word in _words(row["heads"]))


def _words(wordings: str) -> frozenset[str]:
    return frozenset(fold(word) for word in wordings.split("|"))
