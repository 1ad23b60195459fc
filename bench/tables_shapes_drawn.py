"""What small papers in many shapes are set with, word by word, and what each of them states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bench.extraction.wordings_pages import Sheet
from ingest.model import Page

SIZE = 8.0
"""Height of print, in points."""

STEP = 13.0
"""Points from one line to the next."""


@dataclass(frozen=True)
class Shape:
    """A paper: its name, pages, and what it states by field, by row and field, or as the number of its `rows`."""

    name: str
    pages: Sequence[Page]
    states: Mapping[str, str] = field(default_factory=dict)


def wide(text: str, size: float) -> float:
    """How wide a text is set, in points."""
    return sum(0.5 * size * len(word) for word in text.split()) + 0.33 * size * (len(text.split()) - 1)


def grid(
    sheet: Sheet,
    y: float,
    xs: Sequence[float],
    rows: Sequence[Sequence[str]],
    right: Sequence[int] = (),
    size: float = SIZE,
) -> float:
    """Rows of cells at left edges `xs`, those of the columns `right` set against the next one's; the lower edge.

    A cell of several lines is parted by `|`.
    """
    for row in rows:
        deep = 1
        for number, cell in enumerate(row):
            parts = cell.split("|") if cell else []
            deep = max(deep, len(parts))
            for line, part in enumerate(parts):
                edge = (xs[number + 1] if number + 1 < len(xs) else 560.0) - 8
                x = edge - wide(part, size) if number in right else xs[number]
                sheet.text(x, y + 10 * line, part, size)
        y += STEP + 10 * (deep - 1)
    return y


def ruled(sheet: Sheet, xs: Sequence[float], ys: Sequence[float]) -> None:
    """Draws the ruling lines of a table at these left edges and heights."""
    for y in ys:
        sheet.rule(xs[0] - 3, y, xs[-1], y)
    for x in xs:
        sheet.rule(x - 3 if x != xs[-1] else x, ys[0], x - 3 if x != xs[-1] else x, ys[-1])


def head(title: str, *lines: str) -> tuple[Sheet, float]:
    """A sheet with its title and these lines, and the height at which to go on."""
    sheet = Sheet(title)
    return sheet, sheet.block(50, 80, lines, 9.0) + 14


def one(name: str, sheet: Sheet, **states: str) -> Shape:
    """A shape of one page; `r0__net_weight` is the net weight of the first row."""
    return Shape(
        name, [sheet.page()], {key.replace("__", ".").removeprefix("r"): value for key, value in states.items()}
    )
