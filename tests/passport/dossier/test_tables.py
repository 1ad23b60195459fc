"""Tables of papers in a dossier: what does not fit is named, in every language and both forms."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package carries no types
import pytest

from extract.model import DocumentKind
from passport.build import build
from passport.dossier.html import as_html
from passport.dossier.model import Order, View
from passport.dossier.pdf import as_pdf
from passport.dossier.texts import LANGUAGES, Language, texts
from passport.dossier.view import view
from passport.dossier.view_papers import MOST_COLUMNS
from tests.passport.dossier.made import sealed
from tests.passport.factory import AS_OF, MADE_BY, document, field, file
from validate.model import Check, CheckedLot, Dossier, Lot

COLUMNS = (
    *("goods_description", "hs_codes", "carat_weight", "net_weight", "gross_weight", "value", "unit_price"),
    *("country_of_origin", "lot_number", "grade"),
)


def wide(language: Language) -> View:
    """The dossier of an invoice whose table has ten columns."""
    line = {name: field(name, f"{name} 1", "wide.pdf") for name in COLUMNS}
    paper = document("d1", DocumentKind.COMMERCIAL_INVOICE, "wide.pdf", lines=(line,))
    lot = Lot(id="L-1", documents=("d1",))
    checked = CheckedLot(lot=lot, status="clear", findings=(), checks=(Check(rule="W001", outcome="passed"),))
    passport = build(checked, Dossier(files=(file("wide.pdf"),), documents=(paper,)), MADE_BY, AS_OF)
    return view(sealed(passport), (), Order(language, "L-1.passport.json"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_that_are_left_out_are_named(language: Language) -> None:
    words, shown = texts(language), wide(language)
    [paper] = shown.papers
    assert len(paper.columns) == MOST_COLUMNS + 1  # the row's number is the first
    left_out = [words(f"field.{name}") for name in COLUMNS if words(f"field.{name}") not in paper.columns]
    assert len(left_out) == len(COLUMNS) - MOST_COLUMNS
    [note] = paper.notes
    assert [name for name in left_out if name not in note] == []
    html = as_html(shown).decode()
    pdf = pdfium.PdfDocument(as_pdf(shown))
    printed = " ".join("".join(page.get_textpage().get_text_range() for page in pdf).split())
    assert note in html
    assert " ".join(note.split()) in printed


def test_what_is_left_out_is_in_the_passport_that_goes_along() -> None:
    with pikepdf.open(io.BytesIO(as_pdf(wide("fr")))) as pdf:
        kept = pdf.attachments["L-1.passport.json"].get_file().read_bytes()
    assert [name for name in COLUMNS if f'"{name}"'.encode() not in kept] == []
