"""Lines that read like a table's header and are none, or do not and are one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extract.layout import PageLayout
from extract.tables_units import currency_of, unit_of
from extract.tables_words import NO_FIELD

if TYPE_CHECKING:
    from extract.tables_header import Header

_ABOUT_SIZE: Final = re.compile(
    r"[^\W\d_]{3,}.*(?<!\w)\d(?:[.,]\d{1,2})?\s*(?:ct|cts|carats?|quilates?|mm)(?!\w)", re.IGNORECASE
)
_LEAST_KNOWN: Final = 2  # headings of which a header with fewer is none
_SAME_PRINT: Final = 0.1  # of its height by which print of one size differs


def asks_about_size(text: str) -> bool:
    """Whether a heading asks about a size of stones: "Every stone 0.50 ct or more?", "Stones over 10.8 ct"."""
    return _ABOUT_SIZE.match(text) is not None


def ends_boxes(layout: PageLayout, index: int) -> bool:
    """Whether each phrase of a line goes on in a ruled box of its own: a form's labels end in "goods" and "(kg)".

    Smaller print under a box's first line is a caption, and goes on with nothing.
    """
    segments = [layout.segments[at] for at in layout.lines[index].segments]
    boxes = {one.cell for one in segments}
    if None in boxes or not 1 < len(boxes) == len(segments):
        return False
    over = [layout.segments[layout.cells[one.cell].segments[0]] for one in segments if one.cell is not None]
    return all(
        first.line < index and abs(first.height - one.height) < _SAME_PRINT * one.height
        for first, one in zip(over, segments, strict=True)
    )


def is_broken_off(header: Header, over: Header) -> bool:
    """Whether a header is no more than the ends of wrapped cells under a wider one.

    They are units alone, "ct" of a size and "USD" of an amount, between words that head nothing.
    """
    told = [heading for heading in header.headings if set(heading.names) - NO_FIELD]
    words = [word for heading in told for word in re.findall(r"[^\s()\[\],]+", heading.text)]
    wider = len(over.headings) > max(_LEAST_KNOWN, len(header.headings) - 1)
    return wider and len(told) <= _LEAST_KNOWN and all(unit_of(word) or currency_of(word) for word in words)
