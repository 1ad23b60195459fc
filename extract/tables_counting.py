"""Headings that ask how many there are of something: "Quantity of drums", "Cant. de bultos", "Parcel count"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from extract import lexicon
from extract.lexicon import fold
from extract.values import counts

_WHERE: Final = r"(?: (?:in|dans|na|nesta|neste|no|en) \D{3,40})?"
"""Where the things are, behind them: "in shipment", "dans l'envoi"."""
_COUNT: Final = re.compile(rf"(?P<things>\D{{3,40}}?) (?:count|qty|quantity|tally){_WHERE}")
"""As English also asks it; "Parcel number" names one parcel."""


@cache
def _asking() -> re.Pattern[str]:
    """A word of counting, "of" in one of the four languages, and what is counted, in folded text."""
    words = {fold(wording) for wordings in lexicon.row_words("counting").values() for wording in wordings}
    asked = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?:{asked}) (?:of|de|des|du|do|da|dos|das|del|d) (?P<things>\D{{3,40}}?){_WHERE}")


def things_counted(text: str) -> str | None:
    """What a heading asks the number of (folded); None where it asks no such thing."""
    folded = fold(text)
    found = _asking().fullmatch(folded) or _COUNT.fullmatch(folded)
    return found["things"] if found is not None else None


def counts_packages(text: str) -> bool:
    """Whether a heading asks for the number of packages, in each of its languages; pieces of stones are none."""
    things = [things_counted(side) for side in text.split(" / ")]
    return all(one is not None and counts.is_things(one) and not {one, f"{one}s"} & _no_packages() for one in things)


@cache
def _no_packages() -> frozenset[str]:
    """What tables count, or name, that is no package: stones, pieces, units."""
    named = (*lexicon.headers("stone_count").values(), *lexicon.headers("other").values())
    return frozenset(fold(wording) for wordings in named for wording in wordings)
