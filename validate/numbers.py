"""Numbers of documents, lots, seals and licences compared: letters and digits count, nothing else."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from extract.values.identifiers_worded import without_word

_CONFUSED = str.maketrans({"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2", "G": "6"})
"""Letters that OCR takes for digits and the digits they are taken for."""

_PAIRS = frozenset(
    frozenset(pair)
    for pair in (
        "17",
        "38",
        "56",
        "68",
        "08",
        "06",
        "09",
        "49",
        "58",
        "39",
        "27",
        "14",
        "35",
        "89",
        "VU",
        "CG",
        "EF",
        "MN",
    )
)
"""Signs that a bad scan confuses though both are digits (or both letters)."""

_AIR_WAYBILL = re.compile(r"(\d{3})[A-Z]{3}(\d{8})")
"""Airline, airport of departure, serial with its check digit (IATA Resolution 600a)."""
_LEAD = re.compile(r"^\s*(?:n\s*[°º]|no\.|nr\.|num\.|#)\s*[:.]?\s*", re.IGNORECASE)
"""The sign for `number` in front of one; `NO` without a dot stays, it is Norway's prefix too."""

_OFFICE = re.compile(r"^\s*[A-Z]{3,8}\s+(?=[A-Z][\w./-]*\d)")
"""The letters of an office before a number that begins with letters of its own."""


@lru_cache(maxsize=65536)
def bare(number: str) -> str:
    """Letters and digits only, in capitals, compatibility forms folded: `LS 024-780` is `LS024780`.

    An air waybill's number goes without the airport that forms print between airline and serial, any without
    the word that some papers print it with and others do not: `LOT 19238`, `C.O. 015669`, `REF 5712/D`.
    """
    folded = unicodedata.normalize("NFKD", without_word(_LEAD.sub("", number))).upper()
    told = "".join(c for c in folded if c.isalnum())
    waybill = _AIR_WAYBILL.fullmatch(told)
    return f"{waybill[1]}{waybill[2]}" if waybill is not None else told


def clear_digits(number: str) -> str:
    """`bare` with the letters that look like digits turned into them, so that readings of one number meet."""
    return bare(number).translate(_CONFUSED)


def same_number(left: str, right: str) -> bool:
    """The same number: equal bare, or one is the other without its letters in front (`024780` for `LS 024780`).

    The office that gave it may stand before one of them as a word of its own (`ANRM EX-0187/26` for `EX-0187/26`).
    """
    a, b = bare(left), bare(right)
    if a == b:
        return bool(a)
    if _unprefixed(a, b) or _unprefixed(b, a):
        return True
    return bare(_OFFICE.sub("", left)) == b or bare(_OFFICE.sub("", right)) == a


def _unprefixed(short: str, long: str) -> bool:
    if len(short) < 4 or not long.endswith(short) or not any(c.isdigit() for c in short):
        return False
    return long[: -len(short)].isalpha() and short[0].isdigit()


def _blurred(a: str, b: str) -> bool:
    """Whether texts of one length differ in at most two signs that a bad scan confuses; neighbours that changed places
    are a typist's slip and none of a reader's."""
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(differing) == 2 and differing[0] == differing[1][::-1]:
        return False
    return len(differing) <= 2 and all(frozenset(pair) in _PAIRS for pair in differing)


def misread_number(left: str, right: str) -> bool:
    """Whether two numbers differ only as a misreading makes them differ: look-alikes, or one sign lost."""
    a, b = clear_digits(left), clear_digits(right)
    if a == b:
        return True
    if len(a) == len(b):
        return _blurred(a, b)
    short, long = sorted((a, b), key=len)
    return (
        len(long) - len(short) == 1
        and len(short) >= 4
        and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    )


def misread_amount(left: str, right: str) -> bool:
    """Whether two amounts differ only by likely misreadings of a digit, a lost sign or the decimal mark."""
    a, b = (re.sub(r"\D", "", text).lstrip("0") for text in (left, right))
    if a.rstrip("0") == b.rstrip("0"):
        return bool(a)
    if len(a) == len(b):
        return _blurred(a, b)
    short, long = sorted((a, b), key=len)
    return (
        len(long) - len(short) == 1
        and len(short) >= 3
        and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    )


def transposed(left: str, right: str) -> bool:
    """Whether two amounts are alike but for two figures that have changed places: 208634.40 and 206834.40.

    A slip of whoever typed one of them, and never what rounding or a charge makes.
    """
    a, b = (re.sub(r"\D", "", text) for text in (left, right))
    places = [place for place, pair in enumerate(zip(a, b, strict=False)) if pair[0] != pair[1]]
    if len(a) != len(b) or len(places) != 2:
        return False
    first, second = places
    return a[first] == b[second] and a[second] == b[first]


_LIST = re.compile(r"\s*(?:[,;]|\band\b|\bet\b|\be\b|\by\b|&)\s*")


def listed_numbers(text: str) -> tuple[str, ...]:
    """The numbers that one field lists (`CP-7/1, CP-7/2`); the field's own text where it lists none."""
    parts = tuple(part for part in _LIST.split(text) if bare(part))
    return parts if len(parts) > 1 and all(any(c.isdigit() for c in part) for part in parts) else (text,)
