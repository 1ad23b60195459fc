"""Papers that others made: their truth names what was looked at, what is absent, and what else is as right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.extraction import real
from bench.extraction.papers import Bundle
from bench.extraction.score import score
from bench.extraction.tally import Tally
from tests.extract.paper import page_of

PAGE = page_of(
    [
        (60.0, [(60.0, "COMMERCIAL INVOICE", 18.0)]),
        (120.0, [(60.0, "Invoice No.: INV-204")]),
        (140.0, [(60.0, "Invoice date: 3 March 2026")]),
        (160.0, [(60.0, "Number of packages: 4")]),
    ]
)


def scored(**truth: Any) -> Tally:
    stated = {
        "file": "a.pdf",
        "type": "commercial_invoice",
        "language": "en",
        "quality": "digital",
        "lines": [],
    } | truth
    return score([Bundle("a", {"documents": [real.document_truth(stated, "some", [PAGE])]}, {"f": (PAGE,)})])


def test_fields_that_nobody_looked_at_count_neither_way() -> None:
    total = scored(fields={"document_number": {"value": "INV-204"}}).total
    assert (total.stated, total.right, total.invented) == (1, 1, 0)


def test_a_value_for_what_the_paper_does_not_bear_is_invented() -> None:
    tally = scored(fields={}, absent=["issue_date", "gross_weight"])
    assert (tally.total.stated, tally.total.invented) == (0, 1)
    assert [(one.name, one.why) for one in tally.failures] == [("issue_date", "invented")]


def test_a_value_may_be_as_right_under_another_name() -> None:
    entry = {"value": "INV-204", "also_as": ["document_number"]}
    assert scored(fields={"licence_number": entry}).total.right == 1
    assert scored(fields={"licence_number": {**entry, "value": "INV-999"}}).total.missing == 1


@pytest.mark.parametrize(("accept", "right"), [(["unknown", "commercial_invoice"], 1), (["unknown"], 0)])
def test_a_second_type_may_be_as_right(accept: list[str], right: int) -> None:
    assert scored(type="unknown", type_accept=accept, fields={}).types == right


def test_other_languages_than_those_read_are_counted_together() -> None:
    assert set(scored(language="nl", fields={"document_number": {"value": "INV-204"}}).by["language"]) == {"other"}


def test_papers_that_are_not_there_are_said_to_be_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert real.main(["--papers", str(tmp_path), "--cache", str(tmp_path / "kept")]) == 2
    assert "no papers" in capsys.readouterr().err
