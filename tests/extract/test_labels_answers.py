"""Phrases that answer the label over or before them, though labels elsewhere are worded so."""

from __future__ import annotations

import pytest

from extract.labels_answers import without_goods
from extract.layout import lay_out
from extract.model import DocumentKind
from extract.read import extract_file
from tests.extract.sheet import Sheet


def licence(label: str, goods: str, kind: str, mineral: str, title: str) -> Sheet:
    sheet = Sheet().text(200, 60, title, 16)
    for x, y, caption, answer in (
        (40, 120, "1. Exporter / Exportateur", "Sahamamy Métaux SA"),
        (310, 120, f"2. {label}", goods),
        (40, 170, "3. HS code", "8105.20"),
        (310, 170, f"4. {kind}", mineral),
    ):
        sheet.text(x, y, caption, 8).text(x + 4, y + 14, answer, 10).box(x - 4, y - 6, x + 260, y + 30)
    return sheet


@pytest.mark.parametrize(
    ("label", "goods", "kind", "mineral", "title"),
    [
        ("Nature de la marchandise", "Cobalt brut en briquettes", "Type de minerai", "Cobalt", "LICENCE D'EXPORTATION"),
        ("Description of goods", "Cobalt metal in cathodes", "Type of mineral", "Cobalt", "EXPORT LICENCE"),
        ("Designação das mercadorias", "Cobalto em briquetes", "Tipo de minério", "Cobalto", "LICENÇA DE EXPORTAÇÃO"),
        ("Descripción de la mercancía", "Cobalto en briquetas", "Mineral", "Cobalto", "LICENCIA DE EXPORTACIÓN"),
    ],
)
def test_goods_that_begin_with_an_elements_name(label: str, goods: str, kind: str, mineral: str, title: str) -> None:
    (document,) = extract_file([licence(label, goods, kind, mineral, title).page()])
    assert document.type is DocumentKind.EXPORT_LICENCE
    assert document.fields["goods_description"].value == goods


def test_goods_in_two_languages_are_no_label_of_the_origin() -> None:
    sheet = Sheet().text(120, 60, "Certificado de Origem / Certificate of Origin", 14)
    sheet.text(40, 120, "Exportador / Exporter", 8).text(40, 132, "Vale do Jequi Mineração Ltda", 10)
    sheet.text(310, 120, "Importador / Importer", 8).text(310, 132, "Saffron Gulf DMCC", 10)
    sheet.text(40, 160, "Designação das mercadorias / Nature of goods", 8)
    sheet.lines(40, 171, "Diamantes naturais em bruto / Uncut", "natural diamonds", step=11)
    sheet.text(310, 160, "País importador / Destination country", 8)
    sheet.lines(310, 171, "Emirados Árabes Unidos / United Arab", "Emirates", step=11)
    (document,) = extract_file([sheet.page()])
    goods = document.fields["goods_description"].value
    assert goods == "Diamantes naturais em bruto / Uncut natural diamonds"


def test_of_no_labels_none_is_left_out() -> None:
    assert without_goods(lay_out(Sheet().text(40, 40, "Gold").page()), []) == []
