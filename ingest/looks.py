"""What looks alike on paper: readings that differ only in signs that a reader, human or not, takes for one another."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz.distance import Levenshtein

_ALIKE = {
    **dict.fromkeys("OoQDØ°º", "0"),
    **dict.fromkeys("IlL|!¡i/\\[]()jtf", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("Ss$§", "5"),
    **dict.fromkeys("Gb", "6"),
    **dict.fromkeys("Bß&", "8"),
    **dict.fromkeys("gqa", "9"),
    **dict.fromkeys("eCc¢€", "c"),
    **dict.fromkeys("uvVUyY", "v"),
    **dict.fromkeys("mMnNrhHwW", "n"),
    **dict.fromkeys("pPkKxX×✕", "p"),
}
"""Signs that are taken for one another, by one that stands for them all. No two digits are among one group."""

_CUT = 0.34
"""Letters may differ in this share of a word before it says something else: fonts, accents, joined letters."""


def folded(text: str) -> str:
    """The text with what looks alike made the same, and without accents, punctuation and spaces."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(_ALIKE.get(char, char.lower()) for char in plain if char.isalnum() or char in _ALIKE)


def same_looks(stated: str, seen: str) -> bool:
    """Whether a word that is said to be `stated` may look like `seen`.

    Digits must be the same ones in the same order, but for signs that look like them; letters may differ a little.
    """
    if folded(stated) == folded(seen):
        return True
    if any(char.isdigit() for char in stated):
        return _same_digits(stated, seen)
    return Levenshtein.distance(folded(stated), folded(seen)) <= _CUT * max(len(folded(stated)), 3)


def says(stated: str, seen: str) -> bool:
    """Whether clear print that is read as `seen` says `stated`, letter by letter.

    Only case, accents, and what is drawn alike (noughts and strokes; with figures all signs that look like them) may
    differ. Of a single letter, of strokes alone, and of letters that are more than one with an accent, no look tells.
    """
    if not same_looks(stated, seen):
        return False
    if any(char.isdigit() for char in stated):
        return folded(stated) == folded(seen)
    a, b = _spelt(stated), _spelt(seen)
    if a == b or len(a) < 2 or set(a + b) <= {"1"} or not a.isascii():
        return True
    return b == _spelt(stated.translate(_ORDINALS))


def readable(text: str) -> bool:
    """Whether the readers have all letters of a text in their alphabet, which is the Latin one."""
    return all(
        not char.isalpha() or unicodedata.name(char, "").startswith("LATIN ")
        for char in unicodedata.normalize("NFKC", text)
    )


def _spelt(text: str) -> str:
    """The letters in small, without accents, and without the strokes that an f joins."""
    plain = unicodedata.normalize("NFKD", text).lower()
    kept = ("1" if char in _STROKES else "0" if char == "o" else char for char in plain if _is_letter(char))
    return _JOINED.sub("f", "".join(kept))


def _is_letter(char: str) -> bool:
    return char.isalnum() or char in _STROKES


_JOINED = re.compile("f1+")
_ORDINALS = str.maketrans("", "", "ºª°")
"""Signs that are too small to be read surely."""
_STROKES = frozenset("il1|!j")


def _same_digits(stated: str, seen: str) -> bool:
    a, b = folded(stated), folded(seen)
    for step in Levenshtein.editops(a, b):
        gone = a[step.src_pos] if step.tag != "insert" else ""
        come = b[step.dest_pos] if step.tag != "delete" else ""
        if gone.isdigit() or come.isdigit():
            return False
    return Levenshtein.distance(a, b) <= _CUT * max(len(a), 3)
