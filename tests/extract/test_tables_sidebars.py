"""Facts in a column of their own beside a table are none of its columns."""

from __future__ import annotations

from extract.model import DocumentKind
from extract.tables_found import labels_of
from extract.tables_sidebars import open_sidebars
from extract.types import TYPES
from tests.extract.sheet import Sheet
from tests.extract.trade import read

FACTS = (
    ("Numéro", "KT-F-0612"),
    ("Date", "16 juin 2026"),
    ("Acheteur", "Tauern Wolframhütte GmbH"),
    ("Lot", "BI-W-2606"),
    ("Pays d’origine", "Burundi"),
)
TABLE = (
    ("Désignation", "Poids net kg", "Prix USD/kg", "Montant USD"),
    ("Wolframite, fûts 1 à 20", "9 600", "21,75", "208 800,00"),
    ("Wolframite, fûts 21 à 38", "8 640", "21,75", "187 920,00"),
    ("Total", "18 240", "", "396 720,00"),
)


def invoice(pitch: float) -> Sheet:
    """An invoice whose facts stand left of its table, the next label `pitch` points under the one before."""
    sheet = Sheet().text(43, 40, "Facture commerciale", 18)
    for at, (label, value) in enumerate(FACTS):
        sheet.text(43, 138 + pitch * at, label, 8).text(43, 150 + pitch * at, value, 9)
    for at, cells in enumerate(TABLE):
        for x, cell in zip((238, 365, 430, 500), cells, strict=True):
            if cell:
                sheet.text(x, 130 + 28 * at, cell, 9)
    return sheet


def test_facts_beside_a_table_are_read_by_their_labels() -> None:
    document = read(invoice(38))
    found = {name: field.value for name, field in document.fields.items()}
    assert (found["document_number"], found["issue_date"]) == ("KT-F-0612", "2026-06-16")
    assert found["importer_name"] == "Tauern Wolframhütte GmbH"
    assert found["lot_number"] == "BI-W-2606"
    assert [row["net_weight"].value for row in document.lines] == ["9600", "8640"]
    assert "lot_number" not in document.lines[0]


def test_labels_level_with_rows_are_cells() -> None:
    labels = labels_of(TYPES[DocumentKind.COMMERCIAL_INVOICE])
    assert open_sidebars(invoice(38).layout(), labels)
    level = Sheet()
    for at, (label, value) in enumerate(FACTS):
        level.text(43, 100 + 28 * at, label).text(43, 112 + 28 * at, value).text(238, 100 + 28 * at, "Wolframite")
    assert not open_sidebars(level.layout(), labels)
