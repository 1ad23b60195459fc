"""Units and currencies in the words that head columns or stand in their cells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from extract.values import money, units

LAST: Final = re.compile(r"[(\[,]\s*([^\W\d_][\w$ ]{0,6}|US\$|[$€£%])\s*[)\]]?\s*$")

_CODES: Final = {"TO": "t", "TN": "t", "TMN": "t", "KN": "kg", "KGN": "kg"}
"""What units are called in a cell, and in running text are not: codes of office programs and of the customs.

"KN" and "TMN" are net kilograms and net metric tons, as the customs of Chile have them on electronic invoices.
"""


def unit_behind(text: str) -> bool:
    """True for a heading that ends in a unit or currency set apart by a bracket or comma."""
    behind = LAST.search(text)
    return behind is not None and (unit_of(behind[1]) is not None or currency_of(behind[1]) is not None)


@lru_cache(maxsize=20_000)
def unit_of(token: str) -> str | None:
    """The unit that a word is, in the contract's form; a lone letter with a point ("t.", "g.") is an abbreviation."""
    return None if token.casefold() in {"t.", "g."} else units.canonical(token)


def unit_of_cell(text: str) -> str | None:
    """The unit that stands alone in a cell, or behind its number.

    There it may be a code: metric tons are "TO", as office programs print them, which in running text is a word.
    """
    return _CODES.get(text) or unit_of(text)


@lru_cache(maxsize=20_000)
def currency_of(token: str) -> str | None:
    """The currency that a word or sign names; a dollar sign of no country is the US dollar's."""
    if token.casefold() in {"$", "us$", "usd", "u.s.$"}:
        return "USD"
    return money.currency(token) if token.isupper() or not token.isalpha() or len(token) > 3 else None
