"""Which weight a line of a table speaks of: gross or net, its own or that of another total."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from extract.lexicon import fold
from extract.tables_body import BodyLine
from extract.tables_grid import is_measure
from extract.values import money, units
from extract.values.scripts import latin

_WEIGHTS: Final = frozenset(("carat_weight", "net_weight", "gross_weight", "licensed_quantity"))
_OTHER_WEIGHT: Final = {"net_weight": "gross", "gross_weight": "net"}
_MEASURED: Final = re.compile(r"\d[\d.,' ]*\s?[^\W\d_]{1,6}(?![^\W\d_])")


def contradicts(line: BodyLine, column: int, names: Mapping[int, str]) -> bool:
    """True for a weight in a column of amounts, or an amount in one of weights: "Total weight: 486.27 ct".

    Also for a weight whose own word is that of the other one: "NET 356,108 KGS" under gross weights.
    """
    words = line.text(column).split()
    if is_other_weight(names.get(column, ""), words):
        return True
    if names.get(column) in ("value", "unit_price", "licensed_value"):
        return any(len(word) > 1 and units.canonical(word) is not None for word in words)
    return names.get(column) in _WEIGHTS and any(money.currency(word) is not None for word in words)


def is_other_weight(name: str, words: Sequence[str]) -> bool:
    """Whether words beside a gross or net weight say that it is the other one."""
    other = _OTHER_WEIGHT.get(name)
    return other is not None and any(other == _weight_of(word) for word in words)


def is_of_other_total(name: str, label: str, words: Sequence[str]) -> bool:
    """Whether a total's first words say that it is one of the other weight, and none in its row that it is of this.

    "Total gross weight 50.9 kg (case 1: 25.9 kg)", whose last figure stands under the net weights.
    """
    other = _OTHER_WEIGHT.get(name)
    return is_other_weight(name, label.split()) and all(_weight_of(word) in (None, other) for word in words)


def _weight_of(word: str) -> str | None:
    """Which weight a word says that a number beside it is."""
    plain = fold(latin(word)).strip(" .:()")
    if re.fullmatch(r"gross|brut(?:o|a|e)?s?", plain):
        return "gross"
    return "net" if re.fullmatch(r"nett?(?:o|a|e)?s?|liquid[oa]s?", plain) else None


def measures_twice(text: str) -> bool:
    """Whether a cell holds two numbers, each with its unit: the totals of several columns in one phrase."""
    return len(_MEASURED.findall(text)) > 1 and sum(map(is_measure, re.findall(r"[^\W\d_]+", text))) > 1
