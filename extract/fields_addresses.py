"""What an address says for or against itself: a mere country, a lead before it, a town or place at its end."""

from __future__ import annotations

import re
from functools import cache

from extract.doctype import ValueKind
from extract.prose_seats import address_leads
from extract.values import Context, addresses, find
from extract.values.folding import fold

_AT_HOME = 0.5  # how much of the doubt is left against an address without a country that ends in a postal code's town
_IN_A_PLACE = 0.4  # and against one that has a street with its number and ends in the name of a place


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:{address_leads()})[\s:,]+")


def without_lead(address: str) -> str:
    """An address out of a sentence, without the words that led to it ("with its registered office at")."""
    lead = _lead().match(fold(address))
    rest = address[lead.end() :] if lead else address
    return rest.lstrip("( ") if rest.count("(") > rest.count(")") else rest


def mere_country(address: str, context: Context) -> bool:
    """Whether an address names a country and hardly more."""
    named = find(ValueKind.COUNTRY, address, context)
    return len(named) == 1 and len(address) - (named[0].end - named[0].start) < 6


def address_features(address: str, context: Context) -> dict[str, float]:
    """What speaks for or against an address: one that names no country may have been cut short.

    One that ends in a town with its postal code, or goes on from its street to a place, is less likely so, for papers
    within a country leave its name out.
    """
    named = find(ValueKind.COUNTRY, address, context)
    cut = float(not named or named[-1].end < len(address) - 12)
    if addresses.ends_in_place(address):
        cut *= _IN_A_PLACE
    elif addresses.ends_in_town(fold(address)):
        cut *= _AT_HOME
    return {"address": 1.0, "address_cut_short": cut}
