"""The words of a text as labels are compared by: skeletons, in which what OCR mixes up is one.

Case, accents and punctuation are dropped, characters that OCR mixes up (0/o, 1/l/i, 5/s, 8/b, rn/m) made one, and every
way to write "number" (No., N°, n.º, Nr, numéro) made one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.layout import PageLayout
from extract.values.folding import fold
from extract.values.scripts import latin

_NUMBER = re.compile(
    r"№|(?<![a-z0-9])(?:n\s?[.*\"'?^]*\s?°|n[.]\s?o(?![a-z])|n[*\"'?^]+(?=[\s:.]|$)|n[°o0]s?(?![a-z0-9])"
    r"|(?<![^a-z][a-z][.])(?<!^[a-z][.])n\.(?=\s*:)"  # but for the last letter of an abbreviation: "P.N.:"
    r"|nrs?(?![a-z0-9])|nro(?![a-z0-9])|nums?(?![a-z0-9])|nbr(?![a-z0-9])|numbers?(?![a-z0-9])|numeros?(?![a-z0-9]))"
)
_PLURAL = re.compile(r"\((?:s|es|x|ns)\)")
_PIECE = re.compile(r"№|#|[^\W_]+")
_MIXED_UP = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b", "ı": "l"})
_AND = frozenset(("and", "et", "e", "y"))
_PARTING = frozenset("/|:;()[]–—")
_LISTING = frozenset(",;&+")
_KEPT = 4096
"""Texts whose words are kept: a phrase is looked at by itself, with those under it, and as part of what reads on."""
_READ_SURELY = 0.9
"""Confidence of a word from which it stands as it was read: both readers agree on it."""

_SHAPES = (
    *(("h", "ll"), ("n", "rl"), ("n", "rr"), ("m", "ln"), ("m", "nl"), ("d", "cl"), ("b", "lo"), ("u", "ll")),
    *(
        ("c", "e"),
        ("c", "o"),
        ("n", "m"),
        ("n", "u"),
        ("h", "b"),
        ("h", "n"),
        ("f", "t"),
        ("g", "q"),
        ("v", "y"),
        ("l", "t"),
    ),
)
"""Letters that one blot or break makes alike, as skeletons (an i is an l): "Cohs" is "Colis", "Carner" is "Carrier"."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a text: where it stands, and its skeleton (`no` for every way to write "number").

    `parted` says that a stroke, bracket or colon stands between it and the word before, `sure` that it was read without
    doubt, `listed` that a comma or an "and" does.
    """

    start: int
    end: int
    key: str
    parted: bool = False
    sure: bool = False
    listed: bool = False


@lru_cache(maxsize=_KEPT)
def pieces(text: str, *, sure: bool = False) -> tuple[Piece, ...]:
    """The words of a text, with the signs for "number" recognised; of two scripts the Latin ones alone.

    All of them were read without doubt where the text was read `sure`ly.
    """
    folded = fold(latin(text))
    found: list[Piece] = []
    position = 0
    parted = listed = False
    numbers = {match.start(): match.end() for match in _NUMBER.finditer(folded)}
    while (match := _PIECE.search(folded, position)) is not None:
        start = match.start()
        between = folded[position:start]
        parted = parted or not _PARTING.isdisjoint(between)
        listed = listed or not _LISTING.isdisjoint(between)
        end = numbers.get(start)
        if end is not None:
            key, joins = "no", False
        else:
            end = match.end()
            key, joins = "no" if match[0] == "#" else skeleton(match[0]), match[0] in _AND
        position = end
        while folded[position : position + 1] == "(" and (plural := _PLURAL.match(folded, position)) is not None:
            position = plural.end()  # "Site(s) minier(s)"
        found.append(Piece(start, position, key, parted, sure, listed))
        parted, listed = False, joins
    return tuple(found)


def pieces_of(layout: PageLayout, segments: Sequence[int]) -> tuple[Piece, ...]:
    """The words of phrases, single spaces between them, each with whether it was read without doubt."""
    found = pieces(" ".join(layout.segments[number].text for number in segments), sure=True)
    doubted: list[tuple[int, int]] = []
    at = 0
    for word in (word for number in segments for word in layout.words_of(layout.segments[number])):
        if word.confidence < _READ_SURELY:
            doubted.append((at, at + len(word.text)))
        at += len(word.text) + 1
    if not doubted:
        return found
    return tuple(
        replace(piece, sure=False) if any(piece.start < end and start < piece.end for start, end in doubted) else piece
        for piece in found
    )


@lru_cache(maxsize=40_000)
def wording_keys(text: str) -> tuple[str, ...]:
    """The skeletons of a wording's words."""
    return tuple(piece.key for piece in pieces(text))


@lru_cache(maxsize=40_000)
def skeleton(folded: str) -> str:
    """One folded word with the characters that OCR mixes up made one; a number stays as it is."""
    if folded.isdigit():
        return folded
    return folded.translate(_MIXED_UP).replace("rn", "m").replace("vv", "w")


def reshaped(key: str) -> Iterator[str]:
    """What a skeleton is when letters in one place are taken for others of their shape."""
    for one, other in _SHAPES:
        for seen, meant in ((one, other), (other, one)):
            at = key.find(seen)
            while at >= 0:
                yield key[:at] + meant + key[at + len(seen) :]
                at = key.find(seen, at + 1)
