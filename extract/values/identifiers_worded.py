"""Numbers printed with a word of their own behind a label: "N° de lot: LOT 19238", "Certificate No. | C.O. 015669".

A word in capitals before figures is a label where it stands alone ("LOT 19238" at the head of a page). Where a whole
label stands before it, it has nothing left to ask for and belongs to the number, as printed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.values.folding import plain
from extract.values.model import Parsed

_WORD = r"(?:LOTES?|LOTS?|REF|(?:[A-Z]\.){2,4})"
"""A lot's own word, or the first letters of a paper's name ("C.O."); the sign for "number" is none."""
_BEFORE = re.compile(rf"\s*{_WORD}\s+(?=\S*\d)", re.IGNORECASE)
_LED = re.compile(rf"\W*({_WORD}) {{1,2}}")
_WORDED = re.compile(rf"{_WORD} {{1,2}}(?=\S*\d)[A-Z\d][A-Z\d./-]*(?: \d[A-Z\d./-]*)?")


def without_word(text: str) -> str:
    """A number without such a word before it, large letters or small: as papers that leave the word out print it."""
    led = _BEFORE.match(text)
    return text if led is None else text[led.end() :]


def is_worded(text: str) -> bool:
    """Whether a text is nothing but a number with such a word before it."""
    return _WORDED.fullmatch(plain(text).strip()) is not None


def is_word(text: str) -> bool:
    """Whether a text is nothing but such a word."""
    return re.fullmatch(_WORD, text) is not None


def worded(text: str, parsed: Parsed, begin: int = 0) -> Parsed:
    """The number read in a label's place, which begins at character `begin`, with such a word right behind that."""
    led = _LED.fullmatch(plain(text[begin : parsed.start]))
    if led is None:
        return parsed
    start = begin + led.start(1)
    return replace(parsed, value=f"{led[1]} {parsed.value}", raw=text[start : parsed.end], start=start, others=())
