"""The unit and the currency that a label names: "Net weight (kg)", "Value in US dollars"."""

from __future__ import annotations

import re

from extract.values import units

_CURRENCY = re.compile(
    r"(?<![A-Za-z])(USD|US\$|U\.S\.\s?\$?|EUR|GBP|CHF|ZAR|BWP|CAD|AUD|AED|INR|XAF|XOF|CNY|JPY|BRL)(?![A-Za-z])|(€)|(£)"
)
_DOLLARS = re.compile(
    r"(?:US|U\.S\.|united states|american|americanos?)\s*(?:dollars?|dólares)|dollars?\s+(?:US|américains|EU)",
    re.IGNORECASE,
)
_SET_APART = re.compile(r"(?:,|(?<![^\W_])(?:in|en|em))\s[a-z]\W*$")
"""A unit of one letter at a label's end: "Net weight, t", "Peso neto en t"."""
_CURRENCIES = {"US$": "USD", "€": "EUR", "£": "GBP"}


def unit_in(text: str) -> str | None:
    """The unit that a label ends with, as written in reports; None where it names none."""
    for word in re.findall(r"(?<![^\W_.])[^\W\d_]+(?:(?<! in)(?<! en)(?<! em)[ .]t)?(?!\w|\.\w)|%", text)[::-1]:
        unit = units.canonical(word)
        if unit is not None and (len(word) > 1 or word == "%" or f"({word}" in text or _SET_APART.search(text)):
            return unit
    return None


def currency_in(text: str) -> str | None:
    """The currency that a label names, ISO 4217; None where it names none."""
    match = _CURRENCY.search(text)
    if match is not None:
        code = match[0].upper().replace(" ", "")
        return _CURRENCIES.get(code, "USD" if code.startswith("U") else code)
    return "USD" if _DOLLARS.search(text) else None
