"""A field that was not read: on the paper, hinted at, missing, or open."""

from __future__ import annotations

import pytest

from tests.validate.papers import Change, all_of, checked, diamonds, edit, of_code, say

CLEAN = ("KIMBERLEY PROCESS CERTIFICATE", "Certificate No. LS 024780", "Date of issue 2026-01-28", "Importer: as above")


def found(change: Change) -> list[tuple[str, str]]:
    (one,) = checked(change(diamonds()))
    return [(f.code, f.severity) for f in one.findings if f.rule == "W-fields"]


@pytest.mark.parametrize(
    ("field", "lines", "confidence", "expected"),
    [
        ("expiry_date", CLEAN, 0.99, [("missing-field", "block")]),
        ("expiry_date", (*CLEAN, "Date of expiry"), 0.99, [("uncertain-field", "review")]),
        ("expiry_date", (*CLEAN, "Good until 20 March 2026"), 0.99, [("uncertain-field", "review")]),
        ("expiry_date", CLEAN, 0.7, [("uncertain-field", "review")]),
        ("importer_name", (*CLEAN, "for Zuiderdok Rough B.V."), 0.99, []),
        ("importer_name", ("KIMBERLEY PROCESS CERTIFICATE",), 0.99, [("missing-field", "block")]),
        ("importer_name", ("KIMBERLEY PROCESS CERTIFICATE",), 0.7, [("missing-field", "info")]),
        ("carat_weight", (*CLEAN, "in all 1,273.09 carats"), 0.99, []),
        ("carat_weight", (*CLEAN, "in all 2,273.09 carats"), 0.99, [("uncertain-field", "info")]),
        ("document_number", (*CLEAN, "LS024780"), 0.99, []),
        ("country_of_origin", (*CLEAN, "Mined in: Lesotho"), 0.99, [("uncertain-field", "review")]),
        ("country_of_origin", (*CLEAN, "Kingdom of Lesotho"), 0.99, [("missing-field", "block")]),
        ("country_of_origin", (*CLEAN, "the stones were mined in", "Lesotho"), 0.99, [("uncertain-field", "review")]),
        ("country_of_origin", (*CLEAN, "LESOTHO  BELGIUM"), 0.99, [("uncertain-field", "review")]),
        ("country_of_origin", (*CLEAN, "31 Kingsway, Maseru, Lesotho"), 0.99, [("missing-field", "block")]),
        ("expiry_date", (*CLEAN, "not to be used after 28 January 2026"), 0.99, [("uncertain-field", "review")]),
        ("expiry_date", (*CLEAN, "Valid only if stamped"), 0.99, [("missing-field", "block")]),
        ("parcel_count", (*CLEAN, "Parcels in this shipment  3 (three)"), 0.99, [("uncertain-field", "info")]),
        ("parcel_count", (*CLEAN, "The parcels weigh 3 ct"), 0.99, [("missing-field", "block")]),
        ("hs_codes", CLEAN, 0.99, [("missing-field", "block")]),
        ("issuing_authority", CLEAN, 0.99, [("missing-field", "info")]),
    ],
)
def test_what_is_said_of_a_field_that_was_not_read(
    field: str, lines: tuple[str, ...], confidence: float, expected: list[tuple[str, str]]
) -> None:
    rest = edit("inv", country_of_origin=None) if field == "country_of_origin" else all_of()
    change = all_of(edit("kp", **{field: None}), say("kp", *lines, confidence=confidence), rest)
    assert found(change) == expected


def test_several_fields_without_a_trace_are_missing_each() -> None:
    change = all_of(edit("kp", expiry_date=None, hs_codes=None), say("kp", *CLEAN))
    assert found(change) == [("missing-field", "block"), ("missing-field", "block")]


def test_several_fields_with_traces_are_one_doubt() -> None:
    change = all_of(edit("kp", expiry_date=None, hs_codes=None), say("kp", *CLEAN, "HS code", "Date of expiry"))
    assert found(change) == [("uncertain-field", "review")]


def test_a_name_that_the_paper_bears_too_is_no_other_party() -> None:
    change = all_of(edit("inv", importer_name="FOREIGN CLIENT"), say("inv", "FOREIGN CLIENT  Zuiderdok Rough BV"))
    (one,) = checked(change(diamonds()))
    assert of_code(one, "party-mismatch") == []
    assert {f.rule for f in of_code(one, "uncertain-field")} == {"X002"}
