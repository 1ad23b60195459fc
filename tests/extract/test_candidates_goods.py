"""Weights that a paper speaks of beside its goods, and which are none of theirs."""

from __future__ import annotations

import pytest

from tests.extract.sheet import Sheet
from tests.extract.trade import values


def spoken(sentence: str) -> dict[str, object]:
    sheet = Sheet().text(60, 40, "Packing List", 16).text(60, 80, "Contents").text(160, 80, "Rough diamonds")
    return values(sheet.text(60, 300, sentence).text(60, 320, "The consignment lies in one steel box."))


@pytest.mark.parametrize(
    "sentence",
    [
        "Every stone of this shipment reaches the weight threshold of 0.5 ct.",
        "Toutes les pierres sont au-dessus du seuil de poids de 0,5 ct.",
        "Todas as pedras atingem o limiar de peso de 0,5 ct.",
        "Todas las piedras alcanzan el umbral de peso de 0,5 ct.",
    ],
)
def test_the_weight_that_each_stone_reaches_is_not_that_of_the_parcel(sentence: str) -> None:
    assert "carat_weight" not in spoken(sentence)


def test_the_weight_of_the_parcel_is() -> None:
    assert spoken("The parcel has a weight of 312.55 ct.")["carat_weight"] == "312.55"
