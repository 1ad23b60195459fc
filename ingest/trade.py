"""Trade documents as data: which XML or JSON is an invoice, a credential, a certificate, told by what is in it.

They are kept as they are, listed with what they are, and not read as papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from ingest.kind import CUSTODY_XML, JSON, XML, Kind
from ingest.limits import TEXT_BYTES, XML_DEPTH

NAMES_LOOKED_AT = 2_000
"""Names of elements or members that are weighed."""

WORDS_NEEDED = 3
"""Different words of trade among the names that make plain data a trade document."""

_WORDS = frozenset(
    [
        "invoice",
        "certificate",
        "licence",
        "license",
        "permit",
        "consignment",
        "shipment",
        "waybill",
        "manifest",
        "exporter",
        "importer",
        "consignee",
        "consignor",
        "shipper",
        "seller",
        "buyer",
        "supplier",
        "declarant",
        "lot",
        "parcel",
        "package",
        "packing",
        "seal",
        "tag",
        "mineral",
        "ore",
        "carat",
        "assay",
        "mine",
        "smelter",
        "weight",
        "quantity",
        "hscode",
        "tariff",
        "customs",
        "origin",
        "provenance",
        "destination",
        "incoterm",
        "kimberley",
        "icglr",
        "itsci",
        "declaration",
        "traceability",
        "custody",
        "facture",
        "certificat",
        "expediteur",
        "destinataire",
        "poids",
        "origine",
        "factura",
        "certificado",
        "exportador",
        "importador",
        "peso",
        "origem",
    ]
)
"""Words by which the names in plain data speak of trade, in the four languages."""

_XML_NAMESPACES = (
    ("urn:oasis:names:specification:ubl:schema:xsd:", "a UBL document"),
    ("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice", "a UN/CEFACT invoice (CII, Factur-X, ZUGFeRD)"),
    ("urn:ferd:CrossIndustryDocument", "a ZUGFeRD 1 invoice (XML)"),
    ("urn:un:unece:uncefact:", "a UN/CEFACT trade document (XML)"),
    ("urn:epcglobal:epcis", CUSTODY_XML.name),
    ("urn:wco:datamodel:", "a customs declaration (WCO data model)"),
    ("urn:icglr", "an ICGLR record (XML)"),
    ("iata:", "a cargo message (IATA Cargo-XML)"),
)

_XML_ROOTS = {
    "CrossIndustryInvoice": "a UN/CEFACT invoice (CII, Factur-X, ZUGFeRD)",
    "EPCISDocument": CUSTODY_XML.name,
    "EPCISQueryDocument": CUSTODY_XML.name,
    "ASYCUDA": "a customs declaration (ASYCUDA)",
    "FatturaElettronica": "an Italian invoice (FatturaPA)",
    "Facturae": "a Spanish invoice (Facturae)",
    "nfeProc": "a Brazilian invoice (NF-e)",
    "NFe": "a Brazilian invoice (NF-e)",
    "Waybill": "a cargo message (IATA Cargo-XML)",
    "HouseWaybill": "a cargo message (IATA Cargo-XML)",
    "cXML": "an order or invoice (cXML)",
}

_UNTP = (
    "DigitalProductPassport",
    "DigitalConformityCredential",
    "DigitalTraceabilityEvent",
    "DigitalFacilityRecord",
    "DigitalIdentityAnchor",
)
"""Credential types of the UN Transparency Protocol."""


def xml_kind(path: Path, size: int) -> Kind:
    """The kind of an XML file: a trade document by its namespace, its root or its words, or other XML.

    Entities are never resolved, nothing is fetched; XML that is damaged or refused is none of a known kind.
    """
    if size > TEXT_BYTES:
        return XML
    root, namespaces, names = "", set[str](), set[str]()
    depth = 0
    try:
        for event, element in iterparse(path, events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if depth > XML_DEPTH:
                return _other(f"XML nested more than {XML_DEPTH} deep")
            if event == "end":
                element.clear()
                continue
            space, _, name = element.tag.rpartition("}")
            root = root or name
            namespaces.add(space.lstrip("{"))
            if len(names) < NAMES_LOOKED_AT:
                names.add(name)
    except DefusedXmlException:
        if _CXML.match(_head(path)):
            return _named(XML, _XML_ROOTS["cXML"])
        return _other("XML that declares a document type or entities (never resolved)")
    except (ParseError, ValueError, LookupError):
        return _other("damaged XML")
    name = _xml_name(root, namespaces, names)
    return CUSTODY_XML if name == CUSTODY_XML.name else _named(XML, name)


_CXML = re.compile(
    rb"""\s*(?:<\?xml[^<>]*\?>)?\s*<!DOCTYPE\s+cXML\s+SYSTEM\s+(?:"[^"<>\[]*"|'[^'<>\[]*')\s*>\s*<cXML\b"""
)
"""cXML begins with the address of its document type, always, which is not fetched; it declares nothing of its own."""


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(1_000).removeprefix(b"\xef\xbb\xbf")


def _other(name: str) -> Kind:
    return Kind(XML.media_type, "data", name)


def _xml_name(root: str, namespaces: set[str], names: set[str]) -> str | None:
    for start, name in _XML_NAMESPACES:
        if any(space.startswith(start) for space in namespaces):
            return f"{name} ({root})" if name.endswith("document") and root else name
    if root in _XML_ROOTS:
        return _XML_ROOTS[root]
    return "a trade document (XML)" if _speaks_of_trade(names) else None


def json_kind(data: Any) -> Kind:
    """The kind of parsed JSON that is no custody record."""
    kinds, context = set(_texts(data, "type")), " ".join(_texts(data, "@context"))
    untp = next((kind for kind in _UNTP if kind in kinds), None)
    if untp is not None:
        return _named(JSON, f"a UNTP credential ({untp})")
    if "VerifiableCredential" in kinds or "VerifiablePresentation" in kinds or "/credentials/" in context:
        return _named(JSON, "a verifiable credential")
    schema = data.get("schema") if isinstance(data, dict) else None
    if isinstance(schema, str) and schema.startswith("lotpass."):
        return _named(JSON, f"a file of lotpass ({schema.removeprefix('lotpass.')[:40]})")
    if isinstance(data, dict) and "$schema" in data:
        return Kind(JSON.media_type, "data", "a JSON schema")
    names = set(_names(data))
    if any("icglr" in name.lower() for name in names):
        return _named(JSON, "an ICGLR record (JSON)")
    return _named(JSON, "a trade document (JSON)" if _speaks_of_trade(names) else None)


def _named(kind: Kind, name: str | None) -> Kind:
    return kind if name is None else Kind(kind.media_type, "data", name, trade=True)


def _texts(data: Any, name: str) -> Iterator[str]:
    """The texts of a member of the outermost object, or of the first objects in a list."""
    objects = data if isinstance(data, list) else [data]
    for each in objects[:20]:
        value = each.get(name) if isinstance(each, dict) else None
        yield from (text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str))


def _names(data: Any) -> Iterator[str]:
    """Names of members, the outer ones first."""
    level, seen = [data], 0
    while level and seen < NAMES_LOOKED_AT:
        inner: list[Any] = []
        for each in level[:NAMES_LOOKED_AT]:
            if isinstance(each, dict):
                yield from each
                seen += len(each)
                inner.extend(each.values())
            elif isinstance(each, list):
                inner.extend(each)
        level = inner


def _speaks_of_trade(names: Iterable[str]) -> bool:
    """Whether enough different words of trade stand in names such as `grossWeight` or `lot_number`."""
    found: set[str] = set()
    for name in names:
        parts = [part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name[:100])]
        found |= _WORDS.intersection(parts)
        if re.search(r"hs.?code", name[:100], re.IGNORECASE):
            found.add("hscode")
    return len(found) >= WORDS_NEEDED
