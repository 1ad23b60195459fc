"""Rows of a table that say that there is nothing: struck out, nought, or "nil"."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import Final

from extract import lexicon
from extract.lexicon import fold
from extract.tables_body import BodyLine

_STRUCK_OUT: Final = re.compile(r"[-‐-―−=*/.·xX]{1,12}|[-‐-―−] ?(?:[-‐-―−] ?)+|0(?:[.,]0+)?(?: ?[^\W\d_]{1,3})?")


def is_empty(line: BodyLine, amounts: Collection[int]) -> bool:
    """True for a row that is nil in each of the columns of amounts that it fills, one at the least."""
    filled = [text for column in amounts if (text := line.text(column))]
    return bool(filled) and all(map(_is_nil, filled))


@cache
def _is_nil(text: str) -> bool:
    return _STRUCK_OUT.fullmatch(text.strip()) is not None or fold(text) in _words()


@cache
def _words() -> frozenset[str]:
    return frozenset(fold(wording) for wordings in lexicon.row_words("nil").values() for wording in wordings)
