"""A document's own wording, line by line, for rules that look for statements."""

from __future__ import annotations

from extract.read import extract
from tests.extract.sheet import Sheet


def test_the_wording_of_every_page_is_kept_with_its_place() -> None:
    sheet = Sheet().text(150, 40, "COMMERCIAL INVOICE", 16).text(50, 80, "Invoice No. KK-1")
    sheet.lines(50, 120, "The diamonds herein invoiced have been purchased from", "legitimate sources.")
    [document] = extract([sheet.page()])
    texts = [line.text for line in document.text]
    assert "The diamonds herein invoiced have been purchased from" in texts
    assert texts.index("COMMERCIAL INVOICE") < texts.index("legitimate sources.")
    for line in document.text:
        assert line.page == document.pages[0].page
        assert 0 <= line.box.x0 < line.box.x1 <= 1
        assert 0 <= line.box.y0 < line.box.y1 <= 1
        assert line.digital
        assert line.confidence > 0.9
    assert type(document).model_validate_json(document.model_dump_json()) == document
