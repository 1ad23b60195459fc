"""Labels that lead to a company or to a place and a day: "Délivrée à Bouar, le 4 mai 2026", "Issued to Kelo Ltd"."""

from __future__ import annotations

import re

from extract.doctype import ValueKind
from extract.values import Context, find
from extract.values.folding import fold

_PLACE = re.compile(r"[\W_]*[^\W\d_][^\d,;:\n]{1,40}[,;]?\s*(?:\b(?:le|on|the|em|el|a|aos|den|du|ce|this)\b\s*){0,2}")
"""A place with the words that may lead from it to a day, folded."""
_JOINED = re.compile(r"[,;]\s*|\s(?:le|on|em|el|aos|du|this)\s+$")


def is_place_and_day(text: str) -> bool:
    """Whether a text begins with a place and the day right behind it, and so names no company."""
    line = text.split("\n", 1)[0]
    days = find(ValueKind.DATE, line, Context())
    if not days or not days[0].start:
        return False
    before = fold(line[: days[0].start])
    return _PLACE.fullmatch(before) is not None and _JOINED.search(before) is not None
