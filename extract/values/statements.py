"""Whether a line says something, as no line of an address does: "This licence permits the export of 20,000 kg"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from extract.values import addresses, tables
from extract.values.folding import fold

_LEAST: Final = 6  # words of a sentence
_LANGUAGES: Final = ("en", "fr", "pt", "es")


@cache
def _one_of(language: str, *names: str) -> str:
    found = {
        fold(word)
        for row in tables.rows("prose_words")
        if row["name"] in names and row["language"] == language
        for word in row["wordings"].split("|")
    }
    return "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True))


@cache
def _sentence(language: str) -> re.Pattern[str]:
    """A subject of some words with its verb, or what opens a sentence whose subject is the name over it."""
    subject, pointing = _one_of(language, "sentence_opening"), _one_of(language, "pointing")
    verb = _one_of(language, "sentence_verb", "attesting", "permitting")
    return re.compile(
        rf"\W*(?:(?:(?:{subject})(?:(?<=')|\s+)(?=[^\W\d_]{{3}})(?P<words>(?:[^\s.,;:]+\s+){{1,6}}?)"
        rf"|(?:{pointing})\s+(?P<more>(?:[^\s.,;:]+\s+){{0,6}}?))(?:{verb})"
        rf"|(?:{_one_of(language, 'said_of_it')}))(?![^\W_])"
    )


def is_statement(folded: str) -> bool:
    """Whether a folded line is a sentence or the beginning of one; a street before its verb makes it none."""
    if len(folded.split()) < _LEAST:
        return False
    for language in _LANGUAGES:
        found = _sentence(language).match(folded)
        if found is not None and not addresses.has_street(found["words"] or found["more"] or ""):
            return True
    return False
