"""A label and its translation behind a stroke, whose first words make a wording of their own together.

"Destination / Country of destination" begins with both words of "Destination country", and asks for one thing twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.labels_hit import common
from extract.labels_index import LabelIndex
from extract.labels_pieces import Piece
from extract.labels_wordings import Match


def to_its_stroke(
    text: str, found: Sequence[Piece], start: int, match: Match | None, index: LabelIndex
) -> Match | None:
    """A match that runs over a stroke cut down to the label before it, where a longer one of its field is behind."""
    if match is None:
        return None
    for last in range(match.first + 1, match.last):
        if "/" not in text[found[last - 1].end : found[last].start]:
            continue
        shorter = index.at(found[:last], start, fuzzy=False)
        other = index.at(found, last, fuzzy=False)
        whole = shorter is not None and shorter.last == last and other is not None and other.last > match.last
        if shorter is not None and other is not None and whole and common(shorter.wording.specs, other.wording.specs):
            return shorter
    return match
