"""The scorer counts what is right, wrong, missing and invented, and says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.extraction.papers import PaperSet, papers
from bench.extraction.score import score
from bench.extraction.tally import Tally


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("papers")


WANTED = PaperSet("train", 1, only=("kp",))


def test_papers_are_made_and_read_once(cache: Path) -> None:
    first = papers(WANTED, cache)
    stamps = {path: path.stat().st_mtime_ns for path in cache.rglob("*.json")}
    assert papers(WANTED, cache) == first
    assert {path: path.stat().st_mtime_ns for path in cache.rglob("*.json")} == stamps


def test_a_truth_that_the_paper_does_not_bear_is_counted_wrong_and_told(cache: Path) -> None:
    (bundle,) = papers(WANTED, cache)
    fields = bundle.truth["documents"][0]["fields"]
    fields["expiry_date"]["value"] = "1999-12-31"
    fields.pop("carat_weight")
    fields["gross_weight"] = {"value": "77", "unit": "kg", "status": "read", "raw": "77 kg"}
    tally: Tally = score([bundle])
    told = {one.name: one.why for one in tally.failures}
    assert told["expiry_date"].startswith("never offered, labelled")
    assert told["carat_weight"] == "invented"
    assert told["gross_weight"] == "never offered, no label"
    assert tally.by["field"]["carat_weight"].invented == 1
    assert tally.total.missing == 1
    assert (tally.types, tally.splits) == (1, 1)
    assert "expiry_date" in tally.report()
