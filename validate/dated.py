"""Legal states in time: partial dates of reference tables and the spans between them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from ingest.errors import Fault

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class BrokenTable(Fault):
    """A reference table that cannot be used; code `reference-broken`."""

    def __init__(self, cause: str) -> None:
        super().__init__("reference-broken", cause, "Correct the table, or run with the tables shipped with lotpass.")

    def __reduce__(self) -> tuple[type[BrokenTable], tuple[str]]:  # type: ignore[override]  # one part, not three
        """Pickles by its cause."""
        return type(self), (self.cause,)


def first_day(text: str) -> date | None:
    """The earliest day that `2007`, `2007-11` or `2007-11-03` can mean; None for an empty cell.

    A state that began on an unknown day of a month is taken to have begun with the month.
    """
    parts = _parts(text)
    if parts is None:
        return None
    year, month, day = parts
    return _day(text, year, month or 1, day or 1)


def last_day(text: str) -> date | None:
    """The latest day that `2007`, `2007-11` or `2007-11-03` can mean; None for an empty cell (still in force)."""
    parts = _parts(text)
    if parts is None:
        return None
    year, month, day = parts
    month = month or 12
    if not 1 <= month <= 12:
        raise BrokenTable(f"{text!r} is no date.")
    return _day(text, year, month, day or monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int | None, int | None] | None:
    if not text.strip():
        return None
    found = _PARTIAL.fullmatch(text.strip())
    if not found:
        raise BrokenTable(f"{text!r} is no date (expected YYYY, YYYY-MM or YYYY-MM-DD).")
    year, month, day = found.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise BrokenTable(f"{text!r} is no date: {error}.") from error


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end`, both days included; None is open."""

    start: date | None
    end: date | None

    def holds(self, day: date) -> bool:
        """Whether `day` lies within."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def __str__(self) -> str:
        """As a reader would say it: `since 2024-01-01`, `2013-05-23 to 2024-11-15`."""
        if self.start and self.end:
            return f"{self.start} to {self.end}"
        if self.start:
            return f"since {self.start}"
        return f"until {self.end}" if self.end else "at all times"
