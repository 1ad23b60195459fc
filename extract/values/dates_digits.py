"""Dates of digits alone: what three numbers may be, in the orders that papers write them in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from extract.values.model import Context, Parsed

_FIRST_YEAR, _LAST_YEAR, _PIVOT = 1980, 2099, 80
_BUDDHIST = 543
_PAST, _MONTHS = 15, 12
"""Years of two digits up to which papers of this trade are none that anybody still sends, and months."""
_ORDER_THERE = 0.8
"""The chance that the day comes first on a paper that names none but countries where it does."""
_UNKNOWN_ORDER: dict[str | None, float] = {
    "en": 0.6,
    "fr": 0.9,
    "pt": 0.9,
    "es": 0.9,
    "de": 0.95,
    "nl": 0.95,
    None: 0.6,
}
"""How often day comes first, by language: English papers are British, African, Indian or American."""
_SIGN = r"[ ]?[-/.][ ]?"
_OF_DAY, _OF_MONTH, _OF_YEAR = "(?:dd?|jj?|day|jour|dia)", "(?:mm?|month|mois|mes)", "(?:y{1,4}|a{1,4}|year|annee|ano)"
_ORDER = re.compile(
    rf"(?<![^\W_])(?:(?P<day>{_OF_DAY}{_SIGN}{_OF_MONTH})|{_OF_MONTH}{_SIGN}{_OF_DAY}){_SIGN}{_OF_YEAR}(?![^\W_])"
)
"""The order of a date as forms print it for who fills them in: "(DD/MM/YYYY)", "jj/mm/aaaa", "month-day-year"."""
_JOIN = r"\W{0,3}(?:(?:of(?: the)?|d[euo]|del)\W{1,2})?"
_NAMED_YEAR = r"(?:year|annee|an|ano)\W{0,3}(?P<y>\d{4}|\d{2})"
_PARTS = tuple(
    re.compile(rf"(?<![^\W_]){_JOIN.join(parts)}(?![^\W_])(?![-/.,]\d)")
    for parts in (
        (r"(?:day|jour|dia)\W{0,3}(?P<d>\d{1,2})", r"(?:month|mois|mes)\W{0,3}(?P<m>\d{1,2})", _NAMED_YEAR),
        (r"(?:month|mois|mes)\W{0,3}(?P<m>\d{1,2})", r"(?:day|jour|dia)\W{0,3}(?P<d>\d{1,2})", _NAMED_YEAR),
    )
)


def printed_order(folded: str) -> bool | None:
    """Whether a folded text says that the day comes first, or that the month does; None where it says neither."""
    found = {match["day"] is not None for match in _ORDER.finditer(folded)}
    return found.pop() if len(found) == 1 else None


def named_parts(text: str, folded: str) -> Iterator[Parsed]:
    """Dates whose figures each have their name before them: "day 29 month 03 year 2026"."""
    for pattern in _PARTS:
        for match in pattern.finditer(folded):
            value, factor, suffix = calendar_date(match["y"], int(match["m"]), int(match["d"]))
            if value is not None:
                yield dated(text, match.start(), match.end(), value, factor, "named-parts" + suffix)


def calendar_date(year: str, number: int, day: int) -> tuple[str | None, float, str]:
    """The ISO date, a factor for its score and a suffix for its rule; None where no such day is."""
    digits = year.lstrip("'").replace(" ", "")
    whole = int(digits)
    factor, suffix = (0.8, "-spaced") if " " in year else (1.0, "")
    if len(digits) == 2:
        whole += 1900 if whole >= _PIVOT else 2000
    elif _FIRST_YEAR + _BUDDHIST <= whole <= _LAST_YEAR + _BUDDHIST:
        whole, factor, suffix = whole - _BUDDHIST, 0.85, "-buddhist"
    if not _FIRST_YEAR <= whole <= _LAST_YEAR:
        return None, 0.0, ""
    try:
        return date(whole, number, day).isoformat(), factor, suffix
    except ValueError:
        return None, 0.0, ""


def dated(text: str, start: int, end: int, value: str, score: float, rule: str) -> Parsed:
    """The reading of a stretch of text as a date."""
    return Parsed(value=value, raw=text[start:end], start=start, end=end, score=round(score, 3), rule=rule)


def either(
    text: str, start: int, end: int, first: str, second: str, year: str, mark: str, context: Context
) -> Iterator[Parsed]:
    """The two orders of a date of digits alone, the likelier one with the other beside it."""
    if mark and mark in "-/." and context.day_first is None:
        turned = _year_before(text, start, end, first, second, year.lstrip("'"))
        if turned is not None:
            yield turned
            return
    day_first, factor, suffix = calendar_date(year, int(second), int(first))
    month_first, other_factor, other_suffix = calendar_date(year, int(first), int(second))
    factor, suffix = max(factor, other_factor), suffix or other_suffix
    if mark == " ":
        factor *= 0.75
    if mark in "|\\":
        factor *= 0.8
    if len(year) < 4:
        factor *= 0.9 if mark in "/.-" else 0.5
    likely = _order(mark, context)
    if day_first is not None and month_first is not None and day_first != month_first:
        leading = dated(text, start, end, day_first, factor * likely, "day-first" + suffix)
        other = dated(text, start, end, month_first, factor * (1 - likely), "month-first" + suffix)
        if other.score > leading.score:
            leading, other = other, leading
        yield replace(leading, others=(other,))
    elif day_first is not None:
        surprise = 0.95 if month_first is None and likely < 0.5 else 1.0
        yield dated(text, start, end, day_first, factor * surprise, "day-first" + suffix)
    elif month_first is not None:
        surprise = 0.8 if likely > 0.8 else 0.95
        yield dated(text, start, end, month_first, factor * surprise, "month-first" + suffix)


def begins_with_year(first: str, second: str, last: str) -> bool:
    """Whether three pairs of digits may begin with the year, and end with what would be a year long past."""
    return len(last) == 2 and int(last) <= _PAST < int(first) < _PIVOT and int(second) <= _MONTHS


def _year_before(text: str, start: int, end: int, first: str, second: str, last: str) -> Parsed | None:
    """A date of three pairs that begins with its year, where the last pair would be a year long past: 26.08.06.

    Such a date is written by both orders, and what else it may be stands beside it.
    """
    if not begins_with_year(first, second, last):
        return None
    year_first, _, _ = calendar_date(first, int(second), int(last))
    day_first, _, _ = calendar_date(last, int(second), int(first))
    if year_first is None:
        return None
    parsed = dated(text, start, end, year_first, 0.6, "year-first")
    if day_first is None:
        return replace(parsed, score=0.85)
    return replace(parsed, others=(dated(text, start, end, day_first, 0.3, "day-first"),))


def _order(mark: str, context: Context) -> float:
    """The chance that the day comes first."""
    if context.day_first is not None:
        return 0.93 if context.day_first else 0.07
    likely = _UNKNOWN_ORDER.get(context.language, 0.6)
    if mark == ".":
        return max(likely, 0.9)
    return max(likely, _ORDER_THERE) if context.day_first_there else likely
