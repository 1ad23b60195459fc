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
from ingest.openstyles import Style, length_of, repeated, rows_of, styles_of
from ingest.paint import WHITE, is_alike
from ingest.parts import Package, attribute, child, local, opened
from ingest.written import LINE_CHARACTERS, USUAL, Block, Break, Cell, Line, Row, Table, Text, Written

TEXT = "application/vnd.oasis.opendocument.text"

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

_GROUND = re.compile(
    rb'run-through="background"|<style:page-layout-properties[^>]*background-color="(?!transparent|#ffffff)'
)
"""What stands behind the text of whole pages."""


@contextmanager
def content_of(path: Path, limits: Limits) -> Iterator[tuple[Package, Element]]:
    with opened(path, limits) as package:
        if "META-INF/manifest.xml" in package.names:
            manifest = package.read("META-INF/manifest.xml")
            if b"encryption-data" in manifest:
                raise Unreadable("encrypted", "The file is locked with a password.", "Ask for an unlocked copy.")
        yield package, package.xml("content.xml")


@dataclass(frozen=True, slots=True)
class _Look:
    """How text looks; `ground` says that something may be painted behind it."""

    size: float
    colour: str | None
    tiny: bool
    ground: bool

    def under(self, style: Style) -> _Look:
        """The look of what has this style within."""
        tiny = style.tiny if style.size or style.tiny else self.tiny
        return _Look(style.size or self.size, style.colour or self.colour, tiny, self.ground or style.shaded)

    @property
    def unseen(self) -> bool:
        """Whether nobody sees the text."""
        return self.tiny or (self.colour is not None and is_alike(self.colour, WHITE) and not self.ground)


@dataclass
class _Reader:
    styles: dict[str, Style]
    pictures: list[str] = field(default_factory=list)
    paged: bool = False
    unseen: list[str] = field(default_factory=list)
    painted: bool = False
    """Whether what stands behind the text is not known to be white."""

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
        look = _Look(USUAL, None, False, self.painted).under(style)
        pieces = list(self._shown(paragraph, look, floating))
        text = "".join(piece for piece, _ in pieces)[:LINE_CHARACTERS]
        size = max((size for piece, size in pieces if piece.strip()), default=style.size or USUAL)
        for number, page in enumerate(text.split("\f")):
            if number:
                yield Break()
            for line in page.split("\n"):
                yield Line(line, size, style.align or "left")
        yield from floating

    def _shown(self, parent: Element, look: _Look, floating: list[Block]) -> Iterator[tuple[str, float]]:
        """Text with its sizes; white space counts once, as the format has it."""
        size = look.size
        if parent.text:
            yield self._seen(parent.text, look), size
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
                    yield from self._shown(element, look.under(style), floating)
            if element.tail:
                yield self._seen(element.tail, look), size

    def _seen(self, text: str, look: _Look) -> str:
        if look.unseen and any(char.isalnum() for char in text):
            self.unseen.append(" ".join(text.split()))
            return ""
        return re.sub(r"\s+", " ", text)

    def _frame(self, frame: Element) -> Iterator[Block]:
        sides = [length_of(attribute(frame, key)) for key in ("width", "height")]
        for element in frame:
            if local(element) == "text-box":
                yield from self._painted_blocks(element, True)
            elif local(element) == "image" and min(sides) >= SCAN_SIDE:
                target = posixpath.normpath((attribute(element, "href") or "").removeprefix("./"))
                if target not in self.pictures:
                    self.pictures.append(target)

    def _painted_blocks(self, parent: Element, painted: bool) -> list[Block]:
        before, self.painted = self.painted, self.painted or painted
        blocks = list(self.blocks(parent))
        self.painted = before
        return blocks

    def _table(self, table: Element) -> Table:
        rows: list[Row] = []
        whole = self._style(table).shaded or attribute(table, "template-name") is not None
        for element in rows_of(table):
            cells: list[Cell] = []
            breaks = False
            for each in element:
                if local(each) == "covered-table-cell":
                    continue
                if local(each) == "table-cell":
                    ground = whole or self._style(element).shaded or self._style(each).shaded
                    inner = self._painted_blocks(each, ground)
                    breaks = breaks or any(isinstance(block, Break) for block in inner)
                    lines = tuple(block for block in inner if isinstance(block, Line))
                    cell = Cell(lines, repeated(each, "number-columns-spanned"))
                    cells.extend([cell] * repeated(each, "number-columns-repeated"))
            rows.extend([Row(tuple(cells), breaks)] * repeated(element, "number-rows-repeated"))
        return Table(tuple(rows))

    def _style(self, element: Element) -> Style:
        """The element's style with what it takes over from those that it is based on."""
        found = Style()
        name = attribute(element, "style-name")
        for level in range(20):  # styles based on each other in a ring
            style = self.styles.get(name or "")
            if style is None:
                break
            if not (found.size or found.tiny):
                found.size, found.tiny = style.size, style.tiny
            found.colour = found.colour or style.colour
            found.shaded = found.shaded or style.shaded
            found.align = found.align or style.align
            found.hidden = found.hidden or style.hidden
            found.breaks = found.breaks or (style.breaks and level == 0)
            name = style.base
        return found


def read(path: Path, limits: Limits) -> Written:
    """The text document at `path`. Raises Unreadable: damaged, encrypted, bomb, too-deep, unsafe-xml."""
    with content_of(path, limits) as (package, content):
        styles = dict(styles_of(content))
        unseen: list[str] = []
        heads: tuple[Block, ...] = ()
        foots: tuple[Block, ...] = ()
        if "styles.xml" in package.names:
            shared = package.xml("styles.xml")
            styles = {**dict(styles_of(shared)), **styles}
            heads, foots = (tuple(_edge(shared, name, styles, unseen)) for name in ("header", "footer"))
        grounds = (package.read(name) for name in ("content.xml", "styles.xml") if name in package.names)
        reader = _Reader(styles, unseen=unseen, painted=any(_GROUND.search(part) for part in grounds))
        body = child(child(content, "body"), "text")
        if body is None:
            raise Unreadable("damaged", "The document has no text.")
        blocks = tuple(reader.blocks(body))
        pictures = tuple(name for name in reader.pictures if name in package.names)
        return Written(Text(blocks, reader.paged, heads, foots), pictures, unseen=tuple(unseen))


def _edge(shared: Element, name: str, styles: dict[str, Style], unseen: list[str]) -> Iterator[Block]:
    """The header or footer of the first page layout that has one; the layout may paint its ground."""
    for page in child(shared, "master-styles") or ():
        found = child(page, name)
        if found is not None:
            reader = _Reader(styles, unseen=unseen, painted=True)
            yield from (block for block in reader.blocks(found) if not isinstance(block, Break))
            return
