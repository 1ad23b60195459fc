"""Doubtful words looked for among those that a language has."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from ingest import wording
from ingest.lexicon import Lexicon, lexicon_of
from ingest.textlines import Belief, Character, Line
from tests.ingest.test_lexicon import data_of, packed

ALPHABET = ["", *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,':()çó", " "]
STEP = 10.0


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = lexicon_of(
        data_of(
            tmp_path / "x",
            *packed(("signature", "sources", "seller", "sellers", "origin", "gold", "d'ivoire", "issuer")),
        )
    )

    def of(language: str) -> Lexicon | None:
        return found if language == "en" else None

    monkeypatch.setattr(wording, "lexicon", of)


def line(text: str, doubts: Mapping[int, tuple[str, float]], sure: float = 0.999) -> Line:
    """A line two steps a character, in whose places other signs are as likely as is said; the rest is sure."""
    chances = np.zeros((2 * len(text), len(ALPHABET)))
    chances[1::2, 0] = 1.0
    characters = []
    for place, char in enumerate(text):
        other, chance = doubts.get(place, ("", 1 - sure))
        own = 1 - chance
        chances[2 * place, ALPHABET.index(char)] = own
        chances[2 * place, ALPHABET.index(other)] += chance
        characters.append(Character(char, (2 * place + 0.5) * STEP / 2, own))
    belief = Belief(0.0, STEP / 2, chances.astype(np.float16), ALPHABET)
    return Line(0.0, 0.0, STEP * len(text), 30.0, tuple(characters), None, (belief,))


def told(given: Line, *heard: str, languages: tuple[str, ...] = ("en",)) -> Line:
    (found,) = wording.worded([given], languages, heard)
    return found


def test_a_doubtful_word_is_the_one_that_its_beliefs_bear_out() -> None:
    found = told(line("the souttes are", {7: ("r", 0.4), 8: ("c", 0.4)}))
    assert found.text == "the sources are"
    places = [each.x for each in found.characters]
    assert places == sorted(places)
    assert max(each.confidence for each in found.characters[4:11]) <= wording.SUREST
    assert found.characters[0].confidence > 0.99


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("d'Ivoife", "d'Ivoire"),
        ("SEILER", "SELLER"),
        ("Seiler", "Seller"),
        ("seiler:", "seller:"),
        ("(seiler)", "(seller)"),
    ],
)
def test_capitals_and_signs_about_it_stay(text: str, found: str) -> None:
    doubts = {place: (char, 0.3) for place, char in enumerate(found) if char != text[place]}
    assert told(line(text, doubts)).text == found


def test_a_letter_left_out_or_doubled_is_no_hindrance() -> None:
    assert told(line("orrigin", {1: ("", 0.45), 2: ("r", 0.45)})).text in {"origin", "orrigin"}
    assert told(line("selers", {3: ("l", 0.5)})).text in {"sellers", "selers"}


@pytest.mark.parametrize(
    ("text", "doubts", "heard"),
    [
        ("seiler", {2: ("l", 0.003)}, ()),  # hardly held likely
        ("seiler", {2: ("l", 0.3)}, ("Seiler",)),  # the other reader reads it alike: a name
        ("seiler7", {2: ("l", 0.3)}, ()),  # a number of something
        ("7seiler", {2: ("l", 0.3)}, ()),
        ("gokd", {3: ("x", 0.4)}, ()),  # nothing like it is a word
        ("golb", {}, ()),  # it is sure
        ("gol", {2: ("d", 0.4)}, ()),  # too short
    ],
)
def test_it_stays_as_it_was_read(text: str, doubts: dict[int, tuple[str, float]], heard: tuple[str, ...]) -> None:
    assert told(line(text, doubts), *heard).text == text


def test_a_known_word_stays_however_doubtful() -> None:
    assert told(line("seller", {5: ("s", 0.49)})).text == "seller"


def test_without_beliefs_or_lists_nothing_changes() -> None:
    bare = Line(0.0, 0.0, 60.0, 30.0, line("seiler", {2: ("l", 0.3)}).characters)
    assert told(bare) is bare
    doubted = line("seiler", {2: ("l", 0.3)})
    assert told(doubted, languages=("fr",)) is doubted


def test_a_word_that_another_runs_into_is_not_swallowed() -> None:
    given = line("andsources", dict.fromkeys(range(3), ("", 0.45)))
    assert told(given).text == "andsources"
