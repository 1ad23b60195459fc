"""OpenDocument spreadsheets (ODS) as sheets.

A cell counts by the text that its program showed, dates by their ISO value. Hidden sheets and rows are left out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from ingest.limits import CELL_CHARACTERS, Limits
from ingest.opendocument import SCAN_SIDE, UNSHOWN, content_of, length_of, repeated, rows_of, styles_of
from ingest.parts import Package, attribute, child, local

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def sheets(path: Path, limits: Limits) -> Iterator[tuple[str, list[list[str]], bool]]:
    """Each sheet that is shown: its title, its rows of texts, and whether rows or columns were left out.

    Raises Unreadable as `read` does.
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


def _sheet(table: Element, limits: Limits) -> tuple[str, list[list[str]], bool]:
    rows: list[list[str]] = []
    cut = False
    empty = 0
    for element in rows_of(table):
        texts, more = _texts(element, limits.columns_per_sheet)
        cut = cut or more
        times = repeated(element, "number-rows-repeated")
        if not any(texts):
            empty += times
            continue
        if len(rows) + min(empty, 3) + times > limits.rows_per_sheet:
            cut = True
            break
        rows.extend([] for _ in range(min(empty, 3)))
        rows.extend(list(texts) for _ in range(times))
        empty = 0
    return attribute(table, "name") or "", rows, cut


def _texts(row: Element, most: int) -> tuple[list[str], bool]:
    texts: list[str] = []
    for element in row:
        if local(element) in ("table-cell", "covered-table-cell"):
            text = _cell(element) if local(element) == "table-cell" else ""
            texts.extend([text] * repeated(element, "number-columns-repeated"))
    while texts and not texts[-1]:
        texts.pop()
    return texts[:most], len(texts) > most


def _cell(element: Element) -> str:
    """A cell's text as shown; a date as ISO, for no reader of a sheet can tell its locale."""
    day = attribute(element, "date-value")
    if day is not None and re.fullmatch(r"\d{4}-\d\d-\d\d(T[\d:.]+)?", day):
        return day.removesuffix("T00:00:00").replace("T", " ")[:16]
    paragraphs = ("".join(_letters(each)) for each in element if local(each) == "p")
    text = " ".join(" ".join(paragraphs).split())[:CELL_CHARACTERS]
    return text or (attribute(element, "value") or "")[:CELL_CHARACTERS]


def _letters(parent: Element) -> Iterator[str]:
    yield parent.text or ""
    for element in parent:
        if local(element) in ("s", "tab", "line-break"):
            yield " "
        elif local(element) not in UNSHOWN:
            yield from _letters(element)
        yield element.tail or ""
