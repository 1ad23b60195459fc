"""The fit of the logistic models: it finds what the data say, and keeps what was set where they say nothing."""

from __future__ import annotations

import pytest

from bench.extraction import learn
from extract.choose_model import WEIGHTS as CHOICE
from extract.confidence import WEIGHTS as CONFIDENCE
from extract.doubts import WEIGHTS as DOUBTS

ROWS: list[learn.Row] = [({"colon": float(n % 2)}, n % 2 == 1 or n % 10 == 0) for n in range(400)]


def test_a_feature_that_tells_right_from_wrong_gains_weight() -> None:
    found = learn.fitted(ROWS, {"bias": 0.0, "colon": 0.0}, 2.0)
    assert found["colon"] > 2.0
    assert found == learn.fitted(ROWS, {"bias": 0.0, "colon": 0.0}, 2.0)


def test_a_feature_that_is_never_met_keeps_what_was_set() -> None:
    assert learn.fitted(ROWS, {"bias": 0.0, "colon": 0.0, "stamp": -1.5}, 1.0)["stamp"] == -1.5


def test_a_weight_that_the_data_would_turn_is_held_at_nothing() -> None:
    turned = learn.fitted(ROWS, {"bias": 0.0, "colon": -0.5}, 2.0)
    assert turned["colon"] == 0.0
    assert turned["bias"] == learn.fitted([({}, right) for _, right in ROWS], {"bias": 0.0}, 2.0)["bias"]


def test_a_short_rein_holds_the_weights_near_what_was_set() -> None:
    tight, loose = (learn.fitted(ROWS, {"bias": 0.0, "colon": 0.0}, spread)["colon"] for spread in (0.05, 2.0))
    assert 0.0 < tight < loose


@pytest.mark.parametrize(
    ("name", "used"), [("choose_weights", CHOICE), ("confidence_weights", CONFIDENCE), ("doubt_weights", DOUBTS)]
)
def test_the_tables_hold_the_weights_in_use_and_tell_what_each_measures(name: str, used: dict[str, float]) -> None:
    rows = learn.table(name)
    assert {row["name"]: float(row["weight"]) for row in rows} == dict(used)
    assert all(row["meaning"] for row in rows)


def test_reliability_groups_by_what_the_weights_say() -> None:
    rows: list[learn.Row] = [({}, True), ({}, True), ({}, True), ({}, False)]
    assert list(learn.reliability(rows, {"bias": 1.0})) == ["| 0.50 to 0.80 | 4 | 0.731 | 0.750 |"]
