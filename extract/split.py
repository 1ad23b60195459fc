"""Cuts the pages of one file into documents.

A page that bears a title of its own, or another number, begins a new document; a page that carries the last one on
says so: "page 2 of 3", "continued", the same number, the same letterhead, the same table. Blank pages belong to no
document. A page without title that shares nothing with the one before is a document of its own, of type `unknown`
where no wording speaks for a type.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from rapidfuzz import fuzz

from extract.classify import LEAST, PageKind, classify, strongest
from extract.doctype import ValueKind
from extract.language import detect
from extract.layout import PageLayout
from extract.lexicon import fold
from extract.model import DocumentKind
from extract.tables_header import find_headers, header_words
from extract.types import TYPES

_OWN_TITLE: Final = 0.5
"""Strength from which a title begins a document whatever the page before says."""

_BLANK: Final = 12  # letters and digits; a page with fewer is blank but for specks
_NUMBERED: Final = re.compile(
    r"(?<!\w)(?:page|pagina|pag|pg|feuille|feuillet|folha|hoja|sheet|seite|blatt)\s*(?:no|n)?\s*(\d{1,3})"
    r"(?:\s*(?:of|de|sur|von|d|/|out of)\s*(\d{1,3}))?(?!\w)"
    r"|(?<![\d/.,-])(\d{1,2})\s*(?:/|of|de|sur)\s*(\d{1,2})(?![\d/.,-])"
)
_CONTINUED: Final = re.compile(
    r"\b(?:continued|continuation|contd|cont d|suite(?: de la page)?|a suivre|continuacao|continuacion|continua"
    r"|brought forward|carried forward|report de la page|a reporter|transporte da pagina|viene de la pagina"
    r"|reverse side)\b"
)
_ATTACHED: Final = re.compile(r"(?:annex|annexe|anexo|appendix|appendice|attachment|schedule|anlage)\b")
_BOX_NUMBER: Final = re.compile(r"^\s*[(\[]?\d{1,2}[.)\]:]?\s+")
_NUMBER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9./\\_-]*\d[A-Za-z0-9./\\_-]*(?: [0-9]{3,}\b)?")
_DATE_LIKE: Final = re.compile(r"^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$|^\d{1,2}$|^(?:19|20)\d\d$|^\d+[.,]\d+$")


@dataclass(frozen=True, slots=True)
class Stack:
    """The pages of one document, with its type, how sure that is, its language, and its title as printed.

    `layouts` are the pages to be read, `backs` those that belong to it and state nothing of the lot: the general
    conditions printed on its back.
    """

    kind: DocumentKind
    confidence: float
    language: str
    title: str | None
    layouts: tuple[PageLayout, ...]
    backs: tuple[PageLayout, ...] = ()


@dataclass(slots=True)
class _Sheet:
    layout: PageLayout
    judged: PageKind
    text: str
    number: tuple[int, int | None] | None
    continued: bool
    own_numbers: frozenset[str]
    numbers: frozenset[str]
    head: str
    labelled: frozenset[str]


@dataclass(slots=True)
class _Pile:
    sheets: list[_Sheet] = field(default_factory=list)
    backs: list[PageLayout] = field(default_factory=list)

    @property
    def judged(self) -> PageKind:
        return strongest(sheet.judged for sheet in self.sheets)


def group(layouts: Sequence[PageLayout]) -> tuple[Stack, ...]:
    """The documents that the pages of one file make up, in the order of their first pages. Blank pages are left out."""
    piles: list[_Pile] = []
    for layout in layouts:
        if is_blank(layout):
            continue
        sheet = _look(layout)
        if piles and _is_back(piles[-1], sheet):
            piles[-1].backs.append(layout)
        elif piles and _carries_on(piles[-1], sheet):
            piles[-1].sheets.append(sheet)
        else:
            piles.append(_Pile([sheet]))
    return tuple(_stack(pile) for pile in piles)


def is_blank(layout: PageLayout) -> bool:
    """True for a page with nothing to read: no words, or a few specks that OCR took for letters."""
    text = "".join(word.text for word in layout.page.words if word.confidence >= 0.3)
    return sum(char.isalnum() for char in text) < _BLANK


def _look(layout: PageLayout) -> _Sheet:
    judged = classify(layout)
    text = "\n".join(line.text for line in layout.lines)
    folded = fold(text)
    return _Sheet(
        layout=layout,
        judged=judged,
        text=text,
        number=_page_number(layout),
        continued=_says_continued(layout),
        own_numbers=_own_numbers(layout, judged.kind),
        numbers=frozenset(_identifiers(text)),
        head=" ".join(folded.split()[:14]),
        labelled=_labelled(layout, judged.kind),
    )


def _page_number(layout: PageLayout) -> tuple[int, int | None] | None:
    """The page's number within its document and the document's number of pages, where it says so at head or foot."""
    for segment in layout.segments:
        if not (segment.box.y0 < 0.35 or segment.box.y1 > 0.85) or len(segment.text) > 60:
            continue
        match = _NUMBERED.search(fold(segment.text.replace("/", " / ")).replace(" / ", "/"))
        if match is None:
            match = _NUMBERED.search(segment.text.casefold())
        if match is None:
            continue
        number, total = int(match[1] or match[3]), match[2] or match[4]
        bare = match[1] is None
        if bare and (len(segment.text) > 9 or 0.12 < segment.box.y0 < 0.85):
            continue  # "2/3" within other words may be a fraction, a date or a share of copies
        if total is not None and not 1 <= number <= int(total):
            continue
        return number, int(total) if total is not None else None
    return None


def _says_continued(layout: PageLayout) -> bool:
    """True if a phrase near the head (or a foot note that begins the page) says that something is carried on."""
    for segment in layout.segments:
        if segment.box.y0 > 0.3 or len(segment.text) > 60:
            continue
        folded = fold(segment.text)
        if _CONTINUED.search(folded) or (segment.box.y0 < 0.2 and _ATTACHED.match(folded)):
            return True
    return False


def _identifiers(text: str) -> list[str]:
    """Tokens that look like a number of a paper, a lot, a seal: letters or digits with a digit, no date or amount."""
    return [
        token.upper()
        for token in _NUMBER.findall(text)
        if len(token) >= 4 and not _DATE_LIKE.match(token) and sum(char.isdigit() for char in token) >= 3
    ]


@cache
def _label_wordings(kind: DocumentKind) -> dict[str, str]:
    """Label wordings of a type, folded -> the field they introduce."""
    return {
        fold(wording): spec.name
        for spec in TYPES[kind].fields
        for wordings in spec.labels.values()
        for wording in wordings
    }


def _labelled(layout: PageLayout, kind: DocumentKind) -> frozenset[str]:
    """Names of the type's fields whose labels begin a phrase of the page."""
    if kind not in TYPES:
        return frozenset()
    wordings = _label_wordings(kind)
    starts = (fold(segment.text).split()[:6] for segment in layout.segments)
    return frozenset(
        wordings[start]
        for words in starts
        for size in range(1, len(words) + 1)
        if (start := " ".join(words[:size])) in wordings
    )


def _own_numbers(layout: PageLayout, kind: DocumentKind) -> frozenset[str]:
    """What stands where the type's own number stands: after its label, or below it.

    A bare "No." also numbers houses and boxes, so it counts only where no fuller label has a number.
    """
    if kind not in TYPES:
        return frozenset()
    wordings = _number_labels(kind)
    found: dict[bool, set[str]] = {False: set(), True: set()}
    for index, segment in enumerate(layout.segments):
        words = fold(_BOX_NUMBER.sub("", segment.text)).split()
        sizes = [size for size in range(1, min(6, len(words)) + 1) if " ".join(words[:size]) in wordings]
        if not sizes:
            continue
        here = _identifiers(segment.text)
        if not here and len(words) > sizes[-1]:
            continue  # "No. 148 Jinwan Avenue": a house, with its post code below
        if not here:
            here = [token for text in _right_and_below(layout, index) for token in _identifiers(text)[:1]][:1]
        found[sizes[-1] > 1].update(here[:1])
    return frozenset(found[True] or found[False])


@cache
def _number_labels(kind: DocumentKind) -> frozenset[str]:
    return frozenset(
        fold(wording)
        for spec in TYPES[kind].fields
        if spec.name == "document_number" and spec.kind is ValueKind.IDENTIFIER
        for wordings in spec.labels.values()
        for wording in wordings
    )


def _right_and_below(layout: PageLayout, index: int) -> list[str]:
    """Texts of the phrases next right of and next below a phrase."""
    segment = layout.segments[index]
    right = [
        other.text for other in layout.segments if other.line == segment.line and other.box.x0 >= segment.box.x1 - 0.005
    ]
    below = [
        other.text
        for other in layout.segments
        if 0 <= other.box.y0 - segment.box.y1 < 0.03 and other.box.x0 < segment.box.x1 and other.box.x1 > segment.box.x0
    ]
    return [*right[:1], *below[:1]]


def _carries_on(pile: _Pile, sheet: _Sheet) -> bool:
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
    if title is not None and title.strength >= _OWN_TITLE:
        kind = title.kind or DocumentKind.UNKNOWN
        if title.attached:
            # An annex or a schedule of the paper before.
            return before.kind is not DocumentKind.UNKNOWN
        if kind is not before.kind:
            return bool(number) and sheet.continued
        if sheet.own_numbers and mine and not same_number:
            return False
        if same_number or bool(number) or sheet.continued:
            return True
        # A heading repeated over the rest of a table bears few of the form's labels; a second paper bears them all.
        return (
            not sheet.own_numbers
            and _same_head(pile, sheet)
            and len(sheet.labelled) < 0.5 * len(pile.sheets[0].labelled)
        )
    if number or same_number or sheet.continued:
        return True
    if after.kind is not DocumentKind.UNKNOWN and after.kind is not before.kind and after.confidence > LEAST:
        return False
    if title is None and _same_table(pile, sheet):
        return True
    shared = sheet.numbers & set().union(*(each.numbers for each in pile.sheets))
    if before.kind is DocumentKind.UNKNOWN:
        return len(shared) >= 2 or _same_head(pile, sheet)
    if sheet.own_numbers and mine and after.kind is before.kind and after.confidence > LEAST:
        return False
    return bool(shared) or _same_head(pile, sheet)


def _is_back(pile: _Pile, sheet: _Sheet) -> bool:
    """True for what follows a paper of the lot in its file and states nothing of the lot: its own back.

    General conditions, notes, the tear-off part; an annex or a schedule may list the goods and is read.
    """
    title = sheet.judged.title
    return (
        title is not None
        and title.attached
        and title.strength >= _OWN_TITLE
        and _ATTACHED.match(fold(title.wording)) is None
        and pile.judged.kind is not DocumentKind.UNKNOWN
        and sheet.layout.page.file == pile.sheets[-1].layout.page.file
    )


def _number_says(last: _Sheet, sheet: _Sheet) -> bool | None:
    """What page numbers say: True for the next page of the same document, False for a first page, None for nothing."""
    if sheet.number is None:
        return None
    number, total = sheet.number
    if number == 1:
        return False
    if last.number is not None:
        follows = number == last.number[0] + 1 and (None in (total, last.number[1]) or total == last.number[1])
        return True if follows else None
    return True if number == 2 else None


def _same_table(pile: _Pile, sheet: _Sheet) -> bool:
    """True for a page without title whose table is headed as a table of the document before is."""
    doctype = TYPES.get(pile.judged.kind)
    if doctype is None:
        return False
    mine = {header.fields() for header in find_headers(sheet.layout, header_words(doctype))}
    theirs = {header.fields() for each in pile.sheets for header in find_headers(each.layout, header_words(doctype))}
    return any(len(fields) >= 3 for fields in mine & theirs)


def _same_head(pile: _Pile, sheet: _Sheet) -> bool:
    """True if the page begins with the words that the document's first or last page begins with."""
    return len(sheet.head) >= 20 and any(
        fuzz.ratio(sheet.head, other.head) >= 85 for other in (pile.sheets[0], pile.sheets[-1])
    )


def _stack(pile: _Pile) -> Stack:
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
    )
