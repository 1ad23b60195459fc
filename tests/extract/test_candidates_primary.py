"""Shares of new material, purities and limits beside the word for recycled."""

from __future__ import annotations

import pytest

from extract.model import Field
from extract.read import extract_file
from tests.extract.sheet import Sheet


def share(title: str, line: str) -> Field | None:
    sheet = Sheet().text(150, 40, title, 16).text(150, 64, "No. RD-0442/26").text(50, 100, line)
    (document,) = extract_file([sheet.page()])
    return document.fields.get("recycled_share")


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("RECYCLED GOLD DECLARATION", "The bars are made from 100% virgin material, with no recycled content."),
        ("RECYCLED GOLD DECLARATION", "They contain 100 % newly mined gold, no recycled content."),
        ("RECYCLED GOLD DECLARATION", "Purity 99.9 %. Recycled gold."),
        ("RECYCLED GOLD DECLARATION", "Recycled material: none, 100% primary"),
        ("DÉCLARATION D'OR RECYCLÉ", "100 % d'or nouvellement extrait, aucun contenu recyclé"),
        ("DECLARAÇÃO DE OURO RECICLADO", "100 % de material virgem, sem conteúdo reciclado"),
        ("DECLARACIÓN DE ORO RECICLADO", "Hecho con 100 % de material virgen, sin contenido reciclado"),
        ("DECLARACIÓN DE ORO RECICLADO", "Contiene 100 % de oro no reciclado."),
    ],
)
def test_a_share_of_what_is_not_recycled(title: str, line: str) -> None:
    field = share(title, line)
    assert field is None or field.status == "unreadable"


@pytest.mark.parametrize(
    ("title", "line", "value"),
    [
        ("RECYCLED GOLD DECLARATION", "Recycled content: 0 % (newly mined gold)", "0"),
        ("RECYCLED GOLD DECLARATION", "Recycled content: 30 % (70 % newly mined)", "30"),
        ("DÉCLARATION D'OR RECYCLÉ", "Or recyclé à 95 %.", "95"),
        ("DECLARAÇÃO DE OURO RECICLADO", "Ouro 100 % reciclado.", "100"),
    ],
)
def test_a_share_of_what_is_recycled(title: str, line: str, value: str) -> None:
    field = share(title, line)
    assert field is not None
    assert field.value == value


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("RECYCLED GOLD DECLARATION", "Recycled content: less than 5 %"),
        ("RECYCLED GOLD DECLARATION", "Recycled share: at least 95 %"),
        ("RECYCLED GOLD DECLARATION", "Recycled content: 95 % or more"),
        ("DÉCLARATION D'OR RECYCLÉ", "Contenu recyclé : au moins 95 %"),
        ("DECLARAÇÃO DE OURO RECICLADO", "Conteúdo reciclado: pelo menos 95 %"),
        ("DECLARACIÓN DE ORO RECICLADO", "Contenido reciclado: menos del 5 %"),
    ],
)
def test_a_limit_is_no_sure_share(title: str, line: str) -> None:
    field = share(title, line)
    assert field is None or field.confidence < 0.5


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("SUPPLIER'S DECLARATION OF ORIGIN", "Recycled proportion"),
        ("SUPPLIER'S DECLARATION OF ORIGIN", "Share of recycled content"),
        ("DÉCLARATION DU FOURNISSEUR SUR L'ORIGINE", "Proportion recyclée"),
        ("DÉCLARATION DU FOURNISSEUR SUR L'ORIGINE", "Quote-part de matières recyclées"),
        ("DECLARAÇÃO DO FORNECEDOR SOBRE A ORIGEM", "Proporção reciclada"),
        ("DECLARAÇÃO DO FORNECEDOR SOBRE A ORIGEM", "Quota de material reciclado"),
        ("DECLARACIÓN DEL PROVEEDOR SOBRE EL ORIGEN", "Proporción reciclada"),
        ("DECLARACIÓN DEL PROVEEDOR SOBRE EL ORIGEN", "Cuota de metal reciclado"),
    ],
)
def test_a_label_asks_for_the_share_that_is_recycled(title: str, label: str) -> None:
    sheet = Sheet().text(100, 40, title, 16).text(50, 100, label).text(250, 100, "0%")
    (document,) = extract_file([sheet.page()])
    assert document.fields["recycled_share"].value == "0"
