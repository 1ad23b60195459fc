"""How much less sure a doubt makes a value."""

from __future__ import annotations

import pytest

from extract.doubts_weighed import WEIGHTS, left


def test_doubts_only_ever_take_confidence_and_keep_the_value() -> None:
    assert left(0.97, {}) == pytest.approx(0.97, abs=0.02)
    for name, weight in WEIGHTS.items():
        if name not in ("bias", "before", "borne_out"):
            assert weight <= 0.0, name
            assert left(0.97, {name: 1.0}) <= left(0.97, {})
