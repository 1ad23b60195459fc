"""Numbers of a total row that stand higher or lower in their cells than its words do.

In a cell that is set on its middle "447,764.00" over "USD" begins half a line over "Amount payable", and the end of an
amount that is torn over two lines, "USD 448" and "000.00", stands half a line under it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from extract.tables_body import BodyLine
from extract.tables_grid import is_measure
from extract.tables_numbers import is_number
from extract.tables_reader import NUMERIC, Kind, Reader
from extract.tables_row import in_reading_order
from extract.values.torn import is_torn

_SHARED: Final = 0.25
"""Share of a line's height from which two lines stand beside one another, as no two lines of one cell do."""


def with_raised(lines: Sequence[BodyLine], reader: Reader) -> list[BodyLine]:
    """The lines, with those that hold nothing but numbers of the total row beside them made one with it."""
    made: list[BodyLine] = []
    for line in lines:
        if made and _goes_with(made[-1], line, reader):
            made[-1] = _joined(made[-1], line)
        elif made and _ends_torn(made[-1], line):
            made[-1] = _joined(line, made[-1])
        else:
            made.append(line)
    return made


def _goes_with(raised: BodyLine, line: BodyLine, reader: Reader) -> bool:
    """Whether a line's numbers stand beside the words of a total under it, in columns that it leaves empty."""
    beside = raised.box.y1 - line.box.y0 > _SHARED * min(raised.box.height, line.box.height)
    if raised.page != line.page or not beside or not _bare(raised, reader.names):
        return False
    held = {at for at in line.cells if any(map(str.isalnum, line.text(at)))}
    return not held & set(raised.cells) and reader.kind(line)[0] in (Kind.TOTAL, Kind.SUBTOTAL, Kind.SUMMARY)


def _ends_torn(total: BodyLine, line: BodyLine) -> bool:
    """Whether a line beside the lower edge of a row holds nothing but the ends of amounts that are torn there."""
    beside = total.box.y1 - line.box.y0 > _SHARED * line.box.height
    torn = (at in total.cells and is_torn(total.text(at), line.text(at)) for at in line.cells)
    return total.page == line.page and beside and all(torn)


def _bare(line: BodyLine, names: Mapping[int, str]) -> bool:
    """Whether a line holds numbers, units and currencies in columns of numbers and nothing else."""
    texts = [line.text(at) for at in line.cells]
    told = all(is_number(text) or is_mere_unit(text) for text in texts)
    return told and all(names.get(at) in NUMERIC for at in line.cells)


def _joined(raised: BodyLine, line: BodyLine) -> BodyLine:
    cells = dict(line.cells)
    for at, tokens in raised.cells.items():
        cells[at] = tuple(in_reading_order([*tokens, *cells.get(at, ())]))
    return replace(line, cells=dict(sorted(cells.items())), box=raised.box.union(line.box))


def is_mere_unit(text: str) -> bool:
    """Whether a cell holds a unit or currency and no more, its number on another line."""
    return bool(text) and all(map(is_measure, text.split()))
