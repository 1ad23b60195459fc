"""Labels over several lines, and lines that are none."""

from __future__ import annotations

import pytest

from tests.extract.sheet import Sheet
from tests.extract.trade import values


def test_labels_under_a_title_that_they_would_go_on_with_are_their_own() -> None:
    sheet = Sheet().text(60, 30, "Ministère des Mines").text(60, 48, "*** AUTORISATION D'EXPORTATION ***")
    rows = (
        ("Numéro de licence", "1630/MIN/2026"),
        ("Date de délivrance", "21/10/2026"),
        ("Fin de validité", "20/03/2027"),
        ("Bénéficiaire", "Comptoir Sankaran SARL"),
    )
    for number, (label, value) in enumerate(rows):
        sheet.text(60, 66 + 13 * number, label).text(240, 66 + 13 * number, value)
    found = values(sheet)
    assert (found["issue_date"], found["expiry_date"]) == ("2026-10-21", "2027-03-20")
    assert found["document_number"] == "1630/MIN/2026"


def test_a_label_that_goes_on_behind_its_dash_in_the_next_line() -> None:
    sheet = Sheet().text(150, 30, "CERTIFICATE OF ANALYSIS", 16)
    sheet.text(60, 100, "Client – Exporting").text(200, 100, "Nyamata Ores Ltd").text(60, 112, "party:")
    sheet.text(60, 130, "Lot / batch No.:").text(200, 130, "NY-TA-9124")
    assert values(sheet)["exporter_name"] == "Nyamata Ores Ltd"


@pytest.mark.parametrize(("first", "second"), [("42 big-", "bags"), ("42 big", "bags")])
def test_a_count_of_things_that_wraps_in_its_box_is_no_label(first: str, second: str) -> None:
    sheet = Sheet().text(150, 30, "CERTIFICAT D'ORIGINE", 16)
    for x0, x1, label, *value in (
        (40, 100, "Total colis", first, second),
        (100, 260, "Désignation", "Concentré de", "cassitérite"),
        (260, 340, "Net", "41,115 t"),
    ):
        sheet.box(x0, 100, x1, 125).text(x0 + 4, 105, label).box(x0, 125, x1, 175).lines(x0 + 4, 130, *value)
    assert values(sheet)["parcel_count"] == int(first[:2])


def test_a_number_right_under_the_label_that_asks_for_it_numbers_no_box_under_it() -> None:
    sheet = Sheet().text(150, 30, "Certificat du Processus de Kimberley", 14).box(40, 60, 560, 400)
    sheet.text(308, 100, "Poids en carats / Carat weight", 8).text(308, 110, "1 146,58 ct")
    sheet.text(308, 128, "Nombre de colis / Number of parcels", 8).text(308, 138, "2")
    sheet.text(308, 155, "Code SH / HS code", 8).text(308, 165, "7102.31")
    sheet.text(60, 133, "Exportateur / Exporter", 8)
    sheet.lines(60, 143, "Comptoir Diamant Milo SARL", "Almamya, Kaloum", "Conakry", "Guinée")
    found = values(sheet)
    assert found["parcel_count"] == 2
    assert found["hs_codes"] == ("710231",)
    assert found["exporter_name"] == "Comptoir Diamant Milo SARL"
