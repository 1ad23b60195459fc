"""Media types by content."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from ingest.kind import Kind
from ingest.sniff import sniff
from ingest.sniff_text import is_epcis
from tests.ingest import paper


def kind_of(tmp_path: Path, data: bytes) -> Kind:
    return sniff(paper.write(tmp_path, "anything.jpg", data))


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("TIFF", "image/tiff"),
        ("WEBP", "image/webp"),
        ("BMP", "image/bmp"),
    ],
)
def test_pictures(tmp_path: Path, form: str, media_type: str) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(buffer, form)
    assert kind_of(tmp_path, buffer.getvalue()).media_type == media_type


def test_pdf_behind_garbage_and_without_header(tmp_path: Path) -> None:
    whole = paper.pdf()
    assert kind_of(tmp_path, whole).family == "pdf"
    assert kind_of(tmp_path, b"X-Junk: from a gateway\r\n\r\n" + whole).family == "pdf"
    assert kind_of(tmp_path, whole.split(b"\n", 1)[1]).family == "pdf"


def test_a_web_page_is_no_pdf(tmp_path: Path) -> None:
    assert kind_of(tmp_path, b"<!DOCTYPE html><html><body>404 %PDF-1.4</body></html>").media_type == "text/html"


CUSTODY = "event_id,event_time,event_type,lot_id,quantity\ne1,2026-01-05T10:00:00Z,extract,L1,5\n"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_custody_csv_by_its_header(tmp_path: Path, mark: str, encoding: str) -> None:
    assert kind_of(tmp_path, CUSTODY.replace(",", mark).encode(encoding)).family == "custody"


def test_custody_csv_of_a_header_alone_and_with_columns_in_any_order(tmp_path: Path) -> None:
    assert kind_of(tmp_path, b"LOT_ID, from_party, Event_Type\n").family == "custody"


def test_other_csv_is_a_table(tmp_path: Path) -> None:
    assert kind_of(tmp_path, b"Box;Weight;Seal\n1;5.20;A1\n2;4.10;A2\n").family == "table"


def test_prose_is_text(tmp_path: Path) -> None:
    text = "Dear all,\nplease find, as agreed, the papers for the lot.\nThey are complete, we think.\n"
    assert kind_of(tmp_path, text.encode()).family == "text"


def test_epcis_as_document_and_as_bare_list(tmp_path: Path) -> None:
    event = {"type": "ObjectEvent", "eventTime": "2026-01-05T10:00:00Z"}
    document = {"@context": [], "type": "EPCISDocument", "epcisBody": {"eventList": [event]}}
    for data in (document, [event]):
        assert kind_of(tmp_path, json.dumps(data).encode()).family == "custody"
    assert kind_of(tmp_path, b'{"invoice": 1}').family == "data"
    assert not is_epcis([])
    assert not is_epcis([event, 3])


def test_mail_archive_and_workbook(tmp_path: Path) -> None:
    assert kind_of(tmp_path, paper.mail({"a.pdf": paper.pdf()})).family == "mail"
    assert kind_of(tmp_path, paper.archive({"a.pdf": paper.pdf()})).family == "archive"
    workbook = paper.archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
    assert kind_of(tmp_path, workbook).family == "sheet"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=600))
def test_any_bytes_have_a_kind(tmp_path: Path, data: bytes) -> None:
    assert kind_of(tmp_path, data).media_type


def test_long_lines_of_names_and_values_are_no_mail(tmp_path: Path) -> None:
    lines = [f"Position{number}: {'tantalite ' * 9}" for number in range(200)]
    assert kind_of(tmp_path, "\n".join([*lines, "", "From: here"]).encode()).family == "text"


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sirs,\n\nwe sold, as agreed, 5 lots,\nof tantalite, coltan, and tin,\nfrom Kigali, Goma, and Bukavu.\n"
        * 4,
        "Weights of the lot\n\nas stated\n\nin Kigali\n\nGross 1,254,300\nNet 1,250,100\nTare 1,004,200\n",
        "Seller\nA Mining Ltd\nRue de la Paix 5, Goma, Congo\nBuyer\nB Trading\nMain Street 7, Antwerp, Belgium\n",
    ],
)
def test_commas_of_prose_and_of_numbers_make_no_table(tmp_path: Path, text: str) -> None:
    assert kind_of(tmp_path, text.encode()).family == "text"


def test_json_lines_are_data_and_no_table(tmp_path: Path) -> None:
    line = '{"invoice_number":"1","lot_number":"2","consignee":"x"}\n'
    found = kind_of(tmp_path, (line * 300).encode())
    assert (found.media_type, found.family, found.trade) == ("application/x-ndjson", "data", True)
    event = '{"type":"ObjectEvent","eventTime":"2026-01-05T10:00:00Z"}\n'
    found = kind_of(tmp_path, (event * 2).encode())
    assert (found.family, found.trade, found.name) == ("data", False, "custody events as JSON Lines")
    assert kind_of(tmp_path, b"{a,b,c\n1,2,3\n").family == "table"
