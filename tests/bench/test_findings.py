"""The score of findings counts alarms, misses and abstentions as it says."""

from __future__ import annotations

from bench.findings import Said, Score, shown

LOT = {
    "id": "L-1",
    "aliases": [],
    "status": ["blocked"],
    "clean": False,
    "expected": [{"code": "weight-mismatch", "severity": "block"}, {"code": "artisanal-source", "severity": "info"}],
    "allowed": ["value-mismatch"],
}
CLEAN = LOT | {"id": "L-2", "expected": [], "allowed": [], "status": ["clear"], "clean": True}


def test_hits_alarms_misses_and_abstentions() -> None:
    total = Score()
    said = (("weight-mismatch", "X003"), ("value-mismatch", "X006"), ("uncertain-field", "W-fields"))
    total.add(LOT, Said("L-1", "blocked", said, frozenset()), "a")
    total.add(LOT, Said("L-1", "clear", (), frozenset({"weight-mismatch"})), "b")
    total.add(CLEAN, Said("L-2", "review", (("date-order", "W025"),), frozenset()), "c")
    total.add(CLEAN, None, "d")
    assert (total.expected, total.hit, total.abstained, total.clean_alarmed) == (2, 1, 1, 1)
    assert total.false == {"date-order (W025)": 1}
    assert total.missed == ["b L-1: weight-mismatch"]
    assert "| findings: recall | 50.0 % (1 of 2) |" in shown(total)
    assert "| findings: precision | 50.0 % (1 of 2) |" in shown(total)
