"""Columns told by how their numbers belong together: price times quantity, gross less tare.

Where in every row one number times another is a third, they are quantity, price and amount; where one less another is a
third, they are gross, tare and net, whatever their headings say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, permutations
from typing import Final

from extract.tables_numbers import is_number

_QUANTITIES: Final = ("carat_weight", "net_weight", "gross_weight")
_WEIGHED: Final = ("gross_weight", "net_weight")
_MOSTLY: Final = 0.6  # share of the rows that must have a column's number
_MARKED: Final = re.compile(r"[.,](?=\d)|\d")
_SCALES: Final = (Decimal(1), Decimal("0.001"), Decimal(1000))
"""A price per tonne beside kilograms, per kilogram beside tonnes."""
_CLOSE: Final = Decimal("0.0005")
_LEAST_ROWS: Final = 2  # rows from which three unknown columns may be told by their product
_LARGE: Final = Decimal(100)  # an amount from which a product is none by chance
MOST_PACKED: Final = Decimal("1.3")
"""Times its net weight that a packed thing weighs at the most."""
_MOST_TARE: Final = Decimal("0.3")  # of the gross weight

Numbers = Sequence[Mapping[int, Decimal]]


def numbers_of(rows: Sequence[Mapping[int, str]], comma: bool | None) -> Numbers:
    """The numbers of rows' cells by column, their decimals told by the table's mark; cells of words left out."""
    return [
        {index: value for index, cell in row.items() if (value := _number(cell, comma)) is not None} for row in rows
    ]


def filled_with_numbers(rows: Numbers, columns: Collection[int]) -> set[int]:
    """Those of the columns in which most rows have a number."""
    return {index for index in columns if sum(index in row for row in rows) >= _MOSTLY * len(rows)}


def by_product(
    names: dict[int, str], unknown: Collection[int], rows: Numbers, money: Collection[int] = ()
) -> tuple[int, int, int] | None:
    """Names unknown columns of prices and amounts; one row is enough where both stand in columns of `money`.

    Returned are the columns of quantity, price and amount; None where no numbers are so.
    """
    open_columns = filled_with_numbers(rows, unknown)
    known = {index: name for index, name in names.items() if name in (*_QUANTITIES, "unit_price", "value")}
    for first, second, amount in combinations(sorted({*open_columns, *known}), 3):
        roles = ((first, _QUANTITIES), (second, ("unit_price",)), (amount, ("value",)))
        if any(index in known and known[index] not in role for index, role in roles):
            continue
        new = [(index, role[-1]) for index, role in roles if index in open_columns and len(role) == 1]
        free = all(name not in names.values() for _, name in new)
        least = 1 if {second, amount} <= set(money) else 1 + len(new) // _LEAST_ROWS
        if not new or not free or not _multiplies(rows, first, second, amount, least=least):
            continue
        names.update(new)
        return first, second, amount
    return None


def by_tare(names: dict[int, str], unknown: Collection[int], rows: Numbers) -> bool:
    """Names unknown columns of gross and net weights by a third that they differ by; whether there are such."""
    open_columns = filled_with_numbers(rows, unknown)
    known = {index: name for index, name in names.items() if name in _WEIGHED}
    for gross, tare, net in permutations(sorted({*open_columns, *known}), 3):
        if (
            tare in known
            or known.get(gross, "gross_weight") != "gross_weight"
            or known.get(net, "net_weight") != "net_weight"
        ):
            continue
        told = [(row[gross], row[tare], row[net]) for row in rows if {gross, tare, net} <= row.keys()]
        if len(told) < _LEAST_ROWS or len(told) < _MOSTLY * len(rows):
            continue
        if all(one - two == three and 0 < two <= _MOST_TARE * one for one, two, three in told):
            new = {gross: "gross_weight", net: "net_weight"}
            if any(name in names.values() and index not in known for index, name in new.items()):
                continue
            names.update(new)
            return True
    return False


def has_product(cells: Sequence[str]) -> bool:
    """Whether two numbers of a row give a third that is no product by chance."""
    (numbers,) = numbers_of([dict(enumerate(cells))], None)
    return any(
        one > 1 and other > 1 and _multiplies([numbers], first, second, third, least=1)
        for first, second, third in combinations(sorted(numbers), 3)
        for one, other in [(numbers[first], numbers[second])]
    )


def by_packing(names: dict[int, str], masses: Collection[int], rows: Numbers) -> bool:
    """Names the only two columns of masses, of which one is a little more than the other in each row, gross and net."""
    pair = sorted(filled_with_numbers(rows, masses))
    told = [(row[pair[0]], row[pair[1]]) for row in rows if len(pair) == 2 and set(pair) <= row.keys()]
    if len(told) < _LEAST_ROWS or set(names.values()) & set(_WEIGHED):
        return False
    for net, gross in ((0, 1), (1, 0)):
        if all(0 < one[net] < one[gross] <= MOST_PACKED * one[net] for one in told):
            names.update({pair[net]: "net_weight", pair[gross]: "gross_weight"})
            return True
    return False


def _multiplies(rows: Numbers, first: int, second: int, amount: int, *, least: int) -> bool:
    """Whether in every row that has all three numbers, of which there are enough, two of them give the third."""
    told = [(row[first], row[second], row[amount]) for row in rows if {first, second, amount} <= row.keys()]
    if len(told) < least or not any(product >= _LARGE for _, _, product in told):
        return False
    return any(
        all(abs(one * other * scale - product) <= _CLOSE * abs(product) for one, other, product in told)
        for scale in _SCALES
    )


def _number(cell: str, comma: bool | None) -> Decimal | None:
    """The number of a cell, its decimals told by the table's mark; None where there is none or the mark is misread."""
    if not is_number(cell):
        return None
    marks = "".join(_MARKED.findall(cell))
    point = "," if comma else "."
    if comma is None:
        last = max(marks.rfind(","), marks.rfind("."))
        point = marks[last] if last >= 0 and len(marks) - last - 1 != 3 else ""
    whole, _, decimals = marks.rpartition(point) if point and point in marks else (marks, "", "")
    if decimals and not decimals.isdecimal():
        return None  # "1.234,5" where points part the decimals
    digits = "".join(char for char in whole if char.isdecimal())
    return Decimal(f"{digits or 0}.{decimals or 0}") if digits + decimals else None
