"""Labels that couple a number and a date, of this paper or of the one that they name."""

from __future__ import annotations

import pytest

from tests.extract.sheet import Sheet
from tests.extract.trade import values


@pytest.mark.parametrize("label", ["10. Number and date of invoices", "10. Invoice number and date"])
def test_the_number_of_a_label_that_names_another_paper_is_that_papers(label: str) -> None:
    sheet = Sheet().text(60, 30, "Certificate No. A 158884").text(180, 60, "CERTIFICATE OF ORIGIN", 16)
    sheet.box(40, 100, 200, 160).text(45, 104, "8. H.S. Code", 8).text(45, 120, "2504.10")
    sheet.box(200, 100, 480, 160).text(205, 104, label, 8).lines(205, 120, "2026-8806", "5 November 2026")
    found = values(sheet)
    assert (found["document_number"], found["invoice_number"]) == ("A 158884", "2026-8806")
