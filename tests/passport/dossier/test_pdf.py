"""The dossier as PDF: readable by others, its proof in it, frames on the values, never a silent box for a letter."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from passport.dossier.model import View
from passport.dossier.pdf import as_pdf
from passport.dossier.pdf_type import printable
from passport.dossier.signs import FRAME
from passport.dossier.texts import LANGUAGES, Language, texts
from tests.passport.dossier.made import INK, dossier
from tests.passport.dossier.test_html import poisoned
from tests.passport.factory import cobalt, diamonds
from validate.model import CheckedLot, Dossier

Lot = Callable[[], tuple[CheckedLot, Dossier]]


def text_of(data: bytes) -> str:
    """All words of a PDF, by pdfplumber."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages).replace("\u202f", " ")


def picture(data: bytes, page: int, scale: float = 3.0) -> Image.Image:
    """A page of a PDF as pdfium draws it."""
    document = pdfium.PdfDocument(data)
    image: Image.Image = document[page].render(scale=scale).to_pil().convert("RGB")
    document.close()
    return image


@pytest.fixture(scope="module")
def shown() -> View:
    return dossier()


@pytest.fixture(scope="module")
def printed(shown: View) -> bytes:
    return as_pdf(shown)


def test_same_dossier_gives_the_same_bytes(printed: bytes) -> None:
    assert as_pdf(dossier()) == printed


def test_signed_passport_is_attached_as_it_was_signed(shown: View, printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        [name] = list(pdf.attachments)
        assert name == "LS-RD2415.passport.json"
        assert pdf.attachments[name].get_file().read_bytes() == shown.sealed.data


def test_file_says_what_it_is(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Dossier of lot LS-RD2415"
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260115123005Z"
        with pdf.open_outline() as outline:
            titles = [str(item.title) for item in outline.root]
        assert texts("en")("section.findings") in titles
        assert texts("en")("section.proof") in titles
        for page in pdf.pages:
            for font in page.Resources.get("/Font", {}).values():
                if "/DescendantFonts" in font or "/FontDescriptor" in font:
                    assert "/FontFile2" in font.FontDescriptor, "fonts are part of the file"


def leaves(element: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The elements of a structure that hold text or a picture, in order."""
    if element.get("mcids"):
        yield element
    for child in element.get("children", ()):
        yield from leaves(child)


def test_tables_are_read_aloud_by_rows_and_cells(shown: View, printed: bytes) -> None:
    words = texts("en")

    def said(element: dict[str, Any]) -> str:
        parts = []
        for leaf in leaves(element):
            chars = pdf.pages[leaf["page_number"] - 1].chars
            parts.append("".join(char["text"] for char in chars if char["mcid"] in leaf["mcids"]))
        return " ".join(parts).strip()

    with pdfplumber.open(io.BytesIO(printed)) as pdf:
        tables = [element for element in pdf.structure_tree[0]["children"] if element["type"] == "Table"]
        rows = [[[(cell["type"], said(cell)) for cell in row["children"]] for row in one["children"]] for one in tables]
    with pikepdf.open(io.BytesIO(printed)) as file:  # which leaves no empty cell out
        for table in (element for element in file.Root.StructTreeRoot.K.K if element.S == "/Table"):
            spans = [
                [int(cell.A.ColSpan) if "/A" in cell and "/ColSpan" in cell.A else 1 for cell in row.K]
                for row in table.K
            ]
            assert len({sum(row) for row in spans}) == 1, "each row has a cell for each column, an empty one as well"
    for read in rows:
        assert all(row == read[0] for row in read if row[0][0] == "TH"), "a head is repeated overleaf, nothing else"
    steps = {str(step.number): step for step in shown.chain.steps}
    head = [("TH", "#"), ("TH", words("chain.date"))]
    [chain] = [table for table in rows if table[0][:2] == head]
    assert len([row for row in chain if row[0][0] == "TD"]) == len(steps)
    for row in chain:
        if row[0][0] == "TD":
            assert "".join(row[1][1].split()) == "".join(steps[row[0][1]].moment.split())


def test_file_is_read_aloud_in_order_with_its_headings_and_words_for_pictures(shown: View, printed: bytes) -> None:
    words = texts("en")
    with pdfplumber.open(io.BytesIO(printed)) as pdf:
        [whole] = pdf.structure_tree
        assert whole["type"] == "Document"
        said: dict[str, list[str]] = {}
        for element in leaves(whole):
            page = pdf.pages[element["page_number"] - 1]
            inside = [char for char in page.chars if char["mcid"] in element["mcids"]]
            said.setdefault(element["type"], []).append("".join(char["text"] for char in inside))
            if element["type"] == "Figure":
                assert element["alt_text"], "a picture has words"
    assert said["H1"] == ["Lot LS-RD2415"]
    names = ("summary", "findings", "claims", "chain", "documents", "untested", "decisions", "proof")
    assert said["H2"] == [words(f"section.{name}") for name in names]
    assert any(text.startswith("Kimberley Process certificate LS 024780") for text in said["H3"])
    assert words("status.clear_text").replace(" ", "") in "".join(said["P"]).replace(" ", "")


def test_bookmarks_lead_to_the_pages_of_their_headings(printed: bytes) -> None:
    document = pdfium.PdfDocument(printed)
    places = {mark.get_title(): mark.get_dest().get_index() for mark in document.get_toc() if mark.get_dest()}
    for title in ("At a glance", "The way of the material", "Proof, and how to check it"):
        page = document[places[title]].get_textpage()
        assert title in page.get_text_range()
    document.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_holds_the_facts_and_every_page_its_number(language: Language) -> None:
    words = texts(language)
    view = dossier(diamonds(), language)
    data = as_pdf(view)
    text = text_of(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        count = len(pdf.pages)
    for said in (
        "LS-RD2415",
        "Khubelu Kimberlite Sales (Pty) Limited",
        "Motete Pipe Mine",
        words("status.clear_text"),
        words("claims.self-declared"),
        words("section.chain"),
        words("event.aggregate"),
        words("untested.goods"),
        view.sealed.digest,
        view.sealed.kid,
        *(f"{number} / {count}" for number in range(1, count + 1)),
    ):
        assert " ".join(said.split()) in text


@pytest.mark.parametrize("which", [cobalt, poisoned])
def test_doubtful_and_hostile_lots_are_printed(which: Lot) -> None:
    text = text_of(as_pdf(dossier(which())))
    assert "blocked" in text.casefold()
    if which is poisoned:
        assert "<script>alert(1)</script>" in text, "foreign marks are printed as text"
        assert "[U+202E]" in text
    else:
        assert "Société Minière de Kolwezi SARL" in text
        assert text.count("could not be read") > 2


def test_frames_are_drawn_around_the_values_on_the_page(shown: View, printed: bytes) -> None:
    """On the drawn page, every blue value is enclosed by green, at all four sides, and by nothing else's frame."""
    frame = tuple(int(FRAME[place : place + 2], 16) for place in (1, 3, 5))
    with pdfplumber.open(io.BytesIO(printed)) as pdf:
        number = next(n for n, page in enumerate(pdf.pages) if "scans/kp.pdf" in (page.extract_text() or ""))
        [place, *_] = [image for image in pdf.pages[number].images if image["height"] > 200]
        height = float(pdf.pages[number].height)
    scale = 4.0
    drawn = picture(printed, number, scale)
    boxes = [field.evidence[0].box for field in shown.sealed.passport.documents[0].fields.values()]
    assert len(boxes) > 10
    wide, high = place["x1"] - place["x0"], place["bottom"] - place["top"]
    assert high < height

    def near(x: float, y: float, colour: tuple[int, ...], reach: int = 6) -> bool:
        x0, y0 = round(x * scale), round(y * scale)
        area = drawn.crop((x0 - reach, y0 - reach, x0 + reach + 1, y0 + reach + 1))
        data = area.tobytes()
        pixels = [data[at : at + 3] for at in range(0, len(data), 3)]
        return any(max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) < 60 for pixel in pixels)

    for x0, y0, x1, y1 in boxes:
        left, right = place["x0"] + x0 * wide, place["x0"] + x1 * wide
        top, bottom = place["top"] + y0 * high, place["top"] + y1 * high
        assert near(left + 12, (top + bottom) / 2, INK, 2), "the value's own ink is where its box is"
        assert near(left - 0.8, (top + bottom) / 2, frame)
        assert near((left + right) / 2, top - 0.8, frame)
        assert near((left + right) / 2, bottom + 0.8, frame)


def test_head_of_a_table_is_repeated_on_the_next_page() -> None:
    checked, found = diamonds()
    invoice = found.documents[1]
    many = found.model_copy(
        update={"documents": (found.documents[0], invoice.model_copy(update={"lines": invoice.lines * 30}))}
    )
    lot = checked.lot.model_copy(update={"documents": ("d1", "d2")})
    with pdfplumber.open(io.BytesIO(as_pdf(dossier((checked.model_copy(update={"lot": lot}), many))))) as pdf:
        heads = [page for page in pdf.pages if "Row Carat weight Value" in (page.extract_text() or "")]
    assert len(heads) >= 2, "where the table goes on, its head stands again"


def test_sign_without_a_letter_in_the_font_is_shown_by_its_code_point() -> None:
    assert printable("Čeština, Ελλάς, Москва, Việt Nam, São Tomé") == "Čeština, Ελλάς, Москва, Việt Nam, São Tomé"
    assert printable("李") == "[U+674E]"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=600), st.text(st.characters(categories=["Lo", "So", "Mn", "Cf"]), max_size=500))
def test_any_name_is_printed(name: str, strange: str) -> None:
    checked, found = cobalt()
    permit = found.documents[1]
    fields = dict(permit.fields)
    fields["exporter_name"] = fields["exporter_name"].model_copy(update={"value": name, "raw": strange})
    fields["mine_site"] = fields["exporter_name"].model_copy(
        update={"name": "mine_site", "value": strange, "raw": name}
    )
    documents = (found.documents[0], permit.model_copy(update={"fields": fields}), found.documents[2])
    data = as_pdf(dossier((checked, found.model_copy(update={"documents": documents})), pictures=False))
    assert data.startswith(b"%PDF-")
