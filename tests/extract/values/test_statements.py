"""Sentences under a party's name, which are no address of its."""

from __future__ import annotations

import pytest

from extract.values import Context, split_party

SENTENCES = [
    "This licence permits the export of 20,000 kg of cassiterite to Malaysia.",
    "THIS LICENCE PERMITS THE EXPORT OF 20,000 KG OF CASSITERITE TO MALAYSIA.",
    "is hereby authorised to export 20,000 kg of cassiterite to Malaysia.",
    "The holder may export 500 kg of gold to Dubai until 31 December 2026.",
    "You are allowed to ship the goods described below.",
    "Valid for one consignment to Malaysia only.",
    "La présente licence autorise l'exportation de 20 000 kg de cassitérite vers la Malaisie.",
    "est autorisée à exporter 20 000 kg de cassitérite vers la Malaisie.",
    "La presente licencia autoriza la exportación de 20.000 kg de casiterita a Malasia.",
    "A presente licença autoriza a exportação de 20.000 kg de cassiterite para a Malásia.",
    "fica autorizada a exportar 20.000 kg de cassiterite para a Malásia.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_no_address(sentence: str) -> None:
    alone = split_party(["Kivu Minerals SARL", sentence], Context())
    below = split_party(["Kivu Minerals SARL", "12 Avenue du Lac, Goma", sentence], Context())
    assert alone is not None
    assert (alone.name, alone.address) == ("Kivu Minerals SARL", None)
    assert below is not None
    assert below.address == "12 Avenue du Lac, Goma"


@pytest.mark.parametrize(
    "address",
    [
        "La Porte Road 4, Building 12, Texas 77571, USA",
        "No 4 May Road, Plot 12, Kampala, Uganda",
        "A 12 Van Niekerk Street, Kimberley, South Africa",
        "Porte 4, quartier des Volcans, commune de Goma",
        "Los Pinos 22 y Calle La Salle, piso 4, Lima, Perú",
    ],
)
def test_an_address_of_like_words_is_one(address: str) -> None:
    block = split_party(["Kivu Minerals SARL", address], Context())
    assert block is not None
    assert block.address == address
