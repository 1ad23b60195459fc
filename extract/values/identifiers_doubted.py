"""How sure a number is that a grammar has read: amounts, standards and dates among them, figures turned back."""

from __future__ import annotations

import re
from functools import cache

from stdnum import iso6346, lei

from extract.values.number_runs import repair_all

_AWB = re.compile(r"^(\d{3})[- ]?(\d{4})[ ]?(\d{4})$")
DOUBTFUL = re.compile(r"\d[OIlSBZGQ]\d|\d[OIlSBZGQ]$|(?<=[ -])[OIlSBZGQ]\d{3}|\d{2}[OIlSBZGQ]{2}\d")
"""A letter among digits that OCR may have put there."""
_AMOUNT = re.compile(
    r"^0[.,]\d+$|^\d{1,3}(?:[., ']\d{3})*[.,]\d{1,2}$|^\d+(?:[.,]\d+)?%$|^\+\d|^\d{1,2}:\d{2}|^(?:US)?[$€£]\d"
)
_STANDARD = re.compile(r"(?:EN|EN ISO|ISO|IEC|ISO/IEC|ISO IEC|ASTM|DIN)[ /]?[A-Z]?\d{2,5}(?:[-:]\d{1,4})*")
"""A standard that a paper names, a certificate's kind (EN 10204 3.1) or a laboratory's method: no paper's number."""

_LEI = re.compile(r"[A-Z0-9]{4}00(?=(?:\d*[A-Z]){2})[A-Z0-9]{12}\d{2}")
"""The shape of a legal entity's identifier (ISO 17442): who issues it, two noughts, the entity and two check digits."""
_SHORT = re.compile(r"(?=.{6})[A-Z]{2,6}(?:[-/][A-Z0-9]{1,5}){1,3}")
"""Letters and two figures set apart, as houses number their lots by: "KTX-B/26"."""


@cache
def judge(value: str) -> tuple[float, str]:
    """How well a text fits a document's number, and by which rule: a check digit, else its shape."""
    compact = re.sub(r"[^A-Za-z0-9]", "", value)
    digits = sum(c.isdigit() for c in compact)
    waybill = _AWB.match(value)
    if waybill is not None:
        good = int(waybill[2] + waybill[3][:3]) % 7 == int(waybill[3][3])
        if good or not value.isdigit():
            return (1.0, "air-waybill") if good else (0.75, "air-waybill-check-failed")
    if re.fullmatch(r"[A-Z]{3}[UJZ]\d{7}", compact):
        return (1.0, "container") if iso6346.is_valid(compact) else (0.7, "container-check-failed")
    if re.fullmatch(r"[A-Z0-9]{18}\d{2}", compact) and re.search(r"[A-Z]", compact) and lei.is_valid(compact):
        return 1.0, "lei"
    if _LEI.fullmatch(value.replace(" ", "")) and not lei.is_valid(compact):
        return 0.7, "lei-check-failed"
    if _STANDARD.fullmatch(value):
        return 0.2, "standard"
    if digits == 0:
        return 0.2, "identifier"
    if _AMOUNT.match(value):
        return 0.3, "identifier-like-amount"
    if digits == 2 and _SHORT.fullmatch(value):
        return 0.8, "identifier-short"
    if digits < 3:
        return (0.55 if len(compact) > 2 else 0.4), "identifier"
    if re.fullmatch(r"(?:19|20)\d{2}", value):
        return 0.45, "identifier-like-year"
    if re.search(r"[a-z]{3}", value):
        return 0.6, "identifier"
    if DOUBTFUL.search(value):
        return 0.75, "identifier-with-doubtful-letter"
    if len(compact) > 30 or value.count(" ") > 3:
        return 0.5, "identifier"
    return (0.9 if value.isdigit() else 0.95), "identifier"


def turned_back(value: str) -> str:
    """A number with the letters among its digits turned back."""
    return re.sub(
        r"(?<=[\d -])[OoQIl|SBZG](?=\d{2})|(?<=\d)[OoQIl|SBZG](?=\d|$)", lambda m: repair_all(m.group()), value
    )
