"""Sums by group within a table, in whatever words: lines that add up the rows over them, before more rows follow.

They are believed only where in the end a line adds up all rows, or each of several groups has its sum: else a table
that goes on after its total is another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from extract.tables_body import BodyLine
from extract.tables_reader import NOT_SUMMED, NUMERIC, RESULT, Kind, Reader, digits_of

_LEAST_ROWS: Final = 2  # of a group that is summed
_LEAST_DIGITS: Final = 3  # of a sum that no row is by chance where two columns are summed
_ONE_COLUMN: Final = 4  # the same where only one is


def sums_of_groups(lines: Sequence[BodyLine], reader: Reader) -> Mapping[int, Kind]:
    """The lines that are sums of a group, and the one that is the sum of all, by number; none where in doubt."""
    columns = [column for column, name in reader.names.items() if name in NUMERIC - NOT_SUMMED - {RESULT}]
    if not columns or len(lines) < 2 * (_LEAST_ROWS + 1):
        return {}
    found: dict[int, Kind] = {}
    group: list[BodyLine] = []
    items: list[BodyLine] = []
    for number, line in enumerate(lines):
        if not any(map(str.isdigit, "".join(line.text(column) for column in columns))):
            continue
        if len(group) >= _LEAST_ROWS and _adds_up(line, group, columns):
            if found and len(group) == len(items):
                return {}
            found[number] = Kind.SUBTOTAL
            group = []
        elif len(found) > 1 and not group and _adds_up(line, items, columns):
            return {**found, number: Kind.TOTAL}
        elif reader.kind(line)[0] is Kind.ITEM:
            group.append(line)
            items.append(line)
    return found if len(found) > 1 and not group else {}


def _adds_up(line: BodyLine, rows: Sequence[BodyLine], columns: Sequence[int]) -> bool:
    """Whether each number of a line is the sum of those over it, long or many enough to be so by no chance."""
    filled = [column for column in columns if digits_of(line.text(column))]
    longest = max((len(str(digits_of(line.text(column)))) for column in filled), default=0)
    least = _LEAST_DIGITS if len(filled) > 1 else _ONE_COLUMN
    return longest >= least and all(
        digits_of(line.text(column)) == sum(digits_of(row.text(column)) for row in rows) for column in filled
    )
