"""Amounts with three figures behind their only sign: "USD 251.818" is 251 818, or hardly an amount at all.

No currency of two decimals or none has thousandths but in a price. Where a quantity at its price, or the sum of the
rows, makes the amount a thousand times as much, it is that; else it is doubted, however the paper writes its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from babel.numbers import get_currency_precision

from extract.model import Alternative, Field, Money, different

_AMOUNTS: Final = ("value", "licensed_value")
_QUANTITIES: Final = ("carat_weight", "net_weight", "gross_weight", "licensed_quantity", "parcel_count")
_UNIT: Final = Decimal(1)
_CENT: Final = Decimal("0.01")
_LONE_GROUP: Final = re.compile(r"(?<![\d.,'])\d{1,3} ?[.,] ?\d{3}(?![\d.,'])")
_THOUSANDTHS: Final = -3
_RECKONED: Final = 0.9  # confidence at most in an amount that its price makes
_DOUBTED: Final = 0.45  # and in one that nothing tells

Rows = tuple[dict[str, Field], ...]


def whole_amounts(fields: Mapping[str, Field], rows: Sequence[Mapping[str, Field]]) -> tuple[dict[str, Field], Rows]:
    """The fields and the rows, with amounts in thousandths read as thousands where reckoning says so, else doubted."""
    made = tuple({name: _read(name, field, _products(row)) for name, field in row.items()} for row in rows)
    told = {name: field for name, field in fields.items() if field.status == "read"}
    wanted = [*_products(told), *_sum(made)]
    return {name: _read(name, field, wanted) for name, field in fields.items()}, made


def _read(name: str, field: Field, wanted: Iterable[Decimal]) -> Field:
    amount = field.value
    if name not in _AMOUNTS or field.status != "read" or not isinstance(amount, Money) or not _in_thousandths(field):
        return field
    whole = Money(amount=amount.amount.scaleb(3).quantize(_UNIT), currency=amount.currency)
    told = list(wanted)
    if any(abs(one - amount.amount) <= _CENT for one in told):
        return field  # an amount that nobody has rounded
    if not any(abs(one - whole.amount) <= _UNIT for one in told):
        return field.model_copy(update={"confidence": min(field.confidence, _DOUBTED)})
    other = Alternative(
        value=amount, unit=None, raw=field.raw, score=round(1 - field.confidence, 4), evidence=field.evidence
    )
    rest = (one for one in field.alternatives if one.value != whole)
    sure = max(min(field.confidence, _RECKONED), _DOUBTED)
    return field.model_copy(update={"value": whole, "confidence": sure, "alternatives": different((other, *rest))})


def _in_thousandths(field: Field) -> bool:
    """Whether an amount was read with three decimals, of a currency that has not as many, from one group of three."""
    money = field.value
    if not isinstance(money, Money) or money.amount.as_tuple().exponent != _THOUSANDTHS:
        return False
    return _LONE_GROUP.search(field.raw) is not None and get_currency_precision(money.currency) < -_THOUSANDTHS


def _products(facts: Mapping[str, Field]) -> list[Decimal]:
    """What the quantities of a row or a paper come to at its price."""
    price = facts.get("unit_price")
    if price is None or not isinstance(price.value, Money):
        return []
    at = price.value.amount
    counts = [facts[name].value for name in _QUANTITIES if name in facts]
    numbers = [Decimal(count) for count in counts if isinstance(count, str | int)]
    return [number * at for number in numbers]


def _sum(rows: Sequence[Mapping[str, Field]]) -> list[Decimal]:
    """The sum of the amounts of all rows, where each row has one."""
    amounts = [row["value"].value if "value" in row else None for row in rows]
    told = [amount.amount for amount in amounts if isinstance(amount, Money)]
    return [sum(told, Decimal(0))] if told and len(told) == len(rows) else []
