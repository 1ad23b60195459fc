"""Pieces of rough too heavy for stones: a column of them counts the parcels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from extract import lexicon
from extract.doctype import DocumentType
from extract.lexicon import fold
from extract.tables_header import Heading
from extract.tables_relations import filled_with_numbers, numbers_of

_HEAVY: Final = Decimal(50)
"""Carats that hardly one stone in a million weighs, and no row's stones on average."""


@cache
def _pieces() -> frozenset[str]:
    """What may be stones or packets of them, folded."""
    return frozenset(fold(wording) for wordings in lexicon.row_words("pieces").values() for wording in wordings)


def by_pieces(
    names: dict[int, str],
    headings: Sequence[Heading],
    rows: Sequence[Mapping[int, str]],
    doctype: DocumentType,
    *,
    comma: bool | None,
) -> None:
    """Names the column of pieces a count of parcels, where nothing else is and each piece weighs as no stone does."""
    carats = next((at for at, name in names.items() if name == "carat_weight"), None)
    declared = any(column.name == "parcel_count" for column in doctype.columns)
    if carats is None or not declared or "parcel_count" in names.values():
        return
    for at, heading in enumerate(headings):
        if at in names or fold(heading.text) not in _pieces():
            continue
        told = [row for row in numbers_of(rows, comma) if {at, carats} <= row.keys()]
        whole = [row for row in told if row[at] > 0 and row[at] == row[at].to_integral_value()]
        filled = at in filled_with_numbers(told, {at})
        if filled and whole == told and all(row[carats] > _HEAVY * row[at] for row in told):
            names[at] = "parcel_count"
            return
