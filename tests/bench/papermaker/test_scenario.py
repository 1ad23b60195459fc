"""An invented trade agrees with itself and is a lawful clean lot."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from bench.papermaker.chain import make_events
from bench.papermaker.commodities import COMMODITIES
from bench.papermaker.scenario import air_waybill_number, make_trade


@pytest.mark.parametrize("commodity", sorted(COMMODITIES))
def test_rows_add_up_and_days_are_in_order(commodity: str) -> None:
    for seed in range(12):
        t = make_trade(random.Random(seed), commodity)
        assert sum(r.quantity for r in t.rows) == t.net
        assert sum(r.amount for r in t.rows) == t.total
        assert all(
            round(r.quantity * r.price, 2) == r.amount or abs(r.quantity * r.price - r.amount) <= Decimal("0.005")
            for r in t.rows
        )
        assert t.gross_kg >= t.net_kg
        d = t.dates
        assert d.licence < d.invoice <= d.assay < d.certificate < d.shipment < d.certificate_end
        assert d.shipment < d.licence_end
        assert (d.certificate_end - d.certificate).days <= 90
        assert d.shipment < d.as_of
        assert t.licensed_quantity > t.net
        assert t.licensed_value > t.total


def test_the_chain_ends_with_the_exporter_and_the_papers_weight() -> None:
    for commodity in ("rough-diamonds", "cassiterite", "gold-dore"):
        for seed in range(12):
            rng = random.Random(seed)
            t = make_trade(rng, commodity)
            events = make_events(t, rng)
            assert [e.time for e in events] == sorted(e.time for e in events)
            assert events[-1].event_type == "export"
            assert events[-1].from_party == t.exporter.name
            assert events[-1].quantity == t.net
            dug = sum(e.quantity for e in events if e.event_type == "extract")
            gathered = next(e for e in events if e.event_type == "aggregate")
            assert dug == gathered.quantity
            assert t.net <= gathered.quantity <= t.net * Decimal("1.005")


def test_an_air_waybill_number_ends_with_its_serial_modulo_seven() -> None:
    for seed in range(50):
        number = air_waybill_number(random.Random(seed))
        prefix, serial = number.split("-")
        assert len(prefix) == 3
        assert len(serial) == 8
        assert int(serial[:7]) % 7 == int(serial[7])


def test_the_same_seed_gives_the_same_trade() -> None:
    assert make_trade(random.Random("a"), "coltan") == make_trade(random.Random("a"), "coltan")
    assert make_trade(random.Random("a"), "coltan") != make_trade(random.Random("b"), "coltan")
