"""Colours held against each other."""

from __future__ import annotations

WHITE = "FFFFFF"

NEAR = 8
"""Difference of two colours in each of red, green and blue (of 255) up to which no eye tells them apart."""


def is_alike(one: str, other: str) -> bool:
    """Whether two colours, given as RRGGBB, look the same."""
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= NEAR for at in (0, 2, 4))
