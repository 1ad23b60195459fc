"""The body of a line table: its lines with their words told to columns.

A number keeps its unit and currency beside it, whichever side of a gutter these stand on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from statistics import median
from typing import Final

from extract.layout import PageLayout, Segment
from extract.lexicon import fold, row_words
from extract.tables_body import Body, BodyLine, Token
from extract.tables_gutters import columns_of, is_watermark
from extract.tables_header import Header
from extract.tables_merged import with_merged
from extract.tables_overrun import with_words_back
from extract.values import money, units
from ingest.model import Box

_FAR: Final = 3.2  # usual line distances after which a table has ended
_FURNITURE: Final = re.compile(
    r"specimen|muestra|\b(?:page|pag|página|pagina|feuille|folha|hoja|seite)\b", re.IGNORECASE
)
_MOST_LINES: Final = 400  # of a table on a page of paper; a sheet of cells is as long as it is
_PROSE_WORDS: Final = 9
_CELL_WIDTH: Final = 0.75  # share of the table's width from which a ruled cell is no cell of a column
_DIGIT: Final = re.compile(r"\d")
_NUMBER: Final = re.compile(r"\d[\d ]*[.,]\d+|\d{1,3}(?:[ .,]\d{3})+(?:[.,]\d+)?")
_SOON: Final = 3  # lines after a remark in which the next row begins
_FIGURES: Final = 2  # numbers side by side that no sentence stands over
_ROW: Final = 4  # phrases of a line that no sentence has
_BOXES: Final = 2  # of a line that lie right under those of the row above
_RULED: Final = 0.004  # share of the page's height by which two edges of one ruling differ
_BESIDE: Final = 1.0  # text heights right of the last heading from which words stand beside the table
_SENTENCE_COLUMNS: Final = 3
_EVEN: Final = 1.5  # times the usual gap between two words of a sentence that any of its gaps may be wide
_FEW: Final = 3  # words of an amount with its currency
_MOSTLY: Final = 0.6
_LINE_BREAK_RULE: Final = 0.6  # share of the table's width that a ruling must run along to part two rows


def read_body(layout: PageLayout, page: int, header: Header, until: float) -> Body:
    """The lines under a header, down to `until` (y) or to where the table ends by itself."""
    candidates = _lines_below(layout, header.box.y1 - 0.002, header.last_line + 1, until, header.box)
    columns, parts = columns_of(layout, header, candidates)
    levels = _levels(layout, header.box)
    right = _right_edge(layout, header, candidates)
    told = (_told(layout, page, index, parts, levels, right) for index in candidates)
    lines = with_words_back(with_merged(layout, [line for line in told if line.cells]), columns)
    return Body(columns, parts, lines)


def carry_on(layout: PageLayout, page: int, body: Body, start: float, until: float) -> Body:
    """The lines at the head of a following page, in the columns of the page before."""
    span = Box(min(column.box.x0 for column in body.columns), 0.0, max(column.box.x1 for column in body.columns), start)
    candidates = _lines_below(layout, start, 0, until, span)
    levels = _levels(layout, span)
    told = (_told(layout, page, index, body.parts, levels, span.x1) for index in candidates)
    lines = with_words_back(with_merged(layout, [line for line in told if line.cells]), body.columns)
    return Body(body.columns, body.parts, lines)


def _lines_below(layout: PageLayout, top: float, first: int, until: float, span: Box) -> list[int]:
    """Indices of the lines under `top` that may belong to the table: none after a wide gap, none of running prose."""
    kept: list[int] = []
    distances: list[float] = []
    last = top
    remarked = False  # whether rows have remarks under them
    for index in range(first, len(layout.lines)):
        box = layout.lines[index].box
        if box.y0 < top - 0.002 or box.mid_y <= span.y1 - 0.001:
            continue
        if box.y0 >= until or (len(kept) > _MOST_LINES and layout.page.origin != "cells"):
            break
        distance = box.y0 - last
        usual = median(distances) if distances else 0.0
        line_height = layout.text_height / layout.page.height
        far = distance > max(_FAR * max(usual, 0.6 * line_height), 4.5 * line_height) and (
            bool(kept) or distance > 8 * line_height
        )
        if far and not _boxed_under(layout, kept, index):
            break
        if _prose(layout, index, span):
            remarked = remarked or _row_follows(layout, index, kept, until)
            alone = not remarked or (kept and _prose(layout, kept[-1], span))
            if alone and not _over_figures(layout, index, until):
                break
        if _page_furniture(layout, index) or all(is_watermark(layout, at) for at in layout.lines[index].segments):
            continue
        kept.append(index)
        if len(kept) > 1 and not far:
            distances.append(max(distance, 0.0))
        last = box.y1
    return kept


@cache
def total_opening() -> re.Pattern[str]:
    """The words that open a total row, in folded text."""
    wordings = {fold(wording) for each in row_words("total").values() for wording in each}
    return re.compile("(?:" + "|".join(map(re.escape, sorted(wordings, key=len, reverse=True))) + r")(?!\w)")


def _boxed_under(layout: PageLayout, kept: Sequence[int], index: int) -> bool:
    """Whether a line stands in the ruled boxes right under those of the row above: a form's rows seldom fill them.

    A total needs no more than two of them, any of which may be empty. Any other row's boxes all go on with a column.
    """
    under = _boxes(layout, [index])
    over = [box for box in _boxes(layout, kept) if any(abs(low.y0 - box.y1) < _RULED for low in under)]
    level = [low for low in under if any(abs(low.y0 - top.y1) < _RULED for top in over)]
    if total_opening().match(fold(layout.lines[index].text)) is not None:
        return len(level) >= _BOXES and any(low.x0 < top.x1 and top.x0 < low.x1 for low in level for top in over)
    columns = {low for low in level if any(abs(low.x0 - one.x0) + abs(low.x1 - one.x1) < _RULED for one in over)}
    return len(columns) == len(under) >= _ROW


def _boxes(layout: PageLayout, lines: Sequence[int]) -> list[Box]:
    """The ruled cells that the phrases of these lines stand in, phrase by phrase."""
    segments = (layout.segments[at] for line in lines for at in layout.lines[line].segments)
    return [layout.cells[one.cell].box for one in segments if one.cell is not None]


def _page_furniture(layout: PageLayout, index: int) -> bool:
    """True for the foot of a page: its number, the word specimen."""
    line = layout.lines[index]
    return (line.box.y0 > 0.93 or line.box.y1 < 0.05) and _FURNITURE.search(line.text) is not None


def _prose(layout: PageLayout, index: int, span: Box) -> bool:
    """True for a line of running text: one phrase over most of the table's width with many words and few numbers."""
    for at in layout.lines[index].segments:
        segment = layout.segments[at]
        words = segment.text.split()
        if segment.cell is not None and layout.cells[segment.cell].box.width < _CELL_WIDTH * span.width:
            continue  # a long description in its own ruled cell
        if len(words) < _PROSE_WORDS or segment.box.width < 0.5 * max(span.width, 0.3):
            continue
        if at != layout.lines[index].segments[-1] and _NUMBER.fullmatch(
            layout.segments[layout.lines[index].segments[-1]].text
        ):
            continue  # words over the columns before a total: "papers in one metal box | 2 591,0"
        numbers = sum(1 for word in words if _DIGIT.search(word))
        if numbers <= 0.25 * len(words):
            return True
    return False


def _over_figures(layout: PageLayout, index: int, until: float) -> bool:
    """True for a line right over one of figures alone: a long description, and what its row says in numbers."""
    below = layout.lines[index + 1] if index + 1 < len(layout.lines) else None
    if below is None or below.box.y0 >= until or below.box.y0 - layout.lines[index].box.y1 > below.box.height:
        return False
    texts = [layout.segments[at].text for at in below.segments]
    figures = [text for text in texts if _NUMBER.fullmatch(text)]
    return len(figures) >= _FIGURES and all(_DIGIT.search(text) for text in texts)


def _row_follows(layout: PageLayout, index: int, kept: Sequence[int], until: float) -> bool:
    """True for a remark between two rows: soon after it a line fills as many columns as the rows over it."""
    most = max((len(layout.lines[at].segments) for at in kept), default=0)
    later = [line for line in layout.lines[index + 1 : index + 1 + _SOON] if line.box.y0 < until]
    return most >= _ROW and any(len(line.segments) >= most - 1 for line in later)


def _levels(layout: PageLayout, span: Box) -> list[float]:
    """Where rulings part rows, top to bottom: those that run along most of the table's width."""
    return sorted(
        (rule.y0 + rule.y1) / 2
        for rule in layout.page.rulings
        if rule.horizontal and abs(rule.x1 - rule.x0) > _LINE_BREAK_RULE * min(span.width, 1.0)
    )


def _told(
    layout: PageLayout, page: int, index: int, parts: Sequence[float], levels: Sequence[float], right: float
) -> BodyLine:
    """A line's words told to columns; `right` is where the last heading ends."""
    line = layout.lines[index]
    cells: dict[int, list[Token]] = {}
    crosses = sentence = spans = False
    inside = [at for at in line.segments if not is_watermark(layout, at) and not _is_outside(layout, at, right)]
    for at in inside:
        segment = layout.segments[at]
        tokens = [
            Token(word.text, word.box, page, number, word.confidence, segment.height)
            for number, word in ((number, layout.page.words[number]) for number in segment.words)
        ]
        columns = _own_columns(tokens, parts)
        crosses = crosses or (len(set(columns)) > 1 and len(tokens) > 1 and _runs_on(segment, tokens, columns))
        sentence = sentence or _is_sentence(tokens, columns)
        spans = spans or len(set(columns)) > 1
        for column, token in zip(columns, tokens, strict=True):
            cells.setdefault(column, []).append(token)
    over = bisect_right(levels, line.box.y0 - 1.2 * line.box.height)
    ruled = over < len(levels) and levels[over] < line.box.mid_y
    boxes = frozenset(_ruled_cell(layout, at) for at in inside)
    told = {column: tuple(found) for column, found in sorted(cells.items())}
    return BodyLine(page, line.box, told, ruled, crosses or sentence, boxes, sentence, spans)


def _right_edge(layout: PageLayout, header: Header, lines: Sequence[int]) -> float:
    """Where the last column ends: its heading, or its numbers where these are set right of it, nothing under it."""
    last = header.headings[-1].box
    rows = [index for index in lines if len(layout.lines[index].segments) >= len(header.headings) - 1]
    ends = []
    for index in rows:
        segment = layout.segments[layout.lines[index].segments[-1]]
        under = any(layout.segments[at].box.x1 > last.x0 for at in layout.lines[index].segments[:-1])
        if segment.box.x0 > last.x1 and not under and _DIGIT.search(segment.text) and len(segment.text.split()) <= _FEW:
            ends.append(segment.box.x1)
    return max(ends) if len(ends) > 1 and len(ends) >= _MOSTLY * len(rows) else header.box.x1


def _is_outside(layout: PageLayout, at: int, right: float) -> bool:
    """True for words beside the table: on its lines, and wholly to the right of its last heading."""
    segment = layout.segments[at]
    if segment.cell is not None:
        return layout.cells[segment.cell].box.x0 > right
    apart = (segment.box.x0 - right) * layout.page.width
    words = (re.sub(r"[\W\d_]", "", word) for word in segment.text.split())
    wordy = any(len(word) > 1 and not is_measure(word) for word in words)
    return apart > (_BESIDE if wordy else 3 * _BESIDE) * segment.height


def _is_sentence(tokens: Sequence[Token], columns: Sequence[int]) -> bool:
    """True for one phrase over three columns or more with words in some and no wider gap at any column's edge."""
    worded = {
        column
        for token, column in zip(tokens, columns, strict=True)
        if sum(map(str.isalpha, token.text)) > 2 and not is_measure(token.text)
    }
    if len(set(columns)) < _SENTENCE_COLUMNS or len(worded) < _SENTENCE_COLUMNS - 1:
        return False
    gaps = [following.box.x0 - token.box.x1 for token, following in pairwise(tokens)]
    return max(gaps) <= _EVEN * max(median(gaps), 0.001)


def _ruled_cell(layout: PageLayout, at: int) -> tuple[int, float, float]:
    number = layout.segments[at].cell
    if number is None:
        return -1, 0.0, 0.0
    box = layout.cells[number].box
    return number, round(box.y0, 3), round(box.y1, 3)


def _runs_on(segment: Segment, tokens: Sequence[Token], columns: Sequence[int]) -> bool:
    """True for words that go on over a column's edge with no more than a word space between them."""
    for (token, following), (column, other) in zip(pairwise(tokens), pairwise(columns), strict=True):
        near = following.box.x0 - token.box.x1 < 0.6 * max(token.box.height, segment.box.height)
        wordy = any(char.isalpha() for char in token.text) and any(char.isalpha() for char in following.text)
        if column != other and near and wordy:
            return True
    return False


def _own_columns(tokens: Sequence[Token], parts: Sequence[float]) -> list[int]:
    """The column of each word of a phrase; a unit or currency goes with the number that it stands beside."""
    columns = [sum(1 for part in parts if token.box.mid_x > part) for token in tokens]
    if len(set(columns)) == 1:
        return columns
    for number, token in enumerate(tokens):
        if not is_measure(token.text):
            continue
        beside = [
            (abs(tokens[other].box.mid_x - token.box.mid_x), columns[other])
            for other in (number - 1, number + 1)
            if 0 <= other < len(tokens) and _DIGIT.search(tokens[other].text) and columns[other] != columns[number]
        ]
        alone = not any(
            _DIGIT.search(tokens[other].text) and columns[other] == columns[number]
            for other in (number - 1, number + 1)
            if 0 <= other < len(tokens)
        )
        if beside and alone:
            columns[number] = min(beside)[1]
    return columns


@lru_cache(maxsize=20_000)
def is_measure(text: str) -> bool:
    """True for a word that is a unit or a currency."""
    return units.canonical(text) is not None or money.currency(text) is not None
