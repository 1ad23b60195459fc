"""Whatever characters stand on a paper, it is read: figures that are no decimal digits end no run."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.read import extract
from tests.extract.sheet import Sheet

_FIGURES = "0123456789₀₂₅⁰²³①②⑨½¼ⅣⅻⅠ٣٧۴५७三０９𝟙𝟗"
_SIGNS = ".,'’ -–—/%‰°:;()×*#№ªº†€$£¥\u200b\u00ad\u2212\ufe0f"
_LETTERS = "aBçÑKgctOoÅΩЖ漢ا"
words = st.text(st.sampled_from(_FIGURES + _SIGNS + _LETTERS), min_size=1, max_size=12).filter(
    lambda text: text.strip() != ""
)

LABELS = (
    "Invoice No.",
    "Invoice date",
    "Net weight",
    "Number of packages",
    "Country of origin",
    "HS code",
    "Seal Nos.",
)
HEADINGS = ("Description", "Grade", "Quantity (kg)", "Unit price (USD/kg)", "Amount (USD)")


@settings(max_examples=60, deadline=None)
@given(st.lists(words, min_size=len(LABELS), max_size=len(LABELS)), st.lists(words, min_size=15, max_size=15))
def test_papers_with_odd_figures_are_read(beside: list[str], cells: list[str]) -> None:
    sheet = Sheet().text(200, 40, "COMMERCIAL INVOICE", 16)
    for number, (label, value) in enumerate(zip(LABELS, beside, strict=True)):
        sheet.text(50, 80 + 16 * number, f"{label}:").text(220, 80 + 16 * number, value)
    for column, heading in enumerate(HEADINGS):
        sheet.text(50 + 100 * column, 220, heading)
        for row in range(3):
            sheet.text(50 + 100 * column, 236 + 14 * row, cells[3 * column + row])
    sheet.text(50, 290, "Total").text(450, 290, cells[0])
    (document,) = extract([sheet.page()])
    assert document.type == "commercial_invoice"


def test_a_formula_in_a_table_is_no_number() -> None:
    sheet = Sheet().text(200, 40, "COMMERCIAL INVOICE", 16)
    for column, heading in enumerate(HEADINGS):
        sheet.text(50 + 100 * column, 220, heading)
    for row in range(2):
        for column, cell in enumerate(("Tantalite", "Ta₂O₅ 0₁6", "1200", "41.50", "49800.00")):
            sheet.text(50 + 100 * column, 236 + 14 * row, cell)
    sheet.text(50, 264, "Total").text(450, 264, "99600.00")
    (document,) = extract([sheet.page()])
    assert len(document.lines) == 2
