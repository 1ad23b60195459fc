"""Stacks of papers are cut apart as they were laid."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.extraction.papers import papers_in
from bench.stacks import HANDS, Paper, cut_apart, lay, papers_of, stacks_of
from tests.extract.paper import letter


@pytest.mark.slow
def test_stacks_of_papers_by_other_hands(tmp_path: Path) -> None:
    papers = papers_of([*papers_in(HANDS / "third", tmp_path), *papers_in(HANDS / "sixth", tmp_path)])
    cut = cut_apart(list(stacks_of(papers, 10, 12, "1")), "1")
    assert cut.papers == 120
    assert cut.pages > 170, "papers are torn, and blank sheets and conditions lie between them"
    assert cut.split >= 0.98
    assert cut.types >= 0.98
    # A page torn off without a number or a head goes on by its print and its words; of such, 5 in 100 did before.
    assert cut_apart(list(stacks_of(papers, 5, 12, "1")), "1", bare=True).split >= 0.75


def test_a_torn_paper_runs_to_its_foot_where_its_lines_may_be_set_so_far_apart() -> None:
    def ends(lines: int) -> float:
        paper = letter("INVOICE", [f"Line {number} of what is told here" for number in range(lines)])
        laid, _ = lay([Paper("b/one", "unknown", (paper.page,))], "f" * 64, random.Random(1), bare=True, torn=1.0)
        assert len(laid) == 2
        return max(word.box.y1 for word in laid[0].words)

    assert ends(45) == pytest.approx(0.93, abs=0.03)
    assert ends(16) < 0.5
