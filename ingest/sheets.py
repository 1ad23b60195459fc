"""Workbooks and tables as pages: each sheet laid out on a grid as a printer would, with rulings round its cells.

Formulas count by the value that the writing program stored; macros, links and external data are never touched.
"""

from __future__ import annotations

import csv
import functools
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ingest import opensheets, parts, sheetpage
from ingest.cellvalues import shown
from ingest.errors import Unreadable
from ingest.images import Picture
from ingest.limits import CELL_CHARACTERS, CELLS_PER_SHEET, Limits
from ingest.model import Page
from ingest.sheetpage import Grid, Sheet
from ingest.sheetpictures import pasted, pictures_of
from ingest.sniff_table import declared, delimiter_of
from ingest.textbytes import decoded
from ingest.zips import BROKEN

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = frozenset({EXCEL, opensheets.SPREADSHEET, "text/csv", "text/plain"})
"""Media types that are read here."""

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


def page_count(path: Path, media_type: str, limits: Limits) -> int:
    """How many pages the sheets that hold anything take, and the pictures of papers among them; at least one.

    Raises Unreadable: damaged, encrypted, bomb, empty, too-large, too-many-pages.
    """
    found = _whole(path, parts.stamp(path), media_type, limits)
    count = sum(sheetpage.page_count(sheet) for sheet in found.sheets) + len(found.pictures)
    if count == 0:
        raise Unreadable("empty", "No sheet of it holds anything.")
    if count > limits.pages_per_file:
        text = f"The workbook fills {count} pages; at most {limits.pages_per_file} are read."
        raise Unreadable("too-many-pages", text, "Split the file.")
    return count


def read_sheet(path: Path, media_type: str, sha256: str, number: int, limits: Limits) -> Page | Picture:
    """Page `number` (from 1; sheets that hold nothing take none): laid out, or a picture that is still to be read."""
    found = _whole(path, parts.stamp(path), media_type, limits)
    left = number - 1
    for sheet in found.sheets:
        pages = sheetpage.page_count(sheet)
        if 0 <= left < pages:
            return sheetpage.laid_out(sheet, sha256, number, left)
        left -= pages
    if not 0 <= left < len(found.pictures):
        raise Unreadable("damaged", f"The file has no page {number}.")
    return pasted(path, found.pictures[left], limits)


@dataclass(frozen=True, slots=True)
class _Whole:
    """The sheets that hold anything, and the parts that are pictures of papers."""

    sheets: tuple[Sheet, ...]
    pictures: tuple[str, ...]


@functools.lru_cache(maxsize=1)
def _whole(path: Path, stamp: tuple[int, int], media_type: str, limits: Limits) -> _Whole:
    """All that the file shows; kept while one page after another of it is asked for."""
    del stamp  # part of the key alone
    found = tuple(sheetpage.measured(sheet) for sheet in _sheets(path, media_type, limits))
    pictures, unread = pictures_of(path, media_type, limits)
    if unread and found:
        found = (replace(found[0], unread=unread), *found[1:])
    return _Whole(found, pictures)


def _sheets(path: Path, media_type: str, limits: Limits) -> Iterator[Sheet]:
    if media_type == EXCEL:
        yield from _excel(path, limits)
    elif media_type == opensheets.SPREADSHEET:
        for title, rows, cut in opensheets.sheets(path, limits):
            if any(cell for row in rows for cell in row):
                yield Sheet(title, rows, cut)
    else:
        yield from _table(path, media_type, limits)


@contextmanager
def _workbook(path: Path, limits: Limits) -> Iterator[Any]:
    with path.open("rb") as stream:  # by path openpyxl would go by the name's ending
        try:
            with zipfile.ZipFile(stream) as archive:
                parts.check(archive.infolist(), limits)
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        except _BROKEN as error:
            raise Unreadable("damaged", "The workbook is damaged and cannot be opened.") from error
        try:
            yield book
        finally:
            book.close()


def _excel(path: Path, limits: Limits) -> Iterator[Sheet]:
    with _workbook(path, limits) as book:
        for sheet in book.worksheets:
            if getattr(sheet, "sheet_state", "visible") != "visible":
                continue
            try:
                found = _excel_sheet(sheet, limits)
            except _BROKEN as error:
                raise Unreadable("damaged", f"The sheet {sheet.title!r} is damaged.") from error
            if any(cell for row in found.rows for cell in row):
                yield found


def _excel_sheet(sheet: Any, limits: Limits) -> Sheet:
    sheet.reset_dimensions()  # what a file claims of its size is not believed
    rows: Grid = []
    cut = False
    blank = 0
    held = 0
    for cells in sheet.iter_rows():
        held += sum(cell.value is not None for cell in cells)
        if held > CELLS_PER_SHEET:
            raise _too_many_cells()
        cut = cut or any(cell.value is not None for cell in cells[limits.columns_per_sheet :])
        texts = [
            shown(cell.value, getattr(cell, "number_format", "General")) for cell in cells[: limits.columns_per_sheet]
        ]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            blank += 1
            if blank > 500:  # formatted to the bottom of the sheet, empty since long
                break
            continue
        if len(rows) + min(blank, 3) >= limits.rows_per_sheet:
            cut = True
            break
        rows.extend([] for _ in range(min(blank, 3)))
        blank = 0
        rows.append(texts)
    return Sheet(str(sheet.title), rows, cut)


def _table(path: Path, media_type: str, limits: Limits) -> Iterator[Sheet]:
    if path.stat().st_size > limits.text_bytes:
        raise Unreadable("too-large", f"The text has more than {limits.text_bytes:,} bytes.")
    text = decoded(path.read_bytes())
    mark = delimiter_of(text[:8192]) if media_type == "text/csv" else None
    rows: Grid = []
    cut = False
    cells = 0
    source: Iterator[list[str]]
    if mark is not None:
        source = iter(csv.reader(io.StringIO(declared(text)[1], newline=""), delimiter=mark))
        source = (row if len(row) > 1 else _spaced("".join(row)) for row in source)
    else:
        source = (_spaced(line) for line in text.splitlines())
    try:
        for row in source:
            if len(rows) >= limits.rows_per_sheet:
                cut = True
                break
            cells += len(row)
            if cells > CELLS_PER_SHEET:
                raise _too_many_cells()
            cut = cut or any(cell.strip() for cell in row[limits.columns_per_sheet :])
            rows.append([" ".join(cell.split())[:CELL_CHARACTERS] for cell in row[: limits.columns_per_sheet]])
    except csv.Error as error:
        raise Unreadable("damaged", "The table's quoting is damaged.") from error
    if any(cell for row in rows for cell in row):
        yield Sheet("", rows, cut)


def _spaced(line: str) -> list[str]:
    """A line of text, or the title over a table, parted where it has wide gaps."""
    return re.split(r"\t| {3,}", line.expandtabs(8).rstrip())


def _too_many_cells() -> Unreadable:
    text = f"A sheet of it has more than {CELLS_PER_SHEET:,} cells: that is a store of data, no paper."
    return Unreadable("too-large", text, "Send the rows that concern the shipment.")
