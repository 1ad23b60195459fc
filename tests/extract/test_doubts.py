"""Doubts: what speaks against a value that fits its label and its grammar, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest

from extract import doubts_words
from extract.doubts_ground import Surroundings
from extract.language import foreign
from extract.model import Document, DocumentKind, Evidence, Field
from extract.read import extract
from extract.values import Context
from ingest.model import Box
from tests.extract.sheet import Sheet, around

SURE = 0.9


def invoice(sheet: Sheet) -> Document:
    (document,) = extract([sheet.text(150, 60, "COMMERCIAL INVOICE", size=18).page()])
    return document


def labelled(*rows: tuple[str, str]) -> Sheet:
    sheet = Sheet()
    for number, (label, value) in enumerate(rows):
        sheet.text(60, 120 + 30 * number, f"{label}:").text(230, 120 + 30 * number, value)
    return sheet


def field(sheet: Sheet, name: str) -> Field:
    return invoice(sheet).fields[name]


def test_a_total_below_a_greater_amount_is_doubted() -> None:
    rows = [("Invoice No.", "INV-204"), ("Total amount", "USD 2,076.76"), ("Paid in advance", "USD 623.00")]
    assert field(labelled(*rows), "value").confidence > SURE
    turned = [("Invoice No.", "INV-204"), ("Total amount", "USD 623.00"), ("Paid in advance", "USD 2,076.76")]
    doubtful = field(labelled(*turned), "value")
    assert str(doubtful.value) == str(field(labelled(*turned), "value").value)
    assert doubtful.confidence < SURE


def test_an_address_whose_party_has_no_name_is_doubted() -> None:
    sheet = labelled(("Invoice No.", "INV-204"), ("Seller", "4910 50th Avenue"))
    sheet.text(230, 162, "Yellowknife NT X1A 3S5, Canada")
    document = invoice(sheet)
    name, address = document.fields["exporter_name"], document.fields["exporter_address"]
    assert (name.status, name.alternatives[0].value) == ("unreadable", "4910 50th Avenue")
    assert address.value == "4910 50th Avenue, Yellowknife NT X1A 3S5, Canada"
    assert address.confidence < SURE


def test_a_block_that_goes_on_beneath_is_doubted() -> None:
    rows = (("Invoice No.", "INV-204"), ("Description of goods", "Tin ore concentrate"))
    whole = field(labelled(*rows), "goods_description").confidence
    sheet = labelled(*rows)
    sheet.text(60, 164, "Invoice date: 3 March 2026")  # a label's line is not the description's
    assert field(sheet, "goods_description").confidence == pytest.approx(whole, abs=0.02)


def seen(sheet: Sheet, name: str, box: tuple[float, float, float, float], raw: str, *, block: bool) -> set[str]:
    """What stands round a field that takes up a box (in points) of a page."""
    place = Box(box[0] / 595, box[1] / 842, box[2] / 595, box[3] / 842)
    evidence = Evidence(file=sheet.file, page=1, box=place)
    stated = Field(name=name, value=raw, raw=raw, confidence=0.97, evidence=(evidence,))
    ground = Surroundings([around(sheet, DocumentKind.COMMERCIAL_INVOICE)], [stated])
    return {doubt for doubt, value in ground.of(stated, block=block).items() if value}


def test_words_that_belong_to_nothing_beside_and_beneath_a_value() -> None:
    block = Sheet().text(60, 100, "Seller:").lines(230, 100, "Im Schleeke 463", "20457 Hamburg")
    first = (229, 99, 310, 111)
    assert seen(block, "exporter_address", first, "Im Schleeke 463", block=True) == {"goes_on_beneath"}
    assert seen(block, "exporter_address", (229, 99, 310, 125), "both lines", block=True) == set()
    assert seen(block, "document_number", first, "463", block=False) == set()
    line = Sheet().text(60, 100, "Seller:").text(230, 100, "Milo Diamants SARL")
    assert seen(line, "exporter_name", (252, 99, 400, 111), "Diamants SARL", block=True) == {"runs_on_before"}
    assert seen(line, "exporter_name", (229, 99, 296, 111), "Milo Diamants", block=True) == {"runs_on_behind"}
    cut = Sheet().text(60, 100, "Invoice No.:").text(230, 100, "MCR/INV/2604-")
    assert seen(cut, "document_number", (229, 99, 300, 111), "MCR/INV/2604", block=False) == {"cut_at_a_hyphen"}


@pytest.mark.parametrize("code", ["HS 2611.00", "SH 2611.00", "NCM 2611.00", "(HS code 2611.00)"])
def test_the_word_before_a_code_behind_the_goods_is_no_more_of_them(code: str) -> None:
    alone = field(labelled(("Description of goods", "Wolframite concentrate")), "goods_description")
    coded = field(labelled(("Description of goods", f"Wolframite concentrate, {code}")), "goods_description")
    assert coded.value == "Wolframite concentrate"
    assert coded.confidence == pytest.approx(alone.confidence, abs=0.01)


def test_a_number_of_a_row_with_a_greater_one_under_it_is_doubted() -> None:
    sheet = labelled(("Invoice No.", "INV-204")).text(230, 160, "Carat weight")
    for y, weight in ((180, "1,512.18"), (200, "334.14")):
        sheet.text(230, y, weight)
    alone = field(sheet, "carat_weight")
    doubtful = field(sheet.text(60, 220, "All").text(230, 220, "1,850.00"), "carat_weight")
    assert alone.value == doubtful.value == "1512.18"
    assert alone.confidence - doubtful.confidence > 0.1


def test_a_list_with_more_of_its_kind_under_it_is_doubted() -> None:
    sheet = labelled(("Invoice No.", "INV-204")).text(60, 160, "HS code").text(230, 160, "7102.31")
    alone = field(sheet, "hs_codes").confidence
    doubtful = field(sheet.text(230, 200, "7102.21"), "hs_codes")
    assert doubtful.value == ("710231",)
    assert doubtful.confidence < SURE < alone


def scanned(
    weight: str, sure: float = 0.97, ink: tuple[tuple[float, float, float, float], ...] = ()
) -> dict[str, Field]:
    """The fields of an invoice that is a scan, the buyer's street read with some confidence; `ink` hides something."""
    sheet = Sheet("ocr")
    for number, (label, value) in enumerate(
        (("Invoice No.", "INV-204"), ("Net weight", weight), ("Buyer", "Milo SARL"))
    ):
        y = 120 + 30 * number
        sheet.text(60, y, f"{label}:", confidence=0.97).text(230, y, value, confidence=0.97)
    sheet.text(230, 194, "12 rue des Mines", confidence=sure).text(230, 208, "75002 Paris, France", confidence=0.97)
    sheet.text(150, 60, "COMMERCIAL INVOICE", size=18, confidence=0.97)
    sheet.text(60, 240, "Total net weight:", confidence=0.97)
    unread = tuple(Box(x0 / 595, y0 / 842, x1 / 595, y1 / 842) for x0, y0, x1, y1 in ink)
    (document,) = extract([sheet.page().model_copy(update={"unread": unread})])
    return document.fields


def test_a_weight_on_a_scan_that_is_a_figure_or_ends_in_a_gap_is_doubted() -> None:
    assert scanned("25 kg")["net_weight"].confidence > SURE
    ends = scanned("24        KGS")["net_weight"]
    assert (ends.value, ends.unit) == ("24", "kg")
    assert ends.confidence < SURE
    left = scanned("5 kg")["net_weight"]
    assert left.status == "unreadable"
    assert (left.nearest[0].value, left.nearest[0].unit) == ("5", "kg")
    printed = labelled(("Invoice No.", "INV-204"), ("Net weight", "5 kg"))
    assert field(printed, "net_weight").confidence > SURE


def test_a_weight_with_ink_farther_on_its_line_or_at_another_label_for_it_is_doubted() -> None:
    def weight(*ink: tuple[float, float, float, float]) -> Field:
        return scanned("25 kg", ink=ink)["net_weight"]

    assert weight((400, 300, 460, 312)).confidence > SURE  # elsewhere
    for ink in ((400, 149, 460, 163), (230, 239, 290, 253)):
        doubtful = weight(ink)
        assert doubtful.value == "25"
        assert doubtful.confidence < SURE


def test_an_address_on_a_scan_with_a_word_that_was_hardly_read_is_not_guessed() -> None:
    whole, hardly = (scanned("25 kg", sure)["importer_address"] for sure in (0.97, 0.2))
    assert whole.confidence > SURE
    assert hardly.status == "unreadable"
    assert hardly.nearest[0].value == whole.value


def test_an_amount_that_is_the_weight_is_doubted() -> None:
    rows = [("Invoice No.", "INV-204"), ("Carat weight", "1,293.50 ct"), ("Total amount", "USD 198,020.23")]
    assert field(labelled(*rows), "value").confidence > SURE
    rows[2] = ("Total amount", "USD 1,293.50")
    assert field(labelled(*rows), "value").confidence < SURE


def test_what_other_fields_say_against_a_number_and_a_price() -> None:
    rows = [("Packing list No.", "PL 2604-17"), ("Invoice No.", "PL 2604-17"), ("Date", "3 March 2026")]
    sheet = labelled(*rows).text(150, 60, "PACKING LIST", size=18)
    (document,) = extract([sheet.page()])
    assert document.fields["invoice_number"].confidence < SURE
    price = labelled(("Invoice No.", "INV-204"), ("Unit price", "USD 5,400.00"), ("Total amount", "USD 540.00"))
    assert field(price, "unit_price").confidence < SURE


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Okwa Valley Diamonds (Pty) Ltd", set()),
        ("21 Carats SARL", set()),
        ("De Ridder & Zonen BV", set()),
        ("de la société Milo SARL", {"open_end"}),
        ("Okwa Valley", {"name_without_form"}),
        ("Su", {"name_without_form", "name_is_a_rest"}),
        ("Ltd", {"name_without_form", "name_is_a_rest"}),
        ("Co-operative Ltd", {"name_is_a_rest"}),
        ("93B Sai Yu Chung", {"name_without_form", "name_like_address"}),
        ("26TZ6880013144133E3", {"name_without_form", "name_like_address", "name_is_a_rest"}),
        ("Comptoir des", {"name_without_form", "open_end"}),
        ("Polígono Industrial de Barreda", {"name_without_form", "name_like_address"}),
    ],
)
def test_doubts_of_a_name(name: str, said: set[str]) -> None:
    assert {doubt for doubt, value in doubts_words.of_name(name).items() if value} == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ministry of Mines and Energy", set()),
        ("Câmara de Comércio de Moçambique", set()),
        ("Alfred H Knight International Limited", set()),
        ("DE MOÇAMBIQUE", {"authority_unlike_a_body", "open_end"}),
        ("The Managing Director", {"authority_unlike_a_body", "authority_within_a_firm"}),
        ("QUALITY CONTROL DEPARTMENT", {"authority_within_a_firm"}),
        (
            "Certificamos que as mercadorias são originárias do Brasil, conforme documentos da Federação.",
            {"authority_is_a_sentence"},
        ),
    ],
)
def test_doubts_of_an_issuing_body(name: str, said: set[str]) -> None:
    assert {doubt for doubt, value in doubts_words.of_authority(name).items() if value} == said


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("14 Hill Cut Road, Freetown, Sierra Leone", set()),
        ("BP 656, Franceville, Gabon", set()),
        ("établi à", {"address_bare"}),
        ("12 rue Kaloum, Commune de", {"open_end"}),
        ("13 JUNE 2026, Plot 867, Nyerere Road, Mwanza", {"address_holds_other"}),
        ("Plot 867, GB999999999, Mwanza", {"address_holds_other"}),
    ],
)
def test_doubts_of_an_address(address: str, said: set[str]) -> None:
    assert {doubt for doubt, value in doubts_words.of_address(address).items() if value} == said


@pytest.mark.parametrize(
    ("raw", "label", "said"),
    [
        ("1,254.30 ct", None, set()),
        ("1,254.30", "Weight (kg)", set()),
        ("99.82", "Co %", set()),
        ("1254.30", "Carat weight", set()),
        ("8", None, {"without_unit", "small_number"}),
        ("1254.30", "Weight", {"without_unit"}),
    ],
)
def test_doubts_of_a_measure(raw: str, label: str | None, said: set[str]) -> None:
    assert {doubt for doubt, value in doubts_words.of_measure(raw, label).items() if value} == said


def test_doubts_of_goods_and_numbers() -> None:
    def said(found: dict[str, float]) -> set[str]:
        return {doubt for doubt, value in found.items() if value}

    context = Context(language="en")
    assert said(doubts_words.of_goods("Tin ore concentrate (cassiterite)", context)) == set()
    assert said(doubts_words.of_goods("big bags", context)) == {"goods_unnamed", "goods_short"}
    assert said(doubts_words.of_number(("707",))) == {"short_number"}
    assert said(doubts_words.of_number(("LIC-870458", "TE-181818"))) == set()


GERMAN = (
    "Rechnung Nr. 471102 Bitte überweisen Sie den Betrag und geben Sie bei der Zahlung die Nummer an, nicht das Datum"
)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        (GERMAN, 0.6, 1.0),
        (
            "Wij danken u voor uw bestelling en zien uit naar het volgende, betaling is niet later dan deze maand",
            0.5,
            1.0,
        ),
        ("The goods are of the origin stated and were shipped by the exporter to the consignee", 0.0, 0.0),
        ("Les marchandises sont originaires du pays et ont été expédiées par la société sous notre contrôle", 0.0, 0.1),
        ("Declaramos que a mercadoria foi exportada com todos os documentos e não tem outro destino", 0.0, 0.1),
        ("Declaramos que la mercancía es de este origen y fue exportada con los documentos para su destino", 0.0, 0.1),
        ("Invoice 4711 von der Heyden GmbH", 0.0, 0.35),
        ("", 0.0, 0.0),
    ],
)
def test_languages_that_are_not_read_are_told_by_their_small_words(text: str, least: float, most: float) -> None:
    assert least <= foreign(text) <= most


def test_values_on_a_paper_in_another_language_are_doubted() -> None:
    rows: list[tuple[str, Any]] = [("Invoice No.", "INV-204"), ("Invoice date", "3 March 2026")]
    sheet = labelled(*rows)
    assert field(sheet, "document_number").confidence > SURE
    for number, line in enumerate((GERMAN, "sowie auf dem Konto von Ihrer Bank wird der Rest bei uns verbucht")):
        sheet.text(60, 300 + 20 * number, line, size=8)
    assert field(sheet, "document_number").confidence < SURE


@pytest.mark.parametrize(
    ("address", "holds"),
    [
        ("12 Dock Road, Lagos, Nigeria", 0.0),
        ("12 Dock Road, Lausitz Anodenwerk GmbH, Spremberg, Germany", 1.0),
        ("Адрес / Address, 14 Lenina Street, Mirny", 1.0),
        ("RU 0048216, Apec / Address, 14 Lenina Street, Mirny", 1.0),
        ("Address, 14 Lenina Street, Mirny", 1.0),
    ],
)
def test_an_address_with_a_label_or_another_company_in_it_is_doubted(address: str, holds: float) -> None:
    assert doubts_words.of_address(address)["address_holds_other"] == holds


@pytest.mark.parametrize("parting", [" — ", ". ", " - ", "; "])
def test_a_label_that_a_sign_parts_from_the_words_before_it_is_not_doubted(parting: str) -> None:
    parted = Sheet().text(60, 120, f"Lot GDV-2609{parting}HS code: 2504.10")
    run_on = Sheet().text(60, 120, "Lot GDV-2609 HS code: 2504.10")
    assert field(parted, "hs_codes").confidence > field(run_on, "hs_codes").confidence
