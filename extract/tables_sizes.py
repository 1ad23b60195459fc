"""The column of a stone parcel's size classes, which describe its rows where nothing else does.

"Up to 1 ct", "4–10 ct", "+3 gr -5 ct" and "-11": weights, grainers or sieves from which and up to which stones go,
with a word of their quality behind or not ("-9 +5 gem"). Under "Parcel" too they are no numbers of lots.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.doctype import DocumentType
from extract.lexicon import fold
from extract.tables_grid import total_opening
from extract.tables_header import Heading
from extract.tables_words import UNIT

_UNIT: Final = r"(?:\s?(?:cts?|carats?|quilates?|quilates|qts?|grs?|grainers?|mm)\b\.?)"
_FIGURE: Final = r"\d{1,3}(?:[.,]\d{1,2})?"
_WORDS: Final = r"(?:[^\W\d_]+\s){1,3}"
"""What says that a size is the least or the most: "over", "up to", "acima de"."""
_SIZE: Final = re.compile(
    rf"[-+–−<>≤≥]\s?{_FIGURE}{_UNIT}?\s?\+?(?:\s?[-+–−]\s?{_FIGURE}{_UNIT}?)?"
    rf"|{_WORDS}{_FIGURE}{_UNIT}"
    rf"|{_FIGURE}{_UNIT}?\s?(?:[-–−+/]|to|à|a|al|ao)\s?{_FIGURE}{_UNIT}?\s?\+?"
    rf"|{_FIGURE}{_UNIT}?\s?\+",
    re.IGNORECASE,
)
_QUALITY: Final = r"(?:,?\s(?!(?:of|and|de|et|y|e)\s)[^\W\d_][^\d]{1,30})?"
_SIZES: Final = re.compile(rf"(?:{_SIZE.pattern})(?:\s?[-+–−]\s?{_FIGURE}{_UNIT}?)*{_QUALITY}", re.IGNORECASE)
_PLAIN: Final = re.compile(r"\d+\s?[-–/]\s?\d+")
"""What may as well be the number of a lot: "3/12"."""
_OF_PARCELS: Final = ("lot_number", "parcel_count")
_LEAST: Final = 2  # rows that are told by their sizes


def by_sizes(
    names: dict[int, str], headings: Sequence[Heading], cells: Sequence[Sequence[str]], doctype: DocumentType
) -> None:
    """Names the first column in whose every cell a size stands, beside a weight in carats.

    A column whose heading makes it one of lots or parcels is such too, unless its cells may be numbers.
    """
    declared = {column.name for column in doctype.columns}
    if "goods_description" not in declared - set(names.values()) or "carat_weight" not in names.values():
        return
    for index, heading in enumerate(headings):
        if names.get(index, _OF_PARCELS[0]) not in _OF_PARCELS or UNIT in heading.names:
            continue
        told = [cell.strip() for cell in cells[index] if total_opening().match(fold(cell)) is None]
        numbered = index in names and all(map(_PLAIN.fullmatch, told))
        if len(set(told)) == len(told) >= _LEAST and all(map(_SIZES.fullmatch, told)) and not numbered:
            names[index] = "goods_description"
            return


def size_in(text: str) -> str | None:
    """The size that a text opens with, without the counts behind it: "4-8 gr" of "4-8 gr, 30 stones"; None else."""
    head = re.split(r"[,;](?=\s+\d|$)", text.strip(), maxsplit=1)[0]
    return head if _SIZES.fullmatch(head) is not None and _PLAIN.fullmatch(head) is None else None
