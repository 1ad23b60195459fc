"""Values of scans that are likelier wrong than right once all doubts are weighed: unreadable, never guessed."""

from __future__ import annotations

from typing import Literal

import pytest

from extract.fields_guessed import without_guesses_on_scans
from extract.model import DocumentKind, Evidence, Field
from extract.read import extract
from extract.types import TYPES
from ingest.model import Box
from tests.extract.sheet import Sheet

KP = TYPES[DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE]


def field(name: str, confidence: float) -> Field:
    place = Evidence(file="f" * 64, page=1, box=Box(0.1, 0.1, 0.2, 0.2))
    return Field(name=name, value="12", raw="12", confidence=confidence, evidence=(place,))


def left(one: Field, *doubts: str, origin: Literal["text-layer", "ocr"] = "ocr") -> Field:
    seen = {one.name: dict.fromkeys(doubts, 1.0)}
    return without_guesses_on_scans({one.name: one}, seen, KP, [Sheet(origin).page()])[one.name]


@pytest.mark.parametrize(
    ("name", "guess", "sure"),
    [("carat_weight", 0.6, 0.7), ("document_number", 0.25, 0.35), ("exporter_name", 0.15, 0.25)],
)
def test_a_value_of_a_scan_with_little_confidence_is_a_guess(name: str, guess: float, sure: float) -> None:
    unread = left(field(name, guess))
    assert (unread.value, unread.status) == (None, "unreadable")
    assert [(one.value, one.score) for one in unread.alternatives] == [("12", guess)]
    assert left(field(name, sure)) == field(name, sure)


def test_a_gap_within_an_amount_may_part_its_thousands() -> None:
    assert left(field("carat_weight", 0.8), "gap_within").status == "read"
    assert left(field("document_number", 0.8), "gap_within").status == "unreadable"


def test_what_a_file_says_itself_is_no_guess() -> None:
    assert left(field("carat_weight", 0.1), origin="text-layer").value == "12"


@pytest.mark.parametrize(
    "doubt", ["few_figures", "gap_within", "short_number", "amount_of_a_weight", "ink_touching", "word_hardly_read"]
)
def test_a_number_that_may_be_hidden_in_part_is_a_guess(doubt: str) -> None:
    assert left(field("document_number", 0.8), doubt).status == "unreadable"
    assert left(field("document_number", 0.8), "label_far").status == "read"
    assert left(field("document_number", 0.93), doubt).status == "read"


def invoice(weight: str, origin: Literal["text-layer", "ocr"]) -> Field:
    sheet = Sheet(origin).text(150, 60, "COMMERCIAL INVOICE", size=18, confidence=0.97)
    rows = (("Invoice No.", "INV-204"), ("Description of goods", "Rough diamonds"), ("Carat weight", weight))
    for number, (label, value) in enumerate(rows):
        sheet.text(60, 120 + 24 * number, f"{label}:", confidence=0.97)
        sheet.text(230, 120 + 24 * number, value, confidence=0.97)
    (document,) = extract([sheet.page()])
    return document.fields["carat_weight"]


def touched(name: str, rise: float) -> Field:
    """A field of an invoice's scan with ink close behind its value, so many points under the value's line."""
    facts = {
        "document_number": ("Invoice No.", "INV-20488"),
        "goods_description": ("Description of goods", "Rough diamonds"),
        "issue_date": ("Date of issue", "17/11/2026"),
    }
    sheet = Sheet("ocr").text(150, 60, "COMMERCIAL INVOICE", size=18, confidence=0.97)
    for number, (label, value) in enumerate(facts.values()):
        sheet.text(60, 120 + 24 * number, f"{label}:", confidence=0.97)
        sheet.text(230, 120 + 24 * number, value, confidence=0.97)
    page = sheet.page()
    last = next(word.box for word in page.words if word.text == facts[name][1])
    start, down = last.x1 + 6 / page.width, rise / page.height
    ink = Box(start, last.y0 + down, start + 14 / page.width, last.y1 + down)
    (document,) = extract([page.model_copy(update={"unread": (ink,)})])
    return document.fields[name]


def test_ink_that_nobody_could_read_may_hide_a_part_of_the_value_that_it_touches() -> None:
    unread = touched("document_number", 0.0)
    assert (unread.status, unread.alternatives[0].value) == ("unreadable", "INV-20488")
    assert touched("document_number", 7.0).status == "unreadable"  # written a little lower
    assert touched("document_number", 12.0).value == "INV-20488"


def test_a_date_that_ink_touches_is_read_whole_or_not_at_all() -> None:
    assert (touched("issue_date", 0.0).value, touched("issue_date", 0.0).status) == ("2026-11-17", "read")


@pytest.mark.parametrize("weight", ["00 ct", "7 ct", "12 ct"])
def test_few_figures_of_carats_are_what_is_left_of_more(weight: str) -> None:
    assert invoice(weight, "ocr").status == "unreadable"
    assert invoice(weight, "text-layer").status == "read"


def test_figures_of_carats_in_a_row_have_lost_a_sign_on_a_scan() -> None:
    assert invoice("2,082.40 ct", "ocr").value == "2082.40"
    unread = invoice("208240 ct", "ocr")
    assert (unread.status, unread.alternatives[0].value) == ("unreadable", "208240")
    assert invoice("208240 ct", "text-layer").value == "208240"


def test_carats_without_decimals_are_doubted_on_a_scan() -> None:
    whole, told = invoice("963 ct", "ocr"), invoice("962.43 ct", "ocr")
    assert (whole.value, told.value) == ("963", "962.43")
    assert whole.confidence < 0.9 < told.confidence
    assert invoice("963 ct", "text-layer").confidence > 0.9
