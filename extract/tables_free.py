"""Words within a table's rows that are none of the table's: a seal under its container, among marks and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from extract.lexicon import fold
from extract.prose_words import alternation
from extract.tables_reader import Kind, is_only_code
from extract.tables_row import Row, text_lines


def free_words(row: Row, named: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """The words, as (page, word), of lines that tell a seal in columns of which no field is known: they may be read by
    their own label, "SEAL KQ770418", as if they stood outside of the table. So may a total's code of the tariff, which
    is that of all rows."""
    for column, tokens in row.cells.items():
        if row.kind is Kind.TOTAL and named.get(column) == "goods_description" and is_only_code(row.text(column)):
            yield from ((token.page, token.index) for token in tokens)
        if column in named:
            continue
        for line in text_lines(tokens):
            text = " ".join(token.text for token in line)
            if len(line) > 1 and told_seal().match(fold(text)):
                yield from ((token.page, token.index) for token in line)


@cache
def told_seal() -> re.Pattern[str]:
    """A word for seals, and a number behind it."""
    return re.compile(rf"(?:{alternation('sealing')})[^\W\d_]*\W+(?:[^\W\d_]{{1,6}}\W+){{0,2}}\S*\d")
