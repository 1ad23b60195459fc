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
        ("fifth", 0.94, 1.0, 0.003),
        ("sixth", 0.955, 1.0, 0.003),
        ("eighth", 0.945, 1.0, 0.005),
        ("seventeenth", 0.965, 1.0, 0.008),
        ("eighteenth", 0.97, 1.0, 0.003),
        ("twentyfourth", 0.955, 1.0, 0.005),
        ("twentyeighth", 0.94, 1.0, 0.006),
    ],
)
def test_papers_by_other_hands(hand: str, exact: float, typed: float, silent: float, tmp_path: Path) -> None:
    """Shares of the fields that are exact, of the papers whose type is right, of the fields wrong without a doubt."""
    tally = score(papers_in(HANDS / hand, tmp_path), reasons=False)
    assert tally.documents >= 30
    assert tally.total.right / tally.total.stated >= exact
    assert tally.types / tally.documents >= typed
    assert tally.total.silent / tally.total.stated <= silent
