"""Amounts torn over the end of a narrow column's line: "USD 240" and "247,31" beneath it."""

from __future__ import annotations

import re

from extract.values.folding import plain

_BEGUN = re.compile(r"(?:[A-Z]{2,3}\s?\$?|[$€£])\s?\d{1,3}(?:[ .,']\d{3})*")
"""A currency with whole thousands, hundreds or less, nothing behind them."""
_GONE_ON = re.compile(r"\d{3}(?:[ .,']\d{3})*[.,]\d{2}")
"""Groups of three figures and hundredths, without a currency of their own."""


def may_begin(text: str) -> bool:
    """Whether a line may hold the first part of a torn amount."""
    return _BEGUN.fullmatch(plain(text).strip()) is not None


def is_torn(upper: str, lower: str) -> bool:
    """Whether what stands in two lines, one under the other, is one amount."""
    return may_begin(upper) and _GONE_ON.fullmatch(plain(lower).strip()) is not None
