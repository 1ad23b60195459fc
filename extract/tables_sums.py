"""The words that open a table's sums, in the four languages: totals, sub-totals, charges, averages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from extract import lexicon
from extract.lexicon import fold
from extract.tables_body import BodyLine
from extract.values.scripts import latin

_DIGIT: Final = re.compile(r"\d")


@cache
def opening(name: str) -> re.Pattern[str]:
    """The wordings that open a row of a kind, as a pattern on folded text."""
    wordings = {fold(wording) for wordings in lexicon.row_words(name).values() for wording in wordings}
    return re.compile("(?:" + "|".join(re.escape(one) for one in sorted(wordings, key=len, reverse=True)) + r")(?!\w)")


@cache
def _closing() -> re.Pattern[str]:
    words = {fold(wording) for wordings in lexicon.row_words("total_behind").values() for wording in wordings}
    return re.compile(rf"\d+ [^\d]{{3,40}}? (?P<total>{'|'.join(sorted(words, key=len, reverse=True))})")


def total_behind(lead: str) -> str | None:
    """The word for a total behind a count of things: "100 bulk bags, total", "20 colis au total"."""
    found = _closing().fullmatch(lead)
    return "total" if found is not None else None


def is_average(label: str, *, whole: bool = False) -> bool:
    """Whether the words at a row's head (folded) say that it gives the averages of the rows over it.

    `whole` asks that they say no more than that.
    """
    wording = opening("average")
    return (wording.fullmatch(label) if whole else wording.match(label)) is not None


def is_by_tax(label: str) -> bool:
    """Whether the words at a row's head (folded) say how what it sums up is taxed: "Op. exonerada", "Zero-rated"."""
    return opening("by_tax").match(label) is not None


def is_sum(lead: str) -> bool:
    """Whether a line's first words (folded) are those of a sum, or of what is added to one or taken from it."""
    return any(opening(name).match(lead) for name in ("subtotal", "by_tax", "charge", "total"))


def sum_described(line: BodyLine, names: Mapping[int, str]) -> str | None:
    """The words (folded) for a sum that stand among the descriptions: "40 | Total for lot | 9,810".

    So do those for an average, where a content is averaged: stones may be of an average quality.
    """
    sums = ("subtotal", "total", "average") if "grade" in names.values() else ("subtotal", "total")
    for column in line.cells:
        text = fold(latin(line.text(column))) if names.get(column) == "goods_description" else ""
        if any(opening(name).match(text) for name in sums) and not _DIGIT.search(text):
            return text
    return None
