"""A quantity and an amount that the price between them makes of each other: three readings seldom err so alike.

"24 600 | 19,40 | 477 240,00" in a table's only row: the weight times the price is the amount, to the cent. Both are as
sure as what a second paper of the bundle states too (`borne_out`), whatever else makes a reader doubt a figure that
stands in a table alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from extract.borne_out import EVIDENCE
from extract.candidates import value_key
from extract.doubts_weighed import further
from extract.model import Field, Money

_QUANTITIES: Final = ("carat_weight", "net_weight")
_SCALES: Final = (Decimal("0.001"), Decimal(1), Decimal(1000))
"""A price per ton of a weight in kilograms, of the unit that it is in, and per kilogram of one in tons."""
_CENT: Final = Decimal("0.01")
_FEWEST: Final = 3  # figures of quantity and price: of fewer a product is met by chance


def reckoned(fields: Mapping[str, Field], rows: Sequence[Mapping[str, Field]]) -> dict[str, Field]:
    """The fields, with the quantity and the amount of an only row surer where its price makes one of the other."""
    made = dict(fields)
    if len(rows) != 1:
        return made
    row = rows[0]
    for name in _QUANTITIES:
        if not _makes(row.get(name), row.get("unit_price"), row.get("value")):
            continue
        for each in (name, "value"):
            field = made.get(each)
            if field is not None and field.status == "read" and _alike(field, row[each]):
                sure = max(field.confidence, round(further(field.confidence, EVIDENCE), 4))
                made[each] = field.model_copy(update={"confidence": sure})
    return made


def _alike(field: Field, cell: Field) -> bool:
    if field.value is None or cell.value is None:
        return False
    return value_key(field.value, field.unit) == value_key(cell.value, cell.unit)


def _makes(quantity: Field | None, price: Field | None, amount: Field | None) -> bool:
    """Whether a quantity at a price is an amount, to the cent and in one currency."""
    if quantity is None or price is None or amount is None:
        return False
    one, whole = price.value, amount.value
    if not isinstance(one, Money) or not isinstance(whole, Money) or one.currency != whole.currency:
        return False
    count = Decimal(quantity.value) if isinstance(quantity.value, str) else None
    if count is None or min(_figures(count), _figures(one.amount)) < _FEWEST:
        return False
    return any(abs(count * one.amount * scale - whole.amount) <= _CENT for scale in _SCALES)


def _figures(number: Decimal) -> int:
    """Figures of a number without the zeros that it begins or ends with."""
    return len(number.normalize().as_tuple().digits)
