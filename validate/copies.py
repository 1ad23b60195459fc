"""Whether two papers are one: what they state and every figure that they bear, but for their own number and dates.

Forms of one office differ in what is typed into them, so that likeness of wording or looks alone says nothing: the
figures decide. They are kept as short digests, of which a sample stands for long tables (bottom-k sketches; Broder,
On the resemblance and containment of documents, 1997).
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from extract.model import Document
from validate.names import Likeness, alike
from validate.numbers import bare, clear_digits

MEASURES = ("carat_weight", "net_weight", "value", "licensed_quantity")
"""Facts that belong to one consignment: papers that state none (standing declarations) are no copies of each other."""

OWN_DATES = frozenset({"issue_date", "expiry_date"})
"""Facts that a copy under another number is given anew with it."""

FEWEST_FACTS = 2
"""Facts that two papers must both state, and alike, to be one content under two numbers; a measure is one of them."""

FEWEST_FIGURES = 3
"""Different figures on each of two papers below which they do not tell whether the papers are one."""

ENOUGH = 8
"""Facts and figures together that must be the same."""

SAME_FIGURES = 0.8
"""Share of the figures on either of two papers that stand on both where they are one and were read from their files."""

SAME_FIGURES_SCANNED = 0.7
"""The same where one of them was read from a picture: a few of them are misread."""

KEPT = 96
"""Digests of figures that are kept of a paper."""

TRACES = 8
"""Digests of neighbouring figures by which a paper is found again."""

SAME_WEIGHT = Decimal("0.0005")
"""Share by which one weight stated in two units may differ by rounding."""

_WEIGHTS = ("carat_weight", "net_weight", "licensed_quantity")
_DATE = re.compile(r"\D*\d{1,4}(?:[./-]\d{1,2}[./-]|[./ -]?[^\W\d]{3,9}[./ -]?)\d{2,4}\D*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = 3
"""Digits from which a word of a paper is a figure that sets it apart."""


def facts_differ(name: str, one: str | None, other: str | None) -> bool:
    """Whether a fact, as it is remembered, is another one; never where one of the papers does not state it.

    Names are compared as names, weights (grams) up to the rounding of their units.
    """
    if one is None or other is None or one == other:
        return False
    if name.endswith("_name"):
        return alike(one, other) is Likeness.OTHER
    if name in _WEIGHTS:
        a, b = Decimal(one), Decimal(other)
        return abs(a - b) > max(abs(a), abs(b)) * SAME_WEIGHT
    return True


def same_facts(one: Mapping[str, str], other: Mapping[str, str]) -> int:
    """How many facts two papers both state, alike, their own dates left aside; none where one of them is another, and
    none without a weight or a value."""
    both = (one.keys() & other.keys()) - OWN_DATES
    if len(both) < FEWEST_FACTS or not any(name in both for name in MEASURES):
        return 0
    return 0 if any(facts_differ(name, one[name], other[name]) for name in both) else len(both)


def same_figures(one: Collection[str], other: Collection[str], *, scanned: bool) -> int:
    """How many figures two papers have in common that are those of one paper; none where they are not."""
    if min(len(one), len(other)) < FEWEST_FIGURES:
        return 0
    enough = resemblance(one, other) >= (SAME_FIGURES_SCANNED if scanned else SAME_FIGURES)
    return len(set(one) & set(other)) if enough else 0


def resemblance(one: Collection[str], other: Collection[str]) -> float:
    """The share (0..1) of two papers' figures that stand on both, as their kept digests tell it."""
    a, b = set(one), set(other)
    sample = sorted(a | b)[:KEPT]
    return sum(digest in a and digest in b for digest in sample) / len(sample) if sample else 0.0


def figures_of(document: Document, own: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Digests of a document's figures, and of neighbouring figures in reading order (traces), in their order.

    Dates, years and the document's own number (`own`, folded by `clear_digits`) are left out.
    """
    found = list(_figures(document, own))
    near = {_digest(f"{a} {b}") for a, b in itertools.pairwise(found) if a != b}
    return tuple(sorted({_digest(figure) for figure in found})[:KEPT]), tuple(sorted(near)[:TRACES])


def _figures(document: Document, own: str) -> Iterator[str]:
    for line in document.text:
        for word in line.text.split():
            plain = bare(word)
            if sum(char.isdigit() for char in plain) < _DIGITS or _DATE.fullmatch(word) or _YEAR.fullmatch(plain):
                continue
            figure = clear_digits(plain)
            if own and (figure in own or own in figure):
                continue
            yield figure


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]
