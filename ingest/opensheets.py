"""OpenDocument spreadsheets (ODS) as sheets.

A cell counts by the text that its program showed, dates by their ISO value. Hidden sheets are left out,
hidden and filtered rows and columns too, with a remark.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from ingest.limits import CELL_CHARACTERS, Limits
from ingest.opendocument import SCAN_SIDE, UNSHOWN, content_of
from ingest.openstyles import all_rows_of, is_shown, length_of, repeated, styles_of
from ingest.parts import Package, attribute, child, local
from ingest.sheetpage import BLANK_ROWS, Grid, Sheet, hidden_cells

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def sheets(path: Path, limits: Limits) -> Iterator[Sheet]:
    """Each sheet that is shown, also those that hold nothing that is read.

    Raises Unreadable: damaged, encrypted, bomb, too-deep, unsafe-xml.
    """
    with content_of(path, limits) as (_, content):
        hidden = {name for name, style in styles_of(content) if style.hidden}
        for table in child(child(content, "body"), "spreadsheet") or ():
            if local(table) == "table" and attribute(table, "style-name") not in hidden:
                yield _sheet(table, limits)


def pictures(package: Package) -> Iterator[str]:
    """The parts that are pictures as large as papers on the sheets of a spreadsheet that are shown."""
    content = package.xml("content.xml")
    hidden = {name for name, style in styles_of(content) if style.hidden}
    for table in child(child(content, "body"), "spreadsheet") or ():
        if local(table) != "table" or attribute(table, "style-name") in hidden:
            continue
        for frame in (each for each in table.iter() if local(each) == "frame"):
            if min(length_of(attribute(frame, key)) for key in ("width", "height")) >= SCAN_SIDE:
                yield from (
                    posixpath.normpath((attribute(each, "href") or "").removeprefix("./"))
                    for each in frame
                    if local(each) == "image"
                )


def text_boxes(package: Package) -> int:
    """How many shapes on the sheets that are shown have writing in them."""
    content = package.xml("content.xml")
    hidden = {name for name, style in styles_of(content) if style.hidden}
    tables = [
        table
        for table in child(child(content, "body"), "spreadsheet") or ()
        if local(table) == "table" and attribute(table, "style-name") not in hidden
    ]
    shapes = (each for table in tables for each in table.iter() if local(each) in ("text-box", "custom-shape"))
    return sum(any("".join(each.itertext()).strip() for each in shape if local(each) == "p") for shape in shapes)


def _sheet(table: Element, limits: Limits) -> Sheet:
    rows: Grid = []
    hidden: list[str] = []
    unseen: list[str] = []
    gone = _hidden_columns(table)
    cut = False
    empty = 0
    for element in all_rows_of(table):
        texts = _texts(element, unseen)
        if not is_shown(element):
            hidden.extend(text for text in texts if text)
            continue
        hidden.extend(text for column, text in enumerate(texts) if text and column in gone)
        texts = [text for column, text in enumerate(texts) if column not in gone]
        cut = cut or any(texts[limits.columns_per_sheet :])
        texts = texts[: limits.columns_per_sheet]
        times = repeated(element, "number-rows-repeated")
        if not any(texts):
            empty += times
            continue
        if len(rows) + min(empty, BLANK_ROWS) + times > limits.rows_per_sheet:
            cut = True
            break
        rows.extend([] for _ in range(min(empty, BLANK_ROWS)))
        rows.extend(list(texts) for _ in range(times))
        empty = 0
    return Sheet(attribute(table, "name") or "", rows, cut, remarks=hidden_cells(hidden, unseen))


def _hidden_columns(table: Element) -> set[int]:
    """The columns, from 0, that are hidden; those that no cell's text is believed in are not counted."""
    hidden: set[int] = set()
    at = 0
    for element in _columns_of(table):
        times = repeated(element, "number-columns-repeated")
        if not is_shown(element):
            hidden.update(range(at, at + times))
        at += times
    return hidden - {column for row in all_rows_of(table) for column in _running_on(row, hidden)} if hidden else hidden


def _running_on(row: Element, hidden: set[int]) -> Iterator[int]:
    """The hidden columns of cells that are merged with cells in columns that are shown, and are shown there."""
    at = 0
    for element in row:
        if local(element) in ("table-cell", "covered-table-cell"):
            span = repeated(element, "number-columns-spanned")
            if at in hidden and any(each not in hidden for each in range(at, at + span)):
                yield at
            at += repeated(element, "number-columns-repeated")


def _columns_of(table: Element) -> Iterator[Element]:
    for element in table:
        if local(element) == "table-column":
            yield element
        elif local(element) in ("table-columns", "table-header-columns", "table-column-group"):
            yield from _columns_of(element)


def _texts(row: Element, unseen: list[str]) -> list[str]:
    texts: list[str] = []
    for element in row:
        if local(element) in ("table-cell", "covered-table-cell"):
            text = _cell(element) if local(element) == "table-cell" else ""
            if not text:
                unseen.extend(_unshown_value(element))
            texts.extend([text] * repeated(element, "number-columns-repeated"))
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _cell(element: Element) -> str:
    """A cell's text as shown; a date as ISO, for no reader of a sheet can tell its locale."""
    day = attribute(element, "date-value")
    if day is not None and re.fullmatch(r"\d{4}-\d\d-\d\d(T[\d:.]+)?", day):
        return day.removesuffix("T00:00:00").replace("T", " ")[:16]
    paragraphs = ("".join(_letters(each)) for each in element if local(each) == "p")
    text = " ".join(" ".join(paragraphs).split())[:CELL_CHARACTERS]
    if child(element, "p") is not None:
        return text  # an empty one: its format shows nothing of the value
    return (attribute(element, "value") or "")[:CELL_CHARACTERS]


def _unshown_value(element: Element) -> Iterator[str]:
    """The value of a cell whose format shows nothing of it; a nought is hidden for the sake of looks."""
    value = attribute(element, "value") or ""
    if child(element, "p") is not None and value.strip("0.") and local(element) == "table-cell":
        yield value[:CELL_CHARACTERS]


def _letters(parent: Element) -> Iterator[str]:
    yield parent.text or ""
    for element in parent:
        if local(element) in ("s", "tab", "line-break"):
            yield " "
        elif local(element) not in UNSHOWN:
            yield from _letters(element)
        yield element.tail or ""
