"""Why a field was read so: reasons add up to the score, doubts raise it, what is missing is said to be so."""

from __future__ import annotations

from typing import Literal

import pytest

from extract.choose_model import probability
from extract.doubts_weighed import left
from extract.explain import Explanation, explain, known_again, names_of
from extract.explain_doubts import Doubt, left_after, shown, told_doubts
from extract.layout import lay_out
from extract.model import Alternative, Field, Money
from extract.read import read_stack
from extract.split import Stack, group
from tests.extract.sheet import Sheet


def stack_of(sheet: Sheet) -> Stack:
    (stack,) = group([sheet.layout()])
    return stack


def certificate(origin: Literal["text-layer", "ocr"] = "text-layer", **values: str) -> Sheet:
    sheet = Sheet(origin)
    sheet.text(150, 60, "KIMBERLEY PROCESS CERTIFICATE", size=18)
    told = {
        "Certificate No.": "BW 004711",
        "Country of origin": "Botswana",
        "Carat weight": "1,254.30 ct",
        "Number of parcels": "3",
        "Date of issue": "04/05/2025",
        "Value": "USD 250,860.00",
        "Exporter": "Okwa Valley Diamonds (Pty) Ltd",
        "Importer": "Scheldt Rough Trading BV",
    } | {name.replace("_", " "): value for name, value in values.items()}
    for number, (label, value) in enumerate(told.items()):
        sheet.text(60, 120 + 24 * number, f"{label}:").text(230, 120 + 24 * number, value)
    return sheet


def explained(name: str, sheet: Sheet | None = None) -> Explanation:
    return explain(stack_of(sheet or certificate()), "d1", name)


def test_the_chosen_reading_leads_with_its_label_and_place() -> None:
    found = explained("carat_weight")
    first = found.readings[0]
    assert (shown(first.value, first.unit), first.chosen) == ("1254.30 ct", True)
    assert first.label == "Carat weight:"
    assert "to the right of its label" in found.verdict
    label, value = first.label_evidence[0].box, first.evidence[0].box
    assert label.x1 <= value.x0
    assert label.mid_y == pytest.approx(value.mid_y, abs=0.005)
    assert found.field is not None
    assert found.field.evidence == first.evidence


@pytest.mark.parametrize("name", ["carat_weight", "issue_date", "exporter_name", "country_of_origin"])
def test_reasons_add_up_to_the_score(name: str) -> None:
    for reading in explained(name).readings:
        assert reading.reasons
        assert all(reason.words for reason in reading.reasons)
        chance = 1 / (1 + 2.718281828459045**-reading.total)
        assert chance == pytest.approx(reading.score, abs=0.01)
    assert probability({}) < 0.5


def test_two_readings_of_the_same_signs_are_a_doubt() -> None:
    found = explained("issue_date")
    assert found.field is not None
    doubt = next(one for one in found.doubts if "another way" in one.words)
    assert "2025-04-05" in doubt.words
    assert doubt.without > found.field.confidence


def test_a_field_that_is_not_there_says_what_was_looked_for() -> None:
    found = explained("expiry_date")
    assert found.field is None
    assert "No place on the paper" in found.verdict
    assert {"en", "fr", "pt", "es"} <= set(found.looked_for)
    assert found.labels == ()


def test_a_guess_on_a_scan_says_from_which_confidence_it_is_none() -> None:
    found = explained("carat_weight", certificate("ocr", Carat_weight="7 ct"))
    assert found.field is not None
    assert (found.field.status, found.field.alternatives[0].value) == ("unreadable", "7")
    assert "below 0.9 such a reading is a guess" in found.readings[0].fate
    assert any("what stood before them may be covered" in doubt.words for doubt in found.doubts)


def test_a_guess_in_a_table_is_said_to_stand_there() -> None:
    sheet = Sheet("ocr").text(150, 60, "PACKING LIST", size=18)
    rows = [("Package", "Net weight (kg)"), ("1", "9,896.00"), ("2", "12,982.00"), ("Total", "00")]
    for number, row in enumerate(rows):
        for x, text in zip((60, 260), row, strict=True):
            sheet.text(x, 140 + 20 * number, text)
    (stack,) = group([lay_out(sheet.page())])
    found = explain(stack, "d1", "net_weight")
    assert found.field is not None
    assert (found.field.status, found.field.alternatives[0].raw) == ("unreadable", "00")
    assert "in its table" in found.verdict


def test_an_unreadable_field_shows_its_label() -> None:
    sheet = certificate("ocr", Carat_weight="").text(230, 168, "1.2#4,3?", confidence=0.3)
    found = explained("carat_weight", sheet)
    assert found.field is not None
    assert found.field.status == "unreadable"
    assert "not guessed" in found.verdict
    assert [text for text, _ in found.labels] == ["Carat weight"]
    assert all(not reading.fate.startswith("Chosen") for reading in found.readings)
    assert "read off the picture" in found.doubts[0].words


def test_what_the_rest_of_the_paper_says_against_a_value_is_told() -> None:
    told = told_doubts(0.97, {"label_guessed": 1.0, "told_in_prose": 0.0})
    assert [one.words for one in told] == ["No list has its label: what it asks for was told by its words."]
    assert told[0].without > left(0.97, {"label_guessed": 1.0})
    assert told_doubts(0.97, {"borne_out": 1.0}) == ()
    (own,) = left_after([Doubt("Other readings compete.", 0.99)], 0.97, {"rivalled": 1.0})
    assert own.without == round(left(0.99, {"rivalled": 1.0}), 4) < 0.99


def test_a_reading_whose_words_serve_another_field_is_said_to() -> None:
    found = explained("country_of_provenance")
    assert found.field is None or found.field.value is not None
    for reading in found.readings:
        assert reading.fate


def test_a_field_that_no_such_paper_has_is_an_error_and_its_names_are_told() -> None:
    stack = stack_of(certificate())
    with pytest.raises(KeyError):
        explain(stack, "d1", "licensed_quantity")
    names = names_of(read_stack(stack, "d1"))
    assert {"carat_weight", "exporter_name", "exporter_address"} <= set(names)
    assert "exporter" not in names


def test_values_are_shown_as_people_write_them() -> None:
    assert shown(None, None) == "—"
    assert shown(("A1", "A2"), None) == "A1, A2"
    assert shown("3.5", "kg") == "3.5 kg"
    assert shown(Money(amount="1.50", currency="USD"), None) == "1.50 USD"  # type: ignore[arg-type]  # read from text


def test_what_another_paper_made_known_is_told_so() -> None:
    alone = explained("lot_number")
    again = Field(name="lot_number", value="BW-17", raw="BW-17", confidence=0.93, rule="as-stated-on-d2")
    told = known_again(alone, alone.document.model_copy(update={"fields": {"lot_number": again}}))
    assert told.field == again
    assert "d2 of the same bundle states the same" in told.verdict


def test_what_was_taken_in_place_of_a_guess_is_told_so() -> None:
    alone = explained("lot_number")
    guess = Alternative(value="F-26/057", raw="F-26/057", score=0.35)
    again = Field(name="lot_number", value="BW-17", confidence=0.93, rule="as-stated-on-d2", alternatives=(guess,))
    told = known_again(alone, alone.document.model_copy(update={"fields": {"lot_number": again}}))
    assert "was read as F-26/057, though not surely" in told.verdict
    assert "What d2 of the same bundle states stands on the paper too" in told.verdict


def test_a_fact_beside_the_contracts_is_left_as_it_was_read() -> None:
    alone = explained("mining_method")
    stated = Field(name="mining_method", value=None, status="conflicting", confidence=0.4)
    told = known_again(alone, alone.document.model_copy(update={"more": {"mining_method": stated}}))
    assert (told.field, told.verdict) == (stated, alone.verdict)
