"""Fields whose place is there and whose value cannot be made out."""

from __future__ import annotations

from extract.candidates import labelled
from extract.choose import choose
from extract.fields_unreadable import GUESSED, unfilled, unreadable, without_guesses
from extract.model import DocumentKind, Field
from extract.values import Context
from tests.extract.sheet import Sheet, around

KP = DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE


def blanks(sheet: Sheet) -> dict[str, Field]:
    neighbourhood = around(sheet, KP)
    choices = choose(labelled(neighbourhood, Context(language="en")))
    return unreadable([neighbourhood], choices)


def test_figures_that_no_grammar_accepts() -> None:
    field = blanks(Sheet("ocr").text(50, 50, "Date of expiry").text(250, 50, "2S ?arch 2#", confidence=0.4))[
        "expiry_date"
    ]
    assert (field.status, field.value) == ("unreadable", None)
    assert field.evidence
    assert field.label == "Date of expiry"


def test_words_read_badly() -> None:
    assert "expiry_date" in blanks(Sheet("ocr").text(50, 50, "Date of expiry").text(250, 50, "Zi Sesh", confidence=0.2))


def test_a_clear_word_that_is_no_value_is_another_answer() -> None:
    assert blanks(Sheet().text(50, 50, "Date of expiry").text(250, 50, "see annex")) == {}


def test_an_empty_place_is_left_out() -> None:
    assert blanks(Sheet().text(50, 50, "Date of expiry")) == {}


def test_a_field_that_was_read_is_not_unreadable() -> None:
    assert blanks(Sheet().text(50, 50, "Date of expiry").text(250, 50, "29 March 2026")) == {}


def test_a_stamp_over_the_place() -> None:
    sheet = Sheet("ocr").text(50, 50, "Date of expiry").mark("stamp", 200, 40, 320, 75)
    field = blanks(sheet)["expiry_date"]
    assert field.status == "unreadable"
    assert field.evidence[0].box.x0 > 0.3


def test_a_stamp_elsewhere_covers_nothing() -> None:
    assert blanks(Sheet("ocr").text(50, 50, "Date of expiry").mark("stamp", 400, 600, 500, 700)) == {}


def test_a_guess_is_said_to_be_one_and_kept_for_the_reviewer() -> None:
    guess = Field(name="carat_weight", value="12.5", unit="ct", raw="I2.S ct", confidence=GUESSED - 0.01)
    sure = Field(name="parcel_count", value=5, confidence=0.98)
    kept = without_guesses({"carat_weight": guess, "parcel_count": sure})
    assert kept["parcel_count"] is sure
    assert (kept["carat_weight"].status, kept["carat_weight"].value) == ("unreadable", None)
    assert kept["carat_weight"].alternatives[0].value == "12.5"


def left_open(sheet: Sheet, **read: str) -> set[str]:
    fields = {name: Field(name=name, value=value, confidence=0.97) for name, value in read.items()}
    return set(unfilled([around(sheet, KP)], fields))


def test_a_demanded_field_whose_place_is_empty_is_unreadable_and_points_to_its_label() -> None:
    sheet = Sheet().text(50, 50, "Date of expiry:").text(50, 90, "Exporter:")
    assert left_open(sheet) == {"expiry_date", "exporter_name"}
    field = unfilled([around(sheet, KP)], {})["expiry_date"]
    assert (field.status, field.value, field.label) == ("unreadable", None, "Date of expiry")
    assert field.evidence[0].box.y0 < 60 / 842
    assert left_open(sheet, expiry_date="2026-05-13") == {"exporter_name"}


def test_words_in_the_place_are_an_answer_and_what_is_not_demanded_may_stay_empty() -> None:
    assert left_open(Sheet().text(50, 50, "Date of expiry:").text(180, 50, "see annex")) == set()
    assert left_open(Sheet().text(50, 50, "Lot number:").text(50, 90, "Net weight:")) == set()
