"""Photos of papers: several told apart, each a page of its own; lines followed as a page is turned."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from ingest import lie, photo, straighten
from ingest.errors import Unreadable
from ingest.open import open_file
from ingest.photo import sheets_of
from ingest.read import Settings, read_page
from ingest.straighten import Pixels, Quarter
from ingest.textlines import Found
from tests.ingest import paper
from tests.ingest.test_read import found_of, needs_both


def desk_with(*places: tuple[float, float, float]) -> Pixels:
    """A dark table, 2,600 by 1,900 pixels, with the form laid on it: left and top in pixels, turn in degrees."""
    rng = np.random.default_rng(5)
    desk = rng.normal(75, 6, (1900, 2600, 3)) * np.array([1.1, 0.85, 0.6])
    sheet = cv2.cvtColor(paper.form_picture(130), cv2.COLOR_GRAY2RGB)
    height, width = sheet.shape[:2]
    for left, top, angle in places:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        matrix[:, 2] += np.array([left, top])
        laid = cv2.warpAffine(sheet, matrix, (2600, 1900))
        mask = cv2.warpAffine(np.full((height, width), 255, dtype=np.uint8), matrix, (2600, 1900))
        desk = np.where(mask[:, :, None] > 127, laid * 0.95, desk)
    return np.asarray(np.clip(desk, 0, 255), dtype=np.uint8)


TWO = desk_with((1400, 160, -4.0), (120, 190, 3.0))


def test_papers_that_lie_apart_are_told_apart_from_left_to_right() -> None:
    first, second = sheets_of(TWO)
    assert first[:, 0].max() < 1300 < second[:, 0].min()
    for corners in (first, second):
        sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
        assert sides == pytest.approx([1075, 1520, 1075, 1520], rel=0.02)


def test_papers_that_overlap_are_no_two_pages() -> None:
    assert len(sheets_of(desk_with((700, 160, -4.0), (300, 190, 3.0)))) <= 1


def rows_of(across: int, down: int, gap: int, table: tuple[int, int, int] = (70, 60, 50)) -> Pixels:
    """Sheets of A4 at 80 dpi laid in rows on a table, so many pixels apart."""
    sheet = cv2.cvtColor(paper.form_picture(80), cv2.COLOR_GRAY2RGB)
    height, width = sheet.shape[:2]
    size = (down * (height + gap) + 100, across * (width + gap) + 100, 3)
    desk = np.random.default_rng(5).normal(0, 4, size) + np.array(table)
    for row in range(down):
        for column in range(across):
            top, left = 60 + row * (height + gap), 60 + column * (width + gap)
            desk[top : top + height, left : left + width] = sheet * 0.95
    return np.asarray(np.clip(desk, 0, 255), dtype=np.uint8)


@pytest.mark.parametrize(
    ("across", "down", "millimetres"),
    [(2, 1, 4), (2, 1, 8), (3, 1, 8), (3, 1, 13), (3, 1, 25), (4, 1, 25), (2, 2, 17), (3, 2, 25)],
)
@pytest.mark.parametrize("table", [(70, 60, 50), (150, 150, 150), (205, 200, 190)])
def test_papers_that_lie_close_are_told_apart(
    across: int, down: int, millimetres: int, table: tuple[int, int, int]
) -> None:
    gap = round(millimetres / 25.4 * 80)
    found = sheets_of(rows_of(across, down, gap, table))
    height, width = paper.form_picture(80).shape
    corners = [(60 + c * (width + gap), 60 + r * (height + gap)) for r in range(down) for c in range(across)]
    assert len(found) == len(corners)
    for quad, (left, top) in zip(found, corners, strict=True):
        assert quad[0] == pytest.approx([left, top], abs=5)
        assert quad[2] == pytest.approx([left + width, top + height], abs=5)


def test_papers_in_falling_light_are_told_apart() -> None:
    desk = rows_of(3, 1, 41, (140, 140, 140)).astype(np.float32)
    lit = desk * np.linspace(1.0, 0.5, desk.shape[1], dtype=np.float32)[None, :, None]
    assert len(sheets_of(np.asarray(lit, dtype=np.uint8))) == 3


@pytest.mark.parametrize("band", [(35, 105, 70), (0, 0, 0), (150, 40, 40)])
@pytest.mark.parametrize("deep", [12, 25, 60])
def test_a_band_across_a_sheet_parts_it_from_none(band: tuple[int, int, int], deep: int) -> None:
    page = rows_of(1, 1, 0)
    page[500 : 500 + deep, 60:-40] = band
    assert len(sheets_of(page)) <= 1


def banded(sheet: Pixels) -> Pixels:
    """The sheet under a dark green band that runs from rim to rim, as letterheads have it."""
    page = cv2.cvtColor(sheet, cv2.COLOR_GRAY2RGB)
    page[: page.shape[0] // 7] = (35, 105, 70)
    return np.asarray(page, dtype=np.uint8)


def test_a_coloured_band_over_the_whole_head_is_no_table_on_which_the_page_lies() -> None:
    page = banded(paper.form_picture(130))
    assert sheets_of(page) == []


def test_a_crease_of_a_crumpled_sheet_is_no_edge_of_it() -> None:
    """Lettering beyond a sheet counts where its ground is of a colour that the sheet's own creases are of."""
    beyond, table = (200, 215, 245), (150, 95, 50)
    quad = np.array([[600, 40], [1360, 40], [1360, 460], [600, 460]], dtype=np.float32)
    for ground, creases, cut in ((beyond, True, True), (beyond, False, False), (table, True, False)):
        page = np.full((500, 1400, 3), (245, 235, 220), dtype=np.uint8)
        page[:, :590] = ground
        if creases:
            page[40:460, 1180:1360] = beyond
        for x in range(60, 1340, 26):
            for y in range(120, 400, 40):
                cv2.putText(page, "H", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (30, 30, 30), 2)
        assert photo._cuts_text([quad], page) is cut


@needs_both
def test_each_paper_of_a_photo_is_a_page(tmp_path: Path) -> None:
    path = paper.write(tmp_path, "two", paper.png(TWO))
    assert open_file(path, "two").pages == 2
    for number in (1, 2):
        page = read_page(path, "f" * 64, "image/png", number, Settings(readers="both"))
        assert page.number == number
        assert page.sheet is not None
        assert (page.sheet[0][0] < 0.5) == (number == 1)
        assert len(found_of(page)) >= len(paper.FORM)
    with pytest.raises(Unreadable):
        read_page(path, "f" * 64, "image/png", 3, Settings(readers="both"))


@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
def test_lines_go_where_the_picture_goes(quarter: Quarter) -> None:
    page = np.zeros((400, 600), dtype=np.uint8)
    page[60:80, 100:340] = 255
    line = Found(220, 70, 240, 20, 0.0)
    there = lie.shown(lie.turned([line], quarter, 600, 400), straighten.turn(page, quarter).shape)
    assert float((there == straighten.turn(page, quarter)).mean()) > 0.99


@pytest.mark.parametrize("angle", [-3.0, 0.7, 5.0])
def test_lines_go_where_a_level_page_goes(angle: float) -> None:
    page = np.zeros((400, 600), dtype=np.uint8)
    page[60:80, 100:340] = 255
    bowed = Found(220, 70, 240, 20, 0.0, spine=(70.0,) * 5)
    for line in (Found(220, 70, 240, 20, 0.0), bowed):
        moved = lie.levelled([line], angle, 2.0, 600, 400)
        picture = cv2.resize(straighten.level(page, angle), (1200, 800))
        assert float(((lie.shown(moved, picture.shape) > 0) == (picture > 127)).mean()) > 0.985


def test_lines_tell_a_page_that_lies_on_its_side() -> None:
    across = [Found(200, 50 * row, 300, 20, 0.0) for row in range(4)]
    assert not lie.sideways(across)
    assert lie.sideways(lie.turned(across, 90, 600, 400))
    assert not lie.sideways([])
