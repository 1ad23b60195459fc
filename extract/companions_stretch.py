"""An address that the bundle states, known again where this page prints it otherwise: the longest stretch of its words.

One paper ends an address with the country and another does not, one writes "avenue" and the next "av.", one puts the
number first. What stands here is the stretch of the page that is made of the words of the address as any paper
prints it, street number and all: a number that none of them has ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extract.companions_text import Found, Token, Wording
from extract.companions_words import Vocabulary
from extract.doctype import ValueKind
from extract.values import Context, find
from extract.values.folding import fold

_TOKEN: Final = re.compile(r"[^\W_]+")
_COVERED: Final = 0.6  # of an address's words, that a stretch must hold
_SURELY: Final = 0.8  # of them from which on the town at the end may be missing
_WORDS: Final = 3  # of the shortest stretch
_LINES: Final = 5  # over which an address runs at most
_COUNTRY_BEHIND: Final = re.compile(r"\s*[,(–—-]?\s*")
_LINKS: Final = frozenset(
    ("a", "au", "d", "da", "de", "del", "do", "du", "e", "et", "in", "l", "la", "le", "n", "no", "of", "the")
)
"""Words that may stand between those of an address and are none of it."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens by phrase: the place of the phrase, its first and its last token."""

    spans: tuple[tuple[int, int, int], ...]
    words: tuple[str, ...]


def stretches(texts: Sequence[str], wording: Wording) -> list[tuple[float, Found]]:
    """Every stretch of the paper that is made of the words of these texts, with the share of them that it holds."""
    variants = [_words(text) for text in texts]
    vocabulary = Vocabulary({word for words in variants for word in words} - _LINKS)
    found = []
    for run in _runs(vocabulary, wording):
        held = max((_share(run.words, words) for words in variants), default=0.0)
        ends = held >= _SURELY or any(words and words[-1] in run.words for words in variants)
        if held >= _COVERED and ends and len(set(run.words)) >= _WORDS and _has_number(run.words, variants):
            found.append((held, _printed(run, wording)))
    return sorted(found, key=lambda one: -one[0])


def _words(text: str) -> tuple[str, ...]:
    """The words of an address without the country at its end."""
    countries = find(ValueKind.COUNTRY, text, Context())
    last = countries[-1] if countries else None
    if last is not None and last.start > 0 and not text[last.end :].strip(" .)"):
        text = text[: last.start]
    return tuple(_TOKEN.findall(fold(text)))


def _runs(vocabulary: Vocabulary, wording: Wording) -> Iterator[_Run]:
    done: set[tuple[int, int]] = set()
    for number in range(len(wording.lines)):
        tokens = wording.tokens(number)
        for at, token in enumerate(tokens):
            if (number, at) in done or _known(token, vocabulary, wording.lines[number]) is None:
                continue
            run = _along(vocabulary, wording, number, at)
            done.update((line, place) for line, first, last in run.spans for place in range(first, last + 1))
            yield run


def _along(vocabulary: Vocabulary, wording: Wording, number: int, at: int) -> _Run:
    """The run of known words from a token on, over the ends of lines; one strange word may stand among them."""
    spans: list[tuple[int, int, int]] = []
    words: list[str] = []
    while True:
        tokens, text = wording.tokens(number), wording.lines[number]
        last, strange, place = at - 1, 0, at
        while place < len(tokens):
            word = _known(tokens[place], vocabulary, text)
            if word is not None:
                words.append(word)
                last, strange = place, 0
            elif tokens[place].key not in _LINKS:
                strange += 1
                if strange > 1 or tokens[place].key.isdigit():
                    break
            place += 1
        if last < at:
            return _Run(tuple(spans), tuple(words))
        spans.append((number, at, last))
        rest = [token for token in tokens[last + 1 :] if token.key not in _LINKS]
        below = wording.below(number) if not rest and len(spans) < _LINES else None
        if below is None or not wording.tokens(below):
            return _Run(tuple(spans), tuple(words))
        number, at = below, 0


def _known(token: Token, vocabulary: Vocabulary, text: str) -> str | None:
    """The word of the vocabulary that a token is: itself, its abbreviation, or misread in one letter or two."""
    word = token.key
    if word in vocabulary:
        return word
    if word.isdigit() or len(word) < 2:
        return None
    if text[token.end : token.end + 1] == ".":
        return next((one for one in sorted(vocabulary) if one.startswith(word) and one.isalpha()), None)
    return next(vocabulary.like(word), None)


def _share(words: Sequence[str], variant: Sequence[str]) -> float:
    wanted = [word for word in dict.fromkeys(variant) if word not in _LINKS]
    return sum(word in words for word in wanted) / len(wanted) if wanted else 0.0


def _has_number(words: Sequence[str], variants: Sequence[Sequence[str]]) -> bool:
    """Whether a stretch has a number of the address, where the address has any."""
    numbers = {word for words_of in variants for word in words_of if any(char.isdigit() for char in word)}
    return not numbers or not numbers.isdisjoint(words)


def _printed(run: _Run, wording: Wording) -> Found:
    spans = [
        (number, wording.tokens(number)[first].start, wording.tokens(number)[last].end)
        for number, first, last in run.spans
    ]
    number, start, end = spans[-1]
    text = wording.lines[number]
    gap = _COUNTRY_BEHIND.match(text, end)
    behind = gap.end() if gap is not None else end
    country = next(iter(find(ValueKind.COUNTRY, text[behind:], Context())), None)
    if country is not None and country.start == 0:
        end = behind + country.end
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    below = wording.below(number) if not text[end:].strip(" ,.-–(") else None
    if below is not None and (country is None or country.start):
        line = wording.lines[below]
        named = next(iter(find(ValueKind.COUNTRY, line, Context())), None)
        if named is not None and not line[: named.start].strip(" (") and not line[named.end :].strip(" .)"):
            return wording.along([*spans[:-1], (number, start, end), (below, 0, len(line.rstrip(" .")))])
    return wording.along([*spans[:-1], (number, start, end)])
