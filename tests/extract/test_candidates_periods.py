"""Periods of validity in sentences: the second day is the last."""

from __future__ import annotations

import pytest

from extract.candidates_gathered import gather
from extract.layout import lay_out
from extract.split import stacked
from tests.extract.sheet import Sheet
from tests.extract.trade import values


@pytest.mark.parametrize(
    ("title", "number", "sentence"),
    [
        ("LICENCE D'EXPORTATION", "N° LE/26/118", "Elle est valable du 1er mars 2026 au 28 février 2027."),
        ("EXPORT PERMIT", "Permit No. EP/26/118", "Valid from 01.03.2026 until 28.02.2027"),
        ("EXPORT PERMIT", "Permit No. EP/26/118", "The permit is valid between 1 March 2026 and 28 February 2027."),
        ("LICENÇA DE EXPORTAÇÃO", "N.º LE/26/118", "Válida de 1 de março de 2026 a 28 de fevereiro de 2027."),
        ("LICENCIA DE EXPORTACIÓN", "N.º LX/26/118", "Es válida del 1 de marzo de 2026 al 28 de febrero de 2027."),
    ],
)
def test_a_paper_ends_on_the_second_day_of_its_period(title: str, number: str, sentence: str) -> None:
    sheet = Sheet().text(150, 40, title, 16).text(60, 80, number).text(60, 120, sentence)
    assert values(sheet)["expiry_date"] == "2027-02-28"


def test_a_day_that_no_period_goes_on_from_is_the_last() -> None:
    sheet = Sheet().text(150, 40, "EXPORT PERMIT", 16).text(60, 80, "Permit No. EP/26/118")
    sheet.text(60, 120, "Valid until 28 February 2027. A renewal is asked for before 1 April 2027.")
    assert values(sheet)["expiry_date"] == "2027-02-28"


def test_granted_this_day() -> None:
    sheet = Sheet().text(150, 40, "EXPORT LICENCE", 16).text(60, 80, "Licence No. EL/26/118")
    sheet.text(60, 120, "Granted this 1st day of March 2026. Valid for a period of twelve months.")
    found = values(sheet)
    assert (found["issue_date"], found.get("expiry_date", "2027-03-01")) == ("2026-03-01", "2027-03-01")


@pytest.mark.parametrize("effect", ["takes effect from", "is in force from", "comes into force on"])
def test_the_day_on_a_licence_comes_before_the_one_from_which_it_holds(effect: str) -> None:
    sheet = Sheet().text(150, 40, "EXPORT LICENCE", 16).text(60, 80, "Licence No. EL/26/118")
    sheet.text(60, 120, f"This licence {effect} 1st March 2026.")
    alone = values(sheet)["issue_date"]
    sheet.text(60, 160, "Dated at Kitwe this 24th day of February 2026")
    assert (alone, values(sheet)["issue_date"]) == ("2026-03-01", "2026-02-24")


def test_the_flight_comes_before_the_fetching_of_goods() -> None:
    sheet = Sheet().text(150, 40, "AIR WAYBILL", 16).text(400, 44, "071-43464466")
    sheet.text(60, 90, "Collected:").text(200, 90, "5 March 2026, 14:20")
    alone = values(sheet)["shipment_date"]
    sheet.text(60, 110, "Date of flight:").text(200, 110, "6 March 2026")
    assert (alone, values(sheet)["shipment_date"]) == ("2026-03-05", "2026-03-06")


@pytest.mark.parametrize("label", ["Valid from", "This licence is valid from", "Effective date:"])
def test_the_day_of_issue_comes_before_the_one_from_which_a_licence_is_valid(label: str) -> None:
    sheet = Sheet().text(150, 40, "EXPORT LICENCE", 16).text(60, 80, "Licence No. EL/26/118")
    sheet.text(60, 110, "Date of issue: 24 February 2026").text(60, 150, f"{label} 1 March 2026")
    assert values(sheet)["issue_date"] == "2026-02-24"


def test_a_label_that_asks_for_both_asks_for_the_day_of_issue() -> None:
    sheet = Sheet().text(150, 40, "EXPORT LICENCE", 16).text(60, 80, "Licence No. EL/26/118")
    sheet.text(60, 110, "Signed on: 18 August 2026").text(60, 150, "Date of issue (valid from): 19 August 2026")
    told = [one for one in gather(stacked([lay_out(sheet.page())])).candidates if one.spec.name == "issue_date"]
    assert "2026-08-19" in {one.parsed.value for one in told if one.label is not None}
