"""OpenDocument files: their parts, and text documents (ODT) as flowing text.

Macros, links and linked sections are never touched; deleted text is left out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.parts import Package, attribute, child, local, opened
from ingest.written import LINE_CHARACTERS, USUAL, Align, Block, Break, Cell, Line, Row, Table, Text, Written

TEXT = "application/vnd.oasis.opendocument.text"

MOST_REPEATED = 64
"""Cells or rows of one content that are believed; programs repeat the empty rest of a sheet a million times."""

SCAN_SIDE = 7.0
"""Pictures shown larger than this on both sides, in centimetres, are pages pasted in."""

UNSHOWN = frozenset(
    [
        "tracked-changes",
        "annotation",
        "annotation-end",
        "forms",
        "sequence-decls",
        "variable-decls",
        "script",
        "ruby-text",
        "event-listeners",
        "desc",
        "title",
        "bibliography-source",
        "table-of-content-source",
    ]
)
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}


@contextmanager
def content_of(path: Path, limits: Limits) -> Iterator[tuple[Package, Element]]:
    with opened(path, limits) as package:
        if "META-INF/manifest.xml" in package.names:
            manifest = package.read("META-INF/manifest.xml")
            if b"encryption-data" in manifest:
                raise Unreadable("encrypted", "The file is locked with a password.", "Ask for an unlocked copy.")
        yield package, package.xml("content.xml")


@dataclass
class _Style:
    size: float | None = None
    hidden: bool = False
    breaks: bool = False
    align: Align | None = None
    base: str | None = None


@dataclass
class _Reader:
    styles: dict[str, _Style]
    pictures: list[str] = field(default_factory=list)
    paged: bool = False

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The blocks of a body, a section, a list, a text box, a cell."""
        for element in parent:
            name = local(element)
            if name in ("p", "h"):
                yield from self._paragraph(element)
            elif name == "table":
                style = self._style(element)
                if style.breaks:
                    yield Break()
                yield self._table(element)
            elif name == "soft-page-break":
                self.paged = True
                yield Break()
            elif name == "frame":
                yield from self._frame(element)
            elif name not in UNSHOWN:
                yield from self.blocks(element)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        style = self._style(paragraph)
        if style.hidden:
            return
        if style.breaks:
            yield Break()
        floating: list[Block] = []
        pieces = list(self._shown(paragraph, style.size or USUAL, floating))
        text = "".join(piece for piece, _ in pieces)[:LINE_CHARACTERS]
        size = max((size for piece, size in pieces if piece.strip()), default=style.size or USUAL)
        for number, page in enumerate(text.split("\f")):
            if number:
                yield Break()
            for line in page.split("\n"):
                yield Line(line, size, style.align or "left")
        yield from floating

    def _shown(self, parent: Element, size: float, floating: list[Block]) -> Iterator[tuple[str, float]]:
        """Text with its sizes; white space counts once, as the format has it."""
        if parent.text:
            yield re.sub(r"\s+", " ", parent.text), size
        for element in parent:
            name = local(element)
            if name == "tab":
                yield "\t", size
            elif name == "s":
                yield " " * repeated(element, "c"), size
            elif name == "line-break":
                yield "\n", size
            elif name == "soft-page-break":
                self.paged = True
                yield "\f", size
            elif name == "frame":
                floating.extend(self._frame(element))
            elif name == "note":
                body = child(element, "note-body")
                if body is not None:
                    floating.extend(self.blocks(body))
            elif name not in UNSHOWN:
                style = self._style(element)
                if not style.hidden:
                    yield from self._shown(element, style.size or size, floating)
            if element.tail:
                yield re.sub(r"\s+", " ", element.tail), size

    def _frame(self, frame: Element) -> Iterator[Block]:
        sides = [length_of(attribute(frame, key)) for key in ("width", "height")]
        for element in frame:
            if local(element) == "text-box":
                yield from self.blocks(element)
            elif local(element) == "image" and min(sides) >= SCAN_SIDE:
                target = posixpath.normpath((attribute(element, "href") or "").removeprefix("./"))
                if target not in self.pictures:
                    self.pictures.append(target)

    def _table(self, table: Element) -> Table:
        rows: list[Row] = []
        for element in rows_of(table):
            cells: list[Cell] = []
            breaks = False
            for each in element:
                if local(each) == "covered-table-cell":
                    continue
                if local(each) == "table-cell":
                    inner = list(self.blocks(each))
                    breaks = breaks or any(isinstance(block, Break) for block in inner)
                    lines = tuple(block for block in inner if isinstance(block, Line))
                    cell = Cell(lines, repeated(each, "number-columns-spanned"))
                    cells.extend([cell] * repeated(each, "number-columns-repeated"))
            rows.extend([Row(tuple(cells), breaks)] * repeated(element, "number-rows-repeated"))
        return Table(tuple(rows))

    def _style(self, element: Element) -> _Style:
        """The element's style with what it takes over from those that it is based on."""
        found = _Style()
        name = attribute(element, "style-name")
        for level in range(20):  # styles based on each other in a ring
            style = self.styles.get(name or "")
            if style is None:
                break
            found.size = found.size or style.size
            found.align = found.align or style.align
            found.hidden = found.hidden or style.hidden
            found.breaks = found.breaks or (style.breaks and level == 0)
            name = style.base
        return found


def read(path: Path, limits: Limits) -> Written:
    """The text document at `path`. Raises Unreadable: damaged, encrypted, bomb, too-deep, unsafe-xml."""
    with content_of(path, limits) as (package, content):
        styles = dict(styles_of(content))
        heads: tuple[Block, ...] = ()
        foots: tuple[Block, ...] = ()
        if "styles.xml" in package.names:
            shared = package.xml("styles.xml")
            styles = {**dict(styles_of(shared)), **styles}
            heads, foots = (tuple(_edge(shared, name, styles)) for name in ("header", "footer"))
        reader = _Reader(styles)
        body = child(child(content, "body"), "text")
        if body is None:
            raise Unreadable("damaged", "The document has no text.")
        blocks = tuple(reader.blocks(body))
        pictures = tuple(name for name in reader.pictures if name in package.names)
        return Written(Text(blocks, reader.paged, heads, foots), pictures)


def _edge(shared: Element, name: str, styles: dict[str, _Style]) -> Iterator[Block]:
    """The header or footer of the first page layout that has one."""
    for page in child(shared, "master-styles") or ():
        found = child(page, name)
        if found is not None:
            yield from (block for block in _Reader(styles).blocks(found) if not isinstance(block, Break))
            return


def rows_of(table: Element) -> Iterator[Element]:
    """A table's rows that are shown."""
    return (row for row in all_rows_of(table) if is_shown(row))


def all_rows_of(table: Element) -> Iterator[Element]:
    for element in table:
        name = local(element)
        if name == "table-row":
            yield element
        elif name in ("table-header-rows", "table-row-group", "table-rows"):
            yield from all_rows_of(element)


def is_shown(element: Element) -> bool:
    """Whether a row or column is neither hidden nor left out by a filter."""
    return attribute(element, "visibility") not in ("collapse", "filter")


def styles_of(root: Element) -> Iterator[tuple[str, _Style]]:
    for group in ("styles", "automatic-styles"):
        for element in child(root, group) or ():
            if local(element) != "style":
                continue
            text, paragraph = child(element, "text-properties"), child(element, "paragraph-properties")
            size = attribute(text, "font-size") if text is not None else None
            shown = attribute(text, "display") if text is not None else None
            table = child(element, "table-properties")
            gone = table is not None and attribute(table, "display") == "false"
            breaks = any(attribute(each, "break-before") == "page" for each in (paragraph, table) if each is not None)
            align = attribute(paragraph, "text-align") if paragraph is not None else None
            yield (
                attribute(element, "name") or "",
                _Style(_points(size), shown == "none" or gone, breaks, _ALIGN.get(align or ""), _base(element)),
            )


_ALIGN: dict[str, Align] = {"center": "center", "end": "right", "right": "right", "start": "left", "left": "left"}


def _base(element: Element) -> str | None:
    return attribute(element, "parent-style-name")


def _points(size: str | None) -> float | None:
    match = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)pt", size or "")
    points = float(match.group(1)) if match else 0.0
    return points if 2 <= points <= 200 else None


def length_of(value: str | None) -> float:
    """A length in centimetres; 0 where none is stated."""
    match = re.fullmatch(r"(\d{1,6}(?:\.\d+)?)(cm|mm|in|pt|pc|px)", value or "")
    return float(match.group(1)) * _CENTIMETRES[match.group(2)] if match else 0.0


def repeated(element: Element, name: str) -> int:
    """How often the element counts, within what is believed."""
    value = attribute(element, name) or "1"
    return max(1, min(int(value), MOST_REPEATED)) if value.isascii() and value.isdigit() and len(value) < 10 else 1
