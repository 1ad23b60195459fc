"""Stacks of papers are cut apart as they were laid."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.extraction.papers import papers_in
from bench.stacks import HANDS, cut_apart, papers_of, stacks_of


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
