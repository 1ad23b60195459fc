"""The subject of a letter, told by where it stands: alone between the address and the text, with room around it.

"Declaration of origin for rough diamonds – ref. KS/26-009" in the letter's own type, under "To: …" and above "We
declare that …": nothing is larger about it and no "Re:" opens it, and yet it is what the letter is called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extract.layout import Line, PageLayout
from extract.prose_words import salutation
from extract.split_letter import opens_letter
from extract.values.folding import fold

_UPPER: Final = 0.5  # of the page, in which a letter's text begins
_LONGEST: Final = 90  # characters of a subject
_SHORTEST: Final = 12
_ROOM: Final = 1.3  # times the pitch of the text's lines, from a subject to what stands over and under it
_FULL: Final = 0.85  # of the widest line's width: a line of running text that goes on in the next
_AT_LEFT: Final = 0.02  # of the page's width, by which a subject's left edge may miss the text's
_ENDED: Final = re.compile(r"[.,;:]\s*$|^\W*[^\W\d_]{1,12}\s*:")


def subject_line(layout: PageLayout) -> int | None:
    """The index of the line that is a letter's subject by its place, None for a page that is no letter or has none."""
    lines = layout.lines
    first = _text_begins(lines)
    if first is None:
        return None
    pitch = lines[first + 1].box.y0 - lines[first].box.y0
    at = first - 1
    if salutation().match(fold(lines[at].text)) and at > 1:
        at -= 1
    placed = _is_subject(layout, at, lines[first].box.x0, _ROOM * pitch)
    return at if placed and opens_letter(layout) else None  # dates are looked for last, as that takes longest


def _text_begins(lines: Sequence[Line]) -> int | None:
    """The first of two lines of running text under one another, the first of which fills the width."""
    widest = max((line.box.x1 for line in lines), default=1.0)
    for index, (line, below) in enumerate(pairwise(lines[1:]), start=1):
        if line.box.y0 > _UPPER:
            return None
        aligned = abs(line.box.x0 - below.box.x0) < _AT_LEFT
        running = len(line.segments) == len(below.segments) == 1 and len(line.text.split()) > 6
        if running and aligned and line.box.x1 > _FULL * widest and line.text[:1].isupper():
            return index
    return None


def _is_subject(layout: PageLayout, at: int, left: float, room: float) -> bool:
    line, above, below = layout.lines[at], layout.lines[at - 1], layout.lines[at + 1]
    if at < 1 or len(line.segments) != 1 or layout.segments[line.segments[0]].cell is not None:
        return False
    parted = line.box.y0 - above.box.y0 > room and below.box.y0 - line.box.y0 > room
    worded = _SHORTEST <= len(line.text) <= _LONGEST and line.text[:1].isupper() and not _ENDED.search(line.text)
    return parted and worded and abs(line.box.x0 - left) < _AT_LEFT
