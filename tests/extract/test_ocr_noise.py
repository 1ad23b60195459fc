"""What OCR does between a page's words and its labels: letters of one shape, boxes too high or low, signs misread."""

from __future__ import annotations

import pytest

from extract.layout import lay_out
from extract.model import DocumentKind
from extract.read import extract_file
from ingest.model import Box, Page, Word
from tests.extract.sheet import Sheet, labels_on

WAYBILL = DocumentKind.TRANSPORT_DOCUMENT
LIST = DocumentKind.PACKING_LIST


def names(text: str, kind: DocumentKind, confidence: float = 1.0) -> list[str]:
    sheet = Sheet(origin="ocr").text(50, 60, text, confidence=confidence).text(300, 60, "Z. Assane")
    return [spec.name for hit in labels_on(sheet, kind) for spec in hit.specs]


@pytest.mark.parametrize(
    ("printed", "kind", "field"),
    [("Cohs", WAYBILL, "parcel_count"), ("Shipper's nane and address", WAYBILL, "exporter")],
)
def test_letters_of_one_shape_are_taken_for_each_other_however_surely_they_were_read(
    printed: str, kind: DocumentKind, field: str
) -> None:
    assert field in names(printed, kind)


def test_a_word_read_without_doubt_is_not_bent_into_a_label() -> None:
    assert names("Conferido:", LIST) == []
    assert "goods_description" in names("Conferido:", LIST, confidence=0.6)


def test_a_stroke_misread_as_a_colon_parts_a_label_from_its_other_language() -> None:
    sheet = Sheet(origin="ocr").text(50, 60, "Destinataire : Consignee").text(50, 80, "AFFINERIA VALDARNO S.P.A.")
    (hit,) = labels_on(sheet, WAYBILL)
    assert (hit.text, hit.whole) == ("Destinataire : Consignee", True)
    named = Sheet(origin="ocr").text(50, 60, "Destinataire : Consignee Metals Ltd")
    (hit,) = labels_on(named, WAYBILL)
    assert hit.text == "Destinataire :"


def test_two_labels_with_their_values_beside_them_are_not_one() -> None:
    sheet = Sheet(origin="ocr").text(200, 60, "FACTURE COMMERCIALE", size=16).text(50, 100, "Numéro : F-26/057")
    sheet.text(50, 114, "Date").text(110, 114, "11.05.2026").text(50, 128, "Échéance : à vue, contre documents")
    (document,) = extract_file([sheet.page()])
    assert document.fields["issue_date"].value == "2026-05-11"


def line_of(*words: tuple[str, float, float, float, float]) -> list[str]:
    """The phrases of a page on which a line of words stands over ordinary ones; words as (text, x0, y0, x1, y1)."""
    made = [Word(text, Box(x0, y0, x1, y1), 0.97, "ppocr") for text, x0, y0, x1, y1 in words]
    made += [Word("ordinary", Box(0.1, 0.3 + 0.02 * n, 0.16, 0.307 + 0.02 * n), 0.97, "ppocr") for n in range(9)]
    page = Page(file="f", number=1, width=595, height=842, origin="ocr", words=tuple(made))
    return [segment.text for segment in lay_out(page).segments if segment.text != "ordinary"]


def test_a_box_that_reaches_beyond_its_line_keeps_its_word_in_it() -> None:
    high = ("HARTSTOFF", 0.1112, 0.1362, 0.193, 0.1553)
    others = [("DONAU", 0.0605, 0.1454, 0.1042, 0.152), ("GMBH", 0.2047, 0.1454, 0.2386, 0.152)]
    assert line_of(others[0], high, others[1]) == ["DONAU HARTSTOFF GMBH"]
    assert line_of(("KEEP", 0.0579, 0.6066, 0.0965, 0.6237), ("DRY", 0.1065, 0.6122, 0.1312, 0.6188)) == ["KEEP DRY"]


def test_a_box_lower_than_any_letter_keeps_its_word_in_its_line() -> None:
    low = ("over", 0.1977, 0.2865, 0.2158, 0.2885)
    assert line_of(("taking", 0.1628, 0.2822, 0.1926, 0.2901), low, ("/", 0.22, 0.2822, 0.2242, 0.2885)) == [
        "taking over /"
    ]
