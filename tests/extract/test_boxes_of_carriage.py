"""Boxes of consignment notes, bills of lading and movement certificates: their own numbers, marks, seals and days."""

from __future__ import annotations

import pytest

from extract.model import Document
from tests.extract.sheet import Sheet
from tests.extract.trade import read, values, waybill

EDGES = (40.0, 130.0, 210.0, 300.0, 460.0, 560.0)


def note(*heads: str, below: tuple[str, ...]) -> Sheet:
    """A consignment note with one row of boxes side by side, a title in the head of each and what it holds under it."""
    sheet = Sheet().text(60, 40, "CONSIGNMENT NOTE CMR", 14).text(400, 40, "No. KE-0417733")
    for left, right, head, held in zip(EDGES, EDGES[1:], heads, below, strict=False):
        sheet.box(left, 300, right, 345).text(left + 4, 304, head, 7)
        sheet.lines(left + 4, 318, *held.split("\n"), size=8, step=10)
    return sheet


@pytest.mark.parametrize("packing", ["8 Packing", "8"])
def test_the_number_of_the_next_box_is_no_count(packing: str) -> None:
    heads = ("6 Marks", "7 Packages", packing, "9 Nature of goods", "11 Gross weight kg")
    sheet = note(*heads, below=("ATHI 1-19", "19", "drums", "Tantalite", "8 412"))
    assert values(sheet)["parcel_count"] == 19


def test_a_count_goes_on_in_words_under_it() -> None:
    heads = ("6 Marques", "7 Colis", "8 Emballage", "9 Nature", "11 Poids brut, kg")
    sheet = note(*heads, below=("ATHI", "31 (trente et\nun)", "fûts", "Tantalite", "8 412"))
    sheet.box(40, 345, 300, 380).text(44, 349, "13 Instructions de l'expéditeur", 7).text(44, 362, "Néant", 8)
    assert values(sheet)["parcel_count"] == 31


def test_a_number_before_things_in_a_row_is_a_count() -> None:
    heads = ("Marks", "Packages", "Pallets", "Nature of goods", "Gross weight kg")
    sheet = note(*heads, below=("ATHI", "12 drums", "13 big", "14 samples", "8 412"))
    assert values(sheet)["parcel_count"] == 12


def bill(*lines: str, head: str = "Container / Seal / Marks") -> Sheet:
    sheet = Sheet().text(60, 40, "BILL OF LADING", 14).text(400, 40, "B/L No. HLC 4471120")
    sheet.box(40, 280, 180, 400).box(180, 280, 560, 400).text(45, 284, head, 7).text(
        185, 284, "Description of goods", 7
    )
    return sheet.lines(45, 300, *lines).lines(
        185, 300, "60 DRUMS", "TIN ORE CONCENTRATE", "SHIPPED ON BOARD 14 MAY 2027"
    )


def test_seals_of_two_agencies_stand_one_under_the_other() -> None:
    sheet = bill("HLXU4182060", "SEALS: RNM 300518", "HLC 77120", "LOT KB-26-018")
    assert values(sheet)["seal_numbers"] == ("RNM 300518", "HLC 77120")


def test_a_list_of_seals_goes_on_beside_another_column_of_the_box() -> None:
    sheet = Sheet().text(60, 40, "BILL OF LADING", 14).text(400, 40, "B/L No. HLC 4471120")
    sheet.box(40, 280, 560, 296).box(40, 296, 560, 400)
    for x, head in ((45, "Container / Seal No."), (185, "Description of goods"), (420, "Gross weight")):
        sheet.text(x, 284, head, 7)
    sheet.lines(45, 300, "HLXU4182060", "Seals:", "RNM 418827", "HLC 0093361")
    sheet.lines(185, 300, "1 x 20' container", "60 drums", "Tin ore concentrate", "HS 2609.00")
    sheet.text(420, 300, "10,049.2 kg")
    assert values(sheet)["seal_numbers"] == ("RNM 418827", "HLC 0093361")


def test_a_list_of_seals_goes_on_with_several_of_its_series() -> None:
    sheet = bill("SEALS QDA 771301,", "QDA 771302, QDA 771303", head="Marks")
    assert values(sheet)["seal_numbers"] == ("QDA 771301", "QDA 771302", "QDA 771303")


def test_an_agency_begins_the_number_under_it_and_marks_are_no_seal() -> None:
    sheet = bill("HLXU4182060", "SEAL RQI", "77231", "TKM-1126")
    assert values(sheet)["seal_numbers"] == ("RQI 77231",)


def test_a_list_is_cut_between_the_letters_of_a_series_and_its_number() -> None:
    sheet = bill("Seals KL 204417, KL", "204418, KL 204419", head="Marks")
    assert values(sheet)["seal_numbers"] == ("KL 204417", "KL 204418", "KL 204419")


@pytest.mark.parametrize(
    ("label", "route"),
    [("To / By first carrier", "DXB / ASA"), ("To", "DXB / ASA"), ("Para / Por primeiro transportador", "LIS / SA")],
)
def test_the_codes_of_a_route_are_no_consignee(label: str, route: str) -> None:
    sheet = Sheet().text(60, 40, "SERENGETI SKYFREIGHT").text(400, 40, "AIR WAYBILL").text(400, 56, "386-22074150")
    sheet.box(40, 150, 300, 180).text(45, 152, label, 6).text(45, 162, route)
    assert "importer_name" not in values(sheet)


def test_a_day_on_board_stands_among_the_goods() -> None:
    assert values(bill("HLXU4182060"))["shipment_date"] == "2027-05-14"


@pytest.mark.parametrize("heading", ["3 Pick-up", "Departure"])
def test_a_section_s_date_is_what_its_heading_asks_for(heading: str) -> None:
    sheet = waybill().text(45, 300, heading, 9).lines(45, 314, "Place: Mwanza", "Date: 6 May 2027 16:10")
    assert values(sheet)["shipment_date"] == "2027-05-06"


def test_a_section_s_date_without_a_heading_that_asks_is_none_of_shipment() -> None:
    sheet = waybill().text(45, 300, "Contents", 9).lines(45, 314, "Place: Mwanza", "Date: 6 May 2027 16:10")
    assert "shipment_date" not in values(sheet)


@pytest.mark.parametrize(
    ("label", "seals"),
    [
        ("Selos da embalagem", "KP-MZ 778131 / KP-MZ 778132"),
        ("Scellés du colis", "KP-MZ 778131 / KP-MZ 778132"),
        ("Precintos del bulto", "KP-MZ 778131 / KP-MZ 778132"),
        ("Parcel seals", "KP-MZ 778131 / KP-MZ 778132"),
    ],
)
def test_seals_of_packages(label: str, seals: str) -> None:
    sheet = waybill().box(40, 300, 560, 345).text(45, 302, label, 7).text(45, 316, seals)
    assert values(sheet)["seal_numbers"] == ("KP-MZ 778131", "KP-MZ 778132")


def test_the_sentence_behind_a_seal_is_none_of_it() -> None:
    sheet = Sheet().text(200, 40, "PACKING LIST", 14).text(60, 80, "Exporter: Sable Minerals Ltd")
    sheet.text(60, 140, "Seal on the tarpaulin: RNM 554103. Trailer T 881 DKR.")
    assert values(sheet)["seal_numbers"] == ("RNM 554103",)


@pytest.mark.parametrize("text", ["3 sealed packets, 150 g each", "Plomb 3 ppm"])
def test_a_weight_is_no_seal(text: str) -> None:
    sheet = Sheet().text(200, 40, "CERTIFICATE OF ANALYSIS", 14).text(60, 80, "Client: Sable Minerals Ltd")
    assert "seal_numbers" not in values(sheet.text(60, 140, text))


def movement(measure: str) -> dict[str, object]:
    sheet = Sheet().text(60, 40, "MOVEMENT CERTIFICATE", 12).text(320, 58, "EUR.1 No. B 0417733")
    sheet.text(320, 78, "2. Certificate used in preferential trade between", 7).text(320, 90, "SADC EPA STATES")
    sheet.text(320, 104, "EUROPEAN UNION").box(40, 300, 300, 345).text(45, 304, "8. Description of goods", 7)
    sheet.text(45, 318, "ROUGH DIAMONDS").box(300, 300, 560, 345)
    return values(sheet.text(305, 304, "9. Gross mass (kg) or other measure", 7).text(305, 318, measure))


def test_a_movement_certificate_is_one_whatever_groups_it_stands_between() -> None:
    assert movement("12.5 kg")["form"] == "EUR.1"


def test_carats_under_a_gross_mass_are_carats() -> None:
    found = movement("1,050.32 CARATS")
    assert found["carat_weight"] == "1050.32"
    assert "gross_weight" not in found


def test_a_form_goes_before_the_system_that_it_is_of() -> None:
    sheet = (
        Sheet()
        .text(180, 52, "CERTIFICADO DE ORIGEN – FORM A", 14)
        .text(190, 75, "Sistema Generalizado de Preferencias")
    )
    sheet.text(60, 120, "1. Exportador").text(60, 134, "Minera Sajama S.R.L.")
    assert values(sheet)["form"] == "Form A"


def test_boxes_of_facts_under_a_table_are_no_row() -> None:
    sheet = Sheet().text(60, 40, "SEA WAYBILL", 14).text(400, 40, "No. HLC4471120")
    for x, texts in (
        (45, ("Container", "HLXU3004121", "HLXU3005678")),
        (170, ("Seal", "KE880413", "KE880416")),
        (300, ("Packages", "25 BAGS", "25 BAGS")),
        (430, ("Gross kg", "25,350.000", "25,350.000")),
    ):
        for number, text in enumerate(texts):
            sheet.text(x, 300 + 16 * number, text, 9)
    for level in range(4):
        sheet.rule(40, 297 + 16 * level, 560, 297 + 16 * level)
    sheet.box(40, 360, 300, 395).box(300, 360, 560, 395)
    sheet.text(45, 364, "Laden on board", 7).text(305, 364, "Issued at / on", 7)
    found = values(sheet.text(45, 378, "12 MAY 2027").text(305, 378, "MOMBASA, 13 MAY 2027"))
    assert found["shipment_date"] == "2027-05-12"
    assert found["issue_date"] == "2027-05-13"


@pytest.mark.parametrize("box", ["Casilla 4.", "Case n° 4", "Recuadro 4 –", "Box No. 4:", "Campo 4 -"])
def test_a_label_may_stand_behind_the_word_for_its_box_and_its_number(box: str) -> None:
    sheet = Sheet().text(200, 40, "CERTIFICADO DE ORIGEN", 14).box(40, 100, 300, 140).box(300, 100, 560, 140)
    sheet.text(45, 104, f"{box} País exportador / País importador", 7).text(45, 120, "Chile / Suiza")
    found = values(sheet)
    assert found["country_of_provenance"] == "CL"
    assert found["country_of_destination"] == "CH"


def parcels(*seals: str) -> Document:
    sheet = Sheet().text(200, 40, "PACKING LIST", 14).text(60, 80, "Exporter: Sable Minerals Ltd")
    for number, seal in enumerate(seals):
        top = 140 + 60 * number
        sheet.box(40, top, 300, top + 40).box(300, top, 560, top + 40).text(45, top + 4, "Gross weight", 7)
        sheet.text(45, top + 18, f"0.{640 + number} kg").text(305, top + 4, "Seal no.", 7).text(305, top + 18, seal)
    return read(sheet)


def test_seals_of_parcels_box_by_box_are_one_list() -> None:
    found = parcels("RNM 40871", "RNM 40872", "RNM 40873").fields["seal_numbers"]
    assert found.value == ("RNM 40871", "RNM 40872", "RNM 40873")
    assert found.alternatives == ()


def test_an_air_waybill_in_one_phrase_keeps_its_airport_where_the_page_has_it_in_no_other_way() -> None:
    sheet = Sheet().text(45, 40, "472 KGL 2207 5513").text(300, 40, "Air Waybill issued by Virunga Air Cargo")
    sheet.text(45, 90, "Shipper", 7).text(45, 102, "Sable Minerals Ltd").text(300, 90, "Airport of Departure", 7)
    assert values(sheet.text(300, 102, "KIGALI"))["document_number"] == "472 KGL 2207 5513"
    assert values(sheet.text(480, 20, "472-22075513"))["document_number"] == "472-22075513"


def test_a_paper_quotes_an_air_waybill_with_its_airport() -> None:
    sheet = Sheet().text(60, 40, "PACKING LIST", 14).text(60, 80, "Exporter: Sable Minerals Ltd")
    assert values(sheet.text(60, 120, "Air waybill: 472 KGL 2207 5513"))["transport_number"] == "472 KGL 2207 5513"
