"""What stands beside a label, told by its shape: a date, a country, money, a mass with its unit, a company."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from extract.doctype import ValueKind
from extract.values import Context, find, legal_forms, parse
from extract.values.folding import fold

NOTHING: Final = "nothing"
"""The shape of a place in which nothing stands that could be the value."""

NO_KIND: Final = "-"
"""The kind, in `data/label_values.csv`, of what stands beside labels of no field."""

_SEEN_ONCE: Final = 0.4  # of a shape that no value of a kind had: how often it counts as seen
_MOSTLY: Final = 0.7  # share of a text that a reading must take up
_WITH_PLACE: Final = 0.4  # the same for a date, before which a place or a weekday may stand
_LOOKED_AT: Final = 90  # characters of a value that are looked at
_NUMBER: Final = re.compile(r"[\d.,'’ ]*\d[\d.,'’ ]*")
_COUNTED: Final = re.compile(r"\d{1,5}(?:\s*\(?[^\W\d_][\w-]{2,}\)?){1,3}")
_CODE: Final = re.compile(r"(?:[^\W_]*\d[^\W_]*|[A-Z]{1,5})(?:[\s./#:–-]+(?:[^\W_]*\d[^\W_]*|[A-Z]{1,5}))*")
_TARIFF: Final = re.compile(r"\d{4}[. ]\d{2}(?:[. ]?\d{2}){0,2}|\d{6}(?:\d{2}){0,2}|\d{4}\.\d{4}")
_CARATS: Final = re.compile(r"\d\s*(?:cts?|crts?|carats?|quilates?|kilates?|qts?|qlts?)(?![^\W_])")
_SHARE: Final = re.compile(r"\d\s*(?:%|‰|g/t|ppm|per cent|por cento|por ciento|pour cent|milesim)")
_DEAR: Final = re.compile(r"[$€£]|(?<![^\W_])(?:usd|eur|gbp|chf|zar|xaf|xof|fcfa|cny|aed|brl|bwp|ngn|cad|aud|inr)")


@lru_cache(maxsize=4_000)
def shape_of(text: str) -> str:
    """The shape of a text that may be a label's value.

    `date`, `country`, `carats`, `mass`, `share`, `money` (each with its unit or sign), `tariff`, `number`, `counted`
    (a whole number with what is counted), `code` (of letters and digits), `company` (ends in a legal form), `words`,
    `words with digits`, or `NOTHING`.
    """
    text = " ".join(text.split())[:_LOOKED_AT].strip(" .;,")
    if not any(map(str.isalnum, text)):
        return NOTHING
    if legal_forms.ends(text):
        return "company"
    if not any(map(str.isdigit, text)):
        return "country" if _is(ValueKind.COUNTRY, text, 0.5) else "words"
    if _is(ValueKind.DATE, text, _MOSTLY):
        return "date"
    if _NUMBER.fullmatch(text):
        return "tariff" if _TARIFF.fullmatch(text) else "number"
    small = fold(text)
    if _SHARE.search(small):
        return "share"
    if _DEAR.search(small):
        return "money"
    if _CARATS.search(small):
        return "carats"
    if text[:1].isdigit() and _is(ValueKind.WEIGHT, text, _MOSTLY):
        return "mass"
    if any(one.end - one.start >= _WITH_PLACE * len(text) for one in find(ValueKind.DATE, text, Context())):
        return "date"
    if _COUNTED.fullmatch(text):
        return "counted"
    return "code" if _CODE.fullmatch(text) else "words with digits"


def _is(kind: ValueKind, text: str, share: float) -> bool:
    parsed = parse(kind, text, Context())
    return parsed is not None and parsed.end - parsed.start >= share * len(text)


@cache
def _chances() -> dict[str, dict[str, float]]:
    """Shares of the shapes among the values of each kind; the table counts values listed beside labels."""
    text = resources.files("extract").joinpath("data/label_values.csv").read_text(encoding="utf-8")
    counts: dict[str, dict[str, int]] = {}
    for row in csv.DictReader(text.splitlines()):
        counts.setdefault(row["kind"], {})[row["shape"]] = int(row["count"])
    shapes = {shape for of_kind in counts.values() for shape in of_kind}
    return {
        kind: {
            shape: (of_kind.get(shape, 0) + _SEEN_ONCE) / (sum(of_kind.values()) + _SEEN_ONCE * len(shapes))
            for shape in shapes
        }
        for kind, of_kind in counts.items()
    }


def chance_of(shape: str, kind: str) -> float:
    """The share (0..1) of the values of a kind that have a shape; a kind that is not counted is as none."""
    held = _chances()
    return held.get(kind, held[NO_KIND])[shape]
