"""Colours that can be told apart from their ground, and signs that can be told apart without colours."""

from __future__ import annotations

from itertools import combinations

import pytest

from passport.dossier.model import Tone
from passport.dossier.signs import COLOUR_OF_KIND, DOUBT_FRAME, FRAME, GROUND, INK, SIGNS


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tone", list(INK))
def test_words_of_every_tone_can_be_read_on_white_and_on_their_own_ground(tone: Tone) -> None:
    assert contrast(INK[tone], "#ffffff") >= 4.5
    assert contrast(INK[tone], GROUND[tone]) >= 4.5
    assert contrast("#1c2430", GROUND[tone]) >= 4.5


@pytest.mark.parametrize("colour", [*COLOUR_OF_KIND.values(), FRAME, DOUBT_FRAME])
def test_white_numbers_can_be_read_on_frames_and_cards(colour: str) -> None:
    assert contrast(colour, "#ffffff") >= 4.5


def test_quiet_words_can_be_read_on_the_softest_grounds() -> None:
    assert contrast("#56616f", "#f6f7f9") >= 4.5


def test_no_two_tones_have_the_same_sign() -> None:
    assert not [pair for pair in combinations(SIGNS, 2) if SIGNS[pair[0]] == SIGNS[pair[1]]]
