"""The units that stand beside weights and shares: every wording, folded to the contract's form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.values import tables
from extract.values.folding import fold

SHARES = ("%", "ppm", "ppb", "g/t", "oz/t", "‰")
"""Units of grades and shares; all other units of the table are units of mass."""

_AHEAD = re.compile(
    r"c(?:r?ts?|arats|tm)|kg(?:s|m|r)?|kilos|g(?:rs?|ms?|rm)?|mts?|tne|[dw]mts?|lbs?|ozs?(?: t| troy|t)?|troy oz|%|ppm"
    r"|(?:kilo|quilo)gram\w*|quilos|tonnes|toneladas(?: metricas)?|metric ton(?:ne)?s|quilates|libras|livres|pounds"
    r"|on[cz]as? troy|onces? troy|troy ounces|gram(?:me|o|a)?s"
)
"""Wordings that people put before a number too (KG 10,420.9); a lone T before digits is rather an identifier."""


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Wordings of some units: one to stand behind a number, one to stand before it, on folded text."""

    behind: re.Pattern[str]
    before: re.Pattern[str]
    names: dict[str, str]

    def name(self, wording: str) -> str | None:
        """The contract's form of a unit as printed: `Kgs.` -> `kg`; None if it is none of these."""
        return self.names.get(_key(wording))


@lru_cache(maxsize=1024)
def _key(wording: str) -> str:
    return re.sub(r"[ .\n]", "", fold(wording))


def _pattern(wording: str) -> str:
    """A wording with whatever points and spaces people put into it: `kg`, `k.g.`, `oz. t`."""
    words = [re.escape(word) for word in wording.split()]
    if len(words) == 1 and wording.isalpha() and len(wording) <= 3:
        return r"\.?".join(re.escape(c) for c in wording)
    return r"[. \n]{0,2}".join(words)


@cache
def words(*kinds: str) -> UnitWords:
    """The wordings of these units (by the contract's form)."""
    names: dict[str, str] = {}
    wordings: list[str] = []
    for row in tables.rows("values_units"):
        if row["unit"] in kinds:
            for wording in row["wordings"].split("|"):
                names.setdefault(_key(wording), row["unit"])
                wordings.append(wording)
    wordings.sort(key=len, reverse=True)
    one_of = "|".join(_pattern(w) for w in wordings)
    ahead = "|".join(_pattern(w) for w in wordings if _AHEAD.fullmatch(w))
    return UnitWords(
        behind=re.compile(rf"[ \n]{{0,3}}[(\[]?[ ]?({one_of})(?![^\W_])[.)\]]{{0,2}}"),
        before=re.compile(rf"(?<![^\W_])[(\[]?({ahead})[.)\]]{{0,2}}[ ]?[:=]?[ ]{{0,3}}$"),
        names=names,
    )


@cache
def mass() -> UnitWords:
    """All units of mass."""
    return words(*(row["unit"] for row in tables.rows("values_units") if row["unit"] not in SHARES))


@cache
def share() -> UnitWords:
    """All units of grades and shares."""
    return words(*SHARES)


def canonical(printed: str | None) -> str | None:
    """The contract's form of any unit as printed, mass or share; None if unknown."""
    if not printed:
        return None
    return mass().name(printed) or share().name(printed)
