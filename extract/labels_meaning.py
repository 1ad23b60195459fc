"""What a label that no list has probably asks for: learned from the words of all labels that are listed.

A naive Bayes classifier over the words of a label, their beginnings, and the shape of what stands beside it: one class
for each field of the type, one for each field of other types, and one for what is a label of no field. It learns from
the tables of wordings themselves when it is first asked, so that a wording added there teaches it too, and there are no
weights to keep; a field's labels on other types' papers teach it as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from math import exp, log

from extract.doctype import FieldSpec, ValueKind
from extract.labels_values import NO_KIND, NOTHING, chance_of
from extract.prose_words import prose_words
from extract.values.folding import fold

_WORD = re.compile(r"[^\W_]+")
_STEMS = (3, 5)
"""Lengths of the beginnings of words that are compared besides the words: abbreviations, and forms of one stem."""
_SMOOTHED = 0.05
_PRIOR = 0.5  # power of a class's share of the wordings: lists are long where a field has many names
_NAMES = frozenset({ValueKind.PARTY, ValueKind.AUTHORITY, ValueKind.SITE, ValueKind.TEXT})
_KNOWN = 0.6  # share of a label's words that listed labels have too
_KNOWN_BESIDE_A_VALUE = 0.5  # the same where a value stands beside it
_OF_ANYTHING = frozenset({NOTHING, "words", "words with digits"})  # shapes that tell little
_OWN = 0.5  # share of its words, or of their stems, that labels of the very field have,
_OWN_OF_NAMES = 0.65  # and where the field is a name or a text, which anything may be
_COMMON = 9  # classes that a word may be common to before it tells none of them: "reference", "export"
_SURE = 0.9  # probability from which the meaning is taken
_FITTING = 0.02  # share of a field's values that have the shape, at the least
_KEPT = 4_000  # labels whose meaning is kept


@lru_cache(maxsize=40_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a label that tell something, without case, accents and plural; neither articles nor numbers."""
    small = prose_words("label_joining")
    words = (word for word in _WORD.findall(fold(text)) if word not in small and not word.isdigit())
    return tuple(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


@lru_cache(maxsize=40_000)
def _features(text: str) -> tuple[str, ...]:
    words = words_of(text)
    return (*words, *(f"{word[:stem]}-" for word in words for stem in _STEMS if len(word) >= stem))


class Meaning:
    """The probable meaning of labels on papers of one type.

    `wordings` are what it learns from: a label's text with the classes that it belongs to, each with its weight. A
    class is the name of one of the type's fields, which are `specs`, or any other name for what a label asks for that
    is none of them; `kinds` tells of a class which kind of value stands beside its labels. A word that more than
    `common` classes have tells none of them.
    """

    def __init__(
        self,
        wordings: Iterable[tuple[str, Mapping[str, float]]],
        specs: Mapping[str, FieldSpec],
        kinds: Mapping[str, ValueKind],
        common: int = _COMMON,
    ) -> None:
        self._specs = specs
        self._common = common
        shares: dict[str, float] = defaultdict(float)
        counts: dict[str, dict[str, float]] = {}
        for wording, classes in wordings:
            for name, weight in classes.items():
                shares[name] += weight / len(classes)
                of_class = counts.setdefault(name, defaultdict(float))
                for feature in set(_features(wording)):
                    of_class[feature] += weight / len(classes)
        self._known = frozenset(feature for of_class in counts.values() for feature in of_class)
        whole = sum(shares.values())
        self._prior = {name: _PRIOR * log(share / whole) for name, share in shares.items()}
        self._chance: dict[str, dict[str, float]] = {}
        self._other: dict[str, float] = {}
        for name, of_class in counts.items():
            total = sum(of_class.values()) + _SMOOTHED * len(self._known)
            self._chance[name] = {feature: log((n + _SMOOTHED) / total) for feature, n in of_class.items()}
            self._other[name] = log(_SMOOTHED / total)
        self._kinds = {name: str(kinds[name]) if name in kinds else NO_KIND for name in counts}
        self._told: dict[tuple[str, str], tuple[FieldSpec, float] | None] = {}

    def of(self, text: str, shape: str = NOTHING) -> tuple[FieldSpec, float] | None:
        """The field that a label most probably asks for, and how probably (0.9..1); None where that is not plain.

        `shape` is that of what stands beside or under it, as `labels_values.shape_of` tells it.
        """
        asked = (text, shape)
        if asked not in self._told:
            if len(self._told) >= _KEPT:
                self._told.clear()
            self._told[asked] = self._meant(text, shape)
        return self._told[asked]

    def among(self, text: str, names: Collection[str] = ()) -> tuple[str, float, float] | None:
        """Of some classes (of all, where none are named) the one that a label's words are most probably of.

        With it how probable that is among these (0..1), and the share of the words that its own labels have; None where
        none of them has any.
        """
        seen = [feature for feature in _features(text) if feature in self._known]
        odds = {
            name: prior + sum(self._chance[name].get(feature, self._other[name]) for feature in seen)
            for name, prior in self._prior.items()
            if not names or name in names
        }
        words = words_of(text)
        if not odds or not words:
            return None
        best = max(odds, key=lambda name: odds[name])
        own = self._chance[best]
        told = sum(word in own or f"{word[: max(_STEMS)]}-" in own for word in words) / len(words)
        return (best, 1.0 / sum(exp(value - odds[best]) for value in odds.values()), told) if told else None

    @property
    def classes(self) -> frozenset[str]:
        """The names of all classes."""
        return frozenset(self._prior)

    def _meant(self, text: str, shape: str) -> tuple[FieldSpec, float] | None:
        words = words_of(text)
        known = _KNOWN if shape == NOTHING else _KNOWN_BESIDE_A_VALUE
        if not words or sum(word in self._known for word in words) < known * len(words):
            return None
        seen = [feature for feature in _features(text) if feature in self._known]
        odds = {
            name: prior
            + sum(self._chance[name].get(feature, self._other[name]) for feature in seen)
            + (log(chance_of(shape, self._kinds[name])) if shape != NOTHING else 0.0)
            for name, prior in self._prior.items()
        }
        best = max(odds, key=lambda name: odds[name])
        sure = 1.0 / sum(exp(value - odds[best]) for value in odds.values())
        spec = self._specs.get(best)
        if spec is None or sure < _SURE or (shape != NOTHING and chance_of(shape, spec.kind) < _FITTING):
            return None
        if all(sum(word in of_class for of_class in self._chance.values()) > self._common for word in words):
            return None
        own = self._chance[best]
        told = sum(word in own or f"{word[: max(_STEMS)]}-" in own for word in words)
        least = _OWN_OF_NAMES if spec.kind in _NAMES and shape in _OF_ANYTHING else _OWN
        return (spec, sure) if told >= least * len(words) else None
