"""Headings cut short ("Vlr FOB", "P. líq.", "Qty nett", "Pos. tarif.", "Bdls"), by the wordings that they stand for.

A word is cut short in one of two ways: it stops early ("Descr.", "P.", "unit."), or what lies between its first and
last letters is left out ("Vlr", "Qté", "wt", "pkgs"). A heading is taken for a wording if each of its words is one of
the wording's, whole or cut, in any order, and none of the wording's is left over but small ones. Where two wordings
that name different columns fit equally well, it is taken for neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from extract.lexicon import fold

_WORD: Final = re.compile(r"[^\W\d_]+\.?")
_MOST_WORDS: Final = 5
_STOPPED: Final = 3  # letters of a word that stops early without a point
_SMALL: Final = frozenset(
    ("of", "the", "and", "per", "in", "de", "du", "des", "d", "la", "le", "les", "l", "da", "do", "das", "dos", "del",
     "los", "las", "el", "en", "em", "no", "nos", "o", "a", "e", "y", "et")
)  # fmt: skip
_TERMS: Final = frozenset(("exw", "fca", "fas", "fob", "cfr", "cif", "cpt", "cip", "dap", "dpu", "ddp"))
"""Incoterms: on which terms an amount is reckoned, and never what it is."""
_WHOLE_OF: Final = frozenset(("tot", "total", "totale", "totales", "totais", "ttl"))
"""What may stand before any quantity."""
_VOWELS: Final = frozenset("aeiouy")
_LEAST_LETTERS: Final = 2
_LEAST_QUALIFIED: Final = 2  # words from which one may only say what of the others speak
_THINGS: Final = frozenset(("parcel_count", "lot_number", "goods_description"))


class Abbreviated:
    """Header wordings, found again where their words are cut short. `names` are the columns by wording (folded)."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self._wordings: dict[tuple[str, ...], tuple[str, ...]] = {}
        for wording, columns in names.items():
            words = tuple(word for word in wording.split() if word not in _SMALL)
            if words and all(map(str.isalpha, words)):
                self._wordings.setdefault(words, columns)
        alone = {words[0]: columns for words, columns in self._wordings.items() if len(words) == 1}
        self._things = {word for word, columns in alone.items() if _THINGS & set(columns)}
        self._holding: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        for words in self._wordings:
            for word in set(words):
                self._holding.setdefault(word[0], {}).setdefault(word, []).append(words)
        self.read = lru_cache(maxsize=4096)(self._read)

    def _read(self, text: str) -> tuple[str, ...]:
        """The columns that a heading cut short may head, without its units and brackets; none if it is no such."""
        pieces = [piece for piece in _WORD.findall(text) if fold(piece) not in _SMALL]
        kept = [piece for piece in pieces if fold(piece) not in _TERMS]
        if not 0 < len(kept) <= _MOST_WORDS or any(map(str.isdigit, text)):
            return ()
        attempts = [kept, [piece for piece in kept if fold(piece) not in _WHOLE_OF]]
        if len(kept) > _LEAST_QUALIFIED:
            attempts += [
                [*kept[:place], *kept[place + 1 :]] for place, piece in enumerate(kept) if fold(piece) in self._things
            ]  # "Parcel gr. wt"
        return next((found for attempt in attempts if (found := self._fitting(attempt))), ())

    def _fitting(self, pieces: Sequence[str]) -> tuple[str, ...]:
        """The columns of the wordings that these words stand for best; none where the best ones disagree."""
        if not pieces or (len(pieces) == 1 and _is_acronym(pieces[0])):
            return ()
        best: tuple[float, list[tuple[str, ...]]] = (0.0, [])
        for words in self._possible(pieces[0]):
            if len(words) != len(pieces):
                continue
            fit = _fit(pieces, words)
            if fit > best[0] + 0.001:
                best = (fit, [self._wordings[words]])
            elif fit and fit > best[0] - 0.001:
                best[1].append(self._wordings[words])
        heads = {columns[0] for columns in best[1]}
        return best[1][0] if len(heads) == 1 else ()

    def _possible(self, piece: str) -> Iterable[tuple[str, ...]]:
        """The wordings that hold a word which this one may stand for."""
        holding = self._holding.get(fold(piece)[:1], {})  # no word stands for one of another first letter
        return dict.fromkeys(words for word, holders in holding.items() if likeness(piece, word) for words in holders)


def _is_acronym(piece: str) -> bool:
    """True for capitals and symbols that alone stand for a word of any wording: CST, LQ, As."""
    letters = len(fold(piece))
    return letters < _LEAST_LETTERS or (not piece.endswith(".") and (piece.isupper() or letters == _LEAST_LETTERS))


def _fit(pieces: Sequence[str], words: Sequence[str]) -> float:
    """How well words cut short stand for as many whole ones, each for another; 0 where one stands for none."""
    left = list(words)
    sum_of = 0.0
    for place, piece in enumerate(pieces):
        told = [(likeness(piece, word) + (0.05 if words[place] == word else 0.0), word) for word in left]
        score, word = max(told, default=(0.0, ""))
        if score < 0.1:
            return 0.0
        left.remove(word)
        sum_of += score
    return sum_of / len(pieces)


@lru_cache(maxsize=100_000)
def likeness(piece: str, word: str) -> float:
    """How well a written word, whole or cut short, stands for another (folded): 1 for the same, 0 for another."""
    short = fold(piece)
    if not short or short[0] != word[0]:
        return 0.0
    if short in (word, f"{word}s") or word == f"{short}s" or (short == f"{word}{word[-1]}" and len(word) >= _STOPPED):
        return 1.0  # "nett"
    dotted = piece.endswith(".")
    stopped = (len(short) >= _STOPPED and short[-1] not in _VOWELS) or (len(short) == 1 and piece.isupper())
    if word.startswith(short) and (dotted or stopped):
        return 0.9 if len(short) > 1 else 0.7
    return _drawn_together(short, word)


def _drawn_together(short: str, word: str) -> float:
    """How well letters are a word's in its order, without its inner vowels: "vlr" for valor, "qte" for quantité."""
    ends_alike = short[-1] in (word[-1], word.rstrip("s")[-1:])
    most = len(word) - (1 if ends_alike and len(short) >= _STOPPED else 2)
    if not _LEAST_LETTERS <= len(short) <= most or _VOWELS & set(short[1:-1]):
        return 0.0
    if not ends_alike and short[-1] in _VOWELS:
        return 0.0
    at = 0
    for letter in short:
        at = word.find(letter, at) + 1
        if not at:
            return 0.0
    return (0.75 if ends_alike else 0.65) + 0.1 * len(short) / len(word)
