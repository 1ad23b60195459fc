"""Whether a mere "on" or "le" in a sentence leads to the day on which the paper was made out."""

from __future__ import annotations

import re

from extract.prose_events import event_before
from extract.values.folding import fold

_A_PLACE = 5  # words before a date that may be a place and no more
_SMALL = 3  # letters of a word that joins names at the most
_ATTESTS_ON = re.compile(
    r"(?<![^\W_])(?:certif(?:ies|y|ie|ions|ica|icamos)|attest(?:s|e|ons)?|atesta(?:mos)?|hereby|par la presente)\s*$"
)
"""What a body does with the paper right before the day: "the Bureau certifies on 4 May that the stones"."""


def is_own_day(text: str, opening: int, start: int, language: str | None) -> bool:
    """Whether a mere "on" or "le" leads to the day on which the paper was made out: its clause says so, or a place."""
    if _ATTESTS_ON.search(fold(text[opening:start])) is not None:
        return True
    event = event_before(text[opening:start], start - opening, language) if start > opening else None
    words = text[opening:start].split()
    few = event is None and len(words) <= _A_PLACE
    acts = [word for word in words if word.islower() and len(word) > _SMALL and word != "that"]
    return event == "issue_date" or (few and all(fold(word).startswith("certif") for word in acts))
