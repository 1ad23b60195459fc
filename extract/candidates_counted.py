"""How many packages a paper counts where no label asks: "102 big bags" in a cell, "18 | BIG BAGS", "Eighteen bags …".

What goods are packed in counts before the bars that they are, and these before what they are loaded in. A count is
taken only where all of one rank agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.candidates import Candidate
from extract.candidates_packed import is_outer
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, Region, region_of
from extract.candidates_spoken import unlabelled
from extract.doctype import DocumentType
from extract.prose_paragraphs import Paragraph
from extract.prose_words import alternation
from extract.values import Parsed, number_words
from extract.values.folding import fold

_FIT = 0.35
_RANKS = ("package", "piece", "loaded")
_NUMBER = r"(?<![\w.,/+-])(?P<number>\d{1,5}|\d{1,3}[ .,]\d{3})(?![\d.,/-]*\d)"
_ADJECTIVES = (
    r"(?:(?!(?:per|par|por|sur|for|with|and|the|des|del|los|las|dos|das|les|avec|com|con|each|from|into|dans|pour|para"
    r"|sobre|containing|contenant)\s)[^\W\d_][^\W\d_-]{2,}\s+){0,3}?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BARE = re.compile(r"\d{1,4}")


def counted(around: Neighbourhood, doctype: DocumentType, texts: Sequence[Paragraph]) -> Iterator[Candidate]:
    """The number of packages that the phrases of a page and its running text count in one way."""
    spec = next((spec for spec in doctype.fields if spec.name == "parcel_count"), None)
    if spec is None:
        return
    found: dict[str, list[tuple[Region, Parsed]]] = {rank: [] for rank in _RANKS}
    for region in (*(text.region for text in texts), *_phrases(around)):
        for rank, parsed in _counts(region.text.replace("\n", " ")):
            found[rank].append((region, parsed))
    told = next((found[rank] for rank in _RANKS if found[rank]), [])
    told = [one for one in told if one[1].value != 1] or told  # "1 steel case" that "4 envelopes" lie in
    if len({parsed.value for _, parsed in told}) == 1:
        yield unlabelled(spec, *told[0], fit=_FIT)


def _phrases(around: Neighbourhood) -> Iterator[Region]:
    """Each phrase of the page, and each bare number with the phrase right of it."""
    segments = around.layout.segments
    for number, segment in enumerate(segments):
        if around.is_title(number):
            continue
        parts = [Part(number, 0, len(segment.text))]
        following = number + 1
        beside = following < len(segments) and segments[following].line == segment.line
        if beside and _BARE.fullmatch(segment.text.strip()):
            parts.append(Part(following, 0, len(segments[following].text)))
        yield region_of(around.layout, around.page, Place.SHAPE, parts)


def _counts(text: str) -> Iterator[tuple[str, Parsed]]:
    """Every count of things in a text, with the rank of what is counted."""
    folded = fold(text)
    spoken = number_words.spoken(text)
    digits = any(map(str.isdigit, folded))
    for rank in _RANKS if digits or spoken else ():
        for match in _things(rank).finditer(folded) if digits else ():
            start, end = match.span("number")
            number = int("".join(filter(str.isdigit, match["number"])))
            if _YEAR.fullmatch(match["number"]) or number == 0 or is_outer(folded, start):
                continue
            if not _of_each(folded, match):
                yield rank, Parsed(number, text[start:end], start, end, 0.95, "count-of-things")
        for words in spoken:
            named = _named(rank).match(folded, words.end)
            if named is not None and words.value > 1 and not words.ordinal and not is_outer(folded, words.start):
                raw = text[words.start : words.end]
                yield rank, Parsed(int(words.value), raw, words.start, words.end, 0.9, "count-in-words")


def _of_each(folded: str, match: re.Match[str]) -> bool:
    """Whether things are counted for each of others: "20 bags per pallet", "bag 3 of 18 bags"."""
    behind = re.match(r"\s+(?:per|par|por|each|chacun|cada)(?![^\W_])", folded[match.end() :])
    before = re.search(r"(?:\d|each|cada|chaque)\s+(?:of|sur|de|of the)?\s*$", folded[: match.start()])
    return behind is not None or before is not None


@cache
def _things(rank: str) -> re.Pattern[str]:
    sized = r"(?:x\s+(?:\d{2}\s?['’′]?\s?(?:ft|dc|dv|gp|hc)?\s+)?)?"  # 14 x 20' containers
    return re.compile(
        rf"{_NUMBER}\s*\)?\s+(?:\([^\W\d_][^()\d]{{1,24}}\)\s+)?{sized}{_ADJECTIVES}(?:{alternation(rank)})(?![^\W_])"
    )


@cache
def _named(rank: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:\(\d+\))?\s*{_ADJECTIVES}(?:{alternation(rank)})(?![^\W_])")
