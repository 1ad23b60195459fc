"""The custody benchmark measures what it says: a clean record, every lot judged by every custody rule."""

from __future__ import annotations

from bench.custody_scale import EVENTS_A_LOT, HEADER, chain, measure, table


def test_the_record_is_clean_and_every_lot_is_judged() -> None:
    found = measure(200)
    assert found["events"] == 200
    assert found["lots"] == 20 * 6
    assert found["failed"] == 0
    assert found["rules_judged"] % 20 == 0
    assert found["rules_judged"] >= 20 * 15
    assert found["peak_mb"] > 0


def test_a_chain_has_the_rows_that_the_table_counts_on() -> None:
    rows = list(chain(7))
    assert len(rows) == EVENTS_A_LOT
    assert all(row.count(",") == HEADER.count(",") for row in rows)
    assert table(30).count(b"\n") == 31
