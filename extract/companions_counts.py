"""Where a paper speaks of as many packages as the bundle's other papers count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from extract.companions_text import Found, Wording
from extract.values.counts import is_things
from extract.values.number_words import spoken

_COUNTED: Final = ("count-of-things", "count-in-words")
_FURTHER: Final = 3  # words behind a number of which one may say what it counts
_MANY: Final = 10  # from which a count is told from the number of a row or a box of a form
_BARE: Final = 0.9  # how likely a number that stands by itself, and once on the paper, is the count that others state
_SAYS: Final = re.compile(r"\s*[:=]\s*")
_IN_WORDS: Final = re.compile(r"\s*\(([^\W\d_]+)\)")  # of a count that is told twice: 3 (three)


def counts(count: int, wording: Wording) -> Iterator[Found]:
    """Every place where so many packages are spoken of: the number with what is counted behind it, or before it."""
    for number, text in enumerate(wording.lines):
        for parsed in wording.counted[number]:
            if parsed.value == count and parsed.rule in _COUNTED and parsed.end <= len(text):
                yield wording.at(number, parsed.start, parsed.end)
    for number, at in wording.places_of(str(count)):
        if _counts(wording, number, at):
            token = wording.tokens(number)[at]
            yield wording.at(number, token.start, token.end)
    bare = [number for number in wording.with_words([str(count)]) if wording.folded(number).strip(" .") == str(count)]
    if len(bare) == 1 and count >= _MANY:
        yield replace(wording.at(bare[0], 0, len(wording.lines[bare[0]])), likeness=_BARE)


def _counts(wording: Wording, number: int, at: int) -> bool:
    """Whether what is counted stands a word or two behind a number ("5 gold bars"), or before it ("Parcels: 5")."""
    tokens, text = wording.tokens(number), wording.folded(number)
    before, token = (tokens[at - 1] if at else None), tokens[at]
    if before is not None and _SAYS.fullmatch(text, before.end, token.start) and is_things(before.key):
        return re.match(r"\s*(?:[.,;)]\s|$)", text[token.end :]) is not None
    if re.search(r"[^\s(]$", text[: token.start]):
        return False
    if (repeated := _IN_WORDS.match(text, token.end)) is not None:
        return [int(one.value) for one in spoken(repeated[1])] == [int(token.key)]
    for other in tokens[at + 1 : at + 1 + _FURTHER]:
        if text[token.end : other.start].strip(" -") or not other.key.isalpha():
            return False
        if is_things(other.key):
            return True
        token = other
    return False
