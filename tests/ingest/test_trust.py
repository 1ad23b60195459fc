"""A text layer held against the page: lies are found and told with both texts, and the seen wins; honest text stays."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]  # the package carries no types

from bench.papermaker import lying
from ingest import readers
from ingest.differences import Stated, differences, straightened
from ingest.errors import EngineMissing
from ingest.looks import same_looks
from ingest.model import Box, Page, Word
from ingest.ppocr import model_folder
from ingest.proofreading import StripReader
from ingest.read import read_page
from tests.ingest import paper

needs_ppocr = pytest.mark.skipif(model_folder() is None, reason="PP-OCR is not installed")


def read(folder: Path, data: bytes) -> Page:
    return read_page(paper.write(folder, "page.pdf", data), "0" * 64, "application/pdf", 1)


def told(page: Page, code: str) -> dict[str, str | None]:
    return {remark.stated: remark.seen for remark in page.remarks if remark.code == code and remark.stated}


def texts(page: Page) -> list[str]:
    return [word.text for word in page.words]


SWAPPED = {"4": "5", "5": "4"}


@needs_ppocr
def test_a_font_that_says_other_digits_is_found_and_the_seen_wins(tmp_path: Path) -> None:
    page = read(tmp_path, lying.other_digits(paper.form_pdf(), SWAPPED))
    assert page.origin == "ocr"
    assert told(page, "text-layer-differs")["1,245.30"] == "1,254.30"
    assert "1,254.30" in texts(page)
    assert "1,245.30" not in texts(page)


@needs_ppocr
def test_one_string_that_lies_is_found(tmp_path: Path) -> None:
    lie = lying.one_string(paper.form_pdf(), {"1": "7", "2": "1", "5": "2", "7": "5"}, random.Random(4))
    assert lie is not None
    page = read(tmp_path, lie)
    assert page.origin == "ocr"
    assert told(page, "text-layer-differs")


@needs_ppocr
def test_a_figure_laid_over_another_is_found(tmp_path: Path) -> None:
    made = lying.laid_over(paper.form_pdf(), random.Random(2))
    assert made is not None
    data, old, new = made
    page = read(tmp_path, data)
    assert page.origin == "ocr"
    assert new in " ".join(texts(page))
    assert old not in texts(page)
    assert told(page, "text-layer-differs")


@needs_ppocr
def test_honest_pages_keep_their_text(tmp_path: Path) -> None:
    for data in (paper.form_pdf(), paper.pdf(("LOT BW 071613 weighs 1,254.30 ct",), rotate=90), watermarked()):
        page = read(tmp_path, data)
        assert page.origin == "text-layer"
        assert "1,254.30" in texts(page)
        assert not told(page, "text-layer-differs")


def watermarked() -> bytes:
    """A page with a large word across its figures, drawn after them."""
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    page.setFont("Times-Roman", 11)
    for line in range(20):
        page.drawString(72, 720 - 20 * line, f"Parcel {line} of lot BW 071613 weighs 1,254.30 ct")
    page.translate(300, 520)
    page.rotate(40)
    page.setFillGray(0.85)
    page.setFont("Helvetica-Bold", 70)
    page.drawCentredString(0, 0, "SPECIMEN")
    page.save()
    return out.getvalue()


def covered(text: str, start: float, end: float) -> bytes:
    """A line of text of which a stretch (in points from its start) is painted over in white."""
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    page.setFont("Courier", 12)
    page.drawString(72, 700, "Carat weight of the parcel, as sealed and declared")
    page.drawString(72, 680, text)
    page.setFillGray(1)
    page.rect(72 + start, 676, end - start, 14, stroke=0, fill=1)
    page.save()
    return out.getvalue()


def test_hidden_figures_are_told_with_their_place(tmp_path: Path) -> None:
    page = read(tmp_path, covered("weight 1,254.30 ct", 50, 108))
    assert told(page, "text-layer-hidden") == {"1,254.30": None}
    assert "1,254.30" not in texts(page)
    (box,) = [remark.box for remark in page.remarks if remark.stated]
    assert box is not None
    assert abs(box.x0 - 122.4 / 595) < 0.01


def test_of_a_figure_partly_covered_the_rest_is_read(tmp_path: Path) -> None:
    page = read(tmp_path, covered("weight 1,254.30 ct", 50.2, 57.8))
    assert told(page, "text-layer-hidden") == {"1,254.30": ",254.30"}


def test_without_an_engine_the_text_is_used_and_the_page_says_that_it_was_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(choice: readers.Choice = "auto") -> StripReader:
        raise EngineMissing("tesseract-missing", "Tesseract is not installed.")

    monkeypatch.setattr(readers, "strip_reader", missing)
    page = read(tmp_path, paper.form_pdf())
    assert page.origin == "text-layer"
    assert [remark.code for remark in page.remarks] == ["text-layer-unchecked"]


@pytest.mark.parametrize(
    ("stated", "seen", "alike"),
    [
        ("1,254.30", "1,245.30", False),
        ("1,254.30", "1.254,30", True),
        ("1O5", "105", True),
        ("Ta2O5", "Ta205", True),
        ("BW071613", "BW071618", False),
        ("Botswana", "Bolswana", True),
        ("Botswana", "Zimbabwe", False),
        ("17", "l7", True),
        ("17", "77", False),
        ("20×15×8", "20x15x8", True),
        ("20×15×8", "20x15x6", False),
    ],
)
def test_what_looks_alike(stated: str, seen: str, alike: bool) -> None:
    assert same_looks(stated, seen) is alike


def word(text: str, x: float, confidence: float = 0.99) -> Word:
    return Word(text, Box(x, 0.5, x + 0.01 * len(text), 0.512), confidence, "both")


def test_only_what_is_surely_read_otherwise_is_a_difference() -> None:
    stated = [Stated(word("1,254.30", 0.1)), Stated(word("BW071613", 0.3)), Stated(word("40", 0.6))]
    seen = [word("1,245.30", 0.1), word("BW071618", 0.3, 0.6), word("40ct", 0.6)]
    (remark,) = differences(stated, seen)
    assert (remark.stated, remark.seen, remark.box) == ("1,254.30", "1,245.30", stated[0].word.box)
    agreed = [Stated(word("BW071613", 0.3), "BW071618")]
    assert [remark.seen for remark in differences(agreed, seen)] == ["BW071618"]
    part = [word("54.30", 0.1)]  # something lies over the rest
    assert differences(stated[:1], part) == []
    assert len(differences([Stated(stated[0].word, "54.30", overprinted=True)], part)) == 1


def test_a_box_goes_where_the_straightened_page_has_it() -> None:
    box = straightened(Box(0.89, 0.49, 0.91, 0.51), 2.0, 600, 800)
    assert box.mid_y == pytest.approx(0.5 + 0.4 * 600 / 800 * 0.0349, abs=0.001)


def test_a_lie_in_an_invisible_layer_over_a_scan_is_told(tmp_path: Path) -> None:
    """The scan is read, as ever; that its layer says another weight is told."""
    honest = io.BytesIO(paper.form_pdf(hidden=True))
    with pikepdf.open(honest) as layer, pikepdf.open(io.BytesIO(paper.form_pdf())) as shown:
        layer.pages[0].add_underlay(shown.pages[0], pikepdf.Rectangle(0, 0, 595, 842))
        out = io.BytesIO()
        layer.save(out)
    page = read(tmp_path, lying.other_digits(out.getvalue(), SWAPPED))
    assert page.origin == "ocr"
    assert "1,254.30" in texts(page)


def filled(shown: str, stored: str) -> bytes:
    """A form with one field that shows one value and stores another."""
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    page.drawString(72, 700, "Carat weight")
    page.acroForm.textfield(name="weight", value=shown, x=200, y=690, width=150, height=20, fontSize=11)
    page.save()
    with pikepdf.open(io.BytesIO(out.getvalue())) as document:
        (widget,) = document.pages[0].Annots
        widget.V = pikepdf.String(stored)
        again = io.BytesIO()
        document.save(again)
    return again.getvalue()


def test_a_form_field_that_stores_another_value_than_it_shows_is_told(tmp_path: Path) -> None:
    page = read(tmp_path, filled("1,254.30", "1,245.30"))
    assert told(page, "form-value-differs") == {"1,245.30": "1,254.30"}
    assert "1,254.30" in texts(page)
    assert not told(read(tmp_path, filled("1,254.30", "1,254.30")), "form-value-differs")


def layered(*, state: str, member: bool) -> bytes:
    """A page that shows 1,254.30 and has 9,876.50 in a layer, by itself or as a group's member."""
    name = pikepdf.Name
    with pikepdf.open(io.BytesIO(paper.pdf(("LOT BW 071613 weighs 1,254.30 ct",)))) as document:
        layer = document.make_indirect(pikepdf.Dictionary(Type=name.OCG, Name=pikepdf.String("draft")))
        group = document.make_indirect(pikepdf.Dictionary(Type=name.OCMD, OCGs=pikepdf.Array([layer])))
        settings = {
            "off": pikepdf.Dictionary(OFF=pikepdf.Array([layer])),
            "base": pikepdf.Dictionary(BaseState=name.OFF),
            "on": pikepdf.Dictionary(),
        }[state]
        document.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=settings)
        page = document.pages[0]
        page.Resources.Properties = pikepdf.Dictionary(L=group if member else layer)
        font = next(iter(page.Resources.Font.keys()))
        drawn = f"/OC /L BDC BT {font} 12 Tf 1 0 0 1 72 300 Tm (draft 9,876.50 ct) Tj ET EMC"
        page.contents_add(document.make_stream(drawn.encode()))
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("member", [False, True])
@pytest.mark.parametrize("state", ["off", "base", "on"])
def test_what_a_layer_hides_is_told_and_not_read(tmp_path: Path, state: str, member: bool) -> None:
    page = read(tmp_path, layered(state=state, member=member))
    assert "1,254.30" in texts(page)
    assert ("9,876.50" in texts(page)) == (state == "on")
    assert told(page, "text-layer-hidden") == ({} if state == "on" else {"9,876.50": None})


@pytest.mark.parametrize(("kept", "differs"), [("9,876.50 kg", True), ("1,254.30 kg", False)])
def test_a_text_box_that_keeps_other_words_than_it_shows_is_told(tmp_path: Path, kept: str, differs: bool) -> None:
    with pikepdf.open(io.BytesIO(paper.pdf(("Certificate of the lot BW 071613",)))) as document:
        page = document.pages[0]
        font = next(iter(page.Resources.Font.keys()))
        look = document.make_stream(
            f"BT {font} 11 Tf 2 4 Td (1,254.30 kg) Tj ET".encode(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=pikepdf.Array([0, 0, 120, 16]),
            Resources=page.Resources,
        )
        box = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=pikepdf.Array([300, 500, 420, 516]),
            Contents=pikepdf.String(kept),
            F=4,
            AP=pikepdf.Dictionary(N=look),
        )
        page.Annots = pikepdf.Array([document.make_indirect(box)])
        out = io.BytesIO()
        document.save(out)
    read_again = read(tmp_path, out.getvalue())
    assert told(read_again, "form-value-differs") == ({kept: "1,254.30 kg"} if differs else {})
