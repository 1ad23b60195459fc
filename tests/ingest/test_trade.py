"""Trade documents as data: known by what is in them, kept with their names, never taken for papers."""

import json
from pathlib import Path

import pytest

from ingest.bundle import collect
from ingest.originals import Originals
from ingest.sniff import sniff
from tests.ingest import paper

UBL = (
    '<?xml version="1.0"?><Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>1</ID></Invoice>'
)
CII = '<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"/>'
EPCIS = '<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2"><EPCISBody/></epcis:EPCISDocument>'
PLAIN = "<shipment><lotNumber>1</lotNumber><grossWeight>2</grossWeight><exporter>A</exporter></shipment>"
UNTP = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["DigitalProductPassport", "VerifiableCredential"],
}
ICGLR = {"icglrCertificate": {"number": "RW-1"}}
JSON = {"records": [{"lot_number": "1", "hs_code": "7102", "consignee": "B"}]}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (UBL, "UBL"),
        (CII, "Factur-X"),
        (PLAIN, "trade document (XML)"),
        ("<cXML><Request/></cXML>", "cXML"),
        ('<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.014/InvoiceDetail.dtd"><cXML/>', "cXML"),
        (json.dumps(UNTP), "UNTP credential (DigitalProductPassport)"),
        (json.dumps(ICGLR), "ICGLR"),
        (json.dumps(JSON), "trade document (JSON)"),
        (json.dumps({"schema": "lotpass.passport/1"}), "lotpass"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_kept_and_named(tmp_path: Path, text: str, name: str, encoding: str) -> None:
    [file] = collect([paper.write(tmp_path, "scan.pdf", text.encode(encoding))], Originals(tmp_path / "store"))
    assert (file.role, file.status, file.pages) == ("data", "read", 0)
    assert name in file.kind
    assert file.media_type == ("application/xml" if text.startswith("<") else "application/json")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"name": "package", "version": 1}', "JSON data of no known kind"),
        ("<note><to>A</to></note>", "XML data of no known kind"),
        ("<note><to>A</note>", "damaged XML"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Invoice>&a;</Invoice>', "never resolved"),
        ('<!DOCTYPE cXML SYSTEM "a.dtd" [<!ENTITY a "b">]><cXML>&a;</cXML>', "never resolved"),
        ("[" * 200_000, "nested without end"),
        ("<a>" * 2000 + "</a>" * 2000, "nested more than"),
        ('{"type": ["a", {"b": 1}], "@context": 3}', "JSON data of no known kind"),
    ],
)
def test_other_data_is_no_document_and_its_reason_is_true(tmp_path: Path, text: str, reason: str) -> None:
    [file] = collect([paper.write(tmp_path, "x.json", text.encode())], Originals(tmp_path / "store"))
    assert (file.role, file.reason_code) == ("none", "not-a-document")
    assert reason in (file.reason or "")


def test_custody_records_in_xml_are_told(tmp_path: Path) -> None:
    assert "EPCIS" in sniff(paper.write(tmp_path, "x", EPCIS.encode())).name
