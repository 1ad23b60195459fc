"""Where a mining place begins and ends in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.prose_names import names_in_row
from extract.prose_sites import site_phrases
from extract.values import Context


def places(text: str) -> list[str]:
    return [text[one.start : one.end] for one in site_phrases(text, Context(language="en"))]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("were won at the Koppiesdam alluvial workings, Free State.", "Koppiesdam alluvial workings, Free State"),
        ("solely from the Rukomo concession, Gicumbi District, Rwanda.", "Rukomo concession, Gicumbi District"),
        ("from ore of the Ban Phuc mine, Bac Yen district, and", "Ban Phuc mine, Bac Yen district"),
        ("mined at the Koppiesdam mine and sold", "Koppiesdam"),
        ("mined in Angola, at the Lulo Sul alluvial concession, and", "Lulo Sul alluvial concession"),
        ("were mined at the Lulo Sul alluvial operation and", "Lulo Sul"),
        ("were mined at our own concession of Ruhango, Gicumbi District, and", "Ruhango, Gicumbi District"),
        ("dug in the artisanal diggings of Baoulé, Beyla prefecture; no stone", "Baoulé, Beyla prefecture"),
        (
            "extraído na mina da Pedra Rachada, concelho de Mirandela, em",
            "mina da Pedra Rachada, concelho de Mirandela",
        ),
        ("na concessão do Lapi, Lunda-Sul, e adquiridos", "concessão do Lapi, Lunda-Sul"),
        ("na concessão aluvionar de Lapi-Norte, província do Moxico, ao", "Lapi-Norte, província do Moxico"),
        ("de la mina Cerro Pelado, municipio de Quime.", "Cerro Pelado, municipio de Quime"),
        ("des placers de Baoulé, préfecture de Beyla, en Guinée", "placers de Baoulé, préfecture de Beyla"),
        ("sur les parcelles artisanales de Baoulé, préfecture de Beyla", "Baoulé, préfecture de Beyla"),
        ("du site de Lwamba (Mitwaba), validé", "Lwamba (Mitwaba)"),
        ("at Mining Licence area ML 30 (Marine 2) in", "Mining Licence area ML 30 (Marine 2)"),
        ("at the Lost River Pipe 7, Yukon Territory;", "Lost River Pipe 7, Yukon Territory"),
        ("na área da permissão de lavra garimpeira Rio Manso (processo 830.118/2020), em", "Rio Manso"),
        ("na concessão semi-industrial Lapi-Norte 4, município do Lui, em", "Lapi-Norte 4, município do Lui"),
        ("dans la concession semi-industrielle de Baoulé, rivière Dion, en", "Baoulé, rivière Dion"),
        ("de la concesión artesanal Alto Beni, río Kaka, Mapiri.", "Alto Beni, río Kaka, Mapiri"),
        ("na área Lavra Nova, rio Manso, Coromandel – MG, Brasil, com", "Lavra Nova, rio Manso, Coromandel – MG"),
        ("from the Rukomo concession, Gicumbi District. 2. The ore", "Rukomo concession, Gicumbi District"),
    ],
)
def test_a_mining_place_has_its_districts_and_its_noun_where_it_is_part_of_the_name(text: str, place: str) -> None:
    assert places(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "sold by Rukomo Mine Ltd to the smelter",
        "stamped by the Resident Mines Officer on 3 May",
        "Mine of origin and country of origin",
        "from the mine in Lesotho",
        "Ministry of Mines and Energy of the Republic",
        "extraído no estado de Minas Gerais",
    ],
)
def test_a_company_an_office_and_a_country_are_no_mining_place(text: str) -> None:
    assert places(text) == []


@given(st.text(alphabet="Minea da,(.)ÁçX7\n-", max_size=60))
def test_a_place_stands_within_its_text(text: str) -> None:
    for one in site_phrases(text, Context()):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip()


def test_a_mine_of_portuguese_without_its_article_is_named_without_its_noun() -> None:
    text = "produção própria na mina de Lapi-Norte, Lunda-Sul."
    for language, start in (("pt", "Lapi"), ("fr", "mina")):
        told = [text[one.start : one.end] for one in site_phrases(text, Context(language))]
        assert [one[:4] for one in told] == [start]


def test_a_site_ends_with_its_sentence() -> None:
    pattern = names_in_row()
    for text, name in (
        ("Mont Kibwe Colline. L'envoi comprend 49 fûts", "Mont Kibwe Colline"),
        ("Rio Preto Norte. A remessa", "Rio Preto Norte"),
        ("St. Helena Ridge. The goods", "St. Helena Ridge"),
    ):
        found = pattern.match(text)
        assert found is not None
        assert found[0] == name
