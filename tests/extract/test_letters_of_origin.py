"""Declarations of origin and papers of laboratories: words for filing and sale, mines under "Provenance", set close."""

from __future__ import annotations

import pytest

from extract.model import Document, DocumentKind
from extract.read import extract_file
from tests.extract.sheet import Sheet

DECLARATION, ASSAY = DocumentKind.ORIGIN_DECLARATION, DocumentKind.ASSAY_CERTIFICATE
TITLES = {
    "en": "DECLARATION OF ORIGIN",
    "fr": "DÉCLARATION D'ORIGINE",
    "pt": "DECLARAÇÃO DE ORIGEM",
    "es": "DECLARACIÓN DE ORIGEN",
}


def told(document: Document) -> dict[str, object]:
    return {name: str(field.value) for name, field in document.fields.items() if field.value is not None}


def form(title: str, *rows: tuple[str, str]) -> dict[str, object]:
    sheet = Sheet().text(150, 60, title, 15)
    for at, (label, value) in enumerate(rows):
        sheet.text(50, 120 + 18 * at, label).text(250, 120 + 18 * at, value)
    (document,) = extract_file([sheet.page()])
    return told(document)


def letter(language: str, *lines: str) -> dict[str, object]:
    (document,) = extract_file([Sheet().text(150, 60, TITLES[language], 15).lines(60, 110, *lines).page()])
    return told(document)


@pytest.mark.parametrize(
    ("language", "filed", "price", "sold"),
    [
        ("en", "Date lodged", "Unit price", "Amount of sale"),
        ("fr", "Date du dépôt", "Prix unitaire", "Montant de la vente"),
        ("pt", "Data de entrega", "Preço unitário", "Montante da venda"),
        ("es", "Fecha de presentación", "Precio unitario", "Importe de la venta"),
    ],
)
def test_a_declaration_that_was_filed_tells_its_day_and_what_was_sold(
    language: str, filed: str, price: str, sold: str
) -> None:
    read = form(TITLES[language], (filed, "14.05.2026"), (price, "61.20 USD/kg"), (sold, "73,440.00 USD"))
    assert read["issue_date"] == "2026-05-14"
    assert read["unit_price"] == "amount=Decimal('61.20') currency='USD'"
    assert read["value"] == "amount=Decimal('73440.00') currency='USD'"
    assert "shipment_date" not in read


@pytest.mark.parametrize(
    ("label", "text", "site", "country"),
    [
        ("Provenance", "Carrière Lubanda, secteur Kitenge, RD Congo", "Carrière Lubanda, secteur Kitenge", "CD"),
        ("Origine", "Placers de Doko (zone Siguiri), Guinée", "Placers de Doko (zone Siguiri)", "GN"),
        ("Origine", "Périmètre PR 771, Prov. Tanganyika, RDC", "Périmètre PR 771, Prov. Tanganyika", "CD"),
    ],
)
def test_a_mine_with_its_country_stands_under_a_mere_word_for_origin(
    label: str, text: str, site: str, country: str
) -> None:
    read = form(TITLES["fr"], ("Date", "14.05.2026"), (label, text), ("Lot", "KT-118"))
    assert (read.get("mine_site"), read.get("country_of_origin")) == (site, country)


@pytest.mark.parametrize("text", ["Kigali, Rwanda", "Lubumbashi (RD Congo)", "Rwanda"])
def test_a_town_is_no_mine(text: str) -> None:
    assert "mine_site" not in form(TITLES["fr"], ("Date", "14.05.2026"), ("Provenance", text), ("Lot", "KT-118"))


@pytest.mark.parametrize(
    "period",
    ["Purchase period", "Période d'achat", "Período de compra", "Período de extracción", "Period of production"],
)
def test_the_days_between_which_ore_was_bought_are_no_day_of_the_paper(period: str) -> None:
    read = form(TITLES["en"], ("Date", "14 May 2026"), (period, "3 March to 26 April 2026"))
    assert read["issue_date"] == "2026-05-14"
    assert "expiry_date" not in read


def test_the_date_beside_an_invoice_number_is_the_invoices() -> None:
    sheet = Sheet().text(150, 60, TITLES["en"], 15)
    sheet.text(50, 120, "Invoice no. / date").text(250, 120, "HV-260311-2 / 11 March 2026")
    sheet.text(50, 138, "Goods").text(250, 138, "Rough diamonds").text(50, 300, "Antwerp, 19 March 2026")
    (document,) = extract_file([sheet.page()])
    read = told(document)
    assert (read["invoice_number"], read["issue_date"]) == ("HV-260311-2", "2026-03-19")


@pytest.mark.parametrize("words", ["établie le 2 août 2026", "dressée le 2 août 2026", "rédigée le 2 août 2026"])
def test_a_reference_is_followed_by_the_day_on_which_the_paper_was_drawn_up(words: str) -> None:
    read = letter("fr", f"Réf. NKM-DF-2026-41 – {words}", "Lot  KT-118")
    assert (read["document_number"], read["issue_date"]) == ("NKM-DF-2026-41", "2026-08-02")


def test_a_duty_ad_valorem_is_not_what_the_goods_are_worth() -> None:
    rows = (("Date", "14.05.2026"), ("Lot", "KT-118"))
    sheet = Sheet().text(150, 60, TITLES["fr"], 15)
    for at, (label, value) in enumerate(rows):
        sheet.text(50, 120 + 18 * at, label).text(250, 120 + 18 * at, value)
    sheet.text(50, 200, "Redevance ad valorem 4 % 12 640,15 USD quittance 3381")
    (document,) = extract_file([sheet.page()])
    assert "value" not in told(document)


def test_letters_name_a_concession_by_its_kind_and_goods_under_oath() -> None:
    read = letter(
        "pt",
        "Declaramos sob compromisso de honra que os diamantes em bruto com o peso de 812,40 quilates",
        "foram extraídos na concessão aluvionar de Luaxe-Norte, província da Lunda-Sul, em Angola, e que",
        "seguem com o Certificado do Processo Kimberley n.º AO 007731.",
    )
    assert read["goods_description"] == "diamantes em bruto"
    assert str(read["mine_site"]).startswith("Luaxe-Norte")
    assert read["certificate_number"] == "AO 007731"


def test_a_salar_and_its_concession_are_one_place() -> None:
    read = letter(
        "es",
        "Declaramos que el carbonato de litio del lote PZ-41 fue obtenido de salmueras del Salar de",
        "Pastoruri, concesión Aurora IV, provincia de Jujuy, República Argentina. La mercadería se consigna",
        "a Alemania.",
    )
    assert str(read["mine_site"]).startswith("Salar de Pastoruri, concesión Aurora IV")
    assert (read["country_of_origin"], read["country_of_destination"]) == ("AR", "DE")


def close(*rows: tuple[str, str]) -> dict[str, object]:
    """Labels flush right at one edge, and values hardly a space behind it."""
    sheet = Sheet().text(50, 60, "BOLETIM DE ANÁLISES BA-4471", 15)
    for at, (label, value) in enumerate(rows):
        width = sum(5 * len(word) for word in label.split()) + 3.3 * (len(label.split()) - 1)
        sheet.text(180 - width, 120 + 15 * at, label).text(186, 120 + 15 * at, value)
    (document,) = extract_file([sheet.page()])
    return told(document)


def test_values_close_behind_labels_flush_right_are_a_column() -> None:
    read = close(
        ("Cliente", "Mineração Serra Alta S.A."),
        ("Endereço", "Rua das Acácias, 48, Araçuaí - MG"),
        ("Contato", "Setor de Qualidade"),
        ("Amostra", "Concentrado de espodumênio"),
        ("Emissão", "10/06/2026"),
    )
    assert read["exporter_name"] == "Mineração Serra Alta S.A."
    assert read["exporter_address"] == "Rua das Acácias, 48, Araçuaí - MG"
    assert read["goods_description"] == "Concentrado de espodumênio"


@pytest.mark.parametrize(
    ("label", "language"),
    [("Cantidad del lote", "es"), ("Quantidade do lote", "pt"), ("Quantité du lot", "fr"), ("Quantity of lot", "en")],
)
def test_the_quantity_of_a_lot_is_its_weight_where_it_has_a_unit(label: str, language: str) -> None:
    titles = {"es": "INFORME DE ENSAYO", "pt": "BOLETIM DE ANÁLISE", "fr": "BULLETIN D'ANALYSE", "en": "ASSAY REPORT"}
    read = form(titles[language], ("N.º", "PA-0419"), (label, "18,0 t"), ("Orden de trabajo", "OT 26-1881"))
    assert read["net_weight"] == "18.0"
    assert "importer_name" not in read


@pytest.mark.parametrize(
    "line", ["Reserve sample sealed LMB 00719, kept six months.", "Contre-échantillon scellé sous LMB 00719."]
)
def test_the_seal_of_a_sample_is_none_of_the_goods(line: str) -> None:
    (document,) = extract_file(
        [Sheet().text(50, 60, "ASSAY REPORT No. ZK-88", 15).lines(50, 120, "Lot KT-118, 20 drums", line).page()]
    )
    assert "seal_numbers" not in told(document)


def test_a_laboratory_in_capitals_is_named_with_its_first_words() -> None:
    sheet = Sheet().text(120, 40, "LABORATOIRE D'ANALYSES CHIMIQUES DU HAUT PLATEAU (LACHP)", 11)
    sheet.text(180, 100, "BULLETIN D'ANALYSE N° HP/26/88", 14).text(50, 160, "Lot KT-118")
    (document,) = extract_file([sheet.page()])
    assert told(document)["issuing_authority"] == "LABORATOIRE D'ANALYSES CHIMIQUES DU HAUT PLATEAU (LACHP)"


@pytest.mark.parametrize("copied", ["Copy to", "Copie à", "Copia para", "Com cópia a"])
def test_who_gets_a_copy_is_another_than_whom_a_report_is_for(copied: str) -> None:
    sheet = Sheet().text(50, 60, "ASSAY REPORT No. ZK-88", 15)
    sheet.text(50, 120, "Prepared for").text(300, 120, copied)
    sheet.text(50, 134, "Kivu Lamba Tungstène SPRL").text(300, 134, "Wabash Powders Inc., Easton")
    sheet.text(50, 148, "Boulevard du Port 61, Bujumbura").text(50, 180, "Lot KT-118")
    (document,) = extract_file([sheet.page()])
    assert document.fields["exporter_name"].value == "Kivu Lamba Tungstène SPRL"
    assert document.fields["exporter_address"].value == "Boulevard du Port 61, Bujumbura"
