"""How the lines of a page are set, and which of them are neither label nor value: stamps, labels that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from statistics import median

from extract.doctype import ValueKind
from extract.labels_hit import LabelHit
from extract.layout import PageLayout, Segment
from extract.prose_words import alternation
from extract.values import Context, addresses, parse
from extract.values.folding import fold

_FLUSH = 0.01  # of the page's width that the lines of a value may be apart at their left edge
_DANGLING = re.compile(r"(?<![^\W_])(?:and|et|e|y|of|de|du|da|do|del|des|dos|das|for|pour|para|d['’])$")
"""A small word that a line cannot end a value with."""
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
    if head.count("(") > head.count(")") and ")" in rest:
        return False  # "Lesotho (mine: Letseng)": what has the colon stands in a bracket behind the value
    if not head[:1].isupper() or (rest and not rest[0].isspace()) or any(char.isdigit() for char in head):
        return False
    return not _named_line().match(fold(text)) and not addresses.is_address_label(fold(head))


def carried_on(layout: PageLayout, labels: Sequence[LabelHit]) -> set[int]:
    """The phrases that look like labels and carry on a value over them: "… et de" over "Certification (XYZ)"."""
    asked = {number for hit in labels for number in hit.segments if not hit.embedded}
    found: set[int] = set()
    for hit in labels:
        if hit.specs or hit.colon or len(hit.segments) > 1:
            continue
        below = layout.segments[hit.segments[0]]
        for number in range(hit.segments[0] - 1, -1, -1):
            over = layout.segments[number]
            if (below.box.y0 - over.box.y1) * layout.page.height > LINE_GAP * below.height:
                break
            if over.line == below.line or abs(over.box.x0 - below.box.x0) > _FLUSH or over.cell != below.cell:
                continue
            alike = 0.9 < over.height / max(below.height, 0.1) < 1.1
            if alike and number not in asked and _DANGLING.search(fold(over.text)) is not None:
                found.add(hit.segments[0])
            break
    return found


def names_content(hit: LabelHit) -> bool:
    """Whether a label is nothing but the name of what goods hold: "Oro", "Tin"."""
    shares = bool(hit.specs) and all(spec.kind is ValueKind.PERCENT for spec in hit.specs)
    return shares and hit.whole and not hit.colon and parse(ValueKind.MINERAL, hit.text, Context()) is not None
