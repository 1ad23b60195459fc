"""Which letters a wording is written in: papers of two languages set another script beside the Latin one.

Wordings are known in Latin letters alone. The Russian or Chinese that stands before, behind or under a label says the
same once more, and is passed over where Latin words stand beside it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_LATIN_ENDS = "\u024f"
_FURTHER_LATIN = ("\u1e00", "\u1eff")
_SIGNS = frozenset("ªºµμΩ")
"""Letters by their Unicode class that are signs of numbers and units."""


def is_other(word: str) -> bool:
    """True for a word in letters that are not Latin."""
    return any(
        char > _LATIN_ENDS and char.isalpha() and char not in _SIGNS and not _between(char, _FURTHER_LATIN)
        for char in word
    )


def _between(char: str, ends: tuple[str, str]) -> bool:
    return ends[0] <= char <= ends[1]


@lru_cache(maxsize=20_000)
def latin(text: str) -> str:
    """The text with the words of other scripts blanked, as long as before; without a Latin word, as it is."""
    if text.isascii():
        return text
    words = [match[0] for match in _WORD.finditer(text)]
    if not any(is_other(word) for word in words) or not any(len(word) > 1 and not is_other(word) for word in words):
        return text
    return _WORD.sub(lambda match: " " * len(match[0]) if is_other(match[0]) else match[0], text)
