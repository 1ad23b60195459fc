"""Packages within packages: "4 parcels in one metal box" beside "No. of pieces: 1".

A carrier counts what it handles, the papers of a lot count the parcels, bags or bars that the goods are in.
Where a paper tells both, the count of the outer ones is at second hand for the number of packages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.candidates import Candidate
from extract.candidates_places import Neighbourhood
from extract.prose_paragraphs import Paragraph
from extract.prose_words import alternation
from extract.values import number_words
from extract.values.folding import fold

_COUNT = "parcel_count"
_WITHIN = r"(?:packed |held |contained |sealed |emballes |contenus |contenidos |contidos |embalados |acondicionados )?"
_INS = ("in", "within", "inside", "into", "dans", "en", "em", "sur", "sobre", "on", "dentro de", "num", "numa")
_IN = rf"(?:{'|'.join(_INS)})"
_IN_WORDS = frozenset(word.split()[0] for word in _INS)
_PIECES = re.compile(r"(?<![^\W_])(?:pieces?|pcs|rcp|piezas?|pecas?)(?![^\W_])")
_PARCELS = re.compile(
    r"(?<![\w.,/-])(?P<number>\d{1,3}|[^\W\d_]{2,14}) (?:sealed |small )?(?:parcels|parcelles|parcelas)(?![^\W_])"
)
_DESCRIBED = r"(?:[^\W\d_][^\W_]*[ -]){0,3}?"  # "sealed metal", "big"


def with_outer_last(around: Neighbourhood, texts: Sequence[Paragraph], found: Sequence[Candidate]) -> list[Candidate]:
    """The readings without the outer packages' count that a text tells; where a label leads to it, at second hand."""
    if sum(one.spec.name == _COUNT for one in found) < 2:
        return list(found)
    told = [*(line.text for line in around.layout.segments), *(one.region.text for one in texts)]
    outer = {count for text in told for count in outer_counts(text)}
    parcels = max((count for text in told for count in _parcels(text)), default=0)
    kept = []
    for one in found:
        if one.spec.name == _COUNT and (one.parsed.value in outer or _handled(one, parcels)):
            if one.label is None:
                continue
            one = one.weighed({"at_second_hand": 1.0})
        kept.append(one)
    return kept


def _handled(count: Candidate, parcels: int) -> bool:
    """Whether pieces that a carrier handles are fewer than the parcels that the goods are said to be in."""
    pieces = count.label is not None and _PIECES.search(fold(count.label.text)) is not None
    return pieces and isinstance(count.parsed.value, int) and count.parsed.value < parcels


def _parcels(text: str) -> Iterator[int]:
    for match in _PARCELS.finditer(fold(text.replace("\n", " "))):
        count = _number(match["number"])
        if count is not None:
            yield count


def outer_counts(text: str) -> Iterator[int]:
    """How many packages others are told to be in, for each place of a text that tells it; never as many as these."""
    folded = fold(text.replace("\n", " "))
    if _IN_WORDS.isdisjoint(re.findall(r"[a-z]+", folded)):
        return
    for match in _nested().finditer(folded):
        inner, outer = _number(match["inner"]), _number(match["outer"])
        if inner is not None and outer is not None and outer < inner:
            yield outer


def is_outer(folded: str, start: int) -> bool:
    """Whether a number in a folded text counts what other packages are in: "4 parcels in one box" at "one"."""
    return _before_outer().search(folded[max(0, start - 60) : start]) is not None


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    told = number_words.spoken(text)
    if len(told) == 1 and not told[0].ordinal:
        return int(told[0].value)
    return 1 if text in ("a", "un", "une", "um", "uma", "una", "one") else None


@cache
def _nested() -> re.Pattern[str]:
    number = r"\d{1,4}|[^\W\d_]{1,14}"
    inner = _inner()
    outer = f"{alternation('package')}|{alternation('loaded')}"
    aside = r"\s*(?:\(\s*(?:\d{1,4}|[^\W\d_]{2,14})\s*\)\s*)?"  # four (4) parcels, 4 (four) parcels
    return re.compile(
        rf"(?<![^\W_])(?P<inner>{number}){aside}\s*{_DESCRIBED}{inner}\s+"
        rf"(?P<outer>{number}){aside}\s*{_DESCRIBED}(?:{outer})(?![^\W_])"
    )


@cache
def _before_outer() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){_inner()}\s+$")


@cache
def _inner() -> str:
    things = f"{alternation('package')}|{alternation('piece')}"
    return rf"(?:{things})(?![^\W_])[\s,;]*{_WITHIN}{_IN}"
