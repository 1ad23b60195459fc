"""Values of custody cells and members: times, numbers, countries, lists. What is not clear is None, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from functools import lru_cache

import pycountry

from validate.custody.units import GRAMS, fold_unit

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
"""Years outside of these are slips of the pen; they also keep time arithmetic away from its limits."""

MOST_DIGITS = 24
"""Digits that a quantity may have; more is no weight."""

MOST_ADJUSTED = 15
"""Digits before the decimal mark, less one, that a quantity may have."""

LONGEST_DAY = len("2025-10-27")

_ABSENT = frozenset({"", "-", "--", "–", "—", "n/a", "n.a.", "n.a", "na", "none", "null", "nil", "#n/a", "nan"})
_DAY_ONLY = re.compile(r"^\d{4}-?\d{2}-?\d{2}$|^\d{4}-?W\d{2}(-?\d)?$")
_GAP_BEFORE_OFFSET = re.compile(r"\s+(?=[+-]\d{2}:?\d{0,2}$|[zZ]$)")
_OFFSET = re.compile(r"^([+-])(\d{2}):?(\d{2})$")
_PLAIN = re.compile(r"^[+]?\d+(\.\d+)?$")
_NUMBER = re.compile(
    r"^([+-]?)\s*(\d[\d.,'’\s\u00a0\u202f]*|[.,]\d+)(?:[eE]([+-]?\d{1,2}))?\s*([^\d\s].*)?$", re.DOTALL
)
_GROUPED_DOT = re.compile(r"^\d{1,3}(\.\d{3})+$")
_GROUPED_COMMA = re.compile(r"^\d{1,3}(,\d{3})+$")
_LIST = re.compile(r"[;|,\n]")


def absent(text: str | None) -> bool:
    """True for an empty cell and the usual signs for "nothing": a dash, n/a, none. `NA` is one: not for countries."""
    return text is None or text.strip().lower() in _ABSENT


@dataclass(frozen=True, slots=True)
class Moment:
    """An aware time. `offset_stated`: False where UTC had to stand in. `day_only`: no time of day was given."""

    time: datetime
    offset_stated: bool
    day_only: bool


def moment(text: str, offset: str | None = None) -> Moment | None:
    """The moment that an ISO 8601 text names; `offset` (as `+02:00`) stands in where the text has none."""
    text = text.strip()
    day_only = len(text) <= LONGEST_DAY and bool(_DAY_ONLY.match(text))
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        try:
            time = datetime.fromisoformat(_GAP_BEFORE_OFFSET.sub("", text).upper())
        except ValueError:
            return None
    if not EARLIEST_YEAR <= time.year <= LATEST_YEAR:
        return None
    if time.tzinfo is not None:
        return Moment(time, True, day_only)
    zone = utc_offset(offset) if offset else None
    return Moment(time.replace(tzinfo=zone or UTC), zone is not None, day_only)


@lru_cache(maxsize=256)
def utc_offset(text: str) -> timezone | None:
    """The zone that `+02:00` or `Z` names; None for anything else."""
    if text.strip() in {"Z", "z"}:
        return UTC
    match = _OFFSET.match(text.strip())
    if match is None or int(match[2]) > 14 or int(match[3]) > 59:
        return None
    delta = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-delta if match[1] == "-" else delta)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read. `decimal_comma` and `decimal_point` are its two readings where a lone mark leaves it open."""

    value: Decimal | None
    unit: str | None = None
    if_decimal_comma: Decimal | None = None
    if_decimal_point: Decimal | None = None
    speaks_for_comma: bool = False
    speaks_for_point: bool = False

    @property
    def open(self) -> bool:
        """True where the text has two readings."""
        return self.value is None and self.if_decimal_comma is not None


NO_NUMBER = Number(None)


def number(text: str) -> Number:
    """A number of a custody cell, with a unit if one stands behind it. A dot is the decimal mark, as the contract says.

    `1,254.30` and `1.254,30` have one reading each; `1,254` has two and is left open for the file to settle.
    """
    if len(text) <= MOST_DIGITS and _PLAIN.match(text):
        return Number(Decimal(text))
    match = _NUMBER.match(text.strip())
    if match is None or len(match[2]) > 2 * MOST_DIGITS:
        return NO_NUMBER
    sign, digits, exponent, unit = match.groups()
    if unit and unit.strip() != "%" and fold_unit(unit) not in GRAMS:
        return NO_NUMBER
    digits = re.sub(r"['’\s\u00a0\u202f]", "", digits)
    factor = Decimal(f"1e{exponent}") if exponent else Decimal(1)

    def plain(figure: str) -> Decimal | None:
        try:
            value = Decimal(figure) * factor
        except InvalidOperation:
            return None
        return -value if sign == "-" else value

    dots, commas = digits.count("."), digits.count(",")
    if not commas:
        if dots > 1:
            return Number(
                plain(digits.replace(".", "")) if _GROUPED_DOT.match(digits) else None, unit, None, None, True
            )
        return Number(plain(digits), unit)
    if dots:
        if digits.rindex(",") > digits.rindex("."):
            whole, _, part = digits.rpartition(",")
            good = commas == 1 and _GROUPED_DOT.match(whole)
            return Number(plain(f"{whole.replace('.', '')}.{part}") if good else None, unit, None, None, bool(good))
        whole, _, part = digits.rpartition(".")
        good = dots == 1 and _GROUPED_COMMA.match(whole)
        value = plain(f"{whole.replace(',', '')}.{part}") if good else None
        return Number(value, unit, None, None, False, bool(good))
    if commas > 1:
        grouped = _GROUPED_COMMA.match(digits)
        return Number(plain(digits.replace(",", "")) if grouped else None, unit, None, None, False, bool(grouped))
    if _GROUPED_COMMA.match(digits) and not digits.startswith("0,"):
        return Number(None, unit, plain(digits.replace(",", ".")), plain(digits.replace(",", "")))
    return Number(plain(digits.replace(",", ".")), unit, None, None, True)


def unfit(column: str, value: Decimal | None) -> str | None:
    """Why a number cannot be the quantity or the recycled share of an event; None where it can."""
    if value is None:
        return "is not a number"
    if value < 0:
        return "is below zero"
    if value.adjusted() > MOST_ADJUSTED or not value.is_finite():
        return "is beyond any lot"
    if column == "recycled_share" and value > 100:
        return "is more than 100 %"
    return None


def items(text: str) -> tuple[str, ...]:
    """The parts of a list cell, `;` between them (also `,`, `|` or a line break), each once, in order."""
    if not text or absent(text):
        return ()
    if ";" not in text and "," not in text and "|" not in text and "\n" not in text:
        return (text.strip(),)
    parts = (part.strip() for part in _LIST.split(text))
    return tuple(dict.fromkeys(part for part in parts if not absent(part)))


_OTHER_CODES = {"UK": "GB", "EL": "GR"}


@lru_cache(maxsize=4096)
def country(text: str) -> str | None:
    """ISO 3166-1 alpha-2 of a code (alpha-2, alpha-3) or an English name; None where it is neither. `NA` is Namibia."""
    text = text.strip()
    code = _OTHER_CODES.get(text.upper(), text.upper())
    if len(code) == 2 and pycountry.countries.get(alpha_2=code):
        return code
    if len(text) < 3:
        return None
    try:
        return str(pycountry.countries.lookup(text).alpha_2)
    except LookupError:
        return None
