"""Labels that a paper sets within its running text."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet


def values(sheet: Sheet) -> dict[str, object]:
    (document,) = extract_file([sheet.page()])
    return {name: field.value for name, field in document.fields.items()}


def test_a_party_ends_with_its_sentence() -> None:
    sheet = Sheet().text(60, 50, "Licencia de exportación de minerales", 15)
    sheet.lines(
        60,
        100,
        "Exportador: Cerro Plomizo S.A.C., con domicilio en Av. Grau N.º 412, 13001 Trujillo, Perú. El",
        "importador es Weserhafen Metalle GmbH, con domicilio en Am Speicher 3, 28217 Bremen, Alemania.",
        "Descripción de la mercancía: Concentrado de zinc. El peso neto asciende a 21.400,00 kg.",
    )
    found = values(sheet)
    assert found["exporter_name"] == "Cerro Plomizo S.A.C."
    assert found["exporter_address"] == "Av. Grau N.º 412, 13001 Trujillo, Perú"
    assert found["importer_name"] == "Weserhafen Metalle GmbH"
    assert found["goods_description"] == "Concentrado de zinc"


@pytest.mark.parametrize(
    ("description", "following"),
    [
        ("Description of goods: Tin ore", "It is packed in drums of steel."),
        ("Désignation des marchandises : Minerai d'étain", "L'envoi porte deux plombs de la douane."),
        ("Designação da mercadoria: Minério de estanho", "O lote de exportação é de uma só mina."),
    ],
)
def test_goods_end_with_their_sentence_in_other_languages(description: str, following: str) -> None:
    sheet = Sheet().text(60, 50, "COMMERCIAL INVOICE No. 2027-118", 15).text(60, 100, f"{description}. {following}")
    assert values(sheet)["goods_description"] == description.split(": ")[1]


def test_what_goes_on_behind_a_full_stop_without_a_verb_belongs_to_the_value() -> None:
    sheet = Sheet().text(60, 50, "COMMERCIAL INVOICE No. 2027-118", 15)
    sheet.text(60, 100, "Description of goods: Copper cathodes. The usual grade A, bundled")
    assert values(sheet)["goods_description"] == "Copper cathodes. The usual grade A, bundled"
