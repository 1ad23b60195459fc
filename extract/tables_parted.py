"""Phrases of a header's line as headings: several set close together parted, one that was set apart joined.

"Gross Net" over two columns of numbers are two headings, "Bar mark" over one column of codes is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from extract.layout import PageLayout, Segment
from extract.lexicon import fold
from extract.prose_words import prose_words
from extract.tables_units import unit_of
from extract.tables_words import NO_FIELD, ROW_NUMBER, HeaderWords
from extract.values import money
from ingest.model import Box

AS_LISTED: Final = 0.99
"""Quality from which a heading is a wording of the tables, with its words whole or cut short."""

_UNIT_ALONE: Final = 0.9
"""Quality of a mere unit as a heading, which is enough for one where a price per that unit stands behind it."""

_UNIT_WORDS: Final = 3  # of a mere unit: "metric tons (MT)"
_ROWS_UNDER: Final = 12  # lines under a header among which gutters are looked for
_ROW: Final = 4  # phrases of a line that is a row
_NEARLY_ALL: Final = 0.8
_SLACK: Final = 0.012  # of the page's width that a cell may reach over or fall short of its heading's edge
_NEAR_LISTED: Final = 0.96  # quality from which a phrase is a wording but for a letter or two, as a plural is
_WEIGHTS: Final = frozenset(("carat_weight", "net_weight", "gross_weight"))
_BEFORE: Final = _WEIGHTS | {"goods_description", "hs_codes", "lot_number", "parcel_count"}
"""What a heading of prices opens with, behind the number of the rows, where it is several."""
_LONG: Final = 6  # words that no heading of prices has, but for one with more before it
_PAIR: Final = 2  # words of a unit and the price for it
_LINES_UNDER: Final = 4  # lines under a header that tell whether its words are one heading or several

_SPACE: Final = 0.5  # text heights between the thousands of one number, at the most
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}")
_THREES: Final = re.compile(r"\d{3}(?:[.,]\d+)?")


def rejoined(row: Sequence[Segment]) -> list[Segment]:
    """Phrases of a line, one that begins with a slash joined to the one before it ("Price" "/unit")."""
    joined: list[Segment] = []
    for segment in row:
        last = joined[-1] if joined else None
        apart = segment.box.x0 - last.box.x1 if last is not None else 1.0
        if last is not None and segment.text.startswith("/") and apart < 0.04:
            text, taken = f"{last.text} {segment.text}", (*last.words, *segment.words)
            joined[-1] = replace(last, text=text, words=taken, box=last.box.union(segment.box))
        else:
            joined.append(segment)
    return joined


def parted(layout: PageLayout, segment: Segment, words: HeaderWords, origin: str, last: int) -> list[Segment]:
    """A phrase cut into the fewest headings that take up all of its words; whole if it is one or cannot be cut.

    `last` is the header's last line: where one cell stands under two of the headings, they are one.
    """
    reading = words.read(segment.text, origin)
    page = layout.page
    texts = [page.words[index].text for index in segment.words]
    close = reading is not None and reading.per is not None and _is_several(texts, words, origin)
    if len(texts) < 2 or (reading is not None and reading.quality >= _NEAR_LISTED and not close):
        return [segment]
    best: list[list[tuple[int, int]] | None] = [[]] + [None] * len(texts)
    worth = [0.0] * (len(texts) + 1)  # how well the headings up to a word are told
    for end in range(1, len(texts) + 1):
        for start in range(end):
            before = best[start]
            if before is None or (start and (texts[start].startswith(("/", "(")) or texts[start - 1].endswith("/"))):
                continue
            if start and {fold(texts[start]), fold(texts[start - 1])} & prose_words("label_joining"):
                continue  # "Mass of stones"
            if start and _says_twice(texts[start:end]):
                continue  # "Peso neto total / Total" over "net weight": two languages, one heading
            if (
                start
                and end - start > 1
                and unit_of(texts[start]) is not None
                and _is_listed(texts[start + 1 : end], words)
            ):
                continue  # a unit goes with what stands before it: "Quantity kg | USD per kg"
            text = " ".join(texts[start:end])
            part = words.read(text, origin)
            if part is None:
                continue
            of_price = (
                close
                and reading is not None
                and not start
                and end <= _UNIT_WORDS
                and part.unit == reading.per is not None
            )
            least = 0.95 if "/" in text and end - start <= 3 else _UNIT_ALONE if of_price else AS_LISTED
            if part.quality < least:
                continue
            if part.per is not None and _is_several(texts[start:end], words, origin):
                continue
            held = best[end]
            told = round(worth[start] + part.quality, 3)
            if held is None or (-len(before) - 1, told) > (-len(held), worth[end]):
                best[end], worth[end] = [*before, (start, end)], told
    cut = best[-1]
    if (not cut or len(cut) < 2) and (reading is None or reading.guessed) and _numbers_rows(texts, words, origin):
        cut = [(0, 1), (1, len(texts))]
    if not cut or len(cut) < 2:
        pieces = _over_gutters(layout, segment, last)
        told = len(pieces) > 1 and any(words.may_mean(one.text, origin) for one in pieces)
        return [part for piece in pieces for part in parted(layout, piece, words, origin, last)] if told else [segment]
    if cut[0][1] > 1 and _numbers_rows(texts[: cut[0][1]], words, origin):
        apart = [(0, 1), (1, cut[0][1]), *cut[1:]]  # "N.º Descripción" over "1 | Cobre"
        if _cells_under(layout, [_piece(layout, segment, start, end).box for start, end in apart], last):
            cut = apart
    made = [_piece(layout, segment, start, end) for start, end in cut]
    named = reading is None and any(words.may_mean(part.text, origin) for part in made)
    return made if named or _cells_under(layout, [part.box for part in made], last) else [segment]


def _says_twice(texts: Sequence[str]) -> bool:
    """Whether words are one and the same on both sides of a stroke: "total / Total"."""
    middle = len(texts) // 2
    halves = [" ".join(part) for part in (texts[:middle], texts[middle + 1 :])]
    return texts[middle] == "/" and fold(halves[0]) == fold(halves[1])


def _piece(layout: PageLayout, segment: Segment, start: int, end: int) -> Segment:
    """The words `start` to `end` (exclusive) of a phrase as one of their own."""
    words = [layout.page.words[index] for index in segment.words[start:end]]
    box = words[0].box
    for word in words[1:]:
        box = box.union(word.box)
    return replace(segment, text=" ".join(word.text for word in words), words=segment.words[start:end], box=box)


def _over_gutters(layout: PageLayout, segment: Segment, last: int) -> list[Segment]:
    """A phrase cut where in nearly all lines under it a gutter parts two cells: "Big Bruto kg" over 18 | 23.099."""
    words = [layout.page.words[index].box for index in segment.words]
    lines = [line for line in layout.lines[last + 1 : last + 1 + _ROWS_UNDER] if len(line.segments) >= _ROW]
    cuts = [0]
    for number in range(1, len(words)):
        low, high = words[number - 1].x1, words[number].x0
        parts = 0
        for line in lines:
            cells = [layout.segments[at].box for at in line.segments]
            left = any(box.x1 - _SLACK <= low and box.x1 > words[cuts[-1]].x0 for box in cells)
            right = any(box.x0 + _SLACK >= high and box.x0 < words[-1].x1 for box in cells)
            parts += left and right and not any(box.x0 < low and box.x1 > high for box in cells)
        if len(lines) > 1 and parts >= _NEARLY_ALL * len(lines):
            cuts.append(number)
    return [_piece(layout, segment, start, end) for start, end in pairwise([*cuts, len(words)])]


def _cells_under(layout: PageLayout, heads: Sequence[Box], last: int) -> bool:
    """Whether each of some headings has a cell of its own under it, as far as the lines under the header tell, and no
    number stands under two of them."""
    found = [False] * len(heads)
    looked = False
    for line in layout.lines[last + 1 : last + 1 + _LINES_UNDER]:
        looked = looked or len(line.segments) > 1
        for at in line.segments:
            for cell in _cells_of(layout, layout.segments[at]):
                over = {number for box in cell if (number := _nearest(box, heads)) is not None}
                if len(over) > 1:
                    return False
                for number in over:
                    found[number] = True
    return all(found) or not looked


def _nearest(box: Box, heads: Sequence[Box]) -> int | None:
    """The heading that a word stands under for the most part; None where it stands under none."""
    shared = [max(0.0, min(box.x1, head.x1) - max(box.x0, head.x0)) for head in heads]
    nearest = max(range(len(heads)), key=lambda number: shared[number])
    return nearest if shared[nearest] > 0 else None


def _cells_of(layout: PageLayout, segment: Segment) -> list[list[Box]]:
    """The words of a phrase one by one, those that are the thousands and the rest of one number together."""
    cells: list[list[Box]] = []
    before = None
    for index in segment.words:
        word = layout.page.words[index]
        near = before is not None and (word.box.x0 - before.box.x1) * layout.page.width < _SPACE * segment.height
        if before is not None and near and _THOUSANDS.fullmatch(before.text) and _THREES.fullmatch(word.text):
            cells[-1].append(word.box)
        else:
            cells.append([word.box])
        before = word
    return cells


def _is_several(texts: Sequence[str], words: HeaderWords, origin: str) -> bool:
    """Whether a heading of prices may be several that stand close: "Net kilos Price US$/kg", "US$/ct Amount"."""
    opening = 1 if ROW_NUMBER in _names(texts[:1], words, origin) else 0  # "N.º Descripción … Precio (USD/t)"
    if any(word.startswith("(") and unit_of(word.strip("()")) is not None for word in texts[1:-1]):
        return True  # "total (t) Precio unitario (USD/t)": the unit ends a heading of its own
    if opening or len(texts) >= _LONG:
        runs = ((start, end) for start in range(opening, len(texts)) for end in range(start + 1, len(texts)))
        if any(_names(texts[start:end], words, origin) & _BEFORE for start, end in runs):
            return True
    for end in range(opening + 1, len(texts)):
        if _names(texts[opening:end], words, origin) & _WEIGHTS:
            return True
        behind = words.read(" ".join(texts[end:]), origin)
        if end == len(texts) - 1 and money.currency(texts[end].strip("()[]")) is not None:
            continue  # "Prix/ct USD": what the price is in, and no amount
        if behind is None or behind.quality < AS_LISTED or behind.per is not None or "value" not in behind.names[:1]:
            continue
        priced = words.read(" ".join(texts[:end]), origin)
        if priced is not None and priced.per is not None:
            return True
    if len(texts) == _PAIR and opening == 0:
        alone = words.read(texts[0], origin)  # a mere unit before its price
        return alone is not None and alone.quality >= _UNIT_ALONE and bool(set(alone.names) & _WEIGHTS)
    return False


def _names(texts: Sequence[str], words: HeaderWords, origin: str) -> frozenset[str]:
    """The columns that words head which are a wording of the tables."""
    part = words.read(" ".join(texts), origin)
    return frozenset(part.names) if part is not None and part.quality >= AS_LISTED else frozenset()


def _is_listed(texts: Sequence[str], words: HeaderWords) -> bool:
    """Whether words are a heading by themselves."""
    reading = words.read(" ".join(texts), "text-layer")
    return reading is not None and reading.quality >= AS_LISTED


def _numbers_rows(texts: Sequence[str], words: HeaderWords, origin: str) -> bool:
    """True for the heading of running numbers with another close behind it: "Item Particulars of supply"."""
    first, rest = words.read(texts[0], origin), words.read(" ".join(texts[1:]), origin)
    return first is not None and ROW_NUMBER in first.names and rest is not None and bool(set(rest.names) - NO_FIELD)
