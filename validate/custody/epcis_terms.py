"""The identifiers and code words of EPCIS 2.0 and its Core Business Vocabulary (CBV 2.0), in all their spellings."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qs, unquote, urlsplit

LOGISTIC = ("sscc", "grai", "giai")
"""Identifier keys of containers and assets (GS1 General Specifications): what is packed, not what is traded."""

_LOGISTIC_LINK = re.compile(r"/(?:00|8003|8004)/[^/?]+")
_TERM = re.compile(r"^(?:BizStep|Disp|SDT|BTT|ER|PersistentDisp)-", re.IGNORECASE)
_SHORT = 4
_SERIAL = re.compile(r"^(?=.*[A-Za-z]).{5,}$")

EVENT_KINDS = frozenset(
    {"ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent", "QuantityEvent"}
)
"""Event types of EPCIS 2.0, and the quantity event of EPCIS 1 that older systems still write."""

MAKING = frozenset({"commissioning", "creating_class_instance", "harvesting", "producing", "mining", "extracting"})
JOINING = frozenset({"assembling", "packing", "aggregating", "combining", "consolidating", "blending", "mixing"})
PARTING = frozenset({"disassembling", "unpacking", "splitting", "disaggregating", "dividing"})
LEAVING = frozenset({"shipping", "departing", "dispensing", "retail_selling", "providing"})
ARRIVING = frozenset({"receiving", "accepting", "arriving"})
EXPORTING = frozenset({"exporting", "export", "export_clearing", "customs_export"})
IMPORTING = frozenset({"importing", "import", "import_clearing", "customs_import"})
CHANGING = frozenset({"transforming", "processing", "repairing", "replacing", "refining", "smelting", "concentrating"})
"""Business steps by what they do to a lot; words that CBV does not have are in use as extensions."""


@lru_cache(maxsize=4096)
def term(text: str) -> str:
    """The bare word of a code: `urn:epcglobal:cbv:bizstep:shipping`, `…/cbv/BizStep-shipping`, `shipping` are one."""
    word = re.split(r"[:/#]", text.strip())[-1]
    return _TERM.sub("", word).strip().lower().replace("-", "_").replace(" ", "_")


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """A member's name without its prefix or namespace, folded: `ex:mineSite` and `mine_site` are one."""
    return re.sub(r"[^a-z0-9]", "", re.split(r"[:/#]", name)[-1].lower())


def lot_of(identifier: str) -> str:
    """The lot number in an EPC class or instance: the last part of an LGTIN, `/10/` of a GS1 Digital Link.

    A bare text is the lot number itself. A GTIN without a lot number stays the whole identifier, so that it is at
    least the same thing wherever it is named.
    """
    identifier = identifier.strip()
    if identifier.lower().startswith("urn:epc:"):
        return _urn_lot(identifier)
    if "://" in identifier:
        return _link_lot(identifier)
    if identifier.lower().startswith("urn:"):
        return unquote(identifier.split(":")[-1]) or identifier
    return identifier


def _urn_lot(identifier: str) -> str:
    scheme, _, rest = identifier[len("urn:epc:") :].partition(":")
    key, _, body = rest.partition(":")
    parts = body.split(".", 2)
    if key.lower() in {"lgtin", "sgtin", "itip"} and len(parts) == 3 and parts[2] not in {"", "*"}:
        if scheme.lower() == "idpat" and parts[2].endswith("*"):
            return identifier
        number = unquote(parts[2])
        # A serial number such as 25 recurs under every article; one that reads like a lot number stands alone.
        return number if key.lower() == "lgtin" or _SERIAL.match(number) else identifier
    if key.lower() == "sscc":
        return body
    return identifier


def _link_lot(identifier: str) -> str:
    try:
        parts = urlsplit(identifier)
        query = parse_qs(parts.query)
    except ValueError:
        return identifier
    path = [segment for segment in parts.path.split("/") if segment]
    for key in ("10", "21", "00"):
        for position in range(len(path) - 2, -1, -1):
            if path[position] == key and (position >= 2 or key == "00" or position == 0):
                number = unquote(path[position + 1])
                return number if key != "21" or _SERIAL.match(number) else identifier
        if query.get(key):
            return query[key][0]
    if "01" in path[:-1] or not path:
        return identifier
    return unquote(path[-1])


def is_container(identifier: str) -> bool:
    """True for a pallet, drum or other returnable asset (SSCC, GRAI, GIAI), as URN or Digital Link."""
    lowered = identifier.strip().lower()
    if lowered.startswith("urn:epc:id:"):
        return lowered.split(":")[3] in LOGISTIC
    return "://" in lowered and bool(_LOGISTIC_LINK.search(lowered))


def document_number(identifier: str) -> str:
    """The number of a business transaction: the last part of its URN or link (two parts where the last is a year)."""
    identifier = identifier.strip()
    if "://" in identifier:
        try:
            path = [segment for segment in urlsplit(identifier).path.split("/") if segment]
        except ValueError:
            return identifier
        if not path:
            return identifier
        # `…/doc/903/2026`: a number with a slash that was not escaped.
        if len(path) > 2 and len(path[-1]) <= _SHORT:
            return unquote("/".join(path[-2:]))
        return unquote(path[-1])
    if identifier.lower().startswith("urn:"):
        return unquote(identifier.split(":")[-1]) or identifier
    return identifier


def name_in(identifier: str) -> str:
    """A readable name for a party or place that no master data names: the last part of its link, or all of it."""
    identifier = identifier.strip()
    if "://" in identifier:
        try:
            path = [segment for segment in urlsplit(identifier).path.split("/") if segment]
        except ValueError:
            return identifier
        if path and not path[-1].isdigit():
            return unquote(path[-1])
    return identifier
