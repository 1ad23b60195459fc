"""Whether a value that was read is the value that the truth states, by the field's own measure.

Dates, counts, codes, weights and money must be equal; numbers of papers, lots and seals by their letters and digits;
names and free text may differ a little, as a careful typist's would.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from rapidfuzz import fuzz

from extract.model import FieldValue, Money

_NUMBERS = {
    "document_number",
    "certificate_number",
    "licence_number",
    "invoice_number",
    "transport_number",
    "lot_number",
}
_LISTS = {"seal_numbers", "tag_numbers"}
_COUNTRIES = {"country_of_origin", "country_of_provenance", "country_of_destination"}
_WEIGHTS = {"carat_weight", "net_weight", "gross_weight", "licensed_quantity", "grade", "recycled_share"}
_MONEY = {"value", "unit_price", "licensed_value"}
_UNIT_BY_FIELD = {"carat_weight", "grade", "recycled_share"}
_LIKE = {
    "exporter_name": 90.0,
    "importer_name": 90.0,
    "exporter_address": 85.0,
    "importer_address": 85.0,
    "mine_site": 85.0,
    "issuing_authority": 80.0,
    "goods_description": 75.0,
}
"""Least likeness (0..100) of the words, in any order, at which two texts are one."""
_CONTAINED = {"issuing_authority", "goods_description"}


def agrees(name: str, truth: Mapping[str, Any], value: FieldValue | None, unit: str | None) -> bool:
    """Whether a value read for a field is what the truth (`value`, perhaps `unit` and `accept`) states."""
    if value is None:
        return False
    if any(agrees(name, {**truth, "value": other, "accept": None}, value, unit) for other in truth.get("accept") or ()):
        return True
    wanted = truth["value"]
    if name in _WEIGHTS:
        return _number(wanted) == _number(value) and _unit_agrees(name, truth.get("unit"), unit)
    if name in _MONEY:
        return (
            isinstance(value, Money)
            and _number(wanted["amount"]) == value.amount
            and str(wanted["currency"]) == value.currency
        )
    if name == "parcel_count":
        return _number(wanted) == _number(value)
    if name == "hs_codes":
        return {re.sub(r"\D", "", one) for one in _items(wanted)} == {re.sub(r"\D", "", one) for one in _items(value)}
    if name in _LISTS or name in _NUMBERS or name == "form":
        return {_signs(one) for one in _items(wanted)} == {_signs(one) for one in _items(value)}
    if name in _COUNTRIES:
        return {one.upper() for one in _items(wanted)} == {one.upper() for one in _items(value)}
    if name in _LIKE:
        return _alike(str(wanted), str(value), _LIKE[name], contained=name in _CONTAINED)
    return _words(str(wanted)) == _words(str(value))


def _items(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _number(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value).replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None


def _unit_agrees(name: str, wanted: str | None, unit: str | None) -> bool:
    if wanted is None or (unit is None and name in _UNIT_BY_FIELD):
        return True
    return wanted.replace(" ", "") == (unit or "").replace(" ", "")


def _signs(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text).upper() if char.isalnum())


def _words(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return re.findall(r"[^\W_]+", plain)


def _alike(wanted: str, got: str, least: float, *, contained: bool) -> bool:
    one, other = _words(wanted), _words(got)
    if "".join(one) == "".join(other):
        return True
    if contained and one and set(one) <= set(other):
        return True
    return fuzz.ratio(" ".join(sorted(set(one))), " ".join(sorted(set(other)))) >= least
