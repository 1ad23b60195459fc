"""What each line of a table's body is: an item, more of an item's text, a sub-total, a charge, or the total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Final

from rapidfuzz import fuzz, process

from extract import lexicon
from extract.lexicon import fold
from extract.tables_grid import BodyLine, Token, is_measure
from ingest.model import Box

RESULT: Final = "result"
"""A column of a table of analyses that is no field of ours; its numbers tell the rows."""

NUMERIC: Final = frozenset(
    (
        RESULT,
        "carat_weight",
        "net_weight",
        "gross_weight",
        "value",
        "unit_price",
        "parcel_count",
        "grade",
        "licensed_quantity",
        "licensed_value",
    )
)
"""Columns whose cells are numbers."""

_DIGIT: Final = re.compile(r"\d")
_COLON: Final = re.compile(r"^[^:\d]{3,60}:")
_LINKS: Final = frozenset(("in", "en", "em", "of", "de"))
_NUMBER: Final = re.compile(r"^[^\W\d_]{0,3}[$€£]?[-+(]?\d[\d.,'’/]*\)?(?:[^\W\d_]{1,5}|[%$€£])?[.,;:)]*$")
_BARE_INTEGER: Final = re.compile(r"^#?\d{1,4}[.)]?$")


@cache
def _opening(name: str) -> re.Pattern[str]:
    """The wordings that open a row of a kind, as a pattern on folded text."""
    wordings = {fold(wording) for wordings in lexicon.row_words(name).values() for wording in wordings}
    return re.compile("(?:" + "|".join(re.escape(one) for one in sorted(wordings, key=len, reverse=True)) + r")(?!\w)")


class Kind(Enum):
    """What a body line is."""

    ITEM = "item"
    MORE = "more"
    SUBTOTAL = "subtotal"
    CHARGE = "charge"
    TOTAL = "total"
    SUMMARY = "summary"  # a label of the document with its value, below the items
    NOISE = "noise"


@dataclass(slots=True)
class Row:
    """One row: the words of each column, of all its lines."""

    kind: Kind
    cells: dict[int, list[Token]] = field(default_factory=dict)
    label: str = ""
    top: float = 0.0
    bottom: float = 0.0
    page: int = 0

    def add(self, line: BodyLine) -> None:
        """Takes a line's words in, in reading order."""
        for column, tokens in line.cells.items():
            self.cells.setdefault(column, []).extend(tokens)
        for column, tokens in self.cells.items():
            self.cells[column] = _in_reading_order(tokens)
        self.top, self.bottom = min(self.top, line.box.y0), max(self.bottom, line.box.y1)

    def text(self, column: int) -> str:
        """The text of one column."""
        return " ".join(token.text for token in self.cells.get(column, ()))

    def tokens(self) -> Iterator[Token]:
        """All its words."""
        for tokens in self.cells.values():
            yield from tokens


def _in_reading_order(tokens: Sequence[Token]) -> list[Token]:
    """Words of a cell line by line; words of one line may stand a little higher or lower on a scan."""
    lines: list[list[Token]] = []
    for token in sorted(tokens, key=lambda token: (token.page, token.box.mid_y)):
        last = lines[-1][-1] if lines else None
        if last is not None and last.page == token.page and _beside(last.box, token.box):
            lines[-1].append(token)
        else:
            lines.append([token])
    return [token for line in lines for token in sorted(line, key=lambda token: token.box.x0)]


def _beside(one: Box, other: Box) -> bool:
    return abs(one.mid_y - other.mid_y) < 0.55 * max(min(one.height, other.height), 0.004)


def is_number(text: str) -> bool:
    """True for a cell that holds a number, with its unit or currency or not; not for a code ("TE-281283")."""
    digits = [word for word in text.split() if _DIGIT.search(word)]
    return bool(digits) and all(_NUMBER.match(word) for word in digits)


@dataclass(frozen=True)
class Reader:
    """What lines are told by: the field of each column, and the document's labels (folded) with their fields.

    `misread` says that OCR read the page, so that labels may be near misses.
    """

    names: Mapping[int, str]
    labels: Mapping[str, str]
    misread: bool = False

    def kind(self, line: BodyLine) -> tuple[Kind, str]:
        """What a line is, and the words at its head (folded)."""
        names = self.names
        numbers = [column for column in line.cells if names.get(column) in NUMERIC and is_number(line.text(column))]
        lead = _lead(line, names)
        if not any(_opening(name).match(lead) for name in ("subtotal", "charge", "total")):
            # Beside a table of taxes the total's label stands right before its amount, not at the line's head.
            near = _near_label(line, names)
            if (
                near is not None
                and len(numbers) == 1
                and any(_opening(n).match(near) for n in ("subtotal", "charge", "total"))
            ):
                lead = near
        if lead:
            if _opening("subtotal").match(lead):
                return Kind.SUBTOTAL, lead
            if numbers and _opening("charge").match(lead) and len(lead.split()) <= 8 and _few(line, names):
                return Kind.CHARGE, lead
            said = self._label(lead)
            total = _opening("total").match(lead) is not None
            if len(numbers) <= 1 and (said is not None or self._introduces(line, numbers)):
                agrees = bool(numbers) and said in {names.get(numbers[0]), None}
                return (Kind.TOTAL if total and agrees else Kind.SUMMARY), lead
            if total:
                return Kind.TOTAL, lead
        if len(numbers) == 1 and line.crosses and not self.described(line):
            return Kind.SUMMARY, lead  # a label over more than one line, and its value
        if len(numbers) == 1 and not self.described(line) and self._worded(line):
            return Kind.SUMMARY, lead
        if numbers and RESULT in names.values() and not self.described(line):
            return Kind.NOISE, ""  # a further test of the same lot
        if numbers:
            return Kind.ITEM, lead
        texts = [column for column in line.cells if names.get(column) not in NUMERIC]
        wordy = [column for column in texts if any(char.isalnum() for char in line.text(column))]
        if not wordy or (all(names.get(column) is None for column in wordy) and len(line.cells) == 1):
            return Kind.NOISE, ""
        if line.crosses:
            return Kind.SUMMARY, ""  # running text, not in columns
        return Kind.MORE, ""

    def _introduces(self, line: BodyLine, numbers: Sequence[int]) -> bool:
        """True for a label with a colon: before the line's only number any, before words a known one."""
        match = _COLON.match(_raw_lead(line))
        return match is not None and (bool(numbers) or self._label(fold(match[0])) is not None)

    def _worded(self, line: BodyLine) -> bool:
        """True if words alone stand in a column of numbers: a label that belongs to no column."""
        return any(
            sum(map(str.isalpha, line.text(column))) >= 3 and not _DIGIT.search(line.text(column))
            for column, name in self.names.items()
            if name in NUMERIC
        )

    def described(self, line: BodyLine) -> bool:
        """True if the line fills a description column that the table has, or the table has none."""
        key = "goods_description" if "goods_description" in self.names.values() else "lot_number"
        columns = [column for column, name in self.names.items() if name == key]
        return not columns or any(line.text(column) for column in columns)

    def _label(self, lead: str) -> str | None:
        """The field that a line's first words are the label of."""
        words = lead.split()
        while words:
            found = self.labels.get(" ".join(words))
            if found is not None:
                return found
            if not is_measure(words[-1]) and words[-1] not in _LINKS:
                break
            words.pop()
        if self.misread and len(lead) >= 8:
            near = process.extractOne(lead, self.labels.keys(), scorer=fuzz.ratio, score_cutoff=78)
            return self.labels[near[0]] if near is not None else None
        return None


def rows_of(lines: Sequence[BodyLine], reader: Reader) -> list[Row]:
    """The rows that body lines make, in order. After a total or a summary no item follows."""
    rows: list[Row] = []
    waiting: list[BodyLine] = []
    ended = False
    for number, line in enumerate(lines):
        kind, label = reader.kind(line)
        remark = kind is Kind.SUMMARY and not any(
            is_number(line.text(column)) for column in line.cells if reader.names.get(column) in NUMERIC
        )
        if remark and not ended and rows and _item_follows(lines[number + 1 : number + 5], reader):
            kind = Kind.MORE  # a remark under an item, wider than its column or with a colon of its own
        if kind is Kind.SUMMARY:
            ended = ended or any(row.kind is Kind.ITEM for row in rows)
            continue
        if ended and kind is Kind.ITEM:
            break
        if kind is Kind.ITEM and (target := _second_line(line, rows, reader)) is not None:
            target.add(line)
            continue
        if kind is Kind.NOISE or (ended and kind is Kind.MORE):
            continue
        if kind is Kind.MORE:
            target = _joins(line, lines, number, rows, reader)
            if target is None:
                waiting.append(line)
            elif not _far(target, line):
                target.add(line)
            continue
        row = Row(kind, {}, label, line.box.y0, line.box.y1, line.page)
        for earlier in waiting:
            if line.box.y0 - earlier.box.y1 < 4 * line.box.height:
                row.add(earlier)
        waiting = []
        row.add(line)
        rows.append(row)
        ended = ended or kind in (Kind.TOTAL, Kind.CHARGE)
    return rows


def _second_line(line: BodyLine, rows: Sequence[Row], reader: Reader) -> Row | None:
    """The row above, where a line only fills number columns that this row left empty: one item over two lines."""
    if not rows or rows[-1].kind is not Kind.ITEM or rows[-1].page != line.page or reader.described(line):
        return None
    numbers = [column for column in line.cells if reader.names.get(column) in NUMERIC]
    free = all(not rows[-1].text(column) for column in numbers)
    return rows[-1] if numbers and free and not _far(rows[-1], line) else None


def _item_follows(lines: Sequence[BodyLine], reader: Reader) -> bool:
    """True if one of the lines is an item beyond doubt: described, with numbers in most columns of numbers."""
    numeric = [column for column, name in reader.names.items() if name in NUMERIC]
    for line in lines:
        kind = reader.kind(line)[0]
        if kind in (Kind.TOTAL, Kind.SUBTOTAL, Kind.CHARGE):
            return False
        filled = sum(1 for column in numeric if is_number(line.text(column)))
        if kind is Kind.ITEM and filled >= max(1, 0.5 * len(numeric)) and reader.described(line):
            return True
    return False


def _lead(line: BodyLine, names: Mapping[int, str]) -> str:
    """The words at the head of a line, before its first amount, folded."""
    words: list[str] = []
    for column in sorted(line.cells):
        text = line.text(column)
        if names.get(column) in NUMERIC and _DIGIT.search(text):
            head = _DIGIT.split(text)[0]
            words += [word for word in head.split() if not is_measure(word)]
            break
        if _BARE_INTEGER.match(text.strip()):
            continue
        words.append(text)
    return fold(" ".join(words))


def _near_label(line: BodyLine, names: Mapping[int, str]) -> str | None:
    """The words (folded) right before the line's only number: those of the one or two columns before it."""
    numbers = [column for column in line.cells if names.get(column) in NUMERIC and _DIGIT.search(line.text(column))]
    if len(numbers) != 1:
        return None
    before = [column for column in sorted(line.cells) if column < numbers[0] and not _DIGIT.search(line.text(column))]
    if not before or before[-1] == min(line.cells):
        return None
    words = [line.text(before[-1])]
    if len(before) > 1 and before[-2] == before[-1] - 1 and before[-2] != min(line.cells):
        words.insert(0, line.text(before[-2]))
    return fold(" ".join(words))


def _raw_lead(line: BodyLine) -> str:
    return " ".join(line.text(column) for column in sorted(line.cells))


def _few(line: BodyLine, names: Mapping[int, str]) -> bool:
    """True for a line that has no weight or count of its own: a charge is an amount alone."""
    heavy = {"carat_weight", "net_weight", "gross_weight", "parcel_count", "licensed_quantity"}
    return not any(names.get(column) in heavy and _DIGIT.search(line.text(column)) for column in line.cells)


def _joins(line: BodyLine, lines: Sequence[BodyLine], number: int, rows: Sequence[Row], reader: Reader) -> Row | None:
    """The row that a line of text alone belongs to: the nearer of the one above and the item below; None for below."""
    above = rows[-1] if rows and rows[-1].page == line.page and rows[-1].kind is Kind.ITEM else None
    below: BodyLine | None = None
    ruled_below = False
    for later in lines[number + 1 : number + 4]:
        ruled_below = ruled_below or later.ruled_above
        if reader.kind(later)[0] is Kind.ITEM:
            below = later
            break
    if above is None:
        return None if below is not None else (rows[-1] if rows else None)
    if line.ruled_above and not ruled_below and below is not None:
        return None
    if below is None or ruled_below or (not line.ruled_above and _closer_above(above, line, below, reader.names)):
        return above
    return None


def _closer_above(above: Row, line: BodyLine, below: BodyLine, names: Mapping[int, str]) -> bool:
    upper, lower = line.box.y0 - above.bottom, below.box.y0 - line.box.y1
    if lower < 0.6 * upper:
        return False
    # A row whose own line has no description begins with the text over it.
    described = [column for column, name in names.items() if name == "goods_description"]
    if described and not any(below.text(column) for column in described):
        return any(above.text(column) for column in described) and upper < lower
    return True


def _far(row: Row, line: BodyLine) -> bool:
    return line.page == row.page and line.box.y0 - row.bottom > 1.3 * max(line.box.height, 0.008)
