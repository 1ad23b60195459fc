"""The day on which a paper ends where it says for how long it holds: "valid for 90 days from the date of issue"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from extract.doctype import DocumentType
from extract.layout import PageLayout
from extract.model import Evidence, Field
from extract.prose_words import alternation
from extract.sentences import sentence_ends
from extract.values import number_words
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


@dataclass(frozen=True, slots=True)
class _Period:
    """A number of days or months from the day of issue, the words that say so, and the lines that they stand in."""

    number: int
    unit: str
    raw: str
    evidence: tuple[Evidence, ...]


def lasting(fields: Mapping[str, Field], doctype: DocumentType, layouts: Sequence[PageLayout]) -> dict[str, Field]:
    """The day of expiry that follows from the day of issue and the one period that the paper's words count from it.

    Nothing where a day of expiry is stated, the day of issue was not read, or the paper speaks of several periods.
    """
    stated, issued = fields.get("expiry_date"), fields.get("issue_date")
    if (stated is not None and stated.status != "unreadable") or all(s.name != "expiry_date" for s in doctype.fields):
        return {}
    if issued is None or issued.status not in ("read", "corrected") or not isinstance(issued.value, str):
        return {}
    periods = [one for layout in layouts for one in _periods(layout)]
    ends = {_end(date.fromisoformat(issued.value), one.number, one.unit) for one in periods}
    end = ends.pop() if len(ends) == 1 else None
    if end is None:
        return {}
    return {
        "expiry_date": Field(
            name="expiry_date",
            value=end.isoformat(),
            raw=periods[0].raw,
            confidence=round(min(_SURE, issued.confidence), 4),
            evidence=periods[0].evidence + issued.evidence[:1],
            rule="period-from-issue",
        )
    }


def _periods(layout: PageLayout) -> Iterator[_Period]:
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
        first, last = (text.count("\n", 0, at) for at in match.span())
        boxes = (layout.lines[line].box for line in range(first, last + 1))
        page = layout.page
        evidence = tuple(Evidence(file=page.file, page=page.number, box=box) for box in boxes)
        yield _Period(number, unit, text[match.start() : match.end()], evidence)


def _in_words(folded: str, end: int) -> int | None:
    """The number in words that ends where a period's unit begins: "ninety days"."""
    start = max(0, end - _WORDS)
    found = [one for one in number_words.spoken(folded[start:end]) if not folded[start + one.end : end].strip(" (")]
    return int(found[-1].value) if found and not found[-1].ordinal else None


def _end(issued: date, number: int, unit: str) -> date | None:
    """The day so many days or months behind another; of a shorter month the last."""
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
    units = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items())
    return re.compile(
        rf"(?:(?<![\d.,/-])(?P<n>\d{{1,3}})\s?(?:\([^)\d]*\)\s?|\)\s?)?)?(?<![^\W_])(?:{units})(?![^\W_])"
        rf"[\s,]{{1,2}}(?:{alternation('from_issue')})(?![^\W_])"
    )
