"""Stamps, signatures and codes: found where they are, on grey and coloured pages, and not where there are none."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
import segno
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from reportlab.graphics.barcode import createBarcodeDrawing  # type: ignore[import-untyped]  # it ships no types
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]  # it ships no types
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]  # it ships no types

from ingest.model import Box, Mark, Word
from ingest.read import read_page
from ingest.signs import signs_of

DPI = 150.0
WIDTH, HEIGHT = 1240, 1754
INK = (40, 60, 150)


def mm(length: float) -> int:
    return round(length / 25.4 * DPI)


def sheet(*, coloured: bool = True) -> tuple[NDArray[np.uint8], list[Word]]:
    """A form: a ruled table with words, which are returned as read."""
    page = np.full((HEIGHT, WIDTH, 3), 250, dtype=np.uint8)
    words: list[Word] = []
    for row in range(8):
        y = mm(60 + 12 * row)
        cv2.rectangle(page, (mm(20), y), (mm(190), y + mm(12)), (30, 30, 30), 1)
        for column in range(4):
            x = mm(24 + 42 * column)
            text = f"Field {row}{column}"
            cv2.putText(page, text, (x, y + mm(8)), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (20, 20, 20), 1, cv2.LINE_AA)
            box = Box(x / WIDTH, (y + mm(3.5)) / HEIGHT, (x + mm(22)) / WIDTH, (y + mm(9)) / HEIGHT)
            words.append(Word(text, box, 0.99, "both"))
    return (page if coloured else cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)), words  # type: ignore[return-value]  # cv2


def stamp(page: NDArray[np.uint8], x: float, y: float, across: float) -> Box:
    """A double ring with a star of lines, centred (millimetres)."""
    ink = INK if page.ndim == 3 else (110,)
    for share in (1.0, 0.8):
        cv2.circle(page, (mm(x), mm(y)), mm(across * share / 2), ink, 2, cv2.LINE_AA)
    cv2.putText(page, "MINES", (mm(x - 8), mm(y + 2)), cv2.FONT_HERSHEY_SIMPLEX, 0.7, ink, 2, cv2.LINE_AA)
    half = across / 2
    return Box(mm(x - half) / WIDTH, mm(y - half) / HEIGHT, mm(x + half) / WIDTH, mm(y + half) / HEIGHT)


def signature(page: NDArray[np.uint8], x: float, y: float, wide: float) -> Box:
    """A pen's loops between two heights (millimetres)."""
    at = np.linspace(0, 1, 400)
    xs = x + wide * (at + 0.05 * np.sin(40 * at))
    ys = y - wide * (0.08 + 0.09 * np.sin(43 * at) * (1 - 0.5 * at))
    points = np.array([[mm(a), mm(b)] for a, b in zip(xs, ys, strict=True)], dtype=np.int32)
    cv2.polylines(page, [points], False, (30, 30, 90) if page.ndim == 3 else (60,), 2, cv2.LINE_AA)
    left, top = points.min(axis=0)
    right, bottom = points.max(axis=0)
    return Box(left / WIDTH, top / HEIGHT, right / WIDTH, bottom / HEIGHT)


def meets(a: Box | None, b: Box) -> bool:
    """Whether two boxes are one place: half of what either covers is shared."""
    assert a is not None
    shared = max(0.0, min(a.x1, b.x1) - max(a.x0, b.x0)) * max(0.0, min(a.y1, b.y1) - max(a.y0, b.y0))
    return shared > 0.5 * (a.width * a.height + b.width * b.height - shared)


@pytest.mark.parametrize("coloured", [True, False])
def test_stamp_and_signature_are_found_in_their_places(coloured: bool) -> None:
    page, words = sheet(coloured=coloured)
    places = {"stamp": stamp(page, 140, 215, 38), "signature": signature(page, 30, 215, 45)}
    found = signs_of(page, DPI, words)
    assert sorted(mark.kind for mark in found) == ["signature", "stamp"]
    for mark in found:
        assert meets(mark.box, places[mark.kind])


def test_a_stamp_across_the_text_is_found() -> None:
    page, words = sheet()
    place = stamp(page, 90, 110, 40)
    (mark,) = [mark for mark in signs_of(page, DPI, words) if mark.kind == "stamp"]
    assert meets(mark.box, place)


def test_a_tilted_frame_is_a_stamp_and_a_straight_one_is_a_form() -> None:
    page, words = sheet(coloured=False)
    cv2.rectangle(page, (mm(20), mm(180)), (mm(60), mm(200)), (90,), 2)
    assert signs_of(page, DPI, words) == ()
    corners = cv2.boxPoints(((mm(140), mm(220)), (mm(45), mm(18)), 12.0)).astype(np.int32)
    cv2.polylines(page, [corners], True, (90,), 2, cv2.LINE_AA)
    assert [mark.kind for mark in signs_of(page, DPI, words)] == ["stamp"]


def test_stamps_on_waves_are_found_among_all_the_circles_that_waves_make() -> None:
    y, x = np.mgrid[0:2339, 0:1654].astype(np.float32)  # 200 dpi
    waves = np.sin((y + 5 * np.sin(x / 23) + 5 * np.sin(x / 7.1)) * 2 * np.pi / 26) > 0.9
    ground = np.where(waves, 150, 245) + np.random.default_rng(1).normal(0, 8, waves.shape)
    page = np.clip(ground, 0, 255).astype(np.uint8)
    places = ((700, 900, 150), (1200, 1700, 120), (400, 1900, 90))
    for left, top, radius in places:
        cv2.circle(page, (left, top), radius, 60, 6)
        cv2.circle(page, (left, top), int(0.8 * radius), 60, 3)
    height, width = page.shape
    found = [mark.box for mark in signs_of(page, 200.0, ()) if mark.kind == "stamp"]
    assert len(found) == len(places)
    for left, top, radius in places:
        place = Box((left - radius) / width, (top - radius) / height, (left + radius) / width, (top + radius) / height)
        assert any(meets(box, place) for box in found)


def test_a_double_ring_is_found_by_its_outer_ring() -> None:
    page, words = sheet(coloured=False)
    for radius, thick in ((13.4, 3), (11.6, 1)):
        cv2.circle(page, (mm(140), mm(215)), mm(radius), (40,), thick, cv2.LINE_AA)
    (mark,) = signs_of(page, DPI, words)
    assert mark.kind == "stamp"
    assert meets(mark.box, Box(mm(126.6) / WIDTH, mm(201.6) / HEIGHT, mm(153.4) / WIDTH, mm(228.4) / HEIGHT))


@pytest.mark.parametrize(("across", "kinds"), [(False, []), (True, ["stamp"])])
def test_a_straight_coloured_frame_is_a_stamp_only_across_print(across: bool, kinds: list[str]) -> None:
    page, words = sheet()
    top = 62 if across else 180  # the rows of words stand twelve millimetres apart from 63.5 on
    cv2.rectangle(page, (mm(34), mm(top)), (mm(80), mm(top + 18)), INK, 2)
    assert [mark.kind for mark in signs_of(page, DPI, words)] == kinds


def test_a_word_that_was_hardly_read_amid_print_is_no_signature() -> None:
    page, words = sheet()
    place = signature(page, 60, 215, 30)
    shaky = Word("Cr2O3", place, 0.25, "ppocr")
    beside = [
        Word("less", Box(x, place.y0, x + 0.05, place.y1), 0.99, "both") for x in (place.x0 - 0.06, place.x1 + 0.01)
    ]
    assert [mark.kind for mark in signs_of(page, DPI, [*words, shaky])] == ["signature"]
    assert signs_of(page, DPI, [*words, shaky, *beside]) == ()


def test_what_a_caption_leaves_of_a_small_box_is_no_signature() -> None:
    page, words = sheet(coloured=False)
    for x, y in ((40, 190), (120, 230)):
        edges = np.array([(mm(x), mm(y + 9)), (mm(x), mm(y)), (mm(x + 14), mm(y)), (mm(x + 14), mm(y + 9))])
        cv2.polylines(page, [edges.astype(np.int32)], False, (60,), 2)
    assert signs_of(page, DPI, words) == ()


def test_tables_words_and_emblems_are_no_signs() -> None:
    page, words = sheet()
    cv2.circle(page, (mm(105), mm(22)), mm(8), (20, 120, 60), 3)  # in the letterhead
    cv2.circle(page, (mm(105), mm(220)), mm(14), (20, 120, 60), -1)  # printed solid
    cv2.line(page, (mm(30), mm(200)), (mm(90), mm(200)), (0, 0, 0), 2)  # where one signs
    assert signs_of(page, DPI, words) == ()


def code_pdf(*, codes: bool) -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    page.drawString(72, 700, "Certificate of origin number 4711")
    if codes:
        picture = io.BytesIO()
        segno.make_qr("https://certificates.iccwbo.org/v?n=4711", error="m").save(picture, kind="png", scale=5)
        page.drawImage(ImageReader(Image.open(picture)), 72, 72, 80, 80)
        createBarcodeDrawing("Code128", value="176-58261280", width=200, height=40).drawOn(page, 300, 80)
    page.save()
    return out.getvalue()


def test_codes_are_decoded_and_kept_as_text(tmp_path: Path) -> None:
    path = tmp_path / "code.pdf"
    path.write_bytes(code_pdf(codes=True))
    page = read_page(path, "0" * 64, "application/pdf", 1)
    marks = {mark.kind: mark for mark in page.marks}
    assert marks["qr"].text == "https://certificates.iccwbo.org/v?n=4711"
    assert marks["barcode"].text == "176-58261280"
    assert meets(marks["qr"].box, Box(72 / 595, 1 - 152 / 842, 152 / 595, 1 - 72 / 842))
    path.write_bytes(code_pdf(codes=False))
    assert read_page(path, "0" * 64, "application/pdf", 1).marks == ()


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(("Code128", "A17"), ("Code128", "4711"), ("Standard39", "LOT9"), ("Codabar", "A1176582B")),
        *(("I2of5", "15400141288763"), ("EAN13", "4006381333931")),
    ],
)
@pytest.mark.parametrize("quarter", [0, 90])
def test_bar_codes_of_more_kinds_and_short_ones(tmp_path: Path, kind: str, value: str, quarter: int) -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    for line in range(8):
        page.drawString(72, 760 - 20 * line, f"A certificate with a code on it, line {line}")
    page.translate(150, 300)
    page.rotate(quarter)
    options = {"checksum": 0} if kind in ("Standard39", "I2of5") else {}
    createBarcodeDrawing(kind, value=value, width=max(100, 14 * len(value)), height=50, **options).drawOn(page, 0, 0)
    page.save()
    path = tmp_path / "code.pdf"
    path.write_bytes(out.getvalue())
    (mark,) = read_page(path, "0" * 64, "application/pdf", 1).marks
    assert mark.kind == "barcode"
    assert mark.text is not None
    assert value in mark.text


@pytest.mark.parametrize("scale", [3, 6])
def test_a_code_in_light_on_dark_is_read(scale: int) -> None:
    page, words = sheet()
    picture = io.BytesIO()
    segno.make_qr("LOT 4711", error="m").save(picture, kind="png", scale=scale, dark="white", light="#202020")
    code = np.array(Image.open(picture).convert("RGB"))
    page[mm(200) : mm(200) + code.shape[0], mm(40) : mm(40) + code.shape[1]] = code
    assert [(mark.kind, mark.text) for mark in signs_of(page, DPI, words)] == [("qr", "LOT 4711")]


def test_a_turned_page_has_its_signs_turned_with_it(tmp_path: Path) -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    picture = io.BytesIO()
    segno.make_qr("LOT 4711", error="m").save(picture, kind="png", scale=5)
    page.translate(0, 842)
    page.rotate(-90)  # written to be read from the page's left side
    for line in range(8):
        page.drawString(60, 500 - 20 * line, f"A certificate that lies on its side, line {line}")
    page.drawImage(ImageReader(Image.open(picture)), 600, 60, 80, 80)
    page.save()
    path = tmp_path / "side.pdf"
    path.write_bytes(out.getvalue())
    read = read_page(path, "0" * 64, "application/pdf", 1)
    assert read.rotation == 270
    (mark,) = [mark for mark in read.marks if mark.kind == "qr"]
    assert isinstance(mark, Mark)
    assert meets(mark.box, Box(600 / 842, 1 - 140 / 595, 680 / 842, 1 - 60 / 595))


def certificate(drawing: Callable[[canvas.Canvas], None]) -> bytes:
    """A page of text and what is drawn on it."""
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    for line in range(20):
        page.drawString(72, 780 - 16 * line, f"Line {line} of the certificate: lot BW 071613 weighs 1,254.30 ct")
    drawing(page)
    page.save()
    return out.getvalue()


def pen(page: canvas.Canvas, width: float, *, pieces: bool) -> None:
    """A pen's loops of a width in points, as one stroke or as many short lines."""
    at = np.linspace(0, 1, 300)
    points = np.stack([100 + 140 * (at + 0.05 * np.sin(40 * at)), 190 + 13 * np.sin(43 * at) * (1 - 0.5 * at)], axis=1)
    page.setLineWidth(width)
    if pieces:
        for (x0, y0), (x1, y1) in pairwise(points.tolist()):
            page.line(x0, y0, x1, y1)
        return
    path = page.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    page.drawPath(path)


def framed(page: canvas.Canvas, angle: float, colour: str) -> None:
    """A frame with words in it, drawn in lines."""
    page.translate(420, 200)
    page.rotate(angle)
    page.setStrokeColor(colour)
    page.setFillColor(colour)
    page.setLineWidth(2)
    page.rect(-60, -20, 120, 40)
    page.drawCentredString(0, -3, "CUSTOMS CLEARED")


def pasted(page: canvas.Canvas, width: int) -> None:
    """A signature as a transparent picture, its stroke of so many pixels reduced to a quarter."""
    picture = Image.new("RGBA", (600, 220), (0, 0, 0, 0))
    at = np.linspace(0, 1, 300)
    points = np.stack([30 + 500 * (at + 0.05 * np.sin(40 * at)), 110 - 60 * np.sin(43 * at) * (1 - 0.5 * at)], axis=1)
    ImageDraw.Draw(picture).line([(x, y) for x, y in points.tolist()], fill=(20, 20, 60, 255), width=width)
    page.drawImage(ImageReader(picture), 90, 170, 160, 58, mask="auto")


def boxes(page: canvas.Canvas) -> None:
    """A form's boxes, coloured and rounded."""
    page.setStrokeColor("#1b2f9a")
    for row in range(3):
        page.roundRect(72, 120 + 60 * row, 220, 50, 6)
        page.drawString(80, 140 + 60 * row, "Exporter's name and address")


def one_box(page: canvas.Canvas, *, filled: bool) -> None:
    """A single box of a layout: coloured, rounded, with words of its own."""
    page.setStrokeColor("#1b2f9a")
    page.setFillColor("#e8eefc")
    page.roundRect(72, 150, 200, 60, 6, fill=int(filled))
    page.setFillColor("#1b2f9a")
    page.drawString(80, 190, "Total due USD 12,345.00")


@pytest.mark.parametrize(
    ("drawing", "kinds"),
    [
        (lambda page: pen(page, 0.25, pieces=False), ["signature"]),
        (lambda page: pen(page, 0.7, pieces=True), ["signature"]),
        (lambda page: pasted(page, 3), ["signature"]),
        (lambda page: pasted(page, 1), ["signature"]),
        (lambda page: framed(page, 8, "#1b2f9a"), ["stamp"]),
        (lambda page: framed(page, 5, "#000000"), ["stamp"]),
        (lambda page: framed(page, 0, "#000000"), []),
        (boxes, []),
        (lambda page: one_box(page, filled=False), []),
        (lambda page: one_box(page, filled=True), []),
    ],
)
def test_signs_that_a_program_drew_are_found(
    tmp_path: Path, drawing: Callable[[canvas.Canvas], None], kinds: list[str]
) -> None:
    path = tmp_path / "drawn.pdf"
    path.write_bytes(certificate(drawing))
    page = read_page(path, "0" * 64, "application/pdf", 1)
    assert page.origin == "text-layer"
    assert [mark.kind for mark in page.marks] == kinds


def test_a_stamp_is_found_on_a_copy_full_of_specks() -> None:
    page, words = sheet(coloured=False)
    place = stamp(page, 140, 215, 38)
    rng = np.random.default_rng(3)
    for x, y in zip(rng.integers(0, WIDTH, 44_000), rng.integers(0, HEIGHT, 44_000), strict=True):
        cv2.circle(page, (int(x), int(y)), 1, (40,), -1)
    (mark,) = [mark for mark in signs_of(page, DPI, words) if mark.kind == "stamp"]
    assert meets(mark.box, place)
