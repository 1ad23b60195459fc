"""How sure merged words are: weights that are whole, and chances that follow what the readers say."""

import pytest

from ingest.certainty import KINDS, TOP, Basis, chance


@pytest.mark.parametrize("kind", KINDS)
def test_a_surer_reader_makes_a_surer_word(kind: str) -> None:
    low, high = (chance(Basis(kind, sure, sure), "Weight") for sure in (0.3, 0.99))  # type: ignore[arg-type]  # of KINDS
    assert 0.0 < low < high <= TOP


def test_two_readers_that_agree_are_surer_than_one_or_two_that_do_not() -> None:
    same = chance(Basis("same", 0.97, 0.9), "1,254.30")
    assert same > chance(Basis("first-alone", 0.97, 0.0), "1,254.30")
    assert same > chance(Basis("first", 0.97, 0.9), "1,254.30")


def test_codes_of_letters_and_digits_are_less_sure_than_numbers_and_words() -> None:
    basis = Basis("same", 0.99, 0.9)
    assert chance(basis, "FVO39207") < min(chance(basis, "39207"), chance(basis, "Weight"))
