"""The wordings of titles, and which of them a text holds: whole, beside other words, run together or misread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from extract import lexicon
from extract.doctype import Words
from extract.lexicon import fold
from extract.model import DocumentKind
from extract.types import TYPES

_NEAR: Final = {"text-layer": 93.0, "cells": 93.0, "ocr": 82.0}  # similarity from which a misread title counts
_HEAD: Final = 6  # letters by which a text is told that begins no title
_SHORTEST_FUZZY: Final = 6  # letters; shorter titles have too many neighbours
_OPENS: Final = 0.55  # share that a title has at least of the heading in capitals that it opens
_LEAST_COVER: Final = 0.4  # share of the text that the title must make up

_QUALIFYING: Final = 0.35
"""What words behind a title in capitals count beside its own: "PERMIT TO EXPORT BASE MINERAL ORE IN TERMS OF …"."""
_PARTS: Final = re.compile(r"\s+[/|•·–—-]\s+|\s*[/|]\s*|\s*[()\[\]:]\s*|\s{2,}")
_IDLE: Final = frozenset(
    {
        "no",
        "original",
        "originale",
        "duplicate",
        "duplicata",
        "triplicate",
        "copy",
        "copie",
        "copia",
        "via",
        "page",
        "pagina",
        "specimen",
        "draft",
        "final",
        "the",
        "of",
        "de",
        "du",
        "del",
        "la",
        "le",
        "das",
        "dos",
        "do",
        "and",
        "et",
        "e",
        "y",
        "for",
        "pour",
        "para",
        "ref",
        "date",
        "export",
        "official",
        "republic",
        "republique",
        "republica",
        "test",
        "document",
        "sheet",
        "feuille",
        "hoja",
        "folha",
        "non",
        "not",
        "nao",
        "negotiable",
        "negociable",
        "negociavel",
        "through",
        "international",
        "internationale",
        "internacional",
        "traffic",
        "wagon",
        "loading",
        "detailed",
        "detaillee",
        "detallada",
        "detalhada",
    }
)
"""Words beside a title that take nothing from it."""


@dataclass(frozen=True, slots=True)
class Title:
    """A wording of the title tables; `compact` is its letters run together, `kind` and `attached` as in `TitleHit`."""

    kind: DocumentKind | None
    attached: bool
    wording: str
    language: str
    compact: str


@cache
def _titles() -> dict[str, Title]:
    """All titles by their letters run together; a type's own wording goes before a foreign paper's."""
    found: dict[str, Title] = {}
    told: list[tuple[DocumentKind | None, bool, Words]] = [(kind, False, one.titles) for kind, one in TYPES.items()]
    told += [(None, name == "attached", lexicon.titles(name)) for name in ("foreign", "attached")]
    for kind, attached, words in told:
        for language, wordings in words.items():
            for wording in wordings:
                compact = fold(wording).replace(" ", "")
                if compact:
                    found.setdefault(compact, Title(kind, attached, wording, language, compact))
    return found


@cache
def _heads() -> frozenset[str]:
    """The first letters of titles, up to as many as tell that a text begins none."""
    return frozenset(compact[:length] for compact in _titles() for length in range(1, _HEAD + 1))


@cache
def title_words() -> frozenset[str]:
    """Every word, folded, that titles are made of, and those that stand beside them."""
    return _IDLE | {word for title in _titles().values() for word in fold(title.wording).split()}


def is_title(text: str) -> bool:
    """Whether a text is the wording of a title and no more."""
    return "".join(fold(text).split()) in _titles()


@cache
def _fuzzy_choices() -> tuple[str, ...]:
    return tuple(compact for compact in _titles() if len(compact) >= _SHORTEST_FUZZY)


_PAIRED: Final = re.compile(r"\s/\s.*(?:\bn[o°ºr]|№)\.?\s*:?\s*(\S*\d\S*)\s*$", re.IGNORECASE)
"""The number of a paper named in two languages, whose letters take nothing from the name ("Waybill / Guia n.º X-8")."""

_JOINED: Final = re.compile(r"\s+(?:and|et|e|y|und|&)\s+", re.IGNORECASE)
"""What joins two names of one paper."""
_HALVES: Final = 2


def title_in(text: str, origin: str, *, near: bool) -> tuple[Title, float, float] | None:
    """The title that a text holds: (title, likeness 0..1, share of the text's words that it makes up)."""
    best: tuple[Title, float, float] | None = None
    whole = (text, *_PARTS.split(text))
    for part in dict.fromkeys((*whole, *_JOINED.split(text))):
        words = fold(part).split()
        if not words or len(words) > 24:
            continue
        found = _exact(words) or (_near(words, origin) if near else None)
        if found is None or (part not in whole and not _is_joint(text, part, found[0])):
            continue
        title, quality, own = found
        everything = max(_weight(fold(_unnumbered(text)).split()), own)
        if _is_pair(text, part) or _is_joint(text, part, title):
            everything = own  # the other half says the same in another language
        elif text.isupper() and fold(text).startswith(f"{fold(title.wording)} "):
            everything = own + round(_QUALIFYING * (everything - own))
        cover = own / everything
        if text.isupper() and " " in title.wording and fold(text).startswith(f"{fold(title.wording)} "):
            cover = max(cover, _OPENS)  # "PERMIT TO EXPORT BASE MINERAL ORE IN TERMS OF THE CONTROL REGULATIONS"
        worth = quality * cover
        if cover >= _LEAST_COVER and (
            best is None or (worth, len(title.compact)) > (best[1] * best[2], len(best[0].compact))
        ):
            best = (title, quality, min(1.0, cover))
    return best


def _unnumbered(text: str) -> str:
    number = _PAIRED.search(text)
    return text if number is None else text[: number.start(1)]


def _weight(words: Sequence[str]) -> int:
    """Letters of the words that count against a title's cover: no numbers, no idle words."""
    return sum(len(word) for word in words if word not in _IDLE and not any(char.isdigit() for char in word))


def _is_pair(text: str, part: str) -> bool:
    """True for two titles of one type side by side ("Certificate of Origin / Certificat d'origine")."""
    if part == text:
        return False
    halves = [piece for piece in _PARTS.split(text) if piece and fold(piece)]
    kinds = {found[0].kind for piece in halves if (found := _exact(fold(piece).split())) is not None}
    matched = sum(1 for piece in halves if _exact(fold(piece).split()) is not None)
    return len(kinds) == 1 and matched >= 2


def _is_joint(text: str, part: str, title: Title) -> bool:
    """True for a title that is the whole of one half, where no list has the other: "Weigh ticket and packing list"."""
    halves = [half for half in _JOINED.split(text) if half and fold(half)]
    if len(halves) != _HALVES or part not in halves or fold(part) != fold(title.wording):
        return False
    return all(_exact(fold(half).split()) is None for half in halves if half != part)


def _exact(words: Sequence[str]) -> tuple[Title, float, int] | None:
    """The longest title among runs of the words."""
    titles = _titles()
    best: Title | None = None
    heads = _heads()
    for start in range(len(words)):
        joined = ""
        for end in range(start, min(len(words), start + 14)):
            joined += words[end]
            if joined[:_HEAD] not in heads:
                break
            title = titles.get(joined)
            if title is not None and (best is None or len(title.compact) > len(best.compact)):
                best = title
    return None if best is None else (best, 1.0, len(best.compact))


def _near(words: Sequence[str], origin: str) -> tuple[Title, float, int] | None:
    kept = [word for word in words if not (word.isdigit() or (word in _IDLE and len(word) > 5))]
    joined = "".join(kept)
    if len(joined) < _SHORTEST_FUZZY:
        return None
    found = _nearest(joined, _NEAR[origin])
    if found is None:
        return None
    title = _titles()[found[0]]
    if set(words) < set(fold(title.wording).split()):
        return None  # nothing is misread, a word is lacking: "Certificate" is no "KP certificate"
    own = set(fold(title.wording).split())
    if any(len(word) >= 3 and word not in own and word in _known_words() for word in words):
        return None  # a word read well that the title has not: "Consignment lot" is no "Consignment note"
    # A figure in it is a letter misread: "INVO1CE".
    letters = sum(len(word) for word in kept if word not in _IDLE)
    return (title, found[1] / 100, letters) if letters else None


@cache
def _known_words() -> frozenset[str]:
    """Every word of every wording, folded."""
    return frozenset(word for _, wording in lexicon.every_wording() for word in fold(wording).split())


@lru_cache(maxsize=4096)
def _nearest(joined: str, cutoff: float) -> tuple[str, float] | None:
    # Titles of very different length cannot be as near as that.
    least, most = 0.65 * len(joined), 1.5 * len(joined)
    choices = [compact for compact in _fuzzy_choices() if least <= len(compact) <= most]
    found = process.extractOne(joined, choices, scorer=fuzz.ratio, score_cutoff=cutoff)
    return None if found is None else (found[0], found[1])
