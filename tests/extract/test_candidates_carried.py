"""What carriers' forms call by the words of other facts."""

from __future__ import annotations

from extract.read import extract_file
from tests.extract.sheet import Sheet


def values(sheet: Sheet) -> dict[str, object]:
    (document,) = extract_file([sheet.page()])
    return {name: field.value for name, field in document.fields.items()}


def test_a_date_beside_the_flight_is_the_day_of_carriage() -> None:
    sheet = Sheet().text(60, 40, "TERANGA CARGO").text(400, 40, "AIR WAYBILL").text(400, 56, "386-22074150")
    for x, label, value in (
        (45, "From", "DAKAR"),
        (180, "To", "ZURICH"),
        (300, "Flight", "TB 460"),
        (420, "Date", "12-08-2026"),
    ):
        sheet.text(x, 200, label, 7).text(x, 210, value)
    sheet.text(45, 400, "Executed on, at", 7).text(45, 410, "11-08-2026, DAKAR")
    found = values(sheet)
    assert (found["shipment_date"], found["issue_date"]) == ("2026-08-12", "2026-08-11")


def test_beside_the_consignee_a_second_one_is_the_agent_at_the_border() -> None:
    sheet = Sheet().text(60, 40, "CARTA DE PORTE INTERNACIONAL POR CARRETERA", 12)
    sheet.box(40, 100, 300, 160).text(45, 102, "Nombre y dirección del consignatario", 7)
    sheet.lines(45, 113, "PUERTO NORTE AGENCIA LTDA", "CALLE LIRA 389, ARICA, CHILE")
    sheet.box(40, 160, 300, 220).text(45, 162, "Destinatario", 7)
    sheet.lines(45, 173, "METALES FINOS DEL SUR, S.A.", "CALLE MAYOR 12, ZAMUDIO")
    assert values(sheet)["importer_name"] == "METALES FINOS DEL SUR, S.A."


def test_alone_it_is_the_consignee() -> None:
    sheet = Sheet().text(60, 40, "CONOCIMIENTO DE EMBARQUE", 12)
    sheet.box(40, 160, 300, 220).text(45, 162, "Nombre y dirección del consignatario", 7)
    sheet.lines(45, 173, "METALES FINOS DEL SUR, S.A.", "CALLE MAYOR 12, ZAMUDIO")
    assert values(sheet)["importer_name"] == "METALES FINOS DEL SUR, S.A."
