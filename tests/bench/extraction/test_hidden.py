"""Values taken off a page: what was hidden is gone, and what is said of it is counted."""

from __future__ import annotations

from typing import Any

from bench.extraction.hidden import hide, outcomes
from bench.extraction.papers import Bundle
from tests.extract.sheet import Sheet

PLACE = [0.38, 0.14, 0.6, 0.16]


def bundle() -> Bundle:
    sheet = Sheet().text(150, 60, "COMMERCIAL INVOICE", size=18)
    for number, (label, value) in enumerate((("Invoice No.", "INV-20417"), ("Date of shipment", "3 March 2026"))):
        sheet.text(60, 120 + 40 * number, f"{label}:").text(230, 120 + 40 * number, value)
    entries: dict[str, Any] = {
        "document_number": {"value": "INV-20417", "status": "read", "boxes": [{"page": 1, "box": PLACE}]},
        "shipment_date": {
            "value": "2026-03-03",
            "status": "read",
            "boxes": [{"page": 1, "box": [0.38, 0.185, 0.6, 0.21]}],
        },
    }
    truth: dict[str, Any] = {
        "key": "inv",
        "type": "commercial_invoice",
        "template": "t",
        "fields": entries,
        "lines": [],
    }
    truth["pages"] = [{"file": sheet.file, "page": 1}]
    return Bundle("b", {"documents": [truth]}, {sheet.file: (sheet.page(),)})


def test_what_is_hidden_is_gone_and_only_ink_leaves_a_trace() -> None:
    (page,) = bundle().pages["f" * 64]
    entry = {"boxes": [{"page": 1, "box": PLACE}]}
    for way, traces in (("ink", 1), ("empty", 0)):
        (without,) = hide([page], entry, way)  # type: ignore[arg-type]  # a literal
        assert "INV-20417" not in [word.text for word in without.words]
        assert len(without.words) == len(page.words) - 1
        assert len(without.unread) == traces


def test_ink_is_said_to_be_unreadable_and_an_empty_place_of_no_need_is_left_out() -> None:
    ink = outcomes([bundle()], "ink")
    assert (ink.hidden, ink.unreadable, ink.guessed) == (2, 2, 0)
    empty = outcomes([bundle()], "empty", demanded=False)
    assert (empty.hidden, empty.left_out, empty.unreadable) == (1, 1, 0)
