"""How a page begins and how it ends: the heading, the date and the letterhead at its top, the signature at its foot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from extract.layout import Line, PageLayout
from extract.lexicon import fold
from extract.lexicon_tables import rows_kept

_FIRST: Final = 5  # lines of a page among which its headings are sought
_TOP: Final = 0.3  # of the page, in which a letterhead stands
_UNDER: Final = 0.2  # of the page under its first line, where that stands lower
_WORDS: Final = 12  # of a heading at most
_LETTERS: Final = 4  # of a heading at least
_CAPITALS: Final = 0.85  # share of a heading's letters
_LARGE: Final = 1.25  # times the height of the page's print
_CLOSING: Final = 0.4  # share of a page's lines among which it is signed
_BROKEN: Final = 6  # words of a line of running text that goes on overleaf
_ROOM: Final = 0.12  # of a page's height, more of which free in one place leaves room for more lines
_MANY: Final = 12  # lines, fewer of which fill no page
_DATE: Final = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d\b|\b20\d\d-\d\d-\d\d\b|\b[A-Z][a-z]{2,8}\.? \d{1,2},? 20\d\d\b"
    r"|\b\d{1,2}(?:st|nd|rd|th|er|[º.])?[ -](?:de )?[^\W\d_]{3,10}\.?[ ,-]+(?:de )?20\d\d\b"
)
_NUMBER: Final = re.compile(r"\b(?:no?|nr|num(?:ero)?|ref(?:erenc(?:e|ia))?)\b[^\n]{0,20}\d")
_ADDRESS: Final = re.compile(
    r"@\w|\bwww\.|\b(?:tel|phone|fax|telefone?|p ?o box|b ?p|apartado|caixa postal)\b\W{0,3}\d"
)


@dataclass(frozen=True, slots=True)
class Edges:
    """The first and the last lines of a page.

    `headed` says that its first line stands there as a heading does, `headings` how many of the first do; `dated`,
    `numbered` and `addressed` that a date, a number of a paper, or the telephone, post box or site of a house stands at
    its top; `print` is the height of the largest print there (points). `begins` is the first character, `broken` says
    that the last line breaks off in the midst of a text, `closed` that the page is signed at its end, `full` that it is
    printed from its first line to its foot, so that what is left must stand overleaf.
    """

    headed: bool
    headings: int
    dated: bool
    numbered: bool
    addressed: bool
    print: float
    begins: str
    broken: bool
    closed: bool
    full: bool

    @property
    def mid(self) -> bool:
        """Whether nothing at its top is what a paper begins with: no heading, date, number or address."""
        return not (self.headings or self.dated or self.numbered or self.addressed)


def edges_of(layout: PageLayout) -> Edges:
    """The edges of a page that has lines."""
    lines = layout.lines
    if not lines:
        return Edges(False, 0, False, False, False, 0.0, "", False, False, False)
    headings = [_is_heading(line, layout) for line in lines[:_FIRST]]
    reach = max(_TOP, lines[0].box.y0 + _UNDER)
    top = [line for line in lines if line.box.y0 < reach]
    text = "\n".join(line.text for line in top)
    folded = "\n".join(fold(line.text) for line in top)
    last = lines[-1].text.rstrip()
    return Edges(
        headed=headings[0],
        headings=sum(headings),
        dated=_DATE.search(text) is not None,
        numbered=_NUMBER.search(folded) is not None,
        addressed=_ADDRESS.search(text.casefold()) is not None or _ADDRESS.search(folded) is not None,
        print=max((_height(line, layout) for line in top), default=0.0),
        begins=lines[0].text[:1],
        broken=last[-1:].isalpha() and len(last.split()) > _BROKEN,
        closed=_is_closed(lines),
        full=_is_full(lines),
    )


def _is_heading(line: Line, layout: PageLayout) -> bool:
    """Whether a line is set as a heading: in capitals or in larger print, short, no label and no row."""
    letters = [char for char in line.text if char.isalpha()]
    if len(letters) < _LETTERS or len(line.text.split()) > _WORDS or ":" in line.text:
        return False
    if sum(map(str.isdigit, line.text)) > 1:
        return False
    capitals = sum(map(str.isupper, letters)) / len(letters)
    return capitals > _CAPITALS or _height(line, layout) > _LARGE * layout.text_height


def _height(line: Line, layout: PageLayout) -> float:
    return max((layout.segments[number].height for number in line.segments), default=0.0)


def _is_full(lines: Sequence[Line]) -> bool:
    """Whether lines leave no room for more, neither among them nor under the last."""
    bottom = lines[0].box.y1
    for line in lines:
        if line.box.y0 - bottom > _ROOM:
            return False
        bottom = max(bottom, line.box.y1)
    return len(lines) >= _MANY and 1.0 - bottom <= _ROOM


def _is_closed(lines: Sequence[Line]) -> bool:
    """Whether somebody signs among the last lines, or is to sign there."""
    return is_signed(lines[int(len(lines) * (1.0 - _CLOSING)) :])


def is_signed(lines: Iterable[Line]) -> bool:
    """Whether these lines tell that somebody signs or stamps, or is to."""
    return any(_closing().search(fold(line.text)) is not None for line in lines)


@cache
def _closing() -> re.Pattern[str]:
    words = {word for row in rows_kept("closing_words") for word in row["wordings"].split("|")}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\b")
