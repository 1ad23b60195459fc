"""The lots of the speed bench are in order, so that what it measures is the common case."""

from __future__ import annotations

from bench.validate_speed import bundle, measure


def test_lots_of_the_bench_are_clear_alone_and_together() -> None:
    alone = measure([bundle([number]) for number in (1, 2, 3)])
    together = measure([bundle(range(1, 9))])
    assert (alone["lots"], alone["documents"], alone["not_clear"]) == (3, 18, 0)
    assert (together["lots"], together["documents"], together["not_clear"]) == (8, 48, 0)
    assert alone["lots_a_minute"] > 0
