"""Mass units in custody records: their spellings, their UN/ECE Recommendation 20 codes, and exact conversion.

Everything is Decimal. Factors to the gram: the metric carat is 0.2 g by definition, the avoirdupois pound
453.59237 g and the troy ounce 31.1034768 g (International Yard and Pound Agreement, 1959).
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

GRAMS: dict[str, Decimal] = {
    "ct": Decimal("0.2"),
    "mg": Decimal("0.001"),
    "g": Decimal(1),
    "kg": Decimal(1000),
    "t": Decimal(1_000_000),
    "oz t": Decimal("31.1034768"),
    "dwt": Decimal("1.55517384"),
    "tola": Decimal("11.6638038"),
    "oz": Decimal("28.349523125"),
    "lb": Decimal("453.59237"),
    "q": Decimal(100_000),
    "st": Decimal("907184.74"),
    "lt": Decimal("1016046.9088"),
}
"""Grams in one of each unit."""

SPELLINGS: dict[str, tuple[str, ...]] = {
    "ct": (
        "ctm",
        "ct",
        "cts",
        "carat",
        "carats",
        "metriccarat",
        "metriccarats",
        "quilate",
        "quilates",
        "kilates",
        "crt",
    ),
    "mg": ("mgm", "mg", "milligram", "milligrams"),
    "g": ("grm", "g", "gr", "gm", "gms", "gram", "grams", "gramme", "grammes", "grama", "gramas", "gramo", "gramos"),
    "kg": (
        *("kgm", "kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"),
        *("quilograma", "quilogramas", "kilogramo", "kilogramos", "quilo", "quilos", "kgnet"),
    ),
    "t": (
        *("tne", "t", "mt", "tonne", "tonnes", "metrictonne", "metrictonnes", "metricton", "metrictons", "mton", "mts"),
        *("tonelada", "toneladas", "toneladametrica", "toneladasmetricas", "dmt", "wmt", "drymetrictonne"),
    ),
    "oz t": ("apz", "ozt", "oztr", "toz", "troyounce", "troyounces", "troyoz", "oncetroy", "onzatroy", "ozttroy"),
    "dwt": ("dwt", "pennyweight", "pennyweights"),
    "tola": ("tola", "tolas"),
    "oz": ("onz", "oz", "ounce", "ounces"),
    "lb": ("lbr", "lb", "lbs", "pound", "pounds", "livre", "livres", "libra", "libras"),
    "q": ("dtn", "quintal", "quintals", "quintaux", "quintais", "quintales"),
    "st": ("stn", "shortton", "shorttons"),
    "lt": ("ltn", "longton", "longtons"),
}
"""Each unit with the spellings (letters only, without case or accents) and Rec 20 codes that mean it.

`gr` is read as gram, as custody records use it; the diamond grain (0.25 ct) is not used for lots.
"""

_UNIT_BY_SPELLING = {spelling: unit for unit, spellings in SPELLINGS.items() for spelling in spellings}
_NOT_LETTERS = re.compile(r"[^a-z]+")


@lru_cache(maxsize=4096)
def fold_unit(text: str) -> str:
    """The unit's usual symbol (`ct`, `kg`, `oz t` …); a unit that is not known stays as it was given."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _UNIT_BY_SPELLING.get(_NOT_LETTERS.sub("", plain), text.strip())


def grams(quantity: Decimal | None, unit: str | None) -> Decimal | None:
    """The mass in grams; None where the quantity is missing or the unit is not one of mass."""
    if quantity is None or unit is None:
        return None
    factor = GRAMS.get(unit)
    if factor is None:
        factor = GRAMS.get(fold_unit(unit))
    return None if factor is None else quantity * factor


def last_digit(quantity: Decimal, unit: str) -> Decimal | None:
    """One unit in the last digit that `quantity` states, in grams: 13.844 kg gives 1 g. None for no mass unit."""
    factor = GRAMS.get(unit) or GRAMS.get(fold_unit(unit))
    exponent = quantity.as_tuple().exponent
    if factor is None or not isinstance(exponent, int):
        return None
    return factor.scaleb(min(exponent, 0))
