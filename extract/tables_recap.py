"""The small table of nets, taxes and totals that accounting programs print under the lines of an invoice.

Its headings stand side by side ("Base HT | Montant TVA | Total TTC | Net à payer") and its amounts beneath them. It is
no part of the lines: its amounts are told by their own headings.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from extract import lexicon
from extract.layout import Line, PageLayout
from extract.values.folding import fold

_FEWEST: Final = 3  # headings of such a table
_KNOWN: Final = 2  # of them known to head a net, a tax or a total
_UNDER: Final = 4.0  # text heights within which its amounts begin
_AMOUNT: Final = re.compile(r"\W*(?:[A-Z]{3} ?)?-?\d[\d ., ']*(?:[.,]\d{2})(?: ?(?:[A-Z]{3}|%))?\W*")


@cache
def _headings(*names: str) -> frozenset[str]:
    words = lexicon.labels(*names)
    return frozenset(_plain(wording) for wordings in words.values() for wording in wordings)


@cache
def _goods() -> frozenset[str]:
    """Headings of what is sold, which such a table has none of."""
    words = lexicon.headers("goods_description")
    return frozenset(_plain(wording) for wordings in words.values() for wording in wordings)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", fold(text)))


def recap_at(layout: PageLayout, below: float) -> float:
    """The upper edge of such a table's headings under the line at `below`; 1.0 where the page has none."""
    for number, line in enumerate(layout.lines):
        if line.box.y0 > below and _heads(layout, line) and _has_amounts(layout, number):
            return line.box.y0 - 0.001
    return 1.0


def _heads(layout: PageLayout, line: Line) -> bool:
    texts = [layout.segments[one].text for one in line.segments]
    if len(texts) < _FEWEST or any(char.isdigit() for text in texts for char in text):
        return False
    plain = [_plain(text) for text in texts]
    told = sum(text in _headings("subtotal", "tax", "amount") for text in plain)
    return told >= _KNOWN and any(text in _headings("amount") for text in plain) and not _goods().intersection(plain)


def _has_amounts(layout: PageLayout, number: int) -> bool:
    head = layout.lines[number]
    for line in layout.lines[number + 1 :]:
        drop = (line.box.y0 - head.box.y1) * layout.page.height
        if drop > _UNDER * layout.text_height:
            return False
        if sum(_AMOUNT.fullmatch(layout.segments[one].text) is not None for one in line.segments) >= _KNOWN:
            return True
    return False
