"""Packing lists and invoices as workbooks, with numbers and dates as cells rather than as text."""

from __future__ import annotations

import io
import random
import re
import zipfile
from datetime import datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from bench.papermaker.facts import Day, Weight
from bench.papermaker.paper import Cell, Item, Paper, Piece


def _cells(item: Item) -> list[Cell]:
    return [p for p in item.body if isinstance(p, Cell)]


def _truth(cell: Cell) -> dict[str, Any]:
    entry: dict[str, Any] = {"raw": cell.raw, "status": "read", "value": cell.value}
    if cell.unit:
        entry["unit"] = cell.unit
    return entry


def _native(paper: Paper, cell: Cell) -> str | int | float | datetime:
    """What a clerk types into the sheet: a number, a date, or the text."""
    fact = paper.facts.fields.get(cell.field) if cell.row is None else paper.facts.lines[cell.row].get(cell.field)
    if isinstance(fact, Day):
        return datetime(fact.day.year, fact.day.month, fact.day.day)  # noqa: DTZ001  # a spreadsheet's date cell has no zone
    if isinstance(fact, Weight):
        return float(fact.amount)
    if isinstance(cell.value, int):
        return cell.value
    if isinstance(cell.value, dict):
        return float(Decimal(cell.value["amount"]))
    return cell.text.replace("\n", ", ").replace("\N{NO-BREAK SPACE}", " ")


def write_workbook(paper: Paper, rng: random.Random) -> tuple[bytes, dict[str, Any]]:
    """The paper as an .xlsx file, and its truth (without id, lot, key and pages)."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    sheet["A1"] = paper.title[0]
    sheet["A1"].font = Font(bold=True, size=14)
    fields: dict[str, Any] = {}
    row = rng.choice((3, 4))
    for item in paper.items.values():
        sheet.cell(row, 1, item.label)
        for cell in _cells(item):
            native = _native(paper, cell)
            target = sheet.cell(row, 2, native)
            if isinstance(native, datetime):
                target.number_format = rng.choice(("DD/MM/YYYY", "DD-MMM-YYYY", "YYYY-MM-DD"))
            if cell.unit:
                sheet.cell(row, 3, cell.unit)
            fields[cell.field] = _truth(cell)
            row += 1
        if not _cells(item):
            sheet.cell(row, 2, "".join(p for p in item.body if isinstance(p, str)))
            row += 1
    row += 1
    lines = []
    for i, column in enumerate(paper.columns):
        sheet.cell(row, i + 1, column.label).font = Font(bold=True)
    for line in paper.rows:
        row += 1
        found: dict[str, Any] = {}
        for i, column in enumerate(paper.columns):
            pieces: tuple[Piece, ...] = line.get(column.key, ())
            for p in pieces:
                if isinstance(p, Cell):
                    sheet.cell(row, i + 1, _native(paper, p))
                    found[p.field] = _truth(p)
                else:
                    sheet.cell(row, i + 1, p)
        lines.append(found)
    out = io.BytesIO()
    stamp = datetime(2026, 1, 1)  # noqa: DTZ001  # the file's own time, fixed so that the bytes are the same each time
    book.properties.created = book.properties.modified = stamp
    book.save(out)
    truth = {
        "channel": "xlsx",
        "fields": fields,
        "language": "/".join(paper.languages),
        "lines": lines,
        "rotation": 0,
        "template": "xlsx",
        "type": paper.doc_type,
    }
    return _fixed_times(out.getvalue()), truth


def _fixed_times(data: bytes) -> bytes:
    """The same archive with fixed member times and no save time inside, so that equal content gives equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    return out.getvalue()
