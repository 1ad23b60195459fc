"""Numbers whose groups stand apart, where nothing else stands beside them: "UG 2026 A 01923", "DEC-G7 09/26"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BEGINS = re.compile(r"[A-Z]{1,6}(?:[-/.][A-Z]{1,6}){0,2}(?:[-/.]?\d{1,4})?")
_GOES_ON = re.compile(r"[A-Z]{1,3}|[A-Z]{0,3}\d{1,6}(?:[-/]\d{1,6})?")
_ENDS = re.compile(r"[A-Z]{0,3}\d{2,8}(?:[-/]\d{1,6})?")
_CODE = re.compile(r"(?:.*[^\d])?[A-Z]-?\d")
"""What is no number by itself: letters and one figure, as in "DEC-G7"."""
_MOST = 5  # groups
_LEAST = 3  # groups that need no letters with a figure before them
_FIGURES = 4  # in all


def is_spaced(groups: Sequence[str]) -> bool:
    """Whether groups parted by spaces, and nothing else in their place, are one number: capitals, figures, and a last
    group of figures; the words that a label may leave before a number are the caller's to tell apart."""
    if not 1 < len(groups) <= _MOST or not _BEGINS.fullmatch(groups[0]) or not _ENDS.fullmatch(groups[-1]):
        return False
    if any(_GOES_ON.fullmatch(group) is None for group in groups[1:-1]):
        return False
    if sum(map(str.isdigit, "".join(groups))) < _FIGURES:
        return False
    return len(groups) >= _LEAST or _CODE.fullmatch(groups[0]) is not None
