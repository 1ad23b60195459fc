"""Which field a column is of those that its heading may name, by what stands in it: counts, codes, ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extract.lexicon import fold
from extract.tables_header import Heading
from extract.tables_numbers import is_number
from extract.tables_ranges import numbers_on
from extract.tables_tariff import holds_tariff
from extract.tables_words import NO_FIELD, OTHER, ROW_NUMBER
from extract.values import units

QUANTITIES: Final = frozenset(("carat_weight", "net_weight", "gross_weight", "licensed_quantity"))
_AMOUNTS: Final = frozenset(("value", "unit_price", "licensed_value"))
_INTEGER: Final = re.compile(r"^[#(]?\s*(\d{1,4})\s*(?:/\s*\d{1,4})?\s*[.)]?$")
"""The number of a row, with that of all rows behind it or not: 1, #2, 3), 4/12."""
_RANGE: Final = re.compile(
    r"(?:n(?:[o°º.]|\.[oº])*s?\s*|#)?\d{1,5}\s*(?:(?:-|–|—|to|à|a|ao|al|/)\s*\d{1,5}|(?:-|–|—|to|à|a|ao|al))"
)
"""From one number to another, which may stand in the next column: "1 - 12", "nº 1 a 12"."""
_CODE: Final = re.compile(r"[^\W\d_]+[-/]?\d")
_CALLED: Final = re.compile(r"[^\W\d_]{2,}\.?(?: n(?:[o°º.]|\.[oº])*)? ?\d{1,4}(?=$|[,;:]?\s+[^\W\d_])")
"""What a package is called by its number, and words behind it: "Drum 12", "Fût n° 3", "Box 1 Seal PE-774120"."""
_LONG_CODE: Final = re.compile(r"[A-Z]{1,5} ?\d{4}")
_RESULT: Final = re.compile(r"[<>]?\s*\d{1,3}(?:(?P<part>[.,]\d+))?")
_LETTER: Final = re.compile(r"[A-Z]\.?")
_LISTED: Final = ("seal_numbers", "tag_numbers")
_BARE: Final = re.compile(r"[\d\s.,]+$")
_MANY: Final = 5
_NEARLY_ALL: Final = 0.8
_FEW: Final = 2  # rows in which counts may go on by one by chance
_FINE: Final = re.compile(r"\b(?:g|kg) (?:de )?(?:fine|fin|fino|finos|fins)\b|\b(?:fine|fin|fino) (?:g|kg)\b")
"""What says that a weight is that of the metal in the goods."""
_DIAMOND: Final = re.compile(r"\b(?:diamonds?|diamants?|diamantes?)\b")


def field_named(
    heading: Heading, cells: Sequence[str], unit: str | None, unit_cell: str | None, per: str | None, text: str
) -> str | None:
    """The field of one column; None for one that is no field."""
    open_names = [name for name in heading.names if name not in NO_FIELD]
    if ROW_NUMBER in heading.names and _counts_up(cells):
        return None
    if not open_names:
        return None
    if set(open_names) & QUANTITIES and (heading.per is not None or _FINE.search(fold(heading.text))):
        return None  # "Weight per kg/m": a rate; "Quantity (g fine)" is what the goods hold
    if set(open_names) & QUANTITIES:
        return _quantity(open_names, unit or unit_cell, per, cells, text)
    name = open_names[0]
    if name == "grade" and heading.unit is not None and heading.unit not in units.SHARES:
        return None  # "Fine Au (g)" is what the goods hold
    if name == "grade" and cells and not any(map(is_number, cells)):
        return None  # "Purity VS1-SI1" of stones
    if name in _AMOUNTS and heading.unit in units.SHARES:
        return None  # "Mo %" is an element, not an amount cut short
    if name in _AMOUNTS and heading.per is None and heading.currency is None and heading.unit is not None:
        return None  # "Total carats"
    if name == "hs_codes" and len(open_names) > 1 and not any(map(holds_tariff, cells)):
        name = open_names[1]  # "Partida" of a tariff or of goods: these cells hold no tariff's code
    if name == "goods_description" and (_counts_up(cells) or (cells and all(map(_BARE.match, cells)))):
        return None
    if name == "lot_number" and (_counts_up(cells) or _are_results(cells)):
        return None  # "Parcel 1, 2, 3" counts the rows; under "Sub-lot A" stand the results of its sample
    if name == "parcel_count" and (_numbers_each(cells) or _names_things(cells) or _ranges(cells)):
        return None  # "Bag 1, 2, 3" too, "Bundle KB7701" or "Parcel A" names them, and "Drums 15 - 28" says which
    if name in _LISTED and (_numbers_each(cells) or numbers_on(cells)):
        return None  # "Bag no. 1, 2, 3" is no list of seals, nor are the bags 1 - 9 and 10 - 18
    if OTHER in heading.names and heading.names.index(OTHER) < heading.names.index(name):
        return None
    return name


def _quantity(names: Sequence[str], unit: str | None, per: str | None, cells: Sequence[str], text: str) -> str | None:
    """Carats or a mass, told by the unit; a heading that says which is believed where no unit stands."""
    open_names = [name for name in names if name in QUANTITIES]
    if unit is None and len(open_names) > 1:
        unit = per
    if unit is None and len(open_names) > 1:
        if "carat_weight" in open_names and _DIAMOND.search(fold(text)) and any("." in c or "," in c for c in cells):
            return "carat_weight"
        return None
    if unit == "ct":
        if {"carat_weight", "net_weight"} & set(open_names):
            return "carat_weight"  # "Net (ct)" is the weight of the stones
        return open_names[0] if "licensed_quantity" in names else None
    if unit is not None and unit not in units.SHARES:
        masses = [name for name in open_names if name != "carat_weight"]
        return masses[0] if masses else None
    return open_names[0]


def _counts_up(cells: Sequence[str]) -> bool:
    """True for a column of small whole numbers that run on (1, 2, 3 …): numbers of rows."""
    bare = [match for cell in cells if (match := _INTEGER.match(cell.strip())) is not None]
    if not bare or len(bare) < 0.7 * len(cells):
        return False
    numbers = [int(match[1]) for match in bare]
    return all(after > before for before, after in pairwise(numbers)) and numbers[0] <= 1000


def _are_results(cells: Sequence[str]) -> bool:
    """True for a column of small numbers, some of them with decimals: what samples hold."""
    found = [_RESULT.fullmatch(cell.strip()) for cell in cells]
    return None not in found and any(one is not None and one["part"] for one in found)


def _numbers_each(cells: Sequence[str]) -> bool:
    """True for whole numbers that go on by one from 1: numbers of the packages, not how many there are."""
    numbers = [int(match[1]) for cell in cells if (match := _INTEGER.match(cell.strip())) is not None]
    return len(numbers) > _FEW and len(numbers) >= 0.7 * len(cells) and numbers == list(range(1, len(numbers) + 1))


def _ranges(cells: Sequence[str]) -> bool:
    """True for a column of numbers from and to: which packages a row is of."""
    told = [cell.strip() for cell in cells if any(map(str.isdigit, cell))]
    return bool(told) and sum(_RANGE.fullmatch(cell) is not None for cell in told) >= 0.6 * len(told)


def _names_things(cells: Sequence[str]) -> bool:
    """True for a column of names where counts are looked for: codes, letters, "Drum 1" and "Drum 2"."""
    told = [cell for cell in cells if any(map(str.isdigit, cell))]
    lettered = sum(_LETTER.fullmatch(cell.strip()) is not None for cell in cells)
    least = len(told) if len(told) <= _MANY else _NEARLY_ALL * len(told)  # a line under many rows may be none of them
    codes = max(sum(code.match(cell) is not None for cell in told) for code in (_CODE, _LONG_CODE))
    coded = bool(told) and codes >= least
    called = [name[0] for cell in told if (name := _CALLED.match(cell.strip())) is not None]
    named = len(called) > 1 and len(called) >= least and len(set(called)) == len(called)
    return coded or named or lettered > _FEW
