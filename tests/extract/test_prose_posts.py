"""Companies behind the posts that those who declare hold in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.prose_posts import behind_post
from tests.extract.sheet import Sheet
from tests.extract.trade import values


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Ada Mole, Chairwoman of the Board of Directors of Lumwana Copper Ltd", "Lumwana Copper Ltd"),
        ("Export Manager of Lumwana Copper Ltd", "Lumwana Copper Ltd"),
        ("Luc Nzeza, président du conseil d'administration de Fonderie du Pool SARL", "Fonderie du Pool SARL"),
        ("directeur des opérations de Fonderie du Pool SARL", "Fonderie du Pool SARL"),
        ("Presidente do Conselho de Administração da Minas do Huambo, Lda.", "Minas do Huambo, Lda."),
        ("Secretaria del Consejo de Vigilancia de la Cooperativa Uncía Ltda.", "Cooperativa Uncía Ltda."),
        ("Gerente General de la Empresa Uncía S.A.", "Empresa Uncía S.A."),
    ],
)
def test_a_post_is_no_part_of_the_companys_name(text: str, company: str) -> None:
    assert text[behind_post(text) :] == company


@pytest.mark.parametrize(
    "name",
    [
        "Partner Minerals of Kitwe Ltd",
        "Société Minière du Pool SARL",
        "Head Metals Ltd",
        "Cooperativa de Mineros del Sur Ltda.",
    ],
)
def test_a_companys_own_words_are_no_post(name: str) -> None:
    assert behind_post(name) == 0


def test_who_declares_is_the_company_and_not_its_director() -> None:
    sheet = Sheet().text(60, 40, "ORIGIN DECLARATION", 16)
    sheet.lines(60, 90, "I, Ada Mole, Chairwoman of the Board of Directors of Lumwana Copper Ltd, declare that the ore")
    sheet.lines(60, 103, "was mined in Zambia.")
    assert values(sheet)["exporter_name"] == "Lumwana Copper Ltd"


@given(st.text(max_size=80))
def test_the_place_lies_within_the_text(text: str) -> None:
    assert 0 <= behind_post(text) <= len(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nos termos da lei, é licenciada a sociedade {}, com sede em Luanda, a exportar cobalto.",
        "Fica autorizada a sociedade {}, a exportar cobalto.",
        "É concedida à sociedade {} licença para exportar cobalto.",
        "Se autoriza a la sociedad {} a exportar cobalto.",
    ],
)
@pytest.mark.parametrize("company", ["Lobito Metais – Comércio, Lda.", "Quelimane Minérios, S.A."])
def test_a_company_that_is_licensed_by_what_companies_are_called(sentence: str, company: str) -> None:
    sheet = Sheet().text(60, 40, "LICENÇA DE EXPORTAÇÃO", 16).lines(60, 90, sentence.format(company))
    assert values(sheet)["exporter_name"] == company
