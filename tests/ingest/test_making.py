"""What files state of their making, and how sharp their pictures are."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
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


STATED = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:e="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
 pdf:Producer="Maker 2" xmp:CreateDate="2026-01-05T10:00:00Z"><xmp:CreatorTool>Painter</xmp:CreatorTool>
<xmp:ModifyDate>2026-02-05T10:00:00Z</xmp:ModifyDate><xmpMM:History><rdf:Seq>
<rdf:li e:action="created"/>
<rdf:li rdf:parseType="Resource"><e:action>edited</e:action><e:softwareAgent>Painter</e:softwareAgent></rdf:li>
</rdf:Seq></xmpMM:History></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def with_packet(packet: str, *, info: bool) -> bytes:
    with pikepdf.open(io.BytesIO(made())) as document:
        if not info:
            del document.trailer.Info
        stream = document.make_stream(packet.encode())
        stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        document.Root.Metadata = stream
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def test_what_only_the_metadata_packet_states(tmp_path: Path) -> None:
    found = making_of(paper.write(tmp_path, "a.pdf", with_packet(STATED, info=False)), PDF)
    assert found is not None
    assert (found.producer, found.creator) == ("Maker 2", "Painter")
    assert (found.created, found.modified) == ("2026-01-05T10:00:00Z", "2026-02-05T10:00:00Z")
    assert found.history == ("created", "edited, Painter")
    found = making_of(paper.write(tmp_path, "b.pdf", with_packet(STATED, info=True)), PDF)
    assert found is not None
    assert (found.producer, found.history) == ("Office 7", ("created", "edited, Painter"))


@pytest.mark.parametrize(
    "packet",
    ["<x", "", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>', '<?xml encoding="none"?><x/>'],
)
def test_a_packet_that_is_broken_or_refers_elsewhere_states_nothing(tmp_path: Path, packet: str) -> None:
    found = making_of(paper.write(tmp_path, "a.pdf", with_packet(packet, info=True)), PDF)
    assert found is not None
    assert (found.producer, found.history) == ("Office 7", ())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_the_packet_of_a_picture(tmp_path: Path, kind: str) -> None:
    out = io.BytesIO()
    image = Image.new("RGB", (40, 40), "white")
    if kind == "PNG":
        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", STATED)
        image.save(out, kind, pnginfo=info)
    elif kind == "TIFF":
        image.save(out, kind, tiffinfo={700: STATED.encode()})
    else:
        image.save(out, kind, xmp=STATED.encode())
    found = making_of(paper.write(tmp_path, "a", out.getvalue()), f"image/{kind.lower()}")
    assert found is not None
    assert (found.producer, found.history) == ("Painter", ("created", "edited, Painter"))


@pytest.mark.parametrize("updated", [False, True])
def test_a_pdf_attached_as_it_is_makes_no_update(tmp_path: Path, updated: bool) -> None:
    with pikepdf.open(io.BytesIO(made())) as document:
        inner = paper.pdf(("inner",)) + b"\nxref\n0 0\ntrailer\n<<>>\nstartxref\n15\n%%EOF\n"
        file = pikepdf.Dictionary(UF="inner.pdf", EF=pikepdf.Dictionary(F=document.make_stream(inner)))
        document.Root.AF = pikepdf.Array([document.make_indirect(file)])
        out = io.BytesIO()
        document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    data = out.getvalue()
    assert data.count(b"startxref") == 3
    if updated:
        last = int(data.rsplit(b"startxref", 1)[1].split()[0])
        trailer = data[data.rindex(b"trailer") : data.rindex(b"startxref")].replace(b"<<", b"<< /Prev %d" % last, 1)
        data += b"xref\n0 0\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % len(data)
    found = making_of(paper.write(tmp_path, "a.pdf", data), PDF)
    assert found is not None
    assert found.updates == int(updated)


def test_a_signature_field_of_its_parents_kind(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(signed(whole=True))) as document:
        field = document.Root.AcroForm.Fields[0]
        del field.FT
        parent = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="p", Kids=[field])
        document.Root.AcroForm.Fields = pikepdf.Array([document.make_indirect(parent)])
        out = io.BytesIO()
        document.save(out)
    found = making_of(paper.write(tmp_path, "a.pdf", out.getvalue()), PDF)
    assert found is not None
    assert [each.signer for each in found.signatures] == ["Ministry of Mines"]


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
