"""Labels that say of which paper a number is, what a licence covers, and which seals were put on."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet


def values(title: str, pairs: Sequence[tuple[str, str]]) -> dict[str, object]:
    sheet = Sheet().text(60, 40, title, 15)
    for number, (label, value) in enumerate(pairs):
        sheet.text(60, 100 + 20 * number, label, 9).text(330, 100 + 20 * number, value)
    (document,) = extract_file([sheet.page()])
    return {name: field.value for name, field in document.fields.items()}


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Declaration of origin", "Reference of this declaration"),
        ("Déclaration d'origine", "Numéro de la présente déclaration"),
        ("Declaração de origem", "Referência desta declaração"),
        ("Declaración de origen", "N.º de la presente declaración"),
    ],
)
def test_the_number_of_this_paper(title: str, label: str) -> None:
    assert values(title, [(label, "DEC/0412-27")])["document_number"] == "DEC/0412-27"


@pytest.mark.parametrize(
    ("title", "quantity", "value"),
    [
        ("Export licence", "Quantity covered by this licence", "Value granted"),
        ("Licence d'exportation", "Quantité couverte", "Valeur accordée par la présente licence"),
        ("Licença de exportação", "Quantidade abrangida por esta licença", "Valor outorgado"),
        ("Licencia de exportación", "Cupo otorgado", "Valor amparado por esta licencia"),
    ],
)
def test_what_a_licence_covers(title: str, quantity: str, value: str) -> None:
    found = values(title, [(quantity, "24 500 kg"), (value, "USD 118 400")])
    assert found["licensed_quantity"] == "24500"
    assert str(getattr(found["licensed_value"], "amount", "")) == "118400"


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Air waybill", "Seals fitted"),
        ("Lettre de transport aérien", "Plombs posés"),
        ("Conhecimento de embarque", "Lacres aplicados"),
        ("Conocimiento de embarque", "Marchamos puestos"),
    ],
)
def test_seals_that_were_put_on(title: str, label: str) -> None:
    assert values(title, [(label, "BX770412; BX770413")])["seal_numbers"] == ("BX770412", "BX770413")


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Packing list", "Under invoice"),
        ("Liste de colisage", "Selon notre facture"),
        ("Lista de embalagem", "Conforme fatura"),
        ("Lista de empaque", "Según nuestra factura"),
    ],
)
def test_the_invoice_that_a_list_goes_with(title: str, label: str) -> None:
    assert values(title, [(label, "FX-2027/118")])["invoice_number"] == "FX-2027/118"


def test_who_asked_for_an_analysis() -> None:
    found = values("Certificado de análisis", [("Requirente", "Estaño del Alba S.R.L."), ("N.º de lote", "EA-114")])
    assert found["exporter_name"] == "Estaño del Alba S.R.L."


def test_the_reference_of_a_certificate_is_not_the_papers_own() -> None:
    pairs = [("Statement no.", "OD/0412/27"), ("KPC reference:", "GY 700412")]
    found = values("Diamond origin declaration", pairs)
    assert (found["document_number"], found["certificate_number"]) == ("OD/0412/27", "GY 700412")


def test_a_party_in_two_languages_one_over_the_other() -> None:
    sheet = Sheet().text(60, 40, "Packing list / Lista de bultos", 15)
    sheet.box(55, 90, 300, 150).lines(60, 94, "IMPORTER (NAME, ADDRESS)", "IMPORTADO POR", size=7, step=9)
    sheet.text(62, 116, "Silbersee Rohstoffe AG")
    sheet.box(55, 150, 300, 200).text(60, 154, "INVOICE NO.", 7).text(62, 168, "EX-0412")
    (document,) = extract_file([sheet.page()])
    assert document.fields["importer_name"].value == "Silbersee Rohstoffe AG"


@pytest.mark.parametrize("label", ["Data de expedição", "Data de expedição / Date of issue"])
def test_a_certificate_is_issued_and_not_shipped_on_its_day(label: str) -> None:
    title = "Certificado do Processo de Kimberley"
    found = values(title, [("Número do certificado", "BR 695356"), (label, "2026-11-16")])
    assert found["issue_date"] == "2026-11-16"
    assert "shipment_date" not in found
