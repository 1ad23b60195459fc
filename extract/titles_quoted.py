"""Papers that a page quotes in a list of references: their names stand there like titles and are none.

"INV. 0117/26" over "LICENCE AE 0412/2026", "LOT RL-2608" over "CERTIFICATE OF ORIGIN CCM-04417/26": lines of one print
under one another, each with a number, name what goes with this paper. At a page's head the first of them may be its
own title; further down it is one more that goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extract.layout import PageLayout, Segment

_QUOTED: Final = re.compile(
    r"(?:inv(?:oice)?|facture|fact|factura|fatura|lote?|licen[cs]e|licen[cç]a|licencia|permi[ts]|contrac?t|contrato|order"
    r"|commande|pedido|packing list|certificate?|certificado|seals?)\b\.?\s*(?:n[o°ºr]?\.?\s*)?[:.]?\s*"
    r"(?:[^\s\d]+\s){0,3}(?=\S*\d)\S{3,}",
    re.IGNORECASE,
)
_PLAIN: Final = 1.3  # times the page's text height; what is set larger is a heading,
_COMMON: Final = 0.2  # unless so much of the page's phrases is: what is typed into a form with small captions
_HEAD: Final = 0.25  # of the page, within which a title stands over references to other papers
_ALIKE: Final = 0.1  # share of its height by which a line of the same list may differ


def quoted(layout: PageLayout, parts: Sequence[Segment]) -> bool:
    """True for phrases, stacked or alone, that are lines of a list of references."""
    height = max(part.height for part in parts)
    if height >= _PLAIN * layout.text_height and not _is_common(layout, height):
        return False
    if any(_QUOTED.match(upper.text) and _follows(layout, upper, lower) for upper, lower in pairwise(parts)):
        return True
    first, last = parts[0], parts[-1]
    if any(_QUOTED.match(other.text) and _follows(layout, other, first) for other in layout.segments):
        return True
    if first.box.y0 < _HEAD or not _QUOTED.match(last.text):
        return False
    return any(_QUOTED.match(other.text) and _follows(layout, last, other) for other in layout.segments)


def _is_common(layout: PageLayout, height: float) -> bool:
    """Whether a good part of the page's phrases is in print of this height."""
    alike = sum(1 for segment in layout.segments if abs(segment.height - height) < _ALIKE * height)
    return alike >= _COMMON * len(layout.segments)


def _follows(layout: PageLayout, upper: Segment, lower: Segment) -> bool:
    """Whether a phrase stands right under another, at its left edge and in its print."""
    gap = (lower.box.y0 - upper.box.y1) * layout.page.height
    aligned = abs(upper.box.x0 - lower.box.x0) * layout.page.width < 0.5 * lower.height
    alike = abs(upper.height - lower.height) < _ALIKE * lower.height
    return aligned and alike and -0.3 * lower.height < gap < lower.height
