"""Numerals in all separators: 1,254.30  1 254,30  1.254,30  1'254.30  12,34,567.00, and what OCR makes of them.

One group of three digits after one separator (18.700) can be read two ways. Both are kept; how likely each is
comes from the document's habit, else its language, and from how many decimals the quantity usually has.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.values.model import Context

_MOST_PIECES = 7
"""Stretches between spaces in one number: 1 234 567 890 123,45 has five."""
Decimals = float
"""Log-odds that three digits after a lone separator are thousands, as far as the quantity tells (0: no idea)."""

MONEY_DECIMALS: Decimals = 2.0
PERCENT_DECIMALS: Decimals = -6.0
COUNT_DECIMALS: Decimals = 12.0
UNIT_DECIMALS: dict[str | None, Decimals] = {
    "ct": 0.7, "g": 0.7, "kg": -0.6, "t": -2.0, "dmt": -2.0, "wmt": -2.0, "oz t": -1.0, "lb": 0.5, "mg": 0.7,
}  # fmt: skip
"""Carats and grams have at most two decimals as a rule, tonnes have three."""

_LANGUAGE: dict[str | None, tuple[float, float]] = {
    # language -> log-odds that "1,254" is thousands, that "1.254" is thousands
    "en": (2.5, -2.2),
    "fr": (-2.2, 0.3),
    "pt": (-1.4, 1.4),
    "es": (-0.3, 0.4),  # Mexico, Peru and Central America write 1,254.30
    "de": (-2.5, 2.0),
    "nl": (-2.0, 1.8),
    None: (0.8, -0.4),
}

_RUN = re.compile(r"\d+(?:(?: ?[.,'] ?| )\d+)*")
_LEADING_POINT = re.compile(r"(?:^|[^.,\w\s]|[^.\s] )[.,]$")
"""`.50`, but not the last point of a dotted leader."""
_PIECES = re.compile(r"(\d+)|( ?[.,'] ?| )")
_CONFUSED = str.maketrans("OoQDIl|!SsBZz", "0000111155822")
_DAMAGED = re.compile(r"(?<![^\W_])(?=[^\s]*\d)[0-9OoQDIl|!SsBZz]+(?:[.,'][0-9OoQDIl|!SsBZz]+)*(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and where it stands. `digits` is plain decimal text with the digits as printed (trailing zeros kept)."""

    digits: str
    start: int
    end: int
    score: float
    rule: str
    others: tuple[Numeral, ...] = ()

    @property
    def value(self) -> Decimal:
        """The number."""
        return Decimal(self.digits)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of digits and separators that reads as one number; `read` says how."""

    text: str
    start: int
    end: int
    tight: bool = True  # no ordinary space inside
    whole: bool = True  # False where a space inside a group was closed up

    def read(self, context: Context, decimals: Decimals = 0.0) -> Numeral | None:
        """The likeliest reading, the other ones in `others`."""
        readings = _readings(self, context, decimals)
        if not readings:
            return None
        best, *rest = sorted(readings, key=lambda n: -n.score)
        return Numeral(best.digits, best.start, best.end, best.score, best.rule, tuple(rest))


def repair(text: str) -> str:
    """Letters that OCR puts for digits (O l I S B Z) turned back where they stand among digits; same length."""

    def mend(match: re.Match[str]) -> str:
        token = match.group()
        digits = sum(c.isdigit() for c in token)
        letters = sum(c.isalpha() or c in "|!" for c in token)
        if not letters or digits < letters or (digits == letters and not re.search(r"[.,]", token)):
            return token
        return token.translate(_CONFUSED)

    return _DAMAGED.sub(mend, text)


def repair_all(token: str) -> str:
    """Every letter that OCR puts for a digit turned into it."""
    return token.translate(_CONFUSED)


def runs(text: str, original: str | None = None) -> list[Run]:
    """The stretches of `text` (as `plain` makes it) that may be numbers, in order; ids and dates may be among them.

    `original` (same length) tells a non-breaking space from an ordinary one.
    """
    found: list[Run] = []
    for match in _RUN.finditer(text):
        pieces = _split(match.group(), match.start(), original or text)
        if _LEADING_POINT.search(text[max(0, match.start() - 3) : match.start()]):
            pieces[0] = replace(pieces[0], text="0." + pieces[0].text, start=pieces[0].start - 1, whole=False)
        found.extend(_closed_up(pieces))
    return found


def _closed_up(pieces: list[Run]) -> list[Run]:
    """Pieces between which OCR put a space into a group of three: 1,27 3.09."""
    result: list[Run] = []
    for piece in pieces:
        last = result[-1] if result else None
        if last is not None and piece.start - last.end == 1:
            begun = re.search(r"[.,](\d{1,2})$", last.text)
            group = re.match(r"\d+", piece.text)
            joined = last.text + piece.text
            if begun and group and len(begun[1]) + len(group[0]) == 3 and _shape(joined) is not None:
                result[-1] = Run(joined, last.start, piece.end, whole=False)
                continue
        result.append(piece)
    return result


def _split(run: str, offset: int, original: str) -> list[Run]:
    """The run whole if it can be one number, else cut at spaces, longest pieces first from the left."""
    cuts = [0] + [m.end() for m in re.finditer(r" ", run)]
    result: list[Run] = []
    index = 0
    while index < len(cuts):
        start = cuts[index]
        stop = min(len(cuts), index + _MOST_PIECES)
        while True:
            end = cuts[stop] if stop < len(cuts) else len(run)
            piece = run[start:end].rstrip(" .,'")
            if stop == index + 1 or _shape(piece) is not None:
                break
            stop -= 1
        piece = piece.lstrip(" .,'") if piece else piece
        if piece:
            begin = run.index(piece, start)
            place = offset + begin
            tight = " " not in original[place : place + len(piece)]
            result.append(Run(piece, place, place + len(piece), tight))
        index = stop
    return result


def _shape(piece: str) -> tuple[list[str], list[str], bool] | None:
    """Groups of digits, separators between them, and whether spaces stand around one; None if it is no number."""
    groups: list[str] = []
    separators: list[str] = []
    loose = False
    for digits, separator in _PIECES.findall(piece):
        if digits:
            groups.append(digits)
        else:
            mark = separator.strip() or " "
            loose = loose or (mark != " " and separator != mark)
            separators.append(mark)
    if not separators:
        return groups, separators, loose
    if not _grouped(groups, separators):
        return None
    return groups, separators, loose


def _grouped(groups: list[str], separators: list[str]) -> bool:
    last, before = separators[-1], set(separators[:-1])
    if len(before) > 1:
        return False
    if len(separators) == 1 and last in ".,":
        return True
    if before <= {last}:  # one kind of separator
        if last in "' ":
            return _thousands(groups)
        return _thousands(groups) or (last == "," and _lakhs(groups)) or _misread(groups)
    if last not in ".,":
        return False
    mark = separators[0]
    return _thousands(groups[:-1]) or (mark == "," and _lakhs(groups[:-1]))


def _thousands(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and groups[0] != "0" and all(len(g) == 3 for g in groups[1:])


def _lakhs(groups: list[str]) -> bool:
    """Indian grouping: 12,34,567."""
    return (
        len(groups) > 2 and 1 <= len(groups[0]) <= 2 and len(groups[-1]) == 3 and all(len(g) == 2 for g in groups[1:-1])
    )


def _misread(groups: list[str]) -> bool:
    """A comma read as a point or the other way round: 1.254.30."""
    return len(groups) > 2 and _thousands(groups[:-1]) and len(groups[-1]) in (1, 2)


def _readings(run: Run, context: Context, decimals: Decimals) -> list[Numeral]:
    shape = _shape(run.text)
    if shape is None:
        return []
    groups, separators, loose = shape
    whole = _digits(groups)
    if not separators:
        return [Numeral(whole, run.start, run.end, 1.0, "plain")]
    last = separators[-1]
    score = (0.7 if loose else 1.0) * (1.0 if run.whole else 0.6)
    fraction = _digits(groups[:-1], groups[-1])
    if len(separators) == 1 and last in ".,":
        if len(groups[1]) != 3 or len(groups[0]) > 3 or groups[0].startswith("0"):
            return [*_reading(run, fraction, score, "decimal"), *_tail(run, loose)]
        odds = _odds(last, context, decimals)
        likely = 1 / (1 + math.exp(-odds))
        return [
            Numeral(whole, run.start, run.end, round(score * likely, 3), "thousands-or-decimal"),
            Numeral(fraction, run.start, run.end, round(score * (1 - likely), 3), "thousands-or-decimal"),
            *_tail(run, loose),
        ]
    if " " in separators and not run.tight:
        # A count and a weight side by side look like one number: 5 107.92
        score *= 0.97 if context.language in ("fr", "pt", "es") or context.decimal_comma else 0.75
        loose = True
    if set(separators) == {last}:
        if last == "," and _lakhs(groups) and not _thousands(groups):
            return _reading(run, whole, score, "lakhs")
        if _thousands(groups):
            return [*_reading(run, whole, score, "thousands"), *_tail(run, loose)]
        return _reading(run, fraction, 0.6 * score, "separator-misread")
    return [*_reading(run, fraction, score, "thousands-and-decimal"), *_tail(run, loose)]


def _reading(run: Run, digits: str, score: float, rule: str) -> list[Numeral]:
    return [Numeral(digits, run.start, run.end, round(score, 3), rule)]


def _tail(run: Run, loose: bool) -> list[Numeral]:
    """What stands after the first space, as a number of its own."""
    if not loose or " " not in run.text:
        return []
    cut = run.text.index(" ") + 1
    piece = run.text[cut:].lstrip(" .,'")
    start = run.end - len(piece)
    inner = Run(piece, start, run.end, True)
    shape = _shape(piece)
    if shape is None or not piece:
        return []
    groups, separators, _ = shape
    digits = _digits(groups[:-1], groups[-1]) if separators and separators[-1] in ".," else _digits(groups)
    return [Numeral(digits, inner.start, inner.end, 0.25, "after-space")]


def _odds(separator: str, context: Context, decimals: Decimals) -> float:
    if context.decimal_comma is not None:
        decimal = (separator == ",") == context.decimal_comma
        return (-3.0 if decimal else 3.0) + decimals / 2
    comma, point = _LANGUAGE.get(context.language, _LANGUAGE[None])
    return (comma if separator == "," else point) + decimals


def _digits(groups: list[str], fraction: str = "") -> str:
    whole = "".join(groups).lstrip("0") or "0"
    return f"{whole}.{fraction}" if fraction else whole
