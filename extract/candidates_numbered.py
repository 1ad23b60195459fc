"""Boxes of a numbered form whose labels are of no list: told by their number, beside a label that is known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels_hit import LabelHit
from extract.layout import PageLayout

_NUMBERED = re.compile(
    r"(?P<word>(?:[^\W\d_]{3,9}\.? )?)(?P<open>[(\[]?)(?P<section>(?:\d{1,2}\.(?=\d))?)(?P<number>\d{1,2})"
    r"(?P<close>[.)\]]*)(?P<dash>\s*[-–—:]\s|\s)\s*(?P<rest>[^\W\d_].*)"
)
"""A box's number, a word for the box before it or none, and the words that follow."""
_STYLE = ("word", "open", "close", "dash")
_NEXT = 4  # boxes on one line are numbered at most so far apart


def numbered_alike(layout: PageLayout, labels: Sequence[LabelHit]) -> set[int]:
    """The phrases that bear a box number of the style and near the number of a label on their line: "2.2 NIT".

    A bare number before words is no such style: "12 drums" is what a box holds.
    """
    found: set[int] = set()
    for hit in labels:
        segment = layout.segments[hit.segments[0]]
        own = _NUMBERED.fullmatch(segment.text) if hit.box_number and hit.whole else None
        if own is None or not (own["word"] or own["open"] or own["section"] or own["close"] or own["dash"].strip()):
            continue
        for other in layout.lines[segment.line].segments:
            match = _NUMBERED.fullmatch(layout.segments[other].text)
            if match is not None and _follow(own, match) and not any(map(str.isdigit, match["rest"])):
                found.add(other)
    return found


def _follow(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two box numbers are of one style and stand near each other in the form's count."""
    alike = one["section"] == other["section"] and all(one[part].strip() == other[part].strip() for part in _STYLE)
    return alike and 0 < abs(int(one["number"]) - int(other["number"])) <= _NEXT
