"""Wordings of labels that new writers use, each on a small paper of its kind."""

from __future__ import annotations

from extract.read import extract_file
from tests.extract.sheet import Sheet


def fields(sheet: Sheet) -> dict[str, object]:
    (document,) = extract_file([sheet.page()])
    return {name: field.value for name, field in document.fields.items()}


def test_the_material_that_a_laboratory_received_is_the_goods() -> None:
    sheet = Sheet().text(150, 40, "ASSAY REPORT", 16).text(60, 80, "Reported").text(200, 80, "31 July 2026")
    sheet.text(60, 110, "Material received").text(200, 110, "Coltan concentrate, bulk sample of 2 kg")
    sheet.text(60, 140, "Ta2O5").text(200, 140, "31.80 %").text(60, 160, "U3O8").text(200, 160, "0.061 %")
    sheet.text(60, 200, "Method: fused bead XRF, ICP-MS for thorium and uranium.")
    assert fields(sheet)["mineral"] == "coltan"


def test_the_file_of_a_declaration_is_its_number() -> None:
    sheet = Sheet().text(60, 40, "Déclaration relative au devoir de diligence", 14)
    sheet.text(60, 80, "Dossier DD/26/041 – fait à Plombières, le 12 août 2026")
    sheet.lines(60, 110, "Nous déclarons avoir suivi le guide OCDE pour l'achat du lot NGM-TA-0926.")
    assert fields(sheet)["document_number"] == "DD/26/041"


def test_the_ends_of_the_way_on_a_waybill() -> None:
    sheet = Sheet().text(60, 40, "Air waybill", 16).text(400, 40, "618-33077450", 12)
    sheet.text(60, 80, "Shipper").lines(220, 80, "Pedras do Cuango, Lda.", "Rua Amílcar Cabral 112, Luanda, Angola")
    sheet.text(60, 120, "Consignee").lines(
        220, 120, "Yarden Rough Trading Ltd.", "54 Bezalel Street, Ramat Gan, Israel"
    )
    sheet.text(60, 160, "From").text(220, 160, "Luanda (NBJ)").text(60, 180, "To").text(
        220, 180, "Tel Aviv (TLV), Israel"
    )
    sheet.text(60, 200, "Gross weight").text(220, 200, "2.45 kg")
    found = fields(sheet)
    assert (found["country_of_destination"], found["importer_name"]) == ("IL", "Yarden Rough Trading Ltd.")


def test_an_exporter_of_record_in_two_languages() -> None:
    sheet = Sheet().text(60, 40, "ICGLR Certificate / Certificat CIRGL", 16)
    sheet.text(60, 100, "Exporter of record / Exportateur agréé").text(330, 100, "Importer / Importateur")
    sheet.lines(60, 114, "Ibis Minerals Ltd", "Plot 18 Lugogo Bypass", "Kampala", "Uganda")
    sheet.lines(330, 114, "Glantal Wolfram GmbH", "Radetzkystraße 44", "9300 St. Veit an der Glan", "Austria")
    assert fields(sheet)["exporter_name"] == "Ibis Minerals Ltd"


def test_a_range_whose_end_a_narrow_box_breaks() -> None:
    sheet = Sheet().text(60, 40, "ICGLR Certificate", 16).text(60, 70, "Certificate number UG-859273")
    sheet.box(50, 190, 560, 300).text(60, 196, "Lot number").text(60, 210, "L2674-93")
    sheet.text(60, 240, "Mine tag numbers").lines(60, 254, "UG-N1250015 - UG-", "N1250017")
    assert fields(sheet)["tag_numbers"] == ("UG-N1250015", "UG-N1250016", "UG-N1250017")
