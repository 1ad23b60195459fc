"""What an office document says, before it is laid out: lines, tables, page breaks, and pictures of pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

USUAL = 11.0
"""Text height, in points, of text that states none."""

LINE_CHARACTERS = 20_000
"""Most characters of one paragraph; longer text is cut there."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a part of one that ends with a line break; tabs part it. `size` is the text height in points."""

    text: str
    size: float = USUAL
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell: its lines, and the columns that it spans."""

    lines: tuple[Line, ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row; `breaks` says that a new page begins with it."""

    cells: tuple[Cell, ...]
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows, and its columns' widths in any unit (empty where not stated)."""

    rows: tuple[Row, ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A new page begins here."""


Block = Line | Table | Break


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text. `paged` says that its breaks are all there are, as the writing program set the pages.

    `heads` and `foots` stand on each page, `first_heads` and `first_foots` on the first instead, where not None.
    """

    blocks: tuple[Block, ...]
    paged: bool = False
    heads: tuple[Block, ...] = ()
    foots: tuple[Block, ...] = ()
    first_heads: tuple[Block, ...] | None = None
    first_foots: tuple[Block, ...] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What an office document holds: its text, and the names of its parts that are pictures of pages.

    `unread` counts pictures that only drawing programs open, `inserted` parts that came from other files; `unseen` are
    texts that the page does not show: in the colour of its ground, or too small to be seen.
    """

    text: Text
    pictures: tuple[str, ...]
    unread: int = 0
    inserted: int = 0
    unseen: tuple[str, ...] = ()
