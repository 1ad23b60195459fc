"""Lines of a justified text that are spread over the whole line."""

from __future__ import annotations

from tests.extract.sheet import Sheet

TEXT = "The goods described below are exported under the terms of the regional mechanism and of its"


def _spread(sheet: Sheet, y: float, words: str, right: float) -> Sheet:
    """Sets words from x = 60 to `right` at gaps all alike."""
    told = words.split()
    gap = (right - 60 - 5 * sum(map(len, told))) / (len(told) - 1)
    x = 60.0
    for word in told:
        sheet.text(x, y, word)
        x += 5 * len(word) + gap
    return sheet


def _right() -> float:
    return Sheet().text(60, 0, TEXT).words[-1].box.x1 * 595


def test_a_spread_line_is_one_phrase() -> None:
    sheet = Sheet().text(60, 100, TEXT).text(60, 113, "rules.")
    _spread(sheet, 140, "The mineral is gold. This paper expires on", _right()).text(60, 153, "4 January 2028.")
    layout = sheet.layout()
    assert [segment.text for segment in layout.segments][2:] == [
        "The mineral is gold. This paper expires on",
        "4 January 2028.",
    ]


def test_a_row_of_a_table_under_a_text_is_none() -> None:
    sheet = Sheet().text(60, 100, TEXT)
    _spread(sheet, 140, "Item Mark Bags Gross Net Grade", _right())
    sheet.text(60, 180, "Signed")  # nothing goes on close beneath
    uneven = Sheet().text(60, 100, TEXT).lines(60, 140, "Item", "1")
    for x, word in ((120, "Mark"), (200, "Bags"), (300, "Gross"), (340, "Net")):
        uneven.text(x, 140, word)
    uneven.text(_right() - 25, 140, "Grade")
    for one in (sheet, uneven):
        assert max(len(line.segments) for line in one.layout().lines) == 6
