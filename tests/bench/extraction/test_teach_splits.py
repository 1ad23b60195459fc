"""What is learned of where papers end, and the stacks it is learned from."""

from __future__ import annotations

import random

from bench.extraction.learn import TABLES, written
from bench.extraction.rows import RECORDED
from bench.extraction.taught import HELD
from bench.extraction.teach_splits import Row, held_out, mistakes, prior, recorded, rows_of, situations, taught
from bench.stacks import Paper, bundled, lay, shortened
from tests.extract.paper import letter


def _paper(name: str, title: str, *lines: str) -> Paper:
    return Paper(name, "unknown", (letter(title, list(lines)).page,))


def _row(paper: str, behind: str, **features: float) -> Row:
    return Row("hand", paper, behind, features, False)


def test_a_page_of_a_stack_is_told_of_behind_the_paper_before_it() -> None:
    lines = [f"Line {number} of what is told here" for number in range(20)]
    papers = [_paper("b/one", "INVOICE", *lines), _paper("b/two", "PACKING LIST", "Drums: 4")]
    found = list(rows_of("hand", [papers], "1"))
    assert found
    assert all(row.goes_on is (row.paper == row.behind) for row in found)
    assert any(row.paper == "b/two" and row.behind == "b/one" and not row.goes_on for row in found)


def test_what_a_row_counts() -> None:
    begins, torn = _row("b/one", "b/two"), _row("b/one", "b/one")
    as_written = Row("hand", "b/one", "b/one", {}, True)
    assert begins.counts > torn.counts
    assert as_written.counts > torn.counts


def test_mistakes_are_told_apart() -> None:
    weights = {"bias": -1.0, "headed": 3.0}
    rows = [_row("a", "b", headed=1.0), _row("a", "a"), _row("a", "a", headed=1.0), _row("a", "b")]
    assert mistakes(rows, weights) == {"pages": 4, "joined": 1, "cut": 1}


def test_the_table_is_what_the_kept_rows_teach() -> None:
    assert written(taught(recorded())) == (TABLES / "split_weights.csv").read_text(encoding="utf-8")


def test_what_is_recorded_and_described_is_told_by_features_of_the_model() -> None:
    names = set(prior()) - {"bias"}
    rows = recorded()
    assert {name for row in rows for name in row.features} <= names
    assert {name for told, _ in situations() for name in told} <= names


def test_nothing_is_kept_of_the_hands_kept_aside() -> None:
    hands = {path.name for path in RECORDED.glob("splits-*")}
    assert hands
    assert not any(held in name for name in hands for held in HELD)


def test_a_hand_left_out_is_told_by_the_others() -> None:
    rows = [
        Row(hand, "a/x", behind, {"headed": float(behind == "a/x")}, False)
        for hand in ("one", "two")
        for behind in ("a/x", "a/y")
    ]
    assert [line.split()[0] for line in held_out(rows)] == ["one", "two", "all"]


def test_papers_of_few_lines_and_bundles_as_stacks() -> None:
    paper = _paper("b/one", "INVOICE", *(f"Line {number} of what is told here" for number in range(40)))
    (short,) = shortened([paper], "1")
    assert 0 < len(short.pages[0].words) < len(paper.pages[0].words)
    assert list(bundled([], "1")) == []
    laid, places = lay([short], "f" * 64, random.Random(1), bare=False, torn=0.0)
    assert places == [frozenset({1})]
    assert laid[0].words == short.pages[0].words
