"""Labels within running text: what one asks for ends where the next sentence begins.

"Exporter: X Ltd, established at 4 Main Road, Kigali. The importer is Y GmbH" sets a label before a sentence's facts. A
sentence is told by how it begins, with an article or a pronoun, and by the verb soon behind it; an address or a
description that goes on behind a full stop has neither.
"""

from __future__ import annotations

import re
from functools import cache

from extract.candidates_regions import Place, Region
from extract.prose_words import alternation
from extract.sentences import sentence_ends
from extract.values.folding import fold

_STOP = re.compile(r"\.\s")


def within_sentence(region: Region) -> Region:
    """The place right behind a label, up to the sentence that follows in the same text; other places as they are."""
    if region.place is not Place.INLINE or _STOP.search(region.text) is None:
        return region
    running = region.text.replace("\n", " ")
    folded = fold(running)
    for end in sentence_ends(running)[:-1]:
        if _sentence().match(folded, end) is not None or _sentence_in_portuguese().match(running, end) is not None:
            return region.cut(0, end - 1) if running[end - 1] == "." else region.cut(0, end)
    return region


@cache
def _sentence() -> re.Pattern[str]:
    """How a sentence begins, in folded text: an article or a pronoun, some words, a verb."""
    return re.compile(
        rf"\s*(?:{alternation('sentence_opening')})(?:(?<=')|\s+)(?:[^\s.,;:]+\s+){{0,6}}?"
        rf"(?:{alternation('sentence_verb')})(?![^\W_])"
    )


@cache
def _sentence_in_portuguese() -> re.Pattern[str]:
    """The same of the verb that is an "e" without its accent: "O país de origem é Angola"."""
    return re.compile(r"\s*(?:[OA]s?|Est[ae]s?|Seus?|Suas?)\s+(?:[^\s.,;:]+\s+){0,6}?é(?![^\W_])")
