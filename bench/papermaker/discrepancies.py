"""A catalogue of ways to break a clean bundle, each in one way, with the finding that it calls for.

Severities follow the published rules: `block` where the scheme or a sanction forbids release, `review` or `any` where
the reader may choose. `allowed` codes are consequences that are neither asked for nor held against a reader.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from bench.papermaker import custody_discrepancies as broken
from bench.papermaker import discrepancies_papers as papers
from bench.papermaker.case import Case
from bench.papermaker.facts import Codes, Count, Land, Money, Text, Weight
from bench.papermaker.places import NATIONS
from bench.papermaker.scenario import make_party
from bench.papermaker.trade import CENT, Trade

Break = Callable[[Case, int, random.Random], None]


@dataclass(frozen=True)
class Discrepancy:
    """One way to break a bundle. It suits lots under `certificates`; `trade` forces parts of the trade."""

    name: str
    code: str
    apply: Break
    certificates: tuple[str, ...] = ("kp", "icglr", "coo")
    trade: Mapping[str, object] = field(default_factory=dict)
    sometimes_missing: bool = False


def _net_field(case: Case, lot: int) -> str:
    return "carat_weight" if case.trades[lot].commodity.unit == "ct" else "net_weight"


def swap_digits(text: str, rng: random.Random) -> str:
    """`text` with two neighbouring different digits exchanged, the slip that a typist makes."""
    spots = [i for i in range(len(text) - 1) if text[i].isdigit() and text[i + 1].isdigit() and text[i] != text[i + 1]]
    if not spots:
        last = max(i for i, c in enumerate(text) if c.isdigit())
        return f"{text[:last]}{(int(text[last]) + 1) % 10}{text[last + 1 :]}"
    i = rng.choice(spots)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def _weight(case: Case, lot: int, rng: random.Random) -> None:
    t, kind, name = case.trades[lot], case.certificate(lot), _net_field(case, lot)
    if kind == "coo":
        kind = "assay"
    changed = (t.net * Decimal(str(round(rng.uniform(1.06, 1.14), 4)))).quantize(Decimal(1).scaleb(-_places(t.net)))
    case.change(lot, kind, **{name: Weight(changed, t.commodity.unit)})
    severity = "block" if kind in ("kp", "icglr") else "any"
    case.expect(
        lot,
        "weight-mismatch",
        severity,
        name,
        allowed="custody-weight-mismatch licence-exceeded value-mismatch arithmetic-error implausible-value",
    )


def _places(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def elsewhere(t: Trade, rng: random.Random) -> str:
    """Another country from which the goods could come."""
    return rng.choice(
        [o for o in t.commodity.origins if o != t.origin] or [o for o in ("UG", "ZM", "BR") if o != t.origin]
    )


def _value(case: Case, lot: int, rng: random.Random) -> None:
    t = case.trades[lot]
    changed = (t.total * Decimal(str(round(rng.uniform(0.72, 0.84), 4)))).quantize(CENT)
    case.change(lot, case.certificate(lot), value=Money(changed))
    case.expect(lot, "value-mismatch", "block", "value", allowed="implausible-value licence-exceeded arithmetic-error")


def _count(case: Case, lot: int, rng: random.Random) -> None:
    t = case.trades[lot]
    fact = case.papers[lot, "tr"].fields["parcel_count"]
    packing = fact.packing if isinstance(fact, Count) else ""
    case.change(lot, "tr", parcel_count=Count(t.packages + rng.choice((1, 2, 3)), packing))
    case.expect(lot, "parcel-count-mismatch", "any", "parcel_count")


def _origin(case: Case, lot: int, rng: random.Random) -> None:
    t = case.trades[lot]
    other = elsewhere(t, rng)
    case.change(lot, "inv", country_of_origin=Land(other))
    case.expect(
        lot,
        "origin-mismatch",
        "block",
        "country_of_origin",
        allowed="custody-origin-mismatch high-risk-area route-mismatch",
    )


def _hs(case: Case, lot: int, rng: random.Random) -> None:
    kp = case.certificate(lot) == "kp"
    wrong = (
        "710239"
        if kp
        else rng.choice([c for c in ("260300", "260800", "261400", "810520") if c != case.trades[lot].commodity.hs])
    )
    kind = case.certificate(lot) if kp else "tr"
    case.change(lot, kind, hs_codes=Codes((wrong,)))
    if kp:
        facts = case.papers[lot, kind]
        case.papers[lot, kind] = replace(
            facts, lines=tuple({**row, "hs_codes": Codes((wrong,))} for row in facts.lines)
        )
    case.expect(
        lot, "hs-code-mismatch", "block" if kp else "any", "hs_codes", allowed="mineral-mismatch missing-document"
    )


def _importer(case: Case, lot: int, rng: random.Random) -> None:
    t = case.trades[lot]
    diamonds = t.commodity.unit == "ct"
    other = make_party(NATIONS[t.importer.country], "diamond-buyer" if diamonds else "buyer", rng)
    while other.name.split()[0] == t.importer.name.split()[0]:
        other = replace(other, name=f"{rng.choice(('Orion', 'Castor', 'Vesta'))} {' '.join(other.name.split()[1:])}")
    case.change(
        lot,
        "tr",
        importer_name=Text.of(other.name),
        importer_address=Text((*other.address, NATIONS[other.country].name("en"))),
    )
    case.expect(lot, "party-mismatch", "any", "importer_name", allowed="custody-holder-mismatch licence-not-valid")


def _seal(case: Case, lot: int, rng: random.Random) -> None:
    seals = case.trades[lot].seals
    case.change(lot, "pl", seal_numbers=Codes((swap_digits(seals[0], rng), *seals[1:])))
    case.expect(lot, "seal-mismatch", "any", "seal_numbers", allowed="custody-tag-reused")


def _reference(case: Case, lot: int, rng: random.Random) -> None:
    number = case.trades[lot].numbers.invoice
    case.change(lot, "pl", invoice_number=Text.of(swap_digits(number, rng)))
    case.expect(lot, "reference-mismatch", "any", "invoice_number")


def _lot(case: Case, lot: int, rng: random.Random) -> None:
    number = case.trades[lot].lot_number
    case.change(lot, "inv", lot_number=Text.of(number))
    case.change(lot, "pl", lot_number=Text.of(swap_digits(number, rng)))
    case.expect(lot, "lot-mismatch", "any", "lot_number", allowed="reference-mismatch")


CATALOGUE: dict[str, Discrepancy] = {
    d.name: d
    for d in (
        Discrepancy("weight", "weight-mismatch", _weight),
        Discrepancy("value", "value-mismatch", _value, ("kp", "icglr")),
        Discrepancy("count", "parcel-count-mismatch", _count),
        Discrepancy("origin", "origin-mismatch", _origin),
        Discrepancy("hs", "hs-code-mismatch", _hs),
        Discrepancy("importer", "party-mismatch", _importer),
        Discrepancy("seal", "seal-mismatch", _seal),
        Discrepancy("reference", "reference-mismatch", _reference),
        Discrepancy("lot", "lot-mismatch", _lot),
        Discrepancy("expired", "document-expired", papers.break_expired, ("kp", "icglr")),
        Discrepancy("date-order", "date-order", papers.break_date_order, ("kp", "icglr")),
        Discrepancy("licence-end", "licence-not-valid", papers.break_licence_end, ("coo",)),
        Discrepancy("licence-destination", "licence-not-valid", papers.break_licence_destination, ("coo",)),
        Discrepancy("licence-quantity", "licence-exceeded", papers.break_licence_quantity, ("coo",)),
        Discrepancy("waybill", "malformed-number", papers.break_waybill, ("kp",)),
        Discrepancy("missing", "missing-document", papers.break_missing),
        Discrepancy("missing-field", "missing-field", papers.break_missing_field, ("kp", "icglr", "coo")),
        Discrepancy("arithmetic", "arithmetic-error", papers.break_arithmetic),
        Discrepancy("route", "route-mismatch", papers.break_route),
        Discrepancy("mineral", "mineral-mismatch", papers.break_mineral, ("coo",)),
        Discrepancy("participant", "not-a-participant", papers.break_participant, ("kp",), {"destination": "KE"}),
        Discrepancy(
            "embargo",
            "embargoed-origin",
            papers.break_embargo,
            ("kp",),
            {"origin": "CF", "shipment": date(2015, 3, 18)},
        ),
        Discrepancy("no-custody", "custody-missing", broken.break_no_custody),
        Discrepancy("gap", "custody-gap", broken.break_gap),
        Discrepancy("time", "custody-time-order", broken.break_time),
        Discrepancy("gain", "custody-weight-gain", broken.break_gain),
        Discrepancy("final-weight", "custody-weight-mismatch", broken.break_final_weight),
        Discrepancy("custody-origin", "custody-origin-mismatch", broken.break_custody_origin, ("kp", "coo")),
        Discrepancy("holder", "custody-holder-mismatch", broken.break_holder),
        Discrepancy("damaged", "quarantined-file", papers.break_damaged),
        Discrepancy("smudged", "unreadable-field", papers.break_smudged),
    )
}
"""Every discrepancy by name."""
