"""Whether the cell of a table holds a number."""

from __future__ import annotations

import re
from typing import Final

_DIGIT: Final = re.compile(r"\d")
_NUMBER: Final = re.compile(r"^[^\W\d_]{0,3}[$€£]?[-+(]?\d[\d.,'’/]*\)?(?:[^\W\d_]{1,5}|[%$€£])?[.,;:)]*$")


def is_number(text: str) -> bool:
    """True for a cell that holds a number, with its unit or currency or not; not for a code ("TE-281283")."""
    digits = [word for word in text.split() if _DIGIT.search(word)]
    return bool(digits) and all(_NUMBER.match(word) for word in digits)
