"""Text that a PDF gives for copying in the place of what it draws: what is drawn is read, the difference is told."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from ingest.actualtext import says_otherwise
from ingest.read import read_page
from tests.ingest import paper


def _given(drawn: str, given: str) -> bytes:
    """A page of some lines, one of which draws a text and gives another in its place."""
    lines = ("COMMERCIAL INVOICE", "Exporter: Boteti Sands Gems", "Gross weight of the lot", "Importer: Antwerp Rough")
    with pikepdf.open(io.BytesIO(paper.pdf(lines))) as document:
        page = document.pages[0]
        font = str(next(iter(page.Resources.Font.keys())))
        text = pikepdf.String(given).unparse().decode("latin-1")
        more = f"/Span <</ActualText {text}>> BDC BT {font} 12 Tf 1 0 0 1 72 300 Tm ({drawn}) Tj ET EMC"
        page.contents_add(document.make_stream(more.encode("latin-1")))
        buffer = io.BytesIO()
        document.save(buffer)
    return buffer.getvalue()


def test_what_is_drawn_is_read_and_the_difference_told(tmp_path: Path) -> None:
    path = paper.write(tmp_path, "inv.pdf", _given("1,254.30 kg", "9,999.99 kg"))
    page = read_page(path, "0" * 64, "application/pdf", 1)
    texts = [word.text for word in page.words]
    assert "1,254.30" in texts
    assert "9,999.99" not in texts
    (told,) = [remark for remark in page.remarks if remark.code == "text-layer-differs"]
    assert (told.stated, told.seen) == ("9,999.99 kg", "1,254.30 kg")
    assert told.box is not None
    assert told.box.x0 < 0.2


def test_the_same_text_is_no_difference(tmp_path: Path) -> None:
    path = paper.write(tmp_path, "inv.pdf", _given("1,254.30 kg", "1,254.30 kg"))
    assert read_page(path, "0" * 64, "application/pdf", 1).remarks == ()


def _structured(drawn: str, given: str) -> bytes:
    """The same, the other text given by an element of the file's structure."""
    lines = ("COMMERCIAL INVOICE", "Exporter: Boteti Sands Gems", "Gross weight of the lot", "Importer: Antwerp Rough")
    with pikepdf.open(io.BytesIO(paper.pdf(lines))) as document:
        page = document.pages[0]
        font = str(next(iter(page.Resources.Font.keys())))
        more = f"/P <</MCID 0>> BDC BT {font} 12 Tf 1 0 0 1 72 300 Tm ({drawn}) Tj ET EMC"
        page.contents_add(document.make_stream(more.encode("latin-1")))
        page.obj.StructParents = 0
        tree = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        element = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, K=0))
        element.P, element.Pg, element.ActualText = tree, page.obj, pikepdf.String(given)
        tree.K = pikepdf.Array([element])
        tree.ParentTree = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Array([element])]))
        document.Root.StructTreeRoot = tree
        document.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        buffer = io.BytesIO()
        document.save(buffer)
    return buffer.getvalue()


def test_what_the_structure_gives_otherwise_is_told(tmp_path: Path) -> None:
    path = paper.write(tmp_path, "inv.pdf", _structured("1,254.30 kg", "9,999.99 kg"))
    page = read_page(path, "0" * 64, "application/pdf", 1)
    assert "1,254.30" in [word.text for word in page.words]
    (told,) = [remark for remark in page.remarks if remark.code == "text-layer-differs"]
    assert (told.stated, told.seen) == ("9,999.99 kg", "1,254.30 kg")
    same = paper.write(tmp_path, "same.pdf", _structured("1,254.30 kg", "1,254.30 kg"))
    assert read_page(same, "0" * 64, "application/pdf", 1).remarks == ()


@pytest.mark.parametrize(
    ("given", "drawn", "otherwise"),
    [
        ("1254", "1245", True),
        ("Namibia", "Belgium", True),
        ("Uganda", "Rwanda", True),
        ("Zambie", "Gambie", True),
        ("Guinée", "Guinee", False),
        ("fi", "ﬁ", False),
        ("-", "•", False),
        ("certificate", "certificat", False),
        ("Lot 7", "", False),
        ("12", "12 kg", False),
        ("US$ 5,000", "US$ 5.000", False),
    ],
)
def test_ligatures_hyphens_and_bullets_are_no_difference(given: str, drawn: str, otherwise: bool) -> None:
    assert says_otherwise(given, drawn) is otherwise
