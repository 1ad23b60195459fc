"""One row of a line table: the lines that make it, and the words of its cells in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.tables_body import BodyLine, Token
from extract.tables_reader import Kind
from ingest.model import Box


@dataclass(slots=True)
class Row:
    """One row: the words of each column, of all its lines; `remarks` are lines under it that run over its columns.

    `aside` are words of its cells that are no part of what the columns are of: a lot's number in a description, which
    is `lot`, and those of other papers that it quotes for itself, which are `quoted`, by field.
    """

    kind: Kind
    cells: dict[int, list[Token]] = field(default_factory=dict)
    label: str = ""
    top: float = 0.0
    bottom: float = 0.0
    page: int = 0
    remarks: list[BodyLine] = field(default_factory=list)
    aside: list[Token] = field(default_factory=list)
    lot: list[Token] = field(default_factory=list)
    quoted: dict[str, list[Token]] = field(default_factory=dict)

    def add(self, line: BodyLine) -> None:
        """Takes a line's words in, in reading order."""
        for column, tokens in line.cells.items():
            self.cells.setdefault(column, []).extend(tokens)
        for column in self.cells:
            self.cells[column] = in_reading_order(self.cells[column])
        self.top, self.bottom = min(self.top, line.box.y0), max(self.bottom, line.box.y1)

    def text(self, column: int) -> str:
        """The text of one column."""
        return " ".join(token.text for token in self.cells.get(column, ()))

    def tokens(self) -> Iterator[Token]:
        """All its words."""
        for tokens in self.cells.values():
            yield from tokens


def in_reading_order(tokens: Sequence[Token]) -> list[Token]:
    """Words of a cell line by line."""
    return [token for line in text_lines(tokens) for token in line]


def text_lines(tokens: Sequence[Token]) -> list[list[Token]]:
    """The lines of a cell's words; words of one line may stand a little higher or lower on a scan."""
    lines: list[list[Token]] = []
    for token in sorted(tokens, key=lambda token: (token.page, token.box.mid_y)):
        last = lines[-1][-1] if lines else None
        if last is not None and last.page == token.page and _beside(last.box, token.box):
            lines[-1].append(token)
        else:
            lines.append([token])
    return [sorted(line, key=lambda token: token.box.x0) for line in lines]


def _beside(one: Box, other: Box) -> bool:
    return abs(one.mid_y - other.mid_y) < 0.55 * max(min(one.height, other.height), 0.004)
