"""Custody records in their two written forms."""

from __future__ import annotations

import csv
import io
import json
import random
from datetime import UTC, datetime

from bench.papermaker.chain import make_events
from bench.papermaker.custody import COLUMNS, to_csv, to_epcis
from bench.papermaker.scenario import make_trade


def test_csv_and_epcis_tell_the_same_events() -> None:
    rng = random.Random(4)
    events = make_events(make_trade(rng, "cassiterite"), rng)
    rows = list(csv.DictReader(io.StringIO(to_csv(events))))
    assert tuple(rows[0]) == COLUMNS
    document = json.loads(to_epcis(events, datetime(2026, 5, 1, tzinfo=UTC)))
    listed = document["epcisBody"]["eventList"]
    assert [r["event_time"] for r in rows] == [e["eventTime"] for e in listed]
    assert [r["event_type"] for r in rows] == [e["pm:eventType"] for e in listed]
    amounts = [(e.get("quantityList") or e["outputQuantityList"])[0]["quantity"] for e in listed]
    assert [float(r["quantity"]) for r in rows] == amounts


def test_columns_may_be_fewer_and_in_another_order() -> None:
    rng = random.Random(4)
    events = make_events(make_trade(rng, "rough-diamonds"), rng)
    rows = list(csv.DictReader(io.StringIO(to_csv(events, columns=("lot_id", "event_type", "batch_note")))))
    assert tuple(rows[0]) == ("lot_id", "event_type", "batch_note")
    assert rows[-1]["lot_id"] == events[-1].lot_id
    assert rows[-1]["batch_note"] == ""
