"""Weights are what the script makes of recorded rows, and rows are what papers with truth teach."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bench.extraction import learn, taught
from bench.extraction.papers import PaperSet
from bench.extraction.rows import Group, Reading, recorded_groups, recorded_readings
from bench.extraction.unfamiliar import PARTS, reader_without
from extract.choose_model import WEIGHTS as CHOICE
from extract.confidence import WEIGHTS as CONFIDENCE
from extract.doctype import Words
from extract.doubts_weighed import WEIGHTS as DOUBTS
from extract.model import DocumentKind
from extract.types import TYPES

USED = {"candidates": CHOICE, "confidences": CONFIDENCE, "doubts": DOUBTS}


@cache
def rows_of(what: str) -> list[Group] | list[Reading]:
    return recorded_groups() if what == "candidates" else recorded_readings()


@pytest.mark.parametrize("what", learn.NAMES)
def test_the_weights_in_use_are_what_the_script_makes_of_the_recorded_rows(what: str) -> None:
    weights = learn.learned(what, rows_of(what))
    assert weights == pytest.approx(dict(USED[what]), abs=0.0015)  # the last digit may round otherwise elsewhere
    assert list(weights) == list(USED[what])
    in_use = (learn.TABLES / f"{learn.NAMES[what]}_weights.csv").read_text(encoding="utf-8")
    assert in_use == learn.written(USED[what])


@pytest.mark.parametrize("what", learn.NAMES)
def test_no_weight_turns_and_each_tells_what_it_measures(what: str) -> None:
    rows = learn.table(f"{learn.NAMES[what]}_prior")
    assert all(row["meaning"] for row in rows)
    assert all(float(row["weight"]) * USED[what][row["name"]] >= 0.0 for row in rows if row["name"] != "bias")


@pytest.mark.parametrize("what", learn.NAMES)
def test_rows_are_of_several_hands_and_of_layouts_that_tests_never_use(what: str) -> None:
    found = {row.hand for row in rows_of(what)}
    assert found - {taught.OWN} <= set(taught.hands())
    assert len(found) >= 5
    assert taught.GENERATED.families == "train"


def test_writers_count_alike_published_papers_less_and_generated_ones_as_all_of_them() -> None:
    shares = learn.balanced(["a", "a", "a", "b", taught.REAL, taught.OWN, taught.OWN])
    assert shares[0] * 3 == pytest.approx(shares[3])
    assert shares[4] == pytest.approx(shares[3] * learn.PUBLISHED_COUNT)
    assert sum(shares[:5]) == pytest.approx(sum(shares[5:])) == pytest.approx(5)


@pytest.mark.parametrize("what", taught.KEPT)
def test_rows_are_kept_of_the_hands_that_are_named(what: str) -> None:
    assert {row.hand for row in rows_of(what)} == set(taught.KEPT[what])


def test_the_script_reads_papers_and_learns_from_them(tmp_path: Path) -> None:
    few = PaperSet("train", 1, "7", only=("kp",))
    for what in taught.KEPT:
        assert taught.record_rows(what, taught.OWN, tmp_path, few, tmp_path) > 5
    assert any(right for group in recorded_groups(tmp_path) for _, right in group.candidates)
    readings = recorded_readings(tmp_path)
    assert {reading.hidden for reading in readings} == {-1, 0}
    assert any(reading.right for reading in readings)
    of_choices = [reading for reading in readings if reading.features]
    assert len(of_choices) > len(readings) / 2
    for reading in of_choices:  # the recorded features give the confidence that was stated before the doubts
        assert learn.doubts_after(reading, CONFIDENCE)["before"] == pytest.approx(reading.doubts["before"], abs=0.03)
    before = (tmp_path / f"doubts-{taught.OWN}.jsonl.gz").read_bytes()
    taught.record_rows("doubts", taught.OWN, tmp_path, few, tmp_path)
    assert (tmp_path / f"doubts-{taught.OWN}.jsonl.gz").read_bytes() == before


@pytest.mark.parametrize("what", ["confidences", "doubts"])
def test_what_each_hand_left_out_gives_is_told(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert learn.main(["leave-out", what, "--hand", "sixth"]) == 0
    told = capsys.readouterr().out
    assert "| sixth | " in told
    assert "| 0.98 to 1.00 | " in told


def test_rows_are_kept_of_candidates_and_readings_alone(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        learn.main(["record", "confidences"])
    assert "candidates and doubts" in capsys.readouterr().err


def test_each_wording_is_hidden_once() -> None:
    kind = DocumentKind.COMMERCIAL_INVOICE
    whole = _count(*(spec.labels for spec in TYPES[kind].fields))
    left = [_count(*(spec.labels for spec in reader_without(kind, part).doctype.fields)) for part in range(PARTS)]
    assert sum(whole - each for each in left) == whole
    assert all(0 < each < whole for each in left)


def _count(*labels: Words) -> int:
    return sum(len(wordings) for words in labels for wordings in words.values())
