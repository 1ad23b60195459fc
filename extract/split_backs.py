"""The back of a paper: a page under a heading like "Conditions of carriage" or "Method summary" that asks for nothing.

Conditions, notes and descriptions of methods are headed in few words, freely put together; `back_words.csv` holds, by
language, those that name such a text (`heads`) and those that say what it is about (`matters`). A page so headed is
the back of the paper before it only where it states nothing of its own: no number, no title, no row of a form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from extract.layout import Line, PageLayout
from extract.lexicon import fold
from extract.model import DocumentKind
from extract.split_sheet import Sheet, fields_answered, identifiers
from extract.values.tables import rows

_MOST_WORDS: Final = 9  # of a heading
_OVER: Final = 2  # lines over a heading that are a copy's mark, a page count or the house's name
_RUNNING: Final = 7  # words of a line of running text, which may quote a standard, a law or a telephone
_STANDARD: Final = re.compile(
    r"\b(?:ISO|IEC|EN|DIN|BS|ASTM|NBR|UNE|NF|SANS|JIS|GB|OIML)(?:[ /-](?:IEC|EN|T))*[ -]?\d[\d:.-]*"
)
_SMALL: Final = frozenset(
    ("of", "the", "and", "for", "to", "on", "by", "in", "a", "an", "our", "this", "et", "de", "du", "des", "la", "le",
     "les", "l", "d", "au", "aux", "pour", "sur", "e", "y", "do", "da", "dos", "das", "no", "na", "para", "del", "el",
     "los", "las", "al", "en", "em", "se", "s")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Words:
    heads: frozenset[str]
    matters: frozenset[str]


def is_headed_as_back(sheet: Sheet, kind: DocumentKind) -> bool:
    """Whether a page is headed as the back of a paper of this kind is and states nothing of a lot."""
    title = sheet.judged.title
    if title is not None and (title.attached or not heads_back(title.text)):
        return False
    if sheet.own_numbers or sheet.opens or fields_answered(sheet.layout, kind, in_figures=False):
        return False
    lines = sheet.layout.lines
    head = next((at for at, line in enumerate(lines[: _OVER + 1]) if heads_back(line.text)), None)
    if head is None or len(lines) <= head + 1:
        return False
    return not any(_states(sheet.layout, line) for line in lines[head + 1 :])


def heads_back(text: str) -> bool:
    """Whether a heading's words are all of those that name a paper's back, one of them what such a text is called."""
    words = [word for word in fold(text).split() if not word.isdigit()]
    if not 0 < len(words) <= _MOST_WORDS or not text[:1].isupper() or ":" in text:
        return False
    return any(
        not one.heads.isdisjoint(words) and all(word in one.heads | one.matters | _SMALL for word in words)
        for one in _words()
    )


def _states(layout: PageLayout, line: Line) -> bool:
    """Whether a line is set apart into a label and what answers it in figures, or is short and bears a number."""
    phrases = [layout.segments[number].text for number in line.segments]
    if len(phrases) > 1 and any(any(map(str.isdigit, text)) for text in phrases[1:]):
        return True
    return len(line.text.split()) < _RUNNING and bool(identifiers(_STANDARD.sub("", line.text)))


@cache
def _words() -> tuple[_Words, ...]:
    return tuple(_Words(_folded(row["heads"]), _folded(row["matters"])) for row in rows("back_words"))


def _folded(wordings: str) -> frozenset[str]:
    return frozenset(fold(word) for word in wordings.split("|"))
