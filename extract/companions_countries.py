"""The country that other papers of a bundle state for a role, known again where this paper names it in no other role.

A country stands on a paper in many roles: within the parties' addresses, in the head of an authority, with the day of
signing. It is known again as where goods are from, or where they go, only outside all of these: by itself in its cell,
or in a sentence. That is a likeness and no statement of the paper's own, and its confidence says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from extract.candidates_mined import adjectives_of, speaks_of_mining, speaks_of_origin
from extract.companions_places import Role, within
from extract.companions_text import Found, Wording
from extract.doctype import ValueKind
from extract.prose_words import alternation
from extract.values import Context, Parsed, find, legal_forms
from extract.values.country_names import names
from extract.values.folding import fold, plain

COUNTRIES: Final = ("country_of_origin", "country_of_destination")
"""Roles of a country that are known again; where goods left from is not told from where they were made."""
_AROUND: Final = ("goods_description", "mineral", "marks", "remarks", "official_use")
"""Facts that are read as they stand, whatever they speak of."""
_ALIKE: Final = {"country_of_origin": ("country_of_provenance",)}
"""Where goods left from is most often where they were made, but for the port that they were loaded in."""
_WITHIN: Final = {"country_of_origin": ("mine_site",), "country_of_destination": ("port_of_discharge",)}
"""Facts of a place in the country of a role."""
_SENTENCE: Final = 5  # words from which a phrase is no mere name of a town and its country
_CUT: Final = 16  # characters at the end of a line whose word for origin the next one goes on with
_HEAD: Final = 0.14  # of the first page's height
_FIRM: Final = 40  # characters around a country within which a legal form makes it a company's seat
_SHORT: Final = 9  # words of a phrase with a date that is the place and day of signing
_ADDRESS: Final = re.compile(
    r"(?<![\w.,/-])(?!(?:19|20)\d\d(?!\d))\d{4,6}(?!\d|[.,/-]\d|\s?(?:%|kgs?|cts?|usd)(?![^\W_]))|@|www\."
    r"|(?<![^\W_])(?:p\.? ?o\.?|b\.? ?p\.?|c\.? ?p\.?)(?: ?box)? \d"
    r"|(?<![^\W_])(?:tel|fax|phone|nif|tin|vat|rccm)(?![^\W_])"
)
"""Signs of an address or of a company's numbers."""
_STATE: Final = re.compile(r"\W*(?:the )?(?:republi|kingdom|royaume|reino|state|etat|estado|united republic)")
"""How the full name of a country begins; by itself, and in the upper part of a page, it is who issues the paper."""
_TOP: Final = 0.25  # of a page's height
_NOT_THERE: Final = re.compile(
    r"(?<![^\W_])(?:outside(?: of)?|except|other than|not|hors|hors de|sauf|fora d[aeo]|exceto|fuera de|salvo|cc:?)\s*$"
)


def named(code: str, name: str, wording: Wording, roles: Sequence[Role]) -> Iterator[Found]:
    """Every place where a country (ISO 3166-1 alpha-2) is named that may be the one of a role, in the paper's order.

    Its code names it where nothing else stands in a box, and as where goods are from its adjective beside a word for
    origin.
    """
    others = [role for role in roles if role.name not in (name, *_AROUND, *_WITHIN.get(name, ()))]
    for number in sorted(wording.with_words(_words_of(code))):
        text = wording.lines[number]
        for parsed in wording.countries(number):
            if parsed.value != code or _NOT_THERE.search(fold(text)[: parsed.start]) is not None:
                continue
            found = wording.at(number, parsed.start, parsed.end)
            if not _is_said(name, text, parsed) and (
                _is_elsewhere(name, text, parsed)
                or _in_head(found, wording)
                or (_is_state(text, parsed) and found.evidence[0].box.y1 < _TOP)
            ):
                continue
            alike = _ALIKE.get(name, ()) if len(text.split()) >= _SENTENCE else ()
            taken = any(within(found, role) for role in others if role.name not in alike)
            if not taken:
                yield found
    for number in sorted(wording.with_words([code.casefold()])):
        if wording.lines[number].strip(" .:") == code:
            found = wording.at(number, 0, len(wording.lines[number]))
            if not any(within(found, role) for role in others):
                yield found
    if name == "country_of_origin":
        yield from _by_adjective(code, wording)


def _by_adjective(code: str, wording: Wording) -> Iterator[Found]:
    for number in sorted(wording.with_words(adjectives_of(code))):
        before = wording.lines[number - 1] if number else ""
        for token in wording.tokens(number):
            if token.key in adjectives_of(code) and (
                speaks_of_origin(wording.lines[number]) or (token.start == 0 and speaks_of_origin(before[-_CUT:]))
            ):
                yield wording.at(number, token.start, token.end)


@cache
def _words_of(code: str) -> frozenset[str]:
    """All words of the names of a country: a phrase without any of them does not name it."""
    return frozenset(word for name, (of, _) in names().items() if of == code for word in name.split() if len(word) > 1)


@cache
def _body() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('body')})")


def _is_said(name: str, text: str, parsed: Parsed) -> bool:
    """Whether words right before a country say that goods are from there."""
    before = text[max(0, parsed.start - _FIRM) : parsed.start]
    if name != "country_of_origin" or _body().search(fold(before)) is not None:
        return False
    return speaks_of_origin(before) or speaks_of_mining(before)


def _is_elsewhere(name: str, text: str, parsed: Parsed) -> bool:
    """Whether a phrase tells of a seat, an office or a day of signing rather than of the goods and their way."""
    folded = fold(text)
    near = folded[max(0, parsed.start - _FIRM) : parsed.end + _FIRM]
    if _ADDRESS.search(near) is not None or _body().search(near) is not None:
        return True
    if len(folded.split()) <= _SHORT and find(ValueKind.DATE, text, Context()):
        return True
    around = plain(text)[max(0, parsed.start - _FIRM) : parsed.end + _FIRM]
    firms = legal_forms.matches(around, 0, len(around)) if name == "country_of_origin" else ()
    return any(firm[0][:1].isupper() for firm in firms)


def _is_state(text: str, parsed: Parsed) -> bool:
    """Whether a phrase is the full name of a country and no more."""
    return _STATE.match(fold(text)) is not None and len(parsed.raw.split()) == len(text.split())


def _in_head(found: Found, wording: Wording) -> bool:
    place = found.evidence[0]
    return place.page == wording.first_page and place.box.y1 < _HEAD
