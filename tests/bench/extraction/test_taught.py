"""Whose papers are learned from: writers but for those kept aside, and half of what others published, as numbers."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from bench.extraction import real, taught
from bench.extraction.learn import prior_of
from bench.extraction.papers import Bundle
from bench.extraction.rows import RECORDED, groups, papers_of, readings
from extract.doctype import LANGUAGES
from extract.types import TYPES
from tests.extract.paper import page_of

PAGE = page_of(
    [
        (60.0, [(60.0, "COMMERCIAL INVOICE", 18.0)]),
        (120.0, [(60.0, "Invoice No.: INV-204")]),
        (140.0, [(60.0, "Invoice date: 3 March 2026")]),
        (160.0, [(60.0, "Number of packages: 4")]),
        (180.0, [(60.0, "Net weight: 12 kg")]),
    ]
)
NAMES = [f"{number}.pdf" for number in range(20)]
LEARNED = next(name for name in NAMES if real.is_learned_from(name))


def bundle(name: str = LEARNED, **truth: Any) -> Bundle:
    stated = {
        "file": name,
        "type": "commercial_invoice",
        "language": "en",
        "quality": "digital",
        "lines": [],
        "fields": {"document_number": {"value": "INV-204"}},
    } | truth
    return Bundle(name, {"documents": [real.document_truth(stated, "some", [PAGE])]}, {"f": (PAGE,)})


def taught_by(*bundles: Bundle) -> dict[str, set[bool]]:
    """Of each field that teaches, whether its candidates are right."""
    found = groups(taught.REAL, papers_of(real.lessons_of(bundles)))
    return {row.field: {right for _, right in row.candidates} for row in found}


def read_of(*bundles: Bundle) -> dict[str, bool]:
    return {row.field: row.right for row in readings(taught.REAL, papers_of(real.lessons_of(bundles)))}


def test_fields_that_nobody_looked_at_teach_nothing() -> None:
    assert set(taught_by(bundle())) == {"document_number"}
    assert True in taught_by(bundle())["document_number"]
    assert read_of(bundle()) == {"document_number": True}


def test_a_value_for_what_the_paper_does_not_bear_is_wrong() -> None:
    paper = bundle(absent=["issue_date", "goods_description"])
    assert taught_by(paper)["issue_date"] == {False}
    assert read_of(paper)["issue_date"] is False


def test_a_value_that_is_as_right_under_another_name_is_right_there() -> None:
    paper = bundle(fields={"licence_number": {"value": "INV-204", "also_as": ["document_number"]}})
    assert taught_by(paper) == {"document_number": {True}}
    assert read_of(paper) == {"document_number": True}


@pytest.mark.parametrize("language", ["de", "nl"])
def test_papers_in_other_languages_teach_only_what_they_do_not_bear(language: str) -> None:
    assert language not in LANGUAGES
    assert taught_by(bundle(language=language)) == {}
    assert taught_by(bundle(language=language, absent=["issue_date"])) == {"issue_date": {False}}


def test_the_half_kept_aside_is_never_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    learned = [name for name in NAMES if real.is_learned_from(name)]
    assert 5 < len(learned) < 15
    monkeypatch.setattr(taught, "real_papers", lambda folder, cache: [bundle(name) for name in NAMES])
    for what in taught.KEPT:
        taught.record_rows(what, taught.REAL, tmp_path, folder=tmp_path)
        papers = {row[1].split("/")[0] for row in rows(tmp_path / f"{what}-{taught.REAL}.jsonl.gz")}
        assert papers == {real.digest_of(name) for name in learned}


def test_the_report_tells_both_halves_apart() -> None:
    aside = next(name for name in NAMES if not real.is_learned_from(name))
    told = list(real.halves([bundle(), bundle(aside), bundle(aside, fields={"net_weight": {"value": "13"}})]))
    assert "| learned from | 1 | 1 | 1 | 0 | 0 | 0 | 0 | 0 |" in told
    assert any(one.startswith("| kept aside | 2 | 2 | 1 | 1 |") for one in told)


def rows(path: Path) -> list[list[Any]]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines()]


def test_recorded_rows_of_published_papers_hold_numbers_and_names_of_ours_only() -> None:
    (path,) = RECORDED.glob(f"*-{taught.REAL}.jsonl.gz")
    kept = rows(path)
    fields = {spec.name for kind in TYPES.values() for spec in kind.fields}
    features = set(prior_of("candidates"))
    assert kept
    for hand, paper, field, candidates in kept:
        assert hand == taught.REAL
        assert all(len(digest) == 12 and int(digest, 16) >= 0 for digest in paper.split("/"))
        assert field in fields
        for found, right in candidates:
            assert right in (0, 1)
            assert set(found) <= features
            assert all(isinstance(value, float) for value in found.values())


@pytest.mark.skipif(not taught.PUBLISHED.is_dir(), reason="the published papers are not at hand")
def test_recorded_rows_are_of_papers_that_may_be_learned_from() -> None:
    names = [json.loads(path.read_text(encoding="utf-8"))["file"] for path in taught.PUBLISHED.glob("*/truth/*.json")]
    learned = {real.digest_of(name) for name in names if real.is_learned_from(name)}
    kept = {row[1].split("/")[0] for row in rows(RECORDED / f"candidates-{taught.REAL}.jsonl.gz")}
    assert kept
    assert kept <= learned


def test_published_papers_that_are_not_there_are_said_to_be_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert taught.recorded("candidates", [taught.REAL], tmp_path, tmp_path, tmp_path / "none") == 2
    assert "no papers with truth" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.gz"))


def test_no_hand_is_learned_from_that_is_kept_aside() -> None:
    assert not taught.HELD & set(taught.hands())
    assert all(set(kept) <= set(taught.hands()) for kept in taught.KEPT.values())
