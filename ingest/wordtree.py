"""The elements of a Word document in their order, and its paragraphs' text as lines."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ingest.parts import local
from ingest.written import LINE_CHARACTERS, Align, Block, Line, Table

GROUPS = frozenset(
    ("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "sdt", "sdtContent", "customXml", "dir", "bdo")
)
"""Elements that only stand round what is shown; `del`, `moveFrom` and `instrText` are not shown."""


def lines(pieces: list[tuple[str, float]], align: Align, usual: float, *, last: bool = True) -> Iterator[Line]:
    text = "".join(piece for piece, _ in pieces)
    if not text.strip() and not last:
        return
    start = 0
    for part in text[:LINE_CHARACTERS].split("\n"):
        yield Line(part, largest(pieces, start, start + len(part)) or usual, align)
        start += len(part) + 1


def largest(pieces: list[tuple[str, float]], start: int, end: int) -> float:
    """The largest text height among the letters from `start` to `end`."""
    largest, position = 0.0, 0
    for text, size in pieces:
        if text.strip() and position < end and position + len(text) > start:
            largest = max(largest, size)
        position += len(text)
    return largest


def flat(blocks: list[Block]) -> Iterator[Line]:
    """A cell's lines; the rows of a table within it come as lines, their cells parted by tabs."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                yield Line("\t".join(" ".join(line.text for line in cell.lines) for cell in row.cells))


def parts(drawing: Element) -> Iterator[Element]:
    """A drawing's elements, without those within its text boxes and without its second form for old programs."""
    stack = [drawing]
    while stack:
        element = stack.pop()
        yield element
        if local(element) != "txbxContent":
            stack.extend(each for each in reversed(element) if local(each) != "Fallback")


def rows(table: Element) -> Iterator[Element]:
    for element in table:
        if local(element) == "tr":
            yield element
        elif local(element) in GROUPS:
            yield from rows(element)


def cells(row: Element) -> Iterator[Element]:
    for element in row:
        if local(element) == "tc":
            yield element
        elif local(element) in GROUPS:
            yield from cells(element)
