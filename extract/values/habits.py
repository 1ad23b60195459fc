"""A document's habits with numbers, dates and francs, from what it writes that can be read one way only.

What is found fills `Context.decimal_comma`, `Context.day_first` and `Context.franc`, so that 13.844 kg is read as the
rest of the document writes its numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.values.countries import find_countries
from extract.values.dates import find_dates
from extract.values.dates_digits import begins_with_year, printed_order
from extract.values.folding import fold, plain
from extract.values.model import Context

_BOTH = re.compile(r"(?<![\w.,'])\d{1,3}(?:([., '])\d{3})+([.,])\d{1,4}(?![\w]|[.,]\d)")
_SINGLE = re.compile(r"(?<![\w.,'/-])\d{1,6}([.,])(?:\d{2}|\d)(?![\w/]|[.,'-]\d)")
_REPEATED = re.compile(r"(?<![\w.,'])\d{1,3}([.,])\d{3}(?:\1\d{3})+(?![\w]|[.,]\d)")
_KILOS = re.compile(
    r"(?<![\w.,'/-])(?:[1-9]\d\d([.,])\d{3}|[1-9]\d{1,2}([.,])000)\s?(?:kgs?|[kq]u?ilo(?:s|gram\w*)?)(?![^\W_])",
    re.IGNORECASE,
)
"""Kilograms that no scale shows to the gram: 20.000 kg, 100,240 KGS."""
_BELOW_ONE = re.compile(r"(?<![\w.,'/-])0[.,]\d{3}(?!\d)")
_HS = re.compile(r"\d{4}\.\d{2}")
_DATE = re.compile(r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\w./-]\d|\d)")

_MONTHS = 12
_TOLD = 2  # dates that the order printed beside a label counts for
_CFA = re.compile(r"\bF?\.? ?CFA\b", re.IGNORECASE)
_CENTRAL = frozenset({"CM", "CF", "TD", "CG", "GQ", "GA"})
_WESTERN = frozenset({"BJ", "BF", "CI", "GW", "ML", "NE", "SN", "TG"})
"""Members of the unions whose currencies are XAF (issued by the BEAC) and XOF (issued by the BCEAO), ISO 4217."""

_MONTH_FIRST = frozenset({"US", "CA", "PH", "CN", "JP", "KR", "TW"})
"""Countries whose papers, in English at least, may write the month before the day."""


@dataclass(frozen=True, slots=True)
class Habits:
    """Whether decimals follow a comma, whether the day comes first, and which CFA franc (XAF, XOF) is meant.

    None where the document does not show it.
    """

    decimal_comma: bool | None = None
    day_first: bool | None = None
    franc: str | None = None


def habits(text: str) -> Habits:
    """The habits that a document's text shows; where its figures disagree there is none."""
    even = plain(text)
    return Habits(_decimal_comma(even), _day_first(even), _franc(text) if _CFA.search(even) else None)


def _decimal_comma(even: str) -> bool | None:
    comma = point = 0
    for match in _BOTH.finditer(even):
        if match[1] != match[2]:
            comma += 3 * (match[2] == ",")
            point += 3 * (match[2] == ".")
    for match in _REPEATED.finditer(even):
        comma += 2 * (match[1] == ".")
        point += 2 * (match[1] == ",")
    for match in _SINGLE.finditer(even):
        if not _HS.fullmatch(match.group()):
            comma += match[1] == ","
            point += match[1] == "."
    return _settled(comma, point) if comma + point else _by_kilos(even)


def _by_kilos(even: str) -> bool | None:
    """What the weights of a text tell that has no number but whole ones and such with three figures behind a mark."""
    marks = {match[1] or match[2] for match in _KILOS.finditer(even)}
    return None if len(marks) != 1 or _BELOW_ONE.search(even) else "." in marks


def _day_first(even: str) -> bool | None:
    day = month = 0
    open_dates: list[tuple[str, str]] = []
    for match in _DATE.finditer(even):
        first, second = int(match[1]), int(match[3])
        if begins_with_year(match[1], match[3], match[4]):
            continue  # 26.08.06 shows no order
        if first != second and 1 <= first <= _MONTHS and 1 <= second <= _MONTHS:
            year = match[4] if len(match[4]) == 4 else f"20{match[4]}"
            open_dates.append((f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}"))
        day += first > 12 and 1 <= second <= 12 and first <= 31
        month += second > 12 and 1 <= first <= 12 and second <= 31
    if open_dates and not day and not month:
        plainly = {str(one.value) for one in find_dates(even, Context()) if not one.others}
        day = sum(by_day in plainly and by_month not in plainly for by_day, by_month in open_dates)
        turned = {by_month for by_day, by_month in open_dates if by_month in plainly and by_day not in plainly}
        month = len(turned) if len(turned) > 1 else 0  # one may be chance, where so few write the month first
    told = printed_order(fold(even))
    return _settled(day + _TOLD * (told is True), month + _TOLD * (told is False))


def is_day_first_there(text: str) -> bool:
    """Whether a text names countries, and none where dates in digits begin with the month (Unicode CLDR)."""
    if _DATE.search(plain(text)) is None:
        return False
    named = {str(one.value) for one in find_countries(text, Context()) if one.score >= 0.8}
    return bool(named) and not named & _MONTH_FIRST


def _franc(text: str) -> str | None:
    """The CFA franc of the countries that a text names, where they are of one union only."""
    named = {str(one.value) for one in find_countries(text, Context()) if one.score >= 0.8}
    central, western = bool(named & _CENTRAL), bool(named & _WESTERN)
    return None if central == western else "XAF" if central else "XOF"


def _settled(yes: int, no: int) -> bool | None:
    if yes + no == 0 or min(yes, no) * 8 > max(yes, no):
        return None
    return yes > no
