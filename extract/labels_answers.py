"""Phrases that answer the label over or before them, though their words are those of labels elsewhere.

"Cobalt brut en briquettes" names an element, "Uncut natural diamonds" reads like what asks for an origin: right under
or right of a label that asks for the goods they are the goods.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extract.doctype import ValueKind
from extract.labels_hit import LabelHit
from extract.labels_several import under
from extract.layout import PageLayout
from extract.values import Context, parse

_GOODS: Final = frozenset(("goods_description", "mineral"))


def without_goods(layout: PageLayout, hits: Sequence[LabelHit]) -> list[LabelHit]:
    """The labels without those that name a commodity where a label of this paper asks for it.

    Only what no wording of this type tells for a label is one of them: a guess, or another paper's label.
    """
    answers: set[int | None] = set()
    for hit in hits:
        if hit.whole and not hit.guessed and any(spec.name in _GOODS for spec in hit.specs):
            answers |= {under(layout, hit.segments[-1]), _beside(layout, hit.segments[-1])}
    return [
        hit
        for hit in hits
        if hit.colon or (hit.specs and not hit.guessed) or hit.segments[0] not in answers or not _names_goods(hit)
    ]


def _beside(layout: PageLayout, number: int) -> int | None:
    """The next phrase on a phrase's line."""
    line = layout.lines[layout.segments[number].line].segments
    return next((at for at in line if at > number), None)


def _names_goods(hit: LabelHit) -> bool:
    return parse(ValueKind.MINERAL, hit.text, Context()) is not None
