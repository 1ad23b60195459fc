"""Which type a page is by its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.classify import classify
from extract.kind_words import ALWAYS, features, kind_chances
from extract.lexicon import fold
from extract.model import DocumentKind
from tests.extract.paper import letter

PACKED = (
    "Parcels and weights of our consignment",
    "Drum no. Tag Net kg Gross kg",
    "Each drum bears its number and the lot, strapped on pallets, marks as below",
    "12 drums, total net weight 4,808.6 kg, gross weight 4,961.2 kg, seals on all drums",
    "Packed and weighed at the warehouse under supervision",
)
POLICY = (
    "We insure the goods below against all risks of loss or damage",
    "The insured pays the premium; claims are payable at destination in the currency of the policy",
    "Sum insured USD 240,000, cover from warehouse to warehouse, institute cargo clauses, underwriters at London",
    "In the event of loss notice must be given to the nearest agent of the insurer, with a survey report",
)


def test_words_with_figures_are_left_out_and_part_pairs() -> None:
    assert features("net 4 808 weight kg") == {"net", "weight", "kg", "weight kg"}


@given(st.text(max_size=400))
def test_chances_are_shares_of_one(text: str) -> None:
    chances = kind_chances(features(fold(text)))
    assert not chances or sum(chances.values()) == pytest.approx(1.0)


def test_few_words_tell_nothing() -> None:
    assert kind_chances(features("invoice")) == {}


def test_the_roots_and_what_every_page_has_weigh() -> None:
    invoice, licence = DocumentKind.COMMERCIAL_INVOICE, DocumentKind.EXPORT_LICENCE
    found = {f"w{number}" for number in range(25)}
    weights = {feature: {invoice: 1.0} for feature in found} | {ALWAYS: {licence: 5.0}}
    chances = kind_chances(found, weights)
    assert chances[invoice] == pytest.approx(chances[licence])  # twenty-five of 1 by their root, and 5


def test_a_paper_without_title_is_of_the_type_that_its_words_speak_for() -> None:
    assert classify(letter("", PACKED)).kind is DocumentKind.PACKING_LIST
    assert classify(letter("", PACKED[:1])).kind is DocumentKind.UNKNOWN


def test_a_title_in_small_print_beside_a_name_is_backed_by_the_words_of_the_rest() -> None:
    head = "Chambeshi Copper Refiners PLC | packing list"
    assert classify(letter("", [head, *PACKED])).kind is DocumentKind.PACKING_LIST


def test_a_policy_is_of_no_type_though_it_names_goods() -> None:
    assert classify(letter("", POLICY)).kind is DocumentKind.UNKNOWN
