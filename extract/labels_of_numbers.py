"""Words that are labels elsewhere and part of a number here: the "LOT" of "LOT 19238" under or beside "N° de lot"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.labels_hit import LabelHit, common
from extract.labels_pieces import pieces
from extract.layout import PageLayout
from extract.values.identifiers_worded import is_worded

_GAP = 2.0  # text heights from a label to the number under it
_EDGE = 1.2  # text heights that the two are apart at their left edge or their middle
_OWN = "document_number"
"""A field that a paper's title asks for as well, under which "C.O." is the label."""


def without_words_of_numbers(layout: PageLayout, hits: Sequence[LabelHit]) -> list[LabelHit]:
    """The labels without those that begin the number for which a whole label of the same field asks."""
    asking = {hit.segments[-1]: hit for hit in hits if hit.whole and hit.specs}
    return [hit for hit in hits if not _begins_answer(layout, hit, asking)]


def _begins_answer(layout: PageLayout, hit: LabelHit, asking: dict[int, LabelHit]) -> bool:
    number = hit.segments[0]
    if not hit.bare or hit.start or len(hit.segments) > 1 or not is_worded(layout.segments[number].text):
        return False
    beside = number - 1 if number and layout.segments[number - 1].line == layout.segments[number].line else None
    labels = (asking.get(place) for place in (beside, _over(layout, number)) if place is not None)
    return any(label is not None and _asks(label, hit) for label in labels)


def _over(layout: PageLayout, number: int) -> int | None:
    """The phrase right over another, at its left edge or about its middle."""
    segment, page = layout.segments[number], layout.page
    for other in range(number - 1, -1, -1):
        above = layout.segments[other]
        if above.line == segment.line:
            continue
        if (segment.box.y0 - above.box.y1) * page.height > _GAP * segment.height:
            return None
        apart = min(abs(above.box.x0 - segment.box.x0), abs(above.box.mid_x - segment.box.mid_x))
        if apart * page.width < _EDGE * segment.height:
            return other
    return None


def _asks(label: LabelHit, hit: LabelHit) -> bool:
    """Whether a label asks for the number that another begins; a mere title names a paper and asks for none."""
    numbered = label.colon or any(piece.key == "no" for piece in pieces(label.text))
    return any(numbered or spec.name != _OWN for spec in common(label.specs, hit.specs))
