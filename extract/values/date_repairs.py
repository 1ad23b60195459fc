"""What can be done about a date that scanning has damaged or that is written in words, before it is read.

Each repair turns the text into another one, with the places of its characters in the text as it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.values import number_words
from extract.values.folding import fold, plain
from extract.values.months import month
from extract.values.number_runs import repair, repair_all

_DIGIT = re.compile(r"\d")
_LIKE_DIGIT = r"[0-9OoQDIl|!SsBZzG]"
_DAMAGED = re.compile(
    rf"(?={_LIKE_DIGIT})(?<![^\W_])(?:{_LIKE_DIGIT}{{1,2}}([-/.]){_LIKE_DIGIT}{{1,2}}\1{_LIKE_DIGIT}{{2,4}}"
    rf"|{_LIKE_DIGIT}{{4}}([-/.]){_LIKE_DIGIT}{{1,2}}\2{_LIKE_DIGIT}{{1,2}})(?![^\W_])"
)
_DAY_BEFORE_WORD = re.compile(
    rf"(?={_LIKE_DIGIT})(?<![^\W_]){_LIKE_DIGIT}{{1,2}}(?=[ ./-]{{0,3}}(?:d[eo] )?[^\W\d_]{{3}})"
)
_YEAR = re.compile(r"(?=[2Zz])(?<![^\W_])[2Zz][0-9OoQDIl|SsBZzG]{3}(?![^\W_])")
_RUN_TOGETHER = re.compile(
    rf"(?<![^\W_])([0-3OoQIl]{_LIKE_DIGIT})([ ./-]?)([A-Z0158]{{3}})([ ./-]?)([2Zz]{_LIKE_DIGIT}{{3}})(?![^\W_])"
)
"""A day with its month in capitals and its year, as airlines write it, some letter or figure taken for the other."""
_LETTERS = str.maketrans("0158", "OISB")
_TORN_DAY = re.compile(r"(?<![^\W_])(?<![\d][ ./-])[0-3]([ ])(?=\d[ ./-]{0,2}[^\W\d_])")
_TORN_WORD = re.compile(r"(?<=[^\W\d_])([ ])(?=[^\W\d_])")

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text with stretches replaced; `starts` and `ends` tell where each character comes from."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def mend(even: str) -> str:
    """Letters misread for digits turned back, in numbers, days, years and whole dates (2O26-O1-05); same length."""
    if _DIGIT.search(even) is None:
        return even

    def turned(match: re.Match[str], least: int) -> str:
        digits = sum(c.isdigit() for c in match.group())
        return repair_all(match.group()) if digits >= least else match.group()

    even = _RUN_TOGETHER.sub(_in_capitals, even)
    text = _DAMAGED.sub(lambda m: turned(m, 4), repair(even))
    text = _YEAR.sub(lambda m: turned(m, 2), text)
    return _DAY_BEFORE_WORD.sub(lambda m: turned(m, 1), text)


def _in_capitals(match: re.Match[str]) -> str:
    """Such a date with the figures in its month as letters and the letters beside it as figures: 09N0VZ025."""
    day, gap, named, other, year = match.groups()
    letters = named.translate(_LETTERS)
    if named.isdigit() or month(fold(letters)) is None:
        return match[0]
    return f"{repair_all(day)}{gap}{letters}{other}{repair_all(year)}"


def worded(text: str) -> Rewritten | None:
    """The text with its numbers in words as figures: `quatro de janeiro de dois mil e vinte e seis`."""
    return _rewritten(text, [(w.start, w.end, str(w.value)) for w in number_words.spoken(text)])


def torn(text: str) -> Rewritten | None:
    """The text with a day or month that spaces have torn apart closed up: 28 Jan uary 2026, 2 8 January 2026."""
    folded = fold(plain(text))
    edits: list[Edit] = [(*m.span(1), "") for m in _TORN_DAY.finditer(folded)]
    for match in _TORN_WORD.finditer(folded):
        begun = re.search(r"[^\W\d_]+$", folded[: match.start()])
        rest = re.match(r"[^\W\d_]+", folded[match.end() :])
        if begun and rest and len(begun[0] + rest[0]) <= 12 and month(begun[0] + rest[0]) is not None:
            edits.append((*match.span(1), ""))
    return _rewritten(text, sorted(edits))


def _rewritten(text: str, edits: list[Edit]) -> Rewritten | None:
    if not edits:
        return None
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for start, end, new in [*edits, (len(text), len(text), "")]:
        pieces.append(text[position:start] + new)
        starts += [*range(position, start), *([start] * len(new))]
        ends += [*range(position + 1, start + 1), *([end] * len(new))]
        position = end
    return Rewritten("".join(pieces), tuple(starts), tuple(ends))
