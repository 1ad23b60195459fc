"""The day on which a paper ends where it says for how long it holds: "valid for 90 days from the date of issue".

A period may be counted from a day of its own as well: "90 days from 1 March 2026".
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from extract.doctype import DocumentType, ValueKind
from extract.layout import PageLayout
from extract.model import Evidence, Field
from extract.prose_words import alternation
from extract.sentences import sentence_ends
from extract.values import Context, find, number_words
from extract.values.folding import fold, plain

_SURE = 0.85
"""Confidence at most in a day that was worked out: whether the first day counts is each office's own."""
_REACH = 60  # characters before a period within which its sentence says that the paper holds for it
_WORDS = 40  # characters before a period's unit in which its number may stand in words
_UNITS = {
    "days": r"(?:calendar )?days?|jours?|dias?",
    "weeks": r"weeks?|semaines?|semanas?",
    "months": r"(?:calendar )?months?|mois|mes(?:es)?",
    "years": r"years?|ans?|annees?|anos?",
}
_MONTHS = {"months": 1, "years": 12}
_LONGEST = 3660  # days
_DAY = 40  # characters that a day takes up at most
_TO_DAY = r"(?:\W*(?:the|le|el|o|dia|day of))?\W*"
_ENDS = re.compile(
    r"(?<![^\W_])(?:ceas|laps|void|no longer|not (?:be )?(?:valid|used)|caduc|perim|n'est plus|ne sera plus|cess|expir"
    r"|deixa|deja|cesa|invalid|ends?(?![^\W_])|nao (?:e|sera)(?![^\W_])|no (?:es|sera)(?![^\W_]))"
)
"""Words for an end, which may come with a day as a beginning does: "void from 1 March 2026"."""


@dataclass(frozen=True, slots=True)
class _Period:
    """A number of days or months, the words that say so, and the lines that they stand in.

    `begins` is the day it is counted from, and how surely it was read; None where that is the day of issue.
    """

    number: int
    unit: str
    raw: str
    evidence: tuple[Evidence, ...]
    begins: tuple[date, float] | None = None


def lasting(
    fields: Mapping[str, Field], doctype: DocumentType, layouts: Sequence[PageLayout], context: Context
) -> dict[str, Field]:
    """The day of expiry that follows from the one period that the paper's words count from its issue or another day.

    Nothing where a day of expiry is stated, the day it is counted from was not read, or the paper speaks of several
    periods.
    """
    stated, issued = fields.get("expiry_date"), fields.get("issue_date")
    if (stated is not None and stated.status != "unreadable") or all(s.name != "expiry_date" for s in doctype.fields):
        return {}
    known = issued if issued is not None and issued.status in ("read", "corrected") else None
    issue = date.fromisoformat(known.value) if known is not None and isinstance(known.value, str) else None
    periods = [one for layout in layouts for one in _periods(layout, context)]
    ends = {_end(one.begins[0] if one.begins is not None else issue, one.number, one.unit) for one in periods}
    end = ends.pop() if len(ends) == 1 else None
    if end is None:
        return {}
    period = periods[0]
    sure = period.begins[1] if period.begins is not None else known.confidence if known is not None else 0.0
    return {
        "expiry_date": Field(
            name="expiry_date",
            value=end.isoformat(),
            raw=period.raw,
            confidence=round(min(_SURE, sure), 4),
            evidence=period.evidence + (known.evidence[:1] if known is not None and period.begins is None else ()),
            rule="period-from-issue" if period.begins is None else "period-from-day",
        )
    }


def begins_period(lead: str) -> bool:
    """Whether what leads to a day says that a period begins on it, not that the paper ends there.

    A number of days or months before it settles that: "3 months after", "void 90 days from".
    """
    folded = fold(plain(lead))
    if _counted_to_day().search(folded) is not None:
        return True
    return _from_day().search(folded) is not None and _ENDS.search(folded) is None


def _periods(layout: PageLayout, context: Context) -> Iterator[_Period]:
    text = "\n".join(line.text for line in layout.lines)
    folded = fold(plain(text)).replace("\n", " ")
    found = list(_counted().finditer(folded)) if _holds().search(folded) is not None else []
    ends = (0, *sentence_ends(text.replace("\n", " "))) if found else ()
    for match in found:
        opening = max(end for end in ends if end <= match.start())
        number = int(match["n"]) if match["n"] else _in_words(folded, match.start())
        if number is None or _holds().search(folded, max(opening, match.start() - _REACH), match.start()) is None:
            continue
        unit = next(name for name in _UNITS if match[name])
        begins, end = None, match.end()
        if match["day"] is not None:
            days = [one for one in find(ValueKind.DATE, text[end : end + _DAY], context) if not one.start]
            if not days:
                continue
            begins, end = (date.fromisoformat(str(days[0].value)), days[0].score), end + days[0].end
        first, last = text.count("\n", 0, match.start()), text.count("\n", 0, end)
        boxes = (layout.lines[line].box for line in range(first, last + 1))
        page = layout.page
        evidence = tuple(Evidence(file=page.file, page=page.number, box=box) for box in boxes)
        yield _Period(number, unit, text[match.start() : end], evidence, begins)


def _in_words(folded: str, end: int) -> int | None:
    """The number in words that ends where a period's unit begins: "ninety days"."""
    start = max(0, end - _WORDS)
    found = [one for one in number_words.spoken(folded[start:end]) if not folded[start + one.end : end].strip(" (")]
    return int(found[-1].value) if found and not found[-1].ordinal else None


def _end(issued: date | None, number: int, unit: str) -> date | None:
    """The day so many days or months behind another; of a shorter month the last."""
    if issued is None:
        return None
    if unit in _MONTHS:
        months = issued.month - 1 + number * _MONTHS[unit]
        if number * _MONTHS[unit] * 30 > _LONGEST:
            return None
        year, month = issued.year + months // 12, months % 12 + 1
        return date(year, month, min(issued.day, monthrange(year, month)[1]))
    days = number * (7 if unit == "weeks" else 1)
    return issued + timedelta(days=days) if 0 < days <= _LONGEST else None


@cache
def _holds() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('validity')})")


@cache
def _counted() -> re.Pattern[str]:
    from_issue = alternation("from_issue")
    return re.compile(
        rf"{_length()}[\s,]{{1,2}}(?:(?:{from_issue})(?![^\W_])|(?P<day>{_leading()}){_TO_DAY}(?=[^\W_]))"
    )


@cache
def _counted_to_day() -> re.Pattern[str]:
    return re.compile(rf"{_length()}\W{{1,2}}{_leading()}{_TO_DAY}$")


@cache
def _from_day() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('from_day')})(?![^\W_]){_TO_DAY}$")


def _length() -> str:
    """The number and the unit of a period, as a regular expression."""
    units = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items())
    number = r"(?:(?<![\d.,/-])(?P<n>\d{1,3})\s?(?:\([^)\d]*\)\s?|\)\s?)?)?"
    return rf"{number}(?<![^\W_])(?:{units})(?![^\W_])"


def _leading() -> str:
    """The words that lead from the length of a period to the day it is counted from, as a regular expression."""
    return rf"(?:{alternation('from_day')}|{alternation('after_day')})(?![^\W_])"
