"""Small words of the four languages that reading leans on, from `extract/data/prose_words.csv`, folded."""

from __future__ import annotations

import re
from functools import cache

from extract.values.folding import fold
from extract.values.tables import rows


@cache
def prose_words(name: str) -> frozenset[str]:
    """The wordings of a name, in all languages."""
    texts = (row["wordings"] for row in rows("prose_words") if row["name"] == name)
    return frozenset(fold(word) for text in texts for word in text.split("|"))


@cache
def alternation(name: str) -> str:
    """The wordings of a name as a regular expression's alternation, the longest first."""
    return "|".join(re.escape(text) for text in sorted(prose_words(name), key=len, reverse=True))
