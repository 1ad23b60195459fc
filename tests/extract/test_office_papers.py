"""Certificates and licences as offices fill them in: two boxes that are dated, numbers with strokes, articles."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.model import Document, Money
from extract.read import extract_file
from tests.extract.sheet import Sheet


def read(sheet: Sheet) -> Document:
    (document,) = extract_file([sheet.page()])
    return document


def value(document: Document, name: str) -> object:
    return document.fields[name].value if name in document.fields else None


@pytest.mark.parametrize(
    "certified",
    [
        ("Cámara de Exportadores del Illimani certifica que la", "declaración del exportador es correcta."),
        ("Federação das Indústrias do Nordeste",),
    ],
)
def test_a_certificate_is_issued_on_the_day_that_the_office_certifies(certified: tuple[str, ...]) -> None:
    sheet = Sheet().text(150, 40, "CERTIFICADO DE ORIGEN / CERTIFICATE OF ORIGIN", 14)
    sheet.box(50, 100, 300, 140).text(55, 104, "11 Factura N° y fecha / Invoice No. and date", 8)
    sheet.text(55, 118, "FE-000731, 15/05/2026")
    sheet.box(300, 100, 550, 140).text(305, 104, "2 Certificado N° / Certificate No.", 8).text(305, 118, "CEI 05518")
    sheet.box(50, 500, 300, 600).text(55, 504, "13 Declaración del exportador / Declaration by exporter", 8)
    sheet.lines(55, 518, "El suscrito declara que es correcta.", "La Paz, 19/05/2026")
    sheet.box(300, 500, 550, 600).text(305, 504, "14 Certificación / Certification", 8)
    sheet.lines(305, 518, *certified, "La Paz, 20/05/2026")
    document = read(sheet)
    assert value(document, "issue_date") == "2026-05-20"
    assert value(document, "invoice_number") == "FE-000731"
    assert value(document, "document_number") == "CEI 05518"


def test_letters_within_a_number_are_no_label() -> None:
    sheet = Sheet().text(150, 40, "CERTIFICAT D'ORIGINE", 16).text(150, 64, "N° CEEC/LSH/CO 03371")
    assert value(read(sheet), "document_number") == "CEEC/LSH/CO 03371"


def test_a_box_number_before_a_thing_that_is_counted_in_another_form() -> None:
    sheet = Sheet().text(150, 40, "DECLARACIÓN DE ORIGEN", 16)
    sheet.box(50, 100, 300, 140).text(55, 104, "5 Factura", 8).text(55, 118, "FE-000731")
    sheet.box(50, 140, 300, 180).text(55, 144, "6 Lote", 8).text(55, 158, "ILP-D26-05")
    document = read(sheet)
    assert value(document, "lot_number") == "ILP-D26-05"
    assert value(document, "parcel_count") is None


def test_an_authorisation_in_articles() -> None:
    sheet = Sheet().text(150, 40, "AUTORISATION D'EXPORTATION", 16).text(150, 64, "N° 0218/CAB.MIN/MINES/2026")
    sheet.lines(
        50,
        120,
        "Article 1. La société Cuivrière de Kabolela SARL, établie au 1420, avenue Likasi, lot 4, commune de",
        "Kampemba, Lubumbashi, RD Congo, est autorisée à exporter des cathodes de cuivre provenant de",
        "la mine de Kabolela Nord, en République démocratique du Congo.",
        "Article 2. La quantité autorisée est de 1 200 tonnes et la valeur autorisée de 12 000 000,00 USD.",
        "Article 3. Les produits sont destinés à Trafileria Lariana S.p.A., Via Carcano 61, 23900 Lecco, Italie.",
    )
    document = read(sheet)
    assert (
        value(document, "exporter_address") == "1420, avenue Likasi, lot 4, commune de Kampemba, Lubumbashi, RD Congo"
    )
    assert value(document, "licensed_value") == Money(amount=Decimal(12000000), currency="USD")
    assert value(document, "licensed_quantity") == "1200"
    assert value(document, "country_of_origin") == "CD"
    assert value(document, "lot_number") is None


def test_who_speaks_of_itself_in_one_word_is_named_by_the_head() -> None:
    sheet = Sheet().text(50, 40, "Thaba Lipela Diamonds (Pty) Ltd", 14)
    sheet.text(50, 60, "Plot 118, Lower Thetsane Road, Maseru 100, Lesotho", 9)
    sheet.text(50, 140, "Declaration on the origin of rough diamonds", 12)
    sheet.lines(50, 180, "As producer of these stones we declare that all of them were mined in Lesotho.")
    document = read(sheet)
    assert value(document, "exporter_name") == "Thaba Lipela Diamonds (Pty) Ltd"
    assert value(document, "exporter_address") == "Plot 118, Lower Thetsane Road, Maseru 100, Lesotho"


def test_the_number_behind_a_titles_dash_begins_with_its_letters() -> None:
    sheet = Sheet().text(60, 40, "LISTA DE EMPAQUE — LE 217/26", 16).text(60, 80, "Fecha: 23 de enero de 2026")
    assert value(read(sheet), "document_number") == "LE 217/26"


@pytest.mark.parametrize("title", ["Assay Report", "Certificate of Analysis"])
def test_the_title_under_a_laboratory_is_no_part_of_its_name(title: str) -> None:
    sheet = Sheet().box(40, 50, 560, 400).text(200, 60, "Stannum Sampling Services", 13).text(225, 82, title, 18)
    for at, (label, told) in enumerate(
        (
            ("Report No. :", "AR-15670"),
            ("Issue date :", "17 Aug 2026"),
            ("Customer (exporter) :", "Gatumba Rock Minerals Ltd"),
            ("Lot ref. :", "RW-SN-548"),
        )
    ):
        sheet.text(60, 115 + 18 * at, label).text(200, 115 + 18 * at, told)
    assert value(read(sheet), "issuing_authority") == "Stannum Sampling Services"
