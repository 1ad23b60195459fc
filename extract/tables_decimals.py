"""How the numbers of a table are written: which mark parts their decimals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from extract.lexicon import fold
from extract.tables_header import Heading
from extract.tables_reader import digits_of

_DECIMAL: Final = re.compile(r"\d([.,])\d{1,2}(?!\d)|(?<![\d.,])\d{4,}([.,])\d{3}(?!\d)")
_THOUSANDS: Final = re.compile(r"\d{1,3}([.,])\d{3}")
_WEIGHTS: Final = ("gross_weight", "net_weight")
_LEAST_ROWS: Final = 3  # rows of which no tare is so by chance
_LEAST_EACH: Final = 10  # kilograms that a package of ore holds at the least,
_MOST_EACH: Final = 2500  # and at the most; a thousandth of either is none
_ROUND: Final = 25  # kilograms by which packages are filled
_FILLED: Final = re.compile(
    r"\b(?:big ?)?(?:bags?|sacks?|drums?|sacs?|futs?|tambor(?:es)?|sacos?|bols(?:a|as|on|ones)"
    r"|bb|fibc|maxis?acos?|turril(?:es)?|bidon(?:s|es)?|barils?|barricas?|barrels?)\b"
)


def decimal_comma(cells: Sequence[str]) -> bool | None:
    """True where numbers end in a comma and one or two digits, False for a point, None where neither prevails.

    After four or more digits without a mark ("1499,360") what comes parts decimals, however many.
    """
    found = Counter(match[1] or match[2] for cell in cells for match in [_last(cell)] if match is not None)
    if found[","] > 2 * found["."]:
        return True
    if found["."] > 2 * found[","]:
        return False
    return None


def by_tare(names: Mapping[int, str], rows: Sequence[Mapping[int, str]]) -> bool | None:
    """The same by a column of whole numbers that gross and net weights differ by, their marks left out.

    "23.099 | 63 | 23.036" are whole kilograms: their point parts thousands, and a comma parts decimals.
    """
    at = {name: index for index, name in names.items()}
    if not {"gross_weight", "net_weight"} <= at.keys() or len(rows) < _LEAST_ROWS:
        return None
    gross, net = ([_THOUSANDS.fullmatch(row.get(at[name], "").strip()) for row in rows] for name in _WEIGHTS)
    marks = {match[1] if match is not None else "" for match in (*gross, *net)}
    if len(marks) != 1 or "" in marks:
        return None
    apart = [digits_of(one[0]) - digits_of(other[0]) for one, other in zip(gross, net, strict=True) if one and other]
    for column in {column for row in rows for column in row} - {at[name] for name in _WEIGHTS}:
        tares = [row.get(column, "").strip() for row in rows]
        if all(tare.isdecimal() for tare in tares) and list(map(int, tares)) == apart and min(apart) > 0:
            return marks == {"."}
    return None


def by_packages(
    names: Mapping[int, str], headings: Sequence[Heading], rows: Sequence[Mapping[int, str]], text: str
) -> bool | None:
    """The same by what one package holds: "16.000" kg in 32 big bags are 500 kg in each, and not half a kilogram.

    Only for packages that ores are filled into, as the column or else the paper's `text` calls them, all weights
    written with three digits behind one mark. Where all packages hold the same round weight two rows tell it; only
    then does what the text calls them.
    """
    at = {name: index for index, name in names.items()}
    weight = at.get("net_weight", at.get("gross_weight"))
    if weight is None or "parcel_count" not in at or headings[weight].unit != "kg":
        return None
    called = [headings[at["parcel_count"]].text, " ".join({row.get(at["parcel_count"], "") for row in rows})]
    named = any(_FILLED.search(fold(words)) for words in called)
    if not named and _FILLED.search(fold(text)) is None:
        return None
    told = [(_THOUSANDS.fullmatch(row.get(weight, "").strip()), row.get(at["parcel_count"], "")) for row in rows]
    weighed = [(match, digits_of(count)) for match, count in told if match is not None and digits_of(count)]
    each = [digits_of(match[0]) / count for match, count in weighed]
    alike = len(set(each)) == 1 and not each[0] % _ROUND
    if not (named or alike) or len(weighed) < len(rows) or len(weighed) < (_LEAST_ROWS - 1 if alike else _LEAST_ROWS):
        return None
    if len({match[1] for match, _ in weighed}) != 1:
        return None
    return weighed[0][0][1] == "." if all(_LEAST_EACH <= one <= _MOST_EACH for one in each) else None


def _last(cell: str) -> re.Match[str] | None:
    matches = list(_DECIMAL.finditer(cell))
    return matches[-1] if matches else None
