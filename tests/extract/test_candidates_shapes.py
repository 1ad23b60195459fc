"""Facts recognised by their own shape and place."""

from __future__ import annotations

import pytest

from extract.candidates import Candidate, labelled
from extract.candidates_goods import goods_facts, named_goods, prose_measures
from extract.candidates_shapes import forms, title_numbers
from extract.candidates_shapes_dated import number_dates, place_dates
from extract.model import DocumentKind
from extract.prose_paragraphs import paragraphs
from extract.types import TYPES
from extract.values import Context
from ingest.model import Box
from tests.extract.sheet import Sheet, around

ORIGIN = DocumentKind.CERTIFICATE_OF_ORIGIN
WAYBILL = DocumentKind.TRANSPORT_DOCUMENT
LETTER = DocumentKind.ORIGIN_DECLARATION
PACKING = DocumentKind.PACKING_LIST
TITLE = Box(0.08, 0.06, 0.30, 0.08)
ENGLISH = Context(language="en")


def values(found: list[Candidate]) -> list[object]:
    return [one.parsed.value for one in sorted(found, key=lambda one: -one.score)]


def test_a_number_beside_the_title_is_the_papers_own() -> None:
    sheet = Sheet().text(50, 52, "AIR WAYBILL", 14).text(420, 52, "176-58261280", 12)
    found = list(title_numbers(around(sheet, WAYBILL), TYPES[WAYBILL], TITLE, ENGLISH))
    assert values(found) == ["176-58261280"]
    assert found[0].score > 0.5


def test_capitals_that_end_the_title_begin_the_number_set_apart_behind_it() -> None:
    sheet = Sheet().text(50, 52, "Consignment note TX", 10).text(200, 52, "7102 3318 04", 12)
    sheet.text(50, 90, "Sender")
    title = Box(0.08, 0.06, 0.28, 0.08)
    found = list(title_numbers(around(sheet, WAYBILL), TYPES[WAYBILL], title, ENGLISH))
    assert values(found) == ["TX 7102 3318 04"]
    words = Sheet().text(50, 52, "CONSIGNMENT NOTE", 10).text(200, 52, "7102 3318 04", 12)
    assert values(list(title_numbers(around(words, WAYBILL), TYPES[WAYBILL], title, ENGLISH))) == ["7102 3318 04"]


@pytest.mark.parametrize("text", ["Page 1 of 2", "12 March 2026", "3.86 kg", "Tel. +266 2231 0000", "P.O. Box 1234"])
def test_other_figures_beside_the_title_are_no_number(text: str) -> None:
    sheet = Sheet().text(50, 52, "AIR WAYBILL", 14).text(420, 52, text)
    assert list(title_numbers(around(sheet, WAYBILL), TYPES[WAYBILL], TITLE, ENGLISH)) == []


@pytest.mark.parametrize(
    "text", ["Antananarivo, 4 novembre 2025", "Kinshasa, le 4 novembre 2025", "Lima, 4 de novembro de 2025"]
)
def test_a_place_with_a_date(text: str) -> None:
    found = list(place_dates(around(Sheet().text(50, 700, text), ORIGIN), TYPES[ORIGIN], Context(language="fr")))
    assert values(found) == ["2025-11-04"]
    assert found[0].score > 0.5


def test_a_date_inside_a_sentence_is_no_date_of_issue() -> None:
    sheet = Sheet().text(50, 400, "as agreed in our contract of 4 November 2025 between the parties", 9)
    assert list(place_dates(around(sheet, ORIGIN), TYPES[ORIGIN], ENGLISH)) == []


def test_the_date_behind_the_papers_own_number() -> None:
    neighbourhood = around(Sheet().text(50, 60, "Packing list No. PL-21793 of 1 May 2026"), PACKING)
    found = list(number_dates(labelled(neighbourhood, ENGLISH), TYPES[PACKING], ENGLISH))
    assert "2026-05-01" in values(found)


def test_the_date_set_off_behind_the_papers_own_number() -> None:
    neighbourhood = around(Sheet().text(50, 60, "Packing list No. PL-21793 · 1 May 2026"), PACKING)
    found = list(number_dates(labelled(neighbourhood, ENGLISH), TYPES[PACKING], ENGLISH))
    assert set(values(found)) == {"2026-05-01"}


def test_the_date_behind_another_papers_number_is_not_the_papers_own() -> None:
    neighbourhood = around(Sheet().text(50, 60, "Invoice No. F26-5542 of 1 May 2026"), PACKING)
    assert list(number_dates(labelled(neighbourhood, ENGLISH), TYPES[PACKING], ENGLISH)) == []


def test_the_form_named_at_the_head() -> None:
    sheet = Sheet().text(50, 52, "MOVEMENT CERTIFICATE EUR.1", 14)
    assert values(list(forms(around(sheet, ORIGIN), TYPES[ORIGIN], TITLE, ENGLISH))) == ["EUR.1"]


def test_a_form_mentioned_at_the_foot_is_not_the_papers_own() -> None:
    sheet = Sheet().text(50, 700, "This paper replaces a certificate EUR.1", 8)
    assert list(forms(around(sheet, ORIGIN), TYPES[ORIGIN], TITLE, ENGLISH)) == []


def test_facts_of_a_goods_box() -> None:
    sheet = Sheet().box(50, 50, 300, 150).text(55, 53, "Description", 6)
    sheet.lines(55, 63, "5 parcels", "Rough diamonds", "1,273.09 ct")
    neighbourhood = around(sheet, WAYBILL)
    goods = [one.region for one in labelled(neighbourhood, ENGLISH) if one.spec.name == "goods_description"]
    found = {one.spec.name: one.parsed.value for one in goods_facts(TYPES[WAYBILL], goods, ENGLISH)}
    assert found == {"carat_weight": "1273.09", "parcel_count": 5}


@pytest.mark.parametrize(
    ("text", "lot"),
    [
        ("Rough diamonds, parcel KTX-B/26", ["KTX-B/26"]),
        ("Diamants bruts (parcelle n° KTX-B/26)", ["KTX-B/26"]),
        ("Diamantes brutos, lote 12", []),
        ("Rough diamonds, parcel count 12", []),
    ],
)
def test_a_parcel_named_with_the_goods_is_the_lot(text: str, lot: list[str]) -> None:
    neighbourhood = around(Sheet().text(55, 63, f"Goods: {text}"), WAYBILL)
    goods = [one.region for one in labelled(neighbourhood, ENGLISH) if one.spec.name == "goods_description"]
    told = goods_facts(TYPES[WAYBILL], goods, ENGLISH)
    assert [one.parsed.value for one in told if one.spec.name == "lot_number"] == lot


def test_a_sieve_class_is_no_weight_of_the_goods() -> None:
    sheet = Sheet().box(50, 50, 300, 150).text(55, 53, "Description", 6).text(55, 63, "Rough diamonds 5-10 ct mixed")
    neighbourhood = around(sheet, WAYBILL)
    goods = [one.region for one in labelled(neighbourhood, ENGLISH) if one.spec.name == "goods_description"]
    assert [one for one in goods_facts(TYPES[WAYBILL], goods, ENGLISH) if one.spec.name == "carat_weight"] == []


def test_a_form_that_asks_for_the_mineral_describes_the_goods() -> None:
    kind = DocumentKind.ICGLR_CERTIFICATE
    neighbourhood = around(Sheet().text(50, 60, "Type of ore: Cassiterite concentrate"), kind)
    found = list(named_goods(labelled(neighbourhood, ENGLISH), TYPES[kind], ENGLISH))
    assert "Cassiterite concentrate" in values(found)


def measured(*lines: str) -> dict[str, object]:
    layout = Sheet().lines(50, 100, *lines, size=9).layout()
    texts = paragraphs(layout, 0, (), frozenset())
    found = sorted(prose_measures(TYPES[LETTER], texts, ENGLISH), key=lambda one: one.score)
    return {one.spec.name: one.parsed.value for one in found}


def test_the_only_weight_of_a_letter_is_the_lots() -> None:
    found = measured("We confirm that the shipment now under way holds 18,029.7 kg of Cassiterite concentrate.")
    assert found == {"net_weight": "18029.7", "goods_description": "Cassiterite concentrate"}


def test_two_weights_settle_nothing() -> None:
    found = measured("We confirm that the shipment holds 18,029.7 kg today and held 12,000 kg in the week before.")
    assert "net_weight" not in found


@pytest.mark.parametrize(
    "line",
    [
        "the shipment contains stones of 0.50 carat and above as well as many smaller stones of all kinds",
        "the shipment as it was handed over to the carrier has a gross weight of 19,057.7 kg in all",
        "we accept no complaint for a loss of less than 2.5 kg on the way to the port named",
    ],
)
def test_thresholds_and_gross_weights_are_not_the_lots(line: str) -> None:
    assert not set(measured(line)) & {"net_weight", "carat_weight"}


def test_a_number_with_its_date_beside_the_title() -> None:
    sheet = Sheet().text(50, 52, "PACKING LIST", 12).text(400, 52, "SMM/WL/1207 / 16.02.2026", 12)
    title = Box(50 / 595, 50 / 842, 125 / 595, 66 / 842)
    page = around(sheet, PACKING)
    (number,) = title_numbers(page, TYPES[PACKING], title, ENGLISH)
    (date,) = place_dates(page, TYPES[PACKING], ENGLISH, title)
    assert (number.parsed.value, date.parsed.value) == ("SMM/WL/1207", "2026-02-16")
    assert min(number.score, date.score) > 0.5
    (loose,) = place_dates(page, TYPES[PACKING], ENGLISH, Box(0.08, 0.2, 0.3, 0.22))
    assert loose.score < date.score  # what stands before it on its line is not the title


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Lista de empaque LE-4417", "LE-4417"),
        ("Packing list No. PL 4417/26", "PL 4417/26"),
        ("NOTE DE COLISAGE LC-0207", "LC-0207"),
    ],
)
def test_the_number_that_a_title_ends_in(text: str, number: str) -> None:
    title = Box(50 / 595, 50 / 842, 300 / 595, 66 / 842)
    found = list(title_numbers(around(Sheet().text(50, 52, text, 12), PACKING), TYPES[PACKING], title, ENGLISH))
    assert max(found, key=lambda one: one.score).parsed.value == number


@pytest.mark.parametrize("text", ["PACKING LIST 12 March 2026", "PACKING LIST OF 5 DRUMS"])
def test_a_date_or_count_behind_a_title_is_no_number(text: str) -> None:
    title = Box(50 / 595, 50 / 842, 300 / 595, 66 / 842)
    found = title_numbers(around(Sheet().text(50, 52, text, 12), PACKING), TYPES[PACKING], title, ENGLISH)
    assert not [one for one in found if one.score > 0.5]


def test_a_prefix_with_a_hyphen_behind_the_title_belongs_to_the_number() -> None:
    sheet = Sheet().text(50, 52, "LISTA DE EMBALAGEM LE-PC 031", 14)
    title = Box(0.08, 0.06, 0.40, 0.08)
    assert "LE-PC 031" in values(list(title_numbers(around(sheet, PACKING), TYPES[PACKING], title, ENGLISH)))
