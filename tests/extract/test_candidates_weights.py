"""Weights that say behind their unit which they are."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet


def weights(label: str, value: str) -> dict[str, str]:
    sheet = Sheet().text(170, 40, "CERTIFICATE OF ORIGIN", 16)
    sheet.box(60, 90, 300, 150).text(65, 95, "6. Description of goods").text(65, 110, "Manganese ore, 46 % Mn")
    sheet.box(300, 90, 540, 150).text(305, 95, label).text(305, 110, value)
    (document,) = extract_file([sheet.page()])
    return {name: str(field.value) for name, field in document.fields.items() if name.endswith("_weight")}


@pytest.mark.parametrize(
    ("label", "value", "told"),
    [
        ("9. Gross weight or other quantity", "12,600 kg net", {"net_weight": "12600"}),
        ("9. Poids brut ou autre quantité", "12 600 kg nets", {"net_weight": "12600"}),
        ("Net weight", "12,900 kg gross", {"gross_weight": "12900"}),
        ("Gross weight", "12,900 kg gross", {"gross_weight": "12900"}),
        ("Gross weight", "12,900 kg Net: 12,600 kg", {"gross_weight": "12900"}),
    ],
)
def test_a_word_behind_the_unit_tells_which_weight_it_is(label: str, value: str, told: dict[str, str]) -> None:
    assert told.items() <= weights(label, value).items()
    assert len(weights(label, value)) <= 2
