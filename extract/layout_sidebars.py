"""What stands beside a page's text: columns of notes in a frame or on a ground of their own, words set on their side.

Invoices print seller, buyer, bank and terms in a bar down one side. Its lines stand at the height of the table's rows,
and a reader of lines takes them for cells. A name that runs up the margin stands at the height of several rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.layout import Line, PageLayout, Segment
from ingest.model import Ruling

_WIDEST = 0.4  # of the page's width
_LEAST_LINES = 8  # of such a bar
_LEAST_HEIGHT = 0.2  # of the page
_SHARED = 4  # of its lines that stand at the height of text beside it, at least
_LONG = 0.5  # of the page's height, that the ground of such a bar takes
_AT_EDGE = 0.012  # of the page: as near to the sheet's edge as a coloured ground ends that runs off it
_SIDEWAYS = 1.5  # times as high as wide, which no word of three letters is that is set upright
_LEAST_LETTERS = 3
_ONE_EDGE = 0.6  # of its lines that begin at one left edge: a table's cell holds one column, or all of them


def sidebars(layout: PageLayout) -> frozenset[int]:
    """The phrases that stand in such a bar."""
    found: set[int] = set()
    for cell in layout.cells:
        if cell.box.width > _WIDEST or cell.box.height < _LEAST_HEIGHT or len(cell.segments) < _LEAST_LINES:
            continue
        lines = {layout.segments[number].line for number in cell.segments}
        if len(lines) < _LEAST_LINES or len(lines) < len(cell.segments):
            continue
        edges = [round(layout.segments[number].box.x0, 2) for number in cell.segments]
        if max(map(edges.count, edges)) < _ONE_EDGE * len(edges):
            continue
        shared = sum(len(layout.lines[line].segments) > 1 for line in lines)
        beside = any(
            other is not cell and abs(other.box.y0 - cell.box.y0) < 0.01 and abs(other.box.y1 - cell.box.y1) < 0.01
            for other in layout.cells
        )
        if shared >= _SHARED and not beside:
            found.update(cell.segments)
    return frozenset(found)


def on_bars(layout: PageLayout) -> frozenset[int]:
    """The phrases on a coloured ground that runs down a side of the sheet, to its very edge."""
    found: set[int] = set()
    for start, end in _bars(layout.page.rulings):
        found.update(
            number
            for number, segment in enumerate(layout.segments)
            if start - _AT_EDGE <= segment.box.x0 and segment.box.x1 <= end + _AT_EDGE
        )
    return frozenset(found)


def _bars(rulings: Sequence[Ruling]) -> Iterator[tuple[float, float]]:
    """Where such a ground starts and ends across the page: its inner side is long, its top or foot leads to the edge.

    No form's frame does, which stands within the margins.
    """
    for side in rulings:
        if side.horizontal or abs(side.y1 - side.y0) < _LONG:
            continue
        for edge in rulings:
            if not edge.horizontal or min(abs(edge.y0 - side.y0), abs(edge.y0 - side.y1)) > _AT_EDGE:
                continue
            start, end = sorted((edge.x0, edge.x1))
            if start <= _AT_EDGE and abs(end - side.x0) <= _AT_EDGE and end <= _WIDEST:
                yield 0.0, end
            elif end >= 1 - _AT_EDGE and abs(start - side.x0) <= _AT_EDGE and start >= 1 - _WIDEST:
                yield start, 1.0


def sideways(layout: PageLayout) -> frozenset[int]:
    """The phrases of words that are set on their side, as a text layer's boxes show them: OCR's are high by mistake."""
    page = layout.page
    if page.origin != "text-layer":
        return frozenset()
    return frozenset(
        number
        for number, segment in enumerate(layout.segments)
        if segment.box.height * page.height > segment.box.width * page.width
        and all(
            len(word.text) >= _LEAST_LETTERS and word.box.height * page.height > _SIDEWAYS * word.box.width * page.width
            for word in layout.words_of(segment)
        )
    )


def without_sidebars(layout: PageLayout, further: frozenset[int] = frozenset()) -> PageLayout:
    """The page without such bars and such words, nor `further` phrases; the same page where it has none.

    Words keep their numbers, phrases and lines do not.
    """
    aside = sidebars(layout) | on_bars(layout) | sideways(layout) | further
    if not aside:
        return layout
    kept = [number for number in range(len(layout.segments)) if number not in aside]
    segments: list[Segment] = []
    lines: list[Line] = []
    for line in layout.lines:
        members = [layout.segments[number] for number in line.segments if number not in aside]
        if not members:
            continue
        box = members[0].box
        for member in members[1:]:
            box = box.union(member.box)
        first = len(segments)
        segments += [replace(member, line=len(lines)) for member in members]
        lines.append(Line("  ".join(one.text for one in members), tuple(range(first, len(segments))), box))
    place = {number: at for at, number in enumerate(kept)}
    cells = tuple(
        replace(cell, segments=tuple(place[number] for number in cell.segments if number in place))
        for cell in layout.cells
    )
    return PageLayout(layout.page, tuple(lines), tuple(segments), cells)
