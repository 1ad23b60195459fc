"""Numbers written out in English, French, Portuguese and Spanish, and amounts with their hundredths.

nine hundred sixty-one thousand one hundred ninety-four and 94/100
quatre-vingt mille sept cent quarante et un dollars et trois cents
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from extract.values import tables
from extract.values.folding import fold

_KEPT = 1024
"""Texts whose numbers in words are kept: amounts, counts and dates are each looked for in the same text."""
_TOKEN = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[ \n,-]{0,3}")
_HUNDREDTHS = re.compile(
    r"[ ,]{0,2}(?:[^\W\d_']+(?:[ ']{1,2}[^\W\d_']+){0,4}?[ ,]{1,2})?(?:and|et|e|y|con|com|with|avec)?[ ]?"
    r"(\d{1,2}) ?/ ?100(?!\d)"
)
_CENTS = re.compile(r"(?:us |u\.s\. )?(?:cents?|centimes?|centavos?|centimos?|pence)(?![^\W_])")
_CURRENCY_BETWEEN = re.compile(
    r"[ ,]{1,2}(?:(?:us|u\.s\.|united states|american)[ ])?"
    r"(?:dollars?|dolar|dolares|euros?|rand|pounds?|francs?|francos?|pesos?|reais|meticais|kwanzas?|soles)"
    r"(?: (?:americains?|americanos?|estadounidenses|us|dos eua|de los estados unidos|des etats-unis))?"
    r"[ ,]{1,2}(?:and|et|e|y|con|com)?[ ]?"
)
_JOINED = re.compile(r"[ ,]{1,2}(?:and|et|e|y|con|com)[ ]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number in words, and where it stands. `ordinal` is set where its last word is one (`fifth`)."""

    value: Decimal
    start: int
    end: int
    ordinal: bool = False


@cache
def _words() -> dict[str, tuple[str, int]]:
    return {
        word: (row["kind"], int(row["value"]))
        for row in tables.rows("values_number_words")
        for word in row["words"].split("|")
    }


@lru_cache(maxsize=_KEPT)
def spoken(text: str) -> tuple[Spoken, ...]:
    """Every whole number in words, in order (`Spoken.value` is integral)."""
    folded = fold(text)
    if _words().keys().isdisjoint(_TOKEN.findall(folded)):
        return ()
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(folded)]
    found: list[Spoken] = []
    index = 0
    while index < len(tokens):
        last = index
        while (
            last < len(tokens)
            and tokens[last][0] in _words()
            and (last == index or _GAP.fullmatch(folded[tokens[last - 1][2] : tokens[last][1]]))
        ):
            last += 1
        while last > index and _words()[tokens[last - 1][0]][0] == "skip":
            last -= 1
        first = index
        while first < last and _words()[tokens[first][0]][0] == "skip":
            first += 1
        if first < last:
            found.extend(_numbers(tokens[first:last]))
        index = max(last, index + 1)
    return tuple(found)


def _numbers(tokens: Sequence[tuple[str, int, int]]) -> list[Spoken]:
    """The number that words in a row make, or two that one `and` joins: `seventy-eight and twenty-five cents`."""
    whole = _number(tokens)
    if whole is not None:
        return [whole]
    joints = (i for i in range(len(tokens) - 2, 0, -1) if _words()[tokens[i][0]][0] == "skip")
    for joint in joints:
        parts = [_number(tokens[:joint]), _number(tokens[joint + 1 :])]
        if all(part is not None for part in parts):
            return [part for part in parts if part is not None]
    return []


def _number(tokens: Sequence[tuple[str, int, int]]) -> Spoken | None:
    words = [word for word, _, _ in tokens]
    value = _value(words)
    if value is None or all(_words()[word][0] == "skip" for word in words):
        return None
    return Spoken(Decimal(value), tokens[0][1], tokens[-1][2], _words()[words[-1]][0] == "order")


def amounts(text: str) -> list[Spoken]:
    """Every number in words with its hundredths: `and 94/100`, `et trois cents`, `con noventa centavos`."""
    folded = fold(text)
    whole = spoken(text)
    found: list[Spoken] = []
    index = 0
    while index < len(whole):
        number = whole[index]
        index += 1
        hundredths = _HUNDREDTHS.match(folded, number.end)
        if hundredths is not None:
            value = number.value + Decimal(hundredths[1]).scaleb(-2)
            found.append(Spoken(value, number.start, hundredths.end()))
            continue
        between = _CURRENCY_BETWEEN.match(folded, number.end) or _JOINED.match(folded, number.end)
        if between is not None and index < len(whole) and whole[index].start == between.end():
            cents = whole[index]
            named = _CENTS.match(folded, cents.end + 1) or folded[: cents.end].endswith(("cent", "cents"))
            small = cents.value if cents.value < 100 else cents.value / 100  # `trois cents`: three hundredths
            if named and small < 100:
                found.append(Spoken(number.value + Decimal(small).scaleb(-2), number.start, cents.end))
                index += 1
                continue
        found.append(number)
    return found


def _value(words: list[str]) -> int | None:
    """The number that words make, or None if they make none (`four five`)."""
    total = current = 0
    step = 10**12  # the last thing added, to see that each is smaller than the one before
    for word in words:
        kind, value = _words()[word]
        if kind == "skip":
            continue
        if kind in ("add", "order"):
            if value == 20 and current % 100 == 4 and word.startswith("vingt"):
                current += 76  # quatre-vingts
                step = 20
                continue
            if value >= step or (value >= 10 and current % 10) or (value < 10 and current % 10 and step < 10):
                return None
            if 10 <= value < 20 and current % 100 not in (0, 60, 80):
                return None
            current += value
            step = value if value >= 10 else 1
        elif kind == "times":
            if current == 0:
                current = 1
            if current >= 100:
                return None
            current *= value
            step = 100
        else:
            total += (current or 1) * value
            current = 0
            step = value
    return total + current
