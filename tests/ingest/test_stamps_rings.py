"""Circles held against a page's ink."""

from __future__ import annotations

import numpy as np
import pytest

from ingest import stamps_rings


@pytest.mark.parametrize("steps", [stamps_rings._COARSE, stamps_rings._FINE])
def test_the_best_covered_circle_is_the_best_of_all_that_are_near_on_the_page_and_off_it(
    steps: stamps_rings._Steps,
) -> None:
    dice = np.random.default_rng(5)
    near = stamps_rings._about((dice.random((300, 240)) < 0.05).astype(np.uint8) * 255)
    shift, swell = steps
    for x, y, r in zip(*dice.uniform((-10, -10, 20), (250, 310, 90), (40, 3)).T.tolist(), strict=True):
        share, *best = stamps_rings._best(near, x, y, r, steps)
        circles = [(x + dx, y + dy, r + dr) for dx in shift for dy in shift for dr in swell]
        shares = [float(stamps_rings._hits(near, *circle).mean()) for circle in circles]
        assert share == pytest.approx(max(shares))
        assert best == pytest.approx(list(circles[int(np.argmax(shares))]))
