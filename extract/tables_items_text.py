"""The words of an item of goods in a form's box, and the fields that some of them make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extract.doctype import ColumnSpec, DocumentType
from extract.layout import PageLayout
from extract.model import Field
from extract.tables_body import Token
from extract.tables_cells import filled
from extract.tables_weights import is_other_weight
from extract.values import Context, counts
from extract.values.folding import fold

WEIGHTS: Final = ("net_weight", "gross_weight", "carat_weight")
_GAP: Final = " | "  # between two phrases of a line


@dataclass(frozen=True, slots=True)
class ItemText:
    """The words of one item: the phrases of its own box, those level with it in boxes beside, each with its box.

    `numbered` says that its number in the list comes first.
    """

    own: tuple[tuple[Token, ...], ...]
    beside: tuple[tuple[int | None, tuple[Token, ...]], ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class ItemReader:
    """How all items of a list are read: the type and its columns, its pages and their habits of writing."""

    specs: Mapping[str, ColumnSpec]
    doctype: DocumentType
    layouts: Sequence[PageLayout]
    context: Context

    def field(self, name: str, tokens: Sequence[Token], label: str | None, most: float) -> Field | None:
        """The field that words state, no surer than `most`; None where the type has none or they are not read."""
        made = filled(self.specs[name], tokens, label, self.layouts, self.context) if name in self.specs else None
        if made is None or made.value is None:
            return None
        return made.model_copy(update={"confidence": min(made.confidence, most)})


class Text:
    """The words of an item as one text, of which facts are taken one by one: what is left describes the goods."""

    def __init__(self, phrases: Sequence[Sequence[Token]]) -> None:
        self.tokens: list[Token] = []
        self._starts: list[int] = []
        text = ""
        line: Token | None = None
        for phrase in phrases:
            same = line is not None and phrase[0].box.y0 < line.box.mid_y < phrase[0].box.y1
            joined = not text or not same or counts.packages_end(f" {fold(phrase[0].text)}", 0)
            text += "" if not text else " " if joined else _GAP
            for at, token in enumerate(phrase):
                text += " " if at else ""
                self._starts.append(len(text))
                self.tokens.append(token)
                text += token.text
            line = phrase[0]
        self.text = text
        self.left = text

    def of(self, start: int, end: int) -> list[Token]:
        """The words of a stretch of the text."""
        ends = (at + len(token.text) for at, token in zip(self._starts, self.tokens, strict=True))
        told = zip(self._starts, ends, self.tokens, strict=True)
        return [token for first, last, token in told if first < end and last > start]

    def take(self, start: int, end: int) -> None:
        """Takes a stretch out of what is left."""
        self.left = self.left[:start] + "\0" * (end - start) + self.left[end:]

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing of a stretch is taken."""
        return "\0" not in self.left[start:end]


def weight_said(words: Sequence[str]) -> str | None:
    """The weight that words beside a number say that it is."""
    told = [word.strip("(),.;:") for word in words]
    if is_other_weight("net_weight", told):
        return "gross_weight"
    return "net_weight" if is_other_weight("gross_weight", told) else None
