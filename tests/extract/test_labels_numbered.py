"""Labels behind the number of their box, in names for a party cut short, and values with a label in a bracket."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet


def values(sheet: Sheet) -> dict[str, object]:
    (document,) = extract_file([sheet.page()])
    return {name: field.value for name, field in document.fields.items()}


def form() -> Sheet:
    return Sheet().text(180, 40, "CERTIFICATE OF ORIGIN", 14)


@pytest.mark.parametrize(
    "label",
    [
        "8.a Net weight",
        "8. a) Net weight",
        "#8 Net weight",
        "N° 8 Net weight",
        "No. 8 Net weight",
        "N.º 8 Peso líquido",
    ],
)
def test_a_label_begins_behind_the_number_of_its_box(label: str) -> None:
    beside = form().text(45, 100, label).text(300, 100, "20,000 kg")
    boxed = form().box(40, 96, 300, 140).text(45, 100, label, 7).text(45, 113, "20,000 kg")
    assert values(beside)["net_weight"] == "20000"
    assert values(boxed)["net_weight"] == "20000"


@pytest.mark.parametrize(
    ("label", "party"),
    [
        ("Exporter's name & address", "exporter"),
        ("Exporter's Name/Address", "exporter"),
        ("Shipper's Name/Address", "exporter"),
        ("Shpr", "exporter"),
        ("Cnor", "exporter"),
        ("Cnee", "importer"),
        ("Consignee name & address", "importer"),
        ("Nom & adresse de l'exportateur", "exporter"),
        ("Nom/adresse de l'exportateur", "exporter"),
        ("Nome/endereço do exportador", "exporter"),
        ("Nombre/dirección del importador", "importer"),
        ("Exporter's name, full address and country", "exporter"),
        ("Destinatário (nome, endereço completo, país) (facultativo)", "importer"),
    ],
)
def test_name_and_address_are_asked_for_in_short(label: str, party: str) -> None:
    boxed = form().box(40, 100, 300, 170).text(45, 102, label, 7)
    boxed.lines(45, 115, "Thaba Diamonds Ltd", "12 Kingsway", "Maseru, Lesotho")
    inline = form().text(45, 102, f"{label}: Thaba Diamonds Ltd, 12 Kingsway, Maseru, Lesotho")
    for found in (values(boxed), values(inline)):
        assert found[f"{party}_name"] == "Thaba Diamonds Ltd"
        assert found[f"{party}_address"] == "12 Kingsway, Maseru, Lesotho"


@pytest.mark.parametrize("bracket", ["mine: Letseng", "Letseng mine"])
def test_a_label_in_a_bracket_leaves_the_value_before_it(bracket: str) -> None:
    under = form().text(45, 100, "Country of origin").text(45, 113, f"Lesotho ({bracket})")
    beside = form().text(45, 100, "Country of origin").text(300, 100, f"Lesotho ({bracket})")
    assert values(under)["country_of_origin"] == "LS"
    assert values(beside)["country_of_origin"] == "LS"
