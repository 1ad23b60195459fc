"""How sure a chosen reading is: the model's chance, the margin to the next reading, and how well its words were read.

The result is meant as a frequency: of the fields given 0.9, nine in ten are right. It is a logistic curve over named
features: `data/confidence_prior.csv` tells what each measures and what weight a person gave it, and
`data/confidence_weights.csv` holds what `python -m bench.extraction.learn` made of that on papers by other hands. What
the whole document then says against a reading is weighed by `extract.doubts`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import log

from extract import logistic
from extract.candidates import read_confidence
from extract.candidates_regions import Place
from extract.choose import Choice
from extract.doctype import NUMBERS, ValueKind
from extract.lexicon import weights

WEIGHTS: Mapping[str, float] = weights("confidence_weights")
_MIXED = re.compile(r"[A-Z][01]|[01][A-Z]|[A-Z0-9][|lI]\d|\d[OIl|]|[OIl|]\d")  # signs that OCR mixes up, side by side
CEILING = 0.995
"""Nothing read by a machine is certain."""

_LOOSE = frozenset({ValueKind.TEXT, ValueKind.AUTHORITY, ValueKind.SITE, ValueKind.PARTY, ValueKind.ADDRESS})
_DIGITS = frozenset(
    {ValueKind.IDENTIFIER, ValueKind.IDENTIFIERS, ValueKind.MONEY, ValueKind.WEIGHT, ValueKind.CARATS, ValueKind.COUNT}
)


def confidence(choice: Choice, document: float, more: Mapping[str, float] | None = None) -> float:
    """The chance (0..1) that a choice is right, given how sure the document's type is.

    `more` are features of a part of the choice, such as the address of a party's block.
    """
    named = {**features(choice, document), **(more or {})}
    return min(CEILING, logistic.chance(named, WEIGHTS))


def features(choice: Choice, document: float) -> dict[str, float]:
    """What a confidence rests on, by name; `data/confidence_prior.csv` tells what each measures."""
    chosen = choice.chosen
    fit, kind = chosen.parsed.score, chosen.spec.kind
    loose = kind in _LOOSE
    apart = max((one.score for one in choice.rivals if not one.words & chosen.words), default=0.0)
    over = max((one.score for one in choice.rivals if one.words & chosen.words), default=0.0)
    found = {
        "score": _logit(chosen.score),
        "rival": max(0.0, apart - 0.5),
        "overlapping": max(0.0, over - 0.6),
        "loose_fit": max(0.0, 0.85 - fit) if loose else 0.0,
        "strict_fit": 0.0 if loose else max(0.0, 0.95 - fit),
        "hole": float(loose and "  " in chosen.parsed.raw.strip()),
        "agreeing": float(bool(choice.agreeing)),
        "weak_place": float(chosen.region.place in (Place.SHAPE, Place.LETTERHEAD, Place.ABOVE)),
        "column": chosen.features.get("column", 0.0),
        "type_unsure": max(0.0, 0.9 - document),
    }
    other = next(iter(chosen.parsed.others), None)
    # A further number behind the one that the label leads to is no other reading of its signs.
    behind = other is not None and kind is ValueKind.IDENTIFIER and other.start >= chosen.parsed.end
    if other is not None and other.value != chosen.parsed.value and not behind:
        found["ambiguous"] = other.score
    words = chosen.region.boxes_at(chosen.parsed.start, chosen.parsed.end)
    if words and words[0].reader != "text-layer":
        sure = read_confidence(chosen.region, chosen.parsed.start, chosen.parsed.end)
        found["digits_unsure" if kind in _DIGITS else "words_unsure"] = max(0.0, 0.95 - sure)
        found["scanned"] = 1.0
        found["mixed_signs"] = float(kind in NUMBERS and _MIXED.search(chosen.parsed.raw) is not None)
    return found


def _logit(chance: float) -> float:
    chance = min(max(chance, 0.001), 0.999)
    return log(chance / (1.0 - chance))
