"""What ink and bare places on a scan say against a value: a part of it may be covered, or it is another's.

Correction fluid leaves nothing to see but a gap, or a figure or two. Where a clear label has ink in its place, what
another place states may be another fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from extract.candidates import Candidate
from extract.candidates_places import Neighbourhood
from extract.doctype import NUMBERS, STRICT, ValueKind
from extract.fields_ink import ink_of
from extract.model import Field
from ingest.model import Box, Page, Word

_GAP = 1.3
"""Text heights of paper within a value, behind a figure, from which something may have stood there."""

_AMOUNTS = frozenset({ValueKind.MONEY, ValueKind.WEIGHT, ValueKind.CARATS})
_FEW_FIGURES = {ValueKind.CARATS: 2, ValueKind.PERCENT: 2, ValueKind.WEIGHT: 1, ValueKind.MONEY: 1}
"""Figures of a whole value from which it may be what is left of a longer one: carats and contents have decimals."""

_SIGNS: Final = re.compile(r"\d[.,'’]\d")
"""A sign between thousands or before decimals."""

_OF_RECYCLED: Final = "recycled_share"
"""A share that has no decimals as a rule, which contents of an element have."""

_UNBROKEN: Final = re.compile(r"\d{5}")
"""Figures of carats in a row, at least, of which the signs between thousands and before decimals may be lost."""

_RANGE: Final = "identifier-range"
"""The rule of a list told by its ends, between which there may be as much paper as there likes."""

_WIDE = 2.0
"""Text heights that ink is wide, at least, to hide an amount."""

_WHOLE = frozenset({ValueKind.DATE, ValueKind.COUNTRY, ValueKind.HS_CODES})
"""Kinds whose values are read whole or not at all."""

_TOUCHES = 1.5
"""Text heights before and behind a value within which ink that nobody could read may be a part of it."""


def of_ink(name: str, kind: ValueKind, chosen: Candidate, neighbourhoods: Sequence[Neighbourhood]) -> dict[str, float]:
    """Of a value on a scan: a gap within it, ink beside it or in the place of another label for it."""
    page = chosen.region.layout.page
    words = chosen.region.boxes_at(chosen.parsed.start, chosen.parsed.end)
    shape = page.width / page.height
    gap = (kind in STRICT and _has_gap(words, shape, letters=False)) or (
        kind in NUMBERS and chosen.parsed.rule != _RANGE and _has_gap(words, shape, letters=True)
    )
    return {
        "gap_within": float(gap),
        "ink_beside": float(kind in _AMOUNTS and _goes_on(words, page.unread, shape)),
        "covered_elsewhere": float(_is_covered(name, chosen, neighbourhoods)),
    }


def of_figures(name: str, kind: ValueKind, raw: str) -> dict[str, float]:
    """Of the figures of a value on a scan: too few of them, or carats and no sign where their decimals begin."""
    figures = sum(map(str.isdigit, raw.lstrip("0")))
    least = -1 if name == _OF_RECYCLED else _FEW_FIGURES.get(kind, -1)
    return {
        "few_figures": float(figures <= least),
        "sign_lost": float(kind is ValueKind.CARATS and _UNBROKEN.search(raw) is not None),
        "no_decimals": float(kind is ValueKind.CARATS and figures > least and _SIGNS.search(raw) is None),
    }


def of_ink_at(kind: ValueKind, field: Field, pages: Iterable[Page]) -> dict[str, float]:
    """Of a value on a scan: ink over it, or close before or behind it, that no reader could make words of.

    A day, a country or a tariff code of which a part is hidden is read as none. Ink of another word that was hardly
    read, the label's, hides nothing of the value.
    """
    if kind in _WHOLE:
        return {}
    touched = any(
        _touches(ink, place.box, page.width / page.height) and not _is_of_another(ink, place.box, page.words)
        for page in pages
        for place in field.evidence
        if (place.file, place.page) == (page.file, page.number)
        for ink in page.unread
    )
    return {"ink_touching": float(touched)}


def scanned_pages(pages: Iterable[Page]) -> frozenset[tuple[str, int]]:
    """The pages, by file and number, that were read from a picture."""
    return frozenset((page.file, page.number) for page in pages if page.origin == "ocr")


def _touches(ink: Box, value: Box, shape: float) -> bool:
    """Whether ink and a value have a part of their heights in common, with no more than a gap between them."""
    reach = _TOUCHES * min(value.height, ink.height) / shape
    return ink.y0 < value.y1 and ink.y1 > value.y0 and ink.x0 < value.x1 + reach and ink.x1 > value.x0 - reach


def _is_of_another(ink: Box, value: Box, words: Iterable[Word]) -> bool:
    """Whether the middle of ink lies in a word that is no part of the value."""
    return any(
        word.box.x0 <= ink.mid_x <= word.box.x1
        and word.box.y0 <= ink.mid_y <= word.box.y1
        and not (value.x0 <= word.box.mid_x <= value.x1 and value.y0 <= word.box.mid_y <= value.y1)
        for word in words
    )


def _has_gap(words: Iterable[Word], shape: float, *, letters: bool) -> bool:
    """Whether there is a wide gap behind a figure, or behind letters, too."""
    return any(
        (one.text[-1:].isdigit() or (letters and one.text[-1:].isalpha()))
        and one.box.y0 < other.box.mid_y < one.box.y1
        and (other.box.x0 - one.box.x1) * shape > _GAP * min(one.box.height, other.box.height)
        for one, other in pairwise(words)
    )


def _goes_on(words: Sequence[Word], unread: Iterable[Box], shape: float) -> bool:
    """Whether ink as wide as an amount stands farther right on a value's line."""
    if not words:
        return False
    last = words[-1].box
    return any(
        ink.x0 >= last.x1
        and last.y0 < ink.mid_y < last.y1 + 0.5 * last.height
        and ink.height < 3 * last.height
        and (ink.x1 - ink.x0) * shape > _WIDE * last.height
        for ink in unread
    )


def _is_covered(name: str, chosen: Candidate, neighbourhoods: Sequence[Neighbourhood]) -> bool:
    return any(
        hit is not chosen.label
        and hit.quality >= 0.9
        and (hit.whole or hit.colon)
        and not hit.embedded
        and len(hit.specs) == 1
        and not hit.specs[0].more
        and name in hit.specs[0].fills
        and ink_of(around, hit) is not None
        for around in neighbourhoods
        if around.layout.page.unread
        for hit in around.labels
    )
