"""Where numbers stand in a text: stretches of digits and separators, cut apart or closed up, damage noted.

A run is text only; `numbers.read` says what number it is. Positions are those of the text, which `folding.plain` has
evened out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.values.folding import pointed

_KEPT = 1024
"""Texts whose numbers are kept: weights, money and counts are each looked for in the same text."""
_DIGIT, _DIGITS = re.compile(r"\d"), re.compile(r"\d+")
_RUN = re.compile(r"\d+(?:(?: ?[.,'] ?| {1,2})\d+)*")
_OF_A_NUMBER = re.compile(r"[^\W_][-/]$")
"""What stands before the last digits of a paper's number."""
_PIECES = re.compile(r"(\d+)|( ?[.,'] ?| {1,2})")
_MOST_PIECES = 7
"""Stretches between spaces in one number: 1 234 567 890 123,45 has five."""
_LEADING_POINT = re.compile(r"(?:^|[^.,\w\s]|[^.\s] )[.,]$")
"""`.50`, but not the last point of a dotted leader."""

_LIKE_DIGIT = "OoQDIl|!SsBZzG"
_CONFUSED = str.maketrans(_LIKE_DIGIT, "00001111558226")
_DAMAGED = re.compile(
    rf"(?=[0-9{_LIKE_DIGIT}])(?<![^\W_])"
    rf"(?:(?=[^\s]*\d)[0-9{_LIKE_DIGIT}]+(?:[.,'][0-9{_LIKE_DIGIT}]+)*(?<!G)(?![^\W_])"
    r"|[Il|](?= \d{3}(?!\d)))"  # I 223 392,28
)
_NO_CENTS = re.compile(r" ?([.,])(?:-{1,2}|=)(?![\d-])|[ ]?(/)[-=](?!\d)")
_BESIDE_DAMAGE = re.compile(rf"(?:\d[{_LIKE_DIGIT}]{{1,2}}[ .,']?|[|!]|(?<![^\W_])[IlSBZ]{{1,2}} )$")
"""What stands right before a number that has lost its first digits to letters: 1Z 787,69."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of digits and separators that may be one number.

    `tight`: no ordinary space inside. `whole`: False where a space inside a group was closed up. `crowded`: other
    digits stand so near that they may belong to it. `mark`: the decimal sign before the strokes that stand for no
    cents (12.500,- and 12,500/=, which has none), as far as they tell it.
    """

    text: str
    start: int
    end: int
    tight: bool = True
    whole: bool = True
    crowded: bool = False
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """Groups of digits and the separators between them. `loose`: spaces stand around a separator."""

    groups: tuple[str, ...]
    separators: tuple[str, ...]
    loose: bool


@lru_cache(maxsize=_KEPT)
def repair(text: str) -> str:
    """Letters that OCR puts for digits (O l I S B Z G) turned back where they stand among digits; same length."""

    if _DIGIT.search(text) is None:
        return text

    def mend(match: re.Match[str]) -> str:
        token = match.group()
        digits = sum(c.isdigit() for c in token)
        letters = sum(c in _LIKE_DIGIT for c in token)
        if token in ("I", "l", "|"):
            return "1"
        if not letters or digits < letters or (digits == letters and not re.search(r"[.,]", token)):
            return token
        return token.translate(_CONFUSED)

    return _DAMAGED.sub(mend, text)


def repair_all(token: str) -> str:
    """Every letter that OCR puts for a digit turned into it."""
    return token.translate(_CONFUSED)


@lru_cache(maxsize=_KEPT)
def runs(text: str, original: str | None = None) -> tuple[Run, ...]:
    """The stretches of `text` that may be numbers, in order; identifiers and dates may be among them.

    `original` (same length) tells a non-breaking space from an ordinary one.
    """
    found: list[Run] = []
    text = pointed(text)
    matches = list(_matches(text))
    for match in matches:
        pieces = _split(match.group(), match.start(), original or text)
        if _LEADING_POINT.search(text[max(0, match.start() - 3) : match.start()]):
            pieces[0] = replace(pieces[0], text="0." + pieces[0].text, start=pieces[0].start - 1, whole=False)
        pieces = _closed_up(pieces)
        if len(pieces) > 1:
            glued = match.start() > 0 and text[match.start() - 1].isalpha()  # the 2 of SnO2 62.93
            joined = match.group().replace(" ", "")
            if len(matches) == 1 and not glued and _one_number(pieces, joined):
                pieces = [Run(joined, match.start(), match.end(), whole=False)]  # nothing else explains the digits
            elif not glued or len(pieces) > 2:
                pieces = [replace(piece, crowded=True) for piece in pieces]
        elif _BESIDE_DAMAGE.search(text[max(0, match.start() - 4) : match.start()]):
            pieces = [replace(pieces[0], crowded=True)]
        if (strokes := _NO_CENTS.match(text, match.end())) is not None:
            pieces[-1] = replace(pieces[-1], mark=strokes[1] or strokes[2])
        found.extend(pieces)
    return tuple(found)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The stretches of digits; a comma parts what ends a paper's number from what follows: AK-114/26, 5,214.70."""
    position = 0
    while (match := _RUN.search(text, position)) is not None:
        named = _OF_A_NUMBER.search(text, 0, match.start())
        first = re.match(r"\d+(?=, )", match.group()) if named is not None else None
        if first is not None:
            match = _DIGITS.match(text, match.start()) or match
        yield match
        position = match.end()


def _one_number(pieces: list[Run], joined: str) -> bool:
    """Pieces that make one number when closed up, the last of which is not plainly a number of its own."""
    form, last = shape(joined), shape(pieces[-1].text)
    if form is None or last is None or len(last.separators) > 1:
        return False
    return bool(form.separators) or len(joined) <= 3


def _closed_up(pieces: list[Run]) -> list[Run]:
    """Pieces between which OCR put a space into a group of three: 1,27 3.09."""
    result: list[Run] = []
    for piece in pieces:
        last = result[-1] if result else None
        if last is not None and piece.start - last.end == 1:
            begun = re.search(r"[.,](\d{1,2})$", last.text)
            group = re.match(r"\d+", piece.text)
            joined = last.text + piece.text
            decimal = re.search(r"[.,](?=\d*$)", piece.text)
            differ = decimal is not None and begun is not None and decimal[0] != begun[0][0]  # not 3,89 3,89
            if differ and begun and group and len(begun[1]) + len(group[0]) == 3 and shape(joined) is not None:
                result[-1] = Run(joined, last.start, piece.end, whole=False)
                continue
        result.append(piece)
    return result


def _split(run: str, offset: int, original: str) -> list[Run]:
    """The run whole if it can be one number, else cut at spaces, longest pieces first from the left."""
    cuts = [0] + [m.end() for m in re.finditer(r" +", run)]
    result: list[Run] = []
    index = 0
    while index < len(cuts):
        start = cuts[index]
        stop = min(len(cuts), index + _MOST_PIECES)
        while True:
            end = cuts[stop] if stop < len(cuts) else len(run)
            piece = run[start:end].rstrip(" .,'")
            if stop == index + 1 or shape(piece) is not None:
                break
            stop -= 1
        piece = piece.lstrip(" .,'")
        if piece:
            place = offset + run.index(piece, start)
            tight = " " not in original[place : place + len(piece)]
            result.append(Run(piece, place, place + len(piece), tight))
        index = stop
    return result


def shape(piece: str) -> Shape | None:
    """The groups and separators of a stretch; None if it is no number."""
    groups: list[str] = []
    separators: list[str] = []
    loose = False
    for digits, separator in _PIECES.findall(piece):
        if digits:
            groups.append(digits)
        else:
            mark = separator.strip() or " "
            loose = loose or separator != mark
            separators.append(mark)
    if separators and not _grouped(groups, separators):
        return None
    return Shape(tuple(groups), tuple(separators), loose)


def _grouped(groups: list[str], separators: list[str]) -> bool:
    last, before = separators[-1], set(separators[:-1])
    if len(separators) == 1 and last in ".,":
        return True
    if misread(groups, separators):
        return True
    if len(before) > 1:
        return False
    if before <= {last}:  # one kind of separator
        if last in "' ":
            return thousands(groups)
        return thousands(groups) or (last == "," and lakhs(groups))
    if last not in ".,":
        return False
    return thousands(groups[:-1]) or (separators[0] == "," and lakhs(groups[:-1]))


def thousands(groups: list[str] | tuple[str, ...]) -> bool:
    """Groups of three after the first: 1 234 567."""
    return 1 <= len(groups[0]) <= 3 and groups[0] != "0" and all(len(g) == 3 for g in groups[1:])


def lakhs(groups: list[str] | tuple[str, ...]) -> bool:
    """Indian grouping: 12,34,567."""
    return (
        len(groups) > 2 and 1 <= len(groups[0]) <= 2 and len(groups[-1]) == 3 and all(len(g) == 2 for g in groups[1:-1])
    )


def misread(groups: list[str] | tuple[str, ...], separators: list[str] | tuple[str, ...]) -> bool:
    """Commas and points mistaken for each other or lost: 1.254.30, 1.717,005.54, 1,375051.32."""
    if len(groups) < 3 or not set(separators) <= set(".,") or len(groups[-1]) not in (1, 2):
        return False
    return 1 <= len(groups[0]) <= 3 and groups[0] != "0" and all(len(g) in (3, 6) for g in groups[1:-1])
