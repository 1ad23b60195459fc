"""Names and addresses under labels that do not say whose they are: told by the party over them, beside or above."""

from __future__ import annotations

import pytest

from extract.model import Field
from extract.read import extract
from tests.extract.sheet import Sheet

SELLER, BUYER = "Mbeya Graphite Ltd", "Sorte Elektroden GmbH"
HERE = ("Plot 22, Lupa Way,", "Mbeya, Tanzania")
THERE = ("Ringstrasse 5,", "44147 Dortmund, Germany")
ELSEWHERE = "Speicherstadt 8, 20457 Hamburg, Germany"


def form(title: str = "COMMERCIAL INVOICE", number: str = "Invoice No.: MG/26/118") -> Sheet:
    return Sheet().text(200, 40, title, 16).text(60, 70, number).text(300, 70, "Date: 3 June 2026")


def read(sheet: Sheet) -> dict[str, Field]:
    return extract([sheet.text(60, 620, "Net weight: 9,400 kg").page()])[0].fields


def parties(sheet: Sheet) -> tuple[str | None, ...]:
    fields = read(sheet)
    names = ("exporter_name", "exporter_address", "importer_name", "importer_address")
    return tuple(str(fields[name].value) if name in fields else None for name in names)


BOTH = (SELLER, " ".join(HERE), BUYER, " ".join(THERE))


def test_two_parties_side_by_side_with_labels_in_their_blocks() -> None:
    sheet = form()
    for x, head, name, seat in ((60, "SELLER", SELLER, HERE), (320, "BUYER", BUYER, THERE)):
        town, country = seat[1].split(", ")
        sheet.text(x, 110, head, 11).lines(
            x,
            128,
            f"Name: {name}",
            f"Address: {seat[0]}",
            town,
            f"Country: {country}",
            "Tel.: +255 25 250 118",
            step=14,
        )
    assert parties(sheet) == BOTH


def test_captions_in_boxes_one_over_the_other() -> None:
    sheet = form("LICENCE D'EXPORTATION", "N° : 26/0118")
    for y in (110, 128, 160, 205, 235):
        sheet.rule(60, y, 545, y)
    for x in (60, 300, 545):
        sheet.rule(x, 110, x, 235)
    for x, head, name, seat in ((64, "TITULAIRE", SELLER, HERE), (304, "ACHETEUR", BUYER, THERE)):
        sheet.text(x, 113, head).text(x, 131, "Dénomination", 8).text(x, 143, name)
        sheet.text(x, 163, "Siège social", 8).lines(x, 174, *seat).text(x, 208, "Téléphone", 8).text(
            x, 219, "+33 144556"
        )
    assert parties(sheet) == BOTH


@pytest.mark.parametrize("ruled", [True, False])
def test_facts_in_rows_and_parties_in_columns(ruled: bool) -> None:
    sheet = form()
    if ruled:
        for y in (106, 128, 146, 182, 202):
            sheet.rule(56, y, 545, y)
        for x in (56, 136, 336, 545):
            sheet.rule(x, 106, x, 202)
    sheet.text(140, 112, "Exporter").text(340, 112, "Consignee").text(60, 132, "Name")
    sheet.text(140, 132, SELLER).text(340, 132, BUYER).text(60, 152, "Address")
    sheet.lines(140, 152, *HERE).lines(340, 152, *THERE)
    sheet.text(60, 186, "Tel.").text(140, 186, "+255 25 250118").text(340, 186, "+49 231 77810")
    assert parties(sheet) == BOTH


def test_parties_in_rows_and_facts_in_columns() -> None:
    sheet = form("EXPORT LICENCE", "Licence No.: EL 118/26")
    for x, head in ((60, "Party"), (140, "Name"), (290, "Registered address"), (480, "Tel.")):
        sheet.text(x, 110, head)
    for y, role, name, seat in ((126, "Exporter", SELLER, HERE), (160, "Buyer", BUYER, THERE)):
        sheet.text(60, y, role).text(140, y, name).lines(290, y, *seat).text(480, y, "25 250118")
    assert parties(sheet) == BOTH


def test_a_row_of_headings_under_each_party() -> None:
    sheet = form("EXPORT LICENCE", "Licence No.: EL 118/26")
    for y, head, name, seat in ((110, "Exporter", SELLER, HERE), (180, "Importer", BUYER, THERE)):
        sheet.text(60, y, head, 11).text(60, y + 18, "Name").text(230, y + 18, "Address")
        sheet.text(60, y + 32, name).text(230, y + 32, " ".join(seat))
    assert parties(sheet) == BOTH


@pytest.mark.parametrize(("exporter", "seat"), [("Exportador", "End."), ("Exportador", "Sede"), ("Exporter", "Addr.")])
def test_a_short_label_under_the_party(exporter: str, seat: str) -> None:
    sheet = form().lines(60, 110, f"{exporter}: {SELLER}", f"{seat}: {' '.join(HERE)}", step=18)
    assert parties(sheet)[:2] == BOTH[:2]


def test_the_address_under_another_heading_is_nobodys() -> None:
    sheet = form().text(60, 110, "Exporter").text(60, 124, SELLER).text(60, 150, "Importer").text(60, 164, BUYER)
    sheet.text(60, 190, "Clearing agent", 11).text(60, 206, "Name: Anker Spedition").text(
        60, 220, f"Address: {ELSEWHERE}"
    )
    assert parties(sheet) == (SELLER, None, BUYER, None)


def test_the_address_in_the_row_of_a_label_not_known_is_nobodys() -> None:
    sheet = form()
    rows = (("Exporter", SELLER), ("Importer", BUYER), ("Clearing agent", "Anker Spedition"), ("Address", ELSEWHERE))
    for number, (label, value) in enumerate(rows):
        sheet.text(60, 110 + 18 * number, label).text(240, 110 + 18 * number, value)
    assert parties(sheet) == (SELLER, None, BUYER, None)


def test_a_notify_party_keeps_its_address() -> None:
    sheet = form()
    columns = (
        (40, "Shipper", SELLER, HERE),
        (220, "Consignee", BUYER, THERE),
        (400, "Notify party", "Anker AG", (ELSEWHERE,)),
    )
    for x, head, name, seat in columns:
        sheet.text(x, 110, head).text(x, 124, name).text(x, 140, "Address:").lines(x, 153, *seat)
    assert parties(sheet) == BOTH


def test_who_signs_for_a_party_is_not_the_party() -> None:
    sheet = form().lines(60, 110, f"Exporter: {SELLER}", f"Importer: {BUYER}", step=18)
    sheet.lines(60, 700, "EXPORTER", "Name: Asha Mwakyusa", "Position: Director", step=16)
    assert parties(sheet) == (SELLER, None, BUYER, None)


def tiles(sheet: Sheet, y: float, row: list[tuple[str, tuple[str, ...], float]], height: float = 70) -> Sheet:
    """A row of tiles of a form, each with its label in small print over its value, and how wide it is."""
    left = 50.0
    for label, value, width in row:
        sheet.box(left, y, left + width, y + height)
        sheet.text(left + 6, y + 5, label, 7).lines(left + 6, y + 17, *value)
        left += width
    return sheet


def test_a_tile_over_all_the_width_is_of_the_party_that_ends_the_row_over_it() -> None:
    sheet = tiles(form(), 110, [("EXPORTER", (SELLER,), 160), ("ADDRESS", HERE, 160), ("IMPORTER", (BUYER,), 160)])
    tiles(sheet, 180, [("ADDRESS", THERE, 480)])
    assert parties(sheet) == BOTH


def test_a_tile_right_of_a_party_is_of_that_party_whatever_stands_over_it() -> None:
    sheet = tiles(form(), 110, [("Exporter", (SELLER,), 240), ("Address", HERE, 240)])
    tiles(sheet, 180, [("Importer", (BUYER,), 240), ("Address", THERE, 240)])
    assert parties(sheet) == BOTH


def test_a_tile_under_two_parties_that_both_lack_an_address_is_of_neither() -> None:
    sheet = tiles(form(), 110, [("Exporter", (SELLER,), 240), ("Importer", (BUYER,), 240)])
    tiles(sheet, 180, [("Address", THERE, 480)])
    fields = read(sheet)
    assert fields["exporter_name"].value == SELLER
    assert "exporter_address" not in fields
    assert "importer_address" not in fields


def test_tiles_of_addresses_under_those_of_two_parties_are_each_of_the_one_over_it() -> None:
    sheet = tiles(form(), 110, [("Exporter", (SELLER,), 240), ("Importer", (BUYER,), 240)])
    tiles(sheet, 180, [("Address", HERE, 240), ("Address", THERE, 240)])
    assert parties(sheet) == BOTH
