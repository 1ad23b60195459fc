"""What a line table's rows state, and what of it is the whole paper's."""

from __future__ import annotations

import pytest

from tests.extract.sheet import Sheet
from tests.extract.trade import read, values

COLUMNS = (50, 210, 270, 330, 400, 450)


def invoice(*grades: str) -> Sheet:
    """An invoice with a row for each grade, and a total that gives none."""
    sheet = Sheet().text(50, 40, "FACTURE COMMERCIALE N° FE-2026/0471", 14).text(50, 70, "Date : 21 septembre 2026")
    heads = ("Désignation", "Code SH", "Big-bags", "Teneur en C", "Poids net", "Montant USD")
    rows = [
        (f"Graphite naturel {at}", "2504.10", f"{7 + at} BB", grade, f"{7 + at} 000 kg", f"{7 + at} 000,00")
        for at, grade in enumerate(grades)
    ]
    whole = sum(7 + at for at in range(len(grades)))
    for number, row in enumerate(
        (heads, *rows, ("Total", "", f"{whole} BB", "", f"{whole} 000 kg", f"{whole} 000,00"))
    ):
        for x, text in zip(COLUMNS, row, strict=True):
            sheet.text(x, 110 + 18 * number, text, 8)
    return sheet


def test_one_rows_grade_is_not_the_papers() -> None:
    document = read(invoice("95,20 %", "94,10 %"))
    assert [row["grade"].value for row in document.lines] == ["95.20", "94.10"]
    assert "grade" not in document.fields
    assert document.fields["parcel_count"].value == 15


def test_a_grade_stated_for_the_whole_stays_beside_the_rows() -> None:
    sheet = invoice("95,20 %", "94,10 %").text(50, 300, "Teneur moyenne : 94,62 %")
    assert values(sheet)["grade"] == "94.62"


@pytest.mark.parametrize("grade", ["95,20 %"])
def test_a_grade_that_all_rows_share_is_the_papers(grade: str) -> None:
    assert values(invoice(grade, grade))["grade"] == "95.20"


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("FACTURA DE EXPORTACIÓN", "Total maxisacos"),
        ("FATURA COMERCIAL", "Total tambores"),
        ("FACTURE COMMERCIALE", "Total fûts"),
        ("COMMERCIAL INVOICE", "Total crates"),
    ],
)
def test_packages_may_be_counted_under_the_rows_in_another_column(title: str, label: str) -> None:
    sheet = Sheet().text(50, 40, title, 14).text(400, 40, "N.º 004418")
    heads = ("Descripción", "Código SA", "Bultos", "Peso neto kg", "Precio USD/kg", "Importe USD")
    row = ("Carbonato de litio", "2836.91", "18 unid.", "18.000,00", "9,85", "177.300,00")
    for number, cells in enumerate((heads, row, row)):
        for x, text in zip((50, 180, 240, 300, 380, 460), cells, strict=True):
            sheet.text(x, 110 + 18 * number, text, 8)
    for number, (name, figure) in enumerate(((label, "36 unid."), ("TOTAL USD", "354.600,00"))):
        sheet.text(300, 168 + 18 * number, name, 8).text(460, 168 + 18 * number, figure, 8)
    assert values(sheet)["parcel_count"] == 36
