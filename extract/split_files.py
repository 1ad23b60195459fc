"""Which one-page files of a bundle are pages of one paper: a scanner or a telephone gives each page a file of its own.

Within one file a page follows the one before; here nothing says what lies beside what but names. So more is asked for:
a page goes on with another only where it says which page it is, or that it goes on, or bears its table, and where its
type does not speak against it. Of several papers that it may go on with, the one whose number it bears is taken, then
one with the same letterhead, then the one whose file is next by name; what still fits two is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz

from extract.lexicon import fold
from extract.model import Document, DocumentKind
from extract.split_sheet import head_of, identifiers, page_number, says_continued

_LIKE_HEAD: Final = 85.0
_LIKE_HEADING: Final = 90.0
_HEAD_LETTERS: Final = 20  # of a letterhead that tells one house from another
_HEADING_LETTERS: Final = 18  # of a table's heading that tells one table from another
_COLUMNS: Final = 3  # that a table's heading has at least
_SURE_KIND: Final = 0.5  # confidence from which a page without title is of the type that it was taken for
_REACH: Final = 200  # files by name within which the pages of one paper are sought
_NUMBER_MARKS: Final = 4  # letters and digits of a number that no other paper bears by chance
_NEAR, _NEXT, _HEADED, _NUMBERED = 1, 2, 4, 8  # what ties a page to a paper, each worth more than all before it


@dataclass(frozen=True)
class _Leaf:
    """A file of one page: where its name stands among the others, and the document that it made by itself."""

    place: int
    document: Document

    @cached_property
    def number(self) -> tuple[int, int | None] | None:
        """Which page it says it is, and of how many."""
        return page_number(self.document.phrases)

    @cached_property
    def continued(self) -> bool:
        return says_continued(self.document.phrases)

    @cached_property
    def titled(self) -> bool:
        """Whether it bears the title of a paper of its own."""
        return self.document.title is not None and self.document.type is not DocumentKind.UNKNOWN

    @cached_property
    def own_number(self) -> str | None:
        """The paper's number, as letters and digits alone."""
        stated = self.document.fields.get("document_number")
        mark = _mark(stated.value) if stated is not None and isinstance(stated.value, str) else ""
        return mark if len(mark) >= _NUMBER_MARKS else None

    @cached_property
    def marks(self) -> frozenset[str]:
        """Everything on the page that looks like a number of a paper."""
        return frozenset(_mark(token) for line in self.document.text for token in identifiers(line.text))

    @cached_property
    def run(self) -> str:
        """All letters and digits of the page, in which a number is found however it is spaced."""
        return _mark("".join(line.text for line in self.document.text))

    @cached_property
    def head(self) -> str:
        return head_of(fold("\n".join(line.text for line in self.document.text[:14])))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Lines that may head a table: words without figures, set apart from one another."""
        middles = [phrase.box.mid_y for phrase in self.document.phrases]
        words = (line for line in self.document.text if not any(map(str.isdigit, line.text)))
        apart = (one for one in words if sum(one.box.y0 < at < one.box.y1 for at in middles) >= _COLUMNS)
        return tuple(text for text in (fold(line.text) for line in apart) if len(text) >= _HEADING_LETTERS)


def pages_in_several_files(papers: Sequence[Document]) -> tuple[tuple[int, ...], ...]:
    """Which of these documents, each the only page of its file, are pages of one: their places, in reading order.

    `papers` come in the natural order of the files' names. Only papers of two pages or more are told, each by the
    places of its pages: by the page numbers that they state.
    """
    leaves = [_Leaf(place, document) for place, document in enumerate(papers)]
    chains = [[leaf] for leaf in leaves if not _is_later(leaf)]
    later = sorted(filter(_is_later, leaves), key=lambda leaf: (leaf.number[0] if leaf.number else 2, leaf.place))
    for leaf in later:
        chain = _carried_on(chains, leaf)
        if chain is None:
            chains.append([leaf])
        else:
            chain.append(leaf)
    return tuple(tuple(leaf.place for leaf in chain) for chain in chains if len(chain) > 1)


def _is_later(leaf: _Leaf) -> bool:
    """Whether a page is none that a paper begins with, by what it says or for want of a title."""
    if leaf.number is not None:
        return leaf.number[0] > 1
    return not leaf.titled


def _carried_on(chains: Sequence[list[_Leaf]], leaf: _Leaf) -> list[_Leaf] | None:
    """The paper that a page goes on with; None where there is none, or where it may be either of two."""
    near = [chain for chain in chains if abs(chain[-1].place - leaf.place) <= _REACH]
    if leaf.number is not None:  # a first page that says "1 of 2" awaits its second one
        awaiting = [chain for chain in near if chain[-1].number is not None and _may_follow(chain[-1], leaf)]
        near = awaiting or near
    fits = [(ties, chain) for chain in near if (ties := _ties(chain, leaf))]
    best = max((ties for ties, _ in fits), default=0)
    chosen = [chain for ties, chain in fits if ties == best]
    return chosen[0] if len(chosen) == 1 else None


def _ties(chain: Sequence[_Leaf], leaf: _Leaf) -> int:
    """What ties a page to the paper before it, 0 where it does not go on with it."""
    first, last = chain[0], chain[-1]
    numbered = first.own_number is not None and (first.own_number in leaf.marks or first.own_number in leaf.run)
    if not _may_follow(last, leaf) or not _of_one_kind(first, leaf, numbered=numbered):
        return 0
    headed = len(leaf.head) >= _HEAD_LETTERS and fuzz.ratio(first.head, leaf.head) >= _LIKE_HEAD
    following = leaf.place == last.place + 1
    ties = _NUMBERED * numbered + _HEADED * headed + _NEXT * following
    if leaf.number is not None and last.number is not None:  # "page 1 of 2" and "page 2 of 2"
        near = abs(leaf.place - last.place) < (leaf.number[1] or last.number[1] or 2)
        return ties + _NEAR * near
    if leaf.number is not None or leaf.continued:
        return ties if numbered or headed or (following and not leaf.titled) else 0
    return ties if following and _same_table(last, leaf) else 0


def _may_follow(last: _Leaf, leaf: _Leaf) -> bool:
    """Whether the page numbers allow that a page comes next."""
    if leaf.number is None:
        return last.number is None or last.number[1] is None or last.number[0] < last.number[1]
    number, total = leaf.number
    if last.number is None:
        return number == 2
    return number == last.number[0] + 1 and (None in (total, last.number[1]) or total == last.number[1])


def _of_one_kind(first: _Leaf, leaf: _Leaf, *, numbered: bool) -> bool:
    """Whether types and numbers allow that two pages are of one paper; `numbered`: the one bears the other's number."""
    kind, other = first.document.type, leaf.document.type
    if kind is DocumentKind.UNKNOWN:
        return False
    guessed = leaf.number is not None and not leaf.titled and leaf.document.confidence < _SURE_KIND
    if other not in (kind, DocumentKind.UNKNOWN) and not guessed:
        return False
    return numbered or not leaf.titled or None in (leaf.own_number, first.own_number)


def _same_table(last: _Leaf, leaf: _Leaf) -> bool:
    """Whether a line of words set apart, as head a table, stands on both pages."""
    return any(fuzz.ratio(one, other) >= _LIKE_HEADING for one in leaf.headings for other in last.headings)


def _mark(text: str) -> str:
    return re.sub(r"[\W_]", "", text).upper()
