"""Prices and exchange rates against tables of the day that the user loads: none is fetched, and none is shipped."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from extract.model import Money
from validate.facts import Stated, statements
from validate.model import Side
from validate.rules.circumstances import INVOICE, dated, goods, is_diamond, of_kind, shipped
from validate.rules.findings import UNCERTAIN, decided, found
from validate.rules.measures import reference_value, reference_weight
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.weights import decimal, share, weight

RATE = Decimal("0.03")
"""Share by which a rate may differ from that of the day (X007)."""

STALE = timedelta(days=7)
"""Age from which a loaded rate is none of the day."""

PAYABLE = (Decimal("0.5"), Decimal("1.5"))
"""Price over that of the contained metal that is usual (X025)."""


@rule(
    "X007",
    "value-mismatch",
    UNCERTAIN,
    title="Exchange rate of the day",
    severity="review",
    basis="rates of the day as the user loads them (exchange_rates.csv)",
    tolerance="3 % of the rate of the invoice's day; a rate of a day up to a week before stands for it",
)
def exchange_rate(case: Case) -> Result:
    """Where the papers state the lot's value in two currencies, one is the other at the rate of the invoice's day."""
    stated = [s for s in statements(case.documents, "value") if isinstance(s.value, Money) and s.value.amount > 0]
    pairs = [(a, b) for a, b in combinations(stated, 2) if _currency(a) != _currency(b)]
    if not pairs:
        return NOT_APPLICABLE if stated else undecidable("No value was read.")
    day = next((d for _, d in dated(of_kind(case, INVOICE), "issue_date")), shipped(case).date)
    findings, checked = [], False
    for a, b in pairs:
        one, other = _dollars(case, a, day), _dollars(case, b, day)
        if one is None or other is None:
            continue
        checked = True
        if share(one, other) > RATE:
            message = f"{a.says}, {b.says}; at the rates of {day} that is USD {one:.2f} and USD {other:.2f}."
            findings.append(decided(case, "X007", "value-mismatch", "value", message, a, b))
            break
    return judged(findings) if checked else undecidable(f"No exchange rates of {day} are loaded.")


def _currency(stated: Stated) -> str:
    return stated.value.currency if isinstance(stated.value, Money) else ""


def _dollars(case: Case, stated: Stated, day: date) -> Decimal | None:
    """The amount in US dollars at the latest rate of the week before the day; None where none is loaded."""
    assert isinstance(stated.value, Money)
    if stated.value.currency == "USD":
        return stated.value.amount
    rates = [
        r for r in case.reference.exchange_rates if r.currency == stated.value.currency and day - STALE < r.day <= day
    ]
    return stated.value.amount * max(rates, key=lambda r: r.day).usd if rates else None


@rule(
    "X025",
    "implausible-value",
    title="Price against the metal's",
    severity="info",
    basis="prices of metals as the user loads them (metal_prices.csv)",
    tolerance="0.5 to 1.5 times the price of the contained metal",
)
def metal_price(case: Case) -> Result:
    """The value is that of the metal contained, weight times grade, at the price of the day of shipment."""
    mineral = goods(case)
    if is_diamond(case):
        return NOT_APPLICABLE
    if mineral is None:
        return undecidable("The commodity is not known.")
    day = shipped(case).date
    price = next((p for p in case.reference.metal_prices if p.mineral == mineral.name and p.span.holds(day)), None)
    if price is None:
        return undecidable(f"No price of {mineral.name} on {day} is loaded.")
    value, net = reference_value(case), reference_weight(case)
    mass = weight(net.field) if net is not None else None
    grades = [g for s in statements(case.documents, "grade") if s.field.unit == "%" and (g := decimal(s.value))]
    if (
        value is None
        or not isinstance(value.value, Money)
        or value.value.currency != "USD"
        or mass is None
        or not grades
    ):
        return undecidable("Value in US dollars, weight or grade was not read.")
    metal = mass.mass / 1000 * grades[0] / 100
    if not metal or PAYABLE[0] <= (ratio := value.value.amount / metal / price.usd_per_kg) <= PAYABLE[1]:
        return judged(())
    message = (
        f"{value.says}, which is {ratio:.2f} times the price of the {metal:.1f} kg of metal in it "
        f"(USD {price.usd_per_kg} a kg)."
    )
    right = Side(reference=f"metal prices ({price.source})", value=f"USD {price.usd_per_kg} per kg")
    return judged([found("X025", "implausible-value", message, left=value, right=right)])
