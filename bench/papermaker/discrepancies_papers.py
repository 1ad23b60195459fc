"""Ways to break a bundle in its papers: what is missing, expired, out of order, damaged, or goes beyond a licence."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bench.papermaker.case import Case
from bench.papermaker.facts import Day, Goods, Land, Money, Text, Weight
from bench.papermaker.trade import CENT


def break_expired(case: Case, lot: int, rng: random.Random) -> None:
    """The certificate ends before the goods are shipped."""
    ship = case.trades[lot].dates.shipment
    end = ship - timedelta(days=rng.randint(2, 9))
    case.change(lot, case.certificate(lot), issue_date=Day(end - timedelta(days=60)), expiry_date=Day(end))
    case.expect(lot, "document-expired", "block", "expiry_date", allowed="date-order")


def break_date_order(case: Case, lot: int, rng: random.Random) -> None:
    """The certificate ends before the day of its issue."""
    issued = case.trades[lot].dates.certificate
    case.change(lot, case.certificate(lot), expiry_date=Day(issued - timedelta(days=rng.randint(20, 300))))
    case.expect(lot, "date-order", "block", allowed="document-expired")


def break_licence_end(case: Case, lot: int, rng: random.Random) -> None:
    """The licence ends before the goods are shipped."""
    t = case.trades[lot]
    case.change(
        lot,
        "lic",
        expiry_date=Day(t.dates.shipment - timedelta(days=rng.randint(3, 12))),
        issue_date=Day(t.dates.shipment - timedelta(days=rng.randint(120, 170))),
    )
    for at in range(len(case.trades)):
        case.expect(at, "licence-not-valid", "block", "expiry_date", allowed="document-expired date-order")


def break_licence_destination(case: Case, lot: int, rng: random.Random) -> None:
    """The licence is for another destination."""
    t = case.trades[lot]
    other = rng.choice([d for d in ("JP", "DE", "KR", "IN", "FR") if d != t.destination])
    case.change(lot, "lic", country_of_destination=Land(other))
    for at in range(len(case.trades)):
        case.expect(at, "licence-not-valid", "block", allowed="route-mismatch party-mismatch")


def break_licence_quantity(case: Case, lot: int, rng: random.Random) -> None:
    """The licence allows less than what the lot weighs."""
    t = case.trades[lot]
    less = (t.net * Decimal(str(round(rng.uniform(0.6, 0.85), 3)))).quantize(Decimal(1))
    case.change(lot, "lic", licensed_quantity=Weight(less, t.commodity.unit))
    for at in range(len(case.trades)):
        case.expect(at, "licence-exceeded", "block", "licensed_quantity")


def break_waybill(case: Case, lot: int, rng: random.Random) -> None:
    """The check digit of the waybill's number is wrong."""
    number = case.trades[lot].numbers.transport
    wrong = Text.of(f"{number[:-1]}{(int(number[-1]) + rng.randint(1, 3)) % 7}")
    case.change(lot, "tr", document_number=wrong)
    for (at, kind), facts in list(case.papers.items()):
        if at == lot and "transport_number" in facts.fields:
            case.change(lot, kind, transport_number=wrong)
    case.expect(lot, "malformed-number", "any", "document_number")


def break_missing(case: Case, lot: int, rng: random.Random) -> None:
    """A paper is not there."""
    kind = rng.choice(("pl", "inv")) if case.certificate(lot) == "coo" else rng.choice((case.certificate(lot), "inv"))
    del case.papers[lot, kind]
    case.expect(lot, "missing-document", "any", allowed="reference-mismatch custody-holder-mismatch")
    case.notes.append(f"without its {kind}")


def break_missing_field(case: Case, lot: int, rng: random.Random) -> None:
    """The certificate lacks a field that it has to bear."""
    kind = case.certificate(lot)
    name = {
        "kp": rng.choice(("expiry_date", "parcel_count", "hs_codes")),
        "icglr": rng.choice(("grade", "expiry_date")),
        "coo": "country_of_origin",
    }[kind]
    case.papers[lot, kind] = replace(case.papers[lot, kind].without(name), lines=())
    case.expect(lot, "missing-field", "any", name, allowed="document-expired unreadable-field")


def break_arithmetic(case: Case, lot: int, rng: random.Random) -> None:
    """A line of the invoice is worth more than its quantity at its price."""
    facts = case.papers[lot, "inv"]
    i = rng.randrange(len(facts.lines))
    line = dict(facts.lines[i])
    old = line["value"]
    assert isinstance(old, Money)
    line["value"] = Money((old.amount * Decimal("1.11")).quantize(CENT) + Decimal(100))
    case.papers[lot, "inv"] = replace(facts, lines=(*facts.lines[:i], line, *facts.lines[i + 1 :]))
    case.expect(lot, "arithmetic-error", "any", allowed="implausible-value value-mismatch")


def break_route(case: Case, lot: int, rng: random.Random) -> None:
    """The waybill goes to another country than the certificate."""
    t = case.trades[lot]
    other = rng.choice([d for d in t.commodity.destinations if d not in (t.destination, t.origin)])
    case.change(lot, case.certificate(lot), country_of_destination=Land(t.destination))
    case.change(lot, "tr", country_of_destination=Land(other))
    case.expect(lot, "route-mismatch", "any", "country_of_destination", allowed="licence-not-valid")


def break_mineral(case: Case, lot: int, rng: random.Random) -> None:
    """The assay certificate is of another mineral."""
    other = rng.choice(
        [
            g
            for g in ("cassiterite", "graphite", "copper-cathode", "manganese-ore")
            if g != case.trades[lot].commodity.key
        ]
    )
    case.change(lot, "assay", goods_description=Goods(other))
    case.expect(lot, "mineral-mismatch", "any", allowed="hs-code-mismatch")


def break_participant(case: Case, lot: int, rng: random.Random) -> None:
    """The trade itself goes to a country outside the scheme."""
    case.expect(lot, "not-a-participant", "block", allowed="route-mismatch")


def break_embargo(case: Case, lot: int, rng: random.Random) -> None:
    """The trade itself comes out of a country under embargo."""
    case.expect(lot, "embargoed-origin", "block", allowed="not-a-participant high-risk-area implausible-value")


def break_damaged(case: Case, lot: int, rng: random.Random) -> None:
    """A file of the bundle breaks off."""
    case.damage[rng.choice(("inv", "pl"))] = "truncated PDF"
    for at in range(len(case.trades)):
        case.expect(at, "quarantined-file", "review", allowed="missing-document reference-mismatch")


def break_smudged(case: Case, lot: int, rng: random.Random) -> None:
    """A field of one paper cannot be read."""
    kind = {"kp": "kp", "icglr": "icglr", "coo": "lic"}[case.certificate(lot)]
    name = "grade" if kind == "icglr" else "expiry_date"
    case.smudges[kind] = name
    for at in range(len(case.trades)) if kind == "lic" else (lot,):
        case.expect(at, "unreadable-field", "any", name, allowed="missing-field uncertain-field licence-not-valid")
