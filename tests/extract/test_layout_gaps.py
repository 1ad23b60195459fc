"""Spaces of typed print, as wide as its letters, behind a label in print that is set closer."""

from __future__ import annotations

import pytest

from extract.layout import lay_out
from extract.layout_gaps import typed
from ingest.model import Box, Page, Word


def word(x: float, width: float, text: str, height: float) -> Word:
    return Word(text, Box(x / 595, 100 / 842, (x + width) / 595, (100 + height) / 842), 1.0, "text-layer")


@pytest.mark.parametrize(
    ("gap", "phrases"), [(7.8, ["Certificate No. SL 005129"]), (9.4, ["Certificate No. SL", "005129"])]
)
def test_a_typed_number_behind_its_label_is_one(gap: float, phrases: list[str]) -> None:
    words = (
        word(434.0, 42.0, "Certificate", 10.0),
        word(478.5, 14.0, "No.", 10.0),
        word(495.0, 15.6, "SL", 13.0),
        word(510.6 + gap, 46.8, "005129", 13.0),
    )
    page = Page(file="f" * 64, number=1, width=595.0, height=842.0, origin="text-layer", words=words)
    assert [segment.text for segment in lay_out(page).segments] == phrases


def test_figures_alone_are_of_one_width_in_most_print() -> None:
    assert not typed("12", 15.6, "005129", 46.8, 7.8, [2.5, 2.5])
    assert not typed("SL", 17.0, "005129", 46.8, 7.8, [2.5, 2.5])


def test_figures_behind_a_typed_space_are_typed_too() -> None:
    assert typed("8804", 31.2, "2197", 31.2, 7.8, [2.5, 7.8])
