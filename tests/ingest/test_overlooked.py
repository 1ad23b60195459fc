"""Print that the finder of lines passed over."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ingest import readers, straighten
from ingest.ocr import Raster, tesseract
from ingest.overlooked import FEWEST, SPACE, Overlooked, _rows, as_dark_as, overlooked
from ingest.ppocr import PpOcr
from ingest.specks import is_grainy
from ingest.textlines import Character, Found, Line, line_of

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


def after(lines: list[Found], ink: NDArray[np.uint8]) -> list[Found]:
    """The lines as they are read: those found, made longer where they were cut short, and the rows between them."""
    more = overlooked(lines, ink, DPI)
    short = {each.short for each in more}
    read = [*(line for line in lines if line not in short), *(each.line for each in more)]
    return sorted(read, key=lambda line: (line.y, line.x))


def test_a_caption_under_a_rule_is_found_and_nothing_else_is() -> None:
    ink, boxes = form()
    value = found(boxes["NACHTEGAAL ROUGH"], -0.02, 1.02)
    lines = after([value], ink)
    assert value in lines
    assert len(lines) == 3  # no ruling, no corner of a box
    for name in ("Consignee's Name and Address", "Airport of Departure"):
        x0, y0, x1, y1 = boxes[name]
        line = next(each for each in lines if x0 - 20 < each.x - each.width / 2 <= x0 + 2)
        assert line.x + line.width / 2 == pytest.approx(x1 + 5, abs=8)
        assert line.y == pytest.approx((y0 + y1) / 2, abs=4)
        assert y1 - y0 < line.height < 2 * (y1 - y0)


def test_a_figure_alone_in_its_cell_is_looked_at_and_specks_are_not() -> None:
    image = Image.new("L", (1200, 400), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=DPI * 10 / 72)
    draw.text((200, 100), "Diamants bruts", fill=0, font=font)
    draw.text((60, 100), "1", fill=0, font=font)
    for speck in ((700, 120, 704, 124), (760, 60, 768, 84), (820, 80, 880, 140)):  # small, off the line, large
        draw.rectangle(speck, fill=0)
    line = found(draw.textbbox((200, 100), "Diamants bruts", font=font), -0.02, 1.02)
    (figure,) = overlooked([line], straighten.ink_of(np.asarray(image), 41, 15), DPI)
    x0, y0, x1, y1 = draw.textbbox((60, 100), "1", font=font)
    assert (figure.line.x, figure.line.y) == pytest.approx(((x0 + x1) / 2, (y0 + y1) / 2), abs=4)
    assert (figure.short, figure.letters) == (None, 1)


@pytest.mark.parametrize(("start", "end"), [(-0.02, 0.6), (0.4, 1.02), (0.3, 0.7)])
def test_a_line_cut_short_is_made_whole_and_stops_at_the_rule(start: float, end: float) -> None:
    ink, boxes = form()
    x0, _, x1, _ = boxes["Consignee's Name and Address"]
    others = [found(boxes["NACHTEGAAL ROUGH"], -0.02, 1.02), found(boxes["Airport of Departure"], -0.02, 1.02)]
    lines = after([found(boxes["Consignee's Name and Address"], start, end), *others], ink)
    assert len(lines) == 3
    line = min(lines, key=lambda each: (each.y, each.x))
    assert x0 - 12 < line.x - line.width / 2 <= x0 + 1
    assert x1 - 1 <= line.x + line.width / 2 < 600


def test_a_page_of_grain_or_waves_and_a_page_without_lines_stay_as_they_are() -> None:
    rng = np.random.default_rng(1)
    grain = np.where(rng.random((1200, 1200)) < 0.3, 255, 0).astype(np.uint8)
    line = Found(300.0, 300.0, 200.0, 30.0, 0.0)
    assert overlooked([line], grain, DPI) == []
    assert overlooked([], form()[0], DPI) == []
    waves = form()[0]
    waves = np.vstack([waves, np.zeros((1200, waves.shape[1]), dtype=np.uint8)])
    for top in range(420, 1580, 36):  # crests of security paper, of letters' size, in rows
        for left in range(0, 1160, 200):
            for step in range(4):
                waves[top : top + 14, left + 22 * step : left + 22 * step + 12] = np.eye(14, 12, dtype=np.uint8) * 255
                waves[top + 12, left + 22 * step : left + 22 * step + 12] = 255
    boxes = form()[1]
    assert overlooked([found(boxes["NACHTEGAAL ROUGH"], -0.02, 1.02)], waves, DPI) == []


def test_what_is_read_of_a_row_or_beyond_a_line_says_whether_it_is_print() -> None:
    def read(line: Found, text: str, sure: float = 0.98) -> Line:
        step = line.width / len(text)
        left = line.x - line.width / 2
        return line_of(line, [Character(sign, left + (n + 0.5) * step, sure) for n, sign in enumerate(text)])

    row = Found(300.0, 100.0, 200.0, 21.0, 0.0)
    for text, sure, letters, said in (
        ("Airport of Departure", 0.98, 18, True),
        ("Airport of Departure", 0.6, 18, False),
        ("X", 0.98, 7, False),  # waves
        ("---", 0.98, 3, False),
        ("12.5", 0.95, 4, True),
        ("1", 0.97, 1, True),  # in a cell
        ("1", 0.8, 1, False),
        ("l", 0.97, 1, False),
        ("1", 0.97, 2, False),
    ):
        assert Overlooked(row, None, letters).is_print(read(row, text, sure)) is said
    short = Found(250.0, 100.0, 100.0, 21.0, 0.0)
    assert Overlooked(row, short).is_print(read(row, "Handling"))
    assert not Overlooked(row, short).is_print(read(row, "Handling", 0.5))
    assert not Overlooked(Found(250.0, 100.0, 130.0, 21.0, 0.0), short).is_print(read(short, "Handling"))


class _Given:
    """A first reader that reads lines as it is told, by their width."""

    def __init__(self, texts: dict[float, str]) -> None:
        self._texts = texts

    def read(self, colour: NDArray[np.uint8], lines: Sequence[Found]) -> list[Line]:
        del colour
        return [
            line_of(
                line,
                [
                    Character(sign, line.x - line.width / 2 + (n + 0.5) * line.width / len(text), 0.97)
                    for n, sign in enumerate(text)
                ],
            )
            for line in lines
            for text in [self._texts.get(round(line.width), "X")]
        ]


def test_what_proves_to_be_no_print_leaves_the_lines_as_they_were_found(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, short = Found(100.0, 50.0, 120.0, 20.0, 0.0), Found(100.0, 90.0, 80.0, 20.0, 0.0)
    longer, row = Found(140.0, 90.0, 160.0, 20.0, 0.0), Found(300.0, 20.0, 90.0, 20.0, 0.0)
    monkeypatch.setattr(readers, "overlooked", lambda *_: [Overlooked(longer, short), Overlooked(row, None, 6)])
    page = np.full((200, 400), 255, dtype=np.uint8)
    for reads, expected in (
        ({120.0: "Net", 160.0: "weight kg", 90.0: "Parcels"}, ["Parcels", "Net", "weight kg"]),
        ({120.0: "Net", 80.0: "weight", 160.0: "weight" + 6 * " "}, ["Net", "weight"]),
    ):
        both = readers.BothReaders(cast(PpOcr, _Given(reads)), tesseract())
        lines = both._lines(Raster(page, page, 200.0), [whole, short], page)
        assert [line.text for line in lines] == expected


def test_a_figure_in_its_cell_is_found_between_the_paler_waves_of_security_paper() -> None:
    page = np.full((1600, 1200), 245, dtype=np.uint8)
    page[:, ::4] = 190  # finer than any print
    image = Image.fromarray(page)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(size=DPI * 11 / 72)
    draw.text((300, 700), "Rough diamonds", fill=40, font=font)
    draw.text((100, 700), "1", fill=40, font=font)
    grey = np.asarray(image)
    ink, lines = straighten.ink_of(grey, 41, 15), [found(draw.textbbox((300, 700), "Rough diamonds", font=font))]
    assert is_grainy(ink)
    assert not overlooked(lines, ink, DPI)
    (figure,) = overlooked(lines, as_dark_as(lines, grey), DPI)
    assert figure.letters == 1
    assert figure.line.x == pytest.approx(sum(draw.textbbox((100, 700), "1", font=font)[::2]) / 2, abs=2)


def gathered(boxes: NDArray[np.int32]) -> list[list[tuple[int, int, int, int]]]:
    """Rows of letters by what a row is, each letter held against every row there is, the latest first."""
    rows: list[list[tuple[int, int, int, int]]] = []
    for x, y, w, h in boxes.tolist():
        best, nearest = None, 1e9
        for row in reversed(rows):
            foot = float(median(top + tall for _, top, _, tall in row[-5:]))
            tall = float(median(high for *_, high in row[-5:]))
            gap = x - max(each[0] + each[2] for each in row)
            level = min(y + h, foot) - max(y, foot - tall) >= 0.6 * min(h, tall)
            if (
                -0.3 * tall <= gap <= SPACE * max(tall, h)
                and gap < nearest
                and 0.45 * tall <= h <= 2.2 * tall
                and level
            ):
                best, nearest = row, gap
        if best is None:
            rows.append([(x, y, w, h)])
        else:
            best.append((x, y, w, h))
    return rows


@pytest.mark.parametrize("count", [0, 40, 900])
def test_letters_are_gathered_into_rows_as_each_by_every_row(count: int) -> None:
    dice = np.random.default_rng(count)
    places = [dice.integers(0, 700, count), dice.integers(0, 400, count), *dice.integers(3, 25, (2, count))]
    boxes = np.stack(places, axis=1).astype(np.int32)
    boxes = boxes[np.argsort(boxes[:, 0], kind="stable")]
    rows = gathered(boxes)
    uprights = np.zeros((500, 800), dtype=np.uint8)
    assert sorted(_rows(boxes, uprights, count) or []) == sorted(rows)
    long = sum(len(row) >= FEWEST for row in rows)
    assert _rows(boxes, uprights, long) is not None
    assert long == 0 or _rows(boxes, uprights, long - 1) is None
