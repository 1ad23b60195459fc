"""The wordings of labels, found at the beginning of a text's words: to the letter, or but for articles, plurals, order.

Most words of a page begin no label, so that this is told first, from the wordings in order of their letters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.doctype import FieldSpec
from extract.labels_pieces import skeleton

_ARTICLES = (
    *("of", "the", "a", "de", "du", "des", "la", "le", "les", "l", "d", "au", "aux"),
    *("do", "da", "dos", "das", "ao", "del", "los", "las", "el"),
)
_LOOSE_ARTICLES = frozenset(skeleton(article) for article in _ARTICLES)
_ABBREVIATION = 4  # letters of a word that may be the prefix of a number
_HEAD = 3  # letters that a word and its singular have in common


@dataclass(frozen=True, slots=True)
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


class Wordings:
    """Wordings by the skeletons of their words run together, and by what they leave without articles or order."""

    def __init__(self, exact: Mapping[str, Wording]) -> None:
        """Of two wordings that are one but for their articles and plurals the one that introduces a field is kept."""
        self._exact = exact
        self._loose: dict[str, Wording] = {}
        self._bag: dict[tuple[str, ...], Wording] = {}
        for wording in exact.values():
            key, bag = _loosened(wording.keys)
            if len(bag) > 1:
                self._bag.setdefault(bag, wording)
            if len(wording.keys[-1]) == 1 and wording.keys[-2:-1] and wording.keys[-2] in _LOOSE_ARTICLES:
                continue  # "N.º da DU-E": no article stands in it, and without one it would be "N.º e"
            known = self._loose.get(key)
            if key and (known is None or (wording.specs and not known.specs)):
                self._loose[key] = wording
        self._bag_words = frozenset(stem for bag in self._bag for stem in bag)
        self._runs, self._loose_runs = sorted(exact), sorted(self._loose)
        beginnings = (*self._runs, *self._loose_runs, *self._bag_words)
        heads = {text[:_HEAD] for text in beginnings}
        self._heads = frozenset(head[:length] for head in heads for length in range(1, _HEAD + 1))

    def begins(self, key: str) -> bool:
        """Whether a wording may begin with a word, as it was read, or with its singular: False where none does."""
        if key[:_HEAD] not in self._heads:
            return False
        stem = _stem(key)
        in_order = _opens_one(self._runs, key) or (bool(stem) and _opens_one(self._loose_runs, stem))
        return in_order or stem in self._bag_words

    def longest(self, keys: Sequence[str], first: int, loosely: int) -> Iterator[Match]:
        """The wordings that begin with the first of these words, piece `first` of its text, the longest ahead.

        Of up to `loosely` words, articles, plurals and order may differ.
        """
        run = loose = ""
        reached: list[tuple[str, str, bool]] = []
        stems: list[str] = []
        exactly = in_order = in_any = True
        for key in keys:
            stem = _stem(key)
            stems.append(stem)
            run, loose = run + key, loose + stem
            exactly = exactly and _opens_one(self._runs, run)
            in_order = in_order and bool(stems[0]) and _opens_one(self._loose_runs, loose)
            in_any = in_any and bool(stems[0]) and (not stem or stem in self._bag_words)
            if not (exactly or in_order or in_any):
                break
            reached.append((run, loose, in_any))
        for last in range(len(reached), 0, -1):
            run, loose, in_any = reached[last - 1]
            wording, quality = self._exact.get(run), 1.0
            if wording is None and last <= loosely and stems[0] and stems[last - 1]:
                wording, quality = self._loose.get(loose) if len(loose) > 2 else None, 0.97
                if wording is None and in_any and not _may_number(keys[:last]):
                    wording, quality = self._bag.get(_bag(stems[:last])), 0.95
            if wording is not None:
                yield Match(wording, first, first + last, quality)


def _stem(key: str) -> str:
    """A word without its plural's s; nothing of an article."""
    if key in _LOOSE_ARTICLES:
        return ""
    return key[:-1] if len(key) > _HEAD and key.endswith("s") else key


def _bag(stems: Iterable[str]) -> tuple[str, ...]:
    """The words without their order: "Date of flight" is "Flight date"."""
    return tuple(sorted(filter(None, stems)))


@lru_cache(maxsize=40_000)
def _loosened(keys: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A wording without articles and plurals, in its order and in none; types share most of their wordings."""
    stems = tuple(map(_stem, keys))
    return "".join(stems), _bag(stems)


def _opens_one(runs: Sequence[str], opening: str) -> bool:
    """Whether one of these sorted texts begins with `opening`."""
    at = bisect_left(runs, opening)
    return at < len(runs) and runs[at].startswith(opening)


def _may_number(keys: Sequence[str]) -> bool:
    """Whether letters behind "No." may as well begin the number: "N° CMR 770418"."""
    return len(keys) == 2 and keys[0] == "no" and len(keys[1]) <= _ABBREVIATION
