"""How the lines of a page are set, and which of them are neither label nor value: stamps, labels that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from statistics import median

from extract.layout import PageLayout, Segment
from extract.prose_words import alternation
from extract.values import addresses
from extract.values.folding import fold

LINE_GAP = 1.0  # text heights between two lines of one block on open ground


def nearest(edges: Sequence[float], segment: Segment) -> float:
    """The left edge of the column that a phrase stands in."""
    before = [edge for edge in edges if edge <= segment.box.x0 + 0.01]
    return max(before) if before else min(edges)


def line_gap(layout: PageLayout) -> float:
    """How far apart, in text heights, two lines of one block may stand: more on a page set wide."""
    gaps = []
    for upper, lower in pairwise(layout.lines):
        height = layout.segments[upper.segments[0]].height
        gap = (lower.box.y0 - upper.box.y1) * layout.page.height / max(height, 1.0)
        if abs(lower.box.x0 - upper.box.x0) < 0.01 and 0.0 < gap < 2.0:
            gaps.append(gap)
    return min(max(LINE_GAP, 1.2 * median(gaps) if len(gaps) >= 5 else 0.0), 1.5)


@cache
def _named_line() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{alternation('party_line')})[\s.]*[:.]")


@cache
def stamped() -> re.Pattern[str]:
    """What is printed across or at the foot of test papers and copies, and says nothing of the goods."""
    return re.compile(rf"^\W*(?:{alternation('stamped')})(?![^\W_])")


def unknown_label(text: str) -> bool:
    """Whether a phrase reads "Some words: …" with words that no lexicon knows; a party's "Tel.: …" is none."""
    head, colon, rest = text.partition(":")
    if not colon or not head.strip() or len(head) > 32 or len(head.split()) > 4:
        return False
    if not head[:1].isupper() or (rest and not rest[0].isspace()) or any(char.isdigit() for char in head):
        return False
    return not _named_line().match(fold(text)) and not addresses.is_address_label(fold(head))
