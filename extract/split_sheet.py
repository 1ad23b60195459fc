"""What one page tells of where documents begin: its type, its page number, the numbers on it, its first words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, Protocol

from extract.classify import PageKind, classify
from extract.doctype import ValueKind
from extract.layout import PageLayout
from extract.lexicon import fold
from extract.model import DocumentKind
from extract.split_edges import Edges, edges_of
from extract.split_letter import opens_letter
from extract.types import TYPES
from ingest.model import Box

_BLANK: Final = 12  # letters and digits; a page with fewer is blank but for specks
_NUMBERED: Final = re.compile(
    r"(?<!\w)(?:(?:page|pagina|pag|pg|feuillet|seite)\s*|(?:feuille|folha|hoja|sheet|blatt)\s+)(?:no|n)?\s*(\d{1,3})"
    r"(?:\s*(?:of|de|sur|von|d|/|out of)\s*(\d{1,3}))?(?!\w)"
    r"|(?<![\d/.,-])(\d{1,2})\s*(?:/|of|de|sur)\s*(\d{1,2})(?![\d/.,-])"
)

_SHORT: Final = re.compile(r"(?<!\w)(?:pp?|fl?s?|fol|h|s)\.?\s*(?=(?:\d{1,2})\s*(?:/|of|de|d|sur|von)\s*\d{1,2}(?!\w))")
"""A page called by a letter or two: "p. 2/2", "Fl. 1 de 3"."""

_CONTINUED: Final = re.compile(
    r"\b(?:continued|continuation|contd|cont d|suite(?: de la page|(?! (?:no )?[a-z]?\d))|a suivre"
    r"|continuacao|continuacion|continua"
    r"|brought forward|carried forward|report de la page|a reporter|transporte da pagina|viene de la pagina"
    r"|suma anterior|vienen de la|transporte anterior|(?<![a-z] )de transporte|reverse side)\b"
)
_GOES_ON: Final = re.compile(
    r"\b(?:continued (?:on|over(?:leaf)?)|continues on|carr(?:ied|y) forward|to be continued|see overleaf"
    r"|please turn over|p ?t ?o$|a suivre|a reporter|suite (?:page|au verso|en page)|tourner la page|voir au verso"
    r"|a transportar|a transporte|continua (?:na|no|en|al)|vide verso|ver verso"
    r"|suma y sigue|sigue (?:al|en)|pasa a la|ver al dorso)\b"
)
_ROW: Final = 2  # phrases in a line; of more a table is made
_WORDING: Final = 4  # letters of a phrase that another page may repeat
_FOOT: Final = 0.6  # of the page, under which it says that it goes on

ATTACHED: Final = re.compile(r"(?:annex|annexe|anexo|appendix|appendice|attachment|schedule|anlage)\b")
"""How the title (folded) of a part begins that is read with its paper."""
_BOX_NUMBER: Final = re.compile(r"^\s*[(\[]?\d{1,2}[.)\]:]?\s+")

_NUMBER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9./\\_-]*\d[A-Za-z0-9./\\_-]*(?: [0-9]{3,}\b)?")
_LAW: Final = re.compile(
    r"\b(?:laws?|acts?|lois?|leis?|ley(?:es)?|decrees?|d[ée]crets?|decretos?(?:-le[iy])?|ordinances?|ordonnances?"
    r"|regulations?|r[èe]glements?|regulamentos?|reglamentos?|directives?)\b"
    r"\s*(?:\([A-Z]{2,3}\)\s*)?(?:n[o°ºr.]{0,2}\s*)?\d[\w./-]*",
    re.IGNORECASE,
)
"""A law with its number, which is no paper's: "Lei n.º 10.743/2003", "Regulation (EU) 2017/821"."""
_DATE_LIKE: Final = re.compile(r"^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$|^\d{1,2}$|^(?:19|20)\d\d$|^\d+[.,]\d+$")


class Phrase(Protocol):
    """A phrase of a page: its text, and its box in fractions of the page."""

    @property
    def text(self) -> str:
        """The words, single spaces between them."""

    @property
    def box(self) -> Box:
        """Where they stand."""


@dataclass(slots=True)
class Sheet:
    """A page as the splitting sees it.

    `number` is its page number and the document's number of pages where it tells them, `continued` whether it says
    that it carries on; `own_numbers` stand where the document's own number stands, after more than a bare "No." if
    `fully_numbered`, `numbers` anywhere on the page;
    `head` are its first words, folded; `labels` the fields whose labels it bears, with the upper edge of each;
    `opens` says that a letter begins on it, `goes_on` that its foot sends the reader to the next page; `said` are its
    phrases without their figures, folded, and `edges` how it begins and ends.
    """

    layout: PageLayout
    judged: PageKind
    text: str
    number: tuple[int, int | None] | None
    continued: bool
    own_numbers: frozenset[str]
    fully_numbered: bool
    numbers: frozenset[str]
    head: str
    labels: tuple[tuple[str, float], ...]
    opens: bool
    goes_on: bool
    said: frozenset[str]
    edges: Edges

    def asked_below(self, edge: float) -> frozenset[str]:
        """The fields whose labels stand under this height, in fractions of the page."""
        return frozenset(name for name, top in self.labels if top > edge)


def is_blank(layout: PageLayout) -> bool:
    """True for a page with nothing to read: no words, or a few specks that OCR took for letters."""
    text = "".join(word.text for word in layout.page.words if word.confidence >= 0.3)
    return sum(map(str.isalnum, text)) < _BLANK


def look(layout: PageLayout) -> Sheet:
    """Looks a page over."""
    judged = classify(layout)
    own_numbers, fully_numbered = _own_numbers(layout, judged.kind)
    text = "\n".join(line.text for line in layout.lines)
    folded = fold(text)
    return Sheet(
        layout=layout,
        judged=judged,
        text=text,
        number=page_number(layout.segments),
        continued=says_continued(layout.segments),
        own_numbers=own_numbers,
        fully_numbered=fully_numbered,
        numbers=frozenset(identifiers(text)),
        head=head_of(folded),
        labels=_labels(layout, judged.kind),
        opens=opens_letter(layout),
        goes_on=says_it_goes_on(layout.segments),
        said=frozenset(said for segment in layout.segments if (said := wording_of(segment.text))),
        edges=edges_of(layout),
    )


def wording_of(text: str) -> str:
    """What a phrase says but for its figures, folded; nothing where that is too short to tell one from another."""
    words = " ".join(word for word in fold(text).split() if not any(map(str.isdigit, word)))
    return words if len(words) >= _WORDING else ""


def head_of(folded: str) -> str:
    """The first words of a page's folded text, by which a letterhead is known again."""
    return " ".join(folded.split()[:14])


def page_number(phrases: Iterable[Phrase]) -> tuple[int, int | None] | None:
    """The page's number within its document and the document's number of pages, where it says so at head or foot.

    What is called a page goes before bare figures: "2/3" within other words may be a fraction, a date or a share of
    copies, and in a row of a table it counts parcels.
    """
    phrases = [one for one in phrases if (one.box.y0 < 0.35 or one.box.y1 > 0.85) and len(one.text) <= 60]
    bare: tuple[int, int | None] | None = None
    for phrase in phrases:
        match = _NUMBERED.search(_SHORT.sub("page ", "/".join(map(fold, phrase.text.split("/")))))
        if match is None or match[1] is None:  # bare figures as they are printed: "12.06/07" is a date
            match = _NUMBERED.search(phrase.text.casefold())
        if match is None:
            continue
        number, total = int(match[1] or match[3]), match[2] or match[4]
        if total is not None and not 1 <= number <= int(total):
            continue
        found = number, int(total) if total is not None else None
        if match[1] is not None:
            return found
        outermost = not 0.12 < phrase.box.y0 < 0.85
        if bare is None and len(phrase.text) <= 9 and outermost and not _in_a_row(phrase, phrases):
            bare = found
    return bare


def _in_a_row(phrase: Phrase, phrases: Iterable[Phrase]) -> bool:
    """Whether two more phrases at least stand beside this one."""
    beside = sum(one.box.y0 < phrase.box.mid_y < one.box.y1 for one in phrases)
    return beside > _ROW


def says_continued(phrases: Iterable[Phrase]) -> bool:
    """True if a phrase near the head (or a foot note that begins the page) says that something is carried on."""
    for segment in phrases:
        if segment.box.y0 > 0.3 or len(segment.text) > 60:
            continue
        folded = fold(segment.text)
        if _CONTINUED.search(folded) or (segment.box.y0 < 0.2 and ATTACHED.match(folded)):
            return True
    return False


def says_it_goes_on(phrases: Iterable[Phrase]) -> bool:
    """True if a phrase in the lower part sends the reader on, or carries a sum forward."""
    return any(
        segment.box.y0 > _FOOT and len(segment.text) <= 60 and _GOES_ON.search(fold(segment.text)) is not None
        for segment in phrases
    )


def identifiers(text: str) -> list[str]:
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


def fields_asked(layout: PageLayout, kind: DocumentKind) -> int:
    """How many fields of a type have their labels on a page."""
    return len({name for name, _ in _labels(layout, kind)})


def fields_answered(layout: PageLayout, kind: DocumentKind, *, in_figures: bool = True) -> frozenset[str]:
    """The fields of a type that a page answers behind a label and its colon: "Date of issue: 7 May 2026"."""
    if kind not in TYPES:
        return frozenset()
    wordings = _label_wordings(kind)
    parted = (segment.text.partition(":") for segment in layout.segments)
    told = ((wordings.get(fold(label)), answer) for label, _, answer in parted)
    fits = str.isdigit if in_figures else str.isalnum
    return frozenset(name for name, answer in told if name is not None and any(map(fits, answer)))


def _labels(layout: PageLayout, kind: DocumentKind) -> tuple[tuple[str, float], ...]:
    """Names of the type's fields whose labels begin a phrase of the page, with the phrase's upper edge."""
    if kind not in TYPES:
        return ()
    wordings = _label_wordings(kind)
    starts = ((fold(segment.text).split()[:6], segment.box.y0) for segment in layout.segments)
    return tuple(
        (wordings[start], top)
        for words, top in starts
        for size in range(1, len(words) + 1)
        if (start := " ".join(words[:size])) in wordings
    )


def _own_numbers(layout: PageLayout, kind: DocumentKind) -> tuple[frozenset[str], bool]:
    """What stands after or below the label of the own number, and whether the label is a full one.

    A bare "No." also numbers houses and boxes, so it counts only where no fuller label has a number.
    """
    if kind not in TYPES:
        return frozenset(), False
    wordings = _number_labels(kind)
    found: dict[bool, set[str]] = {False: set(), True: set()}
    for index, segment in enumerate(layout.segments):
        words = fold(_BOX_NUMBER.sub("", segment.text)).split()
        sizes = [size for size in range(1, min(6, len(words)) + 1) if " ".join(words[:size]) in wordings]
        if not sizes:
            continue
        here = identifiers(_LAW.sub("", segment.text))
        if not here and len(words) > sizes[-1]:
            continue  # "No. 148 Jinwan Avenue": a house, with its post code below
        if not here:
            beside = (_LAW.sub("", text) for text in _right_and_below(layout, index))
            here = [token for text in beside for token in identifiers(text)[:1]][:1]
        found[sizes[-1] > 1].update(here[:1])
    return frozenset(found[True] or found[False]), bool(found[True])


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
