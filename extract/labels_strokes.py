"""A label and its translation behind a stroke, whose first words make a wording of their own together.

"Destination / Country of destination" begins with both words of "Destination country", and asks for one thing twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.labels_hit import LabelHit, common, in_figures
from extract.labels_index import LabelIndex
from extract.labels_pieces import Piece
from extract.labels_wordings import Match
from extract.layout import PageLayout

_MOST_WORDS = 6  # of a translation of no list
_NEAR = 2.5  # text heights from a label to what stands under it


def to_its_stroke(
    text: str, found: Sequence[Piece], start: int, match: Match | None, index: LabelIndex
) -> Match | None:
    """A match that runs over a stroke cut down to the label before it, where a longer one of its field is behind."""
    if match is None:
        return None
    for last in range(match.first + 1, match.last):
        if "/" not in text[found[last - 1].end : found[last].start]:
            continue
        shorter = index.at(found[:last], start, fuzzy=False)
        other = index.at(found, last, fuzzy=False)
        whole = shorter is not None and shorter.last == last and other is not None and other.last > match.last
        if shorter is not None and other is not None and whole and common(shorter.wording.specs, other.wording.specs):
            return shorter
    return match


def past_strokes(layout: PageLayout, hits: Sequence[LabelHit]) -> list[LabelHit]:
    """The labels, each that asks for figures with the words of no list behind its stroke: its translation.

    "GUIA AÉREA N.º / AIR CONSIGNMENT NOTE NO." over a number; without a figure these words are no answer.
    """
    return [_past_stroke(layout, hit) for hit in hits]


def _past_stroke(layout: PageLayout, hit: LabelHit) -> LabelHit:
    text = layout.segments[hit.segments[-1]].text
    rest = text[hit.end :].strip()
    stroke = rest.startswith("/") or text[: hit.end].rstrip().endswith("/")
    words = rest.strip(" /").split()
    if not hit.bare or not hit.specs or not in_figures(hit) or not stroke or not 0 < len(words) <= _MOST_WORDS:
        return hit
    if any(map(str.isdigit, rest)) or ":" in rest or not _over_answer(layout, hit.segments[-1]):
        return hit
    alike = _in_capitals(rest) == _in_capitals(text[hit.start : hit.end])
    return replace(hit, end=len(text), text=text[hit.start :].strip(), whole=True, bare=False) if alike else hit


def _in_capitals(text: str) -> bool:
    """Whether a text is in capitals, the small letter of a sign for "number" apart."""
    return re.sub("[ºª]", "", text).isupper()


def _over_answer(layout: PageLayout, number: int) -> bool:
    """Whether a phrase with a figure stands under another, close by and at its left edge or further in."""
    label, height, width = layout.segments[number], layout.page.height, layout.page.width
    for below in layout.segments[number + 1 :]:
        drop = (below.box.y0 - label.box.y1) * height
        if drop > _NEAR * label.height:
            return False
        set_in = (below.box.x0 - label.box.x0) * width
        if below.line != label.line and -label.height < set_in and below.box.x0 < label.box.x1:
            return any(map(str.isdigit, below.text))
    return False
