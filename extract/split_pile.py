"""The pages gathered of one paper, and what tells that another page asks or says what they have asked or said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from extract.classify import PageKind, strongest
from extract.layout import PageLayout
from extract.lexicon import fold
from extract.split_sheet import Sheet
from extract.tables_header import Header, find_headers
from extract.tables_words import header_words
from extract.types import TYPES

_COLUMNS: Final = 3  # by which a table is known overleaf
_PARTIES: Final = frozenset({"exporter", "importer"})


@dataclass(slots=True)
class Pile:
    """The pages of one paper so far, in order, and those behind them that belong to it and state nothing of the lot."""

    sheets: list[Sheet] = field(default_factory=list)
    backs: list[PageLayout] = field(default_factory=list)

    @property
    def judged(self) -> PageKind:
        """What the page with the surest wording makes the paper."""
        return strongest(sheet.judged for sheet in self.sheets)


def asks_again(pile: Pile, sheet: Sheet, bottom: float) -> bool:
    """True for a page that asks under its head, which ends at `bottom`, for both parties, as the paper of its type
    before it has done: another such form.
    """
    if sheet.judged.kind is not pile.judged.kind:
        return False
    asked = {name for each in pile.sheets for name, _ in each.labels}
    return asked & sheet.asked_below(bottom) >= _PARTIES


def same_table(pile: Pile, sheet: Sheet) -> bool:
    """True for a page without title whose table is headed as a table of the document before is.

    By the same fields, three at least, or by as many headings in the same words.
    """
    doctype = TYPES.get(pile.judged.kind)
    if doctype is None:
        return False
    mine = find_headers(sheet.layout, header_words(doctype))
    theirs = [header for each in pile.sheets for header in find_headers(each.layout, header_words(doctype))]
    fields = {header.fields() for header in mine} & {header.fields() for header in theirs}
    worded = {_wording(header) for header in mine} & {_wording(header) for header in theirs}
    return any(len(each) >= _COLUMNS for each in fields | worded)


def _wording(header: Header) -> tuple[str, ...]:
    return tuple(fold(heading.text) for heading in header.headings)
