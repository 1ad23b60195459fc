"""Where the columns of a line table part.

At vertical rulings where there are any, else in the white gutters that run down the body between two headings; where
these put two cells of a row into one column and rows have as many cells as there are headings, by their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extract.layout import PageLayout, Segment
from extract.tables_header import Header, Heading
from extract.tables_words import ROW_NUMBER
from ingest.model import Box

_GOODS: Final = "goods_description"
_TEXT: Final = 6  # letters of a description at the least
_STEPS: Final = 160  # places tried for a gutter between two headings
_SLANTED: Final = 3.5  # text heights
_ROW: Final = 4  # phrases of a line that no sentence has
_MOSTLY: Final = 0.6  # share of the rows that are set alike
_FLUSH: Final = 0.003  # share of the page's width by which the right edges of numbers set flush differ


def is_watermark(layout: PageLayout, at: int) -> bool:
    """True for a phrase many lines high, as a word set across the page on the slant is."""
    return layout.segments[at].box.height * layout.page.height > _SLANTED * layout.text_height


def _is_total(row: Sequence[Box], full: Sequence[Box]) -> bool:
    """Whether a line of fewer cells ends in two or more that end where cells of a full one do, as a total's sums do."""
    ends = [any(abs(box.x1 - over.x1) < _FLUSH for over in full) for box in row[1:]]
    return len(row) < len(full) and len(ends) > 1 and all(ends)


def columns_of(
    layout: PageLayout, header: Header, lines: Sequence[int]
) -> tuple[tuple[Heading, ...], tuple[float, ...]]:
    """The headings with one for an unheaded first column of running numbers, and the places that part them."""
    headings = list(header.headings)
    first = headings[0]
    ahead = [
        segment
        for index in lines
        for segment in (layout.segments[layout.lines[index].segments[0]],)
        if segment.box.x1 < first.box.x0 - 0.004 and len(segment.text) <= 6 and ROW_NUMBER not in first.names
    ]
    if len(ahead) >= max(1, 0.5 * len(lines)):
        left, right = min(one.box.x0 for one in ahead), max(one.box.x1 for one in ahead)
        box = Box(left, first.box.y0, right, first.box.y1)
        headings.insert(0, Heading((ROW_NUMBER,), "", box, None, None, None, frozenset()))
    elif (unheaded := _unheaded(layout, header, lines)) is not None:
        headings.insert(0, Heading((_GOODS,), "", unheaded, None, None, None, frozenset()))
    segments = [
        layout.segments[at]
        for index in _item_lines(layout, lines)
        for at in layout.lines[index].segments
        if not is_watermark(layout, at)
    ]
    parts: list[float] = []
    for left_one, right_one in pairwise(headings):
        parts.append(_gutter(layout, header, left_one, right_one, segments, parts[-1] if parts else 0.0))
    return tuple(headings), tuple(_in_order(layout, headings, parts, lines) or parts)


def _unheaded(layout: PageLayout, header: Header, lines: Sequence[int]) -> Box | None:
    """The place of a first column of text that no heading names, where the others are all headed by numbers' words."""
    first = header.headings[0]
    if any(_GOODS in heading.names or ROW_NUMBER in heading.names for heading in header.headings):
        return None
    ahead = [
        segment
        for index in lines
        for segment in (layout.segments[layout.lines[index].segments[0]],)
        if segment.box.x1 < first.box.x0 - 0.004
        and sum(map(str.isalpha, segment.text)) >= _TEXT
        and len(layout.lines[index].segments) > len(header.headings)
    ]
    if len(ahead) < max(1, 0.5 * len(lines)):
        return None
    return Box(min(one.box.x0 for one in ahead), first.box.y0, max(one.box.x1 for one in ahead), first.box.y1)


def _item_lines(layout: PageLayout, lines: Sequence[int]) -> Sequence[int]:
    """The lines from the first to the last that fill most columns: a summary below them is set in other columns."""
    most = max((len(layout.lines[index].segments) for index in lines), default=0)
    full = [place for place, index in enumerate(lines) if len(layout.lines[index].segments) >= 0.6 * most]
    if not full:
        return lines
    first, last = full[0], full[-1]
    if len(full) == 1 and most >= _ROW:
        # Of a single row the text over it tells how far its cells reach.
        first -= sum(1 for index in lines[max(0, first - 1) : first] if len(layout.lines[index].segments) == 1)
    return lines[first : last + 1]


def _gutter(
    layout: PageLayout, header: Header, left: Heading, right: Heading, segments: Sequence[Segment], least: float
) -> float:
    """Where two neighbouring columns part: at a ruling, else in the whitest place between their headings' middles."""
    low, high = max(left.box.mid_x, least), right.box.mid_x
    if high <= low:
        return (left.box.x1 + right.box.x0) / 2
    bottom = max((segment.box.y1 for segment in segments), default=header.box.y1)
    ruled = [
        (rule.x0 + rule.x1) / 2
        for rule in layout.page.rulings
        if not rule.horizontal
        and low < (rule.x0 + rule.x1) / 2 < high
        and min(rule.y0, rule.y1) < bottom
        and max(rule.y0, rule.y1) > header.box.y0
    ]
    middle = (left.box.x1 + right.box.x0) / 2
    if ruled:
        return min(ruled, key=lambda x: abs(x - middle))
    step = (high - low) / _STEPS
    places = [low + step * number for number in range(_STEPS + 1)]
    # The headings themselves weigh most; a phrase that crosses every gutter (a remark) weighs nothing.
    heads = [(heading.box.x0, heading.box.x1, 3) for heading in (left, right)]
    narrow = [one for one in segments if one.box.width < 0.75 * max(header.box.width, 0.2)]
    covered = _covered(places, heads + [(one.box.x0, one.box.x1, 1) for one in narrow])
    if min(covered) > 0:
        # Columns set so close that their phrases run together: the gaps between words must tell.
        covered = _covered(places, heads + _words_covering(layout, narrow, joined=True))
        if min(covered) > 0:
            covered = _covered(places, heads + _words_covering(layout, narrow, joined=False))
    fewest = min(covered)
    best: tuple[float, float] | None = None
    run = 0
    for number in range(len(places) + 1):
        if number < len(places) and covered[number] == fewest:
            run += 1
            continue
        if run:
            middle_of_run = places[number - 1] - step * (run - 1) / 2
            width = run * step
            if best is None or width > best[0] * 1.15:
                best = (width, middle_of_run)
        run = 0
    return best[1] if best is not None else middle


def _words_covering(layout: PageLayout, segments: Sequence[Segment], *, joined: bool) -> list[tuple[float, float, int]]:
    """What the words of the rows cover: of those lines that hold most figures.

    `joined` takes words side by side without a figure for one cell's text.
    """
    spans: list[tuple[float, float, int]] = []
    figures = Counter(
        segment.line
        for segment in segments
        for index in segment.words
        if any(map(str.isdigit, layout.page.words[index].text))
    )
    least = _MOSTLY * max(figures.values(), default=0)
    for segment in segments:
        if figures[segment.line] < least:
            continue
        before = False
        for index in segment.words:
            word = layout.page.words[index]
            plain = not any(map(str.isdigit, word.text))
            start = spans.pop()[0] if joined and before and plain else word.box.x0
            spans.append((start, word.box.x1, 1))
            before = plain
    return spans


def _covered(places: Sequence[float], spans: Sequence[tuple[float, float, int]]) -> list[int]:
    """How much stands at each place: the weights of the spans over it."""
    return [sum(weight for x0, x1, weight in spans if x0 - 0.001 < x < x1 + 0.001) for x in places]


def _in_order(
    layout: PageLayout, headings: Sequence[Heading], parts: Sequence[float], lines: Sequence[int]
) -> list[float] | None:
    """Where columns part whose cells stand in the order of the headings; None where the gutters serve.

    Numbers set right under headings set left stand nearer to the next heading than to their own, and the last ones
    beyond the last heading. A total set under the numbers of the only row bears it out as a second row does.
    """
    rows = [
        [layout.segments[at].box for at in layout.lines[index].segments if not is_watermark(layout, at)]
        for index in lines
    ]
    full = [row for row in rows if len(row) == len(headings)]
    borne_out = len(full) + (sum(_is_total(row, full[0]) for row in rows) if len(full) == 1 else 0)
    if borne_out < 2 or borne_out < _MOSTLY * sum(len(row) > len(headings) // 2 for row in rows):
        return None
    if not all(len({sum(part < box.mid_x for part in parts) for box in row}) < len(row) for row in full):
        return None
    if any(
        box.x0 < heading.box.x1 and box.x1 > heading.box.x0
        for row in full
        for place, box in enumerate(row)
        for at, heading in enumerate(headings)
        if at != place
    ):
        return None  # a cell under another column's heading is that column's
    ends = [max(row[at].x1 for row in full) for at in range(len(headings))]
    starts = [min(row[at].x0 for row in full) for at in range(len(headings))]
    if any(end >= start for end, start in zip(ends, starts[1:], strict=False)):
        return None
    return [(end + start) / 2 for end, start in zip(ends, starts[1:], strict=False)]
