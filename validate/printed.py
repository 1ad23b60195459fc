"""Numbers as they stand on a document's lines, whatever field they belong to: what else could account for a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import product

from extract.lexicon import fold, row_words
from extract.model import Document
from extract.values import Context
from extract.values.habits import habits
from extract.values.number_runs import runs
from extract.values.numbers import read

MOST = 6
"""Amounts that are tried together: more hardly stand between lines and total, and chance would find a sum."""


@cache
def _charge() -> re.Pattern[str]:
    """A word for what is added to goods or taken off them, in folded text."""
    wordings = {fold(wording) for each in row_words("charge").values() for wording in each}
    return re.compile(r"\b(?:" + "|".join(re.escape(one) for one in sorted(wordings, key=len, reverse=True)) + r")\b")


def numbers(document: Document) -> Iterator[tuple[str, list[Decimal]]]:
    """Each line of the document with the numbers on it, read as the document writes its numbers."""
    text = "\n".join(line.text for line in document.text)
    context = Context(language=document.language, decimal_comma=habits(text).decimal_comma)
    for line in document.text:
        yield line.text, [numeral.value for run in runs(line.text) if (numeral := read(run, context)) is not None]


def charges(document: Document) -> tuple[Decimal, ...]:
    """The amounts, without sign, of lines that name a charge or a deduction: the last number of each."""
    named = (found[-1] for line, found in numbers(document) if found and found[-1] and _charge().search(fold(line)))
    return tuple(dict.fromkeys(named))[:MOST]


def accounted(document: Document, lines: Decimal, total: Decimal, slack: Decimal) -> bool:
    """Whether amounts that the document names as charges or deductions lead from its lines' sum to its total."""
    amounts = charges(document)
    for signs in product((0, -1, 1), repeat=len(amounts)):
        if any(signs):
            change = sum((sign * amount for sign, amount in zip(signs, amounts, strict=True)), Decimal(0))
            if abs(lines + change - total) <= slack:
                return True
    return False


def beside(document: Document, *figures: Decimal) -> Iterator[Decimal]:
    """The other numbers of the lines on which all these figures stand."""
    for _, found in numbers(document):
        if all(figure in found for figure in figures):
            yield from (number for number in found if number not in figures)
