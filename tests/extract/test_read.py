"""Whole documents from pages."""

from __future__ import annotations

import gc
import json
import os
import time
from decimal import Decimal
from pathlib import Path

import pytest

from extract.model import Document, DocumentKind, Money
from extract.read import extract, extract_file
from ingest.model import Page
from ingest.read import read_page
from tests.extract.sheet import Sheet


def certificate() -> Sheet:
    sheet = Sheet().text(150, 40, "KIMBERLEY PROCESS CERTIFICATE", 16).text(150, 60, "KINGDOM OF LESOTHO")
    sheet.lines(
        50,
        80,
        "The rough diamonds in this shipment have been handled in accordance with the provisions",
        "of the Kimberley Process Certification Scheme for rough diamonds.",
    )
    rows = (
        ("Certificate number", "LS 024780"),
        ("Date of issue", "28 January 2026"),
        ("Date of expiry", "29 March 2026"),
        ("Issuing authority", "Department of Mines, Ministry of Natural Resources"),
        ("Country of origin", "Lesotho"),
        ("Country of destination", "Belgium"),
        ("Number of parcels", "5"),
        ("Carat weight", "1,273.09 ct"),
        ("Value in US$", "USD 961,194.94"),
        ("HS code", "7102.31"),
        ("Seal number", "KP251209"),
    )
    for number, (label, value) in enumerate(rows):
        sheet.text(50, 130 + 18 * number, label).text(220, 130 + 18 * number, value)
    sheet.text(50, 340, "Exporter").lines(220, 340, "Khubelu Kimberlite Sales (Pty) Ltd", "31 Kingsway", "Lesotho")
    sheet.text(50, 390, "Importer").lines(
        220, 390, "Zuiderdok Rough BV", "Hoveniersstraat 22, 2018 Antwerpen", "Belgium"
    )
    return sheet


def test_a_certificate_is_read_in_full() -> None:
    (document,) = extract([certificate().page()])
    assert document.type is DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE
    assert document.language == "en"
    assert {name: field.value for name, field in document.fields.items()} == {
        "document_number": "LS 024780",
        "issue_date": "2026-01-28",
        "expiry_date": "2026-03-29",
        "issuing_authority": "Department of Mines, Ministry of Natural Resources",
        "country_of_origin": "LS",
        "country_of_destination": "BE",
        "parcel_count": 5,
        "carat_weight": "1273.09",
        "value": Money(amount=Decimal("961194.94"), currency="USD"),
        "hs_codes": ("710231",),
        "seal_numbers": ("KP251209",),
        "exporter_name": "Khubelu Kimberlite Sales (Pty) Ltd",
        "exporter_address": "31 Kingsway, Lesotho",
        "importer_name": "Zuiderdok Rough BV",
        "importer_address": "Hoveniersstraat 22, 2018 Antwerpen, Belgium",
        "mineral": "rough diamonds",
    }
    assert all(field.confidence > 0.9 for field in document.fields.values())


def test_the_state_at_the_head_is_no_field() -> None:
    (document,) = extract([certificate().page()])
    assert "country_of_provenance" not in document.fields


def test_documents_are_numbered_over_the_bundle() -> None:
    first, second = certificate(), certificate()
    second.file = "e" * 64
    found = extract([first.page(), second.page()])
    assert [document.id for document in found] == ["d1", "d2"]
    assert [document.pages[0].file for document in found] == ["f" * 64, "e" * 64]


def test_a_paper_of_no_known_type_has_no_fields() -> None:
    sheet = Sheet().lines(
        50,
        50,
        "Minutes of the gardening club",
        "Roses were discussed at length, then tulips and dahlias",
        "Date: 3 May 2026",
    )
    (document,) = extract_file([sheet.page()])
    assert document.type is DocumentKind.UNKNOWN
    assert document.fields == {}


def test_a_blank_page_belongs_to_no_document() -> None:
    assert extract_file([Sheet().page()]) == ()
    assert extract([]) == ()


def test_marks_of_the_pages_are_told() -> None:
    (document,) = extract([certificate().mark("stamp", 400, 600, 500, 700).page()])
    assert document.marks == ("stamp",)


def test_the_same_pages_give_the_same_documents() -> None:
    assert extract([certificate().page()]) == extract([certificate().page()])


def shared_pages() -> Path:
    given = os.environ.get("LOTPASS_SHARED")
    return Path(given) if given else Path(__file__).resolve().parents[3] / "shared"


def read_digital(path: Path) -> Document:
    page = read_page(path, "a" * 64, "application/pdf", 1)
    assert isinstance(page, Page)
    (document,) = extract([page])
    return document


@pytest.mark.parametrize(
    ("bundle", "name", "key"), [("d01", "kp.pdf", "kp"), ("d01", "tr.pdf", "tr"), ("d05", "decl.pdf", "decl")]
)
def test_digital_papers_of_the_development_bundles(bundle: str, name: str, key: str) -> None:
    papers = shared_pages() / "papers"
    if not papers.is_dir():
        pytest.skip(f"the shared papers are not at {papers}; set LOTPASS_SHARED")
    truth = json.loads((papers / "truth" / f"{bundle}.json").read_text(encoding="utf-8"))
    stated = next(one for one in truth["documents"] if one["key"] == key)["fields"]
    document = read_digital(papers / "bundles" / bundle / name)
    missing = [field for field, one in stated.items() if not one.get("optional") and field not in document.fields]
    assert missing == []
    for field in ("document_number", "invoice_number", "issue_date", "carat_weight", "net_weight"):
        if field in stated:
            assert document.fields[field].value == stated[field]["value"]


def test_a_page_is_read_in_well_under_a_second() -> None:
    page = certificate().page()
    extract([page])
    started = time.process_time()
    for _ in range(5):
        extract([page])
    assert (time.process_time() - started) / 5 < 0.5


def test_a_mere_number_is_no_weight_in_carats_where_nothing_speaks_of_stones() -> None:
    def waybill(goods: str) -> Document:
        sheet = Sheet().text(50, 40, "AIR WAYBILL", 16)
        sheet.text(50, 100, "Description of goods").text(250, 100, goods)
        sheet.text(50, 120, "Carat weight").text(250, 120, "100.318")
        return extract([sheet.page()])[0]

    assert waybill("Rough diamonds").fields["carat_weight"].value == "100.318"
    sheet = Sheet().text(50, 40, "COMMERCIAL INVOICE", 16).text(50, 100, "Quantity").text(250, 100, "2026.493")
    sheet.text(50, 120, "Description of goods").text(250, 120, "Spodumene concentrate")
    assert "carat_weight" not in extract([sheet.page()])[0].fields


def test_a_net_weight_in_carats_is_the_carat_weight() -> None:
    sheet = Sheet().text(50, 40, "AIR WAYBILL", 16).text(50, 100, "Nature of goods").text(250, 100, "Rough diamonds")
    sheet.text(50, 120, "NET 8,829.29 CTS")
    fields = extract([sheet.page()])[0].fields
    assert (fields["carat_weight"].value, fields["carat_weight"].unit) == ("8829.29", "ct")
    assert "net_weight" not in fields


def test_a_file_read_leaves_no_cycles_for_the_collector_that_rests_meanwhile() -> None:
    page = certificate().page()
    extract_file([page])  # what is made once and kept
    gc.collect()
    documents = extract_file([page])
    assert documents[0].fields
    assert gc.collect() == 0
    assert gc.isenabled()
