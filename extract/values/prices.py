"""What makes an amount the price of one: "/ct", "per lb Ta2O5", "por TM", behind the amount or its currency."""

from __future__ import annotations

import re
from functools import cache

from extract.values.folding import fold, plain
from extract.values.model import Parsed
from extract.values.units import mass

_WINDOW = 24  # letters looked at behind an amount


@cache
def per_unit() -> re.Pattern[str]:
    """A unit of mass behind the word or stroke that makes it a price's, and what it is a mass of; on folded text."""
    unit = mass().behind.pattern.removeprefix(r"[ \n]{0,3}[(\[]?[ ]?(").rsplit(r")(?![^\W_])", 1)[0]
    return re.compile(
        r"[ ]?[(\[]?(?:/|(?<![^\W_])(?:per|par|por|pro|la|le|el|a|o|au|ao)(?![^\W_]))[ ]?(?:1[ ])?"
        rf"(?:{unit}|units?)"
        r"(?![^\W_])[.)\]]{0,2}(?:[ ](?:of[ ]|de[ ])?[a-z]{1,2}\d?(?:[a-z]{1,2}\d?)?(?![^\W_]))?"
    )


def is_price(text: str, amount: Parsed) -> bool:
    """Whether an amount read in `text` is that of one carat, kilogram or ton, by what stands within or behind it."""
    folded = fold(plain(text))
    within = per_unit().search(folded, amount.start, amount.end)
    return within is not None or per_unit().match(folded[amount.end : amount.end + _WINDOW]) is not None
