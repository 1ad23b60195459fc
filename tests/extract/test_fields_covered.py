"""Ink over values: what was read round it is no value, what was not read at all is said to be there."""

from __future__ import annotations

from typing import Any

import pytest

from extract.model import Document
from extract.read import extract
from ingest.model import Box
from tests.extract.sheet import Sheet

LINES = {
    "Certificate No.": "BW 004711",
    "Country of origin": "Botswana",
    "Carat weight": "1,254.30 ct",
    "Number of parcels": "3",
    "Date of expiry": "13 May 2026",
    "Exporter": "Okwa Valley Diamonds (Pty) Ltd",
}
NAMES = dict(
    zip(
        LINES,
        ("document_number", "country_of_origin", "carat_weight", "parcel_count", "expiry_date", "exporter_name"),
        strict=True,
    )
)


def certificate(ink: tuple[float, float, float, float] | None, **values: str) -> Document:
    """A certificate read by OCR, with ink (in points) that no reader made words of."""
    sheet = Sheet("ocr")
    sheet.text(150, 60, "KIMBERLEY PROCESS CERTIFICATE", size=18, confidence=0.97)
    for number, (label, value) in enumerate((LINES | {k.replace("_", " "): v for k, v in values.items()}).items()):
        sheet.text(60, 120 + 24 * number, f"{label}:", confidence=0.97)
        if value:
            sheet.text(230, 120 + 24 * number, value, confidence=0.97)
    page = sheet.page()
    if ink is not None:
        box = Box(ink[0] / 595, ink[1] / 842, ink[2] / 595, ink[3] / 842)
        page = page.model_copy(update={"unread": (box,)})
    (document,) = extract([page])
    return document


def line(label: str) -> float:
    return 120.0 + 24 * list(LINES).index(label)


@pytest.mark.parametrize("label", list(LINES))
def test_ink_on_a_value_makes_it_unreadable_and_keeps_what_was_read(label: str) -> None:
    y = line(label)
    clean = certificate(None).fields[NAMES[label]]
    field = certificate((228, y - 4, 250, y + 14)).fields[NAMES[label]]
    assert clean.status == "read"
    assert (field.status, field.value, field.unit) == ("unreadable", None, None)
    assert field.alternatives[0].value == clean.value
    assert field.evidence[-1].box.y0 == pytest.approx((y - 4) / 842)


@pytest.mark.parametrize("label", list(LINES))
def test_ink_where_nothing_was_read_is_said_to_be_there(label: str) -> None:
    y = line(label)
    values: dict[str, Any] = {label.replace(" ", "_"): ""}
    empty = certificate(None, **values).fields[NAMES[label]]
    field = certificate((230, y - 4, 300, y + 14), **values).fields[NAMES[label]]
    assert (empty.status, field.status, field.value) == ("unreadable", "unreadable", None)
    # An empty place points to its label, ink to itself.
    assert empty.evidence[0].box.x1 < 0.38 < field.evidence[0].box.x1
    assert field.label is not None
    assert label.rstrip(".") in field.label


@pytest.mark.parametrize(
    "ink",
    [
        (420, 160, 520, 190),  # away on the line, as a signature
        (228, 138, 300, 141),  # between two lines
        (228, 500, 300, 520),  # elsewhere
    ],
)
def test_ink_that_touches_no_value_changes_nothing(ink: tuple[float, float, float, float]) -> None:
    clean, inked = certificate(None), certificate(ink)
    assert {n: (f.status, f.value) for n, f in inked.fields.items()} == {
        n: (f.status, f.value) for n, f in clean.fields.items()
    }


def test_ink_under_a_name_is_its_address_and_ink_before_a_value_may_be_its_first_half() -> None:
    y = line("Exporter")
    named = certificate((230, y + 12, 330, y + 22))
    assert named.fields["exporter_name"].status == "read"
    assert named.fields["exporter_address"].status == "unreadable"
    assert "exporter_address" not in certificate(None).fields
    y = line("Country of origin")
    assert certificate((156, y, 220, y + 10)).fields["country_of_origin"].status == "unreadable"


def test_ink_right_behind_a_label_is_its_value_whatever_stands_on_the_next_line() -> None:
    sheet = Sheet("ocr").text(150, 60, "KIMBERLEY PROCESS CERTIFICATE", size=18, confidence=0.97)
    sheet.text(60, 120, "Certificate No.:", confidence=0.97).text(60, 134, "MB 440717", confidence=0.97)
    page = sheet.page()
    (clean,) = extract([page])
    assert clean.fields["document_number"].value == "MB 440717"
    end = max(word.box.x1 for word in page.words if word.text == "No.:")
    ink = Box(end + 0.005, 118 / 842, end + 0.12, 133 / 842)
    (inked,) = extract([page.model_copy(update={"unread": (ink,)})])
    assert inked.fields["document_number"].status == "unreadable"


def grid(*inked: str) -> Document:
    """A form whose values stand under their labels in boxes, some with ink in their place."""
    values = {"Certificate No.": "BW 004711", "Country of origin": "Botswana", "Date of issue": "2 March 2026"}
    sheet = Sheet("ocr").text(150, 60, "KIMBERLEY PROCESS CERTIFICATE", size=18, confidence=0.97)
    boxes = []
    for number, (label, value) in enumerate(values.items()):
        x = 50.0 + 160 * number
        sheet.box(x, 110, x + 160, 150).text(x + 5, 114, label, size=8, confidence=0.97)
        if label in inked:
            boxes.append(Box((x + 60) / 595, 130 / 842, (x + 120) / 595, 141 / 842))
        else:
            sheet.text(x + 60, 130, value, confidence=0.97)
    (document,) = extract([sheet.page().model_copy(update={"unread": tuple(boxes)})])
    return document


@pytest.mark.parametrize("label", ["Certificate No.", "Country of origin", "Date of issue"])
def test_ink_in_a_box_under_its_label_beside_other_boxes(label: str) -> None:
    names = {
        "Certificate No.": "document_number",
        "Country of origin": "country_of_origin",
        "Date of issue": "issue_date",
    }
    clean, inked = grid(), grid(label)
    for other, name in names.items():
        assert clean.fields[name].status == "read"
        assert inked.fields[name].status == ("unreadable" if other == label else "read")
