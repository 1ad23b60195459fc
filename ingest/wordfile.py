"""Word documents (DOCX): their text as it is shown, and the pictures pasted into them.

Deleted and hidden text is left out as on the printed page. Fields count by the result that Word stored; macros, links,
linked files and templates are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from ingest import wordparts
from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.paint import WHITE, is_alike
from ingest.parts import Package, attribute, child, local, opened
from ingest.wordtree import GROUPS, cells, flat, lines, parts, rows
from ingest.written import LINE_CHARACTERS, Block, Break, Cell, Row, Table, Text, Written

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

SCAN_SIDE = 2_500_000
"""Pictures shown larger than this on both sides, in English Metric Units (914,400 to the inch), are pages pasted in;
smaller ones are logos, signatures and stamps."""

_TAGS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "softHyphen": "", "cr": "\n"}


_EDGE = re.compile(r"(?:header|footer)\d*\.xml$")
_GROUND = re.compile(rb'behindDoc="(?:1|true|on)"|z-index:\s*-|<\w+:background\b')


@dataclass
class _Reader:
    """Walks one part of the document; what a paragraph floats (text boxes) comes after it."""

    package: Package
    styles: dict[str, wordparts.Style]
    usual: float
    targets: dict[str, str] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    paged: bool = False
    inserted: int = 0
    unseen: list[str] = field(default_factory=list)
    painted: bool = False
    """Whether what stands behind the text is not known to be white."""

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The blocks of a body, a cell, a text box, a header."""
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield self._table(element)
            elif name in GROUPS:
                yield from self.blocks(element)
            elif name == "altChunk":
                self.inserted += 1
            elif name == "AlternateContent":
                choice = child(element, "Choice")
                if choice is not None:
                    yield from self.blocks(choice)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        settings = child(paragraph, "pPr")
        style = self._style(child(settings, "pStyle"))
        align = wordparts.align(child(settings, "jc")) or style.align or "left"
        pieces: list[tuple[str, float]] = []
        floating: list[Block] = []
        if child(settings, "pageBreakBefore") is not None:
            yield Break()
        style.shaded = style.shaded or wordparts.is_shaded(settings)
        for text, size in self._runs(paragraph, style, floating):
            if text == "\f":
                yield from lines(pieces, align, style.size or self.usual, last=False)
                pieces = []
                yield Break()
            else:
                pieces.append((text, size))
        yield from lines(pieces, align, style.size or self.usual)
        yield from floating

    def _runs(self, parent: Element, style: wordparts.Style, floating: list[Block]) -> Iterator[tuple[str, float]]:
        """The paragraph's text with its sizes; `\\n` ends a line, `\\f` a page."""
        for element in parent:
            name = local(element)
            if name == "r":
                yield from self._run(element, style, floating)
            elif name in GROUPS:
                yield from self._runs(element, style, floating)

    def _run(self, run: Element, style: wordparts.Style, floating: list[Block]) -> Iterator[tuple[str, float]]:
        settings = child(run, "rPr")
        own = self._style(child(settings, "rStyle"))
        if style.hidden or own.hidden or wordparts.is_on(child(settings, "vanish")):
            return
        size = wordparts.size(child(settings, "sz")) or own.size or style.size or self.usual
        if self._is_unseen(settings, own, style):
            texts = list(self._shown(run, floating))
            self.unseen.append("".join(text for text in texts if text != "\f"))
            yield from ((text, size) for text in texts if text == "\f")
            return
        yield from ((text, size) for text in self._shown(run, floating))

    def _is_unseen(self, settings: Element | None, own: wordparts.Style, style: wordparts.Style) -> bool:
        """Whether nobody sees a run: in letters too small, or white where nothing is painted behind it."""
        if wordparts.is_tiny(child(settings, "sz")):
            return True
        colour = wordparts.colour(child(settings, "color")) or own.colour or style.colour
        ground = self.painted or style.shaded or own.shaded or wordparts.is_shaded(settings)
        return colour is not None and is_alike(colour, WHITE) and not ground

    def _shown(self, parent: Element, floating: list[Block]) -> Iterator[str]:
        for element in parent:
            name = local(element)
            if name == "t":
                yield (element.text or "").replace("\n", " ").replace("\f", " ")
            elif name in _TAGS:
                yield _TAGS[name]
            elif name == "br":
                yield "\f" if attribute(element, "type") == "page" else "\n"
            elif name == "lastRenderedPageBreak":
                self.paged = True
                yield "\f"
            elif name == "sym":
                yield " "  # a sign of a symbol font: its code says nothing of what is shown
            elif name in ("drawing", "pict", "object"):
                floating.extend(self._drawn(element))
            elif name == "AlternateContent":
                choice = child(element, "Choice")
                if choice is not None:
                    yield from self._shown(choice, floating)
            elif name == "ruby":
                yield from self._shown(child(element, "rubyBase") or element, floating)

    def _drawn(self, drawing: Element) -> Iterator[Block]:
        """The text of text boxes in a drawing; pictures shown as large as pages are noted."""
        elements = list(parts(drawing))
        extent = next((each for each in elements if local(each) == "extent"), None)
        sides = [wordparts.whole(attribute(extent, key)) for key in ("cx", "cy")] if extent is not None else [SCAN_SIDE]
        for element in elements:
            name = local(element)
            if name == "txbxContent":
                yield from self._painted_blocks(element, True)
            elif name in ("blip", "imagedata") and min(sides) >= SCAN_SIDE:
                target = self.targets.get(attribute(element, "embed") or attribute(element, "id") or "")
                if target is not None and target not in self.pictures:
                    self.pictures.append(target)

    def _painted_blocks(self, parent: Element, painted: bool) -> list[Block]:
        before, self.painted = self.painted, self.painted or painted
        blocks = list(self.blocks(parent))
        self.painted = before
        return blocks

    def _table(self, table: Element) -> Table:
        settings = child(table, "tblPr")
        whole = self._style(child(settings, "tblStyle")).shaded or wordparts.is_shaded(settings)
        grid = child(table, "tblGrid")
        widths = tuple(float(wordparts.whole(attribute(each, "w"))) for each in grid) if grid is not None else ()
        found: list[Row] = []
        for element in rows(table):
            row: list[Cell] = []
            breaks = False
            before = child(child(element, "trPr"), "gridBefore")
            if before is not None:
                row.append(Cell((), wordparts.span(before)))
            for each in cells(element):
                settings = child(each, "tcPr")
                span = wordparts.span(child(settings, "gridSpan"))
                merged = child(settings, "vMerge")
                inner = self._painted_blocks(each, whole or wordparts.is_shaded(settings))
                breaks = breaks or any(isinstance(block, Break) for block in inner)
                goes_on = merged is not None and attribute(merged, "val") != "restart"
                row.append(Cell(() if goes_on else tuple(flat(inner)), span))
            found.append(Row(tuple(row), breaks))
        return Table(tuple(found), widths)

    def _style(self, reference: Element | None) -> wordparts.Style:
        """A style with what it takes over from those that it is based on."""
        found = wordparts.Style()
        name = attribute(reference, "val") if reference is not None else None
        for _ in range(20):  # styles based on each other in a ring
            style = self.styles.get(name or "")
            if style is None:
                break
            found.size = found.size or style.size
            found.hidden = found.hidden or style.hidden
            found.align = found.align or style.align
            found.colour = found.colour or style.colour
            found.shaded = found.shaded or style.shaded
            name = style.base
        return found


def read(path: Path, limits: Limits) -> Written:
    """The document at `path`. Raises Unreadable: damaged, encrypted, bomb, too-deep, unsafe-xml."""
    with opened(path, limits) as package:
        main = wordparts.main_part(package)
        reader = _Reader(package, *wordparts.styles(package), wordparts.targets(package, main))
        reader.painted = _has_ground(package, main)
        body = child(package.xml(main), "body")
        if body is None:
            raise Unreadable("damaged", "The document has no body.")
        blocks = list(reader.blocks(body))
        blocks.extend(_notes(package, reader))
        edges = _edges(package, reader, body)
        text = Text(
            tuple(blocks),
            reader.paged,
            edges.get("heads", ()),
            edges.get("foots", ()),
            edges.get("first_heads"),
            edges.get("first_foots"),
        )
        known = [name for name in reader.pictures if name in package.names]
        pictures = tuple(name for name in known if not _is_drawing(name))
        unread = sum(map(_is_drawing, known))
        return Written(text, pictures, unread, reader.inserted, _joined(reader.unseen))


def _has_ground(package: Package, main: str) -> bool:
    """Whether the pages have a colour, or pictures stand behind the text."""
    edges = (name for name in wordparts.targets(package, main).values() if _EDGE.search(name) and name in package.names)
    texts = [package.read(main), *(package.read(name) for name in edges)]
    return any(_GROUND.search(text) for text in texts)


def _joined(unseen: list[str]) -> tuple[str, ...]:
    """What is not seen, without what holds no letter or figure."""
    texts = (" ".join(text.split())[:LINE_CHARACTERS] for text in unseen)
    return tuple(text for text in texts if any(char.isalnum() for char in text))


def _is_drawing(name: str) -> bool:
    return name.lower().endswith((".emf", ".wmf", ".svg"))


def _notes(package: Package, reader: _Reader) -> Iterator[Block]:
    """Footnotes and endnotes, after the text."""
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name in package.names:
            for element in package.xml(name):
                if attribute(element, "type") is None:  # the others are separating lines
                    yield from reader.blocks(element)


def _edges(package: Package, reader: _Reader, body: Element) -> dict[str, tuple[Block, ...]]:
    """Headers and footers, as the last section has them."""
    found: dict[str, tuple[Block, ...]] = {}
    section = child(body, "sectPr")
    if section is None:
        return found
    first = child(section, "titlePg") is not None
    for element in section:
        name, kind = local(element), attribute(element, "type")
        part = reader.targets.get(attribute(element, "id") or "")
        if name not in ("headerReference", "footerReference") or part not in package.names or part is None:
            continue
        inner = _Reader(package, reader.styles, reader.usual, wordparts.targets(package, part))
        inner.painted = reader.painted
        blocks = tuple(block for block in inner.blocks(package.xml(part)) if not isinstance(block, Break))
        if kind == "default" or (kind == "first" and first):  # a page pasted in behind the text, as watermarks are
            reader.unseen.extend(inner.unseen)
            reader.inserted += inner.inserted
            reader.pictures.extend(name for name in inner.pictures if name not in reader.pictures)
        key = "heads" if name == "headerReference" else "foots"
        if kind == "default":
            found[key] = blocks
        elif kind == "first" and first:
            found[f"first_{key}"] = blocks
    return found
