"""The goods in full, where a label of the mineral alone names the commodity."""

from __future__ import annotations

import pytest

from extract.candidates import labelled
from extract.choose import choose
from extract.model import DocumentKind
from extract.read import extract_file
from extract.values import Context
from tests.extract.sheet import Sheet, around

LICENCES = [
    (
        "PERMISO DE EXPORTACIÓN",
        (
            "Se autoriza a Gachalá Esmeraldas S.A.S., Bogotá, Colombia a exportar",
            "Esmeraldas en bruto, partida 7103.10.",
        ),
        "Mineral designado",
        "Esmeraldas",
        "Esmeraldas en bruto",
    ),
    (
        "EXPORT LICENCE",
        ("Kafubu Gems Ltd of Lusaka is authorised to export rough emeralds,", "tariff heading 7103.10."),
        "Mineral",
        "Emeralds",
        "rough emeralds",
    ),
]


@pytest.mark.parametrize(("title", "sentence", "label", "mineral", "goods"), LICENCES)
def test_a_description_says_more_than_the_minerals_name(
    title: str, sentence: tuple[str, str], label: str, mineral: str, goods: str
) -> None:
    sheet = Sheet().text(180, 60, title, 16).lines(60, 120, *sentence)
    sheet.text(60, 170, label).text(250, 170, mineral)
    sheet.text(60, 190, "Aduana de salida").text(250, 190, "Aduana de Bogotá El Dorado")
    (document,) = extract_file([sheet.page()])
    assert document.type is DocumentKind.EXPORT_LICENCE
    assert document.fields["goods_description"].value == goods


def test_a_minerals_name_alone_stays_the_description() -> None:
    sheet = Sheet().text(180, 60, "EXPORT LICENCE", 16).text(60, 120, "Licence No.: MIN/97932/26")
    sheet.text(60, 140, "Mineral").text(250, 140, "Emeralds")
    (document,) = extract_file([sheet.page()])
    assert document.fields["goods_description"].value == "Emeralds"


def test_the_mineral_of_an_assay_is_declared_in_full_before() -> None:
    sheet = Sheet().text(200, 60, "Assay Report", 16).text(60, 90, "Lab report No.: 47687/LAB/26")
    sheet.lines(
        60,
        120,
        "At the request of Rutare Minerals Trading Ltd, Kigali, Rwanda we sampled and",
        "analysed lot L26-RM-427, declared as Tantalite ore concentrate (coltan), of a",
        "net weight of 16,537.00 kg.",
    )
    sheet.text(60, 180, "Method").text(250, 180, "XRF, ISO/IEC 17025 T-0417")
    sheet.text(60, 196, "Mineral").text(250, 196, "Coltan")
    sheet.text(60, 212, "Seals affixed").text(250, 212, "KZ 432256")
    (document,) = extract_file([sheet.page()])
    assert document.fields["goods_description"].value == "Tantalite ore concentrate (coltan)"


def test_a_commodity_of_another_kind_does_not_stand_for_it() -> None:
    sheet = Sheet().text(50, 50, "Description of goods: Emeralds").text(50, 300, "Nature of goods: Tin concentrate")
    found = choose(labelled(around(sheet, DocumentKind.EXPORT_LICENCE), Context(language="en")))
    assert found["goods_description"].chosen.parsed.value == "Emeralds"


def test_a_second_statement_in_more_words_is_the_description() -> None:
    sheet = Sheet().text(50, 50, "Description of goods: Emeralds").text(50, 300, "Nature of goods: Emeralds, rough")
    found = choose(labelled(around(sheet, DocumentKind.EXPORT_LICENCE), Context(language="en")))
    assert found["goods_description"].chosen.parsed.value == "Emeralds, rough"
