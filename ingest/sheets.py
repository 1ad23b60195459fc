"""Workbooks and tables as pages: each sheet laid out on a grid as a printer would, with rulings round its cells.

Formulas count by the value that the writing program stored; macros, links and external data are never touched.
"""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ingest import opensheets, parts, sheetpage, workbook
from ingest.errors import Unreadable
from ingest.images import Picture
from ingest.limits import CELL_CHARACTERS, CELLS_PER_SHEET, Limits
from ingest.model import Page, Remark
from ingest.sheetpage import Grid, Sheet, too_many_cells
from ingest.sheetpictures import pasted, pictures_of
from ingest.sniff_table import declared, delimiter_of
from ingest.textbytes import decoded

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = frozenset({EXCEL, opensheets.SPREADSHEET, "text/csv", "text/plain"})
"""Media types that are read here."""


def page_count(path: Path, media_type: str, limits: Limits) -> int:
    """How many pages the sheets that hold anything take, and the pictures of papers among them; at least one.

    Raises Unreadable: damaged, encrypted, bomb, empty, too-large, too-many-pages.
    """
    found = _whole(path, parts.stamp(path), media_type, limits)
    count = sum(sheetpage.page_count(sheet) for sheet in found.sheets) + len(found.pictures)
    if count == 0:
        raise found.nothing
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
    """The sheets that hold anything, the parts that are pictures of papers, and what to say where there is neither."""

    sheets: tuple[Sheet, ...]
    pictures: tuple[str, ...]
    nothing: Unreadable


@functools.lru_cache(maxsize=1)
def _whole(path: Path, stamp: tuple[int, int], media_type: str, limits: Limits) -> _Whole:
    """All that the file shows; kept while one page after another of it is asked for."""
    del stamp  # part of the key alone
    sheets = list(_sheets(path, media_type, limits))
    found = [sheetpage.measured(sheet) for sheet in sheets if sheet.holds]
    others = [sheet for sheet in sheets if not sheet.holds]
    pictures, unread, boxes = pictures_of(path, media_type, limits)
    if found:
        beyond = (remark for sheet in others for remark in _of_nothing_read(sheet, limits))
        found[0] = replace(found[0], unread=unread, boxes=boxes, remarks=(*found[0].remarks, *beyond))
    return _Whole(tuple(found), pictures, _nothing(others, unread + boxes, limits))


def _of_nothing_read(sheet: Sheet, limits: Limits) -> Iterator[Remark]:
    """What a sheet of which nothing is read holds all the same, as remarks on another one."""
    if sheet.cut:
        most = limits.columns_per_sheet
        text = f"All that the sheet {sheet.title!r} holds is beyond its first {most} columns and was left out."
        yield Remark(code="cut", text=text)
    yield from sheet.remarks


def _nothing(sheets: list[Sheet], drawings: int, limits: Limits) -> Unreadable:
    """Why a workbook has no page."""
    codes = {remark.code for sheet in sheets for remark in sheet.remarks}
    if any(sheet.cut for sheet in sheets):
        text = f"All that it holds is beyond the first {limits.columns_per_sheet} columns, which alone are read."
        return Unreadable("too-large", text, "Ask for a sheet that begins at its left.")
    if "formula-without-value" in codes:
        text = "It holds formulas alone, whose values were not stored."
        return Unreadable("empty", text, "Open it in a spreadsheet program and save it again.")
    if drawings:
        return Unreadable("empty", "It holds text boxes or drawings alone, which are not read.", "Ask for a PDF of it.")
    if codes:
        return Unreadable("empty", "All that it holds is hidden.")
    return Unreadable("empty", "No sheet of it holds anything.")


def _sheets(path: Path, media_type: str, limits: Limits) -> Iterator[Sheet]:
    if media_type == EXCEL:
        yield from workbook.sheets(path, limits)
    elif media_type == opensheets.SPREADSHEET:
        yield from opensheets.sheets(path, limits)
    else:
        yield _table(path, media_type, limits)


def _table(path: Path, media_type: str, limits: Limits) -> Sheet:
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
                raise too_many_cells()
            cut = cut or any(cell.strip() for cell in row[limits.columns_per_sheet :])
            rows.append([" ".join(cell.split())[:CELL_CHARACTERS] for cell in row[: limits.columns_per_sheet]])
    except csv.Error as error:
        raise Unreadable("damaged", "The table's quoting is damaged.") from error
    return Sheet("", rows, cut)


def _spaced(line: str) -> list[str]:
    """A line of text, or the title over a table, parted where it has wide gaps."""
    return re.split(r"\t| {3,}", line.expandtabs(8).rstrip())
