"""Numbers of a table that a narrow cell broke at their thousands: "399" over "510.02", "USD 609" over "865.70"."""

from __future__ import annotations

import re

from extract.tables_body import BodyLine
from extract.tables_numbers import is_number
from extract.tables_reader import NUMERIC, Kind, Reader
from extract.tables_row import Row

_HEAD = re.compile(r"(?:[A-Z]{2,3} ?\$?|[$€£])? ?\d{1,3}(?:[ .,'’]\d{3})*[.,'’]?")
_TAIL = re.compile(r"\d{3}(?:[ .,'’]\d{3})*[.,]\d{1,2}(?: ?(?:[A-Z]{3}|[$€£]))?")
"""The groups of figures that begin and end an amount with decimals, its currency before or behind them."""


def goes_on_in_number(line: BodyLine, above: Row, reader: Reader) -> bool:
    """Whether a line right under a row holds the end of a number of it.

    Under a total nothing else may stand in the line: what has words of its own there is a charge or another sum.
    """
    numbers = [column for column in line.cells if reader.names.get(column) in NUMERIC]
    if above.page != line.page or len(numbers) != 1:
        return False
    if _HEAD.fullmatch(above.text(numbers[0])) is None or _TAIL.fullmatch(line.text(numbers[0])) is None:
        return False
    if above.kind is Kind.TOTAL:
        return len(line.cells) == 1
    filled = sum(is_number(above.text(column)) for column, name in reader.names.items() if name in NUMERIC)
    return above.kind is Kind.ITEM and filled > 1
