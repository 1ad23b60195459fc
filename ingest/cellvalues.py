"""What a workbook's cells show: numbers in their formats, days as ISO, text on one line."""

from __future__ import annotations

import datetime
import re
from typing import Any

from ingest.limits import CELL_CHARACTERS
from ingest.numberformats import formatted, text_formatted


def shown(value: Any, number_format: str) -> str:
    """A cell's value as people see it; dates as ISO, for no reader of a workbook can tell its locale."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        if value.time() == datetime.time(0, 0):
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, datetime.timedelta):
        return _elapsed(value, number_format)
    if isinstance(value, int | float):
        return formatted(value, number_format)
    return " ".join(text_formatted(str(value), number_format).split())[:CELL_CHARACTERS]


def _elapsed(span: datetime.timedelta, number_format: str) -> str:
    """A length of time in hours and minutes, or in the largest unit that its format counts (`[mm]:ss`)."""
    seconds = round(abs(span).total_seconds())
    sign = "-" if span < datetime.timedelta(0) else ""
    largest = re.search(r"\[(h+|m+|s+)\]", number_format.lower())
    if largest is not None and largest[1][0] == "s":
        return f"{sign}{seconds}"
    minutes, rest = divmod(seconds, 60)
    tail = f":{rest:02d}" if "s" in number_format.lower() else ""
    if largest is not None and largest[1][0] == "m":
        return f"{sign}{minutes}{tail}"
    return f"{sign}{minutes // 60}:{minutes % 60:02d}{tail}"
