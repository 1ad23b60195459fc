"""The picture of a page lies in the frame of its words: turned, levelled, pulled straight, or of no looks at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from ingest import straighten
from ingest.model import Page
from ingest.picture import picture_of

WIDTH, HEIGHT = 600, 850
INK = (0.2, 0.1, 0.35, 0.14)
"""Where the sheet bears its only ink, in fractions."""


def sheet() -> Any:
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    x0, y0, x1, y1 = INK
    ImageDraw.Draw(image).rectangle((x0 * WIDTH, y0 * HEIGHT, x1 * WIDTH, y1 * HEIGHT), fill="black")
    return np.asarray(image)


def page(**more: Any) -> Page:
    told: dict[str, Any] = {
        "file": "f" * 64,
        "number": 1,
        "width": 424.0,
        "height": 600.0,
        "origin": "ocr",
        "words": (),
    }
    return Page(**(told | more))


def ink_of(pixels: Any) -> tuple[float, float, float, float]:
    rows, columns = np.nonzero(pixels[:, :, 0] < 128)
    high, wide = pixels.shape[:2]
    return columns.min() / wide, rows.min() / high, columns.max() / wide, rows.max() / high


@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
def test_a_turned_page_is_turned_back(tmp_path: Path, quarter: int) -> None:
    back: Any = (360 - quarter) % 360
    path = tmp_path / "page.png"
    Image.fromarray(straighten.turn(sheet(), back)).save(path)
    pixels = picture_of(path, "image/png", page(rotation=quarter))
    assert pixels is not None
    assert ink_of(pixels) == pytest.approx(INK, abs=0.01)


def test_a_page_askew_is_levelled(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    Image.fromarray(straighten.level(sheet(), -4.0)).save(path)
    pixels = picture_of(path, "image/png", page(skew=4.0))
    assert pixels is not None
    assert ink_of(pixels) == pytest.approx(INK, abs=0.02)


def test_a_sheet_in_a_photo_is_pulled_straight(tmp_path: Path) -> None:
    corners = np.array([[100, 80], [760, 120], [720, 1000], [60, 940]], dtype=np.float32)
    square = np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]], dtype=np.float32)
    photo = cv2.warpPerspective(
        sheet(), cv2.getPerspectiveTransform(square, corners), (800, 1100), borderValue=(90,) * 3
    )
    path = tmp_path / "photo.png"
    Image.fromarray(np.asarray(photo)).save(path)
    told = tuple((float(x) / 800, float(y) / 1100) for x, y in corners)
    pixels = picture_of(path, "image/png", page(sheet=told))
    assert pixels is not None
    assert ink_of(pixels) == pytest.approx(INK, abs=0.02)


def test_a_spreadsheet_has_no_looks(tmp_path: Path) -> None:
    assert picture_of(tmp_path / "none.csv", "text/csv", page(origin="cells")) is None
