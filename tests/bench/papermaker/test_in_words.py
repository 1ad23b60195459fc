"""Sums in words."""

from __future__ import annotations

import pytest

from bench.papermaker.in_words import in_words


@pytest.mark.parametrize(
    ("number", "language", "words"),
    [
        (0, "en", "zero"),
        (121, "en", "one hundred and twenty-one"),
        (48950, "en", "forty-eight thousand nine hundred and fifty"),
        (71, "fr", "soixante et onze"),
        (80, "fr", "quatre-vingts"),
        (97, "fr", "quatre-vingt-dix-sept"),
        (80_000, "fr", "quatre-vingt mille"),
        (200_300, "fr", "deux cent mille trois cents"),
        (1100, "fr", "mille cent"),
        (1_000_100, "pt", "um milhão cem"),
        (2345, "pt", "dois mil trezentos e quarenta e cinco"),
        (21_000, "es", "veintiún mil"),
        (31_016, "es", "treinta y un mil dieciséis"),
        (1_500_123, "es", "un millón quinientos mil ciento veintitrés"),
    ],
)
def test_a_number_is_said_as_people_say_it(number: int, language: str, words: str) -> None:
    assert in_words(number, language) == words
