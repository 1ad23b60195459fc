"""Ruling lines from drawings and from pictures."""

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]  # the package carries no types

from ingest import pdf, rulings, straighten
from ingest.model import Ruling
from ingest.owntext import text_layer
from tests.ingest import paper


def drawn(tmp_path: Path, data: bytes) -> tuple[Ruling, ...]:
    with pdf.single_page(paper.write(tmp_path, "a.pdf", data), 1) as (document, page):
        return text_layer(document, page).rulings


def test_boxes_of_a_form_give_each_line_once(tmp_path: Path) -> None:
    lines = drawn(tmp_path, paper.form_pdf())
    flat = [line for line in lines if line.horizontal]
    upright = [line for line in lines if not line.horizontal]
    assert len(flat) == len(paper.FORM) + 1
    assert len(upright) == 3
    assert flat[0].x0 == pytest.approx(70 / 595.28, abs=0.003)
    assert flat[0].x1 == pytest.approx(500 / 595.28, abs=0.003)


def test_thin_filled_boxes_and_pieces_are_lines_and_ornament_is_not(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=(600, 800), invariant=1)
    page.drawString(50, 750, "text")
    page.rect(100, 600, 200, 0.7, stroke=0, fill=1)
    for x in range(100, 300, 20):
        page.line(x, 500, x + 20, 500)
    page.circle(400, 400, 50)
    page.setFillColorRGB(1, 1, 1)
    page.rect(0, 0, 600, 800, stroke=0, fill=1)
    page.save()
    lines = drawn(tmp_path, buffer.getvalue())
    assert [(round(line.x0 * 600), round(line.y0 * 800), round(line.x1 * 600)) for line in lines] == [
        (100, 200, 300),
        (100, 300, 300),
    ]


def test_lines_of_a_picture_without_letters_or_stamps() -> None:
    page = paper.form_picture(200)
    cv2.circle(page, (1200, 1900), 90, 0, 3)
    cv2.putText(page, "KIMBERLEY PROCESS CERTIFICATE", (150, 200), cv2.FONT_HERSHEY_SIMPLEX, 2.0, 0, 5)
    lines = rulings.from_raster(straighten.ink_of(page, 41, 15), 200)
    flat = [line for line in lines if line.horizontal]
    upright = [line for line in lines if not line.horizontal]
    assert len(flat) == len(paper.FORM) + 1
    assert len(upright) == 3
    for index, line in enumerate(flat):
        assert line.y0 * 11.69 == pytest.approx(1.5 + 0.36 * index, abs=0.03)


def test_a_worn_line_is_one_line() -> None:
    page = np.full((600, 1600), 255, dtype=np.uint8)
    rng = np.random.default_rng(5)
    for x in range(100, 1500, 4):
        if rng.random() < 0.75 or x < 500:
            page[300:302, x : x + 4] = 0
    lines = rulings.from_raster(straighten.ink_of(page, 41, 15), 200)
    assert len(lines) == 1
    assert lines[0].x1 - lines[0].x0 > 0.8


def test_text_across_a_column_edge_does_not_carry_it_on() -> None:
    """A cell over both columns parts the edge between them, whatever its lines of text put there."""
    ink = np.zeros((600, 800), dtype=np.uint8)
    for top, bottom in ((40, 100), (240, 400)):
        ink[top:bottom, 399:402] = 255
    for y in (40, 100, 240, 400):
        ink[y : y + 3, 40:760] = 255
    for y, left in ((120, 60), (150, 67), (180, 67), (210, 60)):
        for x in range(left, 740, 14):
            ink[y : y + 16, x : x + 8] = 255
            ink[y + 4 : y + 12, x + 2 : x + 6] = 0
    upright = [
        ruling for ruling in rulings.from_raster(ink, 200.0) if not ruling.horizontal and 0.48 < ruling.x0 < 0.52
    ]
    spans = sorted((round(ruling.y0 * 600), round(ruling.y1 * 600)) for ruling in upright)
    assert len(spans) == 2
    assert spans[0][1] < 125
    assert spans[1][0] > 215


@pytest.mark.parametrize(("thick", "seen"), [(5, True), (11, True), (20, False)])
def test_two_edges_side_by_side_are_one_ruling_and_a_bar_is_none(thick: int, seen: bool) -> None:
    page = np.full((700, 1000), 245, dtype=np.uint8)
    cv2.rectangle(page, (100, 300), (900, 300 + thick - 1), 40, -1)
    lines = rulings.from_raster(np.where(page < 128, 255, 0).astype(np.uint8), 200.0)
    assert any(line.horizontal and line.x1 - line.x0 > 0.7 and 0.42 < line.y0 < 0.46 for line in lines) == seen


def test_the_ground_between_lines_of_light_print_is_no_ruling() -> None:
    page = np.full((700, 1000), 245, dtype=np.uint8)
    cv2.rectangle(page, (100, 250), (900, 359), 40, -1)
    for x in range(120, 880, 14):
        for y in (262, 312):
            cv2.rectangle(page, (x, y), (x + 9, y + 37), 245, -1)
    lines = rulings.from_raster(np.where(page < 128, 255, 0).astype(np.uint8), 200.0)
    assert not [line for line in lines if line.horizontal and 0.36 < line.y0 < 0.5]


def test_boxes_that_share_ground_are_told_and_those_that_touch_do_not_share_any() -> None:
    boxes = np.array([(0, 0, 10, 10), (10, 0, 5, 10), (8, 8, 1, 40), (30, 30, 4, 4)], dtype=np.int32)
    assert rulings._meeting(boxes).tolist() == [True, False, True, False]
    assert not len(rulings._meeting(boxes[:0]))
