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

from extract.classify import LEAST, PageKind
from extract.language import detect
from extract.layout import PageLayout
from extract.lexicon import fold
from extract.model import DocumentKind
from extract.split_backs import is_headed_as_back
from extract.split_head import begins_anew, counted_on, running_head, set_alike
from extract.split_pile import Pile, asks_again, heads_the_rest, in_another_tongue, same_table
from extract.split_rows import counts_on, rows_go_on, same_rows
from extract.split_sheet import ATTACHED, Sheet, fields_answered, fields_asked, identifiers, is_blank, look
from extract.titles import TitleHit
from extract.types import TYPES
from ingest.model import Box

_OVER: Final = 2  # lines between a head and a name that is no title
_FEW_PAGES: Final = 4  # of a paper; sheets numbered through a whole stack are more
_SURELY_TITLED: Final = 0.75
_ANSWERED: Final = 2  # fields of the paper before that a page states, from which it is none of its back
_SURE_KIND: Final = 0.5  # confidence at which wordings alone outweigh the head of the paper before
_SURE_ALIKE: Final = 0.7  # confidence at which they do where the page is set as the one before
_OWN_TITLE: Final = 0.5  # strength from which a title begins a document whatever the page before says
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
    for layout in layouts:
        if is_blank(layout):
            continue
        sheet = look(layout)
        if piles and _is_back(piles[-1], sheet):
            piles[-1].backs.append(layout)
        elif piles and _carries_on(piles[-1], sheet):
            piles[-1].sheets.append(sheet)
        else:
            piles.append(Pile([sheet]))
    return tuple(_stack(pile) for pile in piles)


def stacked(layouts: Sequence[PageLayout]) -> Stack:
    """The one document that these pages are known to make up, in this order; raises ValueError where there are none."""
    return _stack(Pile([look(layout) for layout in layouts]))


def _carries_on(pile: Pile, sheet: Sheet) -> bool:
    """True if a page goes on with the document before it."""
    last = pile.sheets[-1]
    if sheet.layout.page.file != last.layout.page.file:
        return False
    before, after = pile.judged, sheet.judged
    number = _number_says(last, sheet)
    if number is False:
        return False
    mine: set[str] = set().union(*(each.own_numbers for each in pile.sheets))
    same_number = bool(mine & sheet.own_numbers)
    title = after.title
    next_of_few = _says_next(last, sheet)
    if number is None and counted_on(last.layout, sheet.layout):
        number = next_of_few = True
    if title is not None and title.strength >= _OWN_TITLE:
        kind = title.kind or DocumentKind.UNKNOWN
        if title.attached:
            # An annex or a schedule of the paper before.
            return before.kind is not DocumentKind.UNKNOWN
        if kind is not before.kind:
            return _quotes(pile, sheet, title, bound=bool(number)) or (
                bool(number)
                and (sheet.continued or (next_of_few and (title.strength < _SURELY_TITLED or not sheet.own_numbers)))
            )
        if sheet.own_numbers and mine and not same_number:
            return False
        if same_number or bool(number) or sheet.continued:
            return True
        # A heading repeated over the rest of a paper bears other labels than the first; a second paper bears the same.
        return not sheet.own_numbers and heads_the_rest(pile, sheet)
    foreign = (bool(sheet.own_numbers) and bool(mine)) or (
        after.kind not in (DocumentKind.UNKNOWN, before.kind) and after.confidence > LEAST
    )
    if number or same_number or ((sheet.continued or last.goes_on) and not foreign):
        return True
    if title is None and (
        same_rows(last.layout, sheet.layout) or (not foreign and counts_on(last.layout, sheet.layout))
    ):
        return True
    headed = any(running_head(each.layout, sheet.layout).same for each in (pile.sheets[0], last))
    if not headed and asks_again(pile, sheet):
        return False
    plain = not sheet.opens and not begins_anew(sheet.layout)
    if plain and title is None and after.kind is before.kind in TYPES and not sheet.fully_numbered:
        return True  # its words are of the same form, and it names nothing of its own
    if plain and set_alike(last.layout, sheet.layout) and not in_another_tongue(pile, sheet):
        if after.kind is before.kind:
            return not (sheet.fully_numbered and mine)
        held = TYPES[before.kind].holds if before.kind in TYPES else ()
        return after.kind in (DocumentKind.UNKNOWN, *held) or after.confidence < _SURE_ALIKE
    if _of_another_kind(before.kind, after, headed=headed):
        return False
    if title is None and not sheet.opens and (same_table(pile, sheet) or rows_go_on(last.layout, sheet.layout)):
        return True
    shared = sheet.numbers & set().union(*(each.numbers for each in pile.sheets))
    if before.kind is DocumentKind.UNKNOWN:
        return not sheet.opens and (len(shared) >= 2 or headed)
    if after.kind is before.kind and after.confidence > LEAST and (title is not None or (sheet.own_numbers and mine)):
        return heads_the_rest(pile, sheet)
    if headed and after.kind is before.kind:
        return True
    return not sheet.opens and (bool(shared) or headed)


def _quotes(pile: Pile, sheet: Sheet, title: TitleHit, *, bound: bool) -> bool:
    """Whether a page only quotes the paper whose name stands on it like a title, with its number: "FACTURE 2026/0031".

    It goes on by its number (`bound`) or under the head of the paper before it, asks for more of what that paper's form
    asks for than of what the quoted one's does, and the name stands among its lines, not right under the head.
    """
    kind, named = pile.judged.kind, title.kind
    if kind not in TYPES or named is None or named not in TYPES or not identifiers(title.text):
        return False
    heads = (running_head(each.layout, sheet.layout) for each in (pile.sheets[0], pile.sheets[-1]))
    bottom = max((head.bottom for head in heads if head.same), default=0.0)
    if not bound and not bottom:
        return False
    over = sum(bottom < line.box.mid_y < title.box.y0 for line in sheet.layout.lines)
    return over >= _OVER and fields_asked(sheet.layout, kind) > fields_asked(sheet.layout, named)


def _of_another_kind(kind: DocumentKind, page: PageKind, *, headed: bool) -> bool:
    """Whether the wordings of a page without a title of its own speak for another paper than the one before it.

    Under the head of that paper they have to speak up; and what its form holds beside the rest does not count: the
    exporter's declaration at the foot of a certificate of origin.
    """
    if page.kind in (DocumentKind.UNKNOWN, kind):
        return False
    if not headed:
        return page.confidence > LEAST
    if kind is DocumentKind.UNKNOWN:
        return False
    return page.confidence > _SURE_KIND and page.kind not in TYPES[kind].holds


def _is_back(pile: Pile, sheet: Sheet) -> bool:
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


def _number_says(last: Sheet, sheet: Sheet) -> bool | None:
    """What page numbers say: True for the next page of the same document, False for a first page, None for nothing.

    "1/1" says nothing on a page that no title and no wording tells for a paper: it is printed with the form, and what
    did not fit on the form's one page stands over it.
    """
    if sheet.number is None:
        return None
    number, total = sheet.number
    if total == 1 and sheet.judged.title is None and sheet.judged.kind is DocumentKind.UNKNOWN:
        return None
    if number == 1:
        return False
    if last.number is not None:
        follows = number == last.number[0] + 1 and (None in (total, last.number[1]) or total == last.number[1])
        return True if follows else None
    return True if number == 2 else None


def _says_next(last: Sheet, sheet: Sheet) -> bool:
    """True for "page 2 of 2" behind "page 1 of 2", as a paper of few pages is numbered."""
    if last.number is None or sheet.number is None:
        return False
    return last.number[1] == sheet.number[1] is not None and (sheet.number[1] or 0) <= _FEW_PAGES


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
