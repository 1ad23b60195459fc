"""The places around a label."""

from __future__ import annotations

from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Place, Region
from extract.model import DocumentKind
from tests.extract.sheet import Sheet, around

KP = DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE
WAYBILL = DocumentKind.TRANSPORT_DOCUMENT
ORIGIN = DocumentKind.CERTIFICATE_OF_ORIGIN


def places(neighbourhood: Neighbourhood, field: str) -> list[Region]:
    for hit in neighbourhood.labels:
        for spec in hit.specs:
            if spec.name == field:
                return neighbourhood.places(hit, spec.kind)
    raise AssertionError(f"no label for {field}")


def first(sheet: Sheet, kind: DocumentKind, field: str) -> tuple[Place, str]:
    region = places(around(sheet, kind), field)[0]
    return region.place, region.text


def test_behind_the_label_in_its_phrase() -> None:
    sheet = Sheet().text(50, 50, "Origin: Lesotho")
    assert first(sheet, KP, "country_of_origin") == (Place.INLINE, "Lesotho")


def test_beside_the_label_on_its_line() -> None:
    sheet = Sheet().text(50, 50, "Carat weight").text(250, 50, "1,273.09 ct")
    assert first(sheet, KP, "carat_weight") == (Place.RIGHT, "1,273.09 ct")


def test_a_party_goes_on_below_until_the_next_label() -> None:
    sheet = Sheet().text(50, 50, "Exporter").lines(250, 50, "Khubelu Sales Ltd", "31 Kingsway", "Maseru 102", step=12)
    sheet.text(50, 90, "Importer").lines(250, 90, "Zuiderdok Rough BV", "2018 Antwerpen", step=12)
    assert first(sheet, KP, "exporter")[1] == "Khubelu Sales Ltd\n31 Kingsway\nMaseru 102"
    assert first(sheet, KP, "importer")[1] == "Zuiderdok Rough BV\n2018 Antwerpen"


def test_under_the_label_in_its_cell() -> None:
    sheet = Sheet().box(50, 50, 300, 120).text(55, 53, "Shipper", 6).lines(55, 63, "Nimba Crystal Inc.", "Monrovia")
    assert first(sheet, WAYBILL, "exporter") == (Place.CELL, "Nimba Crystal Inc.\nMonrovia")


def test_in_the_cell_to_the_right() -> None:
    sheet = Sheet().box(50, 50, 400, 110).rule(200, 50, 200, 110)
    sheet.text(55, 55, "Exporter").lines(205, 55, "Kivumu Tin Exporters Ltd", "Kigali")
    found = places(around(sheet, KP), "exporter")
    assert {region.place for region in found} >= {Place.RIGHT, Place.NEXT_CELL}
    assert all(region.text.startswith("Kivumu Tin Exporters Ltd") for region in found)


def test_in_the_cell_beneath_a_heading() -> None:
    sheet = Sheet().box(50, 50, 350, 90).rule(50, 70, 350, 70).rule(200, 50, 200, 90)
    sheet.text(55, 55, "Gross weight").text(205, 55, "Net weight").text(55, 75, "19.44 kg").text(205, 75, "13.844 kg")
    assert (Place.CELL_UNDER, "19.44 kg") in [
        (region.place, region.text) for region in places(around(sheet, ORIGIN), "gross_weight")
    ]


def test_columns_inside_one_cell_are_kept_apart() -> None:
    sheet = Sheet().box(50, 50, 400, 100)
    sheet.text(55, 55, "Gross weight").text(205, 55, "Net weight").text(55, 70, "45,24 t").text(205, 70, "45,00 t")
    found = [region.text for region in places(around(sheet, ORIGIN), "net_weight") if region.place is Place.CELL]
    assert found == ["45,00 t"]


def test_below_on_open_ground() -> None:
    sheet = Sheet().text(50, 50, "From").text(300, 50, "To")
    sheet.lines(50, 62, "Khubelu Sales Ltd", "Lesotho").lines(300, 62, "Zuiderdok BV", "Belgium")
    found = [(r.place, r.text) for r in places(around(sheet, DocumentKind.COMMERCIAL_INVOICE), "importer")]
    assert found[0] == (Place.BELOW, "Zuiderdok BV\nBelgium")


def test_another_label_is_never_a_value() -> None:
    sheet = Sheet().text(50, 50, "Date of issue").text(250, 50, "Date of expiry").text(50, 66, "Carat weight")
    assert places(around(sheet, KP), "issue_date") == []


def test_an_unknown_label_with_a_colon_ends_a_block() -> None:
    sheet = Sheet().text(50, 50, "Exporter").lines(250, 50, "Khubelu Sales Ltd", "Maseru", "Valuation office: Gaborone")
    assert first(sheet, KP, "exporter")[1] == "Khubelu Sales Ltd\nMaseru"


def test_a_telephone_line_is_part_of_its_block() -> None:
    sheet = Sheet().text(50, 50, "Exporter").lines(250, 50, "Khubelu Sales Ltd", "Tel: +266 2231 0000", "Maseru")
    assert "Maseru" in first(sheet, KP, "exporter")[1]


def test_an_empty_place_gives_nothing() -> None:
    assert places(around(Sheet().text(50, 50, "Carat weight"), KP), "carat_weight") == []


def test_a_stamp_across_the_line_is_passed_over() -> None:
    sheet = Sheet().text(50, 50, "Carat weight").text(180, 50, "SPECIMEN").text(300, 50, "904.60 ct")
    assert first(sheet, KP, "carat_weight") == (Place.RIGHT, "904.60 ct")


def test_a_list_goes_on_under_its_first_number() -> None:
    sheet = Sheet().text(50, 50, "Seal numbers: SB370466,").text(115, 62, "SB690512")
    assert first(sheet, WAYBILL, "seal_numbers")[1] == "SB370466,\nSB690512"


def test_a_house_number_does_not_end_an_address() -> None:
    sheet = Sheet().text(50, 50, "Consignee").lines(250, 50, "Hengsha Co., Ltd.", "No. 745 Jinwan Avenue", "China")
    assert first(sheet, WAYBILL, "importer")[1].split("\n")[1:] == ["No. 745 Jinwan Avenue", "China"]


def test_facts_among_the_lines_of_a_description_are_left_out() -> None:
    sheet = Sheet().box(50, 50, 300, 150).text(55, 53, "Description", 6)
    sheet.lines(55, 63, "Rough diamonds", "HS 7102.31", "in sealed parcels")
    region = places(around(sheet, WAYBILL), "goods_description")[0]
    assert region.text == "Rough diamonds\nin sealed parcels"


def test_evidence_words_are_those_of_the_characters() -> None:
    sheet = Sheet().text(50, 50, "Origin: Côte d'Ivoire")
    region = places(around(sheet, KP), "country_of_origin")[0]
    start = region.text.index("d'Ivoire")
    assert [word.text for word in region.boxes_at(start, start + 8)] == ["d'Ivoire"]
    assert region.box is not None


def test_kinds_of_one_line_get_one_line_first() -> None:
    sheet = Sheet().box(50, 50, 300, 120).text(55, 53, "Gross weight", 6).lines(55, 63, "3.86 kg", "two seals")
    found = places(around(sheet, WAYBILL), "gross_weight")
    assert [region.text for region in found if region.place is Place.CELL] == ["3.86 kg", "3.86 kg\ntwo seals"]


def test_an_address_broken_at_a_comma_goes_on_at_the_margin_under_its_label() -> None:
    def found(name: str, under: str, x: float = 50) -> str:
        sheet = Sheet().text(50, 90, "Consignor (name and address)").text(330, 90, name)
        sheet.text(x, 102, under).text(50, 114, "Place of delivery").text(330, 114, "Beira")
        return first(sheet, WAYBILL, "exporter")[1]

    assert found("Kelo Ltd, 14,", "Hill Road, Mutare, Zimbabwe") == "Kelo Ltd, 14,\nHill Road, Mutare, Zimbabwe"
    assert found("Kelo Ltd", "Hill Road, Mutare, Zimbabwe") == "Kelo Ltd"
    assert found("Kelo Ltd, 14 Hill Road,", "Consignee: Zuiderdok BV, Gent") == "Kelo Ltd, 14 Hill Road,"
    assert found("Kelo Ltd, 14 Hill Road,", "Further remarks by the carrier", 150) == "Kelo Ltd, 14 Hill Road,"
    assert found("Kelo Metals Trading Company Ltd, 14 Hill Road, Eastern Industrial Sites", "Mutare, Zimbabwe") == (
        "Kelo Metals Trading Company Ltd, 14 Hill Road, Eastern Industrial Sites\nMutare, Zimbabwe"
    )


def test_the_row_of_an_address_goes_on_at_the_margin_too() -> None:
    sheet = Sheet().text(50, 90, "Consignor").text(250, 90, "Kelo Ltd").text(50, 102, "Address")
    sheet.text(250, 102, "14 Hill Road, Sakubva,").text(50, 114, "Mutare, Zimbabwe")
    sheet.text(50, 126, "Place of delivery").text(250, 126, "Beira")
    found = [region.text for region in places(around(sheet, WAYBILL), "exporter")]
    assert "Kelo Ltd\n14 Hill Road, Sakubva,\nMutare, Zimbabwe" in found
