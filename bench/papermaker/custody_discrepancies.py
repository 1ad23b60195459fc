"""Ways to break a custody record, each in one way, with the finding that it calls for."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bench.papermaker.case import Case


def break_no_custody(case: Case, lot: int, rng: random.Random) -> None:
    """The lot has no custody record."""
    case.without_custody = True
    for at in range(len(case.trades)):
        case.expected[at] = [e for e in case.expected[at] if e["code"] != "artisanal-source"]
        case.allowed[at].add("artisanal-source")
        case.expect(at, "custody-missing", "any")


def break_gap(case: Case, lot: int, rng: random.Random) -> None:
    """The sale to the exporter is not recorded."""
    events = case.events[lot]
    handover = max(i for i, e in enumerate(events) if e.event_type == "transfer")
    del events[handover]
    case.expect(lot, "custody-gap", "any", allowed="custody-holder-mismatch custody-time-order")


def break_time(case: Case, lot: int, rng: random.Random) -> None:
    """A process before what it works on was dug."""
    events = case.events[lot]
    i = next(i for i, e in enumerate(events) if e.event_type == "process")
    first = events[0].time
    events[i] = replace(events[i], time=first - timedelta(days=rng.randint(3, 20)))
    case.expect(lot, "custody-time-order", "any", allowed="custody-gap")


def break_gain(case: Case, lot: int, rng: random.Random) -> None:
    """More comes out of the process than went in."""
    factor = Decimal(str(round(rng.uniform(0.86, 0.94), 3)))
    events = case.events[lot]
    start = next(i for i, e in enumerate(events) if e.event_type == "process")
    parts = [
        i
        for i in range(start)
        if events[i].event_type in ("extract", "transfer") and events[i].lot_id != f"{case.trades[lot].lot_number}-G"
    ]
    smaller = {i: (events[i].quantity * factor).quantize(events[i].quantity) for i in parts}
    total = sum((smaller[i] for i in parts if events[i].event_type == "extract"), Decimal(0))
    for i in range(start):
        events[i] = replace(events[i], quantity=smaller.get(i, total))
    case.expect(lot, "custody-weight-gain", "block", allowed="custody-weight-mismatch")


def break_final_weight(case: Case, lot: int, rng: random.Random) -> None:
    """The whole chain weighs less than the papers say."""
    factor = Decimal(str(round(rng.uniform(0.9, 0.95), 3)))
    events = case.events[lot]
    for i, e in enumerate(events):
        events[i] = replace(e, quantity=(e.quantity * factor).quantize(e.quantity))
    lot_id = case.trades[lot].lot_number
    parts = sum((e.quantity for e in events if e.event_type == "extract"), Decimal(0))
    for i, e in enumerate(events):
        if e.lot_id == f"{lot_id}-G":
            events[i] = replace(e, quantity=parts)
    case.expect(lot, "custody-weight-mismatch", "any", allowed="weight-mismatch")


def break_custody_origin(case: Case, lot: int, rng: random.Random) -> None:
    """The chain begins in another country."""
    t = case.trades[lot]
    other = rng.choice([o for o in t.commodity.origins if o != t.origin] or ["UG"])
    case.events[lot] = [
        replace(e, country=other, mine_site="") if e.event_type == "extract" else e for e in case.events[lot]
    ]
    case.expect(
        lot,
        "custody-origin-mismatch",
        "any",
        allowed="origin-mismatch undeclared-mixing high-risk-area custody-gap site-status",
    )


def break_holder(case: Case, lot: int, rng: random.Random) -> None:
    """A stranger holds the goods at the end."""
    t = case.trades[lot]
    other = f"{rng.choice(('Zephyr', 'Longridge', 'Tamarind'))} Depot Services Ltd"
    swap = {t.exporter.name: other}
    case.events[lot] = [
        replace(e, from_party=swap.get(e.from_party, e.from_party), to_party=swap.get(e.to_party, e.to_party))
        for e in case.events[lot]
    ]
    case.expect(lot, "custody-holder-mismatch", "any", allowed="custody-gap party-mismatch")
