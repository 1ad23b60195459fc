"""Whether a mere "on" or "le" in a sentence leads to the day on which the paper was made out."""

from __future__ import annotations

import re
from collections.abc import Collection

from extract.prose_events import event_before
from extract.values.folding import fold

_A_PLACE = 5  # words before a date that may be a place and no more
_SMALL = 3  # letters of a word that joins names at the most
_ATTESTS_ON = re.compile(
    r"(?<![^\W_])(?:certif(?:ies|y|ie|ions|ica|icamos)|attest(?:s|e|ons)?|atesta(?:mos)?|hereby|par la presente)\s*$"
)
"""What a body does with the paper right before the day: "the Bureau certifies on 4 May that the stones"."""

_CALLED = re.compile(r"\W*(?:(?:the|la|le|a|o|el)\s+|l'\s*)?(?P<noun>[^\W\d_]{4,})(?![^\W_])(?P<more>[^\d;:]{0,40})$")
"""A paper's name up to its number: "Declaration No.", "La déclaration d'origine n°"."""
_MADE = re.compile(r"[\s,(]{0,3}(?:[^\W\d_]+\s+){0,3}$")
"""What stands between the paper's own number and the word before its day: ", made"."""


def is_of_itself(clause: str, numbers: Collection[str], called: Collection[str]) -> bool:
    """Whether a clause before a day names the paper itself, with one of the `numbers` that were read for its own.

    `called` are the words of its titles. "Declaration No. DD-26-144, made on 24 April" is said by a declaration of
    itself, and by other papers of another.
    """
    for number in numbers:
        before, found, behind = clause.partition(number)
        noun = _CALLED.fullmatch(fold(before)) if found else None
        if noun is not None and noun["noun"] in called and _MADE.fullmatch(f"{behind.rstrip()} ") is not None:
            return True
    return False


def is_own_day(text: str, opening: int, start: int, language: str | None) -> bool:
    """Whether a mere "on" or "le" leads to the day on which the paper was made out: its clause says so, or a place."""
    if _ATTESTS_ON.search(fold(text[opening:start])) is not None:
        return True
    event = event_before(text[opening:start], start - opening, language) if start > opening else None
    words = text[opening:start].split()
    few = event is None and len(words) <= _A_PLACE
    acts = [word for word in words if word.islower() and len(word) > _SMALL and word != "that"]
    return event == "issue_date" or (few and all(fold(word).startswith("certif") for word in acts))
