"""Addresses that stand on a paper in the words of the others, though not letter for letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.companions import recognised
from extract.companions_stretch import stretches
from extract.companions_text import Wording
from extract.model import Field
from tests.extract.test_companions import INVOICE, KITALI, LICENCE, LIST, WAYBILL, WESER, Facts, paper
from tests.extract.test_companions_instead import read_as

LUMUMBA = "12, avenue Lumumba, Kalemie, R.D. Congo"
SEAT: Facts = {"exporter_name": KITALI, "exporter_address": LUMUMBA}


def known(phrases: tuple[str, ...], facts: Facts, name: str = "exporter_address") -> Field | None:
    """What a packing list of a known exporter states, as an invoice makes it known."""
    own = paper("d2", LIST, phrases, {"exporter_name": KITALI})
    return recognised([paper("d1", INVOICE, (), facts), own])[1].fields.get(name)


@pytest.mark.parametrize(
    ("phrases", "told"),
    [
        (("12, avenue Lumumba, Kalemie.",), "12, avenue Lumumba, Kalemie"),
        (("12, av. Lumumba – Kalemie – NRC 4417",), "12, av. Lumumba – Kalemie"),
        (("Siège : 12, avenue Lumumba,", "Kalemie (RD Congo)"), "12, avenue Lumumba, Kalemie (RD Congo)"),
        (("12, avenue Lumumba, Kalemie,", "DR Congo"), "12, avenue Lumumba, Kalemie, DR Congo"),
        (("sise avenue Lumumba 12 à", "Kalemie, pour"), "avenue Lumumba 12, Kalemie"),
        (("12, avenuc Lurnumba, Kalemie",), "12, avenuc Lurnumba, Kalemie"),
        (("12, avenue P. Lumumba, Kalemie",), "12, avenue P. Lumumba, Kalemie"),
    ],
)
def test_an_address_is_known_by_its_words(phrases: tuple[str, ...], told: str) -> None:
    found = known(phrases, SEAT)
    assert found is not None
    assert (found.value, found.rule, found.confidence) == (told, "as-stated-on-d1", 0.88)


@pytest.mark.parametrize(
    "phrases",
    [
        ("14, avenue Lumumba, Kalemie",),
        ("avenue Lumumba, Kalemie",),
        ("Kalemie, R.D. Congo",),
        ("12, avenue Lumumba",),
        ("12, avenue Mobutu, Kinshasa",),
    ],
)
def test_another_number_or_a_part_is_another_address(phrases: tuple[str, ...]) -> None:
    assert known(phrases, SEAT) is None


def test_a_box_and_a_town_are_a_part_of_the_address_with_its_street() -> None:
    facts: Facts = {"exporter_name": KITALI, "exporter_address": "P.O. Box 2218, Mwanza"}
    longer: Facts = {**facts, "exporter_address": "Plot 77, Kenyatta Road, P.O. Box 2218, Mwanza, Tanzania"}
    own = paper("d9", LIST, ("Plot 77, Kenyatta Road,", "P.O. Box 2218, Mwanza"), {"exporter_name": KITALI})
    papers = [paper("d1", INVOICE, (), facts), paper("d2", LICENCE, (), longer)]
    found = recognised([*papers, own])[-1].fields["exporter_address"]
    assert (found.value, found.confidence) == ("Plot 77, Kenyatta Road, P.O. Box 2218, Mwanza", 0.88)


def test_an_address_that_the_papers_give_both_parties_is_neithers() -> None:
    facts: Facts = {**SEAT, "importer_name": WESER, "importer_address": LUMUMBA}
    assert known(("12, avenue Lumumba, Kalemie",), facts) is None


def test_what_stands_within_another_fact_is_not_free() -> None:
    own = paper("d2", LIST, ("", "12, avenue Lumumba, Kalemie"), {"exporter_name": KITALI, "issue_date": "2026-03-09"})
    own = read_as(own, "importer_address", "12, avenue Lumumba, Kalemie", 0.97)
    assert "exporter_address" not in recognised([paper("d1", INVOICE, (), SEAT), own])[1].fields


def reading(value: str, confidence: float, line: str) -> Field:
    """The exporter's address of a packing list that was read so, once invoice and licence are known."""
    own = paper("d2", LIST, ("", line), {"exporter_name": KITALI, "issue_date": "2026-03-09"})
    own = read_as(own, "exporter_address", value, confidence)
    others = [paper("d1", INVOICE, (), SEAT), paper("d3", LICENCE, (), SEAT), paper("d4", WAYBILL, (), SEAT)]
    return recognised([*others, own])[-1].fields["exporter_address"]


def test_a_reading_that_resembles_the_others_is_surer_and_stays() -> None:
    same = "12, av. Lumumba, Kalemie"
    found = reading(same, 0.4, same)
    assert (found.value, found.confidence, found.rule) == (same, 0.88, "read")


def test_words_read_beyond_the_address_are_left_out() -> None:
    found = reading("Domicile: 12, av. Lumumba, Kalemie", 0.8, "Domicile: 12, av. Lumumba, Kalemie")
    assert (found.value, found.confidence) == ("12, av. Lumumba, Kalemie", 0.85)
    kept = reading("Villa Rose 12, avenue Lumumba", 0.8, "Villa Rose 12, avenue Lumumba")
    assert kept.value == "Villa Rose 12, avenue Lumumba"


@given(st.lists(st.text(max_size=40), max_size=6), st.lists(st.text(max_size=40), max_size=3))
def test_any_text_can_be_looked_for_anywhere(phrases: list[str], texts: list[str]) -> None:
    wording = Wording(paper("d1", LIST, tuple(phrases), {}))
    for share, found in stretches(texts, wording):
        assert 0.0 < share <= 1.0
        assert all(any(text in phrase for phrase in phrases) for text in found.texts)
