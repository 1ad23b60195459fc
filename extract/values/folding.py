"""Text made comparable without moving a character: typographic signs, case, accents, invisible characters.

`plain` and `fold` keep every character's place, so that what a grammar matches can be pointed at in the original.
`Cleansed` undoes what cannot be undone in place (combining accents, ligatures, soft hyphens) and remembers the places.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_DASHES = "‐‑‒–—―−﹘﹣－⁃"
_QUOTES = "‘’‚‛`´′ʹʼʻˈ＇"
_DOUBLE_QUOTES = "“”„‟«»″＂"
_ODD = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufb00-\ufb06\u0300-\u036f]")
_UNSEEN = frozenset(
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
)

_RAISED: Final = re.compile("(?<=\\d)[\u00b7\u2219\u22c5\u2027](?=\\d)")
_RULE: Final = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
_KEPT: Final = 4096
"""Texts whose folded form is kept: every grammar that reads a page folds its lines anew."""


def _plain_char(char: str) -> str:
    if char in _DASHES:
        return "-"
    if char in _QUOTES:
        return "'"
    if char in _DOUBLE_QUOTES:
        return '"'
    if char == "٫":
        return "."
    if char in "٬،":
        return ","
    if char in "\t\v\f" or unicodedata.category(char) == "Zs":
        return " "
    if char in "\r\x85\u2028\u2029":
        return "\n"
    if "₀" <= char <= "₉":  # of a formula: "WO₃"
        return chr(ord(char) - ord("₀") + ord("0"))
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    if "\uff01" <= char <= "\uff5e":  # full-width forms of East Asian typesetting
        return chr(ord(char) - 0xFEE0)
    return char


def _fold_char(char: str) -> str:
    char = _plain_char(char)
    if char in "°º˚":
        return "°"  # degree and ordinal signs are one to OCR: N°, nº
    base = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    lowered = (base if len(base) == 1 else char).lower()
    return lowered if len(lowered) == 1 else char


class _Plain(dict[int, str]):
    def __missing__(self, point: int) -> str:
        self[point] = made = _plain_char(chr(point))
        return made


class _Fold(dict[int, str]):
    def __missing__(self, point: int) -> str:
        self[point] = made = _fold_char(chr(point))
        return made


_PLAIN = _Plain()
_FOLD = _Fold()


@lru_cache(maxsize=_KEPT)
def plain(text: str) -> str:
    """The same text with one kind of dash, quote, space and digit; as long as before, character for character."""
    return text.translate(_PLAIN)


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """`plain`, in lower case and without accents; as long as before, character for character."""
    return text.translate(_FOLD)


def pointed(text: str) -> str:
    """The same text with a raised point between figures on the line ("1254·30"), of the same length."""
    return text if text.isascii() else _RAISED.sub(".", text)


def unruled(text: str) -> str:
    """The same text with the line of a blank about what fills it in as spaces ("__KX 4410__"), of the same length."""
    return _RULE.sub(lambda rule: " " * len(rule[0]), text) if "_" in text else text


def squeeze(text: str) -> str:
    """White space folded to single spaces, none at the ends."""
    return " ".join(text.split())


def letters(text: str) -> str:
    """The letters and figures of a text, folded, with nothing between them."""
    return "".join(char for char in fold(text) if char.isalnum())


def key(text: str) -> str:
    """A look-up key: folded words and digits joined by single spaces, all other signs dropped."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


@dataclass(frozen=True, slots=True)
class Cleansed:
    """Text composed (NFC), ligatures opened, unseen characters dropped; `spans` gives each character's old place.

    `spans` is None where nothing had to be changed.
    """

    text: str
    spans: tuple[tuple[int, int], ...] | None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original text of the characters `start` to `end` of the cleansed one."""
        if self.spans is None:
            return start, end
        if not self.spans or start >= len(self.spans):
            return 0, 0
        return self.spans[start][0], self.spans[max(start, end - 1)][1]


def cleanse(text: str) -> Cleansed:
    """The text ready for the grammars; most text comes back as it is."""
    if text.isascii() or not _ODD.search(text):
        return Cleansed(text, None)
    made: list[str] = []
    spans: list[tuple[int, int]] = []
    position = 0
    while position < len(text):
        end = position + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        if text[position] not in _UNSEEN:
            ligature = "\ufb00" <= text[position] <= "\ufb06"
            for char in unicodedata.normalize("NFKC" if ligature else "NFC", text[position:end]):
                made.append(char)
                spans.append((position, end))
        position = end
    return Cleansed("".join(made), tuple(spans))
