"""How the numbers of a table are written: which mark parts their decimals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from extract.tables_reader import digits_of

_DECIMAL: Final = re.compile(r"\d([.,])\d{1,2}(?!\d)|(?<![\d.,])\d{4,}([.,])\d{3}(?!\d)")
_THOUSANDS: Final = re.compile(r"\d{1,3}([.,])\d{3}")
_WEIGHTS: Final = ("gross_weight", "net_weight")
_LEAST_ROWS: Final = 3  # rows of which no tare is so by chance


def decimal_comma(cells: Sequence[str]) -> bool | None:
    """True where numbers end in a comma and one or two digits, False for a point, None where neither prevails.

    After four or more digits without a mark ("1499,360") what comes parts decimals, however many.
    """
    found = Counter(match[1] or match[2] for cell in cells for match in [_last(cell)] if match is not None)
    if found[","] > 2 * found["."]:
        return True
    if found["."] > 2 * found[","]:
        return False
    return None


def by_tare(names: Mapping[int, str], rows: Sequence[Mapping[int, str]]) -> bool | None:
    """The same by a column of whole numbers that gross and net weights differ by, their marks left out.

    "23.099 | 63 | 23.036" are whole kilograms: their point parts thousands, and a comma parts decimals.
    """
    at = {name: index for index, name in names.items()}
    if not {"gross_weight", "net_weight"} <= at.keys() or len(rows) < _LEAST_ROWS:
        return None
    gross, net = ([_THOUSANDS.fullmatch(row.get(at[name], "").strip()) for row in rows] for name in _WEIGHTS)
    marks = {match[1] if match is not None else "" for match in (*gross, *net)}
    if len(marks) != 1 or "" in marks:
        return None
    apart = [digits_of(one[0]) - digits_of(other[0]) for one, other in zip(gross, net, strict=True) if one and other]
    for column in {column for row in rows for column in row} - {at[name] for name in _WEIGHTS}:
        tares = [row.get(column, "").strip() for row in rows]
        if all(tare.isdecimal() for tare in tares) and list(map(int, tares)) == apart and min(apart) > 0:
            return marks == {"."}
    return None


def _last(cell: str) -> re.Match[str] | None:
    matches = list(_DECIMAL.finditer(cell))
    return matches[-1] if matches else None
