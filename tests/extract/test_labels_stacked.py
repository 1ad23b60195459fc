"""Certificates whose labels stand in two languages, one over the other, with the value beside at half their height."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet


def values(sheet: Sheet) -> dict[str, object]:
    (document,) = extract_file([sheet.page()])
    return {name: field.value for name, field in document.fields.items()}


def test_a_value_beside_two_lines_of_a_label_in_two_languages() -> None:
    sheet = Sheet().text(150, 40, "CERTIFICADO DE ORIGEM", 16).text(190, 62, "Certificate of origin", 10)
    rows = (
        ("Exportador", "Exporter", "Minas do Luau, Lda."),
        ("País de destino", "Country of destination", "Bélgica"),
        ("Data de emissão", "Date of issue", "14/03/2026"),
        ("Número da fatura", "Invoice number", "ML/26/018"),
    )
    for number, (upper, lower, value) in enumerate(rows):
        y = 110 + 40 * number
        sheet.text(60, y, upper, 9).text(60, y + 12, lower, 9).text(260, y + 6, value, 10)
    found = values(sheet)
    assert found["exporter_name"] == "Minas do Luau, Lda."
    assert found["country_of_destination"] == "BE"
    assert found["issue_date"] == "2026-03-14"
    assert found["invoice_number"] == "ML/26/018"


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("CERTIFICATE OF ORIGIN", "The goods are exported by Karoo Ore (Pty) Ltd to Lindenhof Metall GmbH."),
        ("KIMBERLEY PROCESS CERTIFICATE", "This parcel is exported by Karoo Ore (Pty) Ltd to Lindenhof Metall GmbH."),
    ],
)
def test_the_one_that_the_goods_go_to(title: str, line: str) -> None:
    sheet = Sheet().text(150, 40, title, 16).lines(60, 100, line, "Certificate number ZK 004411")
    found = values(sheet)
    assert found["exporter_name"] == "Karoo Ore (Pty) Ltd"
    assert found["importer_name"] == "Lindenhof Metall GmbH"


@pytest.mark.parametrize("second", ["From", "Exporter"])
def test_two_labels_with_a_value_each_on_its_own_line_are_two(second: str) -> None:
    sheet = Sheet().text(150, 40, "PACKING LIST", 16)
    rows = (("Date", "4 August 2026"), ("Invoice", "KV/EX/2607"), (second, "Karoo Ore (Pty) Ltd"), ("Lot", "KV-T26-07"))
    for number, (label, value) in enumerate(rows):
        sheet.text(60, 100 + 13 * number, label).text(180, 100 + 13 * number, value)
    found = values(sheet)
    assert (found["invoice_number"], found["exporter_name"]) == ("KV/EX/2607", "Karoo Ore (Pty) Ltd")


def test_two_parties_side_by_side_behind_their_labels_keep_their_own_lines() -> None:
    sheet = Sheet().text(150, 40, "ROMANEIO DE CARGA", 16).box(40, 80, 560, 140)
    sheet.text(45, 85, "Exportador: Minas do Luau, Lda").text(300, 85, "Importador: Lindenhof Metall GmbH")
    sheet.text(45, 97, "Av. Eduardo Mondlane 512, 1.º andar, Nampula,").text(
        300, 97, "Ringstraße 34, 09599 Freiberg, Alemanha"
    )
    sheet.text(45, 109, "Moçambique")
    found = values(sheet)
    assert found["exporter_address"] == "Av. Eduardo Mondlane 512, 1.º andar, Nampula, Moçambique"
    assert found["importer_address"] == "Ringstraße 34, 09599 Freiberg, Alemanha"


def test_a_paper_named_over_a_column_of_labels_is_none_of_them() -> None:
    sheet = Sheet().text(50, 60, "AUTORISATION D'EXPORTATION", 10)
    rows = (
        ("N° DE L'AUTORISATION", "77-210/B"),
        ("FAIT LE", "04.08.2026"),
        ("VALIDE JUSQU'AU", "03.10.2026"),
        ("NOM DE L'EXPORTATEUR", "Mines du Luau SARL"),
    )
    for number, (label, value) in enumerate(rows):
        sheet.text(50, 74 + 14 * number, label, 10).text(280, 74 + 14 * number, value, 10)
    found = values(sheet)
    assert found["document_number"] == "77-210/B"
    assert (found["issue_date"], found["expiry_date"]) == ("2026-08-04", "2026-10-03")
