"""Values of a scan that are likelier wrong than right once all doubts are weighed: said to be unreadable, not guessed.

Ink that hides a value seldom leaves nothing: a figure or two, the second half of a number, another amount of the row.
Whatever is read then has little confidence left, and less than readings of clean scans have that are as doubtful. The
limits below were chosen on values under ink and on ordinary scans (docs/benchmarks.md). A file's own text hides none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from extract.doctype import NUMBERS, DocumentType, ValueKind
from extract.doubts_ink import scanned_pages
from extract.fields_unreadable import GUESSED, stripped
from extract.model import Field
from extract.tables_cells import sums_up
from ingest.model import Page

_COVERED: Final = {
    "few_figures": 0.9,
    "short_number": 0.9,
    "sign_lost": 0.9,
    "amount_of_a_weight": 0.9,
    "name_is_a_rest": 0.9,
    "open_end": 0.9,
    "ink_touching": 0.9,
    "word_hardly_read": 0.9,
    "goods_unnamed": 0.5,
}
"""Doubts that say that a part of a value may be hidden, and below which confidence each makes it a guess."""

_GAP: Final = ("gap_within", 0.9)
"""The same of numbers of papers alone: between the thousands of an amount there may be as much paper as there likes."""

_LIMITS: Final = {
    ValueKind.CARATS: 0.65,
    ValueKind.WEIGHT: 0.65,
    ValueKind.MONEY: 0.65,
    ValueKind.PERCENT: 0.65,
    ValueKind.COUNT: GUESSED,
    ValueKind.IDENTIFIER: GUESSED,
    ValueKind.IDENTIFIERS: GUESSED,
}
"""Confidence below which a value is a guess without such a doubt: another amount looks like the hidden one."""

_OTHERS: Final = 0.2


def least_sure(kind: ValueKind, doubts: Mapping[str, float]) -> float:
    """Confidence below which a value of this kind, read from a picture and so doubted, is a guess."""
    covered = [*_COVERED.items(), *([_GAP] if kind in NUMBERS else [])]
    return max(_LIMITS.get(kind, _OTHERS), *(most for doubt, most in covered if doubts.get(doubt)), 0.0)


def without_guesses_on_scans(
    fields: Mapping[str, Field],
    doubts: Mapping[str, Mapping[str, float]],
    doctype: DocumentType,
    pages: Iterable[Page],
    rows: Sequence[Mapping[str, Field]] = (),
) -> dict[str, Field]:
    """The fields, with guesses read from a picture turned unreadable, the reading kept as an alternative.

    What the `rows` of the paper's table add up to is no guess.
    """
    scanned, kinds = scanned_pages(pages), doctype.kinds()
    made = dict(fields)
    for name, field in fields.items():
        kind = kinds.get(name)
        if kind is None or field.status != "read" or not field.is_on(scanned):
            continue
        told = len(rows) > 1 and sums_up(rows, field, name)
        if not told and field.confidence < least_sure(kind, doubts.get(name, {})):
            made[name] = stripped(field)
    return made
