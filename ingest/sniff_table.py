"""Whether a text is a table, and what parts its columns; told from its beginning."""

from __future__ import annotations

import csv
import re

_MARKS = (",", ";", "\t", "|")
_DECLARED = re.compile(r"sep=(.)\r?\n?$", re.IGNORECASE)
"""The first line by which a table tells spreadsheets what parts its columns."""

LOOKED_AT = 12
"""Lines of a table that begins at once."""

TITLES = 40
"""Most lines of titles, names and dates before a table."""


def declared(text: str) -> tuple[str | None, str]:
    """What a table's first line says that parts its columns, and the text without that line."""
    first, end, rest = text.partition("\n")
    found = _DECLARED.fullmatch(first)
    return (found[1], rest) if found and end else (None, text)


def delimiter_of(text: str) -> str | None:
    """The character that parts the columns of a table, or None where the text is no table."""
    mark, text = declared(text)
    if mark is not None:
        return mark
    lines = re.split(r"\r\n|\r|\n", text)
    mark = _even(lines[:LOOKED_AT])
    if mark == "," and _has_commas_of_prose(lines[:LOOKED_AT]):
        mark = None
    return mark or _below_titles(lines)


def _even(lines: list[str]) -> str | None:
    """What parts most of the lines into as many columns each."""
    lines = [line for line in lines if line.strip()]
    best: tuple[int, str] | None = None
    for mark in _MARKS:
        counts = _columns(lines, mark)
        wide = [count for count in counts if count > 1]
        if len(wide) >= 2 and len(wide) >= 0.6 * len(counts):
            steady = max(wide.count(count) for count in set(wide))
            if steady >= 0.6 * len(wide) and (best is None or max(wide) > best[0]):
                best = (max(wide), mark)
        elif len(lines) == 1 and counts and counts[0] >= 4 and (best is None or counts[0] > best[0]):
            best = (counts[0], mark)
    return best[1] if best else None


def _columns(lines: list[str], mark: str) -> list[int]:
    try:
        return [len(row) for row in csv.reader(lines, delimiter=mark)]
    except csv.Error:
        return []


def _below_titles(lines: list[str]) -> str | None:
    """What parts the lines of a table that follows titles: three lines or more of as many columns, three at least.

    Tabs need no telling: text that is no table is parted by them as well.
    """
    best: tuple[int, str] | None = None
    for mark in (",", ";", "|"):
        kept = [line for line in lines if line.strip()]
        counts = _columns(kept, mark)
        if len(counts) != len(kept):  # a cell holds a line break: lines and rows no longer answer to each other
            counts = [line.count(mark) + 1 for line in kept]
        start = 0
        while start < min(len(counts), TITLES):
            end = start
            while end < len(counts) and counts[end] == counts[start]:
                end += 1
            block = kept[start:end]
            if len(block) >= 3 and counts[start] >= 3 and not (mark == "," and _has_other_commas(block)):
                best = max(best or (0, ""), (len(block) * counts[start], mark))
            start = end
    return best[1] if best else None


def _has_other_commas(lines: list[str]) -> bool:
    """Whether commas stand in prose, or part the thousands of numbers."""
    text = "\n".join(lines)
    grouped = len(re.findall(r"\d,(?=\d{3}(?!\d))", text))
    return _has_commas_of_prose(lines) or 2 * grouped > text.count(",")


def _has_commas_of_prose(lines: list[str]) -> bool:
    """Whether commas part clauses and not cells: a space follows them, words stand between them, or long texts do."""
    commas = sum(line.count(",") for line in lines)
    cells = [cell.strip() for row in csv.reader(lines) for cell in row]
    if sum(len(cell) for cell in cells) > 40 * max(len(cells), 1):
        return True
    figures = sum(1 for cell in cells if cell and not any(char.isalpha() for char in cell))
    return sum(line.count(", ") for line in lines) > 0.5 * commas and figures < 0.2 * len(cells)
