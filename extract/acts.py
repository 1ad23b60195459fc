"""What a paper does: a sentence that permits an export, a sentence that declares where goods come from.

Titles are worded in many ways, and letters have none. What makes a permit is that someone is allowed to take goods out
of a country; what makes a declaration of origin is that its signer says where they are from. `acts.csv` holds the
verbs of such acts and what they are about, a row an act; a word that ends in `*` is the beginning of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from extract.lexicon import fold
from extract.model import DocumentKind
from extract.values.tables import rows

_REACH: Final = 420
"""Characters behind a verb within which its matter is named: some sixty words, subordinate clauses included."""

_APART: Final = re.compile(r"(?<=^we)\\ |(?<=^i)\\ ")
_APPOSITION: Final = r" (?:the undersigned (?:\\S+ ){0,12}?)?"
"""What may part a signer from the verb: "We, the undersigned exporter, declare"."""


@dataclass(frozen=True, slots=True)
class _Act:
    kind: DocumentKind
    verbs: re.Pattern[str]
    matter: re.Pattern[str]
    weight: float


def acts(text: str) -> Iterator[tuple[DocumentKind, float]]:
    """The types that what a page's sentences do speaks for, with a weight (0..1) each; `lexicon` folded `text`."""
    for act in _acts():
        verbs = (text[verb.start() : verb.end() + _REACH] for verb in act.verbs.finditer(text))
        if any(act.matter.search(clause) is not None for clause in verbs):
            yield act.kind, act.weight


@cache
def _acts() -> tuple[_Act, ...]:
    return tuple(
        _Act(DocumentKind(row["kind"]), _one_of(row["acts"]), _one_of(row["objects"]), float(row["weight"]))
        for row in rows("acts")
    )


def _one_of(wordings: str) -> re.Pattern[str]:
    words = sorted(wordings.split("|"), key=len, reverse=True)
    spelled = (
        _APART.sub(_APPOSITION, re.escape(fold(word.rstrip("*")))) + r"\w*" * word.endswith("*") for word in words
    )
    return re.compile(rf"(?<!\S)(?:{'|'.join(spelled)})(?!\S)")
