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
    r"№|(?<![a-z0-9])(?:n\s?[.*\"'?^]*\s?°|n[.]\s?o(?![a-z])|n[*\"'?^]+(?=[\s:.]|$)|n\.(?=\s*:)|n[°o0]s?(?![a-z0-9])"
    r"|nrs?(?![a-z0-9])|nro(?![a-z0-9])|nums?(?![a-z0-9])|nbr(?![a-z0-9])|numbers?(?![a-z0-9])|numeros?(?![a-z0-9]))"
)
_PLURAL = re.compile(r"\((?:s|es|x|ns)\)")
_PIECE = re.compile(r"№|#|[^\W_]+")
_MIXED_UP = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b", "ı": "l"})
_AND = frozenset(("and", "et", "e", "y"))
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


def pieces(text: str) -> list[Piece]:
    """The words of a text, with the signs for "number" recognised; of two scripts the Latin ones alone."""
    folded = fold(latin(text))
    found: list[Piece] = []
    position = 0
    parted = listed = False
    numbers = {match.start(): match.end() for match in _NUMBER.finditer(folded)}
    while position < len(folded):
        if position in numbers:
            found.append(Piece(position, numbers[position], "no", parted, listed=listed))
            position = numbers[position]
            parted = listed = False
            continue
        plural = _PLURAL.match(folded, position) if found and found[-1].end == position else None
        if plural is not None:
            found[-1] = replace(found[-1], end=plural.end())  # "Site(s) minier(s)"
            position = plural.end()
            continue
        match = _PIECE.match(folded, position)
        if match is None:
            parted |= folded[position] in "/|:;()[]–—"
            listed |= folded[position] in ",;&+"
            position += 1
            continue
        end = match.end()
        found.append(Piece(position, end, "no" if match[0] == "#" else skeleton(match[0]), parted, listed=listed))
        position = end
        parted, listed = False, match[0] in _AND
    return found


def pieces_of(layout: PageLayout, segments: Sequence[int]) -> list[Piece]:
    """The words of phrases, single spaces between them, each with whether it was read without doubt."""
    found: list[Piece] = []
    doubted: list[tuple[int, int]] = []
    at = 0
    for word in (word for number in segments for word in layout.words_of(layout.segments[number])):
        if word.confidence < _READ_SURELY:
            doubted.append((at, at + len(word.text)))
        at += len(word.text) + 1
    for piece in pieces(" ".join(layout.segments[number].text for number in segments)):
        unsure = any(piece.start < end and start < piece.end for start, end in doubted)
        found.append(piece if unsure else replace(piece, sure=True))
    return found


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
