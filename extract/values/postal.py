"""An address that stands by itself, under a label of its own: its lines, without how else somebody is reached."""

from __future__ import annotations

import re
from functools import cache

from extract.values import addresses
from extract.values.address_lines import Span, before_prose, kept, to_its_country
from extract.values.countries import find_countries
from extract.values.dates import find_dates
from extract.values.folding import fold, plain
from extract.values.model import Context, Parsed
from extract.values.parties import NOBODY, split_party

_LONGEST = 260
"""Characters of an address; what is longer is a sentence."""
_SEAT, _PLACE, _WORDS = 0.95, 0.85, 0.7
"""How well a street, box or town with its code fits, how well a place with its country or more after a comma, and how
well mere words."""


@cache
def _lead() -> re.Pattern[str]:
    """A label of the address that is repeated before it, or stands there in another language."""
    return re.compile(rf"[\s:;.,*|/\-]*(?:{addresses.one_of('seat')})[ ]*[:=][\s:]*")


def parse_address(text: str, context: Context) -> Parsed | None:
    """The address in a block of lines; None where there is none.

    Where a company stands before its address in the block, the address alone. Who is asked for, telephones, mail
    addresses and numbers of registers are left out, and what stands behind the country.
    """
    block = split_party(text.split("\n"), context)
    if block is not None and block.rule == "legal-form":
        if block.address is None or block.address_span is None:
            return None
        address: str | None = block.address
        start, end = block.address_span
        start += len(text[start:end]) - len(text[start:end].lstrip(" ,;|\n"))
    else:
        spans = _lines(text)
        if not spans:
            return None
        address = addresses.join([text[start:end] for start, end in spans])
        start, end = spans[0][0], spans[-1][1]
    if address is None or len(address) > _LONGEST or not re.search(r"[^\W\d_]{3}", address):
        return None
    folded = fold(address)
    if NOBODY.match(folded) or addresses.is_label_only(folded):
        return None
    if any(date.end - date.start > 0.6 * len(address) for date in find_dates(address, context)):
        return None
    return Parsed(address, text[start:end], start, end, _fit(address, folded), "address")


def _fit(address: str, folded: str) -> float:
    numbered = any(map(str.isdigit, folded))
    if addresses.has_town(folded) or (addresses.has_street(folded) and (numbered or "," in folded)):
        return _SEAT
    placed = bool(find_countries(address, Context())) or addresses.has_street(folded)
    return _PLACE if placed or "," in folded else _WORDS


def _lines(text: str) -> list[Span]:
    even = plain(text)
    folded = fold(even)
    spans = [(start, end) for start, end in kept(even, folded, named=True) if end > start]
    if spans:
        lead = _lead().match(folded[slice(*spans[0])])
        spans[0] = (spans[0][0] + (lead.end() if lead else 0), spans[0][1])
    return to_its_country(even, before_prose(even, spans))
