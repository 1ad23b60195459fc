"""Oxides on assays: their oxygen is no nought, and codes that look like one stay as they are."""

from __future__ import annotations

import pytest

from ingest.formulas import OXIDES, spelt
from ingest.model import Box, Word


def _words(*texts: str) -> list[Word]:
    return [Word(text, Box(0.1, 0.1, 0.2, 0.2), 0.9, "both") for text in texts]


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        (["Ta205", "(Nb205)", "Tho2:"], ["Ta2O5", "(Nb2O5)", "ThO2:"]),
        (["Sn02", "U308", "W03"], ["SnO2", "U3O8", "WO3"]),
        (["U308", "V205"], ["U308", "V205"]),
        (["Room", "U308,", "K20"], ["Room", "U308,", "K20"]),
        (["TA205", "2026", "Ta2O5-1", "ta205", "Ta20"], ["TA205", "2026", "Ta2O5-1", "ta205", "Ta20"]),
        (["W03", "content", "65.2", "%"], ["WO3", "content", "65.2", "%"]),
        (["%", "A1203"], ["%", "Al2O3"]),
        (["Sn02", "A1203", "Lu203"], ["SnO2", "Al2O3", "Lu2O3"]),
        (["Room", "A1203", "W03"], ["Room", "A1203", "W03"]),
        (["", "()", "%"], ["", "()", "%"]),
    ],
)
def test_oxides_are_spelt_with_oxygen(read: list[str], wanted: list[str]) -> None:
    assert [word.text for word in spelt(_words(*read))] == wanted


def test_every_oxide_stays_as_it_is() -> None:
    assert [word.text for word in spelt(_words(*OXIDES))] == list(OXIDES)
