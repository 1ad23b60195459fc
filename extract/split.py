"""Cuts the pages of one file into documents.

A page that bears a title of its own, or another number, begins a new document; a page that carries the last one on
says so: "page 2 of 3", "continued", the same number, the same letterhead, the same table. Blank pages belong to no
document. A page without title that shares nothing with the one before is a document of its own, of type `unknown`
where no wording speaks for a type.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.classify import PageKind
from extract.language import detect
from extract.layout import PageLayout
from extract.lexicon import fold
from extract.model import DocumentKind
from extract.split_backs import is_headed_as_back
from extract.split_edges import is_signed
from extract.split_features import features
from extract.split_model import chance
from extract.split_pile import Pile
from extract.split_sheet import ATTACHED, Sheet, fields_answered, is_blank, look
from ingest.model import Box

_ANSWERED: Final = 2  # fields of the paper before that a page states, from which it is none of its back
LIKELY: Final = 0.5
"""Chance over which a page of a stack goes on; that a page wrongly joined costs two papers is in the weights."""
_LIKELY_OF_FEW: Final = 0.3
"""The same in a file of few pages: the weights are learned on stacks, where two pages in three begin a paper."""
_FEW_PAGES: Final = 3
_REMNANT_LINES: Final = 3
_REMNANT_LETTERS: Final = 36  # with the digits
_SIGNED_LINES: Final = 6  # of a remnant that bears who signs, and when
_SIGNED_LETTERS: Final = 160
_SIGNED_LABELS: Final = 2
_OWN_TITLE: Final = 0.5  # strength from which a title is the page's own beyond doubt
_TITLE: Final = 0.4  # strength from which a title wording is taken for the page's own


@dataclass(frozen=True, slots=True)
class Stack:
    """The pages of one document, with its type, how sure that is, its language, and its title as printed.

    `layouts` are the pages to be read, `title_boxes` where each of them bears a title of this type, and `backs` are
    pages that belong to it and state nothing of the lot: the general conditions printed on its back.
    """

    kind: DocumentKind
    confidence: float
    language: str
    title: str | None
    layouts: tuple[PageLayout, ...]
    backs: tuple[PageLayout, ...] = ()
    title_boxes: tuple[Box | None, ...] = ()

    def title_box(self, number: int) -> Box | None:
        """Where the page `number` (from 0) bears a title of the document's type; None where it bears none."""
        return self.title_boxes[number] if self.title_boxes else None


def group(layouts: Sequence[PageLayout]) -> tuple[Stack, ...]:
    """The documents that the pages of one file make up, in the order of their first pages. Blank pages are left out."""
    piles: list[Pile] = []
    printed = [layout for layout in layouts if not is_blank(layout)]
    likely = LIKELY if len(printed) > _FEW_PAGES else _LIKELY_OF_FEW
    for layout in printed:
        sheet = look(layout)
        if piles and is_back(piles[-1], sheet):
            piles[-1].backs.append(layout)
        elif piles and _carries_on(piles[-1], sheet, likely):
            piles[-1].sheets.append(sheet)
        else:
            piles.append(Pile([sheet]))
    return tuple(_stack(pile) for pile in piles)


def stacked(layouts: Sequence[PageLayout]) -> Stack:
    """The one document that these pages are known to make up, in this order; raises ValueError where there are none."""
    return _stack(Pile([look(layout) for layout in layouts]))


def _carries_on(pile: Pile, sheet: Sheet, likely: float) -> bool:
    """True if a page goes on with the document before it, over this chance, which another file never does."""
    same = sheet.layout.page.file == pile.sheets[-1].layout.page.file
    return same and (_is_remnant(sheet) or chance(features(pile, sheet)) > likely)


def _is_remnant(sheet: Sheet) -> bool:
    """Whether a page bears so little that it names no paper: who signed, or a foot, that found no room on the last."""
    lines, letters = sheet.layout.lines, sum(map(str.isalnum, sheet.text))
    if sheet.judged.title is not None or sheet.numbers or sheet.number is not None or sheet.opens:
        return False
    if len(lines) <= _REMNANT_LINES and letters <= _REMNANT_LETTERS and not sheet.labels:
        return True
    little = len(lines) <= _SIGNED_LINES and letters <= _SIGNED_LETTERS and len(sheet.labels) <= _SIGNED_LABELS
    return little and is_signed(lines)


def is_back(pile: Pile, sheet: Sheet) -> bool:
    """True for what follows a paper of the lot in its file and states nothing of the lot: its own back.

    General conditions, notes, the tear-off part; an annex or a schedule may list the goods and is read. Where nothing
    on the page speaks for a paper, a heading over it all need not stand out.
    """
    title = sheet.judged.title
    if title is None or not title.attached or ATTACHED.match(fold(title.wording)) is not None:
        return _goes_with(pile, sheet) and is_headed_as_back(sheet, pile.judged.kind)
    plain = sheet.judged.kind is DocumentKind.UNKNOWN and title.box.y0 < sheet.layout.lines[0].box.y1
    asked = {name for each in pile.sheets for name, _ in each.labels}
    if len(fields_answered(sheet.layout, pile.judged.kind) - asked) >= _ANSWERED:
        return False  # general conditions, and under them the days from and to which a licence holds
    return (title.strength >= _OWN_TITLE or plain) and _goes_with(pile, sheet)


def _goes_with(pile: Pile, sheet: Sheet) -> bool:
    """Whether a page stands in one file with the paper before it, which is of a known type."""
    same = sheet.layout.page.file == pile.sheets[-1].layout.page.file
    return same and pile.judged.kind is not DocumentKind.UNKNOWN


def _stack(pile: Pile) -> Stack:
    judged = pile.judged
    # The first page's own title goes before a surer wording on a later one.
    for sheet in pile.sheets:
        title = sheet.judged.title
        if title is not None and title.strength >= _OWN_TITLE and sheet.judged.kind is not DocumentKind.UNKNOWN:
            judged = sheet.judged
            break
    return Stack(
        kind=judged.kind,
        confidence=round(judged.confidence, 4),
        language=detect("\n".join(sheet.text for sheet in pile.sheets)),
        title=judged.title.text if judged.title is not None else None,
        layouts=tuple(sheet.layout for sheet in pile.sheets),
        backs=tuple(pile.backs),
        title_boxes=tuple(_title_box(sheet.judged, judged.kind) for sheet in pile.sheets),
    )


def _title_box(judged: PageKind, kind: DocumentKind) -> Box | None:
    """Where the strongest title of a type stands on a page."""
    return next((hit.box for hit in judged.seen if hit.kind is kind and hit.strength >= _TITLE), None)
