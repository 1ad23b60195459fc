"""Papers that a page quotes in a list of references: their names stand there like titles and are none.

"INV. 0117/26" over "LICENCE AE 0412/2026", "LOT RL-2608" over "CERTIFICATE OF ORIGIN CCM-04417/26": lines of one print
under one another, each with a number, name what goes with this paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extract.layout import PageLayout, Segment

_QUOTED: Final = re.compile(
    r"(?:inv(?:oice)?|facture|fact|factura|fatura|lote?|licen[cs]e|licen[cç]a|licencia|permi[ts]|contrac?t|contrato|order"
    r"|commande|pedido|packing list|certificate?|certificado|seals?)\b\.?\s*(?:n[o°ºr]?\.?\s*)?[:.]?\s*(?:[^\s\d]+\s)?"
    r"(?=\S*\d)\S{3,}",
    re.IGNORECASE,
)
_PLAIN: Final = 1.3  # times the page's text height; what is set larger is a heading
_ALIKE: Final = 0.1  # share of its height by which a line of the same list may differ


def quoted(layout: PageLayout, parts: Sequence[Segment]) -> bool:
    """True for phrases, stacked or alone, that are lines of a list of references."""
    if max(part.height for part in parts) >= _PLAIN * layout.text_height:
        return False
    if any(_QUOTED.match(upper.text) and _follows(layout, upper, lower) for upper, lower in pairwise(parts)):
        return True
    return any(_QUOTED.match(other.text) and _follows(layout, other, parts[0]) for other in layout.segments)


def _follows(layout: PageLayout, upper: Segment, lower: Segment) -> bool:
    """Whether a phrase stands right under another, at its left edge and in its print."""
    gap = (lower.box.y0 - upper.box.y1) * layout.page.height
    aligned = abs(upper.box.x0 - lower.box.x0) * layout.page.width < 0.5 * lower.height
    alike = abs(upper.height - lower.height) < _ALIKE * lower.height
    return aligned and alike and -0.3 * lower.height < gap < lower.height
