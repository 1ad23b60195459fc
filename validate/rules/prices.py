"""Value per unit against what goods of that kind and origin usually fetch."""

from __future__ import annotations

from decimal import Decimal

from extract.model import Money
from validate.model import Side
from validate.rules.circumstances import goods, is_diamond, origins
from validate.rules.findings import firm, found
from validate.rules.measures import reference_value, reference_weight
from validate.rules.model import Case, Result, judged, rule, undecidable
from validate.weights import CARAT, weight


@rule(
    "W010",
    "implausible-value",
    title="Value per unit plausible",
    severity="review",
    basis="Kimberley Process production statistics (mean values per carat); wide price bands of the commodity",
    tolerance="0.2 times the lowest to 5 times the highest national mean; for minerals a band of two orders of size",
)
def plausible_value(case: Case) -> Result:
    """US dollars per carat lie in the wide band of the only origin; of other minerals, US dollars per kilogram in the
    commodity's."""
    value, net = reference_value(case), reference_weight(case)
    mass = weight(net.field, "ct") if net is not None else None
    mineral = goods(case)
    if value is None or net is None or mass is None or mass.mass == 0 or not isinstance(value.value, Money):
        return undecidable("Value or weight is not stated.")
    if value.value.currency != "USD":
        return undecidable("The value is not in US dollars.")
    if is_diamond(case):
        band = case.reference.value_bands.get(next(iter(origins(case)), "")) if len(origins(case)) == 1 else None
        if band is None:
            return undecidable("No band of values is held for the origin.")
        low, high, unit, per = band.low, band.high, "carat", value.value.amount / (mass.mass / CARAT)
    elif mineral is not None and mineral.low is not None and mineral.high is not None:
        low, high, unit = mineral.low, mineral.high, "kg"
        per = value.value.amount / (mass.mass / Decimal(1000))
    else:
        return undecidable("No band of values is held for the commodity.")
    if low <= per <= high or not (firm(value, case.policy) and firm(net, case.policy)):
        return judged(())
    return judged(
        [
            found(
                "W010",
                "implausible-value",
                f"USD {per:.2f} per {unit} lies outside the wide band of USD {low} to {high}: {value.says}, "
                f"{net.says}.",
                left=value,
                right=Side(reference="value bands", value=f"USD {low} to {high} per {unit}"),
                evidence=(*value.field.evidence, *net.field.evidence),
            )
        ]
    )
