"""The wordings that head columns: which field a heading names, in which unit and currency."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from extract import lexicon
from extract.doctype import DocumentType, Words
from extract.labels_meaning import Meaning
from extract.lexicon import fold
from extract.tables_abbreviated import Abbreviated
from extract.tables_alike import named_by_each
from extract.tables_counting import counts_packages
from extract.tables_languages import WEIGHTS, named_twice, says_twice
from extract.tables_meaning import heading_meaning, may_be_guessed
from extract.tables_units import LAST, currency_of, unit_behind, unit_of
from extract.values import counts, units
from extract.values.scripts import is_other, latin

ROW_NUMBER: Final = "row number"
OTHER: Final = "other"
UNIT: Final = "unit"
CURRENCY: Final = "currency"
NO_FIELD: Final = frozenset((ROW_NUMBER, OTHER, UNIT, CURRENCY))
"""Columns that are no field: the running number, the unit or currency of the row, whatever else is headed."""

_ASIDE: Final = {
    "unit": UNIT, "uom": UNIT, "u m": UNIT, "um": UNIT, "units": UNIT, "unite": UNIT, "un": UNIT, "und": UNIT,
    "unidade": UNIT, "unidad": UNIT, "unites": UNIT, "unidades": UNIT, "uds": UNIT, "unds": UNIT,
    "currency": CURRENCY, "devise": CURRENCY, "moeda": CURRENCY, "moneda": CURRENCY,
}  # fmt: skip

_LINKS: Final = frozenset(("in", "en", "em", "per", "par", "por", "la", "le", "au", "el", "ao"))
_MEASURED: Final = WEIGHTS | {"value"}
_APART: Final = _MEASURED | NO_FIELD | {"unit_price", "parcel_count"}
"""What one of two words may head by itself, the other standing over the next column: "Quantity Weight"."""
_AMOUNTS: Final = frozenset(("value", "licensed_value"))
_PER: Final = re.compile(r"(?:/|\bper\b|\bpar\b|\bpor\b|\bau\b|\bao\b)\s*\(?\s*([^\W\d_]+)", re.IGNORECASE)

_TOKEN: Final = re.compile(
    r"(?:g|oz)/t(?!\w)|u\.s\.\s?\$|us\s?\$|[^\W\d_]+\$|\$[^\W\d_]*|[%‰]|[€£]|[^\W_]+", re.IGNORECASE
)
_BOX_NUMBER: Final = re.compile(r"^\s*\d{1,2}[.)]\s+(?=[^\W\d_])")
"""The number of a form's box before what heads it: "9. Stones"."""
_TROY: Final = re.compile(
    r"(?<![^\W_])(?:oz|ozs|ounces?|onces?|onzas?|on[cç]as?)\.?\s?(?:t|tr|troy)\b\.?(?!/)|\b(?:troy|fine)\s+(?:oz|ozs|ounces?)\b",
    re.IGNORECASE,
)
"""Ounces by which gold is weighed, in two words: of the first alone another unit is made."""
_BRACKETED: Final = re.compile(r"(?<=\w)\s*[(\[][^)\]]*[)\]]")

_FEW: Final = 5
"""Words of another script that a heading has at most."""

_OPEN_NAMES: Final = 2  # columns from which a wording leaves open which it heads
_CUT_SHORT: Final = 0.99  # quality of a heading whose words are cut short
_IN_TWO_LANGUAGES: Final = 0.97  # quality of a heading of which each language is a wording
_ALIKE: Final = 0.97  # quality of a heading each word of which names the same column
_COUNTED: Final = 0.95  # quality of a heading that asks how many there are of something
_PLAIN: Final = 0.9  # probability from which words speak of one thing,
_OWN: Final = 0.5  # and share of them that listed wordings of it have
_GUESSED: Final = 0.7  # quality of a heading that only its words' meaning tells

_NEAR: Final = {"text-layer": 92.0, "cells": 92.0, "ocr": 80.0}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a heading says: the columns that it may head, best first; unit, currency, the unit that a price is for.

    `quality` (0..1) is 1 for a wording as it stands in the tables, less for one found among other words or misread.
    """

    names: tuple[str, ...]
    unit: str | None
    currency: str | None
    per: str | None
    quality: float

    @property
    def guessed(self) -> bool:
        """Whether only the meaning of its words tells the column, as no list does."""
        return self.quality <= _GUESSED


class HeaderWords:
    """The header wordings of one document type."""

    def __init__(self, doctype: DocumentType) -> None:
        self._doctype = doctype
        found: dict[str, dict[str, None]] = {}
        for column in doctype.columns:
            for wording in _all(column.headers):
                found.setdefault(wording, {})[column.name] = None
        for name, aside in (("row_number", ROW_NUMBER), ("stone_count", OTHER), ("other", OTHER)):
            for wording in _all(lexicon.headers(name)):
                found.setdefault(wording, {})[_ASIDE.get(wording, aside)] = None
        # The symbols of elements are too short to be looked for in anything but a whole heading.
        self._elements = frozenset(_all(lexicon.labels("element", "impurity"))) - found.keys()
        self._names = {wording: tuple(names) for wording, names in found.items()}
        self._vocabulary = frozenset(word for wording in self._names for word in wording.split())
        self._long_words = tuple(word for word in self._vocabulary if len(word) >= 5)
        self._long = tuple(wording for wording in self._names if len(wording) >= 5)
        self._columns = {column.name for column in doctype.columns}
        self._abbreviated = Abbreviated(self._names)
        self.read = lru_cache(maxsize=4096)(self._read)

    def _read(self, text: str, origin: str) -> Reading | None:
        """What a heading's text says; None if it is no heading of the type."""
        text = _TROY.sub("ozt", latin(text))
        matches = list(_TOKEN.finditer(text))
        tokens = [match[0] for match in matches]
        unit = next((name for one in matches if self._may_be_unit(one) and (name := unit_of(one[0])) is not None), None)
        if unit in units.SHARES and (behind := LAST.search(text)) is not None:
            unit = unit_of(behind[1]) or unit  # "Fine gold, g" weighs the metal, and is no fineness
        currency = next((code for token in tokens if (code := currency_of(token)) is not None), None)
        per = next((name for match in _PER.finditer(text) if (name := unit_of(match[1])) is not None), None)
        names, quality = self._plain_names(text, origin)
        if per is not None and says_twice(text, self._names, measured=currency is None and bool(set(names) & WEIGHTS)):
            per = None
        if per is not None and (currency is not None or "unit_price" in names):
            # "Carats US$/ct" and "US$/ct Total US$" may be two headings that stand close.
            twice = sum(currency_of(token) is not None for token in tokens) > 1
            apart = twice or (bool(names) and "unit_price" not in names and not set(names) & _AMOUNTS)
            return self._made(("unit_price",), None, currency, per, 0.9 if apart else 1.0)
        if set(names) & _AMOUNTS and fold(text) in self._names:
            unit = None  # "Mt HT": a word of the amount's own
        if names:
            return self._made(names, unit, currency, per, quality)
        if tokens and all(unit_of(token) or currency_of(token) or fold(token) in _LINKS for token in tokens):
            if currency is not None and unit is None:
                return self._made(("value", "licensed_value"), None, currency, None, 0.9)
            if unit is not None and unit not in units.SHARES:
                return self._made(("carat_weight", "net_weight", "gross_weight"), unit, None, None, 0.9)
        if _BOX_NUMBER.match(text):
            # A box of a form heads a column only where what it asks for is none of ours: "9. Stones".
            aside, quality = self._plain_names(_BOX_NUMBER.sub("", text), origin)
            if aside and not set(aside) - NO_FIELD:
                return self._made(aside, None, None, None, quality)
        if "parcel_count" in self._columns and counts.is_things(text):
            return self._made(("parcel_count",), None, None, None, _CUT_SHORT)
        meant = self._meaning.of(text) if may_be_guessed(text) else None
        if meant is None:
            return None
        name = meant[0].name if meant[0].name in self._columns else OTHER
        return self._made((name,), unit, currency, per, _GUESSED)

    def measures(self, text: str) -> tuple[str | None, str | None, str | None]:
        """The unit, the currency and the unit that a price is for which a heading of no list names.

        A lone letter is a unit only in brackets or at the end: "What leaves (t)".
        """
        text = _TROY.sub("ozt", latin(text))
        matches = list(_TOKEN.finditer(text))
        told = [one for one in matches if len(one[0]) > 1 or one[0] == "%" or one is matches[-1]]
        behind = LAST.search(text)  # "Fine Au (g)" weighs, whatever else its words measure
        unit = unit_of(behind[1]) if behind is not None else None
        told = told if unit is None else []
        unit = next((name for one in told if self._may_be_unit(one) and (name := unit_of(one[0])) is not None), unit)
        currency = next((code for one in matches if (code := currency_of(one[0])) is not None), None)
        per = next((name for match in _PER.finditer(text) if (name := unit_of(match[1])) is not None), None)
        return unit, currency, per if currency is not None else None

    def meant(self, text: str, names: Collection[str]) -> tuple[str, float] | None:
        """Which of some columns, or of the facts that are no column, a heading's words mean, and how surely."""
        told = self._meaning.among(text, {*names, *(self._meaning.classes - self._columns)})
        return None if told is None else told[:2]

    def speaks_of_another(self, text: str) -> bool:
        """Whether a heading's words are plainly those of a fact that is no column of ours."""
        told = self._meaning.among(text)
        return told is not None and told[0] not in self._columns and told[1] >= _PLAIN and told[2] >= _OWN

    @cached_property
    def _meaning(self) -> Meaning:
        return heading_meaning(self._doctype)

    def _may_be_unit(self, token: re.Match[str]) -> bool:
        """False for letters of an abbreviation, also of "quantity", which carats share: the "Qté" of "Qté nette"."""
        return not _lettered(token) and len(self._names.get(fold(token[0]), ())) < _OPEN_NAMES

    def _plain_names(self, text: str, origin: str) -> tuple[tuple[str, ...], float]:
        """The columns that a text heads, tried with and without its units, by parts, and misread."""
        whole = fold(text)
        bare = fold(" ".join(match[0] for match in _TOKEN.finditer(re.sub(r"[(\[].*?[)\]]", " ", text))))
        clean = " ".join(
            word
            for word in fold(text).split()
            if not (unit_of(word) or currency_of(word) or word in _LINKS) or word == "%"
        )
        if whole in self._elements:
            return (OTHER,), 1.0
        cut = any(_lettered(token) and len(token[0]) > 1 and unit_of(token[0]) for token in _TOKEN.finditer(text))
        if cut and (short := self._cut_short(text)):
            return short, _CUT_SHORT
        twice = () if whole in self._names else named_twice(text, self._names)
        if twice:
            return twice, _IN_TWO_LANGUAGES
        for attempt in dict.fromkeys((whole, bare, clean, clean.replace("%", "").strip())):
            if attempt in self._names:
                return self._names[attempt], 1.0
        if origin == "ocr":
            # A capital I and a small l are one stroke in most type: "SI No.", "lnvoice".
            for attempt in (fold(text.replace("I", "l")), fold(text.replace("l", "I"))):
                if attempt in self._names:
                    return self._names[attempt], 1.0
        parts = [fold(part) for part in re.split(r"\s*[/|\n]\s*|\s+[-–]\s+|;\s+|[()]", text) if fold(part)]
        named = [self._names[part] for part in parts if part in self._names]
        if named:
            real = [names for names in named if set(names) - NO_FIELD]
            return (real or named)[0], 0.95 if len(named) == len(parts) else 0.9
        if counts_packages(text):
            return ("parcel_count",), _COUNTED
        if (alike := named_by_each(whole.split(), self._names, _APART)) is not None:
            return (alike,), _ALIKE
        near = process.extractOne(clean or whole, self._long, scorer=fuzz.ratio, score_cutoff=_NEAR[origin])
        if near is not None and len(clean or whole) >= 4:
            return self._names[near[0]], near[1] / 100
        if short := self._cut_short(text):
            return short, _CUT_SHORT
        words = whole.split()
        if 2 <= len(words) <= 12:
            # A long heading of two languages or with a remark: the longest run of words that is a wording.
            for size in range(len(words) - 1, 0, -1):
                for start in range(len(words) - size + 1):
                    run = " ".join(words[start : start + size])
                    if run in self._names and len(run) >= 0.45 * len(whole) and set(self._names[run]) - NO_FIELD:
                        return self._names[run], 0.85
        measured = unit_behind(text)
        if measured and words:
            # "Weight after melt (g)": what the first word measures, and a remark on it.
            for size in range(len(words) - 1, 0, -1):
                if set(self._names.get(" ".join(words[:size]), ())) & _MEASURED:
                    return self._names[" ".join(words[:size])], 0.8
        return (), 0.0

    def _cut_short(self, text: str) -> tuple[str, ...]:
        """The columns that a text heads whose words are cut short."""
        words = _BRACKETED.sub(" ", text).split()
        last = len(words) - 1
        kept = [
            word
            for at, word in enumerate(words)
            if not (unit_of(word.strip(",/")) or currency_of(word)) or (word.endswith(".") and at < last)
        ]
        return self._abbreviated.read(" ".join(kept))

    def _made(
        self, names: Iterable[str], unit: str | None, currency: str | None, per: str | None, quality: float
    ) -> Reading | None:
        kept = tuple(name for name in names if name in self._columns or name in NO_FIELD)
        return Reading(kept, unit, currency, per, quality) if kept else None

    def is_element(self, text: str) -> bool:
        """True for the name or symbol of what goods are assayed for."""
        return fold(text) in self._elements

    def may_mean(self, text: str, origin: str) -> bool:
        """True if a text heads a column of ours by what its words mean, in a list or not."""
        reading = self.read(text, origin)
        return reading is not None and bool(set(reading.names) - NO_FIELD)

    def knows(self, text: str, origin: str) -> bool:
        """True if most words of a text are header words, units or currencies."""
        text = latin(text)
        measured = _TOKEN.findall(text)
        if measured and all(unit_of(token) or currency_of(token) for token in measured):
            return True  # "(EUR/ton)" under the heading that it measures
        words = [word for word in fold(_BRACKETED.sub(" ", text) or text).split() if len(word) > 1 or word.isalpha()]
        if words and all(is_other(word) for word in words):
            return len(text.split()) <= _FEW  # the same once more in another script, over or under its heading
        if not words:
            return text.strip() in {"#", "%", "$", "€", "№"} or not any(char.isalnum() for char in text)
        known = sum(1 for word in words if self._known_word(word, origin))
        if words[0] in self._elements and len(words) <= _FEW:
            return True  # "Au, parts per thousand"
        if unit_behind(text) and len(words) <= _FEW and self._known_word(words[0], origin):
            return True
        return known >= 0.6 * len(words) or bool(self._cut_short(text))

    def _known_word(self, word: str, origin: str) -> bool:
        if word in self._vocabulary or word in self._elements or word in _LINKS or unit_of(word) or currency_of(word):
            return True
        if origin != "ocr" or len(word) < 5:
            return False
        return process.extractOne(word, self._long_words, scorer=fuzz.ratio, score_cutoff=78) is not None


_HEADER_WORDS: dict[int, tuple[DocumentType, HeaderWords]] = {}


def header_words(doctype: DocumentType) -> HeaderWords:
    """The header wordings of a type, made once; the type is held, so that its id stays its own."""
    held = _HEADER_WORDS.get(id(doctype))
    if held is None:
        held = _HEADER_WORDS[id(doctype)] = (doctype, HeaderWords(doctype))
    return held[1]


def _all(words: Words) -> Iterable[str]:
    return (fold(wording) for wordings in words.values() for wording in wordings if fold(wording))


def _lettered(token: re.Match[str]) -> bool:
    """True for letters of an abbreviation, which are no unit: the G of "G.W. (kgs)", of "G/W", "gr." in "gr. wt, g"."""
    behind = token.string[token.end() :]
    if len(token[0]) == 1:
        return token[0].isalpha() and behind[:1] in (".", "/")
    return behind.startswith(".") and any(map(str.isalpha, behind))
