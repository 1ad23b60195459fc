"""Reference tables shipped with the program: participants, suspensions, codes, units; each with dates and source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference tables of one version."""

    version: str
