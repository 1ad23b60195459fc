"""The goods of the invented trades, read from `commodities.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Commodity:
    """One tradeable good.

    `unit` is the unit of its net weight and price; `net` the range of net weights in that unit; `price` the range of
    US dollars per unit; `grade` the range of the named constituent in percent; `papers` the kinds that travel with it,
    those in `sometimes` now and then.
    """

    key: str
    mineral: str
    hs: str
    unit: str
    net: tuple[int, int]
    price: tuple[str, str]
    constituent: str
    grade: tuple[str, str]
    packing: str
    tare: tuple[str, str]
    origins: tuple[str, ...]
    destinations: tuple[str, ...]
    papers: tuple[str, ...]
    sometimes: tuple[str, ...] = ()
    by_sea: bool = True


_RAW = tomllib.loads(Path(__file__).with_name("commodities.toml").read_text(encoding="utf-8"))

PRICE_PER_CARAT: dict[str, tuple[str, str]] = {k: (v[0], v[1]) for k, v in _RAW["price_per_carat"].items()}
"""US dollars per carat by origin: inside the band of the published national means."""


def _commodity(key: str, row: Mapping[str, Any]) -> Commodity:
    given: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Commodity(key=key, **given)


COMMODITIES: dict[str, Commodity] = {key: _commodity(key, row) for key, row in _RAW["goods"].items()}
"""Every commodity by key."""


def decimal_between(low: str, high: str, fraction: float, places: int) -> Decimal:
    """The value at `fraction` of the way from `low` to `high`, rounded to `places`."""
    a, b = Decimal(low), Decimal(high)
    return round(a + (b - a) * Decimal(str(round(fraction, 9))), places)
