"""A paper worded but not yet laid out: items, table rows and sentences, made of pieces that know their field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bench.papermaker.facts import DocumentFacts


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed value. `text` may hold line breaks; `row` is the table row that it belongs to, if any."""

    field: str
    text: str
    value: Any
    unit: str | None = None
    row: int | None = None

    @property
    def raw(self) -> str:
        """The text as a truth file quotes it: one line, plain spaces."""
        return self.text.replace("\n", ", ").replace("\N{NO-BREAK SPACE}", " ")

    def flat(self) -> Cell:
        """The same value on one line."""
        return Cell(self.field, self.text.replace("\n", ", "), self.value, self.unit, self.row)


Piece = Cell | str
"""Printed text: a value of a field, or words that are none. A line break in a string breaks the line."""


@dataclass(frozen=True, slots=True)
class Item:
    """A label and what stands with it. `label2` is the label in the paper's second language, or empty."""

    key: str
    label: str
    body: tuple[Piece, ...]
    label2: str = ""

    def inline(self) -> tuple[Piece, ...]:
        """The body on one line: line breaks become commas, as in a party's block set in running text."""
        return tuple(p.replace("\n", ", ") if isinstance(p, str) else p.flat() for p in self.body)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the line table; `numeric` columns are set right."""

    key: str
    label: str
    numeric: bool
    weight: float


@dataclass(frozen=True)
class Paper:
    """Everything that a layout needs to draw one paper."""

    facts: DocumentFacts
    doc_type: str
    languages: tuple[str, ...]
    title: tuple[str, ...]
    state: str
    items: Mapping[str, Item]
    columns: tuple[Column, ...] = ()
    rows: tuple[Mapping[str, tuple[Piece, ...]], ...] = ()
    total_label: str = ""
    totals: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    prose: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    form: Cell | None = None
    signatory: str = ""

    @property
    def language(self) -> str:
        """The paper's first language."""
        return self.languages[0]
