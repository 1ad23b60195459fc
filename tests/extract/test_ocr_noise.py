"""What OCR does between a page's words and its labels: letters of one shape, boxes too high or low, signs misread."""

from __future__ import annotations

import pytest

from extract.candidates_gathered import gather
from extract.layout import lay_out
from extract.model import DocumentKind
from extract.read import doubts_of, extract_file, undoubted
from extract.split import group
from extract.tables_totals import adds_up
from extract.values import Context
from extract.values.identifiers import parse_identifier
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
    assert names("Contando:", LIST) == []
    assert "goods_description" in names("Contando:", LIST, confidence=0.6)


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


def test_small_letters_are_of_one_size_with_high_ones() -> None:
    words = [("Tijuco", 0.3109, 0.0992, 0.369, 0.1146), ("Ltda.,", 0.3751, 0.0988, 0.4289, 0.1129)]
    assert line_of(*words, ("com", 0.435, 0.1026, 0.4749, 0.1107), ("sede", 0.4809, 0.0988, 0.5239, 0.1107)) == [
        "Tijuco Ltda., com sede"
    ]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("FE-000731,15/05/2026", "FE-000731"),
        ("SMM-1207Lot", "SMM-1207"),
        ("HML/FP/2607-02·Lot", "HML/FP/2607-02"),
        ("LIT/2026,04", "LIT/2026,04"),
    ],
)
def test_what_stands_behind_a_number_without_a_space_is_not_of_it(printed: str, number: str) -> None:
    parsed = parse_identifier(printed, Context())
    assert parsed is not None
    assert parsed.value == number


def certificate(*rows: tuple[str, ...]) -> Sheet:
    """A certificate whose text states a total mass over a small table without a total row."""
    sheet = Sheet(origin="ocr").text(150, 50, "KIMBERLEY PROCESS CERTIFICATE", size=18)
    sheet.text(60, 90, "The parcel consists of rough diamonds having a total mass of 899.68 carats, as follows:")
    for number, row in enumerate((("HS code", "Carats", "US$"), *rows)):
        for x, text in zip((200, 280, 340), row, strict=True):
            sheet.text(x, 120 + 18 * number, text)
    return sheet


def test_rows_that_add_up_to_what_the_text_states_are_a_table() -> None:
    (document,) = extract_file(
        [certificate(("7102.31", "692.05", "290,473.20"), ("7102.21", "207.63", "2,906.82")).page()]
    )
    assert len(document.lines) == 2
    assert document.fields["carat_weight"].value == "899.68"


@pytest.mark.parametrize(
    ("cells", "adds"),
    [
        (["692.05", "207.63"], True),
        (["692.05", "207.64"], False),
        (["692.05"], False),
        (["692.05", "207.6"], False),
        (["692.05", "see overleaf"], False),
    ],
)
def test_a_column_adds_up_to_a_figure_of_the_text(cells: list[str], adds: bool) -> None:
    assert adds_up(cells, "a total mass of 899.68 carats and a value of US$ 293,380.02") is adds


@pytest.mark.parametrize(
    ("number", "confidence", "doubted"),
    [("ATLJ3526NG0071", 0.85, True), ("ATLJ3526NG0071", 0.97, False), ("ATLJ3526NG4471", 0.85, False)],
)
def test_a_nought_that_may_be_a_letter_is_doubted_where_the_readers_differ(
    number: str, confidence: float, doubted: bool
) -> None:
    sheet = Sheet(origin="ocr").text(200, 50, "BILL OF LADING", size=18)
    sheet.text(60, 90, "B/L No.:").text(160, 90, number, confidence=confidence)
    (stack,) = group([sheet.layout()])
    gathered = gather(stack)
    seen = doubts_of(stack, gathered, undoubted(stack, gathered))["document_number"]
    assert ("nought_or_letter" in seen) is doubted


def test_a_text_is_taken_with_the_bracket_under_it() -> None:
    sheet = Sheet(origin="ocr").text(150, 50, "CERTIFICADO DE ORIGEM / CERTIFICATE OF ORIGIN", size=16)
    sheet.box(50, 100, 350, 170).text(56, 104, "Denominação das mercadorias", size=7)
    sheet.text(190, 104, "Description of goods", size=7)
    sheet.lines(56, 118, "CONCENTRADO DE ESPODUMÊNIO", "(SPODUMENE CONCENTRATE)", "LOTE MVI-SC6-026")
    (document,) = extract_file([sheet.page()])
    assert document.fields["goods_description"].value == "CONCENTRADO DE ESPODUMÊNIO (SPODUMENE CONCENTRATE)"


def test_letters_of_a_label_that_were_hardly_read_hide_nothing_of_its_value() -> None:
    sheet = Sheet(origin="ocr").text(200, 50, "ROMANEIO", size=18)
    sheet.text(60, 90, "Fatura:", confidence=0.4).text(97, 90, "EXP-2026/0039")
    label = Box(60 / 595, 90 / 842, 95 / 595, 100 / 842)
    (document,) = extract_file([sheet.page().model_copy(update={"unread": (label,)})])
    assert document.fields["invoice_number"].value == "EXP-2026/0039"
    blot = Box(166 / 595, 90 / 842, 190 / 595, 100 / 842)
    (document,) = extract_file([sheet.page().model_copy(update={"unread": (blot,)})])
    assert document.fields["invoice_number"].status == "unreadable"
