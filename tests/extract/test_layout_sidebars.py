"""Bars down a side of the sheet are read apart from the table beside them."""

from __future__ import annotations

import pytest

from extract.layout_sidebars import on_bars
from extract.read import extract_file
from tests.extract.sheet import Sheet


def paper(left: float, right: float, body: float, notes: float) -> Sheet:
    """An invoice with a coloured bar from `left` to `right`, whose frame is the fill's; text at `body` and `notes`."""
    sheet = Sheet().text(body, 40, "COMMERCIAL INVOICE", 14)
    sheet.rule(left, 0, right, 0).rule(left, 836, right, 836)
    sheet.rule(right if left == 0 else left, 0, right if left == 0 else left, 836)
    sheet.text(notes, 40, "Invoice No.", 8).text(notes, 52, "CV-4533").text(notes, 200, "Issued on", 8)
    sheet.text(notes, 212, "2026-11-16").text(notes, 230, "Country of origin", 8).text(notes, 242, "Colombia")
    for x, heading, first, second in (
        (0, "Description", "Gold doré, bar 1", "Gold doré, bar 2"),
        (150, "Net (g)", "6,210", "6,625"),
        (220, "Price (USD/g)", "104.05", "104.05"),
        (320, "Amount (USD)", "646,150.50", "689,331.25"),
    ):
        sheet.text(body + x, 196, heading, 8).text(body + x, 212, first, 8).text(body + x, 232, second, 8)
    return sheet


@pytest.mark.parametrize("sides", [(0, 150, 170, 15), (440, 595, 20, 450)])
def test_a_bar_to_the_sheets_edge_is_no_column_of_the_table(sides: tuple[float, float, float, float]) -> None:
    (document,) = extract_file([paper(*sides).page()])
    assert document.fields["issue_date"].value == "2026-11-16"
    assert document.fields["country_of_origin"].value == "CO"
    assert [row["net_weight"].value for row in document.lines] == ["6210", "6625"]


def test_a_frame_within_the_margins_is_no_bar() -> None:
    sheet = Sheet().box(30, 30, 180, 800).text(40, 40, "Invoice No.")
    assert not on_bars(sheet.layout())
