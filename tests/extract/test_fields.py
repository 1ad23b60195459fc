"""Fields in their final form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.candidates import labelled
from extract.choose import choose
from extract.fields import Made, make_fields
from extract.fields_table import with_totals
from extract.fields_units import without_gross_carats
from extract.model import NEAREST, Alternative, DocumentKind, Field, Money, different
from extract.values import Context
from tests.extract.sheet import Sheet, around

KP = DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE
WAYBILL = DocumentKind.TRANSPORT_DOCUMENT
INVOICE = DocumentKind.COMMERCIAL_INVOICE


def made(sheet: Sheet, kind: DocumentKind) -> Made:
    context = Context(language="en")
    return make_fields(choose(labelled(around(sheet, kind), context)).values(), 0.99, context)


def test_a_field_tells_value_unit_text_place_and_label() -> None:
    field = made(Sheet().text(50, 50, "Carat weight").text(250, 50, "1,273.09 ct"), KP).fields["carat_weight"]
    assert (field.value, field.unit, field.raw, field.label) == ("1273.09", "ct", "1,273.09 ct", "Carat weight")
    box = field.evidence[0].box
    assert (round(box.x0 * 595), round(box.y0 * 842)) == (250, 50)
    assert field.rule


def test_a_party_gives_name_and_address_with_boxes_of_their_own() -> None:
    sheet = Sheet().text(50, 50, "Exporter").lines(250, 50, "Khubelu Sales (Pty) Ltd", "31 Kingsway", "Maseru 102")
    fields = made(sheet, KP).fields
    assert fields["exporter_name"].value == "Khubelu Sales (Pty) Ltd"
    assert fields["exporter_address"].value == "31 Kingsway, Maseru 102"
    assert fields["exporter_name"].evidence[0].box.y1 <= fields["exporter_address"].evidence[0].box.y0 + 0.005


def test_further_facts_are_kept_apart() -> None:
    both = made(Sheet().text(50, 50, "Incoterm: FOB Perth"), INVOICE)
    assert both.more["incoterm"].value == "FOB Perth"
    assert both.fields == {}


def test_readings_not_chosen_are_alternatives() -> None:
    sheet = Sheet().text(50, 50, "Date of issue: 28 January 2026").text(50, 700, "Date: 5 February 2026")
    field = made(sheet, KP).fields["issue_date"]
    assert field.value == "2026-01-28"
    assert [one.value for one in field.alternatives] == ["2026-02-05"]
    assert field.alternatives[0].evidence


def test_both_readings_of_an_ambiguous_date_are_kept() -> None:
    field = made(Sheet().text(50, 50, "Date of issue: 03/04/2026"), KP).fields["issue_date"]
    assert {field.value, *(one.value for one in field.alternatives)} == {"2026-03-04", "2026-04-03"}
    assert field.confidence < 0.9


def test_two_statements_make_a_conflict_with_both_kept() -> None:
    sheet = Sheet().text(50, 50, "Date of expiry: 29 March 2026").text(50, 400, "Date of expiry: 30 April 2026")
    field = made(sheet, KP).fields["expiry_date"]
    assert field.status == "conflicting"
    assert field.value is None
    assert {one.value for one in field.alternatives} == {"2026-03-29", "2026-04-30"}
    assert len(field.evidence) == 2


def test_the_same_statement_twice_gives_both_places() -> None:
    sheet = Sheet().text(50, 50, "Certificate number: LS 024780").text(50, 400, "Certificate number: LS 024780")
    assert len(made(sheet, KP).fields["document_number"].evidence) == 2


def test_an_address_out_of_a_sentence_loses_what_led_to_it() -> None:
    sheet = Sheet().text(50, 50, "Exporter").lines(250, 50, "Bou Tazoult SA", "sise 151, rue Ibn Sina", "Casablanca")
    assert made(sheet, KP).fields["exporter_address"].value == "151, rue Ibn Sina, Casablanca"


def stated(value: str, confidence: float, unit: str | None = "kg") -> Field:
    return Field(name="net_weight", value=value, unit=unit, confidence=confidence)


def test_a_total_alone_is_the_field() -> None:
    total = stated("45.0", 0.95)
    assert with_totals({}, {"net_weight": total}) == {"net_weight": total}


def test_a_total_that_agrees_makes_the_field_surer() -> None:
    merged = with_totals({"net_weight": stated("45.0", 0.95)}, {"net_weight": stated("45.0", 0.95)})
    assert merged["net_weight"].confidence > 0.95


def test_of_two_different_statements_the_surer_stands() -> None:
    merged = with_totals({"net_weight": stated("45.0", 0.97)}, {"net_weight": stated("54.0", 0.9)})
    assert merged["net_weight"].value == "45.0"
    assert merged["net_weight"].alternatives[0].value == "54.0"


def test_a_number_takes_the_word_that_its_column_prints_with_it() -> None:
    cue = Field(name="lot_number", value="CL/2026/125", confidence=0.97)
    column = Field(name="lot_number", value="LOT CL/2026/125", confidence=0.95)
    merged = with_totals({"lot_number": cue}, {"lot_number": column})
    assert merged["lot_number"].value == "LOT CL/2026/125"
    assert merged["lot_number"].confidence > 0.97


def test_the_element_of_the_tables_grade_outweighs_another_elements_label() -> None:
    def grade(value: str, confidence: float, label: str) -> Field:
        return Field(name="grade", value=value, unit="%", confidence=confidence, label=label)

    total = grade("31.40", 0.97, "Ta2O5 %")
    assert with_totals({"grade": grade("28.07", 0.99, "Nb2O5")}, {"grade": total})["grade"].value == "31.40"
    assert with_totals({"grade": grade("31.36", 0.99, "Ta2O5")}, {"grade": total})["grade"].value == "31.36"


def test_a_total_fills_an_unreadable_field() -> None:
    blank = Field(name="value", value=None, status="unreadable", confidence=0.5)
    total = Field(name="value", value=Money(amount=Decimal("10"), currency="USD"), confidence=0.9)
    assert with_totals({"value": blank}, {"value": total})["value"] is total


def test_a_gross_weight_in_carats_is_what_the_stones_weigh() -> None:
    def weighed(name: str, value: str, unit: str) -> Field:
        return Field(name=name, value=value, unit=unit, confidence=0.95)

    gross = weighed("gross_weight", "2050.32", "ct")
    moved = without_gross_carats({"gross_weight": gross})
    assert {name: (field.name, field.value) for name, field in moved.items()} == {
        "carat_weight": ("carat_weight", "2050.32")
    }
    both = {"gross_weight": gross, "carat_weight": weighed("carat_weight", "2048.10", "ct")}
    assert without_gross_carats(both) == both
    packed = {"gross_weight": weighed("gross_weight", "1.2", "kg")}
    assert without_gross_carats(packed) == packed


def test_every_other_reading_is_kept_once_at_its_best() -> None:
    sheet = Sheet().text(50, 60, "Date of issue: 1 March 2026")
    for at, day in enumerate(range(2, 10)):
        sheet.text(50, 90 + 16 * at, f"Date: {day} March 2026")
    field = made(sheet, KP).fields["issue_date"]
    assert sorted(str(one.value) for one in field.alternatives) == [f"2026-03-{day:02}" for day in range(2, 10)]
    assert field.nearest == field.alternatives[:NEAREST]
    assert [one.score for one in field.alternatives] == sorted((one.score for one in field.alternatives), reverse=True)


def test_every_other_reading_is_kept_once() -> None:
    made = [Alternative(value=str(number), raw=str(number), score=0.3) for number in (1, 1, *range(40))]
    kept = different(made)
    assert [one.value for one in kept] == [str(number) for number in (1, 0, *range(2, 40))]


@pytest.mark.parametrize(("label", "sure"), [("Number of bars", False), ("Number of parcels", True)])
def test_bars_as_parcels_are_not_read_surely(label: str, sure: bool) -> None:
    sheet = Sheet().text(50, 50, label).text(250, 50, "6")
    count = made(sheet, DocumentKind.ICGLR_CERTIFICATE).fields["parcel_count"]
    assert count.value == 6
    assert (count.confidence >= 0.9) == sure
