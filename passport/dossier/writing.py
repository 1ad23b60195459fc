"""Values as a reader of one language writes them: dates with the month in words, numbers, money, countries, minerals.

Thousands are parted by a narrow space in every language (ISO 80000-1), so that a point or a comma is always the decimal
sign: `1,254` would be two different weights to an English and a Spanish reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from babel import Locale
from babel.dates import format_date

from passport.dossier.texts import Language, Texts
from passport.dossier.visible import cut, visible
from passport.records import Money, Value
from passport.untp.vocabulary import country_name

_LOCALES: dict[Language, str] = {"en": "en_GB", "fr": "fr", "pt": "pt_PT", "es": "es"}
_NUMBER = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_THIN = "\u202f"
_FIXED = "\u00a0"

DATES = frozenset({"issue_date", "expiry_date", "shipment_date"})
COUNTRIES = frozenset({"country_of_origin", "country_of_provenance", "country_of_destination"})
NUMBERS = frozenset(
    {"carat_weight", "net_weight", "gross_weight", "grade", "licensed_quantity", "recycled_share", "parcel_count"}
)


class Writer:
    """Writes values in one language."""

    def __init__(self, words: Texts) -> None:
        self.words = words
        self._locale = Locale.parse(_LOCALES[words.language])
        self._decimal = words("language.decimal")
        self.colon: str = words("language.colon")

    def text(self, foreign: str, most: int | None = None) -> str:
        """Foreign text, with hidden signs shown; cut where it is very long, which is said."""
        shown, length = cut(visible(foreign)) if most is None else cut(visible(foreign), most)
        return shown + self.words("general.cut", count=self.number(str(length))) if length else shown

    def number(self, text: str) -> str:
        """A decimal number as text, exactly as precise as it came: `1254.30` gives `1 254,30` in French."""
        match = _NUMBER.fullmatch(text)
        if match is None:
            return self.text(text)
        sign, whole, part = match.groups()
        grouped = f"{int(whole):,}".replace(",", _THIN) if len(whole) < 40 else whole
        return f"{'−' if sign else ''}{grouped}{self._decimal + part if part else ''}"

    def amount(self, text: str, unit: str | None) -> str:
        """A number with its unit as printed."""
        return self.number(text) + (f"{_FIXED}{self.text(unit)}" if unit else "")

    def percent(self, share: str, places: int = 1) -> str:
        """A share of 1 as per cent; a share that rounds to nothing or all, and is neither, keeps a sign of it."""
        try:
            exact = Decimal(share) * 100
        except InvalidOperation:
            return self.text(share)
        rounded = exact.quantize(Decimal(1).scaleb(-places))
        text = format(rounded.normalize() if rounded else Decimal(0), "f")
        before = "< " if exact > 0 and not rounded else "> " if exact < 100 and rounded == 100 else ""
        if before:
            text = format(Decimal(1).scaleb(-places) if before == "< " else 100 - Decimal(1).scaleb(-places), "f")
        return f"{before}{self.number(text)}{_FIXED}%"

    def day(self, day: date | str, *, short: bool = False) -> str:
        """A day with its month in words; text that is no day stays as it is."""
        when = day if isinstance(day, date) else _day(day)
        if when is None:
            return self.text(str(day))
        written: str = format_date(when, "d MMM y" if short else "long", locale=self._locale)
        return written.replace(" ", _FIXED, 1)  # the day keeps to its month

    def moment(self, time: datetime) -> str:
        """A moment to the minute, in UTC."""
        utc = time.astimezone(UTC)
        return f"{self.day(utc.date())}, {utc:%H:%M}{_FIXED}UTC"

    def country(self, code: str) -> str:
        """A country by its name; text that is no code of a country stays as it is."""
        if code == "mixed":
            return self.words("general.mixed")
        name = self._country_name(code)
        return f"{name} ({code})" if name else self.text(code)

    def place(self, code: str | None) -> str | None:
        """A country's name alone, for narrow places."""
        if not code:
            return None
        return self._country_name(code) or self.text(code)

    def _country_name(self, code: str) -> str | None:
        """The name of a country of ISO 3166-1 by its alpha-2 code; None for any other text."""
        if country_name(code) is None:
            return None
        return self.words.find(f"country.{code}") or self._locale.territories.get(code)

    def language_name(self, code: str) -> str:
        """A language by its name; a code without one stays."""
        return self._locale.languages.get(code) or self.text(code)

    def value(self, name: str, value: Value | None, unit: str | None) -> str:
        """A fact's value as its field is written: dates, countries, weights, money, lists. Empty where it has none."""
        if value is None:
            return ""
        if isinstance(value, Money):
            return f"{self.number(value.amount)}{_FIXED}{self.text(value.currency)}" + (
                f" / {self.text(unit)}" if unit else ""
            )
        if isinstance(value, tuple):
            return ", ".join(self.value(name, item, None) for item in value)
        text = str(value)
        if name in DATES:
            return self.day(text)
        if name in COUNTRIES:
            return self.country(text)
        if name == "mineral":
            return self.words.find(f"mineral.{text}") or self.text(text)
        if name in NUMBERS or unit:
            return self.amount(text, unit)
        return self.text(text)

    def field(self, name: str) -> str:
        """A field's name in words; a name beyond the contract's is written as it is kept."""
        known = self.words.find(f"field.{name}") or self.words.find(f"side.{name}")
        return known or self.text(name.replace("_", " ").capitalize(), 80)

    def kind(self, kind: str) -> str:
        """A document type in words; a type that an installation added is written as it is kept."""
        known = self.words.find(f"type.{kind}")
        return known or self.text(kind.removeprefix("x_").replace("_", " ").capitalize(), 80)

    def list(self, items: Sequence[str], most: int = 12) -> str:
        """Items in a row; the rest of a long row as a number."""
        shown = ", ".join(items[:most])
        return f"{shown} {self.words('general.more', count=len(items) - most)}" if len(items) > most else shown


def _day(text: str) -> date | None:
    """A day of the calendar in the form of ISO 8601, else None."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
