"""Value grammars: what a piece of text says when it is believed to hold a date, a weight, a country, a party …

    parse(kind, text, context)   the best reading of a text believed to hold the value; label marks before it and
                                 remarks behind it are tolerated
    find(kind, text, context)    every reading in running text, in order of place
    split_party(lines, context)  name, address and country of a party block
    is_company(text, context)    whether a text names a company by its legal form

All are pure and raise nothing on any text: what does not fit gives None or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from extract.doctype import ValueKind
from extract.values import (
    countries,
    counts,
    dates,
    forms,
    hs,
    identifiers,
    lists,
    minerals,
    money,
    parties,
    postal,
    texts,
    weights,
)
from extract.values.folding import Cleansed, cleanse
from extract.values.model import Context, Parsed
from extract.values.parties import PartyBlock, is_company, split_party
from extract.values.ticked import chosen

__all__ = ["Context", "Parsed", "PartyBlock", "find", "is_company", "parse", "split_party"]

_LONGEST = 4000
"""Characters looked at: no value is longer, and a page's whole text is `find`'s to read in paragraphs."""

_OFFERED = frozenset((ValueKind.HS_CODES, ValueKind.MINERAL, ValueKind.COUNTRY, ValueKind.FORM))
"""What forms print all choices of, with boxes to tick."""

_KEPT = 2_000
"""Searches whose results are kept: what reads a page asks the same of the same paragraph several times."""

_Parse = Callable[[str, Context], Parsed | None]
_Find = Callable[[str, Context], list[Parsed]]


def _whole(parse_one: _Parse) -> _Find:
    def found(text: str, context: Context) -> list[Parsed]:
        parsed = parse_one(text, context)
        return [parsed] if parsed is not None else []

    return found


_PARSE: dict[ValueKind, _Parse] = {
    ValueKind.DATE: dates.parse_date,
    ValueKind.CARATS: weights.parse_carats,
    ValueKind.WEIGHT: weights.parse_weight,
    ValueKind.PERCENT: weights.parse_percent,
    ValueKind.MONEY: money.parse_money,
    ValueKind.COUNT: counts.parse_count,
    ValueKind.COUNTRY: countries.parse_country,
    ValueKind.HS_CODES: hs.parse_hs,
    ValueKind.IDENTIFIER: identifiers.parse_identifier,
    ValueKind.IDENTIFIERS: lists.parse_identifiers,
    ValueKind.PARTY: parties.parse_party,
    ValueKind.ADDRESS: postal.parse_address,
    ValueKind.AUTHORITY: texts.parse_authority,
    ValueKind.SITE: texts.parse_site,
    ValueKind.TEXT: texts.parse_text,
    ValueKind.MINERAL: minerals.parse_mineral,
    ValueKind.FORM: forms.parse_form,
}
_FIND: dict[ValueKind, _Find] = {
    ValueKind.DATE: dates.find_dates,
    ValueKind.CARATS: weights.find_carats,
    ValueKind.WEIGHT: weights.find_weight,
    ValueKind.PERCENT: weights.find_percent,
    ValueKind.MONEY: money.find_money,
    ValueKind.COUNT: counts.find_counts,
    ValueKind.COUNTRY: countries.find_countries,
    ValueKind.HS_CODES: hs.find_hs,
    ValueKind.IDENTIFIER: identifiers.find_identifier,
    ValueKind.IDENTIFIERS: lists.find_identifiers,
    ValueKind.PARTY: _whole(parties.parse_party),
    ValueKind.ADDRESS: _whole(postal.parse_address),
    ValueKind.AUTHORITY: _whole(texts.parse_authority),
    ValueKind.SITE: texts.find_sites,
    ValueKind.TEXT: _whole(texts.parse_text),
    ValueKind.MINERAL: minerals.find_minerals,
    ValueKind.FORM: forms.find_forms,
}


def parse(kind: ValueKind, text: str, context: Context) -> Parsed | None:
    """The best reading of `text` as a value of `kind`, other readings in its `others`; None if it holds none."""
    cleansed = cleanse(text[:_LONGEST])
    parsed = _PARSE[kind](chosen(cleansed.text) if kind in _OFFERED else cleansed.text, context)
    return None if parsed is None else _placed(parsed, text, cleansed)


@lru_cache(maxsize=_KEPT)
def find(kind: ValueKind, text: str, context: Context) -> tuple[Parsed, ...]:
    """Every value of `kind` in running text, in order of place; for free text and names the whole text is one."""
    cleansed = cleanse(text)
    return tuple(_placed(parsed, text, cleansed) for parsed in _FIND[kind](cleansed.text, context))


def _placed(parsed: Parsed, text: str, cleansed: Cleansed) -> Parsed:
    if cleansed.spans is None:
        return parsed
    start, end = cleansed.place(parsed.start, parsed.end)
    others = tuple(_placed(other, text, cleansed) for other in parsed.others)
    return replace(parsed, start=start, end=end, raw=text[start:end], others=others)
