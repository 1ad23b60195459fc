"""Boxes of a numbered form whose labels are of no list: told by their number, beside a label that is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.labels_hit import LabelHit
from extract.layout import PageLayout
from extract.prose_words import alternation
from extract.values.folding import fold

_NUMBERED = re.compile(
    r"(?P<word>(?:[^\W\d_]{3,9}\.? )?)(?P<open>[(\[]?)(?P<section>(?:\d{1,2}\.(?=\d))?)(?P<number>\d{1,2})"
    r"(?P<close>[.)\]]*)(?P<dash>\s*[-–—:]\s|\s)\s*(?P<rest>[^\W\d_].*)"
)
"""A box's number, a word for the box before it or none, and the words that follow."""
_STYLE = ("word", "open", "close", "dash")
_NEXT = 4  # boxes on one line are numbered at most so far apart
_BARE = re.compile(r"(?P<number>\d{1,2})(?:\s+[^\W\d_].*)?")
"""A number alone, or before words without a sign between: a box's, or a count of what the words name."""
_TITLE = re.compile(r"\d{1,2}\s+(?P<rest>[^\W\d_a-z][^\W\d_A-Z]{3}.*)")
_RUN = 3  # phrases of one line whose numbers climb as those of a form's boxes do
_STEP = 2  # between the numbers of two boxes side by side
_LABELLED = 2  # labels among them


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
    return found | _climbing(layout, labels)


def _climbing(layout: PageLayout, labels: Sequence[LabelHit]) -> set[int]:
    """The phrases of lines whose bare numbers are those of boxes: "6 Marks | 7 Pieces | 8 | 9 Nature of goods".

    They climb from left to right, and some stand before labels that are known.
    """
    numbered: dict[int, set[int]] = {}
    for hit in labels:
        if hit.box_number and hit.start and not hit.embedded:
            numbered.setdefault(layout.segments[hit.segments[0]].line, set()).add(hit.segments[0])
    found: set[int] = set()
    for line, known in numbered.items():
        run: list[tuple[int, int]] = []
        for number in layout.lines[line].segments if len(known) >= _LABELLED else ():
            match = _BARE.fullmatch(layout.segments[number].text)
            if match is None:
                continue
            if run and not 0 < int(match["number"]) - run[-1][1] <= _STEP:
                run = []
            run.append((number, int(match["number"])))
            phrases = {phrase for phrase, _ in run}
            if len(run) >= _RUN and len(phrases & known) >= _LABELLED:
                found |= phrases
    return found | _first_in_boxes(layout) if found else found


def _first_in_boxes(layout: PageLayout) -> set[int]:
    """The first phrases of a numbered form's boxes that are a number and words but no count: "13 Instructions of …"."""
    firsts = (cell.segments[0] for cell in layout.cells if cell.segments)
    return {
        number
        for number in firsts
        if (match := _TITLE.fullmatch(layout.segments[number].text)) is not None
        and _things().match(fold(match["rest"])) is None
    }


@cache
def _things() -> re.Pattern[str]:
    """What packages and pieces are called, at the beginning of a folded text, a word before it or none."""
    return re.compile(rf"(?:[^\W\d_]+[ -])?(?:{alternation('package')}|{alternation('piece')})(?![^\W_])")


def _follow(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two box numbers are of one style and stand near each other in the form's count."""
    alike = one["section"] == other["section"] and all(one[part].strip() == other[part].strip() for part in _STYLE)
    return alike and 0 < abs(int(one["number"]) - int(other["number"])) <= _NEXT
