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
    assert NAMES[label] not in certificate(None, **values).fields
    field = certificate((230, y - 4, 300, y + 14), **values).fields[NAMES[label]]
    assert (field.status, field.value) == ("unreadable", None)
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
