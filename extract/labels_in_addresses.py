"""Words of labels that begin a line of an address: "Lot IVC 118" under a company's name, "Unit 14-F, Almas Tower".

Plots, units and boxes of streets are called by words that forms ask for lots and packages with. Where such a word
stands in the line right under a company, and that line or those under it tell a street or a town, it asks for nothing.
So it does where an address broke off over it: "Polígono Industrial Puerto Norte," over "parcela 31".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels_hit import LabelHit, in_figures
from extract.layout import PageLayout, Segment
from extract.values import Context, addresses, legal_forms
from extract.values.countries import find_countries
from extract.values.folding import fold

_EDGE = 1.3  # text heights that lines of one block are apart at their left edge or their middle
_GAP = 1.3  # text heights between two lines of one block
_LINES_UNDER = 3  # of an address, within which its town or country stands
_MOSTLY = 0.8  # of a line that its country takes up
_NUMBER_SIGN = re.compile(r"(?<![^\W_])n[°º]")  # before the number of a house as before that of a paper
_MEASURED = re.compile(r":|\d\s?(?:kgs?|ct|cts|t|g|mt|lbs?|pcs|%)\b")


def without_address_words(layout: PageLayout, hits: Sequence[LabelHit]) -> list[LabelHit]:
    """The labels without those that are the first word of a line of an address."""
    kept: list[LabelHit] = []
    for hit in hits:
        unsaid = hit.bare and not hit.colon and not hit.box_number and len(hit.segments) == 1 and hit.start == 0
        if not (unsaid and hit.specs and in_figures(hit) and begins_address(layout, hit.segments[0])):
            kept.append(hit)
    return kept


def begins_address(layout: PageLayout, number: int) -> bool:
    """Whether a phrase with a number in it is the first line of the address of the company right over it, or goes on
    with an address whose line over it ends at a comma."""
    segment = layout.segments[number]
    folded = fold(segment.text)
    if not any(map(str.isdigit, folded)) or _MEASURED.search(folded):
        return False
    over = _neighbour(layout, number, range(number - 1, -1, -1))
    if over is None:
        return False
    text = layout.segments[over].text.strip()
    broken = text.endswith(",") and addresses.has_street(fold(text))
    if not broken and not legal_forms.ends(text.strip(" ,;")):
        return False
    return _tells_street(segment.text) or _town_beneath(layout, number)


def _tells_street(text: str) -> bool:
    """Whether a street's or a building's word stands behind the first, which may be one itself."""
    behind = fold(text).split(maxsplit=1)
    return len(behind) > 1 and addresses.has_street(_NUMBER_SIGN.sub(" ", behind[1]))


def _town_beneath(layout: PageLayout, number: int) -> bool:
    """Whether the lines under one, at its edge, come to a town with its postal code or to a country."""
    last = number
    for _ in range(_LINES_UNDER):
        under = _neighbour(layout, last, range(last + 1, len(layout.segments)))
        if under is None:
            return False
        text = layout.segments[under].text
        named = find_countries(text, Context())
        if addresses.has_town(fold(text)) or any(one.end - one.start >= _MOSTLY * len(text.strip()) for one in named):
            return True
        last = under
    return False


def _neighbour(layout: PageLayout, number: int, others: range) -> int | None:
    """The nearest phrase over or under one that is set to its edge or around its middle, with no gap between."""
    segment = layout.segments[number]
    width, height = layout.page.width, layout.page.height
    for other in others:
        near = layout.segments[other]
        if near.line == segment.line:
            continue
        upper, lower = (near, segment) if other < number else (segment, near)
        gap = (lower.box.y0 - upper.box.y1) * height
        if gap > 2 * _GAP * max(upper.height, lower.height):
            return None
        if _aligned(near, segment, width):
            return other if gap <= _GAP * max(upper.height, lower.height) else None
    return None


def _aligned(one: Segment, other: Segment, width: float) -> bool:
    edges = (one.box.x0 - other.box.x0, one.box.mid_x - other.box.mid_x)
    return min(map(abs, edges)) * width <= _EDGE * max(one.height, other.height)
