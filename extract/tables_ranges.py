"""The column that says how many packages a row is of, told by the range of their numbers in another column.

"D01–D20" beside 20, "0871101 – 0871120" beside 20: whatever heads the numbers, they count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from extract.doctype import DocumentType
from extract.tables_header import Heading
from extract.tables_words import CURRENCY, UNIT

_RANGE: Final = re.compile(
    r"(?P<head>[^\W\d_]{0,6}[-/. ]?)(?P<low>\d{1,12})\s*(?:[-–—/]|to|à|a|ao|al)\s*(?P=head)?(?P<high>\d{1,12})"
)
_COUNT: Final = re.compile(r"\d{1,5}")


def by_ranges(
    names: dict[int, str], headings: Sequence[Heading], rows: Sequence[Mapping[int, str]], doctype: DocumentType
) -> None:
    """Names the first column without a field for what it counts, where each row with a range beside it bears it out."""
    if "parcel_count" in names.values() or not any(column.name == "parcel_count" for column in doctype.columns):
        return
    for index, heading in enumerate(headings):
        if index in names or {UNIT, CURRENCY} & set(heading.names):
            continue
        counted = [row for row in rows if _COUNT.fullmatch(row.get(index, "").strip())]
        for other in range(len(headings)):
            sized = [(int(row[index]), size_of(row[other])) for row in counted if other != index and other in row]
            told = [(count, size) for count, size in sized if size is not None]
            if told and all(count == size for count, size in told) and max(told)[0] > 1:
                names[index] = "parcel_count"
                return


def size_of(text: str) -> int | None:
    """How many numbers a cell names that holds a range and nothing else: 20 of "D01–D20"; None for any other."""
    match = _RANGE.fullmatch(text.strip())
    if match is None or len(match["high"]) < len(match["low"]):
        return None
    size = int(match["high"]) - int(match["low"]) + 1
    return size if size > 0 else None
