"""Lists of numbers that run over the end of a line of text: "Seal numbers: KL 1104 /" over "KL 1105. The net weight …".

Under a label in the middle of a line of text stands no column: the list goes on at the next line's beginning, and the
sentence behind it is none of it.
"""

from __future__ import annotations

import re

from extract.candidates_ground import Ground
from extract.candidates_lines import LINE_GAP
from extract.candidates_regions import Part
from extract.layout import Segment

_CARRIES = re.compile(r"(?:[,;/&]|\s(?:and|et|e|y|to|à|a|ao|al))\s*$")
"""How a line ends whose list goes on in the next one."""
_BEGUN = re.compile(r"(?<![^\W_])([A-Z]{1,6})[ -]?\d{3,}(?=\W)[^\n]*[,;/&]\s*\1[ -]?$")
"""The letters of a series, which a line of its numbers ends with: "KL 204417, LK", over "204418"."""
_LISTED = re.compile(
    r"\s*(?:(?:[,;/&]|and|et|e|y|to|à|a|ao|al)\s+)?(?:[A-Z]{1,6}[ -]?)?[\w/-]*\d{2}[\w/-]*(?![^\s,;./&])[ ,;/&]*"
)
"""A number of a list, the mark or word before it and the mark behind it."""
_FLUSH = 1.5  # text heights that the left edges of two lines of one text may differ
_INDENT = 5.0  # text heights that its first line may be set in
_MOST_LINES = 4  # of such a list


def carried_list(ground: Ground, number: int, rest: str) -> list[Part]:
    """The pieces of the next lines that go on with a list whose first line ends in phrase `number` with text `rest`."""
    segments = ground.layout.segments
    parts: list[Part] = []
    while (_CARRIES.search(rest) or _BEGUN.search(rest.rstrip())) and len(parts) < _MOST_LINES:
        below = _next_line(ground, segments[number])
        if below is None or not ground.is_free(below):
            break
        end = 0
        while (one := _LISTED.match(segments[below].text, end)) is not None:
            end = one.end()
        if not end:
            break
        parts.append(Part(below, 0, end))
        number, rest = below, segments[below].text
        if end < len(rest.rstrip()):
            break
    return parts


def _next_line(ground: Ground, segment: Segment) -> int | None:
    """The first phrase of the line under a phrase that ends its own, where the two read on; in a box, of its lines."""
    layout = ground.layout
    line = [at for at in layout.lines[segment.line].segments if layout.segments[at].cell == segment.cell]
    under = layout.lines[segment.line + 1].segments if segment.line + 1 < len(layout.lines) else ()
    following = under if segment.cell is None else [at for at in under if layout.segments[at].cell == segment.cell]
    if not following or layout.segments[line[-1]] is not segment:
        return None
    first, below = layout.segments[line[0]], layout.segments[following[0]]
    drop = (below.box.y0 - segment.box.y1) * layout.page.height
    shift = (below.box.x0 - first.box.x0) * layout.page.width / max(segment.height, 1.0)
    reads_on = drop <= LINE_GAP * segment.height and -_INDENT < shift < _FLUSH
    return following[0] if reads_on and below.cell == segment.cell else None
