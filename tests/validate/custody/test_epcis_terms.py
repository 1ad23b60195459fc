"""Identifiers of lots, containers, documents and places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validate.custody.epcis_terms import document_number, is_container, local, lot_of, name_in, term


@pytest.mark.parametrize(
    ("identifier", "lot"),
    [
        ("urn:epc:class:lgtin:9521234.012345.RW-SN-278-P1", "RW-SN-278-P1"),
        ("urn:epc:class:lgtin:9521234.012345.CP-7%2F1", "CP-7/1"),
        ("urn:epc:class:lgtin:9521234.012345.A.B.C", "A.B.C"),
        ("https://id.gs1.org/01/09521234012345/10/RW-SN-278", "RW-SN-278"),
        ("https://example.com/some/path/01/09521234012345/10/CP-7%2F1?x=1", "CP-7/1"),
        ("https://id.gs1.org/01/09521234012345?10=LOT1", "LOT1"),
        ("https://example.org/lot/RW-SN-278", "RW-SN-278"),
        ("urn:example:lot:RW-SN-278", "RW-SN-278"),
        ("RW-SN-278", "RW-SN-278"),
        (" CP-7/1 ", "CP-7/1"),
        ("urn:epc:id:sgtin:0614141.107346.2017", "urn:epc:id:sgtin:0614141.107346.2017"),
        ("urn:epc:id:sgtin:0614141.107346.BW-RD1565", "BW-RD1565"),
        ("urn:epc:idpat:sgtin:4012345.066666.*", "urn:epc:idpat:sgtin:4012345.066666.*"),
        ("https://id.gs1.org/01/04012345987652", "https://id.gs1.org/01/04012345987652"),
        ("urn:epc:id:sscc:0614141.1234567890", "0614141.1234567890"),
        ("https://[bad", "https://[bad"),
    ],
)
def test_lot_numbers(identifier: str, lot: str) -> None:
    assert lot_of(identifier) == lot


@pytest.mark.parametrize(
    ("identifier", "container"),
    [
        ("urn:epc:id:sscc:0614141.1234567890", True),
        ("urn:epc:id:grai:4012345.55555.987", True),
        ("https://id.gs1.org/00/106141412345678908", True),
        ("https://id.gs1.org/8004/4000001111", True),
        ("urn:epc:class:lgtin:9521234.012345.A", False),
        ("LOT-1", False),
    ],
)
def test_containers(identifier: str, container: bool) -> None:
    assert is_container(identifier) is container


@pytest.mark.parametrize(
    ("identifier", "number"),
    [
        ("urn:ex:doc:RW-ICGLR-69890", "RW-ICGLR-69890"),
        ("urn:ex:doc:903/2026", "903/2026"),
        ("urn:epcglobal:cbv:bt:0614141073467:1152", "1152"),
        ("http://transaction.example.com/po/12345678", "12345678"),
        ("https://example.org/doc/903%2F2026", "903/2026"),
        ("https://example.org/doc/903/2026", "903/2026"),
        ("LS 024780", "LS 024780"),
    ],
)
def test_document_numbers(identifier: str, number: str) -> None:
    assert document_number(identifier) == number


def test_terms_and_names() -> None:
    assert term("cbv:BizStep-creating_class_instance") == "creating_class_instance"
    assert term("https://ref.gs1.org/cbv/Disp-in_transit") == "in_transit"
    assert local("ex:mineSite") == local("https://example.org/x#mine_site") == "minesite"
    assert name_in("https://example.org/party/kivumu-tin") == "kivumu-tin"
    assert name_in("urn:epc:id:pgln:4012345.00225") == "urn:epc:id:pgln:4012345.00225"


@given(st.text(max_size=60))
def test_any_text_is_some_identifier(text: str) -> None:
    for function in (lot_of, document_number, name_in, term, local):
        assert isinstance(function(text), str)
    assert isinstance(is_container(text), bool)
