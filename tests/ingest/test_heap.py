"""Memory kept and given back, each time in a process of its own: what the C library is told holds for all of it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ingest import heap

_PICTURES = """
import numpy as np
from ingest import heap
if {keeping}:
    heap.keep()
before = heap.held()
pictures = [np.ones(20_000_000, dtype=np.uint8) for _ in range(5)]
full = heap.held()
del pictures
kept = heap.held()
heap.give_back(above=full + 10_000_000)
below = heap.held()
heap.give_back(above={above})
print(*((size - before) // 1_000_000 for size in (full, kept, below, heap.held())))
"""


def _megabytes(*, keeping: bool, above: int = 0) -> list[int]:
    """What five pictures of 20 MB take: while they live, once they are dropped, below the bound, and given back."""
    code = _PICTURES.format(keeping=keeping, above=above)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [int(each) for each in done.stdout.split()]


@pytest.mark.skipif(heap._trim is None or heap.held() == 0, reason="the C library or the system tells nothing of it")
def test_dropped_pictures_are_kept_until_more_is_held_than_may_be() -> None:
    full, kept, below, given_back = _megabytes(keeping=True)
    assert full >= 95
    assert kept >= 95  # one after the other they serve again
    assert below >= 95  # less is held than the bound
    assert given_back < 20
    assert _megabytes(keeping=True, above=20_000_000)[-1] < 20
    _, returned, *_ = _megabytes(keeping=False)
    assert returned < 20  # what glibc does of itself
