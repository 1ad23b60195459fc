"""Phrases of one line that are a title together, and those that stand at the page's two margins."""

from __future__ import annotations

import pytest

from tests.extract.sheet import Sheet
from tests.extract.trade import values


@pytest.mark.parametrize("title", ["ICGLR Certificate", "CERTIFICATE OF ORIGIN"])
def test_a_body_at_the_other_margin_is_no_part_of_the_title(title: str) -> None:
    sheet = Sheet().text(40, 30, "Lugari Mines and Petroleum Board (LMB)").text(440, 30, title)
    sheet.text(40, 46, "Rwanda", 9).text(440, 46, "RW8998470")
    sheet.text(40, 100, "Exporting party").text(220, 100, "Rukarara Concentrates Ltd")
    assert values(sheet)["issuing_authority"] == "Lugari Mines and Petroleum Board (LMB)"
