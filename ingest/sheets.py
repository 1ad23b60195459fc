"""Workbooks and tables as pages: each sheet laid out on a grid as a printer would, with rulings round its cells.

Formulas count by the value that the writing program stored; macros, links and external data are never touched.
"""

from __future__ import annotations

import csv
import datetime
import functools
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ingest import opendocument, parts
from ingest.errors import Unreadable
from ingest.limits import CELL_CHARACTERS, Limits
from ingest.marks import marks_of
from ingest.model import Box, Page, Remark, Ruling, Word
from ingest.rulings import ordered
from ingest.sniff_text import delimiter_of
from ingest.zips import BROKEN

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = frozenset({EXCEL, opendocument.SPREADSHEET, "text/csv", "text/plain"})
"""Media types that are read here."""

CHARACTER = 6.0  # points that a character is wide
ROW = 15.0  # points that a row of one line is high
MARGIN = 36.0  # points of white around the grid
WIDEST = 60  # characters of the widest column; longer text is broken to lines within its cell

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

Grid = list[list[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's texts as shown, row by row; `cut` says that rows or columns beyond the limits were left out."""

    title: str
    rows: Grid
    cut: bool = False


def page_count(path: Path, media_type: str, limits: Limits) -> int:
    """How many sheets hold anything (at least one is needed). Raises Unreadable: damaged, encrypted, bomb, empty."""
    count = len(_whole(path, parts.stamp(path), media_type, limits))
    if count == 0:
        raise Unreadable("empty", "No sheet of it holds anything.")
    return count


def read_sheet(path: Path, media_type: str, sha256: str, number: int, limits: Limits) -> Page:
    """Lays out sheet `number` (from 1, sheets that hold nothing not counted) as a page."""
    found = _whole(path, parts.stamp(path), media_type, limits)
    if not 1 <= number <= len(found):
        raise Unreadable("damaged", f"The file has no sheet {number}.")
    return _laid_out(found[number - 1], sha256, number)


@functools.lru_cache(maxsize=1)
def _whole(path: Path, stamp: tuple[int, int], media_type: str, limits: Limits) -> tuple[Sheet, ...]:
    """All sheets that hold anything; kept while one after another of them is asked for."""
    del stamp  # part of the key alone
    return tuple(_sheets(path, media_type, limits))


def _sheets(path: Path, media_type: str, limits: Limits) -> Iterator[Sheet]:
    if media_type == EXCEL:
        yield from _excel(path, limits)
    elif media_type == opendocument.SPREADSHEET:
        for title, rows, cut in opendocument.sheets(path, limits):
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
    for cells in sheet.iter_rows(max_col=limits.columns_per_sheet):
        texts = [_shown(cell.value, getattr(cell, "number_format", "General")) for cell in cells]
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
    source: Iterator[list[str]]
    if mark is not None:
        source = iter(csv.reader(text.splitlines(), delimiter=mark))
    else:
        source = (re.split(r"\t| {3,}", line.expandtabs(8).rstrip()) for line in text.splitlines())
    try:
        for row in source:
            if len(rows) >= limits.rows_per_sheet:
                cut = True
                break
            rows.append([" ".join(cell.split())[:CELL_CHARACTERS] for cell in row[: limits.columns_per_sheet]])
    except csv.Error as error:
        raise Unreadable("damaged", "The table's quoting is damaged.") from error
    if any(cell for row in rows for cell in row):
        yield Sheet("", rows, cut)


def decoded(data: bytes) -> str:
    """Bytes of a text file as text: by byte order mark, else UTF-8, else Windows-1252."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _shown(value: Any, number_format: str) -> str:
    """A cell's value as people see it; dates as ISO, for no reader of a workbook can tell its locale."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        if value.time() == datetime.time(0, 0):
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, int | float):
        return formatted(value, number_format)
    return " ".join(str(value).split())[:CELL_CHARACTERS]


def formatted(value: int | float, number_format: str) -> str:
    """A number in an Excel number format (ECMA-376, 18.8.31): decimals, thousands, percent, currency and literals."""
    section = number_format.split(";")[0]
    literal = re.sub(r"\[\$([^\]-]*)[^\]]*\]", r'"\1"', section)  # [$€-407] is a literal sign with a locale
    literal = re.sub(r"\[[^\]]*\]", "", literal)
    literal = re.sub(r"_.|\*.", "", literal)
    pattern = re.search(r"[#0?][#0?,]*(?:\.[#0?]+)?", re.sub(r'"[^"]*"', lambda m: "\0" * len(m.group()), literal))
    percent = "%" in literal
    number = Decimal(str(value))
    if pattern is None or "E+" in literal or "E-" in literal or "/" in literal:
        return _plain(number)
    if percent:
        number *= 100
    digits = pattern.group()
    whole, _, places = digits.partition(".")
    number = round(number, len(places))
    text = f"{abs(number):,f}" if "," in whole else f"{abs(number):f}"
    if places.endswith("#") and "." in text:
        least = places.count("0")
        head, _, tail = text.partition(".")
        tail = tail[:least] + tail[least:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    before, after = (_literal(part) for part in (literal[: pattern.start()], literal[pattern.end() :]))
    sign = "-" if number < 0 else ""
    return " ".join(f"{sign}{before}{text}{after}".split())


def _literal(part: str) -> str:
    return re.sub(r'"([^"]*)"', r"\1", part).replace("\\", "")


def _plain(number: Decimal) -> str:
    """A number without format, as Excel shows it: no exponent, at most ten decimals, no trailing zeros."""
    text = f"{round(number, 10):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _laid_out(sheet: Sheet, sha256: str, number: int) -> Page:
    columns = max(len(row) for row in sheet.rows)
    rows = [row + [""] * (columns - len(row)) for row in sheet.rows]
    widths = _widths(rows, columns)
    lefts = [0.0]
    for width in widths:
        lefts.append(lefts[-1] + (width + 1.5) * CHARACTER)
    breaks = [[_lines(cell, _room(row, index, widths)) for index, cell in enumerate(row)] for row in rows]
    heights = [max([1, *(len(lines) for lines in row)]) * ROW for row in breaks]
    page_width = max(lefts[-1] + 2 * MARGIN, 400.0)
    page_height = sum(heights) + 2 * MARGIN
    words: list[Word] = []
    rulings: list[Ruling] = []
    top = MARGIN
    for row, height in zip(breaks, heights, strict=True):
        for index, lines in enumerate(row):
            if not lines:
                continue
            left = MARGIN + lefts[index]
            span = _span(row, index, lines, widths)
            right = MARGIN + lefts[index + span]
            words.extend(_words(lines, left + 0.5 * CHARACTER, top, page_width, page_height))
            rulings.extend(_frame(left, top, right, top + height, page_width, page_height))
        top += height
    remarks: tuple[Remark, ...] = ()
    if sheet.cut:
        remarks = (Remark(code="cut", text="The sheet is longer than what is read of one; its end was left out."),)
    return Page(
        file=sha256,
        number=number,
        width=page_width,
        height=page_height,
        origin="cells",
        words=tuple(words),
        rulings=ordered(list(dict.fromkeys(rulings))),
        marks=marks_of(words),
        remarks=remarks,
    )


def _widths(rows: Grid, columns: int) -> list[float]:
    """Characters per column: its widest cell, but not texts that run on over empty neighbours."""
    widths = [4.0] * columns
    for row in rows:
        for index, cell in enumerate(row):
            if cell and (index == columns - 1 or row[index + 1] or len(cell) <= 24):
                widths[index] = max(widths[index], min(float(len(cell)), float(WIDEST)))
    return widths


def _room(row: Sequence[str], index: int, widths: Sequence[float]) -> float:
    """Characters that a cell's text may take in one line: its own column and the empty ones after it."""
    room = widths[index]
    for after in range(index + 1, len(row)):
        if row[after]:
            break
        room += widths[after] + 1.5
    return max(room, float(WIDEST) if index == len(row) - 1 else 0.0)


def _lines(text: str, room: float) -> list[str]:
    if not text:
        return []
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) > room and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines


def _span(row: Sequence[Sequence[str]], index: int, lines: Sequence[str], widths: Sequence[float]) -> int:
    """Columns that a text runs over."""
    longest = max(len(line) for line in lines)
    span, room = 1, widths[index]
    while longest > room and index + span < len(row) and not row[index + span]:
        room += widths[index + span] + 1.5
        span += 1
    return span


def _words(lines: Sequence[str], left: float, top: float, width: float, height: float) -> Iterator[Word]:
    for line in lines:
        for match in re.finditer(r"\S+", line):
            x0, x1 = left + match.start() * CHARACTER, left + match.end() * CHARACTER
            box = Box(x0 / width, (top + 3) / height, min(x1 / width, 1.0), (top + 12) / height)
            yield Word(match.group(), box, 1.0, "cells")
        top += ROW


def _frame(x0: float, y0: float, x1: float, y1: float, width: float, height: float) -> Iterator[Ruling]:
    a, b, c, d = x0 / width, y0 / height, x1 / width, y1 / height
    yield Ruling(a, b, c, b)
    yield Ruling(a, d, c, d)
    yield Ruling(a, b, a, d)
    yield Ruling(c, b, c, d)
