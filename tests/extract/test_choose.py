"""One reading per field, on words of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.candidates import labelled
from extract.choose import Choice, choose, with_their_unit
from extract.model import DocumentKind
from extract.values import Context
from tests.extract.sheet import Sheet, around

ICGLR = DocumentKind.ICGLR_CERTIFICATE
KP = DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE
WAYBILL = DocumentKind.TRANSPORT_DOCUMENT


def choices(sheet: Sheet, kind: DocumentKind) -> dict[str, Choice]:
    return choose(labelled(around(sheet, kind), Context(language="en")))


def test_each_label_gets_its_own_value() -> None:
    sheet = Sheet().text(50, 50, "Date of issue").text(250, 50, "28 January 2026")
    sheet.text(50, 64, "Date of expiry").text(250, 64, "29 March 2026")
    found = choices(sheet, KP)
    assert found["issue_date"].chosen.parsed.value == "2026-01-28"
    assert found["expiry_date"].chosen.parsed.value == "2026-03-29"


def test_the_same_value_twice_is_one_field_with_both_places() -> None:
    sheet = Sheet().text(50, 50, "Certificate number: LS 024780").text(50, 400, "Certificate number: LS 024780")
    choice = choices(sheet, KP)["document_number"]
    assert len(choice.agreeing) == 1
    assert not choice.contradicted


def test_two_values_under_equal_labels_contradict() -> None:
    sheet = Sheet().text(50, 50, "Date of expiry: 29 March 2026").text(50, 400, "Date of expiry: 30 April 2026")
    assert choices(sheet, KP)["expiry_date"].contradicted


def test_a_second_plain_date_does_not_contradict() -> None:
    sheet = Sheet().text(50, 50, "Date of issue: 28 January 2026").text(50, 700, "Date: 5 February 2026")
    choice = choices(sheet, KP)["issue_date"]
    assert choice.chosen.parsed.value == "2026-01-28"
    assert not choice.contradicted
    assert [one.parsed.value for one in choice.rivals] == ["2026-02-05"]


@pytest.mark.parametrize(
    ("beneath", "y", "seals"),
    [
        ("RTE-W-2601", 84, ("RWA0084471",)),
        ("RTE-W-2601", 72, ("RWA0084471", "RTE-W-2601")),
        ("RWA0084472", 84, ("RWA0084471", "RWA0084472")),
    ],
)
def test_numbers_of_another_form_beneath_a_gap_are_none_of_a_list(
    beneath: str, y: float, seals: tuple[str, ...]
) -> None:
    sheet = Sheet().box(40, 40, 200, 140).text(50, 44, "Container / seal numbers").text(50, 60, "SEAL RWA0084471")
    sheet.text(50, y, beneath).lines(220, 60, "66 DRUMS", "WOLFRAMITE", "HS 2611")
    assert choices(sheet, WAYBILL)["seal_numbers"].chosen.parsed.value == seals


def test_the_same_weight_in_two_units_does_not_contradict() -> None:
    sheet = Sheet().text(50, 50, "Gross weight: 12.5 kg").text(50, 400, "Gross weight: 12,500 g")
    assert not choices(sheet, WAYBILL)["gross_weight"].contradicted


def test_a_party_is_taken_with_its_address_where_two_readings_name_it() -> None:
    sheet = Sheet().text(50, 50, "Consignee").lines(250, 50, "Hengsha Refining Co., Ltd.", "Jinwan Avenue 745", "China")
    assert len(choices(sheet, WAYBILL)["importer"].chosen.region.text.split("\n")) == 3


def test_nothing_is_chosen_from_an_empty_page() -> None:
    assert choose([]) == {}


def test_a_description_goes_on_from_how_the_goods_are_packed_to_what_they_are() -> None:
    def description(packed: str, goods: str) -> str:
        sheet = Sheet("ocr").box(40, 40, 300, 120).text(50, 50, "Packages, description of goods", 7)
        sheet.text(50, 64, packed).text(50, 77, goods, confidence=0.6)
        return str(choices(sheet, WAYBILL)["goods_description"].chosen.parsed.value)

    assert description("200 BIG BAGS IN 4 X 20 FT", "LITHIUM CARBONATE").endswith("LITHIUM CARBONATE")
    assert description("STEEL DRUMS", "UNWROUGHT COBALT, CATHODES") == "STEEL DRUMS UNWROUGHT COBALT, CATHODES"


def test_a_name_that_leaves_out_a_line_that_was_hard_to_read_is_no_better_for_it() -> None:
    sheet = Sheet("ocr").box(40, 40, 420, 90).text(50, 50, "Issuing authority", 7)
    sheet.text(50, 64, "Permanent Secretariat for the Kimberley Process in Sierra")
    sheet.text(50, 77, "Leone", confidence=0.58).text(90, 77, "and the Mano River Union")
    chosen = choices(sheet, KP)["issuing_authority"].chosen
    assert str(chosen.parsed.value).endswith("in Sierra Leone and the Mano River Union")


@pytest.mark.parametrize(
    ("first", "address"),
    [("Plot 9, Mill Road,", "Plot 9, Mill Road, Jinja"), ("Plot 9, Mill Road", "Plot 9, Mill Road")],
)
def test_an_address_whose_line_ends_in_a_comma_goes_on_in_the_next(first: str, address: str) -> None:
    sheet = Sheet().box(40, 40, 200, 90).box(200, 40, 420, 90)
    sheet.text(50, 50, "Exporter address").text(210, 50, first).text(210, 63, "Jinja")
    every = [
        one for one in labelled(around(sheet, ICGLR), Context(language="en")) if one.spec.name == "exporter_address"
    ]
    least = max(every, key=lambda one: one.score).score
    short = [replace(one, score=least + 0.01) for one in every if one.parsed.value == "Plot 9, Mill Road"]
    long = [one for one in every if one.parsed.value != "Plot 9, Mill Road"]
    assert short
    assert long
    assert choose([*short, *long])["exporter_address"].chosen.parsed.value == address


def test_a_bare_share_has_the_unit_that_it_is_stated_in_elsewhere() -> None:
    sheet = Sheet().text(50, 50, "Concentración").text(250, 50, "26.07 % Cu")
    sheet.text(50, 200, "Elemento").text(250, 200, "Resultado (%)")
    sheet.text(50, 218, "Cu").text(250, 218, "26.07").text(50, 236, "Fe").text(250, 236, "25.07")
    told = with_their_unit(labelled(around(sheet, DocumentKind.ASSAY_CERTIFICATE), Context(language="es")))
    grades = [one.parsed for one in told if one.spec.name == "grade" and one.parsed.value == "26.07"]
    assert len(grades) > 1
    assert {one.unit for one in grades} == {"%"}
