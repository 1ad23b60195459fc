"""Small words of the four languages that reading leans on, from `extract/data/prose_words.csv`, folded."""

from __future__ import annotations

import re
from functools import cache

from extract.values.folding import fold
from extract.values.tables import rows


@cache
def prose_words(name: str, language: str | None = None) -> frozenset[str]:
    """The wordings of a name, in all languages or in one."""
    named = (row for row in rows("prose_words") if row["name"] == name)
    texts = (row["wordings"] for row in named if language in (None, row["language"]))
    return frozenset(fold(word) for text in texts for word in text.split("|"))


@cache
def alternation(name: str, language: str | None = None) -> str:
    """The wordings of a name, in all languages or in one, as a regular expression's alternation, the longest first."""
    return "|".join(re.escape(text) for text in sorted(prose_words(name, language), key=len, reverse=True))


@cache
def salutation() -> re.Pattern[str]:
    """The line of a letter that greets whom it is written to, in folded text: "Dear Sirs,"."""
    return re.compile(rf"^\W*(?:{alternation('salutation')})(?![^\W_])[^.]{{0,40}}[,:]?\s*$")
