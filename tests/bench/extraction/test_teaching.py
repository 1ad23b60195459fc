"""The command line that what teaches words has in common."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.extraction import teaching
from bench.extraction.papers import Bundle
from bench.extraction.rows import RECORDED
from bench.extraction.taught import writers
from bench.extraction.teaching import Course


def _record(hand: str, bundles: Sequence[Bundle], folder: Path) -> int:
    assert folder == RECORDED
    return len(bundles)


COURSE = Course(
    "teach",
    None,
    2.5,
    "pages",
    _record,
    "taught",
    lambda spread: (f"name,weight\nword,{spread}\n", f"spread {spread}"),
    lambda spread: iter(("right 1", f"of {spread}")),
)


@pytest.fixture(autouse=True)
def _own_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teaching, "TABLES", tmp_path)
    monkeypatch.setattr(teaching, "papers_in", lambda folder, cache: [None] * len(folder.name))


def test_weights_are_kept_only_where_that_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert COURSE.run(["fit"]) == 0
    assert not list(tmp_path.iterdir())
    assert COURSE.run(["fit", "--spread", "4", "--write"]) == 0
    assert (tmp_path / "taught.csv").read_text(encoding="utf-8") == "name,weight\nword,4.0\n"
    assert capsys.readouterr().out == "spread 2.5\nspread 4.0\n"


def test_one_hand_or_all_that_may_be_learned_from_are_recorded(capsys: pytest.CaptureFixture[str]) -> None:
    COURSE.run(["record", "--hand", "third"])
    assert capsys.readouterr().out == "third: 5 pages\n"
    COURSE.run(["record"])
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == writers()


def test_what_was_left_out_is_told_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    COURSE.run(["leave-out"])
    assert capsys.readouterr().out == "right 1\nof 2.5\n"
