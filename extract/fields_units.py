"""What units tell of weights: one printed without its unit is of that of the weight beside it, carats are of stones."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from extract.model import Field
from extract.values import units

_WEIGHTS: Final = ("net_weight", "gross_weight")
_HEAVIEST: Final = Decimal("1.6")
"""How many times its contents packed goods weigh at the most, for both numbers to be of one unit."""
_SURE: Final = 0.85  # times the confidence of what the unit is told by


def with_units(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields, a gross or net weight without a unit given that of the other, where the two can only be of one unit.

    "TOTAL, 24 drums net 5,007.3" in a column headed "kg", and "Gross weight 5,280.9" under it.
    """
    net, gross = (_number(fields.get(name)) for name in _WEIGHTS)
    if net is None or gross is None or not net < gross <= _HEAVIEST * net:
        return dict(fields)
    told = {name: fields[name].unit for name in _WEIGHTS}
    unit = next((unit for unit in told.values() if unit is not None), None)
    if unit is None or unit in units.SHARES or all(told.values()):
        return dict(fields)
    return dict(fields) | {
        name: _with(fields[name], unit, fields[other].confidence)
        for name, other in (_WEIGHTS, _WEIGHTS[::-1])
        if told[name] is None
    }


def without_gross_carats(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields, a gross weight in carats taken for what the stones weigh, where the paper states that nowhere else.

    Stones are weighed in carats and parcels are not, though a form may ask for "gross weight or other quantity".
    """
    gross = fields.get("gross_weight")
    if gross is None or gross.unit != "ct" or "carat_weight" in fields:
        return dict(fields)
    rest = {name: field for name, field in fields.items() if name != "gross_weight"}
    return rest | {"carat_weight": gross.model_copy(update={"name": "carat_weight"})}


def _number(field: Field | None) -> Decimal | None:
    if field is None or field.status != "read":
        return None
    try:
        return Decimal(str(field.value))
    except InvalidOperation:
        return None


def _with(field: Field, unit: str, sure: float) -> Field:
    confidence = round(min(field.confidence, _SURE * sure), 4)
    return field.model_copy(update={"unit": unit, "confidence": confidence, "rule": f"{field.rule}+unit-beside"})
