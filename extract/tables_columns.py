"""Which field each column of a table is, in which unit and currency, and how its numbers are written.

A heading such as "Weight" or "Quantity" leaves that open; the unit beside the numbers, the unit column, the unit that
the price is for, or the goods themselves then decide. A column of a quantity in no known unit is no weight.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from extract.doctype import DocumentType
from extract.lexicon import fold
from extract.tables_analytes import by_analytes
from extract.tables_body import Body, BodyLine
from extract.tables_columns_named import QUANTITIES, field_named
from extract.tables_content import PARTS, believed, by_content, by_names, kinds_of, own_element
from extract.tables_decimals import by_packages, by_tare, decimal_comma
from extract.tables_grid import total_opening
from extract.tables_header import Heading
from extract.tables_numbers import is_number
from extract.tables_pieces import by_pieces
from extract.tables_ranges import by_ranges, ends_apart
from extract.tables_reader import NUMERIC, RESULT
from extract.tables_sizes import by_sizes
from extract.tables_tariff import by_tariff
from extract.tables_units import unit_of, unit_of_cell
from extract.tables_words import CURRENCY, NO_FIELD, OTHER, ROW_NUMBER, UNIT, header_words
from extract.values import money, units
from extract.values.counts import only_counts_packages

_MASS: Final = ("net_weight", "gross_weight")
_BARE_COUNT: Final = re.compile(r"(?<![\w.,])\d{1,4}(?![\w]|[.,]\d)")
_COUNT: Final = re.compile(r"^\d{1,5}(?:\s+\D.*)?$")
_WEIGHT_WORDS: Final = frozenset(("weight", "wt", "mass", "poids", "masse", "peso", "massa", "masa"))
_MANY_RESULTS: Final = 4
_MOSTLY_CODES: Final = 0.75
_MELTED: Final = re.compile(r"(?:after|apres|apos|despues)(?: (?:de|la|el|a|o))* (?:melt|fonte|fusi|fusao|fundi)")
"""What says that bars were weighed as they are sold: melting takes some of their weight."""
_FINE: Final = re.compile(r"(?<![^\W_])(?:fine|fin|fino|finos|fins)(?![^\W_])")
_EITHER: Final = 0.85  # confidence at most of a weight that may be gross of packing or of impurities
_UNIT_AFTER: Final = re.compile(r"\d\s*([^\W\d_][\w./%]*\.?(?:\s?(?:t|tr|troy))?)\s*\.?\s*$")


@dataclass(frozen=True, slots=True)
class Columns:
    """What `settle` found: field, unit and currency by column; `currency` is the tables' common one.

    `unit_column` holds the unit of each row's quantity, where there is one. `decimal_comma` is None where the
    numbers do not tell. `guessed` columns have the confidence that what stands in them has at most.
    """

    names: dict[int, str]
    units: dict[int, str | None]
    currencies: dict[int, str | None]
    unit_column: int | None
    currency_column: int | None
    decimal_comma: bool | None
    guessed: Mapping[int, float] = field(default_factory=dict)


def settle(bodies: Sequence[Body], doctype: DocumentType, text: str) -> Columns:
    """The fields of the columns that these bodies share; `text` is the document's, for what the table leaves open."""
    headings = bodies[0].columns
    every = [line for body in bodies for line in _up_to_total(body.lines)]
    fullest = max((len(line.cells.keys() - line.merged) for line in every), default=0)
    # Lines that fill few columns are more of a description, or stand below the table.
    full = [line for line in every if len(line.cells) >= 0.6 * fullest and not line.crosses] or every
    cells = [[line.text(column) for line in full if line.text(column).strip()] for column in range(len(headings))]
    kinds = kinds_of(doctype)
    headings = ends_apart([believed(heading, cells[index], kinds) for index, heading in enumerate(headings)])
    described = any(
        heading.names[:1] == ("goods_description",) and ROW_NUMBER not in heading.names for heading in headings
    )
    unit_column = next(
        (index for index, heading in enumerate(headings) if UNIT in heading.names and not _counted(cells[index])), None
    )
    if unit_column is None:
        unit_column = _units_alone(headings, cells)
    currency_column = next((index for index, heading in enumerate(headings) if CURRENCY in heading.names), None)
    per = next((heading.per for heading in headings if heading.per is not None), None)
    names: dict[int, str] = {}
    held_units: dict[int, str | None] = {}
    for index, heading in enumerate(headings):
        unit = heading.unit or common_unit(cells[index])
        told = _without_sum(cells[index], full[-1], index) if full else cells[index]
        name = field_named(heading, told, unit, _common_unit_of(cells, unit_column), per, text)
        if name == "goods_description" and described and ROW_NUMBER in heading.names:
            name = None  # "Item" beside "Description" numbers the rows
        if name is not None:
            names[index] = name
            held_units[index] = heading.unit
    if sum(1 for heading in headings if OTHER in heading.names) >= _MANY_RESULTS:
        # Among many elements none is the goods' own by its place alone.
        names = {at: name for at, name in names.items() if name != "grade" or headings[at].unit not in PARTS}
        if (own := own_element(headings, text)) is not None and "grade" not in names.values():
            names[own] = "grade"
    contents = [index for index, name in names.items() if name == "grade"]
    if contents and (own := own_element(headings, text)) is not None and names.get(own, "grade") == "grade":
        names = {index: name for index, name in names.items() if name != "grade"} | {own: "grade"}
    if "grade" not in names.values() and any(column.name == "grade" for column in doctype.columns):
        known = header_words(doctype)
        contents = [
            at
            for at, one in enumerate(headings)
            if known.is_element(one.text)
            and (one.unit in PARTS or (cells[at] and all("%" in cell for cell in cells[at])))
        ]
        if len(contents) != 1 and (own := own_element(headings, text)) is not None and own not in names:
            contents = [own]  # "Gold, %" beside "Silver, %" of doré
        names.update(dict.fromkeys(contents, "grade") if len(contents) == 1 else {})  # "Mn (%)", and no other element
    by_analytes(names, headings, cells)
    _without_pair(names, every)
    _packages(names, headings, cells, doctype)
    _one_each(names, headings, cells)
    by_tariff(names, headings, cells, doctype)
    texts = [{column: line.text(column) for column in line.cells} for line in full]
    by_ranges(names, headings, texts, doctype)
    told = [text for index, found in enumerate(cells) if names.get(index) in NUMERIC for text in found]
    told = told or [text for found in cells for text in found if is_number(text)]
    guesses = by_content(names, headings, texts, doctype, comma=decimal_comma(told))
    by_sizes(names, headings, cells, doctype)
    by_names(names, headings, cells, doctype)
    if "lot_number" in names.values() and not set(names.values()) & NUMERIC:
        names.update({index: RESULT for index in range(len(headings)) if index not in names})
    comma = decimal_comma([text for index, found in enumerate(cells) if names.get(index) in NUMERIC for text in found])
    if comma is None:
        comma = by_tare(names, texts)
    if comma is None:
        comma = by_packages(names, headings, texts, text)
    by_pieces(names, headings, texts, doctype, comma=comma)
    held_units.update({index: headings[index].unit for index in names if index not in held_units})
    return Columns(
        names=names,
        units=held_units,
        currencies={index: heading.currency for index, heading in enumerate(headings)},
        unit_column=unit_column,
        currency_column=currency_column,
        decimal_comma=comma,
        guessed={index: guess.most for index, guess in guesses.items()} | _of_bars(names, headings),
    )


def _up_to_total(lines: Sequence[BodyLine]) -> Sequence[BodyLine]:
    """The lines of a body down to the last that opens as a total does: under it other facts stand, in no columns."""
    opens = [at for at, line in enumerate(lines) if _opens_total(line)]
    return lines[: opens[-1] + 1] if opens and opens[-1] else lines


def _opens_total(line: BodyLine) -> bool:
    """Whether a line's first words are those of a total; a spreadsheet may number the line before them."""
    texts = [fold(line.text(column)) for column in sorted(line.cells)]
    worded = next((text for text in texts if any(map(str.isalpha, text))), "")
    return total_opening().match(worded) is not None


def _without_sum(cells: Sequence[str], last: BodyLine, column: int) -> Sequence[str]:
    """A column's cells without its total where this would seem to number the rows on: 1 and 2, and 3 in all."""
    total = _opens_total(last) and column in last.cells
    return cells[:-1] if total and [cell.strip() for cell in cells] == ["1", "2", "3"] else cells


def _without_pair(names: dict[int, str], lines: Sequence[BodyLine]) -> None:
    """Takes from counts a column that numbers two rows, 1 and 2, where the total counts two packages and not three."""
    column = next((index for index, name in names.items() if name == "parcel_count"), None)
    totals = [line for line in lines if _opens_total(line)]
    if column is None or not totals:
        return
    told = [line.text(column).strip() for line in lines if line not in totals and column in line.cells]
    counted = {one for line in totals for text in map(line.text, line.cells) for one in _BARE_COUNT.findall(text)}
    if told == ["1", "2"] and "2" in counted and "3" not in counted:
        del names[column]


def _of_bars(names: Mapping[int, str], headings: Sequence[Heading]) -> dict[int, float]:
    """The column of what metal weighs gross of its impurities: whether it is packed, nothing says."""
    fine = any(_FINE.search(fold(heading.text)) for heading in headings)
    if not fine or "net_weight" in names.values():
        return {}
    return {index: _EITHER for index, name in names.items() if name == "gross_weight"}


def _codes(cells: Sequence[str]) -> bool:
    """True for a column of codes: almost each cell one word without a small letter; a total's words may stand there."""
    coded = sum(len(cell.split()) == 1 and cell == cell.upper() for cell in cells)
    return coded >= max(1, _MOSTLY_CODES * len(cells))


def _counted(cells: Sequence[str]) -> bool:
    """True for a column that counts: almost each cell a whole number, with the word of what it counts or without."""
    counts = sum(_COUNT.match(cell.strip()) is not None for cell in cells)
    return counts >= max(1, _MOSTLY_CODES * len(cells))


def common_unit(cells: Sequence[str]) -> str | None:
    """The unit that stands behind most numbers of a column."""
    found: Counter[str] = Counter()
    for cell in cells:
        match = _UNIT_AFTER.search(cell)
        unit = unit_of_cell(match[1]) if match else None
        if unit is None and cell.split() and (first := unit_of(cell.split()[0])) is not None:
            unit = first
        if unit is not None:
            found[unit] += 1
    return found.most_common(1)[0][0] if found else None


def _units_alone(headings: Sequence[Heading], cells: Sequence[Sequence[str]]) -> int | None:
    """The column in whose every cell a unit of weight stands and nothing else, whatever heads it: "U. medida"."""
    for index, heading in enumerate(headings):
        free = not set(heading.names) - NO_FIELD and ROW_NUMBER not in heading.names
        if free and cells[index] and all(units.mass().name(cell.strip()) is not None for cell in cells[index]):
            return index
    return None


def _common_unit_of(cells: Sequence[Sequence[str]], column: int | None) -> str | None:
    if column is None:
        return None
    found = Counter(unit for cell in cells[column] if (unit := unit_of_cell(cell.strip())) is not None)
    return found.most_common(1)[0][0] if found else None


def _packages(
    names: dict[int, str], headings: Sequence[Heading], cells: Sequence[Sequence[str]], doctype: DocumentType
) -> None:
    """A bare "Quantity" of whole numbers beside a weight column counts packages, and so do "Units", but of stones.

    A column that names the packages in each of its cells counts them, whatever quantity its heading means.
    """
    if "parcel_count" in names.values() or not any(column.name == "parcel_count" for column in doctype.columns):
        return
    worded = [at for at, name in names.items() if name in QUANTITIES and all(map(only_counts_packages, cells[at]))]
    if len(worded) == 1 and cells[worded[0]]:
        names[worded[0]] = "parcel_count"
        return
    if not set(names.values()) & QUANTITIES:
        return
    for index, heading in enumerate(headings):
        of_units = UNIT in heading.names and "carat_weight" not in names.values()
        if index not in names and (of_units or len(set(heading.names) & QUANTITIES) > 1):
            found = [cell.strip() for cell in cells[index] if any(map(str.isdigit, cell))]
            counts = sum(1 for cell in found if _COUNT.match(cell))
            if found and counts >= 0.6 * len(found) and fold(heading.text) not in _WEIGHT_WORDS:
                names[index] = "parcel_count"
                return


def _one_each(names: dict[int, str], headings: Sequence[Heading], cells: Sequence[Sequence[str]]) -> None:
    """Leaves each field one column: of amounts the last, of others the fuller one, then the first."""
    for name in set(names.values()):
        claims = [index for index, held in names.items() if held == name]
        if len(claims) < 2:
            continue
        if name == "unit_price" and "value" not in names.values():
            names[claims[-1]] = "value"  # "Price" and, after it, "Price excl. VAT": the last is the row's amount
            claims = claims[:-1]
        filled = max(len(cells[index]) for index in claims)
        full = [index for index in claims if len(cells[index]) >= 0.6 * filled]
        worded = [index for index in full if headings[index].names and headings[index].names[0] == name] or full
        if name == "goods_description":
            worded = [index for index in worded if not _codes(cells[index])] or worded  # "Material" by its code
        if name == "parcel_count":
            worded = [index for index in worded if _counted(cells[index])] or worded  # "Package" by its mark
        if name == "net_weight":
            worded = [index for index in full if _MELTED.search(fold(headings[index].text))] or worded
        kept = worded[-1] if name in {"value", "licensed_value"} else worded[0]
        for index in claims:
            if index == kept:
                continue
            spare = [other for other in headings[index].names if other not in names.values() and other not in NO_FIELD]
            if spare and name in QUANTITIES and spare[0] in _MASS and name in _MASS:
                names[index] = spare[0]
            else:
                del names[index]


_EXPRESSED = re.compile(
    r"(?<![^\W_])(?:in|en|em)\s+([^\W\d_]+(?: (?:US|U\.S\.|américains|americanos))?)", re.IGNORECASE
)
"""How a paper tells what its amounts are in: "Montants exprimés en euros"."""
_DOLLARS = re.compile(r"(?<![A-Za-z\d])\$\s?\d")


def common_currency(text: str) -> str | None:
    """The one currency that a document names by code or by a sign of its own; None if it names several or none."""
    found = {
        code
        for word in re.findall(r"US\s?\$|(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])|[€£]", text)
        if (code := money.currency(word.replace(" ", ""))) is not None
    }
    if not found:
        found = {code for match in _EXPRESSED.finditer(text) if (code := money.currency(match[1])) is not None}
    if not found and _DOLLARS.search(text):
        return "USD"  # a dollar sign before a figure, and no word of another dollar
    return found.pop() if len(found) == 1 else None
