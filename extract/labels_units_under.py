"""The unit of a label alone in its second line, in brackets: "Gross weight declared" over "(kgs)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.doctype import ValueKind
from extract.labels_hit import LabelHit
from extract.labels_several import under
from extract.labels_units import currency_in, unit_in
from extract.layout import PageLayout

_BRACKETED = re.compile(r"[(\[][^()\[\]\d]{1,16}[)\]]\s*:?")
_MEASURED = frozenset({ValueKind.WEIGHT, ValueKind.CARATS, ValueKind.PERCENT, ValueKind.MONEY})


def with_units_under(layout: PageLayout, hits: Sequence[LabelHit]) -> list[LabelHit]:
    """The labels, those of a measure with the unit that stands alone in brackets under them."""
    taken = {number for hit in hits for number in hit.segments}
    return [_with_unit(layout, hit, taken) if _is_open(hit) else hit for hit in hits]


def _is_open(hit: LabelHit) -> bool:
    """Whether a label of a measure names no unit and has no value behind it."""
    measured = bool(hit.specs) and all(spec.kind in _MEASURED for spec in hit.specs)
    return measured and hit.whole and not hit.colon and hit.unit is None and hit.currency is None


def _with_unit(layout: PageLayout, hit: LabelHit, taken: set[int]) -> LabelHit:
    follower = under(layout, hit.segments[-1])
    if follower is None or follower in taken:
        return hit
    text = layout.segments[follower].text
    unit, currency = unit_in(text), currency_in(text)
    if _BRACKETED.fullmatch(text) is None or (unit is None and currency is None):
        return hit
    return replace(
        hit,
        segments=(*hit.segments, follower),
        end=len(text),
        text=f"{hit.text} {text}",
        unit=unit,
        currency=currency,
        colon=text.endswith(":"),
    )
