"""Forms on patterned paper, labels about their value, and labels and letters put together of many words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract import lexicon
from extract.doctype import ValueKind
from extract.model import Money
from extract.read import extract_file
from extract.values import Context, parse
from tests.extract.sheet import Sheet


def values(sheet: Sheet) -> dict[str, object]:
    (document,) = extract_file([sheet.page()])
    return {name: field.value for name, field in document.fields.items()}


def patterned(sheet: Sheet) -> Sheet:
    """The page with the lines of security paper, one every 31 points from edge to edge."""
    for step in range(25):
        sheet.rule(31, 37 + 31 * step, 564, 37 + 31 * step)
    return sheet.text(60, 342, "The undersigned", 9).text(60, 466, "certifies", 9).text(60, 590, "SPECIMEN", 9)


def test_the_lines_of_patterned_paper_part_no_box() -> None:
    sheet = patterned(Sheet()).text(150, 52, "CERTIFICATE OF ORIGIN", 16)
    sheet.box(40, 100, 298, 160).text(45, 104, "1. Consignor", 8)
    sheet.lines(45, 115, "Karoo Ore (Pty) Ltd", "14 Mill Street", "Kimberley", "South Africa", size=9, step=11)
    sheet.box(298, 100, 556, 160).text(303, 104, "2. Number", 8).text(303, 115, "ZK 004411", 9)
    found = values(sheet)
    assert found["exporter_name"] == "Karoo Ore (Pty) Ltd"
    assert found["exporter_address"] == "14 Mill Street, Kimberley, South Africa"
    assert found["document_number"] == "ZK 004411"


def test_rows_of_a_form_at_even_steps_stay_rows() -> None:
    sheet = Sheet().text(150, 40, "EXPORT PERMIT", 16)
    rows = (("Permit number", "EP/26/0411"), ("Name of holder", "Karoo Ore (Pty) Ltd"), ("Date of issue", "3 May 2026"))
    for number, (label, value) in enumerate(rows):
        y = 100 + 30 * number
        sheet.box(40, y, 250, y + 30).text(45, y + 10, label, 9)
        sheet.box(250, y, 556, y + 30).text(255, y + 10, value, 9)
    found = values(sheet)
    assert found["document_number"] == "EP/26/0411"
    assert found["exporter_name"] == "Karoo Ore (Pty) Ltd"
    assert found["issue_date"] == "2026-05-03"


def test_labels_in_like_languages_about_a_value_and_a_block() -> None:
    sheet = Sheet().text(120, 40, "CERTIFICAT DE LA CIRGL / ICGLR CERTIFICATE", 14)
    sheet.text(70, 100, "Exportateur et adresse", 9).text(70, 116, "Exporter and address", 9)
    sheet.lines(240, 95, "Comptoir Maiko SARL", "18, avenue Lumumba, Kindu", "RD Congo", size=9, step=12)
    sheet.text(70, 150, "Numéro de lot", 9).text(70, 162, "Lot number", 9).text(240, 156, "CM-SN-093", 9)
    sheet.text(70, 190, "Date d'expiration", 9).text(70, 202, "Date of expiration", 9).text(240, 196, "04/11/2026", 9)
    sheet.text(70, 230, "Date d'émission", 9).text(70, 242, "Date of issuance", 9).text(240, 236, "07/08/2026", 9)
    found = values(sheet)
    assert found["exporter_name"] == "Comptoir Maiko SARL"
    assert found["exporter_address"] == "18, avenue Lumumba, Kindu, RD Congo"
    assert found["lot_number"] == "CM-SN-093"
    assert (found["issue_date"], found["expiry_date"]) == ("2026-08-07", "2026-11-04")


def test_an_address_whose_label_stands_at_half_its_height() -> None:
    sheet = Sheet().text(150, 40, "EXPORT PERMIT", 16).text(70, 80, "Permit number", 9).text(250, 80, "EP/26/0411", 9)
    sheet.text(70, 100, "1. Name of holder", 9).text(250, 100, "Karoo Ore (Pty) Ltd", 9)
    sheet.text(250, 118, "14 Mill Street, 7th Floor, Kimberley,", 9)
    sheet.text(70, 130, "2. Address of holder", 9).text(250, 129, "South Africa", 9)
    sheet.text(70, 150, "3. Country of destination", 9).text(250, 150, "China", 9)
    found = values(sheet)
    assert found["exporter_name"] == "Karoo Ore (Pty) Ltd"
    assert found["exporter_address"] == "14 Mill Street, 7th Floor, Kimberley, South Africa"


@pytest.mark.parametrize(
    ("title", "label", "name"),
    [
        ("AUTORISATION D'EXPORTATION", "Destinataire des produits", "Pohjan Koboltti Oy"),
        ("LICENCIA DE EXPORTACIÓN", "Destinatario de la mercancía", "Mürztaler Hartmetall GmbH"),
    ],
)
def test_a_party_whose_label_says_of_what(title: str, label: str, name: str) -> None:
    sheet = Sheet().text(150, 40, title, 16).text(70, 100, label, 9).text(280, 100, name, 9)
    sheet.text(70, 120, "N°", 9).text(280, 120, "AE/26/0087", 9)
    assert values(sheet)["importer_name"] == name


@pytest.mark.parametrize(
    ("name", "language", "label"),
    [
        ("exporter", "fr", "Raison sociale de l'exportateur"),
        ("buyer", "fr", "Raison sociale de l'acheteur"),
        ("seller", "fr", "Vendeur et adresse"),
        ("licensee", "es", "Nombre y domicilio del titular"),
        ("consignee", "pt", "Destinatário, nome e morada"),
        ("importer", "en", "Importer and address"),
    ],
)
def test_labels_of_parties_are_put_together(name: str, language: str, label: str) -> None:
    assert label in lexicon.labels(name)[language]


def test_a_label_of_an_address_alone_is_put_together_for_no_party() -> None:
    assert not {"Exporter, address", "Exportateur, adresse"} & {
        one for wordings in lexicon.labels("exporter").values() for one in wordings
    }


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("le minerai facturé sous le numéro CM-000264 a été extrait au Burundi", "CM-000264"),
        ("el concentrado facturado con el número FQC-000264 fue extraído en Bolivia", "FQC-000264"),
        ("the concentrate invoiced on our number RTE/EXP/117-26 was mined in Rwanda", "RTE/EXP/117-26"),
    ],
)
def test_what_goods_are_invoiced_under(line: str, number: str) -> None:
    sheet = Sheet().text(150, 40, "DECLARATION OF ORIGIN", 16).lines(60, 100, f"We declare that {line}.")
    assert values(sheet)["invoice_number"] == number


def test_a_half_of_a_name_around_a_seal_is_no_authority() -> None:
    sheet = Sheet().text(90, 40, "Autorité de Régulation des Substances Minérales", 12)
    sheet.text(150, 70, "AUTORISATION D'EXPORTATION", 16).text(200, 100, "N° ARC/AE/0087", 10)
    sheet.text(400, 600, "AUTORITÉ", 7).text(400, 609, "DE RÉGULATION", 7)
    assert values(sheet)["issuing_authority"] == "Autorité de Régulation des Substances Minérales"


def test_rows_of_a_form_whose_labels_are_set_to_the_right() -> None:
    sheet = Sheet().text(150, 40, "EXPORT PERMIT", 16).text(105, 80, "Permit number", 9).text(250, 80, "EP/26/0411", 9)
    sheet.text(105, 110, "Permit holder", 9).text(250, 110, "Karoo Ore (Pty) Ltd", 9)
    sheet.text(84, 140, "Registered address", 9).text(250, 140, "14 Mill Street, Kimberley, South Africa", 9)
    sheet.text(75, 170, "Quantity not to exceed", 9).text(250, 170, "250 kg", 9)
    sheet.text(88, 200, "Value not to exceed", 9).text(250, 200, "USD 32,000,000", 9)
    found = values(sheet)
    assert found["exporter_address"] == "14 Mill Street, Kimberley, South Africa"
    assert found["licensed_quantity"] == "250"
    assert found["licensed_value"] == Money(amount=Decimal(32_000_000), currency="USD")


def test_a_letter_that_attests() -> None:
    sheet = Sheet().text(60, 40, "Comptoir Diani SARL", 14).text(60, 60, "Avenue de la République, Conakry, Guinée", 8)
    sheet.text(180, 90, "ATTESTATION D'ORIGINE", 14)
    sheet.lines(
        *(60, 130, "Nous soussignés, Comptoir Diani, attestons que les diamants bruts vendus à la"),
        *("société Ruwe Steen BV, Schupstraat 21, 2018 Antwerpen, Belgique, soit 1 386,27 carats en", "quatre lots,"),
        "ont été extraits en Guinée.",
    )
    found = values(sheet)
    assert found["exporter_name"] == "Comptoir Diani SARL"
    assert found["exporter_address"] == "Avenue de la République, Conakry, Guinée"
    assert found["importer_name"] == "Ruwe Steen BV"
    assert found["importer_address"] == "Schupstraat 21, 2018 Antwerpen, Belgique"
    assert found["goods_description"] == "diamants bruts"
    assert found["parcel_count"] == 4


@pytest.mark.parametrize(
    "sentence",
    ["Certificamos a veracidade da declaração que antecede.", "Vu et certifié sur la base des pièces présentées."],
)
def test_a_sentence_that_certifies_is_no_office(sentence: str) -> None:
    assert parse(ValueKind.AUTHORITY, sentence, Context()) is None


def test_limits_of_a_licence_are_put_together() -> None:
    assert "Valor máximo permitido" in lexicon.labels("licensed_value")["es"]
    assert "Quantité à ne pas dépasser" in lexicon.labels("licensed_quantity")["fr"]
