"""What is read on papers by other hands does not fall."""

from __future__ import annotations

from pathlib import Path

import pytest

import bench
from bench.extraction.papers import papers_in
from bench.extraction.score import score

HANDS = Path(bench.__file__).parent / "hands"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hand", "exact", "typed", "silent"),
    [
        ("third", 0.955, 1.0, 0.003),
        ("fourth", 0.87, 0.98, 0.005),
        ("fifth", 0.82, 0.97, 0.01),
        ("sixth", 0.89, 0.98, 0.012),
        ("eighth", 0.91, 1.0, 0.005),
        ("seventeenth", 0.94, 1.0, 0.01),
        ("eighteenth", 0.94, 1.0, 0.005),
    ],
)
def test_papers_by_other_hands(hand: str, exact: float, typed: float, silent: float, tmp_path: Path) -> None:
    """Shares of the fields that are exact, of the papers whose type is right, of the fields wrong without a doubt."""
    tally = score(papers_in(HANDS / hand, tmp_path), reasons=False)
    assert tally.documents >= 30
    assert tally.total.right / tally.total.stated >= exact
    assert tally.types / tally.documents >= typed
    assert tally.total.silent / tally.total.stated <= silent
