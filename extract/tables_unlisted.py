"""Headings of no list, found by what stands under them: rows of figures set in the same columns.

A few short phrases side by side without an amount, close over at least two rows that fill the same columns, each phrase
over a column of its own, head a table whatever their words say. What the columns are is then told by what they hold
(`tables_evidence`, `tables_relations`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from extract.layout import PageLayout, Segment
from extract.tables_relations import has_product
from extract.tables_units import currency_of, unit_of
from ingest.model import Box

_FEWEST: Final = 3  # columns of a table that is told by its rows alone
_MOST_LINES: Final = 4  # of a header
_NEXT: Final = 4  # lines after a row within which the next one stands, its wrapped text between
_LONGEST: Final = 42  # letters of a phrase of a heading
_AMOUNT: Final = re.compile(r"\d[.,]\d|\d{3,}")
_FIGURE: Final = re.compile(r"\W*(?:[^\W\d_]{1,4}\W{0,2})?\d[\d.,'’ ]*(?:\W?[^\W\d_]{1,6}\.?)?\W*")
_FORMULA: Final = re.compile(r"(?=\w*\d)(?:[A-Z][a-z]?[2-7]?){2,}\W*(?:ppm|g/t)?\W*")
"""The formula of what is analysed, which heads its results: "H2O %", "WO3 (%)"."""
_CLOSE: Final = 1.5  # text heights between two lines of a header
_OVER: Final = 2.4  # the same between a header and its first row


def headed_rows(layout: PageLayout, known: Collection[int] = ()) -> list[tuple[int, int]]:
    """The lines (first, last) of every run of phrases that heads rows of figures, top to bottom.

    `known` are lines at which headers of listed headings begin: no rows go on past them.
    """
    found: list[tuple[int, int]] = []
    last_row = -1
    for number in range(len(layout.lines)):
        if number <= last_row:
            continue
        columns, last = _rows_from(layout, number, known)
        if not columns:
            continue
        last_row = last
        head = _head_over(layout, number, columns)
        if head is not None and not (found and head[0] <= found[-1][1]):
            found.append(head)
    return found


def _phrases(layout: PageLayout, line: int) -> list[Segment]:
    return [layout.segments[at] for at in layout.lines[line].segments]


def _is_figure(text: str) -> bool:
    told = any(map(str.isdigit, text)) and _FIGURE.fullmatch(text) is not None
    return told and _FORMULA.fullmatch(text) is None


def _rows_from(layout: PageLayout, number: int, known: Collection[int]) -> tuple[list[Box], int]:
    """The columns of the rows that begin at a line, and their last line; none where no two rows are alike.

    A row alone must give an amount by its quantity and price.
    """
    first = _phrases(layout, number)
    if len(first) < _FEWEST or not any(_is_figure(one.text) for one in first):
        return [], number
    columns = [one.box for one in first]
    figures = [_is_figure(one.text) for one in first]
    last, rows, near = number, 1, 0
    for below in range(number + 1, len(layout.lines)):
        if below in known:
            break
        phrases = _phrases(layout, below)
        matched = _matched(phrases, columns) if len(phrases) >= _FEWEST else {}
        told = sum(figures[at] and _is_figure(phrases[one].text) for at, one in matched.items())
        if len(matched) >= max(_FEWEST, len(columns) - 1) and len(phrases) <= len(columns) + 1 and told:
            for at, one in matched.items():
                columns[at] = columns[at].union(phrases[one].box)
            last, rows, near = below, rows + 1, 0
        else:
            near += 1
            if near >= _NEXT:
                break
    return (columns, last) if rows > 1 or has_product([one.text for one in first]) else ([], number)


def _matched(phrases: Sequence[Segment], columns: Sequence[Box]) -> dict[int, int]:
    """The phrase of a line that stands in each column; columns and phrases that share none are left out."""
    found: dict[int, int] = {}
    for place, phrase in enumerate(phrases):
        over = [at for at, box in enumerate(columns) if phrase.box.x0 < box.x1 and phrase.box.x1 > box.x0]
        if len(over) == 1 and over[0] not in found:
            found[over[0]] = place
    return found


def _head_over(layout: PageLayout, row: int, columns: Sequence[Box]) -> tuple[int, int] | None:
    """The lines right over a row that head its columns; None where they do not."""
    kept: list[int] = []
    edge, reach = layout.lines[row].box, _OVER
    for number in range(row - 1, max(-1, row - 1 - _MOST_LINES), -1):
        box = layout.lines[number].box
        if edge.y0 - box.y1 > reach * max(min(box.height, edge.height), 0.006):
            break
        phrases = _phrases(layout, number)
        if not _may_head(phrases, columns):
            break
        kept.append(number)
        edge, reach = box, _CLOSE
    while kept and len(kept) > 1 and _is_of_row(layout, kept, columns):
        kept.pop(0)
    if not kept:
        return None
    headed = {at for number in kept for at in _headed(_phrases(layout, number), columns)}
    widest = max(len(_phrases(layout, number)) for number in kept)
    whole = len(headed) >= max(_FEWEST, len(columns) - 1) and widest >= max(_FEWEST, len(columns) - 2)
    above = kept[-1] - 1
    if above >= 0 and len(_phrases(layout, above)) >= len(columns) - 1:
        near = layout.lines[kept[-1]].box.y0 - layout.lines[above].box.y1 < _CLOSE * layout.lines[above].box.height
        if near and any(_is_figure(one.text) for one in _phrases(layout, above)):
            return None  # words between two rows of one table
    return (kept[-1], kept[0]) if whole else None


def _may_head(phrases: Sequence[Segment], columns: Sequence[Box]) -> bool:
    """Whether phrases are short, without an amount or a label's colon, and over the columns."""
    if any(_AMOUNT.search(one.text) or len(one.text) > _LONGEST or one.text.rstrip().endswith(":") for one in phrases):
        return False
    if any(re.search(r":\s", one.text) for one in phrases):
        return False
    left, right = min(box.x0 for box in columns) - 0.03, max(box.x1 for box in columns) + 0.03
    if any(one.box.mid_x < left or one.box.mid_x > right for one in phrases):
        return False
    return len(phrases) > 1 or len(_headed(phrases, columns)) <= _FEWEST - 1


def _headed(phrases: Sequence[Segment], columns: Sequence[Box]) -> set[int]:
    """The columns that phrases stand over: each its nearest, a wide one all that lie under it."""
    found: set[int] = set()
    for one in phrases:
        under = {at for at, box in enumerate(columns) if min(one.box.x1, box.x1) - max(one.box.x0, box.x0) > 0}
        if not under:
            near = min(range(len(columns)), key=lambda at: abs(columns[at].mid_x - one.box.mid_x))
            under = {near} if abs(columns[near].mid_x - one.box.mid_x) < 0.1 else set()
        found |= under
    return found


def _is_of_row(layout: PageLayout, kept: Sequence[int], columns: Sequence[Box]) -> bool:
    """Whether the lowest line is the first of a wrapped description: one phrase, no unit, under a whole header."""
    phrases = _phrases(layout, kept[0])
    if len(phrases) > 1 or all(
        unit_of(word) or currency_of(word) for word in re.findall(r"[^\s()\[\],]+", phrases[0].text)
    ):
        return False
    over = {at for number in kept[1:] for at in _headed(_phrases(layout, number), columns)}
    apart = layout.lines[kept[0]].box.y0 - layout.lines[kept[1]].box.y1
    return len(over) >= len(columns) - 1 and apart > 0.35 * layout.lines[kept[0]].box.height
