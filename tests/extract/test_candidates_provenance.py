"""A mine under a word for where goods are from, with its country or alone."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet


def read(title: str, *rows: tuple[str, str]) -> dict[str, object]:
    sheet = Sheet().text(200, 60, title, 14)
    for number, (label, value) in enumerate(rows):
        sheet.text(60, 120 + 22 * number, label).text(260, 120 + 22 * number, value)
    return {name: field.value for name, field in extract_file([sheet.page()])[0].fields.items()}


@pytest.mark.parametrize(
    ("title", "label", "value", "site", "country"),
    [
        ("BOLETIM DE ANÁLISE", "Procedência", "Mina do Sabiá, Ouro Preto/MG", "Mina do Sabiá, Ouro Preto/MG", None),
        (
            "INFORME DE ENSAYO",
            "Procedencia declarada:",
            "Mina Cerro Pelado, Quime, Bolivia",
            "Mina Cerro Pelado, Quime",
            "BO",
        ),
        ("BULLETIN D'ANALYSE", "Origine déclarée", "Guinée, placers de Baoulé", "placers de Baoulé", "GN"),
        (
            "ICGLR CERTIFICATE",
            "Mineral origin (country; mine site)",
            "Tanzania; PML 0081 Kibaya",
            "PML 0081 Kibaya",
            "TZ",
        ),
        (
            "FATURA COMERCIAL",
            "Origem da mercadoria:",
            "Angola, concessão do Lapi, Moxico",
            "concessão do Lapi, Moxico",
            "AO",
        ),
    ],
)
def test_a_mine_is_told_beside_its_country_or_alone(
    title: str, label: str, value: str, site: str, country: str | None
) -> None:
    found = read(title, ("Lot", "AB-2026-07"), (label, value), ("Date", "12/03/2026"))
    assert found.get("mine_site") == site
    assert found.get("country_of_origin") == country


def test_a_town_that_goods_came_through_is_no_mine() -> None:
    found = read("BOLETIM DE ANÁLISE", ("Procedência", "Belo Horizonte"), ("Data", "12/03/2026"))
    assert "mine_site" not in found
