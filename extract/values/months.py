"""Month names of six languages, with accents lost and letters misread."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from extract.values import tables

_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}


@cache
def names() -> dict[str, int]:
    """Every full and short month name (folded) of every language. No name means two different months."""
    known: dict[str, int] = {}
    for row in tables.rows("values_months"):
        for name in (*row["full"].split("|"), *row["short"].split("|")):
            known[name] = int(row["month"])
    return known


@cache
def _full() -> dict[str, int]:
    return {name: number for name, number in names().items() if len(name) >= 4}


def month(word: str) -> tuple[int, float] | None:
    """The month (1..12) that a folded word names, and how well (1: exactly; lower: letters were misread)."""
    exact = names().get(word)
    if exact is not None:
        return exact, 1.0
    return _misread(word)


def roman(word: str) -> int | None:
    """The month that a Roman numeral names."""
    return _ROMAN.get(word)


@cache
def _misread(word: str) -> tuple[int, float] | None:
    letters = re.sub(r"[|!1]", "l", word).replace("0", "o").replace("5", "s").replace("8", "b")
    exact = names().get(letters) or names().get(letters.replace("rn", "m"))
    if exact is not None:
        return exact, 0.85
    if len(letters) < 4:
        return None
    allowed = 1 if len(letters) <= 5 else 2
    near = process.extract(letters, list(_full()), scorer=OSA.distance, score_cutoff=allowed, limit=6)
    if not near:
        return None
    best = min(distance for _, distance, _ in near)
    months = {_full()[name] for name, distance, _ in near if distance == best}
    if len(months) != 1:
        return None  # `jun` and `jul` with one letter gone: not ours to guess
    if any(_full()[name] not in months for name, _, _ in near):
        return months.pop(), 0.5
    return months.pop(), 0.8 if best == 1 else 0.65


@cache
def _weekdays() -> dict[str, int]:
    return {word: int(row["weekday"]) for row in tables.rows("values_weekdays") for word in row["words"].split("|")}


@cache
def _weekday_ahead() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_weekdays(), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])({words})[.,]{{0,2}}[ \n]{{1,3}}(?:(?:the|le|dia|el|den) )?$")


def weekday_before(folded: str, position: int) -> int | None:
    """The day of the week (Monday is 0) named right before a place of a folded text."""
    named = _weekday_ahead().search(folded, max(0, position - 24), position)
    return _weekdays()[named[1]] if named is not None else None
