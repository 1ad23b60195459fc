"""The logistic model of named features."""

from __future__ import annotations

import pytest

from extract.choose_model import WEIGHTS, probability


def test_probabilities_lie_between_nought_and_one() -> None:
    assert 0.0 < probability({}) < 0.5
    assert probability(dict.fromkeys(WEIGHTS, 50.0)) <= 1.0
    assert probability(dict.fromkeys(WEIGHTS, -50.0)) >= 0.0


@pytest.mark.parametrize("name", ["label_quality", "label_colon", "value_fit", "coverage", "ocr", "repeated"])
def test_what_speaks_for_a_value_raises_its_chance(name: str) -> None:
    assert probability({name: 1.0}) > probability({})


@pytest.mark.parametrize("name", ["distance", "bare_lower", "column", "ends_like_label", "only_a_fact"])
def test_what_speaks_against_it_lowers_it(name: str) -> None:
    assert probability({name: 1.0}) < probability({})


def test_an_unknown_feature_is_an_error() -> None:
    with pytest.raises(KeyError):
        probability({"made_up": 1.0})
