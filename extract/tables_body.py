"""The body of a line table as data: words with their place, lines of them told to columns, the lines of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extract.tables_header import Heading
from ingest.model import Box


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a table: its text, place, and index on its page; `page` counts the document's pages from 0."""

    text: str
    box: Box
    page: int
    index: int
    confidence: float
    height: float


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One text line of a table's body: its words by column (index into the columns), and where it stands.

    `crosses` says that a phrase without digits runs on from one column into the next, as no cell's text does;
    `sentence` that one phrase is set over several columns as if there were none. `boxes`
    are the ruled cells that it stands in, each as its number, upper and lower edge; a phrase in none gives -1. `spans`
    says that one of its phrases, of words or numbers, stands in several columns. `merged` are the columns whose cell
    here stands for further lines as well.
    """

    page: int
    box: Box
    cells: Mapping[int, tuple[Token, ...]]
    ruled_above: bool
    crosses: bool = False
    boxes: frozenset[tuple[int, float, float]] = frozenset()
    sentence: bool = False
    spans: bool = False
    merged: frozenset[int] = frozenset()

    def text(self, column: int) -> str:
        """The text of one column, empty where the line leaves it empty."""
        return " ".join(token.text for token in self.cells.get(column, ()))


@dataclass(frozen=True, slots=True)
class Body:
    """The columns' headings, the places (x, fractions of the page) that part them, and the lines under them.

    `folded` is the body as it stands on the page, where blocks of rows were set side by side.
    """

    columns: tuple[Heading, ...]
    parts: tuple[float, ...]
    lines: tuple[BodyLine, ...]
    folded: Body | None = None
