"""Columns under headings of no list, told by all that speaks for them: values, units, words of the heading, sums.

What the cells hold leaves a few fields open (a mass may be gross or net, a code a seal's or a lot's). Numbers that
belong together decide first (`tables_relations`), then words inside the heading (`data/heading_words.csv`, and what the
words of listed headings ask for), and last that only one column and one field are left. All of it is guessed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from extract.doctype import DocumentType, ValueKind
from extract.elements import sold_by, symbol_of
from extract.model import DocumentKind
from extract.tables_header import Heading
from extract.tables_numbers import is_number
from extract.tables_relations import by_packing, by_product, by_tare, numbers_of
from extract.tables_tariff import is_ores_tariff
from extract.tables_units import currency_of, unit_of
from extract.tables_words import OTHER, HeaderWords
from extract.values import Context, counts, find, units
from extract.values.folding import fold

BY_WORDS: Final = 0.85
"""Confidence at most of what stands in a column that relations, words or a form of its own tell."""
BY_ELIMINATION: Final = 0.6
"""The same where no more is known than that no other column can be it."""

_LONG: Final = 6  # digits of a seal's or tag's number without letters
_MOSTLY: Final = 0.7  # share of a column's cells that must be alike
_INTEGER: Final = re.compile(r"\d{1,5}")
_COUNTED: Final = re.compile(r"\d{1,5}\s+\(?[^\W\d_][^\d]*")
_CODE: Final = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[^\W_]+(?:[\s./#:–-]+[^\W_]+){0,4}|\d{4,12}")
_DATE: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_UNIT_BEHIND: Final = re.compile(r"\d\s*([^\W\d_]{1,8}|%|‰)\W*")
_CURRENCY: Final = re.compile(r"US\s?\$|[$€£]|(?<![^\W\d_])[A-Z]{3}(?![^\W\d_])")
_RATE: Final = re.compile(r"(?:US\s?\$|[$€£]|(?<![^\W\d_])(?:USD|EUR))\s?/\s?[^\W\d_]")
_OTHER: Final = "-"
"""What the words table calls facts that are no column of ours."""
_SURE: Final = 0.8  # probability from which the words of listed headings are believed

_OPEN_TO: Final[Mapping[str, tuple[str, ...]]] = {
    "carats": ("carat_weight", "licensed_quantity"),
    "mass": ("net_weight", "gross_weight", "licensed_quantity"),
    "share": ("grade",),
    "money": ("value", "unit_price", "licensed_value"),
    "country": ("country_of_origin",),
    "tariff": ("hs_codes",),
    "counted": ("parcel_count",),
    "integer": ("parcel_count", "net_weight", "gross_weight", "carat_weight", "licensed_quantity"),
    "number": ("net_weight", "gross_weight", "carat_weight", "value", "unit_price", "licensed_quantity"),
    "code": ("seal_numbers", "tag_numbers", "lot_number", "mine_site"),
    "words": ("goods_description", "mine_site"),
}
_ALONE: Final = {
    "carats": "carat_weight",
    "tariff": "hs_codes",
    "country": "country_of_origin",
    "counted": "parcel_count",
}
"""What a column of such values is where it is the only one of them, whatever its heading says."""
_NUMBERS: Final = ("mass", "money", "integer", "number")
_MEASURED: Final = ("mass", "carats")
_BOTH: Final = 2  # columns of which one is gross and one net


@dataclass(frozen=True)
class Guess:
    """What a column probably is, and the confidence at most of what stands in it."""

    name: str
    most: float


class ByEvidence:
    """What tells the columns of one table: `rows` are the cells' texts of its fullest lines, by column."""

    def __init__(
        self,
        doctype: DocumentType,
        words: HeaderWords,
        headings: Sequence[Heading],
        rows: Sequence[Mapping[int, str]],
        comma: bool | None,
    ) -> None:
        self._doctype = doctype
        self._declared = frozenset(column.name for column in doctype.columns)
        self._words = words
        self._headings = headings
        self._rows = rows
        self._comma = comma

    def guesses(self, names: Mapping[int, str], unknown: Sequence[int], doubted: Sequence[int]) -> dict[int, Guess]:
        """What columns are, as far as anything tells; `names` are those of the columns that are known.

        The headings of `doubted` columns say something that does not fit: only plain words and numbers speak for them.
        """
        shapes = {at: shape for at in (*unknown, *doubted) if (shape := self._shape(at))}
        found: dict[int, Guess] = {}
        aside = {at: "money" for at in self._asides(names) if self._shape(at) == "money"}
        self._related(found, names, shapes | aside)
        free = set(self._declared - set(names.values()) - {one.name for one in found.values()})
        for at, shape in shapes.items():
            refused = self._headings[at].names  # by what the cells hold
            open_to = [name for name in _OPEN_TO[shape] if name in free and name not in refused]
            if at in found or not open_to:
                continue
            told = self._cued(at, shape, open_to)
            if told is None and at in unknown:
                told = self._meant(at, open_to)
            if told is not None and told in free:
                found[at] = Guess(told, BY_WORDS)
                free.discard(told)
        self._by_elimination(found, {at: shape for at, shape in shapes.items() if at in unknown}, free)
        return found

    def _asides(self, names: Mapping[int, str]) -> list[int]:
        """The columns whose headings are taken for those of another fact: their numbers may tell otherwise."""
        return [at for at, one in enumerate(self._headings) if at not in names and one.names == (OTHER,)]

    def _shape(self, at: int) -> str | None:
        return _shape(self._headings[at], [row[at] for row in self._rows if at in row])

    def _related(self, found: dict[int, Guess], names: Mapping[int, str], shapes: Mapping[int, str]) -> None:
        """Takes down what columns of numbers are that belong together."""
        numbers = numbers_of(self._rows, self._comma)
        numeric = [at for at, shape in shapes.items() if shape in (*_NUMBERS, "carats")]
        held = dict(names)
        money = [at for at in numeric if shapes[at] == "money"]
        trio = by_product(held, numeric, numbers, money) if {"value", "unit_price"} <= self._declared else None
        if trio is not None and shapes.get(trio[2]) not in _MEASURED:  # a weight by its fineness is a weight
            quantity, price, _ = trio
            most = 1.0 if quantity in names else BY_WORDS
            found.update({at: Guess(held[at], most) for at in trio[1:] if at not in names})
            unit = self._headings[price].per or self._headings[price].unit
            measured = shapes.get(quantity) in _MEASURED or unit is not None
            name = "carat_weight" if shapes.get(quantity) == "carats" or unit == "ct" else "net_weight"
            if quantity not in names and measured and name in self._declared and name not in held.values():
                found[quantity] = Guess(name, BY_WORDS)
        held = dict(names) | {at: one.name for at, one in found.items()}
        masses = [at for at in numeric if shapes[at] in ("mass", "number", "integer") and at not in found]
        weighed = any(shapes[at] == "mass" for at in masses) or bool(
            {"gross_weight", "net_weight"} & set(held.values())
        )
        if weighed and {"gross_weight", "net_weight"} <= self._declared and by_tare(held, masses, numbers):
            found.update({at: Guess(held[at], BY_WORDS) for at in masses if at in held})
        elif self._doctype.kind is DocumentKind.PACKING_LIST and all(shapes[at] == "mass" for at in masses):
            unspoken = not any(self._speaks_of_another(at) for at in masses)
            if unspoken and len(masses) == _BOTH and by_packing(held, masses, numbers):
                found.update({at: Guess(held[at], BY_ELIMINATION) for at in masses})

    def _cued(self, at: int, shape: str, open_to: Sequence[str]) -> str | None:
        """Which of a few fields plain words of a heading speak of; None where they leave it open."""
        heading = self._headings[at]
        rate = heading.unit is not None and heading.unit not in units.SHARES
        if shape == "money" and (rate or _RATE.search(heading.text)):
            return "unit_price" if "unit_price" in open_to else None
        if shape == "carats" and heading.unit == "ct" and "carat_weight" in open_to:
            return "carat_weight"
        cued = [name for name in (*open_to, _OTHER) if _speaks_for(name, heading.text)]
        if cued:
            return cued[0] if len(cued) == 1 and cued[0] != _OTHER else None
        if shape == "share":
            element = symbol_of(heading.text)
            return "grade" if element is not None and any(element == of[0] for of in sold_by().values()) else None
        if shape == "integer" and any(counts.is_things(word) for word in heading.text.split()):
            return "parcel_count" if "parcel_count" in open_to else None
        return None

    def _meant(self, at: int, open_to: Sequence[str]) -> str | None:
        """Which of a few fields the words of a heading are most like those of listed headings of."""
        text = self._headings[at].text
        if _speaks_for(_OTHER, text) or sum(_speaks_for(name, text) for name in open_to) > 1:
            return None
        meant = self._words.meant(text, open_to)
        return meant[0] if meant is not None and meant[1] >= _SURE and meant[0] in open_to else None

    def _by_elimination(self, found: dict[int, Guess], shapes: Mapping[int, str], free: set[str]) -> None:
        """Takes down a column that is the only one of its kind, where its heading does not speak of another fact."""
        left = [at for at in shapes if at not in found and (shapes[at] == "tariff" or not self._speaks_of_another(at))]
        for shape in ("carats", "tariff", "country", "counted", "mass", "money"):
            columns = [at for at in left if shapes[at] == shape]
            name = _ALONE.get(shape) or self._sole(shape, free)
            if len(columns) == 1 and name in free:
                found[columns[0]] = Guess(name, BY_WORDS if shape in _ALONE else BY_ELIMINATION)
                free.discard(name)

    def _sole(self, shape: str, free: Collection[str]) -> str:
        if shape == "money":
            return "licensed_value" if "licensed_value" in free else "value"
        if {"net_weight", "gross_weight"} <= set(free):
            return "gross_weight" if self._doctype.kind is DocumentKind.TRANSPORT_DOCUMENT else "net_weight"
        return "licensed_quantity" if "licensed_quantity" in free else ""

    def _speaks_of_another(self, at: int) -> bool:
        """Whether a heading's words are those of a fact that is no column of ours."""
        text = self._headings[at].text
        return _speaks_for(_OTHER, text) or self._words.speaks_of_another(text)


def _shape(heading: Heading, cells: Sequence[str]) -> str | None:
    """What the cells of a column hold, with the unit and currency of its heading; None where they are not alike."""
    told = [cell.strip() for cell in cells if any(map(str.isalnum, cell))]
    if not told:
        return None
    kinds = [_cell_shape(cell) for cell in told]
    best = max(dict.fromkeys(kinds), key=kinds.count)
    if set(kinds) == {"integer"} and [int(cell) for cell in told] == list(range(1, len(told) + 1)):
        return None  # numbers of the rows
    if {best, *kinds} <= {"integer", "number"}:
        best = "integer" if set(kinds) == {"integer"} else "number"
    elif kinds.count(best) < _MOSTLY * len(kinds):
        return None
    if best in ("integer", "number", "mass", "carats"):
        if heading.currency is not None:
            return "money"
        if best in ("integer", "number") and heading.unit is not None:
            return "carats" if heading.unit == "ct" else "share" if heading.unit in units.SHARES else "mass"
    if best == "tariff" and (heading.unit or heading.currency):
        return None
    if best == "number" and heading.unit is None and heading.currency is None and _numbers_things(heading.text, told):
        return "code"
    return best or None


def _numbers_things(heading: str, cells: Sequence[str]) -> bool:
    """Whether bare digits, as many in each cell and each others, are numbers of what the heading speaks of: "Tag"."""
    bare = [cell for cell in cells if cell.isdecimal() and len(cell) >= _LONG]
    alike = len({len(cell) for cell in bare}) == 1 and len(set(bare)) == len(bare) >= _MOSTLY * len(cells)
    return alike and any(_speaks_for(name, heading) for name in ("seal_numbers", "tag_numbers"))


def _cell_shape(cell: str) -> str:
    """The shape of one cell; empty for a date and for what none of the kinds is."""
    if is_ores_tariff(cell):
        return "tariff"
    if _DATE.fullmatch(cell):
        return ""
    if is_number(cell):
        if any(currency_of(match[0].replace(" ", "")) for match in _CURRENCY.finditer(cell)):
            return "money"
        behind = _UNIT_BEHIND.search(cell)
        unit = unit_of(behind[1]) if behind is not None else None
        if unit is not None:
            return "carats" if unit == "ct" else "share" if unit in units.SHARES else "mass"
        return "integer" if _INTEGER.fullmatch(cell) else "number" if not any(map(str.isalpha, cell)) else "code"
    if _COUNTED.fullmatch(cell) and counts.is_things(" ".join(cell.split()[1:])):
        return "counted"
    if _CODE.fullmatch(cell) and (cell == cell.upper() or len(cell.split()) == 1):
        return "code"
    if not any(map(str.isdigit, cell)):
        read = find(ValueKind.COUNTRY, cell, Context())
        return "country" if len(read) == 1 and read[0].end - read[0].start >= _MOSTLY * len(cell) else "words"
    return "words" if len(re.findall(r"[^\W\d_]{3,}", cell)) > 1 else ""


def _speaks_for(name: str, heading: str) -> bool:
    cues = _cues(name)
    return cues is not None and cues.search(fold(heading)) is not None


@cache
def _cues(name: str) -> re.Pattern[str] | None:
    """Words in headings that speak for a field, as a pattern on folded text; each word may go on ("seal", "sealed")."""
    text = resources.files("extract").joinpath("data/heading_words.csv").read_text(encoding="utf-8")
    told = [
        word for row in csv.DictReader(text.splitlines()) if row["name"] == name for word in row["words"].split("|")
    ]
    if not told:
        return None
    parts = sorted(
        {fold(word.rstrip("*")) + ("" if word.endswith("*") else r"(?![^\W_])") for word in told}, reverse=True
    )
    return re.compile(r"(?<![^\W_])(?:" + "|".join(parts) + ")")
