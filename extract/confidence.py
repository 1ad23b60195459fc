"""How sure a chosen reading is: the model's chance, the margin to the next reading, and how well its words were read.

The result is meant as a frequency: of the fields given 0.9, nine in ten are right. The steps below are log-odds that
`bench` checks against papers with truth.
"""

from __future__ import annotations

import re
from math import exp, log

from extract.candidates import read_confidence
from extract.candidates_regions import Place
from extract.choose import Choice
from extract.doctype import ValueKind

_NUMBERS = frozenset({ValueKind.IDENTIFIER, ValueKind.IDENTIFIERS})
_MIXED = re.compile(r"[A-Z][01]|[01][A-Z]|[A-Z0-9][|lI]\d|\d[OIl|]|[OIl|]\d")  # signs that OCR mixes up, side by side
CEILING = 0.995
"""Nothing read by a machine is certain."""

_LOOSE = frozenset({ValueKind.TEXT, ValueKind.AUTHORITY, ValueKind.SITE, ValueKind.PARTY})
_DIGITS = frozenset(
    {ValueKind.IDENTIFIER, ValueKind.IDENTIFIERS, ValueKind.MONEY, ValueKind.WEIGHT, ValueKind.CARATS, ValueKind.COUNT}
)


def confidence(choice: Choice, document: float) -> float:
    """The chance (0..1) that a choice is right, given how sure the document's type is."""
    chosen = choice.chosen
    odds = 0.55 * _logit(chosen.score) + 1.3
    rival = max((one.score for one in choice.rivals if not one.words & chosen.words), default=0.0)
    overlapping = max((one.score for one in choice.rivals if one.words & chosen.words), default=0.0)
    odds -= 2.2 * max(0.0, rival - 0.5)
    odds -= 0.8 * max(0.0, overlapping - 0.6)
    fit = chosen.parsed.score
    if chosen.spec.kind in _LOOSE:
        odds -= 2.0 * max(0.0, 0.85 - fit)
    else:
        odds -= 4.0 * max(0.0, 0.95 - fit)
    if chosen.parsed.others and chosen.parsed.others[0].value != chosen.parsed.value:
        odds -= 2.5 * chosen.parsed.others[0].score
    words = chosen.region.boxes_at(chosen.parsed.start, chosen.parsed.end)
    if words and words[0].reader != "text-layer":
        sure = read_confidence(chosen.region, chosen.parsed.start, chosen.parsed.end)
        odds -= (7.0 if chosen.spec.kind in _DIGITS else 4.0) * max(0.0, 0.95 - sure)
        odds -= 0.4
        if chosen.spec.kind in _NUMBERS and _MIXED.search(chosen.parsed.raw):
            odds -= 1.2
    if chosen.spec.kind in _LOOSE and "  " in chosen.parsed.raw.strip():
        odds -= 1.5  # a hole in a name: a word may have been missed
    if choice.agreeing:
        odds += 0.8
    if chosen.region.place in (Place.SHAPE, Place.LETTERHEAD, Place.ABOVE):
        odds -= 0.5
    odds -= 2.0 * max(0.0, 0.9 - document)
    return min(CEILING, 1.0 / (1.0 + exp(-odds)))


def _logit(chance: float) -> float:
    chance = min(max(chance, 0.001), 0.999)
    return log(chance / (1.0 - chance))
