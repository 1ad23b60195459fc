"""Lines at a paper's head that make up one name: "Inspecteurs du Plateau" over "Laboratoires", in one print."""

from __future__ import annotations

import re
from typing import Final

from extract.layout import PageLayout

_GAP: Final = 0.9  # text heights between two lines of one name
_EDGE: Final = 0.02  # of the page's width by which their left edges or middles may differ
_SIGN: Final = re.compile(r"\s[–—·•●|]\s")  # what parts such a line
_SMALL: Final = 3  # letters of a joining word at the most
_PRINT: Final = 1.06  # times the height of the other line, within which two are of one print


def set_under(layout: PageLayout, upper: int, lower: int) -> bool:
    """Whether a phrase stands right under another, at its left edge or its middle, in print of about its size."""
    last, below = layout.segments[upper], layout.segments[lower]
    near = (below.box.y0 - last.box.y1) * layout.page.height < _GAP * last.height
    lined = abs(below.box.x0 - last.box.x0) < _EDGE or abs(below.box.mid_x - last.box.mid_x) < _EDGE
    return near and lined and 0.8 < below.height / max(last.height, 0.1) < 1.25


def ends_name(layout: PageLayout, upper: int, lower: int) -> bool:
    """Whether a single word ends the name over it, in the very same print: "Laboratories" under "Holt & Veldman"."""
    last, below = layout.segments[upper], layout.segments[lower]
    one = len(below.text.split()) == 1 and below.text[:1].isupper() and below.line > last.line
    named = (
        last.text[:1].isupper() and not any(map(str.isdigit, last.text)) and last.text.isupper() == below.text.isupper()
    )
    alike = 1 / _PRINT < below.height / max(last.height, 0.1) < _PRINT
    return one and named and alike and set_under(layout, upper, lower)


def is_caption(text: str) -> bool:
    """Whether a line says what a house does, and where, behind a sign: "Assay and inspection · Gikondo, Kigali"."""
    parts = _SIGN.split(text)
    words = re.findall(r"[^\W\d_]+", parts[0])
    return len(parts) > 1 and any(word[0].islower() and len(word) > _SMALL for word in words)
