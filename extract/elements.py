"""The elements that minerals are sold by (`grade_elements.csv`), and those that analyses list beside them."""

from __future__ import annotations

from functools import cache

from extract.values.folding import key
from extract.values.tables import rows

_BESIDE = ("fe", "as", "s", "p", "pb", "zn", "mo", "si02", "sio2", "bi", "sb")


@cache
def sold_by() -> dict[str, tuple[str, ...]]:
    """The elements that a commodity is sold by, the usual one first, with their names."""
    return {
        row["mineral"]: tuple(word for element in row["elements"].split("|") for word in key(element).split(" "))
        for row in rows("grade_elements")
    }


@cache
def symbols() -> frozenset[str]:
    """The symbols and names of all elements that analyses list."""
    return frozenset[str]().union(*sold_by().values(), _BESIDE)


def symbol_of(text: str) -> str | None:
    """The first word of a text that is an element's symbol or name."""
    return next((word for word in key(text).split(" ") if word in symbols()), None)
