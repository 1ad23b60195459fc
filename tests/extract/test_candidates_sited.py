"""The mine of a sentence as a whole."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet

HEAD = {
    "en": ("DECLARATION OF ORIGIN", "We, Sesigo Minerals Ltd, declare the following of our invoice SM-2026-07:"),
    "pt": ("DECLARAÇÃO DE ORIGEM", "A Sesigo Minerais Lda. declara o seguinte sobre a nossa fatura SM-2026-07:"),
    "fr": ("DECLARATION D'ORIGINE", "La société Sesigo Minéraux SARL déclare ce qui suit de sa facture SM-2026-07 :"),
}


def site(language: str, *lines: str) -> str | None:
    page = Sheet().lines(50, 60, HEAD[language][0]).lines(50, 120, HEAD[language][1], *lines).page()
    field = extract_file([page])[0].fields.get("mine_site")
    return str(field.value) if field is not None and field.status == "read" else None


@pytest.mark.parametrize(
    ("language", "lines", "place"),
    [
        (
            "en",
            (
                "the diamonds were won by the permit holder at the Koppiesdam alluvial",
                "workings, Free State, and never mixed.",
            ),
            "Koppiesdam alluvial workings, Free State",
        ),
        (
            "pt",
            (
                "o concentrado foi integralmente extraído e lavado na mina da Pedra Rachada,",
                "concelho de Mirandela, em Portugal.",
            ),
            "mina da Pedra Rachada, concelho de Mirandela",
        ),
        (
            "fr",
            (
                "les diamants ont été extraits en Guinée, sur les parcelles artisanales de",
                "Baoulé, préfecture de Beyla, et y ont été pesés.",
            ),
            "Baoulé, préfecture de Beyla",
        ),
    ],
)
def test_a_mine_has_its_noun_and_its_district(language: str, lines: tuple[str, ...], place: str) -> None:
    assert site(language, *lines) == place


def test_a_mine_that_the_goods_are_not_from_is_none() -> None:
    assert site("en", "none of the goods was mined at the Koppiesdam mine, Free State, or bought there.") is None
