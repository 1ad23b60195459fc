"""A label whose last word, the sign for "number", stands alone in its second line: "CERTIFICAT CIRGL" over "N°".

Read as a label of its own, the sign asks for the paper's own number, and gets the number of the other paper.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.doctype import NUMBERS
from extract.labels_hit import LabelHit
from extract.labels_several import under
from extract.layout import PageLayout
from extract.values.folding import fold

_SIGN = re.compile(r"\W*(?:n\s?\.?\s?[°ºo]?s?|nos|nr|num|number|numero)\W*")
_EDGE = 1.0  # text heights that the left edges of the two lines may differ


def with_signs(layout: PageLayout, first: dict[int, LabelHit]) -> dict[int, LabelHit]:
    """The labels by their first phrase, each with the mere sign for "number" under it that is its last word."""
    joined = dict(first)
    for number, hit in first.items():
        last = hit.segments[-1]
        below = under(layout, last) if hit.whole and not hit.colon else None
        lower = first.get(below) if below is not None else None
        if below is None or lower is None or not lower.whole or below not in joined:
            continue
        numbers = hit.specs and all(spec.kind in NUMBERS for spec in hit.specs)
        sign = layout.segments[below].text
        if not numbers or _SIGN.fullmatch(fold(sign)) is None or _SIGN.fullmatch(fold(hit.text)) is not None:
            continue
        reach = _EDGE * layout.segments[last].height / layout.page.width
        if abs(layout.segments[below].box.x0 - layout.segments[number].box.x0) > reach:
            continue
        del joined[below]
        segments = (*hit.segments, below)
        joined[number] = replace(
            hit, segments=segments, end=lower.end, text=f"{hit.text} {lower.text}", colon=lower.colon, bare=False
        )
    return joined
