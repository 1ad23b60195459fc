"""Headings of many lines, each in a ruled box of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.model import DocumentKind
from extract.tables import read_table
from extract.tables_header import find_headers
from extract.tables_header_boxed import boxes_of
from extract.tables_words import header_words
from extract.types import TYPES
from extract.values import Context
from tests.extract.sheet import Sheet
from tests.extract.test_tables import shown

EDGES = (50, 100, 200, 300, 390, 460, 545)
HEADINGS: Sequence[Sequence[str]] = (
    ("Ligne /", "Item"),
    ("Nature de la", "marchandise /", "Nature of goods"),
    ("Nombre de", "parcelles /", "Number of", "parcels in", "shipment"),
    ("Nombre de", "carats / Weight", "in carats (ct)"),
    ("Prix par ct /", "Price per ct", "(USD/ct)"),
    ("Montant ligne /", "Net amount", "(USD)"),
)


def table(*, ruled: bool = True) -> Sheet:
    sheet = Sheet()
    for column, heading in enumerate(HEADINGS):
        sheet.lines(EDGES[column] + 5, 137 - 6 * len(heading), *heading, size=9, step=12)
    rows = (
        ("1", "Petits -9+3", "1", "510,31", "9,97", "5 087,79"),
        ("2", "Grains", "1", "660,50", "18,51", "12 225,86"),
    )
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.text(EDGES[column] + 5, 180 + 20 * number, text, 9)
    if ruled:
        for left, right in pairwise(EDGES):
            sheet.box(left, 100, right, 172).box(left, 172, right, 195).box(left, 195, right, 218)
    return sheet


def test_a_heading_is_read_with_all_lines_of_its_box() -> None:
    reading = read_table([table().layout()], TYPES[DocumentKind.COMMERCIAL_INVOICE], Context(language="fr"))
    told = [(row["parcel_count"], row["carat_weight"], row["unit_price"], row["value"]) for row in shown(reading)]
    assert told == [(1, "510.31", "9.97", "5087.79"), (1, "660.50", "18.51", "12225.86")]
    assert not any("lot_number" in row for row in reading.rows)
    assert all(row["carat_weight"].confidence > 0.9 for row in reading.rows)


def test_the_boxes_of_a_row_hold_their_phrases() -> None:
    layout = table().layout()
    line = next(at for at, one in enumerate(layout.lines) if "Number of" in one.text)
    held = boxes_of(layout, line, line)
    assert held is not None
    assert [" ".join(one.text for one in phrases) for phrases in held] == [" ".join(heading) for heading in HEADINGS]


def test_on_open_ground_there_is_no_row_of_boxes() -> None:
    layout = table(ruled=False).layout()
    assert boxes_of(layout, 0, len(layout.lines) - 1) is None


def test_boxes_that_hold_what_they_ask_for_are_rows_of_their_own() -> None:
    sheet = Sheet().text(130, 40, "CERTIFICADO DE CIRCULACIÓN DE MERCANCÍAS", 14).text(300, 70, "EUR.1 N.º A 0417288")
    sheet.box(50, 300, 300, 380).box(300, 300, 400, 380).box(400, 300, 545, 380)
    sheet.lines(55, 304, "8. Número y naturaleza de los bultos;", "designación de las mercancías", size=9, step=11)
    sheet.lines(305, 304, "9. Masa bruta", "(kg)", size=9, step=11).text(405, 304, "10. Facturas", 9)
    sheet.text(55, 330, "40 big bags").text(55, 343, "Carbonato de litio").text(305, 330, "20.280").text(
        405, 330, "E-912"
    )
    layout = sheet.layout()
    (header,) = find_headers(layout, header_words(TYPES[DocumentKind.CERTIFICATE_OF_ORIGIN]))
    assert "20.280" in layout.lines[header.last_line + 1].text
