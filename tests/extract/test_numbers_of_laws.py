"""The number of a law that a paper names is none of its own."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet


@pytest.mark.parametrize(
    ("title", "law", "label"),
    [
        ("DECLARATION OF ORIGIN", "(Council Regulation (EU) No 833/2014, Article 3p)", "Our ref. SG/26/118"),
        ("DECLARAÇÃO DE ORIGEM", "(Regulamento (UE) n.º 833/2014 do Conselho)", "Referência: SG/26/118"),
    ],
)
def test_a_regulations_number_is_not_the_papers(title: str, law: str, label: str) -> None:
    page = Sheet().text(200, 60, title, 14).text(150, 84, law).text(50, 130, label).page()
    field = extract_file([page])[0].fields.get("document_number")
    assert field is not None
    assert field.value == "SG/26/118"


@pytest.mark.parametrize(
    ("title", "law"),
    [
        ("AUTORIZACIÓN DE EXPORTACIÓN", "La presente autorización se otorga conforme a la Ley N.º 16.319."),
        ("LICENÇA DE EXPORTAÇÃO", "A presente licença é emitida ao abrigo da Lei de Minas n.º 31/2011."),
        ("PERMIS D'EXPORTATION", "Le présent permis est délivré en application de la loi n° 007/2002."),
        ("EXPORT LICENCE", "This licence is issued under the Law No. 13/2014 and its regulations."),
    ],
)
def test_a_laws_number_is_not_the_licences(title: str, law: str) -> None:
    sheet = Sheet().text(200, 60, title, 14).text(220, 90, "N.º AE-LI 0147/2026")
    sheet.text(60, 130, "Cantidad autorizada / Quantity authorised: 250 t").text(60, 170, law)
    field = extract_file([sheet.page()])[0].fields.get("document_number")
    assert field is not None
    assert field.value == "AE-LI 0147/2026"


@pytest.mark.parametrize("title", ["CERTIFICADO DE PESO Y LEY N.º 0877/2026", "CERTIFICADO DE LEY N.º 0877/2026"])
def test_a_certificate_of_grade_is_no_law(title: str) -> None:
    sheet = Sheet().text(60, 60, title, 14).text(60, 100, "Fecha: 14 de octubre de 2026")
    sheet.text(60, 116, "Peso neto: 19.105,00 kg").text(60, 132, "Ley de estaño (Sn): 58,75 %")
    assert extract_file([sheet.page()])[0].fields["document_number"].value == "0877/2026"
