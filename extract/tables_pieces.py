"""Pieces too heavy for stones, and numbers of something beside a weight: such a column counts the parcels.

Goods that are weighed are not counted otherwise: "Nos. 22" beside "21,958.50 kg" are the bags that hold them.
"""

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
_GRAMS: Final = {"g": 1, "kg": 1000, "t": 1_000_000, "wmt": 1_000_000, "dmt": 1_000_000}
_PACKED: Final = Decimal(100)
"""Grams that what is packed and counted alone weighs at least: a bar of gold, a drum of ore; hardly a stone."""


@cache
def _pieces() -> frozenset[str]:
    """What may be stones or packets of them, folded."""
    return frozenset(fold(wording) for wordings in lexicon.row_words("pieces").values() for wording in wordings)


@cache
def _how_many() -> frozenset[str]:
    """Words that ask how many or how much, whatever of, folded."""
    return frozenset(fold(wording) for wordings in lexicon.row_words("how_many").values() for wording in wordings)


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
    if not declared or "parcel_count" in names.values():
        return
    mass = carats if carats is not None else _mass(names, headings)
    if mass is None:
        return
    least = _HEAVY if carats is not None else _PACKED / _GRAMS[headings[mass].unit or "kg"]
    for at, heading in enumerate(headings):
        asked = {fold(part) for part in heading.text.split("/")} - {""}
        if at in names or not asked or not asked <= (_pieces() if carats is not None else _pieces() | _how_many()):
            continue
        told = [row for row in numbers_of(rows, comma) if {at, mass} <= row.keys()]
        whole = [row for row in told if row[at] > 0 and row[at] == row[at].to_integral_value()]
        filled = at in filled_with_numbers(told, {at})
        numbers = [row[at] for row in told]
        if not asked <= _pieces() and (_runs_on(numbers) or (fold("No.") in asked and not _is_summed(numbers))):
            continue  # "Nos. 1, 2, 3" of the packages, or of the rows
        if any(row[mass] in (row[at], row[at] * 1000, row[at] / 1000) for row in told):
            continue  # the weight once more, as it is sold
        if filled and whole == told and all(row[mass] > least * row[at] for row in told):
            names[at] = "parcel_count"
            return


def _mass(names: Mapping[int, str], headings: Sequence[Heading]) -> int | None:
    """The column of net weights, or else of gross ones, in a unit that its heading names."""
    for name in ("net_weight", "gross_weight"):
        for at, held in names.items():
            if held == name and headings[at].unit in _GRAMS:
                return at
    return None


def _runs_on(numbers: Sequence[Decimal]) -> bool:
    return [int(number) for number in numbers] == list(range(1, len(numbers) + 1))


def _is_summed(numbers: Sequence[Decimal]) -> bool:
    """Whether the last of some numbers is the sum of those before it, as under rows that are counted."""
    return len(numbers) > 1 and numbers[-1] == sum(numbers[:-1])
