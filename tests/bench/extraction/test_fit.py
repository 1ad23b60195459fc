"""The fits: they find what the data say, and keep what was set where the data say nothing."""

from __future__ import annotations

from bench.extraction.fit import Row, chance, fitted, ranked, reliability

ROWS: list[Row] = [({"colon": float(n % 2)}, n % 2 == 1 or n % 10 == 0) for n in range(400)]
FIELDS: list[list[Row]] = [[({"near": 1.0}, n % 10 != 0), ({"near": 0.0}, False)] for n in range(200)]
NOTHING = {"bias": 0.0}


def test_a_feature_that_tells_right_from_wrong_gains_weight() -> None:
    found = fitted(ROWS, NOTHING | {"colon": 0.0}, 2.0)
    assert found["colon"] > 2.0
    assert found == fitted(ROWS, NOTHING | {"colon": 0.0}, 2.0)


def test_a_feature_that_is_never_met_keeps_what_was_set() -> None:
    assert fitted(ROWS, NOTHING | {"colon": 0.0, "stamp": -1.5}, 1.0)["stamp"] == -1.5
    assert ranked(FIELDS, NOTHING | {"near": 0.0, "stamp": -1.5}, 1.0)["stamp"] == -1.5


def test_a_weight_that_the_data_would_turn_is_held_at_nothing() -> None:
    turned = fitted(ROWS, NOTHING | {"colon": -0.5}, 2.0)
    assert turned["colon"] == 0.0
    assert turned["bias"] == fitted([({}, right) for _, right in ROWS], NOTHING, 2.0)["bias"]
    assert ranked(FIELDS, NOTHING | {"near": -0.5}, 2.0)["near"] == 0.0


def test_a_short_rein_holds_the_weights_near_what_was_set() -> None:
    tight, loose = (fitted(ROWS, NOTHING | {"colon": 0.0}, spread)["colon"] for spread in (0.05, 2.0))
    assert 0.0 < tight < loose
    tight, loose = (ranked(FIELDS, NOTHING | {"near": 0.0}, spread)["near"] for spread in (0.05, 2.0))
    assert 0.0 < tight < loose


def test_rows_that_count_more_are_heeded_more() -> None:
    often = [1.0 if right else 9.0 for _, right in ROWS]
    assert (
        fitted(ROWS, NOTHING | {"colon": 0.0}, 2.0, often)["bias"] < fitted(ROWS, NOTHING | {"colon": 0.0}, 2.0)["bias"]
    )


def test_what_is_known_beside_a_row_is_not_learned_again() -> None:
    half: list[Row] = [({}, number % 2 == 0) for number in range(200)]
    assert abs(fitted(half, NOTHING, 2.0)["bias"]) < 0.01
    assert -2.1 < fitted(half, NOTHING, 5.0, known=[2.0] * len(half))["bias"] < -1.9


def test_the_likelier_candidate_is_ranked_first_and_none_where_none_is_right() -> None:
    weights = ranked(FIELDS, NOTHING | {"near": 0.0}, 5.0)
    assert chance({"near": 1.0}, weights) > 0.7 > 0.4 > chance({}, weights)
    never = ranked([[(found, False) for found, _ in field] for field in FIELDS], NOTHING | {"near": 0.0}, 5.0)
    assert chance({"near": 1.0}, never) < 0.1


def test_reliability_groups_by_what_was_stated() -> None:
    said = [(0.731, True), (0.731, True), (0.731, True), (0.731, False)]
    assert list(reliability(said)) == ["| 0.50 to 0.80 | 4 | 0.731 | 0.750 |"]
