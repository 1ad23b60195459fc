"""A sentence that is set in rows: the words that lead stand on the left, the facts that they lead to on the right.

"Permission is granted to | X Ltd", "to export to | Y DMCC", "up to a weight of | 1,400.00 carats": no labels, as a
sentence goes on from row to row.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from extract.candidates_regions import Part, Place, region_of
from extract.labels_hit import LabelHit
from extract.layout import PageLayout
from extract.prose_paragraphs import Paragraph

_MOST_WORDS = 8  # that lead to one fact
_ROWS = 3  # rows at the least, for a sentence to be set in rows
_GOING_ON = 2  # of them that begin in small letters
_COLUMNS = 2
_ALIGNED = 0.012  # of the page's width


def sentence_rows(
    layout: PageLayout, page: int, labels: Sequence[LabelHit], skip: Collection[int]
) -> tuple[Paragraph, ...]:
    """Each row of such a sentence as a piece of text that reads on; a row that a label heads is none."""
    told = {number for hit in labels for number in hit.segments}
    rows = [
        (line.segments[0], line.segments[1])
        for line in layout.lines
        if len(line.segments) == _COLUMNS and _leads(layout, line.segments[0], told, skip)
    ]
    made = []
    for left, right in rows:
        same = [one for one, _ in rows if _in_line(layout, left, one)]
        going_on = sum(layout.segments[one].text[:1].islower() for one in same)
        if len(same) < _ROWS or going_on < _GOING_ON:
            continue
        parts = [Part(number, 0, len(layout.segments[number].text)) for number in (left, right, *_under(layout, right))]
        made.append(Paragraph(region_of(layout, page, Place.CUE, parts, skip=skip)))
    return tuple(made)


def _leads(layout: PageLayout, number: int, told: Collection[int], skip: Collection[int]) -> bool:
    """Whether a phrase may lead to what stands right of it: some words, no label, no number, no sentence's end."""
    segment = layout.segments[number]
    words = segment.text.split()
    return (
        number not in told
        and not all(word in skip for word in segment.words)
        and 0 < len(words) <= _MOST_WORDS
        and segment.text[-1] not in ".;:!?"
        and not any(map(str.isdigit, segment.text))
    )


def _in_line(layout: PageLayout, one: int, other: int) -> bool:
    """Whether two phrases begin at one margin."""
    return abs(layout.segments[one].box.x0 - layout.segments[other].box.x0) < _ALIGNED


def _under(layout: PageLayout, number: int) -> list[int]:
    """The lines that go on under a fact, up to the next row."""
    found: list[int] = []
    last = layout.segments[number]
    for line in layout.lines[last.line + 1 :]:
        if len(line.segments) != 1 or not _in_line(layout, number, line.segments[0]):
            break
        drop = (layout.segments[line.segments[0]].box.y0 - last.box.y1) * layout.page.height
        if drop > last.height:
            break
        found.append(line.segments[0])
        last = layout.segments[line.segments[0]]
    return found
