"""Words of a page that two readings may share, and those that they may not."""

from __future__ import annotations

from extract.candidates import labelled
from extract.choose import Choice, choose
from extract.model import DocumentKind
from extract.values import Context
from tests.extract.sheet import Sheet, around

KP = DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE
WAYBILL = DocumentKind.TRANSPORT_DOCUMENT


def choices(sheet: Sheet, kind: DocumentKind) -> dict[str, Choice]:
    return choose(labelled(around(sheet, kind), Context(language="en")))


def test_two_fields_do_not_share_words() -> None:
    sheet = Sheet().text(50, 50, "Exporter").text(250, 50, "Khubelu Sales Ltd").text(50, 64, "Importer")
    found = choices(sheet, KP)
    assert "exporter" in found
    assert "importer" not in found


def test_the_date_of_execution_may_be_issue_and_shipment() -> None:
    shared = Sheet().text(50, 50, "Executed on: 31 January 2026").text(50, 64, "Date of shipment: 31 January 2026")
    found = choices(shared, WAYBILL)
    assert found["issue_date"].chosen.parsed.value == found["shipment_date"].chosen.parsed.value == "2026-01-31"
