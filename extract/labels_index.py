"""The wordings of a document type's labels, indexed so that OCR's misreadings and loose spellings still find them.

A wording is compared as a skeleton: case, accents, punctuation and spaces dropped, characters that OCR mixes up
(0/o, 1/l/i, 5/s, 8/b, rn/m) made one, and every way to write "number" (No., N°, n.º, Nr, numéro) made one.
A second, looser key also drops articles and plurals. On pages read by OCR a word that no label knows may
stand for the one label word it is nearest to; a word that is a label's own is never bent into another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from extract.doctype import DocumentType, FieldSpec
from extract.labels_meaning import Meaning
from extract.values import tables
from extract.values.folding import fold
from extract.values.scripts import latin

_NUMBER = re.compile(
    r"№|(?<![a-z0-9])(?:n\s?[.*\"'?^]*\s?°|n[.]\s?o(?![a-z])|n[*\"'?^]+(?=[\s:.]|$)|n\.(?=\s*:)|n[°o0]s?(?![a-z0-9])"
    r"|nrs?(?![a-z0-9])|nro(?![a-z0-9])|nums?(?![a-z0-9])|nbr(?![a-z0-9])|numbers?(?![a-z0-9])|numeros?(?![a-z0-9]))"
)
_PLURAL = re.compile(r"\((?:s|es|x|ns)\)")
_PIECE = re.compile(r"№|#|[^\W_]+")
_MIXED_UP = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b", "ı": "l"})
_ARTICLES = (
    *("of", "the", "a", "de", "du", "des", "la", "le", "les", "l", "d", "au", "aux"),
    *("do", "da", "dos", "das", "ao", "del", "los", "las", "el"),
)
_NEAR = 70.0  # similarity (0..100) from which an unknown word may stand for a label's
_NEAR_WHOLE = 82.0  # the same for a whole label run together or broken apart
_ABBREVIATION = 4  # letters of a word that may be the prefix of a number
_SHORTEST_NEAR = 5  # characters; shorter words have too many neighbours


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a text: where it stands, and its skeleton (`no` for every way to write "number").

    `parted` says that a stroke, bracket or colon stands between it and the word before.
    """

    start: int
    end: int
    key: str
    parted: bool = False


@lru_cache(maxsize=20_000)
def _wording_keys(text: str) -> tuple[str, ...]:
    return tuple(piece.key for piece in pieces(text))


def pieces(text: str) -> list[Piece]:
    """The words of a text, with the signs for "number" recognised; of two scripts the Latin ones alone."""
    folded = fold(latin(text))
    found: list[Piece] = []
    position = 0
    parted = False
    numbers = {match.start(): match.end() for match in _NUMBER.finditer(folded)}
    while position < len(folded):
        if position in numbers:
            found.append(Piece(position, numbers[position], "no", parted))
            position = numbers[position]
            parted = False
            continue
        plural = _PLURAL.match(folded, position) if found and found[-1].end == position else None
        if plural is not None:
            found[-1] = replace(found[-1], end=plural.end())  # "Site(s) minier(s)"
            position = plural.end()
            continue
        match = _PIECE.match(folded, position)
        if match is None:
            parted |= folded[position] in "/|:;()[]–—"
            position += 1
            continue
        end = match.end()
        found.append(Piece(position, end, "no" if match[0] == "#" else skeleton(match[0]), parted))
        position = end
        parted = False
    return found


@cache
def _value_words() -> frozenset[str]:
    """Words that values are made of (months, countries): never a misread label word ("mars" is not "marks")."""
    texts = [wording for row in tables.rows("values_months") for wording in row.values()]
    texts += [wording for row in tables.rows("values_country_names") for wording in row.values()]
    return frozenset(key for text in texts for key in _wording_keys(text.replace("|", " ")))


@lru_cache(maxsize=20_000)
def skeleton(folded: str) -> str:
    """One folded word with the characters that OCR mixes up made one; a number stays as it is."""
    if folded.isdigit():
        return folded
    return folded.translate(_MIXED_UP).replace("rn", "m").replace("vv", "w")


def _loose(keys: Sequence[str]) -> str:
    kept = [key[:-1] if len(key) > 3 and key.endswith("s") else key for key in keys if key not in _LOOSE_ARTICLES]
    return "".join(kept)


def _bag(keys: Sequence[str]) -> tuple[str, ...]:
    """The words without their order: "Date of flight" is "Flight date"."""
    kept = (key[:-1] if len(key) > 3 and key.endswith("s") else key for key in keys if key not in _LOOSE_ARTICLES)
    return tuple(sorted(kept))


_LOOSE_ARTICLES = frozenset(skeleton(article) for article in _ARTICLES)


@dataclass(frozen=True)
class Wording:
    """A label's wording: the fields it may introduce (none: it is only known to be a label), and its languages."""

    text: str
    specs: tuple[FieldSpec, ...]
    languages: frozenset[str]
    length: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A wording found at pieces `first`..`last` (exclusive) with a quality of 0..1."""

    wording: Wording
    first: int
    last: int
    quality: float


class LabelIndex:
    """All wordings of one document type, and those that are labels elsewhere."""

    def __init__(self, own: Iterable[tuple[FieldSpec, str, str]], foreign: Iterable[tuple[str, str]]) -> None:
        specs: dict[str, list[FieldSpec]] = {}
        tongues: dict[str, set[str]] = {}
        shown: dict[str, tuple[str, tuple[str, ...]]] = {}
        for spec, language, text in own:
            keys = _wording_keys(text)
            if not keys:
                continue
            joined = "".join(keys)
            known = specs.setdefault(joined, [])
            if all(spec is not each for each in known):
                known.append(spec)
            tongues.setdefault(joined, set()).add(language)
            shown.setdefault(joined, (text, keys))
        for language, text in foreign:
            keys = _wording_keys(text)
            if not keys:
                continue
            joined = "".join(keys)
            specs.setdefault(joined, [])
            tongues.setdefault(joined, set()).add(language)
            shown.setdefault(joined, (text, keys))
        self._exact: dict[str, Wording] = {
            joined: Wording(text, tuple(specs[joined]), frozenset(tongues[joined]), len(joined), keys)
            for joined, (text, keys) in shown.items()
        }
        self._loose: dict[str, Wording] = {}
        for wording in self._exact.values():
            if len(wording.keys[-1]) == 1 and wording.keys[-2:-1] and wording.keys[-2] in _LOOSE_ARTICLES:
                continue  # "N.º da DU-E": no article stands in it, and without one it would be "N.º e"
            key = _loose(wording.keys)
            known_wording = self._loose.get(key)
            if key and (known_wording is None or (wording.specs and not known_wording.specs)):
                self._loose[key] = wording
        own_words = frozenset(key for wording in self._exact.values() for key in wording.keys)
        self._bag: dict[tuple[str, ...], Wording] = {}
        for wording in self._exact.values():
            bag = _bag(wording.keys)
            if len(bag) > 1:
                self._bag.setdefault(bag, wording)
        self._vocabulary = own_words | _value_words()
        self._words = sorted(key for key in own_words if len(key) >= _SHORTEST_NEAR)
        self._wholes = sorted(key for key in self._exact if len(key) >= 6)
        self.longest = max((len(wording.keys) for wording in self._exact.values()), default=0) + 1
        self._bent: dict[str, tuple[str, float] | None] = {}

    @cached_property
    def meaning(self) -> Meaning:
        """What labels of no list probably ask for."""
        return Meaning((wording.text, wording.specs) for wording in self._exact.values())

    def __len__(self) -> int:
        return len(self._exact)

    def at(self, found: Sequence[Piece], first: int, *, fuzzy: bool, exact: bool = False) -> Match | None:
        """The longest wording that begins at piece `first`; `exact` allows neither articles nor order to differ."""
        window = found[first : first + self.longest]
        keys = [piece.key for piece in window]
        whole = next((number for number, piece in enumerate(window) if number and piece.parted), len(window))
        best: Match | None = None
        for last in range(len(keys), 0, -1):
            match = self._exactly(keys[:last], first, 1.0, loosely=last <= whole and not exact)
            if match is not None:
                best = match
                break
        if not fuzzy:
            return best
        bent, qualities = self._unbend(keys)
        if bent != keys:
            for last in range(len(bent), best.last - first if best else 0, -1):
                quality = 1.0
                for each in qualities[:last]:
                    quality *= each
                match = self._exactly(bent[:last], first, quality, loosely=last <= whole)
                if match is not None:
                    return match
        return best

    def whole(self, found: Sequence[Piece]) -> Match | None:
        """A wording that the whole text is meant to be, run together, broken apart or misread."""
        joined = "".join(piece.key for piece in found)
        if not 6 <= len(joined) <= 60:
            return None
        nearest = process.extractOne(joined, self._wholes, scorer=fuzz.ratio, score_cutoff=_NEAR_WHOLE)
        if nearest is None:
            return None
        wording = self._exact[nearest[0]]
        if nearest[0] != joined and joined in {"".join(wording.keys[:count]) for count in range(1, len(wording.keys))}:
            return None  # nothing is misread, a word of the wording is not there: "Kimberley" is no "Kimberley No."
        strange = [piece.key for piece in found if piece.key in self._vocabulary and piece.key not in wording.keys]
        if any(len(key) >= _SHORTEST_NEAR for key in strange):
            return None
        return Match(wording, 0, len(found), nearest[1] / 100)

    def goes_on(self, rest: Sequence[Piece]) -> bool:
        """Whether what follows a wording ends in a word of labels, so that all of it may be one longer label."""
        return bool(rest) and rest[-1].key in self._vocabulary and len(rest[-1].key) >= _SHORTEST_NEAR

    def _exactly(self, keys: Sequence[str], first: int, quality: float, *, loosely: bool) -> Match | None:
        joined = "".join(keys)
        wording = self._exact.get(joined)
        if wording is not None:
            return Match(wording, first, first + len(keys), quality)
        if not loosely or keys[-1] in _LOOSE_ARTICLES or keys[0] in _LOOSE_ARTICLES:
            return None
        loose = _loose(keys)
        wording = self._loose.get(loose) if len(loose) > 2 else None
        if wording is not None:
            return Match(wording, first, first + len(keys), quality * 0.97)
        bag = _bag(keys)
        if keys[0] == "no" and len(keys) == 2 and len(keys[1]) <= _ABBREVIATION:
            return None  # "N° CMR 770418": the letters may as well begin the number
        wording = self._bag.get(bag) if len(bag) > 1 else None
        if wording is not None:
            return Match(wording, first, first + len(keys), quality * 0.95)
        return None

    def _unbend(self, keys: Sequence[str]) -> tuple[list[str], list[float]]:
        words: list[str] = []
        qualities: list[float] = []
        for key in keys:
            if key in self._vocabulary or len(key) < _SHORTEST_NEAR or key in self._exact:
                words.append(key)
                qualities.append(1.0)
                continue
            if key not in self._bent:
                self._bent[key] = self._nearest(key)
            bent = self._bent[key]
            words.append(bent[0] if bent else key)
            qualities.append(bent[1] if bent else 1.0)
        return words, qualities

    def _nearest(self, key: str) -> tuple[str, float] | None:
        choices = self._words if len(key) < 10 else [*self._words, *self._wholes]
        nearest = process.extractOne(key, choices, scorer=Levenshtein.normalized_similarity, score_cutoff=_NEAR / 100)
        if nearest is not None and Levenshtein.distance(key, nearest[0]) > (len(key) + 2) // 5:
            return None
        return None if nearest is None else (nearest[0], 0.5 + nearest[1] / 2)


def wordings_of(doctype: DocumentType) -> Iterator[tuple[FieldSpec, str, str]]:
    """Every (field, language, wording) of a type's labels."""
    for spec in doctype.fields:
        for language, texts in spec.labels.items():
            for text in texts:
                yield spec, language, text


def index_of(
    doctype: DocumentType, others: Iterable[DocumentType], barriers: Mapping[str, Sequence[str]]
) -> LabelIndex:
    """The index for one type; labels of the `others` and `barriers` (by language) are known as labels only."""
    foreign = [(language, text) for other in others for _, language, text in wordings_of(other)]
    foreign += [
        (language, text) for other in (doctype, *others) for language, texts in other.titles.items() for text in texts
    ]
    foreign += [(language, text) for language, texts in barriers.items() for text in texts]
    return LabelIndex(wordings_of(doctype), foreign)
