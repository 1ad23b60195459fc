"""Currencies by symbol, code or word, as the patterns that find them beside amounts. Codes are ISO 4217."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.values import tables
from extract.values.folding import fold
from extract.values.prices import per_unit

DOLLAR = "$"
"""The sign alone, which is read as that of the US dollar."""
DOLLARS = frozenset({DOLLAR, "dollar", "dollars", "dolar", "dolares"})
"""The sign and the word, which name no country's."""
CFA = "CFA"
"""In place of a code: the franc of one of two unions, which its name leaves open."""
CFA_WORDS = ("fcfa", "f cfa", "frs cfa", "cfa", "franc cfa", "francs cfa", "franco cfa", "francos cfa")
_SPACED_OUT = frozenset({"usd", "us$", "eur"})
"""Codes looked for with a space inside too: U SD."""


@dataclass(frozen=True, slots=True)
class CurrencyWords:
    """How currencies are printed, on folded text: `behind` an amount, `before` and `inside` it; `names` tells the code
    of each wording by its key."""

    behind: re.Pattern[str]
    before: re.Pattern[str]
    inside: re.Pattern[str]
    names: dict[str, str]


@cache
def currency_words() -> CurrencyWords:
    """The wordings of all currencies, and those of the dollar and the CFA franc that say no more than that."""
    names: dict[str, str] = {}
    wordings: list[str] = []
    for row in tables.rows("values_currencies"):
        for wording in row["wordings"].split("|"):
            names.setdefault(currency_key(wording), row["currency"])
            wordings.append(wording)
    names |= dict.fromkeys(DOLLARS, "USD") | {currency_key(wording): CFA for wording in CFA_WORDS}
    names["¥"] = "JPY"
    wordings += [*DOLLARS, *CFA_WORDS, "¥"]
    wordings.sort(key=len, reverse=True)
    one_of = "|".join(_pattern(w) for w in wordings)
    return CurrencyWords(
        behind=re.compile(rf"[ \n]{{0,3}}(?:,-{{1,2}}|/[-=])?[ ]?[(\[]?({one_of})(?![^\W\d_])[)\]]?"),
        before=re.compile(
            rf"(?<![^\W_])[(\[]?({one_of})[)\]]?\.?"
            rf"(?:{per_unit().pattern}(?:[ ]?[:=][ \n]{{0,4}}|[ \n]{{1,4}})|[ ]?[:=]?[ \n]{{0,4}})-?$"
        ),
        inside=re.compile(rf"(?<![^\W_])({'|'.join(_pattern(w) for w in wordings if len(w) >= 4)})(?![^\W_])"),
        names=names,
    )


@lru_cache(maxsize=1024)
def currency_key(wording: str) -> str:
    """A wording in the form that `CurrencyWords.names` is looked up by: folded, without spaces, stops and dashes."""
    return re.sub(r"[ .\n-]", "", fold(wording))


def _pattern(wording: str) -> str:
    parts = [re.escape(word) for word in re.split(r"[ -]", wording)]
    if len(wording) <= 4:  # U.S.$, U. S. D.
        gap = r"\.?[ ]?" if wording in _SPACED_OUT else r"\.?"
        parts = [gap.join(re.escape(c) for c in wording.replace(" ", ""))]
    return r"[ .\n-]{0,2}".join(parts)
