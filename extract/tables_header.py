"""Where a line table begins: the header, its columns, and the units and currencies that it names.

A header is a run of one to four text lines, close together, made of header words and without amounts. Wordings one
over another in a column are read together ("Unit price" over "(US$/ct)"); a wording over several columns
("Weight (kg)" over "Gross" and "Net") is read with each of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final

from extract.layout import PageLayout, Segment
from extract.tables_header_boxed import boxes_of
from extract.tables_header_languages import in_two_languages, stands_over
from extract.tables_header_lines import asks_about_size, ends_boxes, is_broken_off
from extract.tables_header_spans import heads_ruled, own_of, spanning, told_by, with_spanned
from extract.tables_parted import parted, rejoined
from extract.tables_unlisted import headed_rows
from extract.tables_words import NO_FIELD, OTHER, ROW_NUMBER, HeaderWords
from ingest.model import Box

_AMOUNT: Final = re.compile(r"\d[.,]\d|\d{4,}")
_SIZE: Final = re.compile(
    r"(?:(?:stones?|pierres?|pedras|piedras)(?: (?:of|de|from|d'au moins|at least))?\s+)?"
    r"(?:[<>≥≤+–-]?\s*\d(?:[.,]\d{1,2})?\s*(?:ct|cts|carats?|mm)\s*[+–-]?|[<>≥≤]\s*\d(?:[.,]\d{1,2})?)",
    re.IGNORECASE,
)
"""A heading that is a size: the column says which parcels hold stones of it."""
_LEAST_BESIDE_SIZE: Final = 3
_MOST_LINES: Final = 4
_LEAST_WEIGHED: Final = 3
_MEASURES: Final = frozenset(("carat_weight", "net_weight", "gross_weight", "value"))
_WIDE: Final = 4  # headings side by side of which fewer must be known
_LEAST_KNOWN: Final = 2
_WIDEST: Final = 90  # letters of one heading, and of fewer than three, at the most
_SHORT: Final = 30  # letters of one of these at the most, in each of its languages
_LANGUAGES: Final = re.compile(r"\s+[/|]\s+")
"""What parts the languages of a heading: "Concentration / Teneur certifiée"."""
_PLAIN: Final = 4  # known headings side by side that are no row's words
_LEAST_RESULTS: Final = 3  # columns of results that, beside lot numbers, make a table of analyses


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's heading: the columns that it may head (best first, none if unknown), unit and currency it names.

    `per` is the unit that a price is for ("US$/ct"). `guessed` says that no list knows the heading, only its words.
    """

    names: tuple[str, ...]
    text: str
    box: Box
    unit: str | None
    currency: str | None
    per: str | None
    words: frozenset[int]
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table, left to right, and the page lines (first to last) that they take up.

    `unlisted` says that rows under them tell them for headings, and no list does.
    """

    headings: tuple[Heading, ...]
    first_line: int
    last_line: int
    box: Box
    unlisted: bool = False

    def fields(self) -> tuple[str, ...]:
        """The first-choice fields of the headings, left to right; columns that are no field left out."""
        return tuple(heading.names[0] for heading in self.headings if set(heading.names) - NO_FIELD)


def find_headers(layout: PageLayout, words: HeaderWords) -> tuple[Header, ...]:
    """Every run of lines on a page that reads like a table's header, top to bottom."""
    origin = layout.page.origin
    likely = [_may_head(layout, index, words) for index in range(len(layout.lines))]
    found: list[Header] = []
    start = 0
    while start < len(likely):
        if not likely[start]:
            start += 1
            continue
        end = start
        while (
            end + 1 < len(likely)
            and end + 1 - start < _MOST_LINES
            and likely[end + 1]
            and _close(layout.lines[end].box, layout.lines[end + 1].box)
        ):
            end += 1
        broken = not found or found[-1].last_line < start - 1
        header = _best_run(layout, start, end, words, origin, broken=broken)
        if header is not None and found and is_broken_off(header, found[-1]):
            header = None
        if header is not None:
            header = _in_boxes(layout, header, words, origin)
            found.append(header)
            start = header.last_line + 1
        else:
            start = end + 1
    return tuple(_with_unlisted(layout, in_two_languages(found), words))


def _in_boxes(layout: PageLayout, header: Header, words: HeaderWords, origin: str) -> Header:
    """A header with all lines of the ruled boxes that it stands in, where it tells as much so."""
    held = boxes_of(layout, header.first_line, header.last_line)
    lines = [one.line for phrases in held or () for one in phrases]
    if held is None or (min(lines) >= header.first_line and max(lines) <= header.last_line):
        return header
    added = [one for phrases in held for one in phrases if not header.first_line <= one.line <= header.last_line]
    if any(char.isdigit() for one in added for char in one.text):
        return header  # a form's boxes, which hold what they ask for too
    headings = [heading_of(phrases, words, origin, boxed=True) for phrases in held]
    box = reduce(Box.union, (one.box for one in headings))
    whole = Header(tuple(headings), min(lines), max(lines), box)
    return whole if len(headings) >= len(header.headings) and _told(whole) >= _told(header) else header


def _with_unlisted(layout: PageLayout, found: Sequence[Header], words: HeaderWords) -> list[Header]:
    """The headers with those that only the rows under them tell.

    Where such a run of lines takes in a header that lists tell, it is read instead if more of it is understood so.
    """
    made = list(found)
    for first, last in headed_rows(layout, frozenset(one.first_line for one in found)):
        shared = [one for one in made if one.first_line <= last and one.last_line >= first]
        header = _header(layout, first, last, words, layout.page.origin, unlisted=True)
        if header is None or len(shared) > 1:
            continue
        if shared and not _tells_more(layout, header, shared[0]):
            continue
        made = [one for one in made if one not in shared] + [header]
    return sorted(made, key=lambda header: header.first_line)


def _tells_more(layout: PageLayout, header: Header, other: Header) -> bool:
    """Whether a header names all columns that another does and has more, each beginning on the lines of that one."""
    if len(other.headings) >= len(header.headings) or not set(header.fields()) >= set(other.fields()):
        return False
    lines = layout.lines[other.first_line : other.last_line + 1]
    words = {index for line in lines for at in line.segments for index in layout.segments[at].words}
    return all(heading.words & words for heading in header.headings)


def _close(upper: Box, lower: Box) -> bool:
    return lower.y0 - upper.y1 < 1.1 * max(upper.height, lower.height)


def _may_head(layout: PageLayout, index: int, words: HeaderWords) -> bool:
    segments = [layout.segments[at] for at in layout.lines[index].segments]
    sizes = [one for one in segments if _SIZE.fullmatch(one.text.strip()) or asks_about_size(one.text)]
    if len(sizes) > 1 or any(_AMOUNT.search(segment.text) for segment in segments if segment not in sizes):
        return False
    segments = [segment for segment in segments if segment not in sizes]
    origin = layout.page.origin
    known = sum(1 for segment in segments if words.knows(segment.text, origin))
    boxed = all(one.cell is not None for one in segments) and len({one.cell for one in segments}) == len(segments)
    if sizes and known < (_LEAST_KNOWN if boxed and known == len(segments) else _LEAST_BESIDE_SIZE):
        return False
    short = all(len(part) <= _SHORT for segment in segments for part in _LANGUAGES.split(segment.text))
    if len(segments) >= _WIDE and known >= max(_LEAST_KNOWN, 0.4 * len(segments)):
        return short
    if known and len(segments) > _LEAST_KNOWN and short:
        known += sum(1 for one in segments if not words.knows(one.text, origin) and words.may_mean(one.text, origin))
    wide = (one for one in segments if len(one.text) > _WIDEST)
    return known >= max(1, 0.6 * len(segments)) and all(
        len(parted(layout, one, words, origin, index)) >= _LEAST_WEIGHED for one in wide
    )


def _best_run(
    layout: PageLayout, start: int, end: int, words: HeaderWords, origin: str, *, broken: bool
) -> Header | None:
    """The run of lines within start..end whose headings name most columns; of equals the shortest.

    A line over it that is a header alone begins its headings: "Goods | Invoiced" over "description | qty (ct)".
    `broken` says that what ends the labels in a form's boxes is no header, where none right over it is told in another
    language.
    """
    best: tuple[tuple[int, float, int], Header] | None = None
    for first in range(start, end + 1):
        if (broken or first > start) and ends_boxes(layout, first):
            continue
        for last in range(first, end + 1):
            header = _header(layout, first, last, words, origin)
            if header is None:
                continue
            # A heading over two lines is a wording as it stands in the tables only with both.
            told = [words.read(heading.text, origin) for heading in header.headings]
            fit = sum(reading.quality for reading in told if reading is not None)
            rank = (_told(header), round(fit, 1), -(last - first))
            if best is None or rank > best[0]:
                best = (rank, header)
    if best is None:
        return None
    header = best[1]
    over = header.first_line - 1
    if over >= 0 and heads_ruled(layout, over, header.last_line):
        longer = _header(layout, over, header.last_line, words, origin)
        return longer if longer is not None and _told(longer) > _told(header) else header
    may = over >= start and not ((broken or over > start) and ends_boxes(layout, over))
    if may and _header(layout, over, over, words, origin) is not None:
        longer = _header(layout, over, header.last_line, words, origin)
        alike = longer is not None and len(longer.headings) == len(header.headings)
        return longer if longer is not None and alike and _told(longer) >= _told(header) else header
    return header


def _told(header: Header) -> int:
    """How much a header says: columns, units and currencies named, less what heads nothing known."""
    spoilt = sum(1 for heading in header.headings if not heading.names)
    measured = sum(1 for heading in header.headings if heading.unit or heading.currency)
    named = len(header.headings) - spoilt
    return 3 * len(set(header.fields())) + named - 2 * spoilt + measured


def _header(
    layout: PageLayout, first: int, last: int, words: HeaderWords, origin: str, *, unlisted: bool = False
) -> Header | None:
    whole = [rejoined([layout.segments[at] for at in layout.lines[index].segments]) for index in range(first, last + 1)]
    wide = [segment for segment, _ in spanning(layout, whole, words, origin)]
    rows = [
        [
            part
            for segment in row
            for part in ([segment] if segment in wide else parted(layout, segment, words, origin, last))
        ]
        for row in whole
    ]
    base = max(range(len(rows)), key=lambda row: (len(rows[row]), row))
    spans = spanning(layout, rows, words, origin)
    heading_more = [segment for segment, _ in spans]
    columns: list[list[Segment]] = [[segment] for segment in rows[base] if segment not in heading_more]
    for number, row in enumerate(rows):
        if number == base:
            continue
        for segment in row:
            if segment in heading_more:
                continue
            under = [
                column
                for column in columns
                if stands_over(segment.box, column[-1].box) or stands_over(segment.box, column[0].box)
            ]
            if under:
                for column in under:
                    column.append(segment)
            else:
                columns.append([segment])
    for segment, under_it in spans:
        for column in columns:
            if any(one in column for one in under_it):
                column.append(segment)
    for column in columns:
        column.sort(key=lambda segment: segment.box.y0)
    columns, over = with_spanned(columns)
    headings = [heading_of(column, words, origin, over) for column in columns]
    headings.sort(key=lambda heading: heading.box.x0)
    known = {heading.names[0] for heading in headings if set(heading.names) - NO_FIELD}
    others = sum(1 for heading in headings if heading.names == (OTHER,))
    box = headings[0].box
    for heading in headings[1:]:
        box = box.union(heading.box)
    if unlisted:
        return Header(tuple(headings), first, last, box, unlisted=True) if len(headings) >= _LEAST_WEIGHED else None
    numbered = any(ROW_NUMBER in heading.names for heading in headings)
    weighed = numbered and len(headings) >= _LEAST_WEIGHED and bool(known & _MEASURES)  # "Bar no. | Box | Net weight"
    listed = {heading.names[0] for heading in headings if set(heading.names) - NO_FIELD and not heading.guessed}
    if listed != known and (not listed or len(known) <= _LEAST_KNOWN):
        return None  # a guess beside one known word is no header
    if len(known) < 2 and not (known == {"lot_number"} and others >= _LEAST_RESULTS) and not weighed:
        return None
    if (
        headings[0].names[:1] in (("value",), ("unit_price",))
        and "goods_description" not in known
        and len(known) < _PLAIN
    ):
        return None  # "Total … packages": a row's words, no heading
    return Header(tuple(headings), first, last, box)


def heading_of(
    column: Sequence[Segment], words: HeaderWords, origin: str, over: Sequence[Segment] = (), *, boxed: bool = False
) -> Heading:
    """The heading that phrases one over another make; those of `over` stand over more columns than this one.

    `boxed` says that a ruled box holds these and no other.
    """
    text, reading = told_by(column, words, origin, over, boxed=boxed)
    narrow = min(own_of(column, over), key=lambda segment: segment.box.width)
    box = column[0].box
    for segment in column[1:]:
        box = box.union(segment.box)
    if len(column) > 1 and box.width > 1.5 * narrow.box.width:
        box = Box(narrow.box.x0, box.y0, narrow.box.x1, box.y1)  # a wording over several columns is not as wide as one
    taken = frozenset(index for segment in column for index in segment.words)
    if reading is None:
        names = (OTHER,) if asks_about_size(text) else ()
        return Heading(names, text, box, *words.measures(text), taken)
    return Heading(reading.names, text, box, reading.unit, reading.currency, reading.per, taken, reading.guessed)
