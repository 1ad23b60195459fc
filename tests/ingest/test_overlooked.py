"""Print that the finder of lines passed over."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ingest import straighten
from ingest.overlooked import completed
from ingest.textlines import Found

DPI = 200


def form() -> tuple[NDArray[np.uint8], dict[str, tuple[float, float, float, float]]]:
    """Two boxes side by side, a small caption close under the upper rule of each, a value; and where all stand."""
    image = Image.new("L", (1200, 400), 255)
    draw = ImageDraw.Draw(image)
    small, large = ImageFont.load_default(size=DPI * 6.5 / 72), ImageFont.load_default(size=DPI * 11 / 72)
    boxes = {}
    for left in (60, 600):
        draw.rectangle((left, 100, left + 540, 260), outline=0, width=4)
    for name, x, y, font in (
        ("Consignee's Name and Address", 70, 105, small),
        ("Airport of Departure", 610, 105, small),
        ("NACHTEGAAL ROUGH", 70, 150, large),
    ):
        draw.text((x, y), name, fill=0, font=font)
        boxes[name] = draw.textbbox((x, y), name, font=font)
    return straighten.ink_of(np.asarray(image), 41, 15), boxes


def found(box: tuple[float, float, float, float], start: float = 0.0, end: float = 1.0) -> Found:
    """A line that covers a share of a box, with room above and below it."""
    x0, x1 = box[0] + start * (box[2] - box[0]), box[0] + end * (box[2] - box[0])
    return Found((x0 + x1) / 2, (box[1] + box[3]) / 2, x1 - x0, 1.5 * (box[3] - box[1]), 0.0)


def test_a_caption_under_a_rule_is_found_and_nothing_else_is() -> None:
    ink, boxes = form()
    value = found(boxes["NACHTEGAAL ROUGH"], -0.02, 1.02)
    lines = completed([value], ink, DPI)
    assert value in lines
    assert len(lines) == 3  # no ruling, no corner of a box
    for name in ("Consignee's Name and Address", "Airport of Departure"):
        x0, y0, x1, y1 = boxes[name]
        line = next(each for each in lines if x0 - 20 < each.x - each.width / 2 <= x0 + 2)
        assert line.x + line.width / 2 == pytest.approx(x1 + 5, abs=8)
        assert line.y == pytest.approx((y0 + y1) / 2, abs=4)
        assert y1 - y0 < line.height < 2 * (y1 - y0)


@pytest.mark.parametrize(("start", "end"), [(-0.02, 0.6), (0.4, 1.02), (0.3, 0.7)])
def test_a_line_cut_short_is_made_whole_and_stops_at_the_rule(start: float, end: float) -> None:
    ink, boxes = form()
    x0, _, x1, _ = boxes["Consignee's Name and Address"]
    others = [found(boxes["NACHTEGAAL ROUGH"], -0.02, 1.02), found(boxes["Airport of Departure"], -0.02, 1.02)]
    lines = completed([found(boxes["Consignee's Name and Address"], start, end), *others], ink, DPI)
    assert len(lines) == 3
    line = min(lines, key=lambda each: (each.y, each.x))
    assert x0 - 12 < line.x - line.width / 2 <= x0 + 1
    assert x1 - 1 <= line.x + line.width / 2 < 600


def test_a_page_of_grain_and_a_page_without_lines_stay_as_they_are() -> None:
    rng = np.random.default_rng(1)
    grain = np.where(rng.random((1200, 1200)) < 0.3, 255, 0).astype(np.uint8)
    line = Found(300.0, 300.0, 200.0, 30.0, 0.0)
    assert completed([line], grain, DPI) == [line]
    assert completed([], form()[0], DPI) == []
