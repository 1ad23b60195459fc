"""Where an event took place, as a circle on the globe, and how long the way between two places takes at the least.

A country is the circle about its middle in which it lies (`countries.csv`: middle in degrees, radius in kilometres,
wide enough for its farthest corners, overseas parts left out); a place with coordinates is a point. What is between
two circles is the least that was travelled, so that a distance is never overstated.
"""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from validate.custody.origin import SITE
from validate.model import CustodyEvent

EARTH = 6371.0
"""Mean radius of the earth in kilometres."""
BY_AIR, BY_ROAD = 900.0, 120.0
"""Kilometres an hour that no consignment exceeds (C003)."""
LOADING = timedelta(hours=1)
"""What clocks may differ by."""
MOST_DEGREES = 90.0, 180.0

_GEO = re.compile(r"geo:\s*([+-]?\d+(?:\.\d+)?)\s*,\s*([+-]?\d+(?:\.\d+)?)", re.IGNORECASE)
_PAIR = re.compile(r"(?<![\d.])([+-]?\d{1,2}\.\d{3,})\s*[,;/ ]\s*([+-]?\d{1,3}\.\d{3,})(?![\d.])")
_ROAD = re.compile(r"\b(?:road|truck|lorry|route|camion|caminhao|rodovia|carretera|vehicle|moto|rail|train)\b")


@dataclass(frozen=True, slots=True)
class Circle:
    """Latitude and longitude in degrees, radius in kilometres."""

    lat: float
    lon: float
    radius: float


@lru_cache(maxsize=1)
def _countries() -> dict[str, Circle]:
    with Path(__file__).with_name("countries.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["iso2"]: Circle(float(row["lat"]), float(row["lon"]), float(row["radius_km"]))
            for row in csv.DictReader(file)
        }


def place_of(event: CustodyEvent) -> Circle | None:
    """Where an event took place: by coordinates in its place or mine, else by its country; None where neither tells."""
    return _place(event.location, event.mine_site, event.country)


@lru_cache(maxsize=65536)
def _place(location: str | None, mine: str | None, country: str | None) -> Circle | None:
    for text in (location, mine):
        point = _point(text) if text else None
        if point is not None:
            return point
    return _countries().get(country.upper()) if country else None


def _point(text: str) -> Circle | None:
    site = SITE.search(text)
    found = (site[2], site[3]) if site is not None else None
    if found is None:
        match = _GEO.search(text) or _PAIR.search(text)
        found = (match[1], match[2]) if match is not None else None
    if found is None:
        return None
    lat, lon = float(found[0]), float(found[1])
    if abs(lat) > MOST_DEGREES[0] or abs(lon) > MOST_DEGREES[1]:
        return None
    return Circle(lat, lon, 0.0)


def beyond(country: str, text: str) -> float | None:
    """Kilometres from the circle of a country (ISO 3166-1 alpha-2) to the point that a text names; None where either is
    not known."""
    circle, point = _countries().get(country), _point(text)
    return distance(circle, point) if circle is not None and point is not None else None


def distance(one: Circle, other: Circle) -> float:
    """Kilometres along the great circle between the edges of two circles; 0 where they meet."""
    a, b = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return max(0.0, 2 * EARTH * math.asin(min(1.0, math.sqrt(half))) - one.radius - other.radius)


def least_time(before: CustodyEvent, after: CustodyEvent) -> tuple[timedelta, float] | None:
    """How long the way from one event's place to another's takes at the least, and its kilometres; None where a place
    is not known. By road where the later event says so and both places are points."""
    a, b = place_of(before), place_of(after)
    if a is None or b is None:
        return None
    if a is b:
        return timedelta(0), 0.0
    way = distance(a, b)
    by_road = not a.radius and not b.radius and bool(_ROAD.search((after.process or "").lower()))
    return timedelta(hours=way / (BY_ROAD if by_road else BY_AIR)), way
