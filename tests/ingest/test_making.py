"""What files state of their making, and how sharp their pictures are."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]  # the package carries no types

from ingest import pdf
from ingest.making import making_of
from ingest.sharpness import blur_of
from ingest.straighten import grey
from tests.ingest import paper

PDF = "application/pdf"


def made(**facts: str) -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    page.setCreator(facts.get("creator", "Writer"))
    page.setProducer(facts.get("producer", "Office 7"))
    page.drawString(72, 700, "Certificate")
    page.save()
    return out.getvalue()


def signed(*, whole: bool) -> bytes:
    """A PDF with the dictionary of a signature; its bytes sign nothing, and nobody here says that they do."""
    with pikepdf.open(io.BytesIO(made())) as document:
        value = pikepdf.Dictionary(
            Type=pikepdf.Name.Sig,
            Name="Ministry of Mines",
            M="D:20260216",
            ByteRange=[0, 1111111111, 2222222222, 3333333333],
            Contents=pikepdf.String(bytes(range(200, 232))),
        )
        field = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="s", V=document.make_indirect(value)))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
        out = io.BytesIO()
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = out.getvalue()
    text = b"<" + bytes(range(200, 232)).hex().encode() + b">"
    start = data.index(text)
    for old, new in ((1111111111, start), (2222222222, start + len(text)), (3333333333, len(data) - start - len(text))):
        data = data.replace(str(old).encode(), str(new).rjust(10).encode())
    return data if whole else data + b"\n% added\n"


def test_programs_updates_and_forms(tmp_path: Path) -> None:
    path = paper.write(tmp_path, "a.pdf", made())
    found = making_of(path, PDF)
    assert found is not None
    assert (found.creator, found.producer, found.updates, found.form, found.signatures) == (
        "Writer",
        "Office 7",
        0,
        None,
        (),
    )
    path.write_bytes(path.read_bytes() + b"\nxref\n0 0\ntrailer\n<<>>\nstartxref\n15\n%%EOF\n")
    added = making_of(path, PDF)
    assert added is None or added.updates == 1


@pytest.mark.parametrize("whole", [True, False])
def test_signatures_are_told_and_what_they_cover(tmp_path: Path, whole: bool) -> None:
    found = making_of(paper.write(tmp_path, "a.pdf", signed(whole=whole)), PDF)
    assert found is not None
    assert found.form == "acroform"
    (signature,) = found.signatures
    assert (signature.signer, signature.time) == ("Ministry of Mines", "D:20260216")
    assert signature.covers_whole_file is whole


def test_a_file_that_cannot_be_followed_states_nothing(tmp_path: Path) -> None:
    assert making_of(paper.write(tmp_path, "a.pdf", b"%PDF-1.7 nothing"), PDF) is None
    assert making_of(paper.write(tmp_path, "a.png", b"\x89PNG\r\n\x1a\n"), "image/png") is None


def test_the_program_that_changed_a_picture(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[305] = "Picture editor 3"
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "JPEG", exif=exif)
    found = making_of(paper.write(tmp_path, "a.jpg", out.getvalue()), "image/jpeg")
    assert found is not None
    assert found.producer == "Picture editor 3"


def test_blur_rises_as_the_picture_gets_softer(tmp_path: Path) -> None:
    path = paper.write(tmp_path, "a.pdf", paper.form_pdf())
    with pdf.single_page(path, 1) as (_, page):
        sharp, _ = pdf.render(page, 200)
    values = []
    for sigma in (0.0, 1.0, 1.8):
        soft = cv2.GaussianBlur(sharp, (0, 0), sigma) if sigma else sharp
        values.append(blur_of(grey(np.asarray(soft, dtype=np.uint8))))
    first, second, third = values
    assert first is not None and second is not None and third is not None  # noqa: PT018 - for the types
    assert first < 0.13
    assert first < second < third
    assert blur_of(np.full((400, 400), 255, dtype=np.uint8)) is None
