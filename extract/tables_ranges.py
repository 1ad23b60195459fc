"""The column that says how many packages a row is of, told by the range of their numbers in another column.

"D01–D20" beside 20, "0871101 – 0871120" beside 20: whatever heads the numbers, they count. The range may take two
columns, "Drums from | Drums to", which number packages and count none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from extract.doctype import DocumentType
from extract.tables_header import Heading
from extract.tables_words import CURRENCY, OTHER, UNIT
from extract.values.folding import fold

_RANGE: Final = re.compile(
    r"(?P<head>[^\W\d_]{0,6}[-/. ]?)(?P<low>\d{1,12})\s*(?:[-–—/]|to|à|a|ao|al)\s*(?P=head)?(?P<high>\d{1,12})"
)
_COUNT: Final = re.compile(r"\d{1,5}")
_NO: Final = r"(?: ?(?:no|n|nr|num|number|numero)s?\b[^\w]{0,3})?"
_FIRST: Final = (
    r"(?:from|first|start(?:ing)?|begin(?:ning)?|de|du|des|do|da|desde|del|premiere?|debut|primeir[oa]|primer[oa]?|inicio"
    r"|inicial|initial)"
)
_LAST: Final = (
    r"(?:to|thru|through|until|up to|last|end(?:ing)?|a|au|aux|ao|ate|al|hasta|dernier|derniere|fin|final|ultim[oa])"
)
_END: Final = re.compile(
    rf"\W*(?:(?:\w+[^\w]+){{1,3}}(?:{_FIRST}|{_LAST}){_NO}"
    r"|(?:from|to|first|last|starting|ending|premiere?|derniere?|primer[oa]?|primeir[oa]|ultim[oa]|desde|hasta|ate|du|au)"
    rf"{_NO}\W+\w+{_NO})\W*"
)
"""What heads a column of the first or of the last number of each row's packages: "Drums from", "Dernier fût"."""
_LEAST_ROWS: Final = 2  # of which no two columns are the ends of ranges by chance


def ends_apart(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """The headings, those of the first and of the last package of each row told from one that counts them."""
    return tuple(
        replace(one, names=(OTHER,)) if one.names[:1] == ("parcel_count",) and ends_range(one.text) else one
        for one in headings
    )


def ends_range(text: str) -> bool:
    """Whether a heading is of the first or of the last of some numbers, as "Bags from" and "Bags to" are."""
    return _END.fullmatch(fold(text)) is not None


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
        for sized in _sizes(index, len(headings), counted):
            told = [(count, size) for count, size in sized if size is not None]
            if told and all(count == size for count, size in told) and max(told)[0] > 1:
                names[index] = "parcel_count"
                return


def _sizes(index: int, columns: int, rows: Sequence[Mapping[int, str]]) -> Iterator[list[tuple[int, int | None]]]:
    """What rows count in a column beside the size of the range in each other column, or in each two side by side."""
    for other in range(columns):
        if other != index:
            yield [(int(row[index]), size_of(row[other])) for row in rows if other in row]
    for low in range(columns - 1):
        if index not in (low, low + 1) and len(rows) >= _LEAST_ROWS:
            both = [row for row in rows if low in row and low + 1 in row]
            yield [(int(row[index]), size_of(f"{row[low].strip()}-{row[low + 1].strip()}")) for row in both]


def size_of(text: str) -> int | None:
    """How many numbers a cell names that holds a range and nothing else: 20 of "D01–D20"; None for any other."""
    match = _RANGE.fullmatch(text.strip())
    if match is None or len(match["high"]) < len(match["low"]):
        return None
    size = int(match["high"]) - int(match["low"]) + 1
    return size if size > 0 else None


def numbers_on(cells: Sequence[str]) -> bool:
    """Whether ranges number things on from one: "1-9", "10-18", "19-25"."""
    found = [match for cell in cells if (match := _RANGE.search(cell)) is not None]
    last = 0
    for match in found:
        if int(match["low"]) != last + 1 or int(match["high"]) <= last:
            return False
        last = int(match["high"])
    return bool(found) and len(found) == len(cells)
