"""What each line of a table's body is: an item, more of an item's text, a sub-total, a charge, a total, a summary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from rapidfuzz import fuzz, process

from extract.lexicon import fold
from extract.tables_body import BodyLine
from extract.tables_grid import is_measure
from extract.tables_labelled import label_of, labels_within, whole_text
from extract.tables_nil import is_empty
from extract.tables_numbers import is_number
from extract.tables_sums import is_average, is_by_tax, is_sum, opening, sum_described, total_behind
from extract.tables_weights import contradicts, measures_twice
from extract.values import money
from extract.values.scripts import latin

RESULT: Final = "result"
"""A column of a table of analyses that is no field of ours; its numbers tell the rows."""

NUMERIC: Final = frozenset(
    (
        RESULT,
        "carat_weight",
        "net_weight",
        "gross_weight",
        "value",
        "unit_price",
        "parcel_count",
        "grade",
        "licensed_quantity",
        "licensed_value",
    )
)
"""Columns whose cells are numbers."""

NOT_SUMMED: Final = frozenset(("unit_price", "grade"))
"""Of these, columns whose numbers add up to nothing."""

_AMOUNTS: Final = NUMERIC - {RESULT, "grade", "unit_price"}
_DIGIT: Final = re.compile(r"\d")
_COLON: Final = re.compile(r"^[^:\d]{3,60}:")

_RATE: Final = re.compile(r"^[^\W\d_]{2,}[^\d%]*\d[\d.,]* ?%$")
"""A tax and its rate, which may reach into the quantities: "TVA 0 %"."""
_LINKS: Final = frozenset(("in", "en", "em", "of", "de"))

_OF_ALL: Final = re.compile(
    r"\W*(?:H\.?S\.?|S\.?H\.?|S\.?A\.?|NCM|CN)\W*(?:(?i:code)\W*)?\d{4}[\d.]*(?:\W+[^\W\d_][^:\d]{2,40}:.*)?"
)
"""What may stand behind a total's word in the cell of a description: a tariff's code, a further label."""
_LEAST_FILLED: Final = 2  # columns of numbers that no label with its value fills by chance
_BARE_INTEGER: Final = re.compile(r"^#?\d{1,4}[.)]?$")


class Kind(Enum):
    """What a body line is."""

    ITEM = "item"
    MORE = "more"
    SUBTOTAL = "subtotal"
    CHARGE = "charge"
    TOTAL = "total"
    SUMMARY = "summary"  # a label of the document with its value, below the items
    EMPTY = "empty"  # a row that is printed with the form, and nothing entered in it
    NOISE = "noise"


def is_only_code(text: str) -> bool:
    """Whether a cell holds a tariff's code behind its name, and describes nothing: "HS 2504.10"."""
    return _OF_ALL.fullmatch(text) is not None


def digits_of(text: str) -> int:
    """All digits of a cell as one whole number, 0 where it holds none: one column's numbers have as many decimals."""
    return int("".join(filter(str.isdecimal, text)) or 0)


@dataclass(frozen=True)
class Reader:
    """What lines are told by: the field of each column, and the document's labels (folded) with their fields.

    `misread` says that OCR read the page, so that labels may be near misses.
    """

    names: Mapping[int, str]
    labels: Mapping[str, str]
    misread: bool = False

    def kind(self, line: BodyLine) -> tuple[Kind, str]:
        """What a line is, and the words at its head (folded)."""
        names = self.names
        amounts = [column for column, name in names.items() if name in _AMOUNTS]
        if RESULT not in names.values() and not labels_within(line) and is_empty(line, amounts):
            return Kind.EMPTY, ""
        numbers = [column for column in line.cells if names.get(column) in NUMERIC and is_number(line.text(column))]
        labelled = labels_within(line)
        if (labelled > 2 and not self._is_filled(line, numbers)) or (
            labelled > 1 and (line.crosses or not self.described(line) or self._asks_otherwise(line))
        ):
            return Kind.SUMMARY, _lead(line, names)  # "Parcels: 3   Carats: 5,214.70   Gross weight: 2.1 kg"
        lead = _lead(line, names)
        if len(numbers) > 1 and not is_sum(lead):
            lead = sum_described(line, names) or lead
        if numbers and is_average(lead) and not line.sentence:
            return Kind.TOTAL, lead
        if not is_sum(lead):
            # Beside a table of taxes the total's label stands right before its amount, not at the line's head.
            near = _near_label(line, names)
            if near is not None and len(numbers) == 1 and is_sum(near) and not is_by_tax(near):
                lead = near
            if len(numbers) > 1:
                lead = self._total_within(line) or total_behind(lead) or lead
        if len(numbers) == 1 and self._is_due(lead):
            return Kind.TOTAL, lead
        if line.sentence and not is_sum(lead) and not self._is_whole(numbers):
            return Kind.SUMMARY, lead
        if lead:
            if opening("subtotal").match(lead) or (numbers and is_by_tax(lead) and _few(line, names)):
                return Kind.SUBTOTAL, lead
            if numbers and opening("charge").match(lead) and len(lead.split()) <= 8 and _few(line, names):
                return Kind.CHARGE, lead
            said = self._label(lead, numbers=bool(numbers)) if len(lead) > 1 else None  # "A" may name a row
            total = opening("total").match(lead) is not None
            if said is not None and not total and self._only_description(line):
                return Kind.MORE, ""  # "drums", wrapped under "in steel", is no label
            if len(numbers) <= 1 and (said is not None or self._introduces(line, numbers)):
                agrees = bool(numbers) and (
                    said in {names.get(numbers[0]), None} or _bare_total(line, lead, numbers[0])
                )
                return (Kind.TOTAL if total and agrees else Kind.SUMMARY), lead
            if total and any(measures_twice(line.text(column)) for column in line.cells):
                return Kind.SUMMARY, lead  # "Totals: 3 boxes / 76.5 kg gross / 75.0 kg net"
            if total:
                alien = len(numbers) == 1 and contradicts(line, numbers[0], names)
                return (Kind.SUMMARY if alien else Kind.TOTAL), lead
        if len(numbers) == 1 and line.crosses and not self.described(line):
            return Kind.SUMMARY, lead  # a label over more than one line, and its value
        if len(numbers) == 1 and not self.described(line) and self._worded(line):
            return Kind.SUMMARY, lead
        if any(contradicts(line, column, names) for column in numbers):
            return Kind.SUMMARY, lead  # "24 bags   gross 21,780.8 kg   net 21,723.2 kg" in columns of other facts
        if numbers and RESULT in names.values() and not self.described(line):
            return Kind.NOISE, ""  # a further test of the same lot
        if numbers:
            return Kind.ITEM, lead
        texts = [column for column in line.cells if names.get(column) not in NUMERIC]
        wordy = [column for column in texts if any(char.isalnum() for char in line.text(column))]
        if not wordy or (all(names.get(column) is None for column in wordy) and len(line.cells) == 1):
            return Kind.NOISE, ""
        if line.crosses:
            return Kind.SUMMARY, ""  # running text, not in columns
        return Kind.MORE, ""

    def _is_filled(self, line: BodyLine, numbers: Sequence[int]) -> bool:
        """True for an item whose description holds labels of its own: it has its number in each column of numbers."""
        return self._fill(numbers, _LEAST_FILLED) and self.described(line) and not line.crosses

    def _asks_otherwise(self, line: BodyLine) -> bool:
        """True for a line with the label of another fact in a column of numbers: "Seal numbers: RNM 418" under weights.

        No row has one, and no total: what stands before a number in its cell is of the column's own fact.
        """
        asked = ((name, label_of(line.text(column))) for column, name in self.names.items() if name in NUMERIC)
        return any(label and self.labels.get(fold(latin(label)), name) != name for name, label in asked)

    def _is_whole(self, numbers: Sequence[int]) -> bool:
        """True for a row set so close that it reads like a sentence: no sentence has its number in each column."""
        return self._fill(numbers, _LEAST_FILLED + 1)

    def _fill(self, numbers: Sequence[int], least: int) -> bool:
        """True where a line has its number in each column of numbers, of which there are `least` at the least."""
        columns = sum(name in NUMERIC for name in self.names.values())
        return len(numbers) == columns >= least

    def _is_due(self, lead: str) -> bool:
        """True for words that say of an amount, and say no more, that it is to be paid: "Payable US$"."""
        words = [word for word in lead.split() if not is_measure(word)]
        return bool(words) and opening("due").fullmatch(" ".join(words)) is not None

    def _total_within(self, line: BodyLine) -> str | None:
        """The word for a total in a cell of its own between the numbers: "160 bags | 192,442 | TOTAL | 2 552,61".

        A tariff's code for all that is summed up, or a label, may stand behind it: "234 drums | TOTAL HS 2609.00".
        """
        for column in sorted(line.cells):
            text = fold(latin(line.text(column)))
            if not _DIGIT.search(text) and opening("total").fullmatch(text):
                return text
            total = opening("total").match(text) if self.names.get(column) not in NUMERIC else None
            if total is not None and _OF_ALL.fullmatch(line.text(column), total.end()) is not None:
                return total[0]
        return None

    def _introduces(self, line: BodyLine, numbers: Sequence[int]) -> bool:
        """True for a label with a colon: before the line's only number any, before words a known one."""
        match = _COLON.match(whole_text(line))
        return match is not None and (bool(numbers) or self._label(fold(match[0]), numbers=True) is not None)

    def _worded(self, line: BodyLine) -> bool:
        """True if words alone stand in a column of numbers: a label that belongs to no column."""
        return any(
            sum(map(str.isalpha, line.text(column))) >= 3 and not _DIGIT.search(line.text(column))
            for column, name in self.names.items()
            if name in NUMERIC
        )

    def _only_description(self, line: BodyLine) -> bool:
        """True for a line of words in the description's column alone, without the colon of a label."""
        return all(self.names.get(column) == "goods_description" for column in line.cells) and ":" not in whole_text(
            line
        )

    def described(self, line: BodyLine) -> bool:
        """True if the line fills a description column that the table has, or the table has none."""
        key = "goods_description" if "goods_description" in self.names.values() else "lot_number"
        columns = [column for column, name in self.names.items() if name == key]
        return not columns or any(line.text(column) for column in columns)

    def only_coded(self, line: BodyLine) -> bool:
        """True if nothing but a tariff's code stands in the description: "HS 2504.10" under all that it is of."""
        texts = [line.text(column) for column, name in self.names.items() if name == "goods_description"]
        return any(texts) and all(is_only_code(text) for text in texts if text)

    def _label(self, lead: str, *, numbers: bool) -> str | None:
        """The field that a line's first words are the label of; without a number the words must be nearly exact."""
        words = lead.split()
        while words:
            found = self.labels.get(" ".join(words))
            if found is not None:
                return found
            if not is_measure(words[-1]) and words[-1] not in _LINKS:
                break
            words.pop()
        if self.misread and len(lead) >= 8:
            near = process.extractOne(lead, self.labels.keys(), scorer=fuzz.ratio, score_cutoff=78 if numbers else 90)
            return self.labels[near[0]] if near is not None else None
        return None


def _lead(line: BodyLine, names: Mapping[int, str]) -> str:
    """The words at the head of a line, before its first amount, folded."""
    words: list[str] = []
    for column in sorted(line.cells):
        text = line.text(column)
        if names.get(column) in NUMERIC and _DIGIT.search(text):
            head = _DIGIT.split(text)[0]
            words += [word for word in head.split() if not is_measure(word)]
            break
        if _BARE_INTEGER.match(text.strip()):
            continue
        words.append(text)
    return fold(latin(" ".join(words)))


def _near_label(line: BodyLine, names: Mapping[int, str]) -> str | None:
    """The words (folded) right before the line's only number: those of the one or two columns before it."""
    numbers = [column for column in line.cells if names.get(column) in NUMERIC and _DIGIT.search(line.text(column))]
    if len(numbers) != 1:
        return None
    before = [column for column in sorted(line.cells) if column < numbers[0] and not _DIGIT.search(line.text(column))]
    if not before or before[-1] == min(line.cells):
        return None
    words = [line.text(before[-1])]
    if len(before) > 1 and before[-2] == before[-1] - 1 and before[-2] != min(line.cells):
        words.insert(0, line.text(before[-2]))
    return fold(latin(" ".join(words)))


def _bare_total(line: BodyLine, lead: str, column: int) -> bool:
    """True for a total that says no more than that: it is that of the column its number stands in."""
    plain = opening("total").fullmatch(lead) is not None
    return plain and not any(money.currency(word) for word in line.text(column).split())


def _few(line: BodyLine, names: Mapping[int, str]) -> bool:
    """True for a line that has no weight or count of its own: a charge is an amount alone."""
    heavy = {"carat_weight", "net_weight", "gross_weight", "parcel_count", "licensed_quantity"}
    return not any(
        names.get(column) in heavy and _DIGIT.search(line.text(column)) and not _RATE.search(line.text(column))
        for column in line.cells
    )
