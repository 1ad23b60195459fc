"""Tables that go on on the next page under no headings."""

from __future__ import annotations

import pytest

from extract.model import Document
from extract.read import extract_file
from tests.extract.sheet import Sheet

COLUMNS = (45.0, 90.0, 290.0, 400.0, 500.0)
HEADINGS = ("Item", "Description", "Net weight (kg)", "Unit price (USD)", "Amount (USD)")


def weight(item: int) -> int:
    return 568 + item


def row(sheet: Sheet, y: float, item: int, aside: float = 0.0) -> None:
    texts = (str(item), "Cassiterite concentrate", f"{weight(item):.1f}", "10.00", f"{weight(item) * 10:,.2f}")
    for x, text in zip(COLUMNS, texts, strict=True):
        sheet.text(x + aside, y, text)


def first_page(rows: int) -> Sheet:
    sheet = Sheet().text(220, 40, "COMMERCIAL INVOICE", 14).text(45, 70, "Invoice No.: INV-2026-044")
    sheet.lines(45, 95, "Seller:", "Kivu Minerals SARL", "12 Avenue du Lac, Goma, DR Congo")
    for x, heading in zip(COLUMNS, HEADINGS, strict=True):
        sheet.text(x, 170, heading)
    for item in range(1, rows + 1):
        row(sheet, 170 + 14 * item, item)
    return sheet


def read(before: int, more: int, aside: float = 0.0, head: str = "") -> tuple[Document, ...]:
    """An invoice of two pages, so many rows on each, the total on the second."""
    sheet, y = Sheet(), 50.0
    if head:
        sheet.text(45, 30, head)
    for item in range(before + 1, before + more + 1):
        row(sheet, y, item, aside)
        y += 14
    total = sum(map(weight, range(1, before + more + 1)))
    sheet.text(45 + aside, y, "TOTAL").text(290 + aside, y, f"{total:,}.0").text(500 + aside, y, f"{total * 10:,}.00")
    return extract_file([first_page(before).page(), sheet.page(2)])


@pytest.mark.parametrize("before", [2, 10, 20, 40])
@pytest.mark.parametrize("more", [0, 1, 3])
@pytest.mark.parametrize("aside", [0.0, 15.0, -12.0])
def test_rows_and_total_take_the_columns_of_the_page_before(before: int, more: int, aside: float) -> None:
    (document,) = read(before, more, aside)
    total = sum(map(weight, range(1, before + more + 1)))
    assert len(document.lines) == before + more
    assert document.fields["net_weight"].value == f"{total}.0"
    value = document.fields["value"].value
    assert str(getattr(value, "amount", None)) == f"{total * 10}.00"


def test_under_a_line_that_says_it_goes_on() -> None:
    (document,) = read(4, 2, head="Invoice INV-2026-044, continued")
    assert len(document.lines) == 6


def test_other_rows_overleaf_are_no_more_of_a_table_that_left_room() -> None:
    other = Sheet().text(45, 30, "Invoice INV-2026-044, continued")
    for y, texts in ((60, ("Account", "4711 0815")), (74, ("SWIFT", "BCDCCDKI")), (88, ("Branch", "12"))):
        other.text(45, y, texts[0]).text(290, y, texts[1])
    (document,) = extract_file([first_page(4).page(), other.page(2)])
    assert len(document.lines) == 4
