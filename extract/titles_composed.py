"""Titles that no list holds, made of what a paper is and what it is about: "PERMIT TO REMOVE MINERALS FROM ZAMBIA".

Offices word their titles freely, from few words: a permit, an authority, an autorización; to export, to remove, de
salida; a certificate, a procès-verbal; of sampling, de pesée. `title_parts.csv` pairs the two by type (a `*` for what
tells the paper whatever it is about); the rows without a type hold words that make such a title another paper's
("Application for permit to export").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from extract.lexicon import fold
from extract.model import DocumentKind
from extract.values.tables import rows

_HEAD_BY: Final = 3
"""Words within which what the paper is must come: "SUPPLIER'S LETTER OF ASSURANCE"."""
_LONGEST: Final = 16  # words; more are a sentence
_ANY: Final = frozenset({"*"})  # of a word that tells the paper whatever it is about
_SCHEMES: Final = frozenset({DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE, DocumentKind.ICGLR_CERTIFICATE})
_YIELDING: Final = frozenset({DocumentKind.CERTIFICATE_OF_ORIGIN, DocumentKind.ASSAY_CERTIFICATE, None})
_LINKS: Final = frozenset(("of", "for", "per", "to", "no", "your", "our", "with", "this", "by", "in", "on", "as"))
_NUMBER: Final = frozenset(("no", "n", "numero", "num", "date", "data", "fecha", "ref"))
_TRADE_NAME: Final = re.compile(r" 3tg? ")


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
    others: frozenset[str]
    """Words that make such a title another paper's."""


def composed_title(text: str) -> ComposedTitle | None:
    """What a text that stands where a title may stand is the title of, told by its words; None for any other text."""
    words = fold(text).split()
    if not words or len(words) > _LONGEST or not text[:1].isupper() or _is_sentence(text):
        return None
    made = _made(text, words)
    first = next(made, None)
    if first is None or first.kind is not DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE or " diam" not in first.wording:
        return first
    # What is done to rough diamonds goes before what they are: "Certificate of weighing, rough diamonds".
    return next((one for one in made if one.kind is DocumentKind.ASSAY_CERTIFICATE), first)


def _made(text: str, words: Sequence[str]) -> Iterator[ComposedTitle]:
    """What the words of a title make it, the first of the table first."""
    said = f" {' '.join(words)} "
    for parts in _parts():
        if parts.heads.isdisjoint(words) or not parts.others.isdisjoint(words):
            continue
        scheme = parts.kind in _SCHEMES
        within = len(words) if scheme else _HEAD_BY + 1
        head = next((at for at, word in enumerate(words[:within]) if word in parts.heads), None)
        if head is None or (scheme and any(map(str.isdigit, text)) and not _TRADE_NAME.search(said)):
            continue
        if parts.matters == _ANY:
            if _names_alone(parts.language, words, head):
                yield ComposedTitle(parts.kind, parts.language, words[head])
            continue
        matter = next((one for one in parts.matters if one != words[head] and f" {one} " in said), None)
        if matter is not None:
            yield ComposedTitle(parts.kind, parts.language, f"{words[head]} {matter}")


def scheme_of(text: str, told: DocumentKind | None) -> ComposedTitle | None:
    """The scheme's own certificate that a title is of which lists hold a part only, None where there is no such part.

    "Certificate of Origin and Traceability for Designated Minerals, ICGLR", "Certificat d'origine (Processus de
    Kimberley)": what a certificate is of yields to the scheme that it is issued under.
    """
    if told not in _YIELDING:
        return None
    made = composed_title(text)
    return made if made is not None and made.kind in _SCHEMES else None


def _names_alone(language: str, words: Sequence[str], head: int) -> bool:
    """Whether a word tells the paper by itself: the last of an English title, the first of a Romance one.

    "Canadian customs invoice", "Factura rectificativa"; but "Date of invoice".
    """
    if language == "en":
        return head == len(words) - 1 and _LINKS.isdisjoint(words)
    return head == 0 and not any(word in _NUMBER for word in words)


def _is_sentence(text: str) -> bool:
    return ":" in text or text.rstrip().endswith((".", ",", ";"))


@cache
def _parts() -> Sequence[_Parts]:
    made = []
    for row in rows("title_parts"):
        if row["kind"]:
            heads, matters = _words(row["heads"]), _matters(row["objects"])
            others = _foreign(row["language"]) - heads - matters
            made.append(_Parts(DocumentKind(row["kind"]), row["language"], heads, matters, others))
    return tuple(made)


@cache
def _foreign(language: str) -> frozenset[str]:
    told = (row for row in rows("title_parts") if not row["kind"] and row["language"] == language)
    return frozenset(word for row in told for word in _words(row["heads"]))


def _matters(wordings: str) -> frozenset[str]:
    return _ANY if wordings == "*" else _words(wordings)


def _words(wordings: str) -> frozenset[str]:
    return frozenset(fold(word) for word in wordings.split("|"))
