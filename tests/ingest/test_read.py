"""Pages read from end to end, with the real engines where they are installed."""

import io
import socket
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from ingest import images
from ingest.errors import EngineMissing, Unreadable
from ingest.model import Page
from ingest.ocr import Raster, Read, tessdata
from ingest.ppocr import model_folder
from ingest.read import Settings, read_page
from ingest.readers import Choice, engine
from ingest.scan import read_picture
from ingest.straighten import Pixels
from ingest.textlines import Found
from ingest.textpage import UNCHECKED
from ingest.versions import versions
from tests.ingest import paper

VALUES = [word for _, value in paper.FORM for word in value.split()]


class Recorder:
    """An engine that reads nothing, or one word, and remembers that it was asked."""

    name = "recorder"

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.asked = 0
        self.versions: dict[str, str] = {}

    def read(self, raster: Raster, languages: Sequence[str]) -> list[Read]:
        self.asked += 1
        return [Read(self.text, 10, 10, 90, 30, 0.9, "tesseract")] if self.text else []

    def find(self, pixels: Pixels, *, fine: bool = False, skew: float = 0.0) -> list[Found] | None:
        return None

    def upside_down(self, pixels: Pixels, lines: Sequence[Found]) -> float | None:
        return None

    def glance(self, raster: Raster, languages: Sequence[str]) -> list[Read]:
        return []


def installed() -> bool:
    try:
        tessdata(("en", "fr", "pt", "es"))
    except EngineMissing:
        return False
    return True


needs_tesseract = pytest.mark.skipif(not installed(), reason="Tesseract with its four languages is not installed")
needs_both = pytest.mark.skipif(not installed() or model_folder() is None, reason="a second reader is not installed")


def read_pdf(tmp_path: Path, data: bytes, number: int = 1, reader: Recorder | None = None) -> Page:
    return read_page(paper.write(tmp_path, "a", data), "f" * 64, "application/pdf", number, engine=reader or Recorder())


def test_digital_pages_are_read_without_ocr(tmp_path: Path) -> None:
    reader = Recorder()
    page = read_pdf(tmp_path, paper.form_pdf(), reader=reader)
    assert (page.origin, reader.asked) == ("text-layer", 0)
    texts = [word.text for word in page.words]
    assert texts == [word for label, value in paper.FORM for word in f"{label} {value}".split()]
    first = page.words[0].box
    assert first.x0 == pytest.approx(76 / 595.28, abs=0.002)
    assert first.mid_y == pytest.approx((841.89 - 723.5) / 841.89, abs=0.004)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_pages_come_upright_to_what_is_read(tmp_path: Path, rotate: int) -> None:
    page = read_pdf(tmp_path, paper.pdf(("Certificate of origin",), rotate=rotate))
    boxes = [word.box for word in page.words]
    assert [word.text for word in page.words] == ["Certificate", "of", "origin"]
    assert boxes[0].x1 < boxes[1].x0 < boxes[2].x0
    assert boxes[0].mid_y == pytest.approx(141.89 / 841.89, abs=0.01)
    assert (page.width, page.height) == pytest.approx((595.28, 841.89), abs=0.1)


def test_hidden_text_is_not_believed(tmp_path: Path) -> None:
    reader = Recorder("seen")
    page = read_pdf(tmp_path, paper.form_pdf(hidden=True), reader=reader)
    assert page.origin == "ocr"
    assert [word.text for word in page.words] == ["seen"]
    assert "text-layer-hidden" in [remark.code for remark in page.remarks]


def test_a_blank_page_says_so(tmp_path: Path) -> None:
    page = read_pdf(tmp_path, paper.pdf(("",)))
    assert (page.words, [remark.code for remark in page.remarks]) == ((), ["blank"])


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        read_pdf(tmp_path, paper.pdf(), number=2)


def test_reading_one_page_of_many_reads_no_other(tmp_path: Path) -> None:
    page = read_pdf(tmp_path, paper.pdf(tuple(f"Page number {n}" for n in range(300))), number=250)
    assert [word.text for word in page.words] == ["Page", "number", "249"]


def picture(tmp_path: Path, pixels: Any, dpi: int | None, choice: Choice) -> Page:
    path = paper.write(tmp_path, "a", paper.png(pixels, dpi))
    return read_page(path, "f" * 64, "image/png", 1, Settings(readers=choice))


def found_of(page: Page) -> list[str]:
    texts = [word.text for word in page.words]
    return [value for value in VALUES if value in texts]


@needs_tesseract
def test_a_scan_is_read_by_tesseract_alone(tmp_path: Path) -> None:
    page = picture(tmp_path, paper.form_picture(200), 200, "tesseract")
    assert page.origin == "ocr"
    assert page.dpi == pytest.approx(200, abs=0.1)
    assert found_of(page) == VALUES
    assert {word.reader for word in page.words} == {"tesseract"}
    label = next(word for word in page.words if word.text == "Exporter")
    assert label.box.x0 * 8.27 == pytest.approx(1.08, abs=0.03)


@needs_both
@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
def test_a_scan_is_read_whichever_way_it_lies(tmp_path: Path, quarter: int) -> None:
    lying = np.ascontiguousarray(np.rot90(paper.form_picture(200), k=quarter // 90))  # turned against the clock
    page = picture(tmp_path, lying, 200, "both")
    assert page.rotation == quarter
    assert found_of(page) == VALUES
    assert sum(word.reader == "both" for word in page.words) > 0.8 * len(page.words)
    assert len([ruling for ruling in page.rulings if ruling.horizontal]) == len(paper.FORM) + 1


@needs_both
def test_a_photo_is_read(tmp_path: Path) -> None:
    page = picture(tmp_path, paper.photographed(paper.form_picture(200)), None, "both")
    assert page.sheet is not None
    assert found_of(page) == VALUES


@needs_both
def test_several_pages_of_a_fax(tmp_path: Path) -> None:
    bits = [Image.fromarray(paper.form_picture(200)).convert("1") for _ in range(2)]
    squat = [bit.resize((bit.width, bit.height // 2)) for bit in bits]
    buffer = io.BytesIO()
    squat[0].save(buffer, "TIFF", save_all=True, append_images=squat[1:], compression="group4", dpi=(200, 100))
    page = read_page(paper.write(tmp_path, "a", buffer.getvalue()), "f" * 64, "image/tiff", 2)
    assert page.width / page.height == pytest.approx(8.27 / 11.69, abs=0.01)
    assert len(found_of(page)) >= len(VALUES) - 1


@needs_both
def test_engines_send_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []

    def refuse(*arguments: object, **more: object) -> None:
        called.append(arguments)
        raise OSError("no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    engine.cache_clear()
    page = picture(tmp_path, paper.form_picture(200), 200, "both")
    assert found_of(page) == VALUES
    assert called == []


@needs_both
def test_the_same_page_reads_the_same(tmp_path: Path) -> None:
    first = picture(tmp_path, paper.form_picture(150), 150, "both")
    assert picture(tmp_path, paper.form_picture(150), 150, "both") == first


def test_without_tesseract_the_remedy_names_the_packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    monkeypatch.setattr("ingest.ocr.DATA_FOLDERS", ())
    with pytest.raises(EngineMissing) as caught:
        tessdata(("en", "fr"))
    assert "tesseract-ocr-eng tesseract-ocr-fra" in caught.value.remedy


def test_without_the_second_reader_tesseract_reads_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.model_folder", lambda: None)
    engine.cache_clear()
    try:
        assert engine("auto").name == "tesseract"
        with pytest.raises(EngineMissing):
            engine("both")
    finally:
        engine.cache_clear()


def test_versions_name_every_engine() -> None:
    found = versions()
    assert {"tesseract", "ppocr", "pdfium", "pdfplumber", "opencv", "pillow", "openpyxl"} <= found.keys()
    assert all(found.values())


def test_text_that_is_not_seen_is_hardly_believed() -> None:
    assert UNCHECKED < 0.5


def test_a_scribble_is_no_word_and_a_short_word_of_the_same_strokes_is_one() -> None:
    class Faint(Recorder):
        def read(self, raster: Raster, languages: Sequence[str]) -> list[Read]:
            texts = ("weight", "in", "mmm", "kg")
            return [Read(text, 90.0 * i, 90, 90.0 * i + 60, 110, 0.8, "ppocr") for i, text in enumerate(texts, 1)]

    scanned = read_picture(paper.form_picture(), 200, Faint(), ("en",))
    assert [word.text for word in scanned.words] == ["weight", "in", "kg"]


def test_a_picture_whose_page_was_taken_out_of_it_is_let_go_before_the_page_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    held: list[bool] = []
    pictures: list[weakref.ref[Pixels]] = []
    load = images.load

    def watched(*given: Any) -> images.Picture:
        picture = load(*given)
        pictures.append(weakref.ref(picture.pixels))
        return picture

    class Looking(Recorder):
        def find(self, pixels: Pixels, *, fine: bool = False, skew: float = 0.0) -> list[Found] | None:
            held.append(pictures[0]() is not None)
            return None

    form = paper.form_picture(100)
    shadow = np.linspace(0.5, 1, form.shape[1])[None]
    path = paper.write(tmp_path, "a", paper.png(np.asarray(form * shadow, dtype=np.uint8)))
    monkeypatch.setattr(images, "load", watched)
    read_page(path, "f" * 64, "image/png", 1, engine=Looking("word"))
    assert held == [False]
