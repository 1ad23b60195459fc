"""Words that are the same but for what a reader of pictures may misread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rapidfuzz.distance import OSA

_LONG: Final = 6  # letters of a word from which one may be misread
_LONGER: Final = 10  # letters from which two may


_DIGITS: Final = str.maketrans({"o": "0", "q": "0", "i": "1", "l": "1", "z": "2", "s": "5", "g": "6", "b": "8"})


def digits_of(word: str) -> str:
    """A folded word with the digits that its letters look like: `26o4` and `2604` are the same on a picture."""
    return word.translate(_DIGITS)


def alike(word: str, other: str) -> bool:
    """Whether two folded words are the same but for a letter, or two of a long one."""
    if word == other:
        return True
    allowed = _allowed(min(len(word), len(other)))
    if abs(len(word) - len(other)) > allowed or not allowed or not word.isalpha() or not other.isalpha():
        return False
    return OSA.distance(word, other, score_cutoff=allowed) <= allowed


def _allowed(letters: int) -> int:
    """How many letters of a word of so many may be misread."""
    return 0 if letters < _LONG else 1 if letters < _LONGER else 2


class Vocabulary:
    """Folded words, so kept that one alike to another is found without holding each against each."""

    def __init__(self, words: Iterable[str]) -> None:
        """Takes the words."""
        self._words = frozenset(words)
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(self._words):
            if word.isalpha() and len(word) >= _LONG:
                self._by_length.setdefault(len(word), []).append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def like(self, word: str) -> Iterator[str]:
        """The words that are `word` itself, or it but for what may be misread."""
        if word in self._words:
            yield word
        reach = _allowed(len(word))
        for length in range(len(word) - reach, len(word) + reach + 1) if reach else ():
            yield from (one for one in self._by_length.get(length, ()) if one != word and alike(one, word))
