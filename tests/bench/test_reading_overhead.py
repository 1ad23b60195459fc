"""What reading costs by part: every part that is timed is still there under its name."""

from __future__ import annotations

import pytest

from bench.reading_overhead import WATCHED, Clock, _held_without


@pytest.mark.parametrize(("owner", "attribute"), [(owner, attribute) for owner, attribute, _ in WATCHED])
def test_every_part_that_is_timed_is_there(owner: object, attribute: str) -> None:
    assert callable(getattr(owner, attribute))


def test_a_part_within_a_part_is_counted_once() -> None:
    clock = Clock()

    def inner() -> int:
        return sum(range(200_000))

    timed = clock.timed("inner", inner)
    clock.timed("outer", lambda: [timed() for _ in range(5)])()
    assert clock.spent["inner"] > 4 * clock.spent["outer"] >= 0


def test_what_the_bench_holds_beside_a_page_is_none_of_a_worker_s() -> None:
    assert _held_without(lambda: 500, 120) == 380
