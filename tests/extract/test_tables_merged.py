"""Cells drawn beside several rows: what packages are called, their seals and weights, once for all they hold."""

from __future__ import annotations

from extract.model import DocumentKind
from extract.tables import TableReading, read_table
from extract.types import TYPES
from extract.values import Context
from tests.extract.sheet import Sheet
from tests.extract.test_tables import plain, shown

PACKING = TYPES[DocumentKind.PACKING_LIST]
LOW = 16.0
BARS = (("CS-611", "6,420.5"), ("CS-612", "6,388.2"), ("CS-613", "6,455.0"), ("CS-614", "6,301.7"))


def of_boxes(*boxes: tuple[list[str], str], each: int = 2) -> TableReading:
    """A list of bars, `each` of them to a box whose name and gross weight stand on the middle of their rows."""
    sheet = Sheet()
    edges = (40, 180, 280, 380, 480)
    for number, head in enumerate(("Box", "Bar", "Weight (g)", "Gross (kg)")):
        sheet.box(edges[number], 300, edges[number + 1], 300 + LOW).text(edges[number] + 4, 303, head, 9)
    for number, (bar, weight) in enumerate(BARS):
        y = 300 + LOW * (number + 1)
        sheet.box(edges[1], y, edges[2], y + LOW).text(edges[1] + 4, y + 3, bar, 9)
        sheet.box(edges[2], y, edges[3], y + LOW).text(edges[2] + 4, y + 3, weight, 9)
    for number, (called, gross) in enumerate(boxes):
        y, height = 300 + LOW * (1 + each * number), LOW * each
        sheet.box(edges[0], y, edges[1], y + height)
        sheet.lines(edges[0] + 4, y + height / 2 - 5.5 * len(called), *called, size=9, step=11)
        sheet.box(edges[3], y, edges[4], y + height).text(edges[3] + 4, y + height / 2 - 4.5, gross, 9)
    return read_table([sheet.layout()], PACKING, Context(language="en"))


def test_what_a_box_holds_once_is_told_to_its_first_row() -> None:
    told = shown(of_boxes((["Box 1", "Seal PE-774120"], "13.764"), (["Box 2", "Seal PE-774121"], "13.649")))
    assert [one["goods_description"] for one in told] == [bar for bar, _ in BARS]
    assert [one["net_weight"] for one in told] == ["6420.5", "6388.2", "6455.0", "6301.7"]
    assert [one.get("gross_weight") for one in told] == ["13.764", None, "13.649", None]
    assert not any("parcel_count" in one for one in told)


def test_the_seals_of_boxes_are_those_of_their_rows_and_together_the_papers() -> None:
    reading = of_boxes((["Box 1", "Seal PE-774120"], "13.764"), (["Box 2, Seal PE-774121"], "13.649"))
    assert [one.get("seal_numbers") for one in shown(reading)] == [("PE-774120",), None, ("PE-774121",), None]
    assert plain(reading.totals["seal_numbers"]) == ("PE-774120", "PE-774121")


def test_the_seal_of_the_only_box_is_left_to_its_label() -> None:
    reading = of_boxes((["Box 1", "Seal PE-774120"], "26.764"), each=4)
    assert not any("seal_numbers" in one for one in shown(reading))
