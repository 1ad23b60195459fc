"""Line tables set on their side: each parcel or batch has a column, each fact a line that its label opens.

A block of such lines is a table only if something bears it out: the columns are numbered or named, their numbers add
up to those of a last column, or multiply to amounts. It is handed on as if it were set upright, so that all that holds
for rows and totals holds for its columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from extract.layout import PageLayout
from extract.lexicon import fold
from extract.tables_body import Body, BodyLine, Token
from extract.tables_grid import total_opening
from extract.tables_header import Header, Heading, heading_of
from extract.tables_reader import NOT_SUMMED, NUMERIC, digits_of
from extract.tables_relations import has_product
from extract.tables_turned_rows import TurnedRow, turned_rows
from extract.tables_words import NO_FIELD, ROW_NUMBER, HeaderWords
from extract.values.scripts import latin
from ingest.model import Box

_LEAST: Final = 2  # columns of parcels, lines of their numbers, facts that labels tell
_NAMED: Final = frozenset(("goods_description", "lot_number", "seal_numbers", "tag_numbers"))
"""Facts that tell one parcel from another."""
_LISTED: Final = 0.9  # quality of a label that is listed, in one language or two
_MOSTLY: Final = 0.6  # share of the labels that must be listed


def turned_tables(layout: PageLayout, page: int, words: HeaderWords) -> Iterator[tuple[Header, Body]]:
    """The tables of a page that are set on their side, each as its header and the rows that its columns are."""
    for rows in turned_rows(layout):
        made = _upright(layout, page, rows, words)
        if made is not None:
            yield made


def _upright(
    layout: PageLayout, page: int, rows: Sequence[TurnedRow], words: HeaderWords
) -> tuple[Header, Body] | None:
    """The rows as columns, and the columns as rows; None where they are no table."""
    if not rows:
        return None
    origin = layout.page.origin
    count = 1 + max(column for row in rows for column in row.cells)
    index = next((row for row in rows if _numbers_columns(row) and not _is_counted(row, words, origin)), None)
    headings = [(_named(row, words, origin, numbered=row is index), row) for row in rows]
    listed = [one for one, row in headings if row is not index and one.names and _is_listed(row, words, origin)]
    told = [one.names[0] for one in listed if set(one.names) - NO_FIELD]
    if len(set(told)) < _LEAST or not set(told) & NUMERIC:
        return None
    if len(listed) < _MOSTLY * sum(row is not index for row in rows):
        return None
    if not _is_borne_out(headings, index, count):
        return None
    # What names and describes comes first, as it does in a row.
    headings.sort(key=lambda one: (one[1] is not index, bool(one[1].numbers)))
    box = headings[0][0].box
    for heading, row in headings:
        for segment in (*row.label, *(one for told in row.cells.values() for one in told)):
            box = box.union(segment.box)
        box = box.union(heading.box)
    lines = tuple(_standing(layout, page, [row for _, row in headings], at, box, count) for at in range(count))
    columns = tuple(heading for heading, _ in headings)
    first = min(one.line for row in rows for told in row.cells.values() for one in told)
    last = max(one.line for row in rows for told in row.cells.values() for one in told)
    return Header(columns, first, last, box), Body(columns, (), lines)


def _named(row: TurnedRow, words: HeaderWords, origin: str, *, numbered: bool) -> Heading:
    """What a row's label says, as the heading of a column."""
    if row.label:
        heading = heading_of(row.label, words, origin)
        return replace(heading, names=(ROW_NUMBER,)) if numbered else heading
    box = next(one.box for told in row.cells.values() for one in told)
    return Heading((ROW_NUMBER,) if numbered else (), "", box, None, None, None, frozenset())


def _is_counted(row: TurnedRow, words: HeaderWords, origin: str) -> bool:
    """Whether a label asks for what is counted, be it 1, 2 and 3: "No. of bags"."""
    reading = words.read(" ".join(one.text for one in row.label), origin) if row.label else None
    total = total_opening().match(fold(latin(row.text(max(row.cells)))))
    return reading is not None and bool(set(reading.names) & NUMERIC) and total is None


def _is_listed(row: TurnedRow, words: HeaderWords, origin: str) -> bool:
    """Whether a row's label is a wording as it is listed, not only like one ("Lot 2" names a row), nor a mere total."""
    label = " ".join(one.text for one in row.label)
    reading = words.read(label, origin)
    total = total_opening().fullmatch(fold(latin(label))) is not None
    return reading is not None and reading.quality >= _LISTED and not total


def _numbers_columns(row: TurnedRow) -> bool:
    """Whether a row numbers the columns: 1, 2, 3, with words or not, the last of them perhaps a total."""
    cells = [row.text(column) for column in sorted(row.cells)]
    total = len(cells) > 1 and total_opening().match(fold(latin(cells[-1]))) is not None
    numbered = cells[:-1] if total else cells
    counted = [digits_of(cell) for cell in numbered] == list(range(1, len(numbered) + 1))
    return counted and (total or len(numbered) >= _LEAST) and (not row.label or total or len(numbered) > _LEAST)


def _is_borne_out(headings: Sequence[tuple[Heading, TurnedRow]], index: TurnedRow | None, count: int) -> bool:
    """Whether columns are numbered or named, or their numbers add up or multiply as those of rows do."""
    if index is not None:
        return True
    for heading, row in headings:
        texts = [row.text(column) for column in range(count)]
        if not set(heading.names[:1]) & NUMERIC or set(heading.names) & NOT_SUMMED:
            named = set(heading.names[:1]) & _NAMED and not heading.guessed
            filled = [text for text in texts if any(map(str.isalnum, text))]
            if named and len(filled) >= max(_LEAST, count - 1) and len(set(filled)) == len(filled):
                return True
        elif count > _LEAST and all(texts):
            figures = [digits_of(text) for text in texts]
            if figures[-1] > 0 and sum(figures[:-1]) == figures[-1]:
                return True
    return all(has_product([row.text(column) for _, row in headings]) for column in range(count))


def _standing(layout: PageLayout, page: int, rows: Sequence[TurnedRow], column: int, box: Box, count: int) -> BodyLine:
    """One column as a row; its place is a share of the block's height, as rows stand one under another."""
    words = layout.page.words
    cells = {
        at: tuple(
            Token(words[number].text, words[number].box, page, number, words[number].confidence, segment.height)
            for segment in row.cells[column]
            for number in segment.words
        )
        for at, row in enumerate(rows)
        if column in row.cells
    }
    step = box.height / count
    place = Box(box.x0, box.y0 + column * step, box.x1, box.y0 + (column + 0.8) * step)
    return BodyLine(page, place, cells, ruled_above=False)
