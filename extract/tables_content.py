"""Columns whose headings say nothing known, told by what stands in them: words that describe, numbers that multiply.

"What is sold" over words is what describes the goods, where no other column does. Where in every row one number times
another is a third, they are quantity, price and amount, whatever their headings say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from extract.doctype import DocumentType, ValueKind
from extract.elements import sold_by, symbol_of
from extract.tables_evidence import ByEvidence, Guess
from extract.tables_grid import is_measure
from extract.tables_header import Heading
from extract.tables_numbers import is_number
from extract.tables_words import NO_FIELD, ROW_NUMBER, UNIT, header_words
from extract.values import Context, find, identifiers_doubted, parse, units

_CODE: Final = 3  # letters and digits of a seal's or tag's number
_DECIMAL: Final = re.compile(r"[\d\s]*\d[.,]\d{1,4}")
_COUNT: Final = re.compile(r"\d{1,5}(?:\s+[^\W\d_][^\d]*)?")
_CODES: Final = frozenset((ValueKind.IDENTIFIER, ValueKind.IDENTIFIERS))
_MEASURES: Final = frozenset((ValueKind.WEIGHT, ValueKind.CARATS, ValueKind.MONEY, ValueKind.PERCENT))
_DESCRIBING: Final = 6.0  # letters of words that a cell which describes has on average
_WORDED: Final = 0.6  # share of its cells that hold words
_NAMED: Final = re.compile(r"(?:[^\W\d_]+ )?(?:[^\W\d_]+[-/ ]?\d|\d+-\d)[\w./-]*")
"""What a bar or a box is called: "GRB-601", "Bar 31-1", "118-2"."""
_LEAST_NAMED: Final = 3  # rows that are named by a column without a field
PARTS: Final = ("%", "‰")
"""Units of the grade of what is sold by an element: ores by the hundred, metal by the thousand."""
_PHRASE: Final = 2  # words of a name that is a phrase: "Silver bar KB-7"
_LETTERS: Final = re.compile(r"[^\W\d_]{3,}")
_NUMBERED: Final = re.compile(r"\d{3}|[^\W\d_][-/]?\d")
"""What only a lot's number has in it, and no size: "KT-26-0093", "T-40", where "+10.8 ct" is one."""


def by_content(
    names: dict[int, str],
    headings: Sequence[Heading],
    rows: Sequence[Mapping[int, str]],
    doctype: DocumentType,
    *,
    comma: bool | None,
) -> dict[int, Guess]:
    """Names columns that no wording does; `rows` are the cells' texts of the fullest lines, by column.

    Returned are those that are guessed, with how sure what stands in them may be at most.
    """
    declared = {column.name for column in doctype.columns}
    unknown = [
        index for index, heading in enumerate(headings) if not (heading.names or heading.guessed or index in names)
    ]
    doubted = [index for index, heading in enumerate(headings) if index not in names and _is_doubted(heading)]
    if not unknown and not doubted:
        return {}
    found = ByEvidence(doctype, header_words(doctype), headings, rows, comma)
    guesses = found.guesses(names, unknown, doubted)
    names.update({index: guess.name for index, guess in guesses.items()})
    unknown = [index for index in unknown if index not in names]
    if "goods_description" in declared and "goods_description" not in names.values():
        worded = {index: _described([row[index] for row in rows if index in row]) for index in unknown}
        best = max(worded, key=lambda index: worded[index], default=None)
        if best is not None and worded[best] >= _DESCRIBING:
            names[best] = "goods_description"
    return guesses


def by_names(
    names: dict[int, str], headings: Sequence[Heading], cells: Sequence[Sequence[str]], doctype: DocumentType
) -> None:
    """Where nothing else describes the rows, a column before all fields does that names each row differently.

    "ZB-611" and "ZB-612" under "Bar", "A – over 10 ct" and "B – melee" under "Class". So does a column of lots in which
    stand phrases and no number: "Rough, 4 to 10 ct, mixed colours" under "Parcel".
    """
    declared = {column.name for column in doctype.columns}
    lots = next((index for index, name in names.items() if name == "lot_number"), None)
    if lots is not None and "goods_description" in declared - set(names.values()) and _are_phrases(cells[lots]):
        names[lots] = "goods_description"
    if "goods_description" not in declared or {"goods_description", "lot_number"} & set(names.values()):
        return
    before = list(enumerate(headings[: min(names, default=0)]))
    most = max(map(len, cells), default=0)
    for index, heading in sorted(before, key=lambda one: ROW_NUMBER not in one[1].names):
        told = [cell.strip() for cell in cells[index]]
        if len(set(told)) < len(told) or UNIT in heading.names or len(told) < _WORDED * most:
            continue  # what is told of a few rows alone names what they lie in
        least = max(_LEAST_NAMED, _WORDED * len(told))
        coded = sum(_NAMED.fullmatch(cell) is not None for cell in told) >= least
        worded = sum(_LETTERS.search(cell) is not None for cell in told) >= least
        lettered = all(cell[:1].isalpha() for cell in told)
        phrased = bool(told) and all(len(_LETTERS.findall(cell)) >= _PHRASE for cell in told)
        if (coded and (ROW_NUMBER in heading.names or not heading.names)) or (lettered and (worded or phrased)):
            names[index] = "goods_description"
            return


def _are_phrases(cells: Sequence[str]) -> bool:
    """Whether a column's cells are phrases of words, none with a number that names a lot."""
    phrased = sum(cell[:1].isalpha() and len(_LETTERS.findall(cell)) >= _PHRASE for cell in cells)
    return phrased > 1 and phrased >= _WORDED * len(cells) and not any(map(_NUMBERED.search, cells))


def _is_doubted(heading: Heading) -> bool:
    """Whether a heading that told no column may be wrongly understood: its meaning a guess, or not borne out."""
    return heading.guessed or (bool(heading.names) and not set(heading.names) & NO_FIELD)


def _described(cells: Sequence[str]) -> float:
    """Letters of the words in a column's cells on average; 0 where too few cells hold words."""
    worded = [_LETTERS.findall(cell) for cell in cells if not is_number(cell) or _opens_with_word(cell)]
    words = [sum(len(word) for word in found if not is_measure(word)) for found in worded]
    return sum(words) / len(cells) if cells and len([one for one in words if one]) >= _WORDED * len(cells) else 0.0


def _opens_with_word(cell: str) -> bool:
    """True for a cell whose numbers stand behind a word that is no measure: "Gem, large, 5 to 9 ct"."""
    word = _LETTERS.match(cell)
    return word is not None and not is_measure(word[0])


def borne_out(kind: ValueKind, cells: Sequence[str], unit: str | None) -> bool:
    """Whether cells hold what a heading is guessed to ask for; `unit` is the one that it names."""
    told = [cell.strip() for cell in cells if any(map(str.isalnum, cell))]
    if kind in _MEASURES and unit is not None and (unit in units.SHARES) != (kind is ValueKind.PERCENT):
        return False
    return bool(told) and sum(_holds(kind, cell) for cell in told) >= _WORDED * len(told)


def _holds(kind: ValueKind, cell: str) -> bool:
    if kind in _MEASURES:
        return is_number(cell) and (kind is ValueKind.PERCENT or "%" not in cell)
    if kind is ValueKind.COUNT:
        return _COUNT.fullmatch(cell) is not None
    if kind in _CODES:
        return _is_code(cell, listed=kind is ValueKind.IDENTIFIERS)
    if kind in (ValueKind.TEXT, ValueKind.SITE):
        return _LETTERS.search(cell) is not None and not is_number(cell)
    parsed = parse(kind, cell, Context())
    return parsed is not None and parsed.end - parsed.start >= _WORDED * len(cell)


def _is_code(cell: str, *, listed: bool) -> bool:
    """Whether a cell is a number that names a thing: no amount, no date, and where seals are listed no container."""
    plain = [char for char in cell if char.isalnum()]
    if not any(map(str.isdigit, plain)) or _DECIMAL.fullmatch(cell):
        return False
    date = parse(ValueKind.DATE, cell, Context())
    if date is not None and date.end - date.start >= _WORDED * len(cell):
        return False
    return not listed or (len(plain) >= _CODE and not identifiers_doubted.judge(cell)[1].startswith("container"))


def kinds_of(doctype: DocumentType) -> Mapping[str, ValueKind]:
    """The kind of value that each column of a type holds."""
    return {column.name: column.kind for column in doctype.columns}


def own_element(headings: Sequence[Heading], text: str) -> int | None:
    """The column of the element that the only mineral which a text names is sold by; None where that is not plain."""
    named = {
        str(one.value)
        for one in find(ValueKind.MINERAL, text, Context())
        if len(one.raw.split()) > 1
        or symbol_of(one.raw) is None  # "Sn" is what is analysed, "cassiterite" what is sold
    } & sold_by().keys()
    wanted = {sold_by()[mineral] for mineral in named}
    shares = {index: symbol_of(heading.text) for index, heading in enumerate(headings) if heading.unit in PARTS}
    own = [index for index, symbol in shares.items() if any(symbol == names[0] for names in wanted)]
    own = own or [index for index, symbol in shares.items() if any(symbol in names for names in wanted)]
    return own[0] if len(own) == 1 and len({names[0] for names in wanted}) == 1 else None


def believed(heading: Heading, cells: Sequence[str], kinds: Mapping[str, ValueKind]) -> Heading:
    """A heading as it is, or told to head nothing where its meaning is a guess that the cells contradict."""
    kind = kinds.get(heading.names[0]) if heading.guessed else None
    return heading if kind is None or borne_out(kind, cells, heading.unit) else replace(heading, names=())
