"""Headings that ask how many there are of something: "Quantity of drums", "Quantité de fûts", "Cant. de bultos"."""

from __future__ import annotations

import re
from functools import cache

from extract import lexicon
from extract.lexicon import fold


@cache
def _asking() -> re.Pattern[str]:
    """A word of counting, "of" in one of the four languages, and what is counted, in folded text."""
    words = {fold(wording) for wordings in lexicon.row_words("counting").values() for wording in wordings}
    asked = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?:{asked}) (?:of|de|des|du|do|da|dos|das|del|d) (?P<things>\D{{3,40}})")


def things_counted(text: str) -> str | None:
    """What a heading asks the number of (folded); None where it asks no such thing."""
    found = _asking().fullmatch(fold(text))
    return found["things"] if found is not None else None
