"""The circles in which countries lie: their farthest corners are inside, other regions are not."""

from __future__ import annotations

import pytest

from validate.custody.places import beyond

CORNERS = {
    "UG": ((-1.2517, 29.9044), (4.2, 33.9), (3.8, 30.9), (1.0, 34.9)),
    "RW": ((-1.07, 30.4), (-2.8, 29.6), (-2.4, 30.8)),
    "TZ": ((-1.0, 30.8), (-11.7, 38.0), (-10.4, 40.4)),
    "KE": ((5.4, 35.4), (-4.7, 39.2), (3.9, 41.8)),
    "AO": ((-4.4, 12.7), (-18.0, 21.0), (-11.0, 24.0)),
    "NA": ((-17.0, 12.0), (-28.9, 17.0), (-17.8, 25.2)),
    "ZW": ((-15.7, 30.4), (-22.4, 31.3), (-18.0, 25.3)),
    "LR": ((8.5, -9.7), (4.4, -7.6), (5.8, -7.4)),
    "MM": ((28.4, 97.4), (9.9, 98.5)),
    "TH": ((20.4, 99.9), (5.7, 101.1)),
    "BR": ((5.2, -60.2), (-33.7, -53.4), (-7.1, -34.8), (-7.5, -73.9)),
    "AR": ((-21.8, -66.2), (-54.9, -66.5)),
    "CD": ((5.3, 27.4), (-13.4, 29.3), (-5.8, 12.3)),
}
"""Points near countries' farthest borders: latitude and longitude in degrees."""


@pytest.mark.parametrize("country", sorted(CORNERS))
def test_a_countrys_corners_are_inside(country: str) -> None:
    for lat, lon in CORNERS[country]:
        assert beyond(country, f"geo:{lat},{lon}") == 0.0, (lat, lon)


def test_another_region_is_outside() -> None:
    assert (beyond("RW", "geo:-8.5,26.0") or 0) > 300, "Katanga is not in Rwanda"
    assert (beyond("UG", "geo:-11.6,27.5") or 0) > 300
    assert beyond("XX", "geo:1,1") is None
