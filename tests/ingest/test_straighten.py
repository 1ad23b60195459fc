"""Geometry of pages: skew, quarter turns, the sheet in a photo."""

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest

from ingest import heap, straighten
from ingest import prepare as preparation
from ingest.inkparts import outlined
from ingest.leaders import leaders_in, painted_over
from ingest.lie import Sought
from ingest.photo import sheets_of
from ingest.prepare import lay, prepare
from ingest.textlines import Found
from tests.ingest import paper

FORM = paper.form_picture(150)


def _askew(angle: float) -> straighten.Pixels:
    height, width = FORM.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.asarray(cv2.warpAffine(FORM, matrix, (width, height), borderValue=255), dtype=np.uint8)


@pytest.mark.parametrize("angle", [-7.0, -1.3, 0.0, 0.4, 4.2])
def test_skew_is_found_and_undone(angle: float) -> None:
    askew = _askew(angle)
    assert straighten.skew_of(straighten.letters(straighten.ink_of(askew, 41))) == pytest.approx(angle, abs=0.25)


def test_sideways_pages_are_told() -> None:
    upright = straighten.sideways(straighten.letters(straighten.ink_of(FORM, 41)))
    turned = straighten.sideways(straighten.letters(straighten.ink_of(straighten.turn(FORM, 90), 41)))
    assert upright is not None
    assert turned is not None
    assert upright < 0.3
    assert turned > 0.7


def test_too_few_letters_tell_nothing() -> None:
    blank = np.full((400, 300), 255, dtype=np.uint8)
    assert straighten.sideways(straighten.letters(straighten.ink_of(blank))) is None
    assert straighten.skew_of(straighten.letters(straighten.ink_of(blank))) == 0.0


def test_the_sheet_in_a_photo_is_found() -> None:
    photo = paper.photographed(FORM)
    (quad,) = sheets_of(photo)
    height, width = photo.shape[:2]
    expected = np.array([[0.10, 0.07], [0.88, 0.10], [0.93, 0.92], [0.07, 0.94]]) * [width, height]
    assert np.abs(quad - expected).max() < 0.012 * width


def test_a_full_scan_has_no_sheet_to_find() -> None:
    assert sheets_of(FORM) == []
    framed = FORM.copy()
    framed[60:-60, 60:-60] = np.minimum(framed[60:-60, 60:-60], 225)  # a tinted form in a white margin
    assert sheets_of(framed) == []


def test_a_photo_becomes_an_upright_page_and_remembers_its_corners() -> None:
    photo = paper.photographed(FORM)
    prepared = prepare(lay(photo, None, sheets_of(photo)[0]))
    assert prepared.sheet is not None
    assert len(prepared.sheet) == 4
    assert prepared.width / prepared.height == pytest.approx(8.27 / 11.69, abs=0.02)
    lying = straighten.turn(photo, 270)
    turned = prepare(lay(lying, None, sheets_of(lying)[0]), 90)
    assert turned.sheet is not None
    assert np.abs(np.array(turned.sheet) - np.array(prepared.sheet)).max() < 0.02


def test_dotted_leaders_go_and_letters_stay() -> None:
    page = np.full((200, 800), 255, dtype=np.uint8)
    for x in range(200, 600, 8):
        cv2.rectangle(page, (x, 100), (x + 2, 102), 0, -1)
    cv2.putText(page, "Weight", (40, 105), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2)
    parts = outlined(straighten.ink_of(page, 41, 15))
    dots = np.isin(np.arange(len(parts.boxes)), leaders_in(parts.boxes))
    cleaned, spots = painted_over(page, parts.only(dots))
    assert spots[100:103, 200:600:8].all()
    assert cleaned[:, 200:600].min() > 200
    assert (cleaned[:, 40:190] < 100).sum() == (page[:, 40:190] < 100).sum()


@pytest.mark.parametrize("size", [(827, 1169), (800, 1120), (1132, 1600), (100, 141), (1654, 2339), (2000, 2800)])
def test_a_picture_of_another_size_keeps_its_places_and_its_light(size: tuple[int, int]) -> None:
    page = np.full((2339, 1654), 255, dtype=np.uint8)
    page[585:1170, 414:827] = 55
    out = straighten.shrunk(page, *size)
    assert out.shape == (size[1], size[0])
    assert float(out.mean()) == pytest.approx(float(page.mean()), abs=1.5)
    rows, columns = np.nonzero(out < 155)
    assert rows.mean() / size[1] == pytest.approx(877 / 2339, abs=0.002 + 0.75 / size[1])
    assert columns.mean() / size[0] == pytest.approx(620 / 1654, abs=0.002 + 0.75 / size[0])


@pytest.mark.parametrize(("angle", "again"), [(4.2, True), (0.4, False)])
def test_lines_of_an_askew_page_are_found_on_the_level_one_before_its_ink_is_told(
    angle: float, again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    inked = preparation._inked

    def ink(*given: Any) -> Any:
        told.append("ink")
        return inked(*given)

    def find(pixels: straighten.Pixels, *, fine: bool = False, skew: float = 0.0) -> list[Found]:
        assert skew == 0.0
        level = straighten.skew_of(straighten.letters(straighten.ink_of(pixels, 41)))
        told.append("level" if abs(level) < 0.3 and not fine else "askew")
        return [line]

    monkeypatch.setattr(preparation, "_inked", ink)
    monkeypatch.setattr(heap, "give_back", lambda above: told.append(f"room above {above // 1_000_000}"))
    height, width = FORM.shape
    line = Found(width / 2, height / 2, float(width), float(height), 0.0)
    sought = Sought((line,), width, height)
    page = prepare(lay(_askew(angle), 150), 0, sought, find)
    assert told == (["room above 590", "level", "ink"] if again else ["ink"])
    assert page.raster.lines is not None
    assert (page.raster.lines == (line,)) == again
    assert prepare(lay(_askew(angle), 150), 0, None, find).raster.lines is None  # who finds none is not asked again
    # Lines that were found as the page must be turned are the level page's.
    assert prepare(lay(_askew(angle), 150), 0, replace(sought, skew=angle), find).raster.lines != (line,)
    assert told[-1] == "ink"
    assert told.count("level") == again
