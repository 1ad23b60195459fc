"""Words of a description that run over its column's edge, as far as the number of the next column.

"Tin concentrate, 63.50 % Sn" set right up to "22 000.00" is one phrase with it: by their places alone its last words
would stand in the quantity's column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final

from extract.tables_body import BodyLine, Token
from extract.tables_header import Heading
from extract.tables_numbers import is_number
from extract.tables_words import UNIT
from extract.values import money, units

_MEASURED: Final = frozenset(
    ("carat_weight", "net_weight", "gross_weight", "parcel_count", "unit_price", "value", "licensed_quantity")
)
_EVEN: Final = 1.5  # times the usual space between its words that a phrase's next word stands off at most
_WORD_SPACE: Final = 0.5  # that space in heights of a word (of the page's height), where there are no two words


def with_words_back(lines: Sequence[BodyLine], columns: Sequence[Heading]) -> tuple[BodyLine, ...]:
    """The lines of a table's body, with the words in a column of numbers that end the description before it there."""
    edges = [
        at
        for at, (left, right) in enumerate(pairwise(columns))
        if left.names[:1] == ("goods_description",) and set(right.names) & _MEASURED and UNIT not in right.names
    ]
    return tuple(_mended(line, edges) for line in lines)


def _mended(line: BodyLine, edges: Sequence[int]) -> BodyLine:
    for at in edges:
        described, measured = line.cells.get(at, ()), line.cells.get(at + 1, ())
        end = _run_over(described, measured)
        if end:
            cells = {**line.cells, at: (*described, *measured[:end]), at + 1: measured[end:]}
            line = replace(line, cells=cells, crosses=line.sentence)
    return line


def _run_over(described: Sequence[Token], measured: Sequence[Token]) -> int:
    """How many words of a measured cell go on with the description's phrase: up to the last that is no measure."""
    if not described or not measured:
        return 0
    if measured[0].box.x0 - described[-1].box.x1 > _EVEN * _word_space([*described, measured[0]]):
        return 0
    end = next((at + 1 for at in range(len(measured) - 1, -1, -1) if _is_word(measured[at].text)), 0)
    rest = " ".join(token.text for token in measured[end:])
    return end if end and is_number(rest) else 0


def _word_space(tokens: Sequence[Token]) -> float:
    """The usual space between the words of a phrase, all but its last one."""
    spaces = [after.box.x0 - before.box.x1 for before, after in pairwise(tokens[:-1])]
    return median(spaces) if spaces else _WORD_SPACE * tokens[0].box.height


def _is_word(text: str) -> bool:
    letters = any(map(str.isalpha, text)) and not any(map(str.isdigit, text))
    return letters and units.canonical(text) is None and money.currency(text) is None
