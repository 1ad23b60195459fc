"""What a workbook's cells show: numbers in their formats, days as ISO, text on one line."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Any

from ingest.limits import CELL_CHARACTERS


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
    if isinstance(value, int | float):
        return formatted(value, number_format)
    return " ".join(str(value).split())[:CELL_CHARACTERS]


def formatted(value: int | float, number_format: str) -> str:
    """A number in an Excel number format (ECMA-376, 18.8.31): decimals, thousands, percent, currency and literals."""
    section = number_format.split(";")[0]
    literal = re.sub(r"\[\$([^\]-]*)[^\]]*\]", r'"\1"', section)  # [$€-407] is a literal sign with a locale
    literal = re.sub(r"\[[^\]]*\]", "", literal)
    literal = re.sub(r"_.|\*.", "", literal)
    pattern = re.search(r"[#0?][#0?,]*(?:\.[#0?]+)?", re.sub(r'"[^"]*"', lambda m: "\0" * len(m.group()), literal))
    percent = "%" in literal
    number = Decimal(str(value))
    if pattern is None or "E+" in literal or "E-" in literal or "/" in literal:
        return _plain(number)
    if percent:
        number *= 100
    digits = pattern.group()
    whole, _, places = digits.partition(".")
    number = round(number, len(places))
    text = f"{abs(number):,f}" if "," in whole else f"{abs(number):f}"
    if places.endswith("#") and "." in text:
        least = places.count("0")
        head, _, tail = text.partition(".")
        tail = tail[:least] + tail[least:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    before, after = (_literal(part) for part in (literal[: pattern.start()], literal[pattern.end() :]))
    sign = "-" if number < 0 else ""
    return " ".join(f"{sign}{before}{text}{after}".split())


def _literal(part: str) -> str:
    return re.sub(r'"([^"]*)"', r"\1", part).replace("\\", "")


def _plain(number: Decimal) -> str:
    """A number without format, as Excel shows it: no exponent, at most ten decimals, no trailing zeros."""
    text = f"{round(number, 10):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
