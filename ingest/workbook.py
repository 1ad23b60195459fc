"""Excel workbooks as sheets: the cells that are shown, and remarks on what is hidden or was not stored.

Formulas count by the value that the writing program stored; macros, links and external data are never touched.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ingest import parts, sheettraits, strictbooks
from ingest.cellvalues import shown
from ingest.errors import Unreadable
from ingest.limits import CELL_CHARACTERS, CELLS_PER_SHEET, Limits
from ingest.model import Remark
from ingest.sheetpage import BLANK_ROWS, Grid, Sheet, hidden_cells, too_many_cells
from ingest.sheetpaint import Paints
from ingest.zips import BROKEN

# What openpyxl and zipfile raise on workbooks that break their format.
_BROKEN = (
    *BROKEN,
    InvalidFileException,
    SyntaxError,  # ElementTree's and lxml's, for XML
    KeyError,
    TypeError,
    AttributeError,
    RuntimeError,
)


MOST_ROWS = 1_048_576
"""Rows of a sheet in the format; files may claim any number."""


@contextmanager
def _workbook(path: Path, limits: Limits) -> Iterator[Any]:
    with path.open("rb") as stream:  # by path openpyxl would go by the name's ending
        try:
            with zipfile.ZipFile(stream) as archive:
                parts.check(archive.infolist(), limits)
            usual = strictbooks.usual(stream)
            book = openpyxl.load_workbook(usual, read_only=True, data_only=True, keep_links=False)
        except _BROKEN as error:
            raise Unreadable("damaged", "The workbook is damaged and cannot be opened.") from error
        try:
            yield book
        finally:
            book.close()


def sheets(path: Path, limits: Limits) -> Iterator[Sheet]:
    """The sheets of the workbook that are shown, also those that hold nothing that is read.

    Raises Unreadable: damaged, encrypted, bomb, too-large, unsafe-xml.
    """
    with _workbook(path, limits) as book:
        paints = Paints()
        for sheet in book.worksheets:
            if getattr(sheet, "sheet_state", "visible") != "visible":
                continue
            try:
                with sheet._get_source() as part:  # the part that openpyxl itself reads the sheet from
                    traits = sheettraits.traits_of(part)
                found = _Reading(traits, paints, limits).read(sheet)
            except _BROKEN as error:
                raise Unreadable("damaged", f"The sheet {sheet.title!r} is damaged.") from error
            yield found


@dataclass
class _Reading:
    """One sheet on its way from cells to texts."""

    traits: sheettraits.Traits
    paints: Paints
    limits: Limits
    rows: Grid = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    held: int = 0
    cut: bool = False

    def read(self, sheet: Any) -> Sheet:
        sheet.reset_dimensions()  # what a file claims of its size is not believed
        gone = self.traits.hidden_columns - self.traits.kept_columns()
        if self.traits.last > MOST_ROWS:
            raise Unreadable("damaged", f"The sheet {sheet.title!r} counts more rows than a sheet can have.")
        blank = 0
        for number, cells in enumerate(sheet.iter_rows(max_row=max(self.traits.last, 1)), 1):
            texts = self._texts(number, cells)
            if number in self.traits.hidden_rows and not any(texts):
                continue
            texts = [text for column, text in enumerate(texts, 1) if column not in gone]
            while texts and not texts[-1]:
                texts.pop()
            if not texts:
                blank += 1
                continue
            if len(self.rows) + min(blank, BLANK_ROWS) >= self.limits.rows_per_sheet:
                self.cut = True
                break
            self.rows.extend([] for _ in range(min(blank, BLANK_ROWS)))
            blank = 0
            self.rows.append(texts)
        return Sheet(str(sheet.title), self.rows, self.cut, remarks=self._remarks())

    def _texts(self, number: int, cells: Any) -> list[str]:
        self.held += sum(cell.value is not None for cell in cells)
        if self.held > CELLS_PER_SHEET:
            raise too_many_cells()
        most = self.limits.columns_per_sheet
        self.cut = self.cut or any(cell.value is not None for cell in cells[most:])
        return [self._text(number, column, cell) for column, cell in enumerate(cells[:most], 1)]

    def _text(self, row: int, column: int, cell: Any) -> str:
        if cell.value is None:
            return ""
        text = shown(cell.value, cell.number_format)
        if self.traits.hides(row, column):
            if text:
                self.hidden.append(text)
            return ""
        if not text and cell.value not in (0, "", False):
            self.unseen.append(" ".join(str(cell.value).split())[:CELL_CHARACTERS])
        elif text and not self.traits.painted and self.paints.hide(cell):
            self.unseen.append(text)
            return ""
        return text

    def _remarks(self) -> tuple[Remark, ...]:
        told = hidden_cells(self.hidden, self.unseen)
        if self.traits.unvalued:
            text = f"{self.traits.unvalued} formulas of the sheet have no stored value: what they show is not read."
            told = (*told, Remark(code="formula-without-value", text=text))
        return told
