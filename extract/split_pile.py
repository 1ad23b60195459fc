"""The pages gathered of one paper, and what tells that another page asks or says what they have asked or said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from extract.classify import PageKind, strongest
from extract.language import detect
from extract.layout import PageLayout
from extract.lexicon import fold
from extract.model import DocumentKind
from extract.split_head import running_head
from extract.split_sheet import Sheet
from extract.tables_header import Header, find_headers
from extract.tables_words import header_words
from extract.types import TYPES

_COLUMNS: Final = 3  # by which a table is known overleaf
_LABELS: Final = 4  # by which a form is known from the rest of one
_WORDS: Final = 40  # of which a page's language is told
_PARTIES: Final = frozenset({"exporter", "importer"})
_REPEATED: Final = 0.5
"""Share of what a page asks for, or says, that another paper of the same form repeats."""


@dataclass(slots=True)
class Pile:
    """The pages of one paper so far, in order, and those behind them that belong to it and state nothing of the lot."""

    sheets: list[Sheet] = field(default_factory=list)
    backs: list[PageLayout] = field(default_factory=list)

    @property
    def judged(self) -> PageKind:
        """What the page with the surest wording makes the paper."""
        return strongest(sheet.judged for sheet in self.sheets)


def heads_the_rest(pile: Pile, sheet: Sheet) -> bool:
    """True for a page under the repeated head of the paper that says other things than its first page.

    Another paper of the form asks for the same under the same head.
    """
    first = pile.sheets[0]
    head = running_head(first.layout, sheet.layout)
    if not head.same:
        return False
    mine, theirs = first.asked_below(head.bottom), sheet.asked_below(head.bottom)
    if len(mine) >= _LABELS:
        return len(mine & theirs) < _REPEATED * len(mine)
    said = {fold(line.text) for line in first.layout.lines}
    rest = [fold(line.text) for line in sheet.layout.lines if line.box.y0 > head.bottom]
    return sum(line in said for line in rest) < _REPEATED * len(rest)


def asks_again(pile: Pile, sheet: Sheet) -> bool:
    """True for a page that asks for both parties, as the paper of its type before it has done: another such form."""
    if sheet.judged.kind is not pile.judged.kind:
        return False
    asked = {name for each in pile.sheets for name, _ in each.labels}
    return asked & sheet.asked_below(0.0) >= _PARTIES


def in_another_tongue(pile: Pile, sheet: Sheet) -> bool:
    """True for a page of no known wording in another language than the whole paper before it."""
    if sheet.judged.kind is not DocumentKind.UNKNOWN or len(sheet.layout.page.words) < _WORDS:
        return False
    return detect(sheet.text) != detect("\n".join(each.text for each in pile.sheets))


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
