"""Data of an XFA form held against what its pages show."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]  # the package carries no types
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]  # the package carries no types

from ingest import pdf
from ingest.glyphs import TextWord
from ingest.read import read_page
from ingest.xfa import FormDatum, borne_out, exchanged
from tests.ingest import paper

DATA = (
    '<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><form1>'
    "<weight>{}</weight><issued>{}</issued></form1></xfa:data></xfa:datasets>"
)


def form(data: str, *, fields: bool) -> bytes:
    """A form that shows 1,254.30 ct and 12 January 2026, in a field or drawn, with these data."""
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    page.drawString(72, 700, "Carat weight")
    page.drawString(72, 660, "Issued at Gaborone on 12 January 2026")
    if fields:
        page.acroForm.textfield(name="weight[0]", value="1,254.30", x=200, y=690, width=150, height=20, fontSize=11)
    else:
        page.drawString(200, 700, "1,254.30 ct")
    page.save()
    with pikepdf.open(io.BytesIO(out.getvalue())) as document:
        if not fields:
            document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())
        packet = document.make_stream(data.encode())
        document.Root.AcroForm.XFA = pikepdf.Array([pikepdf.String("datasets"), packet])
        again = io.BytesIO()
        document.save(again)
    return again.getvalue()


@pytest.mark.parametrize("fields", [True, False])
@pytest.mark.parametrize(
    ("weight", "issued", "told"),
    [
        ("1254.3", "2026-01-12", []),
        ("1,254.30", "12 January 2026", []),
        ("1245.30", "2026-01-12", ["1245.30"]),
        ("12543", "2026-01-12", ["12543"]),
    ],
)
def test_data_that_the_page_does_not_show_are_told(
    tmp_path: Path, weight: str, issued: str, told: list[str], fields: bool
) -> None:
    path = paper.write(tmp_path, "form.pdf", form(DATA.format(weight, issued), fields=fields))
    page = read_page(path, "0" * 64, "application/pdf", 1)
    found = [remark for remark in page.remarks if remark.code == "form-value-differs"]
    assert [remark.stated for remark in found] == told
    assert "1,254.30" in [word.text for word in page.words]
    for remark in found:
        assert (remark.seen, remark.box is not None) == (("1,254.30", True) if fields else (None, False))


def pictured(pdf_bytes: bytes, folder: Path) -> bytes:
    """The first page as a picture in a PDF."""
    with pdf.single_page(paper.write(folder, "drawn.pdf", pdf_bytes), 1) as (_, page):
        pixels, _ = pdf.render(page, 200)
    out = io.BytesIO()
    drawn = canvas.Canvas(out, pagesize=(595, 842), invariant=1)
    drawn.drawImage(ImageReader(Image.fromarray(pixels)), 0, 0, 595, 842)
    drawn.save()
    return out.getvalue()


@pytest.mark.parametrize(("weight", "told"), [("1254.30", []), ("9876.50", ["9876.50"])])
def test_data_behind_a_picture_of_the_page_are_told(tmp_path: Path, weight: str, told: list[str]) -> None:
    shown = form("", fields=False)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pictured(shown, tmp_path))) as document:
        packet = document.make_stream(DATA.format(weight, "2026-01-12").encode())
        xfa = pikepdf.Array([pikepdf.String("datasets"), packet])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=xfa)
        document.save(out)
    page = read_page(paper.write(tmp_path, "form.pdf", out.getvalue()), "0" * 64, "application/pdf", 1)
    assert page.origin == "ocr"
    assert [remark.stated for remark in page.remarks if remark.code == "form-value-differs"] == told


def words_on(*lines: str) -> list[TextWord]:
    """Words of lines, one under another, six points a character."""
    return [
        TextWord(word[0], 60.0 + 6 * word.start(), 100.0 + 20 * row, 60.0 + 6 * word.end(), 110.0 + 20 * row, 0.0, 10.0)
        for row, line in enumerate(lines)
        for word in re.finditer(r"\S+", line)
    ]


@pytest.mark.parametrize(
    ("net", "gross", "told"),
    [
        ("1254.30", "1300", []),
        ("1300", "1254.30", [("1300", "1,254.30 kg"), ("1254.30", "1,300.00 kg")]),
        ("9999", "8888", []),  # borne out nowhere: told by another check
    ],
)
def test_values_that_stand_beside_each_others_names_are_told(net: str, gross: str, told: list[tuple[str, str]]) -> None:
    words = words_on("Net weight 1,254.30 kg", "Gross weight 1,300.00 kg")
    data = [FormDatum("net_weight", net), FormDatum("grossWeight", gross)]
    assert [(stored, shown) for stored, shown, _ in exchanged(data, words)] == told


@pytest.mark.parametrize(
    "lines",
    [
        ("Poids net (kg) : 1,254.30", "Poids brut (kg) : 1,300.00"),
        ("Poids net (kg)      Poids brut (kg)", "1,254.30            1,300.00"),  # values in boxes under their captions
    ],
)
def test_values_are_held_against_the_captions_of_their_fields(lines: tuple[str, ...]) -> None:
    captions = {"TextField1": ("Poids net (kg)",), "TextField2": ("Poids brut (kg)",)}
    for values, told in (
        (("1254.30", "1300"), []),
        (("1300", "1254.30"), ["1300", "1254.30"]),
    ):
        data = [FormDatum(name, value, captions[name]) for name, value in zip(captions, values, strict=True)]
        assert [stored for stored, _, _ in exchanged(data, words_on(*lines))] == told


def test_a_value_under_a_label_that_has_a_label_of_its_own_says_nothing() -> None:
    words = words_on("Net weight", "Gross weight 1,300.00 kg", "Remarks 1,254.30")
    data = [FormDatum("net_weight", "1254.30"), FormDatum("gross_weight", "1300")]
    assert list(exchanged(data, words)) == []


def test_captions_are_taken_from_the_forms_template(tmp_path: Path) -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    page.drawString(72, 700, "Poids net : 1,254.30 kg")
    page.drawString(72, 680, "Poids brut : 1,300.00 kg")
    page.save()
    template = (
        '<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform name="form1">'
        '<field name="weight"><caption><value><text>Poids net :</text></value></caption></field>'
        '<field name="issued"><caption><value><exData><b>Poids</b> brut :</exData></value></caption></field>'
        "</subform></template>"
    )
    for data, told in ((("1254.3", "1300.00"), []), (("1300.00", "1254.3"), ["1300.00", "1254.3"])):
        again = io.BytesIO()
        with pikepdf.open(io.BytesIO(out.getvalue())) as document:
            parts = {"template": template, "datasets": DATA.format(*data)}
            xfa = [each for name, text in parts.items() for each in (name, document.make_stream(text.encode()))]
            document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=pikepdf.Array(xfa))
            document.save(again)
        found = read_page(paper.write(tmp_path, "form.pdf", again.getvalue()), "0" * 64, "application/pdf", 1)
        assert [each.stated for each in found.remarks if each.code == "form-value-differs"] == told


@pytest.mark.parametrize("data", ["<broken", '<!DOCTYPE x [<!ENTITY a "b">]><data><w>&a;12345</w></data>', ""])
def test_a_packet_that_is_no_data_is_passed_over(tmp_path: Path, data: str) -> None:
    path = paper.write(tmp_path, "form.pdf", form(data, fields=False))
    assert read_page(path, "0" * 64, "application/pdf", 1).remarks == ()


@pytest.mark.parametrize(
    ("value", "shown", "borne"),
    [
        ("1254.30", "1.254,30 kg", True),
        ("1254.3", "1 254,30 kg", True),
        ("-12.50", "(12,50)", True),
        ("BW 071613", "Lot BW071613", True),
        ("2026-01-12", "12/01/2026", True),
        ("2026-01-12", "13/01/2026", False),
        ("1254", "lot 12545", False),
        ("254", "lot 1254", False),
    ],
)
def test_the_same_fact_in_another_form_is_borne_out(value: str, shown: str, borne: bool) -> None:
    assert borne_out(value, shown) is borne
