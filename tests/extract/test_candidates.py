"""Readings that labels offer, and the features that weigh them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.candidates import Candidate, labelled, read_confidence, value_key
from extract.candidates_regions import Place
from extract.choose_model import WEIGHTS, probability
from extract.model import DocumentKind, Money
from extract.values import Context
from tests.extract.sheet import Sheet, around

KP = DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE
WAYBILL = DocumentKind.TRANSPORT_DOCUMENT
PACKING = DocumentKind.PACKING_LIST


def readings(sheet: Sheet, kind: DocumentKind, field: str) -> list[Candidate]:
    found = [one for one in labelled(around(sheet, kind), Context(language="en")) if one.spec.name == field]
    return sorted(found, key=lambda one: -one.score)


def test_a_clear_label_and_a_strict_value_score_high() -> None:
    best = readings(Sheet().text(50, 50, "Date of expiry: 29 March 2026"), KP, "expiry_date")[0]
    assert best.parsed.value == "2026-03-29"
    assert best.score > 0.97


def test_the_units_that_a_label_names_reach_the_value() -> None:
    sheet = Sheet().text(50, 50, "Total weight (cts)").text(250, 50, "904.60")
    best = readings(sheet, KP, "carat_weight")[0]
    assert (best.parsed.value, best.parsed.unit) == ("904.60", "ct")


def test_carats_are_no_net_weight_where_the_label_may_mean_either() -> None:
    sheet = Sheet().text(50, 50, "Weight").text(250, 50, "904.60 ct")
    assert readings(sheet, PACKING, "net_weight") == []
    assert readings(sheet, PACKING, "carat_weight")[0].parsed.value == "904.60"


def test_a_column_of_numbers_scores_lower_than_a_single_value() -> None:
    single = Sheet().text(50, 50, "Gross weight").text(50, 62, "3.86 kg")
    column = Sheet().lines(50, 50, "Gross weight", "3.86 kg", "4.10 kg", "5.00 kg", step=12)
    assert readings(single, WAYBILL, "gross_weight")[0].score > readings(column, WAYBILL, "gross_weight")[0].score


def test_a_phrase_that_goes_on_in_small_letters_is_hardly_a_value() -> None:
    sheet = Sheet().text(50, 50, "Exporter of record").text(50, 90, "Issuing authority shall be told at once")
    assert all(one.score < 0.5 for one in readings(sheet, KP, "issuing_authority"))


def test_the_way_the_page_sets_its_values_decides_between_right_and_below() -> None:
    sheet = Sheet()
    for row, (label, value) in enumerate(
        (("Date of issue", "28 January 2026"), ("Date of expiry", "29 March 2026"), ("Carat weight", "12.50 ct"))
    ):
        sheet.text(50, 50 + 14 * row, label).text(250, 50 + 14 * row, value)
    best = readings(sheet, KP, "expiry_date")[0]
    assert best.region.place is Place.RIGHT
    assert best.features["place_style"] > 0


def test_a_number_left_at_the_line_end_joins_its_prefix() -> None:
    sheet = Sheet().text(50, 50, "Certificate No.: T").text(50, 62, "246700")
    assert readings(sheet, KP, "document_number")[0].parsed.value == "T 246700"


def test_a_party_rests_on_its_whole_block() -> None:
    sheet = Sheet().text(50, 50, "Exporter").lines(250, 50, "Khubelu Sales Ltd", "31 Kingsway", "Lesotho")
    best = readings(sheet, KP, "exporter")[0]
    assert best.parsed.value == "Khubelu Sales Ltd"
    assert len(best.words) == 6


def test_poorly_read_words_lower_the_score() -> None:
    clear = Sheet("ocr").text(50, 50, "Carat weight: 12.50 ct", confidence=0.98)
    poor = Sheet("ocr").text(50, 50, "Carat weight: 12.50 ct", confidence=0.3)
    assert readings(clear, KP, "carat_weight")[0].score > readings(poor, KP, "carat_weight")[0].score
    region = readings(poor, KP, "carat_weight")[0].region
    assert read_confidence(region, 0, len(region.text)) == pytest.approx(0.3)


def test_every_feature_has_a_weight() -> None:
    sheet = Sheet().text(50, 50, "Exporter: Khubelu Sales Ltd").text(50, 80, "Carat weight").text(250, 80, "12.50 ct")
    for candidate in labelled(around(sheet, KP), Context()):
        assert set(candidate.features) <= set(WEIGHTS)
        assert candidate.score == pytest.approx(probability(candidate.features))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LS 024780", "ls024780"),
        (("A1", "B2"), ("B2", "A1")),
        (Money(amount=Decimal("10.50"), currency="USD"), Money(amount=Decimal("10.5"), currency="USD")),
    ],
)
def test_equal_facts_have_equal_keys(one: str | tuple[str, ...] | Money, other: str | tuple[str, ...] | Money) -> None:
    assert value_key(one, None) == value_key(other, None)


def test_units_part_keys() -> None:
    assert value_key("10.5", "kg") != value_key("10.5", "t")
