"""What a workbook's sheet says of its rows, columns and cells beside their values; read in one pass, without a tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from openpyxl.utils import column_index_from_string

from ingest.errors import Unreadable
from ingest.parts import ENTITIES

MOST_COLUMNS = 16_384
"""Columns of a sheet in the format."""

MOST_MERGED = 100_000
"""Merged ranges of a sheet that are looked at."""

_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


@dataclass
class Traits:
    """Rows and columns count from 1.

    `merged` gives, by the row and column of its first cell, the last row and column of a merged range; `last` is the
    last row that holds a value; `unvalued` counts formulas whose value was not stored; `painted` says that rules,
    tables or a picture colour cells beside the cells' own styles.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    last: int = 0
    unvalued: int = 0
    painted: bool = False

    def hides(self, row: int, column: int) -> bool:
        """Whether the cell is in a hidden row or column; one that is merged with others is shown where they are."""
        if row not in self.hidden_rows and column not in self.hidden_columns:
            return False
        end_row, end_column = self.merged.get((row, column), (row, column))
        rows_gone = all(each in self.hidden_rows for each in range(row, end_row + 1))
        return rows_gone or all(each in self.hidden_columns for each in range(column, end_column + 1))

    def kept_columns(self) -> set[int]:
        """The hidden columns that are needed all the same, for what is merged with columns that are shown."""
        return {
            column
            for row, column in self.merged
            if column in self.hidden_columns and row not in self.hidden_rows and not self.hides(row, column)
        }


class _Pass:
    """Notes what elements say as they begin and end."""

    def __init__(self) -> None:
        self.traits = Traits()
        self._names: dict[str, str] = {}
        self._row = 0
        self._row_hidden = False
        self._formula = False
        self._value = False
        self._inside = False  # of a value
        self._text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._names.get(tag) or self._names.setdefault(tag, tag.rpartition(" ")[2])
        if name == "c":
            self._formula = self._value = False
            self._text = attributes.get("t") == "str"
        elif name == "v":
            self._inside = True
        elif name == "is":
            self._value = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col":
            self._column(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name in ("conditionalFormatting", "tablePart", "picture"):
            self.traits.painted = True

    def end(self, tag: str) -> None:
        name = self._names.get(tag)
        if name == "v":
            self._inside = False
        elif name == "c":
            if self._value:
                self.traits.last = max(self.traits.last, self._row)
                if self._row_hidden:
                    self.traits.hidden_rows.add(self._row)
            elif self._formula and not self._text:  # a text that is empty is a value
                self.traits.unvalued += not self._row_hidden

    def data(self, _: str) -> None:
        if self._inside:
            self._value = True

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else self._row + 1
        self._row_hidden = _is_on(attributes.get("hidden")) or _has_none(attributes, "customHeight", "ht")

    def _column(self, attributes: dict[str, str]) -> None:
        if not (_is_on(attributes.get("hidden")) or _has_none(attributes, "customWidth", "width")):
            return
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if all(each.isascii() and each.isdigit() and len(each) < 6 for each in (first, last)):
            self.traits.hidden_columns.update(range(int(first), min(int(last), MOST_COLUMNS) + 1))

    def _merge(self, ref: str) -> None:
        match = _RANGE.fullmatch(ref)
        if match is not None and len(self.traits.merged) < MOST_MERGED:
            row, end_row = int(match[2]), int(match[4])
            column, end_column = column_index_from_string(match[1]), column_index_from_string(match[3])
            hidden = column in self.traits.hidden_columns or row in self.traits.hidden_rows
            if hidden and end_row - row <= MOST_COLUMNS:
                self.traits.merged[row, column] = end_row, end_column


def traits_of(part: IO[bytes]) -> Traits:
    """What the sheet in this part says. Raises Unreadable (`damaged`, `unsafe-xml`) and what zipfile raises."""
    found = _Pass()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.data
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.ParseFile(part)
    except (expat.ExpatError, UnicodeDecodeError) as error:
        raise Unreadable("damaged", "A sheet of it is damaged.") from error
    return found.traits


def _refuse(*_: object) -> None:
    raise Unreadable("unsafe-xml", ENTITIES)


def _is_on(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _has_none(attributes: dict[str, str], set_by_hand: str, extent: str) -> bool:
    """Whether a row or column was made to have no height or width."""
    return _is_on(attributes.get(set_by_hand)) and re.fullmatch(r"0+(\.0*)?", attributes.get(extent, "")) is not None
