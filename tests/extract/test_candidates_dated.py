"""Dates of what a paper reports, beside the date that it was issued."""

from __future__ import annotations

import pytest

from extract.candidates_gathered import gather
from extract.model import DocumentKind
from extract.read import read_stack
from extract.split import Stack
from tests.extract.sheet import Sheet
from tests.extract.trade import values


def dates(*lines: tuple[str, str]) -> set[str]:
    """The dates that a report of analysis offers for its own, `lines` of label and value."""
    sheet = Sheet().text(180, 40, "ASSAY CERTIFICATE", 18)
    for number, (label, value) in enumerate(lines):
        sheet.text(60, 120 + 20 * number, label).text(240, 120 + 20 * number, value)
    stack = Stack(DocumentKind.ASSAY_CERTIFICATE, 0.9, "en", None, (sheet.layout(),))
    return {one.key for one in gather(stack).candidates if one.spec.name == "issue_date"}


@pytest.mark.parametrize(
    ("act", "issued"),
    [
        ("Date of inspection", "Date of issue"),
        ("Date of analysis", "Report date"),
        ("Fecha de pesaje", "Fecha de emisión"),
        ("Date d'analyse", "Date de délivrance"),
        ("Data da pesagem", "Data de emissão"),
    ],
)
def test_an_act_is_no_date_of_issue_where_one_stands(act: str, issued: str) -> None:
    told = dates((act, "22 January 2026"), (issued, "29 January 2026"))
    assert any("2026-01-29" in key for key in told)
    assert not any("2026-01-22" in key for key in told)


def test_an_act_dates_a_paper_that_says_nothing_else() -> None:
    assert any("2026-01-22" in key for key in dates(("Date of inspection", "22 January 2026")))


def test_two_dates_of_issue_stay_two() -> None:
    told = dates(("Date of issue", "22 January 2026"), ("Report date", "29 January 2026"))
    assert len(told) == 2


@pytest.mark.parametrize(
    ("title", "label", "issued"),
    [
        ("BILL OF LADING", "Shipped on board on", None),
        ("CONOCIMIENTO DE EMBARQUE", "Embarcado a bordo el", None),
        ("CONNAISSEMENT", "Embarqué à bord le", None),
        ("BILL OF LADING", "Date of issue", "2026-02-14"),
    ],
)
def test_the_day_of_shipment_is_no_day_of_issue_for_standing_alone(title: str, label: str, issued: str | None) -> None:
    sheet = Sheet().text(180, 40, title, 18).text(60, 80, "No. TSLU4410927")
    sheet.box(60, 200, 200, 240).box(200, 200, 340, 240).text(64, 203, label, 8).text(64, 218, "14/02/2026")
    sheet.text(204, 203, "Vessel", 8).text(204, 218, "MV Kite")
    stack = Stack(DocumentKind.TRANSPORT_DOCUMENT, 0.9, "en", None, (sheet.layout(),))
    found = read_stack(stack, "d1").fields
    assert (found["issue_date"].value if "issue_date" in found else None) == issued
    if issued is None:
        assert found["shipment_date"].value == "2026-02-14"


@pytest.mark.parametrize(
    ("order", "issued", "expires"),
    [("MM/DD/YYYY", "2026-03-09", "2026-04-10"), ("DD/MM/YYYY", "2026-09-03", "2026-10-04")],
)
def test_a_label_tells_the_order_of_its_date(order: str, issued: str, expires: str) -> None:
    sheet = Sheet().text(150, 40, "MINERAL EXPORT LICENCE", 16).text(150, 64, "No. ML-EX/0442/26")
    sheet.text(50, 100, f"Date of issue ({order}): 03/09/2026").text(50, 120, f"Expiry date ({order}): 04/10/2026")
    found = values(sheet)
    assert (found["issue_date"], found["expiry_date"]) == (issued, expires)
