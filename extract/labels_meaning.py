"""What a label that no list has probably asks for: learned from the words of all labels that are listed.

A naive Bayes classifier over the words of a label and their beginnings, one class for each field of the type and one
for all that is a label elsewhere. It learns from the tables of wordings themselves when it is first asked, so that a
wording added there teaches it too, and there are no weights to keep.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import exp, log

from extract.doctype import FieldSpec, ValueKind
from extract.prose_words import prose_words
from extract.values.folding import fold

_WORD = re.compile(r"[^\W_]+")
_STEMS = (3, 5)
"""Lengths of the beginnings of words that are compared besides the words: abbreviations, and forms of one stem."""
_SMOOTHED = 0.05
_PRIOR = 0.5  # power of a class's share of the wordings: lists are long where a field has many names
_NAMES = frozenset({ValueKind.PARTY, ValueKind.AUTHORITY, ValueKind.SITE, ValueKind.TEXT})
_KNOWN = 0.6  # share of a label's words that listed labels have too
_OWN = 0.5  # share of its words, or of their stems, that labels of the very field have,
_OWN_OF_NAMES = 0.65  # and where the field is a name or a text, which anything may be
_COMMON = 4  # fields that a word may be common to before it tells none of them: "reference", "export"
_SURE = 0.9  # probability from which the meaning is taken


@lru_cache(maxsize=200_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a label that tell something, without case, accents and plural; neither articles nor numbers."""
    small = prose_words("label_joining")
    words = (word for word in _WORD.findall(fold(text)) if word not in small and not word.isdigit())
    return tuple(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


@lru_cache(maxsize=200_000)
def _features(text: str) -> tuple[str, ...]:
    words = words_of(text)
    return (*words, *(f"{word[:stem]}-" for word in words for stem in _STEMS if len(word) >= stem))


class Meaning:
    """The probable meaning of labels on papers of one type, of whose `wordings` it is known what they ask for."""

    def __init__(self, wordings: Iterable[tuple[str, Sequence[FieldSpec]]]) -> None:
        self._specs: dict[str, FieldSpec] = {}
        shares: dict[str, float] = defaultdict(float)
        counts: dict[str, dict[str, float]] = {}
        for wording, specs in wordings:
            self._specs |= {spec.name: spec for spec in specs}
            names = [spec.name for spec in specs] or [""]
            for name in names:
                shares[name] += 1 / len(names)
                of_class = counts.setdefault(name, defaultdict(float))
                for feature in _features(wording):
                    of_class[feature] += 1 / len(names)
        self._known = frozenset(feature for of_class in counts.values() for feature in of_class)
        whole = sum(shares.values())
        self._prior = {name: _PRIOR * log(share / whole) for name, share in shares.items()}
        self._chance: dict[str, dict[str, float]] = {}
        self._other: dict[str, float] = {}
        for name, of_class in counts.items():
            total = sum(of_class.values()) + _SMOOTHED * len(self._known)
            self._chance[name] = {feature: log((n + _SMOOTHED) / total) for feature, n in of_class.items()}
            self._other[name] = log(_SMOOTHED / total)

    def of(self, text: str) -> tuple[FieldSpec, float] | None:
        """The field that a label most probably asks for, and how probably (0.9..1); None where that is not plain."""
        words = words_of(text)
        if not words or sum(word in self._known for word in words) < _KNOWN * len(words):
            return None
        seen = [feature for feature in _features(text) if feature in self._known]
        odds = {
            name: prior + sum(self._chance[name].get(feature, self._other[name]) for feature in seen)
            for name, prior in self._prior.items()
        }
        best = max(odds, key=lambda name: odds[name])
        sure = 1.0 / sum(exp(value - odds[best]) for value in odds.values())
        own = self._chance[best]
        told = sum(word in own or f"{word[: max(_STEMS)]}-" in own for word in words)
        if all(sum(word in of_class for of_class in self._chance.values()) > _COMMON for word in words):
            return None
        if not best or sure < _SURE:
            return None
        spec = self._specs[best]
        least = _OWN_OF_NAMES if spec.kind in _NAMES else _OWN
        return (spec, sure) if told >= least * len(words) else None
