"""What carries a table on at the head of the next page, under no headings: rows built as those before, or its total.

A page may be set a little aside of the one before; its columns are then moved along with its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from extract.layout import PageLayout
from extract.lexicon import fold
from extract.tables_beside import unfolded
from extract.tables_body import Body, BodyLine, Token
from extract.tables_columns import Columns
from extract.tables_grid import carry_on, total_opening
from extract.tables_reader import NUMERIC, Kind, Reader, digits_of
from extract.tables_row import Row
from extract.tables_rows import rows_of
from ingest.model import Box

_LOW: Final = 0.62  # share of the page's height down to which a table is broken off by the page's end
_FIRST_LINES: Final = 25  # of a page, among which its rows begin
_ALIKE: Final = 3  # columns filled alike by which a row goes on with those of a page that is not full
_TOTALLED: Final = 2  # columns of figures side by side that are a table's total
_ASIDE: Final = 0.06  # of the page's width, by which it may be set aside of the one before
_UNDER: Final = 0.008  # of the page's width, by which two cells of one column may differ in their edge or middle


def overleaf(
    layout: PageLayout,
    page: int,
    above: Body,
    rows: Sequence[Row],
    columns: Columns,
    reader: Reader,
    *,
    headed: bool,
) -> tuple[Body, tuple[Row, ...]] | None:
    """A table's further lines and rows at the head of the next page; None where nothing there goes on with it.

    `above` and `rows` are what stands of it on the page before, under its headings (`headed`) or carried on itself.
    Where that page has room left under them, only a row that fills the same columns alike, or the table's total, is
    known for more of it.
    """
    body = above.folded or above
    full = not headed or max((line.box.y1 for line in above.lines), default=0.0) > _LOW
    last = next((row for row in reversed(rows) if row.kind is Kind.ITEM), None)
    for number, line in enumerate(layout.lines[:_FIRST_LINES]):
        aside = _aside(last, [layout.segments[at].box for at in line.segments]) if last is not None else 0.0
        moved = _moved(body, aside)
        found = unfolded(carry_on(layout, page, moved, line.box.y0 - 0.001, 1.0))
        if not found.lines:
            continue
        first = found.lines[0]
        if _fits(first, columns) and (full or (last is not None and _is_alike(first, last))):
            found = _with_text_above(layout, page, number, found, columns)
        elif not _is_total(first, rows, columns):
            continue
        told = tuple(rows_of(found.lines, reader))
        return (found, told) if any(row.kind in (Kind.ITEM, Kind.TOTAL) for row in told) else None
    return None


def _aside(last: Row, boxes: Sequence[Box]) -> float:
    """How far right of the last row's cells those of a line stand, all alike; 0 where they are not set alike."""
    over = [_around(last.cells[column]) for column in sorted(last.cells) if last.cells[column]]
    if len(over) != len(boxes) or len(over) < _ALIKE:
        return 0.0
    apart = [
        (lower.x0 - upper.x0, lower.mid_x - upper.mid_x, lower.x1 - upper.x1)
        for upper, lower in zip(over, boxes, strict=True)
    ]

    def misfit(by: float) -> float:
        return max(min(abs(edge - by) for edge in edges) for edges in apart)

    by = min((edge for edges in apart for edge in edges), key=lambda edge: (misfit(edge), abs(edge)))
    return by if misfit(0.0) > _UNDER >= misfit(by) and abs(by) <= _ASIDE else 0.0


def _around(tokens: Iterable[Token]) -> Box:
    boxes = [token.box for token in tokens]
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _moved(body: Body, by: float) -> Body:
    """The columns of a page set this far aside."""
    if not by:
        return body
    columns = tuple(replace(one, box=one.box._replace(x0=one.box.x0 + by, x1=one.box.x1 + by)) for one in body.columns)
    return replace(body, columns=columns, parts=tuple(part + by for part in body.parts))


def _with_text_above(layout: PageLayout, page: int, number: int, body: Body, columns: Columns) -> Body:
    """The body from the first lines of its first row's description on, where its numbers stand on the last one."""
    for below, over in pairwise(reversed(layout.lines[: number + 1])):
        above, box = over.box, below.box
        if box.y0 - above.y1 > 0.6 * max(above.height, box.height):
            break
        longer = unfolded(carry_on(layout, page, body.folded or body, above.y0 - 0.001, 1.0))
        if not longer.lines or any(columns.names.get(at) != "goods_description" for at in longer.lines[0].cells):
            break
        body = longer
    return body


def _fits(line: BodyLine, columns: Columns) -> bool:
    """True for a line with numbers in most of the columns that hold numbers."""
    numeric = [column for column, name in columns.names.items() if name in NUMERIC]
    hit = sum(1 for column in numeric if any(map(str.isdigit, line.text(column))))
    return bool(numeric) and hit >= max(1, 0.6 * len(numeric)) and len(line.cells) >= 2


def _is_alike(line: BodyLine, last: Row) -> bool:
    """Whether a line fills the columns of a row, figures under figures and words under words."""
    filled = {column for column, tokens in last.cells.items() if tokens}
    return (
        len(filled) >= _ALIKE
        and filled == {column for column, tokens in line.cells.items() if tokens}
        and all(_has_figures(line.text(at)) is _has_figures(last.text(at)) for at in filled if at != 0)
    )


def _has_figures(text: str) -> bool:
    return any(map(str.isdigit, text))


def _is_total(line: BodyLine, rows: Sequence[Row], columns: Columns) -> bool:
    """Whether a line opens as a total does and has its figures in the table's columns of figures.

    In several of them, or in one to which its rows add up.
    """
    if not line.cells or total_opening().match(fold(line.text(min(line.cells)))) is None:
        return False
    figures = [at for at in line.cells if _has_figures(line.text(at))]
    if not figures or any(columns.names.get(at) not in NUMERIC for at in figures):
        return False
    items = [row for row in rows if row.kind is Kind.ITEM]
    sums = [digits_of(line.text(at)) == sum(digits_of(row.text(at)) for row in items) for at in figures]
    return len(figures) >= _TOTALLED or all(sums)
