"""Forms with lines to write on and captions under them, at the line's left edge or in its middle."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.model import Field
from extract.read import extract
from tests.extract.sheet import Sheet

LEFT, MIDDLE, WIDTH = 60.0, 310.0, 225.0
SELLER = ("Comptoir du Mont Mitumba SARL", "12, avenue des Acacias", "Bukavu, RD Congo")
BUYER = ("Nordhafen Legierungen GmbH", "Am Kai 7", "24103 Kiel, Allemagne")


def written(sheet: Sheet, y: float, column: float, value: Sequence[str], caption: str, centred: bool) -> None:
    """A value over its line, and under that the caption in small print."""
    bottom = y + 13 * len(value)
    sheet.lines(column + 2, y, *value).rule(column, bottom, column + WIDTH, bottom)
    width = sum(0.5 * 6.5 * len(word) + 0.33 * 6.5 for word in caption.split())
    sheet.text(column + (WIDTH - width) / 2 if centred else column + 2, bottom + 1, caption, 6.5)


def form(title: str, rows: Sequence[Sequence[tuple[Sequence[str], str]]], centred: bool) -> dict[str, Field]:
    sheet = Sheet().text(200, 40, title, 15)
    y = 90.0
    for row in rows:
        for column, (value, caption) in zip((LEFT, MIDDLE), row, strict=True):
            written(sheet, y, column, value, caption, centred)
        y += 13 * max(len(value) for value, _ in row) + 24
    return extract([sheet.page()])[0].fields


@pytest.mark.parametrize("centred", [True, False])
@pytest.mark.parametrize(("left", "right"), [("(Acheteur)", "(Exportateur)"), ("Acheteur", "Exportateur")])
def test_each_caption_names_what_stands_on_its_own_line(left: str, right: str, centred: bool) -> None:
    found = form(
        "BULLETIN D'ANALYSE",
        [
            [(("LA/26-118",), "(Numéro du bulletin)"), (("11 mai 2026",), "(Date)")],
            [(BUYER, left), (SELLER, right)],
            [(("Mine de Kalima-Est",), "(Site minier)"), (("CMM-26/118",), "(N° de lot)")],
            [(("18 240,00 kg",), "(Poids net)"), (("12 fûts",), "(Colis)")],
        ],
        centred,
    )
    told = {name: str(field.value).replace(",", "") for name, field in found.items()}
    assert told["exporter_name"] == SELLER[0]
    assert told["exporter_address"] == " ".join(SELLER[1:]).replace(",", "")
    assert told["importer_name"] == BUYER[0]
    assert told["importer_address"] == " ".join(BUYER[1:]).replace(",", "")
    assert told["lot_number"] == "CMM-26/118"
    assert told["mine_site"].startswith("Mine de Kalima-Est") or told["mine_site"] == "Kalima-Est"


def test_a_caption_may_stand_beside_the_last_line_of_what_its_neighbour_is_written_over() -> None:
    seller = (*SELLER[:1], "12, avenue des Acacias,", "quartier du Lac", SELLER[2])
    found = form(
        "CERTIFICAT CIRGL",
        [
            [(("CD-26-00118",), "(N° du certificat)"), (("2026-05-11",), "(Date d'émission)")],
            [(("2026-08-09",), "(Valable jusqu'au)"), (("Office Régional", "des Mines (ORM)"), "(Autorité émettrice)")],
            [(seller, "(Exportateur)"), (BUYER, "(Importateur)")],
            [(("RD Congo",), "(Origine)"), (("Allemagne",), "(Pays importateur)")],
        ],
        centred=True,
    )
    told = {name: str(field.value).replace(",", "") for name, field in found.items()}
    assert told["expiry_date"] == "2026-08-09"
    assert (told["exporter_name"], told["importer_name"]) == (SELLER[0], BUYER[0])
    assert told["importer_address"] == " ".join(BUYER[1:]).replace(",", "")
    assert (told["country_of_origin"], told["country_of_destination"]) == ("CD", "DE")


@pytest.mark.parametrize(
    ("sentence", "caption"),
    [
        ("Reçu en bon état apparent pour le transport aux conditions du transporteur.", "Expéditeur"),
        ("Received in apparent good order for carriage subject to the conditions below.", "Shipper (name, address)"),
        ("Recibido en aparente buen estado para su transporte.", "Expedidor (nombre y dirección completa)"),
        ("Recebido em aparente bom estado para transporte.", "Expedidor (nome e endereço completo)"),
    ],
)
def test_a_sentence_over_the_first_value_is_no_part_of_it(sentence: str, caption: str) -> None:
    sheet = Sheet().text(200, 40, "Kestrel Maritime", 16).text(200, 60, "BILL OF LADING", 14).text(60, 84, sentence, 9)
    sheet.text(60, 95, "Dalira Mining SARL").text(60, 107, caption, 7)
    sheet.text(340, 95, "MAUS73238960").text(340, 107, "BL number", 7)
    sheet.text(60, 130, "Hestaghan Industries Co., Ltd").text(60, 142, "Consignee", 7)
    sheet.text(60, 165, "22 850 kg").text(60, 177, "Net weight", 7).text(340, 165, "25 big bags").text(
        340, 177, "Packages", 7
    )
    field = extract([sheet.page()])[0].fields["exporter_name"]
    assert field.value == "Dalira Mining SARL"
