"""Lists and counts told line by line."""

from __future__ import annotations

from extract.candidates import labelled
from extract.candidates_several import gathered
from extract.choose import choose
from extract.model import DocumentKind
from extract.prose import cued
from extract.prose_cues import CueIndex
from extract.prose_paragraphs import paragraphs
from extract.types import TYPES
from extract.values import Context
from tests.extract.sheet import Sheet, around

WAYBILL = DocumentKind.TRANSPORT_DOCUMENT


def chosen(sheet: Sheet) -> dict[str, object]:
    page = around(sheet, WAYBILL)
    texts = paragraphs(page.layout, page.page, page.labels, page.skip)
    found = [*labelled(page, Context()), *cued(CueIndex(TYPES[WAYBILL]), texts, page.labels, Context())]
    return {name: choice.chosen.parsed.value for name, choice in choose(gathered(found)).items()}


def rows(*counts: int) -> Sheet:
    sheet = Sheet()
    for number, count in enumerate(counts):
        y = 300 + 14 * number
        sheet.text(50, y, f"MDGU300412{number}").text(150, y, f"SEAL AX7712{number}").text(280, y, f"{count} BAGS")
    return sheet


def test_seals_behind_their_word_in_each_line_are_one_list_and_the_sum_is_the_count() -> None:
    values = chosen(rows(20, 20, 30).text(50, 260, "70 BAGS"))
    assert values["seal_numbers"] == ("AX77120", "AX77121", "AX77122")
    assert values["parcel_count"] == 70


def test_counts_that_do_not_add_up_stay_as_they_were() -> None:
    found = chosen(rows(20, 20, 30).text(50, 260, "75 BAGS"))
    assert found["seal_numbers"] == ("AX77120", "AX77121", "AX77122")
    assert found["parcel_count"] != 70


def test_two_seals_in_two_places_are_no_list() -> None:
    values = chosen(Sheet().text(50, 300, "SEAL AX77120").text(50, 500, "SEAL AX77121"))
    assert values["seal_numbers"] in (("AX77120",), ("AX77121",))


def test_codes_behind_their_word_in_lines_under_one_another_are_one_list_each_told_once() -> None:
    sheet = Sheet()
    for number, code in enumerate(("2611.00", "2609.00", "2611.00")):
        sheet.text(50, 300 + 14 * number, f"{40 + number} drums").text(300, 300 + 14 * number, f"HS {code}")
    assert chosen(sheet)["hs_codes"] == ("261100", "260900")
    apart = Sheet().text(300, 300, "HS 2611.00").text(300, 500, "HS 2609.00")
    assert chosen(apart)["hs_codes"] in (("261100",), ("260900",))
