"""Small papers set from a list of wordings: a form in three manners, a table ruled and not, a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Box, Page, Ruling, Word

WIDTH, HEIGHT = 595.0, 842.0  # A4, in points
_LETTER = 0.5  # width of a letter, in text heights
_SPACE = 0.33
_TITLE = 16.0  # size of a title, in points
_BODY = 10.0
_SMALL = 7.0  # of captions and headings
_CELL = 8.0


class Sheet:
    """A page in the making: phrases and ruling lines at places in points, origin top left."""

    def __init__(self, title: str) -> None:
        self._words: list[Word] = []
        self._rulings: list[Ruling] = []
        self.text(150, 40, title, _TITLE)

    def text(self, x: float, y: float, text: str, size: float = _BODY) -> None:
        """Sets a phrase with its upper left corner at (x, y)."""
        for word in text.split():
            end = x + _LETTER * size * len(word)
            box = Box(x / WIDTH, y / HEIGHT, end / WIDTH, (y + size) / HEIGHT)
            self._words.append(Word(word, box, 1.0, "text-layer"))
            x = end + _SPACE * size

    def block(self, x: float, y: float, lines: Sequence[str], size: float = _BODY) -> float:
        """Sets lines one under the other; the lower edge of the last."""
        for number, line in enumerate(lines):
            self.text(x, y + 1.3 * size * number, line, size)
        return y + 1.3 * size * len(lines)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draws a ruling line."""
        self._rulings.append(Ruling(x0 / WIDTH, y0 / HEIGHT, x1 / WIDTH, y1 / HEIGHT))

    def box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draws a closed box."""
        for line in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            self.rule(*line)

    def page(self) -> Page:
        """The page as ingest hands it on."""
        return Page(
            file="f" * 64,
            number=1,
            width=WIDTH,
            height=HEIGHT,
            origin="text-layer",
            words=tuple(self._words),
            rulings=tuple(self._rulings),
        )


def wrapped(text: str, most: int) -> list[str]:
    """A text in lines of at most so many characters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def in_lines(title: str, pairs: Sequence[tuple[str, str]]) -> Page:
    """Labels and values in lines: "Label: value"."""
    sheet, y = Sheet(title), 90.0
    for label, value in pairs:
        told = f"{label} {value}" if re.search(r"[:.?]$", label) else f"{label}: {value}"
        y = sheet.block(50, y, wrapped(told, 95)) + 7
    return sheet.page()


def in_columns(title: str, pairs: Sequence[tuple[str, str]]) -> Page:
    """Labels in a left column, values in a right one, no signs between."""
    sheet, y = Sheet(title), 90.0
    for label, value in pairs:
        y = max(sheet.block(50, y, wrapped(label, 38)), sheet.block(260, y, wrapped(value, 55))) + 7
    return sheet.page()


def in_boxes(title: str, pairs: Sequence[tuple[str, str]]) -> Page:
    """Boxes in two columns, the label small at the top of each, the value under it."""
    sheet, edges = Sheet(title), [80.0, 80.0]
    for label, value in pairs:
        column = edges.index(min(edges))
        x, y = (40, 300)[column], edges[column]
        below = sheet.block(x + 3, y + 3, wrapped(label, 60), _SMALL)
        end = sheet.block(x + 3, below + 1, wrapped(value, 46)) + 2
        sheet.box(x, y, x + 255, end)
        edges[column] = end
    return sheet.page()


def as_table(title: str, columns: Sequence[tuple[str, Sequence[str]]], *, ruled: bool) -> Page:
    """A table: each column a heading and the values of its rows."""
    sheet, width = Sheet(title), 515 / len(columns)
    edges = [40 + width * number for number in range(len(columns) + 1)]
    heads = [wrapped(heading, max(8, int(width / 4.2))) for heading, _ in columns]
    y, rules = 120.0, [117.0]
    ends = [sheet.block(edge + 2, y, head, _SMALL) for edge, head in zip(edges, heads, strict=False)]
    y = max(ends) + 4
    rules.append(y - 2)
    for row in zip(*(values for _, values in columns), strict=True):
        cells = [wrapped(value, max(8, int(width / 4.5))) for value in row]
        ends = [sheet.block(edge + 2, y, cell, _CELL) for edge, cell in zip(edges, cells, strict=False)]
        y = max(ends) + 5
        rules.append(y - 2)
    if ruled:
        for rule in rules:
            sheet.rule(40, rule, 555, rule)
        for edge in edges:
            sheet.rule(edge, rules[0], edge, rules[-1])
    return sheet.page()


def as_letter(title: str, text: str) -> Page:
    """A text in lines under a title."""
    sheet = Sheet(title)
    sheet.block(50, 100, wrapped(text, 90))
    return sheet.page()
