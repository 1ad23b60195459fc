"""Whether the cell of a table holds a number."""

from __future__ import annotations

import re
from typing import Final

from extract.elements import symbol_of

_DIGIT: Final = re.compile(r"\d")
_NUMBER: Final = re.compile(r"^[^\W\d_]{0,3}[$€£]?[-+(]?\d[\d.,'’/]*\)?(?:[^\W\d_]{1,5}|[%$€£])?[.,;:)]*$")


def is_number(text: str) -> bool:
    """True for a cell that holds a number, with its unit or currency or not; not for a code ("TE-281283") or "WO3"."""
    digits = [word for word in text.split() if _DIGIT.search(word)]
    return bool(digits) and all(_NUMBER.match(word) for word in digits) and not _is_formula(digits[0])


def _is_formula(word: str) -> bool:
    """True for an element's symbol with its digits: "SnO2"."""
    return word[0].isalpha() and symbol_of(word) is not None
