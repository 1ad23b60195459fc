"""Labels cut down to initials, beside the post boxes and the papers that are called by the same letters."""

from __future__ import annotations

from tests.extract.sheet import Sheet
from tests.extract.trade import values


def test_a_post_box_and_a_list_are_no_weights() -> None:
    sheet = Sheet().text(150, 30, "LISTE DE COLISAGE", 16).text(60, 60, "PL 0331")
    sheet.text(60, 100, "Exportateur").lines(
        160, 100, "Lucapiri Minerais SPRL", "95, avenue du Port", "B.P. 729", "Burundi"
    )
    sheet.text(60, 170, "P.N. 38 130 kg").text(60, 190, "P.B.: 38 247 kg")
    found = values(sheet)
    assert found["exporter_address"] == "95, avenue du Port, B.P. 729, Burundi"
    assert (found["net_weight"], found["gross_weight"]) == ("38130", "38247")


def test_a_standard_of_brazil_is_no_number_of_the_paper() -> None:
    sheet = Sheet().text(60, 40, "Certificado de análise MC 3381/26", 14).text(60, 70, "Emitido em 06/07/2026")
    sheet.text(60, 100, "Carbono fixo").text(200, 100, "94,50 %").text(300, 100, "NBR 8293")
    sheet.text(60, 120, "Cinzas").text(200, 120, "4,10 %").text(300, 120, "NBR 8289")
    assert values(sheet)["document_number"] == "MC 3381/26"


def test_the_box_of_a_form_that_a_sentence_names_counts_nothing() -> None:
    sheet = Sheet().text(150, 30, "CERTIFICATE OF ORIGIN", 16).text(60, 80, "18 big bags of wolframite concentrate")
    sheet.text(60, 300, "THE GOODS DESCRIBED ABOVE ORIGINATE IN THE COUNTRY SHOWN IN BOX 3 / LES MARCHANDISES SONT", 8)
    sheet.text(60, 312, "ORIGINAIRES DU PAYS FIGURANT DANS LA", 8).text(60, 324, "CASE N° 3", 8)
    assert values(sheet)["parcel_count"] == 18
