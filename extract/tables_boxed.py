"""What the ruled cells say of a table's lines: where the table ends, which rows are printed with the form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from extract.tables_body import BodyLine
from extract.tables_numbers import is_number
from extract.tables_reader import NUMERIC, Kind, Reader

_TARIFF: Final = re.compile(r"\d{4}(?:[ .]?\d{2}){0,3}")
_IN_COLUMNS: Final = 2  # cells of a line that stand in columns by chance
_A_WORD: Final = 4  # letters of a word that is no unit


def is_boxed(line: BodyLine) -> bool:
    """Whether a line stands in ruled cells, all of it."""
    return all(number >= 0 for number, _, _ in line.boxes)


def runs_under(first: BodyLine, line: BodyLine) -> bool:
    """Whether running text stands across the columns under a row's first line that keeps to them: a form's remarks."""
    return line.crosses and not first.crosses and len(first.cells) > _IN_COLUMNS


def is_outside(line: BodyLine, names: Mapping[int, str], *, boxed: bool, parted: bool) -> bool:
    """Whether a line stands in other columns than the table's, under its last ruling or in one box over several.

    `boxed` says that rows before it stood in ruled cells, `parted` that they did in several each; `names` are the
    columns' fields. A number in a column of numbers is a row's, as rulings get lost.
    """
    if not is_boxed(line):
        return boxed and line.spans
    if not parted or len(line.boxes) > 1 or len(line.cells) == 1:
        return False
    return not any(names.get(column) in NUMERIC and _is_amount(line.text(column)) for column in line.cells)


def _is_amount(text: str) -> bool:
    """Whether a cell holds a number with its unit or currency, and no word besides."""
    return is_number(text) and not any(len(word) >= _A_WORD and word.isalpha() for word in text.split())


def is_blank(line: BodyLine, lines: Sequence[BodyLine], reader: Reader) -> bool:
    """Whether a ruled row holds a printed tariff code and no more, where other rows have amounts beside theirs."""
    codes = [column for column, name in reader.names.items() if name == "hs_codes"]
    if len(codes) != 1 or set(line.cells) != set(codes) or not is_boxed(line):
        return False
    if _TARIFF.fullmatch(line.text(codes[0])) is None:
        return False
    others = [other for other in lines if codes[0] in other.cells and not other.boxes & line.boxes]
    return any(len(other.cells) > 1 and reader.kind(other)[0] is Kind.ITEM for other in others)
