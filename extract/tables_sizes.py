"""The column of a stone parcel's size classes, which describe its rows where nothing else does.

"Up to 1 ct", "4–10 ct", "+3 gr -5 ct" and "-11": weights, grainers or sieves from which and up to which stones go.
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
_LEAST: Final = 2  # rows that are told by their sizes


def by_sizes(
    names: dict[int, str], headings: Sequence[Heading], cells: Sequence[Sequence[str]], doctype: DocumentType
) -> None:
    """Names the first column without a field in whose every cell a size stands, beside a weight in carats."""
    declared = {column.name for column in doctype.columns}
    if "goods_description" not in declared - set(names.values()) or "carat_weight" not in names.values():
        return
    for index, heading in enumerate(headings):
        if index in names or UNIT in heading.names:
            continue
        told = [cell.strip() for cell in cells[index] if total_opening().match(fold(cell)) is None]
        if len(set(told)) == len(told) >= _LEAST and all(map(_SIZE.fullmatch, told)):
            names[index] = "goods_description"
            return
