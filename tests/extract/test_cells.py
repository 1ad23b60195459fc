"""Cells closed by rulings, also where rulings are broken, doubled or missing."""

from __future__ import annotations

from extract.cells import grid_of
from tests.extract.sheet import Sheet


def cell_of(sheet: Sheet, x: float, y: float) -> int | None:
    return grid_of(sheet.page()).cell_at(x, y)


def test_a_page_without_rulings_has_no_cells() -> None:
    grid = grid_of(Sheet().text(50, 50, "text").page())
    assert grid.boxes == ()
    assert grid.cell_at(50, 50) is None


def test_neighbouring_boxes_are_two_cells() -> None:
    sheet = Sheet().box(50, 50, 200, 100).rule(120, 50, 120, 100)
    assert cell_of(sheet, 80, 70) != cell_of(sheet, 160, 70)
    assert cell_of(sheet, 30, 70) is None


def test_a_broken_edge_still_closes() -> None:
    sheet = Sheet().box(50, 50, 200, 100).rule(120, 50, 120, 70).rule(120, 78, 120, 100)
    assert cell_of(sheet, 80, 70) != cell_of(sheet, 160, 70)


def test_a_missing_edge_joins_the_cells() -> None:
    sheet = Sheet().box(50, 50, 200, 100).rule(120, 50, 120, 60)
    assert cell_of(sheet, 80, 90) == cell_of(sheet, 160, 90) is not None


def test_a_doubled_line_is_one_edge() -> None:
    sheet = Sheet().box(50, 50, 200, 100).rule(120, 50, 120, 100).rule(121.5, 50, 121.5, 100)
    assert len(grid_of(sheet.page()).boxes) == 2


def test_horizontal_rules_alone_make_bands() -> None:
    sheet = Sheet().rule(50, 50, 400, 50).rule(50, 80, 400, 80).rule(50, 110, 400, 110)
    first, second = cell_of(sheet, 100, 60), cell_of(sheet, 100, 90)
    assert first is not None
    assert second is not None
    assert first != second


def test_rules_of_different_extent_make_no_band() -> None:
    sheet = Sheet().rule(50, 50, 400, 50).rule(200, 80, 300, 80)
    assert cell_of(sheet, 100, 60) is None


def test_a_frame_around_the_page_is_no_cell() -> None:
    assert cell_of(Sheet().box(20, 20, 575, 822), 300, 400) is None


def test_a_line_struck_through_words_is_no_edge() -> None:
    sheet = Sheet().box(50, 50, 300, 100).text(60, 70, "Artisanal and small-scale").rule(50, 75, 300, 75)
    assert cell_of(sheet, 100, 60) == cell_of(sheet, 100, 90) is not None


def test_ornament_does_not_hide_the_form() -> None:
    sheet = Sheet().box(50, 50, 300, 100).rule(150, 50, 150, 100)
    for number in range(900):
        y = 120 + 0.7 * number
        sheet.rule(60 + number % 7, y, 75 + number % 11, y)
    assert cell_of(sheet, 100, 70) != cell_of(sheet, 200, 70)
    assert cell_of(sheet, 100, 70) is not None


def test_the_coloured_ground_of_a_label_parts_nothing_of_its_cell() -> None:
    sheet = Sheet().box(50, 50, 200, 100).box(58, 56, 110, 66)
    assert cell_of(sheet, 80, 60) == cell_of(sheet, 80, 85) is not None


def test_small_boxes_that_are_filled_in_stay_cells() -> None:
    two = Sheet().box(50, 50, 200, 100).box(58, 56, 110, 66).box(130, 56, 180, 66)
    assert cell_of(two, 80, 60) != cell_of(two, 80, 85)
    low = Sheet().box(50, 50, 200, 100).box(58, 82, 110, 94)
    assert cell_of(low, 80, 88) != cell_of(low, 80, 65)
    alone = Sheet().box(58, 56, 110, 66)
    assert cell_of(alone, 80, 60) is not None
