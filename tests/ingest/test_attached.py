"""Files attached to PDFs and embedded in office documents are members of the bundle, within the same limits."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pikepdf
import pytest

from ingest.bundle import collect
from ingest.limits import Limits
from ingest.originals import Originals
from tests.ingest import office, paper

INVOICE = b"""<?xml version="1.0"?><rsm:CrossIndustryInvoice
 xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"/>"""


def _specification(document: pikepdf.Pdf, name: str, data: bytes) -> pikepdf.Dictionary:
    stream = document.make_stream(data)
    return pikepdf.Dictionary(Type=pikepdf.Name.Filespec, UF=pikepdf.String(name), EF=pikepdf.Dictionary(F=stream))


def _attached(named: dict[str, bytes], pinned: dict[str, bytes] | None = None) -> bytes:
    """A PDF of one page with files attached to it by name, and others pinned to its page."""
    with pikepdf.open(io.BytesIO(paper.pdf(("INVOICE of rough diamonds",)))) as document:
        names = pikepdf.Array()
        for name, data in named.items():
            names.append(pikepdf.String(name))
            names.append(_specification(document, name, data))
        document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=document.make_indirect(pikepdf.Dictionary(Names=names)))
        pins = pikepdf.Array()
        for name, data in (pinned or {}).items():
            pin = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[9, 9, 19, 19])
            pin.FS = _specification(document, name, data)
            pins.append(document.make_indirect(pin))
        document.pages[0].obj.Annots = pins
        buffer = io.BytesIO()
        document.save(buffer)
    return buffer.getvalue()


def _collected(tmp_path: Path, name: str, data: bytes, limits: Limits | None = None) -> list[tuple[str, str, str]]:
    store = Originals(tmp_path / "store")
    files = collect([paper.write(tmp_path, name, data)], store, limits=limits or Limits())
    return [(file.name, file.role, file.reason_code or file.status) for file in files]


def test_files_attached_to_a_pdf_are_listed_after_it(tmp_path: Path) -> None:
    inner = _attached({"weights.csv": b"bag,kg\n1,20.5\n2,21.5\n"})
    data = _attached({"factur-x.xml": INVOICE, "list.pdf": inner}, {"assay.pdf": paper.pdf(("ASSAY",))})
    assert _collected(tmp_path, "inv.pdf", data) == [
        ("inv.pdf", "pages", "read"),
        ("inv.pdf!factur-x.xml", "data", "read"),
        ("inv.pdf!list.pdf", "pages", "read"),
        ("inv.pdf!list.pdf!weights.csv", "pages", "read"),
        ("inv.pdf!assay.pdf", "pages", "read"),
    ]


def test_what_lies_too_deep_or_is_too_many_is_said_and_the_paper_stays(tmp_path: Path) -> None:
    data = _attached({"a.pdf": _attached({"b.pdf": paper.pdf()})})
    assert _collected(tmp_path, "inv.pdf", data, Limits(nesting_depth=1)) == [
        ("inv.pdf", "pages", "read"),
        ("inv.pdf!a.pdf", "pages", "read"),
        ("inv.pdf!a.pdf!attached files", "none", "too-deep"),
    ]
    many = _attached({f"{number}.pdf": paper.pdf((str(number),)) for number in range(4)})
    found = _collected(tmp_path, "many.pdf", many, Limits(members=2))
    assert found[0] == ("many.pdf", "pages", "read")
    assert sorted(code for _, _, code in found[1:]) == ["bomb", "read", "read"]


@pytest.mark.parametrize(
    ("packing", "data", "code"),
    [
        (["FlateDecode"], zlib.compress(bytes(9_000_000)), "bomb"),
        (["FlateDecode", "FlateDecode", "FlateDecode"], zlib.compress(zlib.compress(zlib.compress(b"a" * 90))), "bomb"),
        (["FlateDecode"], zlib.compress(b"Invoice of some length, with words" * 9)[:40], "damaged"),
        (["FlateDecode"], b"this was never packed", "damaged"),
        (["ASCIIHexDecode"], paper.pdf().hex().encode() + b">", "read"),
        (["FlateDecode"], zlib.compress(paper.pdf()), "read"),
        ([], paper.pdf(), "read"),
    ],
    ids=["bomb", "packed thrice", "cut off", "no packing", "hexadecimal", "packed", "plain"],
)
def test_packings(tmp_path: Path, packing: list[str], data: bytes, code: str) -> None:
    with pikepdf.open(io.BytesIO(_attached({"a.pdf": b"x"}))) as document:
        stream = document.Root.Names.EmbeddedFiles.Names[1].EF.F
        stream.write(data, filter=pikepdf.Array([pikepdf.Name(f"/{each}") for each in packing]) if packing else None)
        document.save(tmp_path / "inv.pdf", stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    found = _collected(tmp_path, "inv.pdf", (tmp_path / "inv.pdf").read_bytes())
    assert [(role, said) for _, role, said in found] == [
        ("pages", "read"),
        ("none" if code != "read" else "pages", code),
    ]


def test_files_elsewhere_and_a_tree_of_names_in_a_ring_are_not_followed(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(_attached({"a.pdf": paper.pdf()}))) as document:
        tree = document.make_indirect(document.Root.Names.EmbeddedFiles)
        elsewhere = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=pikepdf.String("//server/share/a.pdf"))
        tree.Names.append(pikepdf.String("b.pdf"))
        tree.Names.append(elsewhere)
        tree.Kids = pikepdf.Array([tree])
        document.Root.Names.EmbeddedFiles = tree
        document.save(tmp_path / "inv.pdf")
    found = _collected(tmp_path, "inv.pdf", (tmp_path / "inv.pdf").read_bytes())
    assert [name for name, _, _ in found] == ["inv.pdf", "inv.pdf!a.pdf"]


def test_files_embedded_in_a_word_document_are_members(tmp_path: Path) -> None:
    parts = {"word/embeddings/Sheet1.xlsx": office.xlsx([["Lot", "kg"], ["A-1", 12.5]])}
    data = office.docx(office.paragraph("PACKING LIST of lot A-1"), parts)
    assert _collected(tmp_path, "pl.docx", data) == [
        ("pl.docx", "pages", "read"),
        ("pl.docx!Sheet1.xlsx", "pages", "read"),
    ]
