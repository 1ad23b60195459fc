"""Numbers as spreadsheets show them in their number formats (ECMA-376, part 1, 18.8.31); no library at hand does it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

WIDEST = Context(prec=500, rounding=ROUND_HALF_UP)
"""Wide enough for the largest number that a workbook holds (309 digits); a half is rounded away from zero."""

SIGNIFICANT = 15
"""Digits of a number that spreadsheets keep; what a binary number has beyond them is no part of it."""

MOST_PLACES = 30
"""Most decimals of a format."""

_PARTS = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | _(?P<room>.) | \*(?P<fill>.)
    | \[\$(?P<sign>[^\]-]*)[^\]]*\] | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General) | (?P<exponent>E[+-]) | (?P<digit>[0\#?]) | (?P<mark>[.,%/@]) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d+", re.IGNORECASE)

Kind = Literal["text", "digit", "point", "comma", "percent", "general", "coarse"]
"""What a piece of a format stands for; `coarse` are exponents and fractions, which show a number less exactly."""


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: Kind
    text: str


_TEXT = _Piece("general", "@")


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the formats that a number format has for positive, negative and other numbers."""

    pieces: tuple[_Piece, ...]
    condition: tuple[str, Decimal] | None = None
    coloured: bool = False

    def has(self, kind: Kind) -> bool:
        return any(piece.kind == kind for piece in self.pieces)

    def holds(self, number: Decimal) -> bool:
        if self.condition is None:
            return True
        sign, bound = self.condition
        if number == bound:
            return sign in ("=", "<=", ">=")
        return sign == "<>" or sign[0] == ("<" if number < bound else ">")


def formatted(value: int | float, number_format: str) -> str:
    """A number as a spreadsheet shows it in its format; empty where the format shows nothing of it.

    A number of a form that shows it less exactly, as a fraction or with an exponent, is given as without format.
    """
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{SIGNIFICANT}g}")
    if not number.is_finite():
        return "#NUM!"
    sections = _sections(number_format)
    section, own_sign = _chosen(number, sections)
    if section.has("coarse"):
        return plain(number)
    text = _rendered(abs(number), section)
    minus = number < 0 and (not own_sign or (section.coloured and not re.search(r"[-−(]", text)))
    if minus and re.search(r"[1-9]", text):
        text = f"-{text.lstrip()}"
    return " ".join(text.split())


def text_formatted(text: str, number_format: str) -> str:
    """A text as a spreadsheet shows it in the format, whose fourth section or only `@` may add to it, or hide it."""
    sections = _sections(number_format)
    section = sections[3] if len(sections) == 4 else sections[-1]
    if section.has("digit") or (len(sections) < 4 and _TEXT not in section.pieces):
        return text
    return "".join(text if piece.kind == "general" else piece.text for piece in section.pieces)


def plain(number: Decimal) -> str:
    """A number without format: no exponent, at most ten decimals, no trailing zeros."""
    short = number.quantize(Decimal(1).scaleb(-10), context=WIDEST)
    text = f"{short or number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _chosen(number: Decimal, sections: Sequence[_Section]) -> tuple[_Section, bool]:
    """The section for a number, and whether it shows by itself that a number is below zero."""
    if any(section.condition for section in sections):
        section = next((each for each in sections[:3] if each.holds(number)), sections[-1])
        below = section.condition is not None and section.condition[0].startswith("<") and section.condition[1] <= 0
        return section, below
    if number < 0 and len(sections) > 1:
        return sections[1], True
    if number == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0], False


def _rendered(number: Decimal, section: _Section) -> str:
    pieces = _unscaled(section.pieces)
    number = number.scaleb(2 * sum(piece.kind == "percent" for piece in pieces), WIDEST)
    number = number.scaleb(-3 * (len(section.pieces) - len(pieces)), WIDEST)
    if section.has("general"):
        return "".join(plain(number) if piece.kind == "general" else piece.text for piece in pieces)
    point = next((index for index, piece in enumerate(pieces) if piece.kind == "point"), len(pieces))
    if not any(piece.kind == "digit" for piece in pieces):
        return "".join(piece.text for piece in pieces if piece.kind != "comma")
    places = min(sum(piece.kind == "digit" for piece in pieces[point:]), MOST_PLACES)
    whole, _, fraction = f"{number.quantize(Decimal(1).scaleb(-places), context=WIDEST):f}".partition(".")
    return "".join(reversed(list(_whole(pieces[:point], whole.lstrip("0"))))) + _fraction(pieces[point:], fraction)


def _unscaled(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces without the commas behind all digits or before the point, each of which shows thousands for ones."""
    kept: list[_Piece] = []
    for index, piece in enumerate(pieces):
        if piece.kind == "comma":
            after = next((each.kind for each in pieces[index + 1 :] if each.kind in ("digit", "point")), None)
            before = next((each for each in reversed(pieces[:index]) if each.kind != "comma"), None)
            if after != "digit" and before is not None and before.kind == "digit":
                continue
        kept.append(piece)
    return kept


def _whole(pieces: Sequence[_Piece], digits: str) -> Iterator[str]:
    """The part before the point, from right to left; the first digit of the format takes all that are left."""
    grouped = any(piece.kind == "comma" for piece in pieces)
    first = next((index for index, piece in enumerate(pieces) if piece.kind == "digit"), None)
    left, count = list(digits), 0
    if first is None:
        yield digits
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.kind != "digit":
            yield "" if piece.kind == "comma" else piece.text
            continue
        while True:
            digit = left.pop() if left else {"0": "0", "?": " "}.get(piece.text, "")
            if grouped and count and count % 3 == 0 and digit.isdigit():
                yield ","
            yield digit
            count += 1
            if index != first or not left:
                break


def _fraction(pieces: Sequence[_Piece], digits: str) -> str:
    """The part from the point on; noughts at its end are shown where the format has one there."""
    asked = "".join(piece.text for piece in pieces if piece.kind == "digit")[: len(digits)]
    least = asked.rfind("0") + 1
    shown = digits[:least] + digits[least:].rstrip("0")
    text, at, points = "", 0, 0
    for piece in pieces:
        if piece.kind == "digit":
            text += shown[at : at + 1]
            at += 1
        elif piece.kind == "point":
            text += piece.text if points or shown else ""
            points += 1
        else:
            text += "" if piece.kind == "comma" else piece.text
    return text


@functools.lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[_Section, ...]:
    """A format's sections as pieces; at least one."""
    sections: list[_Section] = []
    pieces: list[_Piece] = []
    condition: tuple[str, Decimal] | None = None
    coloured = False
    for match in _PARTS.finditer(number_format or "General"):
        kind, text = match.lastgroup or "other", match[match.lastgroup or 0]
        if kind == "other" and text == ";":
            sections.append(_Section(tuple(pieces), condition, coloured))
            pieces, condition, coloured = [], None, False
        elif kind == "bracket":
            found = _CONDITION.fullmatch(text.strip())
            condition = (found[1], Decimal(found[2])) if found else condition
            coloured = coloured or _COLOUR.fullmatch(text.strip()) is not None
        else:
            pieces.append(_piece(kind, text, pieces))
    sections.append(_Section(tuple(pieces), condition, coloured))
    return tuple(sections[:4])


def _piece(kind: str, text: str, before: Sequence[_Piece]) -> _Piece:
    if kind == "digit":
        return _Piece("digit", text)
    if kind == "mark" and text in ".,%":
        named: dict[str, Kind] = {".": "point", ",": "comma", "%": "percent"}
        return _Piece(named[text], text)
    if kind == "mark" and text == "@":
        return _TEXT
    if kind == "general":
        return _Piece("general", "")
    if (kind == "exponent" or text == "/") and any(piece.kind == "digit" for piece in before):
        return _Piece("coarse" if kind in ("exponent", "mark") else "text", text)
    if kind in ("room", "fill"):
        return _Piece("text", " " if kind == "room" or text == " " else "")
    return _Piece("text", text)
