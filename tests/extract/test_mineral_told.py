"""The mineral that a sentence of a certificate or a licence names."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("ICGLR Certificate", "The date of shipment is 4 May 2027. The designated mineral is: cassiterite."),
        ("Certificat CIRGL", "La date d'expédition est le 4 mai 2027. Le minerai est : cassitérite."),
        ("Certificado CIRGL", "A data de embarque é 4 de maio de 2027. O minério é o seguinte: cassiterita."),
        ("Licencia de exportación", "La fecha de embarque es 4 de mayo de 2027. El mineral es: casiterita."),
        ("Origin declaration", "The mineral concerned: cassiterite. The lot is no. KT-118."),
    ],
)
def test_the_mineral_of_a_sentence(title: str, sentence: str) -> None:
    sheet = Sheet().text(60, 40, title, 15).lines(60, 90, f"{title} no. KT-0412", sentence, "The lot is sealed.")
    (document,) = extract_file([sheet.page()])
    assert document.fields["mineral"].value == "cassiterite"
    assert document.fields["mineral"].confidence >= 0.9


@pytest.mark.parametrize(("label", "named"), [("Clase de mineral", "Oro"), ("Type of ore", "Tin"), ("Mineral", "Gold")])
def test_the_name_of_an_element_beside_a_label_for_the_mineral_is_no_label(label: str, named: str) -> None:
    sheet = Sheet().text(60, 40, "Certificado de análisis", 15)
    sheet.text(60, 90, "Nro. de informe").text(200, 90, "ANL/5668").text(320, 90, "Fecha").text(420, 90, "14-08-2026")
    sheet.text(60, 110, label).text(200, 110, named).text(320, 110, "Lote N.º").text(420, 110, "LOT-CO-0633")
    (document,) = extract_file([sheet.page()])
    assert document.fields["mineral"].value in {"gold", "tin"}
