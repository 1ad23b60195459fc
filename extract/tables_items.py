"""Goods told item by item in a form's box: "1 SMK-TA-26-018 18 drums COLTAN CONCENTRATE (HS 2615.90)", 6,120 kg beside.

Certificates of origin and bills of lading have no columns for their goods: one box asks for marks, packages and
description together, and the next for weights, level with the items. An item begins with its number in the list or with
a count of its packages; the lines under it that begin with neither go on in it, and a total ends them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from extract.doctype import DocumentType
from extract.layout import PageLayout
from extract.model import Field
from extract.prose_words import alternation
from extract.tables_body import Token
from extract.tables_items_facts import rows_of_items
from extract.tables_items_labels import Heading, asks_for_goods
from extract.tables_items_text import ItemReader, ItemText
from extract.tables_items_total import total_of_items
from extract.tables_phrases import tokens_of
from extract.tables_repeated_fields import ALIGNED
from extract.tables_statements import is_total
from extract.values import Context, counts
from extract.values.folding import fold

_LEAST: Final = 2  # items that make a table: one alone is told by the paper's own fields
_MOST_LINES: Final = 8  # of one item
_ABOVE: Final = 8  # lines within which the label stands over the first item
_LEFT: Final = 0.05  # of the page's width that a label stands left of its items at the most
_APART: Final = 2.5  # text heights between two lines of one item at the most
_LEADING: Final = 5  # words before the packages that an item begins with: its mark, lot or goods
_INTO: Final = frozenset(("in", "into", "en", "em", "dans", "with"))
"""Words before a count of what the goods of a line above are in, folded."""
_NUMBER: Final = re.compile(r"\(?(?P<number>\d{1,2})[.):]?")
_BARE: Final = re.compile(r"\d{1,5}")

_Place: TypeAlias = tuple[tuple[int, int] | None, int]
"""Where items may begin: the column of their ruled boxes, None on open ground, and the margin in it."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where an item begins: its line and phrase, and its number in the list, if it has one."""

    line: int
    segment: int
    number: int | None = None


def listed_items(
    layouts: Sequence[PageLayout], doctype: DocumentType, context: Context
) -> tuple[tuple[dict[str, Field], ...], dict[str, Field]]:
    """The items of the fullest box of goods, with what their total states; none where no box tells two or more."""
    best: tuple[dict[str, Field], ...] = ()
    totals: dict[str, Field] = {}
    reading = ItemReader({spec.name: spec for spec in doctype.columns}, doctype, layouts, context)
    for page, layout in enumerate(layouts):
        for openings in _lists(layout):
            headings = _headings(layout, openings[0], doctype)
            if headings:
                marks = _marks(layout, page, openings[0])
                rows = rows_of_items(_items(layout, page, openings), headings, marks, reading)
                if len(rows) > len(best):
                    last = layout.segments[openings[-1].segment]
                    best, totals = rows, total_of_items(layout, page, last, rows, headings, reading)
    return best, totals


def _lists(layout: PageLayout) -> Iterator[list[_Opening]]:
    """Openings at one margin and in one box, one under another: those that count 1, 2, 3 first, then those of packages.

    Phrases that begin a box or stand in its midst open items alike; what is loaded counts no item of its own. Boxes
    of one column, each with an item, are as one.
    """
    numbered: dict[_Place, list[_Opening]] = {}
    packed: dict[_Place, list[_Opening]] = {}
    for at, segment in enumerate(layout.segments):
        first, *more = segment.text.split(" ", 1)
        alone = at + 1 < len(layout.segments) and layout.segments[at + 1].line == segment.line
        behind = more[0] if more else layout.segments[at + 1].text if alone else ""
        if not any(map(str.isdigit, segment.text)) or not behind or is_total(fold(segment.text)):
            continue
        place = (_column(layout, segment.cell), round(segment.box.x0 / ALIGNED))
        told = _NUMBER.fullmatch(first)
        if told is not None and counts.packages_end(f" {fold(behind)}", 0) == 0:
            numbered.setdefault(place, []).append(_Opening(segment.line, at, int(told["number"])))
        text = segment.text if more or not _BARE.fullmatch(first) else f"{first} {behind}"
        if _is_of_packages(text):
            packed.setdefault(place, []).append(_Opening(segment.line, at))
    for found in map(_counted_on, numbered.values()):
        if len(found) >= _LEAST:
            yield found
    for openings in _neighbouring(packed):
        if len(openings) >= _LEAST and len({one.line for one in openings}) == len(openings):
            yield openings


def _column(layout: PageLayout, cell: int | None) -> tuple[int, int] | None:
    """The edges of a ruled box, left and right, alike for those under one another; None on open ground."""
    if cell is None:
        return None
    box = layout.cells[cell].box
    return round(box.x0 / ALIGNED), round(box.x1 / ALIGNED)


def _neighbouring(packed: dict[_Place, list[_Opening]]) -> Iterator[list[_Opening]]:
    """The openings of a margin with those of the next, where a rounded place parts what stands at one."""
    for (column, place), openings in packed.items():
        yield sorted((*openings, *packed.get((column, place + 1), ())), key=lambda one: one.line)


def _counted_on(openings: Sequence[_Opening]) -> list[_Opening]:
    """Those openings that count from one on, line under line."""
    found: list[_Opening] = []
    for one in openings:
        if one.number == len(found) + 1 and (not found or one.line > found[-1].line):
            found.append(one)
    return found


def _is_of_packages(text: str) -> bool:
    """Whether a phrase counts packages at its head, or behind few words: "LOT A: 18 drums", not "in 18 drums"."""
    folded = fold(text)
    match = _packages().search(folded)
    before = folded[: match.start()].split() if match is not None else []
    return match is not None and len(before) <= _LEADING and _INTO.isdisjoint(before)


@cache
def _packages() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,/+-])\d{{1,5}}\s+(?:[^\W\d_][^\W\d_-]+ ){{0,2}}(?:{alternation('package')})(?![^\W_])"
    )


def _headings(layout: PageLayout, first: _Opening, doctype: DocumentType) -> list[Heading]:
    """What is asked over the items and beside, left to right; none where no label asks for goods or packages.

    Over a box's items stands its label in the box itself, or in the one over it.
    """
    opening = layout.segments[first.segment]
    asking: int | None = None
    for at in range(first.segment - 1, -1, -1):
        segment = layout.segments[at]
        if first.line - segment.line > _ABOVE:
            break
        over = segment.cell == opening.cell or segment.box.x0 < opening.box.x1
        near = over and -_LEFT <= segment.box.x0 - opening.box.x0 <= ALIGNED
        if (near or segment.line == first.line) and asks_for_goods(segment.text, doctype):
            asking = at
            break
    if asking is None:
        return []
    asked = layout.segments[asking]
    box = layout.cells[asked.cell].segments if asked.cell is not None else (asking,)
    top = min(layout.segments[at].line for at in box)
    return [
        Heading(segment.text, segment.box, segment.cell)
        for segment in layout.segments
        if max(top, first.line - _ABOVE) <= segment.line < max(first.line, asked.line + 1)
    ]


def _items(layout: PageLayout, page: int, openings: Sequence[_Opening]) -> list[ItemText]:
    """The words of each item: those of its own box, line by line, and what stands beside, level with them."""
    first = layout.segments[openings[0].segment]
    own: list[list[int]] = []
    sizes: list[int] = []
    for at, opening in enumerate(openings):
        until = openings[at + 1].line if at + 1 < len(openings) else opening.line + min(_MOST_LINES, max(sizes))
        kept = _going_on(layout, opening, until, layout.segments[opening.segment].cell)
        own.append(kept)
        sizes.append(layout.segments[kept[-1]].line - opening.line + 1)
    height = layout.text_height / layout.page.height
    tops = [min(layout.segments[at].box.y0 for at in kept) - 0.5 * height for kept in own]
    ends = [*tops[1:], max(layout.segments[at].box.y1 for at in own[-1]) + 0.2 * height]
    items: list[ItemText] = []
    for opening, kept, top, end in zip(openings, own, tops, ends, strict=True):
        beside = [
            at
            for at, segment in enumerate(layout.segments)
            if top <= segment.box.mid_y < end and segment.box.x0 > first.box.x0 + ALIGNED and at not in kept
        ]
        items.append(
            ItemText(
                tuple(tuple(tokens_of(layout, page, at)) for at in kept),
                tuple((layout.segments[at].cell, tuple(tokens_of(layout, page, at))) for at in beside),
                opening.number is not None,
            )
        )
    return items


def _marks(layout: PageLayout, page: int, first: _Opening) -> list[Sequence[Token]]:
    """The phrases in the box left of the items, where they are ruled: their marks, as a bill of lading lists them."""
    opening = layout.segments[first.segment]
    if opening.cell is None:
        return []
    box = layout.cells[opening.cell].box
    return [
        tokens_of(layout, page, at)
        for at, segment in enumerate(layout.segments)
        if segment.box.x1 <= box.x0 + ALIGNED and opening.box.y0 - segment.box.height < segment.box.mid_y < box.y1
    ]


def _going_on(layout: PageLayout, opening: _Opening, until: int, cell: int | None) -> list[int]:
    """The phrases of an item in its box, line by line, up to a total, a wide gap or what stands left of its margin."""
    left = layout.segments[opening.segment].box.x0 - ALIGNED
    kept: list[int] = []
    for line in layout.lines[opening.line : until]:
        inside = [at for at in line.segments if layout.segments[at].cell == cell and layout.segments[at].box.x0 >= left]
        if not inside:
            continue
        if kept:
            above = max(layout.segments[at].box.y1 for at in kept)
            gap = layout.segments[inside[0]].box.y0 - above
            text = " ".join(layout.segments[at].text for at in inside)
            if gap > _APART * layout.text_height / layout.page.height or is_total(fold(text)):
                break
        kept += inside
    return kept or [opening.segment]
