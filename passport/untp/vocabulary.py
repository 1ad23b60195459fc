"""The words of the UN Transparency Protocol 0.7.0 and of our own context: URLs, code lists, and checks against them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Literal

import pycountry

from passport.canonical import Json, JsonObject

VC_CONTEXT = "https://www.w3.org/ns/credentials/v2"
UNTP_CONTEXT = "https://vocabulary.uncefact.org/untp/0.7.0/context/"
TERMS = "https://w3id.org/lotpass/v1#"
"""Where our own terms have their names. A credential has them in full, so that no context of ours has to be loaded."""
CONTEXT_FILE = "lotpass-v1.jsonld"
"""The file name of our context; a context of other content gets another one."""

XSD = "http://www.w3.org/2001/XMLSchema#"

_TEXT = ("fact", "value", "claim", "statedBy", "currency", "amount", "unitAsStated", "goodsAsStated", "about", "reason")
_TEXTS = ("certificateNumber", "certificateForm", "certificateType", "digitisedBy", "evidencePlace", "lotStatus")
_DECIMALS = ("caratWeight", "netWeight", "grossWeight", "grade", "recycledShare")
_DAYS = ("certificateIssued", "certificateExpires", "checkedAsOf")
_TYPED = ((_DECIMALS, "decimal"), (_DAYS, "date"), (("parcelCount",), "integer"))
_NESTED = ("stated", "declaredValue", "undecided", "originStatement", "finding", "certifiedOrigin", "weightAsStated")
_LISTS = ("sealNumber", "tagNumber", "mineSiteAsStated", "countryBasis", "holderAsStated", "event", "passportDigest")


def context_document() -> dict[str, object]:
    """Our JSON-LD context, version 1: every own term with its IRI and type, and no `@vocab`.

    It goes along with an export for readers that want short names; credentials of before named it.
    """
    terms: dict[str, object] = {"@version": 1.1, "@protected": True}
    for name in (*_TEXT, *_TEXTS, *_LISTS):
        terms[name] = {"@id": TERMS + name}
    for names, kind in _TYPED:
        for name in names:
            terms[name] = {"@id": TERMS + name, "@type": XSD + kind}
    for name in ("findingCode", "findingSeverity", "findingBasis", "findingMessage"):
        terms[name] = {"@id": TERMS + name}
    for name in _NESTED:
        terms[name] = {"@id": TERMS + name}
    return {"@context": terms}


def in_full(members: Mapping[str, Json]) -> JsonObject:
    """Members under own terms, each by its IRI, and with its type where the context gives it one.

    So a reader that knows the contexts of W3C and of UNTP alone understands them, and nothing is fetched for them.
    """
    return {f"{TERMS}{name}": _typed(name, value) for name, value in members.items()}


def _typed(name: str, value: Json) -> Json:
    if isinstance(value, dict):
        return in_full(value)
    if isinstance(value, list):
        return [_typed(name, item) for item in value]
    kind = next((kind for names, kind in _TYPED if name in names), None)
    return value if kind is None else {"@type": XSD + kind, "@value": value}


Role = Literal[
    "owner",
    "producer",
    "manufacturer",
    "processor",
    "remanufacturer",
    "recycler",
    "operator",
    "serviceProvider",
    "inspector",
    "certifier",
    "logisticsProvider",
    "carrier",
    "consignor",
    "consignee",
    "importer",
    "exporter",
    "distributor",
    "retailer",
    "brandOwner",
    "regulator",
]
AssessorLevel = Literal["self", "commercial", "buyer", "membership", "unspecified", "3rdParty", "hybrid"]
AssessmentLevel = Literal[
    "authority-benchmark",
    "authority-mandate",
    "authority-globalmra",
    "authority-peer",
    "authority-extended-mra",
    "scheme-self",
    "scheme-cab",
    "no-endorsement",
]
AttestationType = Literal[
    "certification", "declaration", "inspection", "testing", "verification", "validation", "calibration"
]
Disposition = Literal[
    "new", "inTransit", "active", "repaired", "recalled", "expired", "consumed", "recycled", "disposed"
]
Granularity = Literal["model", "batch", "item"]

UNIT_CODES: Mapping[str, str] = {
    "ct": "CTM",
    "mg": "MGM",
    "g": "GRM",
    "kg": "KGM",
    "t": "TNE",
    "oz t": "APZ",
    "dwt": "DWT",
    "oz": "ONZ",
    "lb": "LBR",
    "q": "DTN",
    "st": "STN",
    "lt": "LTN",
}
"""Units of mass as the house writes them, with their UN/ECE Recommendation 20 codes; the tola has none."""

_UNIT_CODE = re.compile(r"[A-Z0-9]{2,3}")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
_DID = re.compile(r"did:[a-z0-9]+:(?:[A-Za-z0-9._:-]|%[0-9A-Fa-f]{2})*[A-Za-z0-9._-]")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})")


def is_uri(text: str) -> bool:
    """Whether a text is an absolute URI in the characters of RFC 3986."""
    return _URI.fullmatch(text) is not None


def is_did(text: str) -> bool:
    """Whether a text is a Decentralized Identifier (W3C DID 1.0, section 3.1), without path or fragment."""
    return _DID.fullmatch(text) is not None


def is_unit_code(text: str) -> bool:
    """Whether a unit is written as a UN/ECE Recommendation 20 code: two or three capitals or digits."""
    return _UNIT_CODE.fullmatch(text) is not None


def moment(text: str) -> datetime | None:
    """The point in time that an RFC 3339 text with an offset gives; None for any other text."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def rfc3339(time: datetime) -> str:
    """An aware time as RFC 3339 text, to the second or as exact as it is; UTC as Z."""
    return time.isoformat().replace("+00:00", "Z")


@lru_cache(maxsize=512)
def country_code(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country given by code or English name; None for what ISO does not list."""
    try:
        found = pycountry.countries.lookup(text.strip())
    except LookupError:
        return None
    code: str = found.alpha_2
    return code


@lru_cache(maxsize=512)
def country_name(code: str) -> str | None:
    """The English short name of a country by its alpha-2 code."""
    found = pycountry.countries.get(alpha_2=code)
    if found is None:
        return None
    name: str = getattr(found, "common_name", found.name)
    return name


def plain_number(value: Decimal) -> int | float:
    """A decimal as a JSON number: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
