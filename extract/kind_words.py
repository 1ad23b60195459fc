"""Which type a page is by its words: a linear model over words and pairs of words that stand on it.

Titles are worded in many ways, set small, or missing, and fixed sentences are paraphrased; the words of the rest speak
all the same. `data/kind_weights.csv` holds what `python -m bench.extraction.teach_kinds` learned from papers with truth
and from texts written for it: in each row a word or a pair (folded), and its weights in log-odds by type. Words with
figures are left out, and so is what the table does not name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from itertools import pairwise
from math import exp, sqrt
from typing import Final

from extract.model import DocumentKind
from extract.values.tables import rows

ALWAYS: Final = ""
"""The feature that every page has."""

Weights = Mapping[str, Mapping[DocumentKind, float]]
"""Of each feature, the weights by type."""

_FEWEST: Final = 20
"""Features that the table names, from which a page is judged by them."""


def features(folded: str) -> frozenset[str]:
    """The words of a folded text (`lexicon.fold`) without figures, and the pairs of those that stand side by side."""
    words = [word if word.isalpha() else "" for word in folded.split()]
    pairs = (f"{one} {other}" for one, other in pairwise(words) if one and other)
    return frozenset((*filter(None, words), *pairs))


def kind_chances(found: Collection[str], weights: Weights | None = None) -> dict[DocumentKind, float]:
    """The chance (0..1) of each type, `unknown` among them, of a page with these features; none where few are known.

    Weights count by the root of the number of known features, so that a long page is no surer than a short one.
    """
    table = _learned() if weights is None else weights
    known = [table[feature] for feature in found if feature in table]
    if len(known) < _FEWEST:
        return {}
    share = 1.0 / sqrt(len(known))
    odds = dict.fromkeys(DocumentKind, 0.0)
    for by_kind in known:
        for kind, weight in by_kind.items():
            odds[kind] += weight * share
    for kind, weight in table.get(ALWAYS, {}).items():
        odds[kind] += weight
    highest = max(odds.values())
    shares = {kind: exp(one - highest) for kind, one in odds.items()}
    whole = sum(shares.values())
    return {kind: share / whole for kind, share in shares.items()}


@cache
def _learned() -> Weights:
    """The weights in use."""
    made: dict[str, dict[DocumentKind, float]] = {}
    for row in rows("kind_weights"):
        told = row["weights"].split()
        made[row["feature"]] = {
            DocumentKind(kind): float(weight) for kind, weight in zip(told[::2], told[1::2], strict=True)
        }
    return made
