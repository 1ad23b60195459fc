"""Labels that name a fact of a party and not whose it is: "Name", "Raison sociale", "Domicilio", "Addr.", "Country"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.doctype import ValueKind
from extract.labels_hit import COLON, LabelHit
from extract.layout import PageLayout
from extract.values import addresses
from extract.values.folding import fold

_QUALITY = 0.95
_LONGEST = 40  # characters of such a label


@dataclass(frozen=True)
class Fact:
    """Such a label: of a name (PARTY), an address, its town or postal code (SITE), its country, or of a register, a
    telephone and the like (IDENTIFIER)."""

    kind: ValueKind
    hit: LabelHit


def facts(layout: PageLayout, page: int) -> list[Fact]:
    """The labels of facts of a page, in the order of its phrases."""
    found = []
    for number, segment in enumerate(layout.segments):
        told = _told(segment.text)
        if told is not None:
            kind, start, end, colon = told
            found.append(Fact(kind, _hit(segment.text, number, page, start, end, colon=colon)))
    return found


def is_signing(text: str) -> bool:
    """Whether a phrase begins as the label of what stands by a signature: who signs, as what, when."""
    return _signing().match(fold(text)) is not None


@cache
def _signing() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{addresses.one_of('signing')})(?![^\W_])")


@cache
def _asked() -> re.Pattern[str]:
    one = addresses.one_of
    kinds = rf"(?:(?:{one('seat_kind')})[ ])*"
    number = r"(?:[ ]?(?:no|n°|nr|number|numero)\.?)?"
    return re.compile(
        rf"[ ]*(?:[(\[]?(?:\d{{1,2}}[a-z]?|[a-z])[.)\]]+[ ]+)?"
        rf"(?:(?P<address>{kinds}(?:{one('seat')})(?:[ ](?:{one('seat_kind')}))*|(?:end|dir|add)(?=\.|[ ]*:))"
        rf"|(?P<name>(?:{one('fact_name')}))|(?P<country>(?:{one('fact_country')}))"
        rf"|(?P<place>(?:{one('fact_place')}))"
        rf"|(?P<other>(?:{one('contact')}|{one('register')}){number}))"
        r"(?:[ ]?/[ ]?(?:[^\W\d_]+[ ]?){1,3})?[ ]*(?:(?P<colon>\.?[ ]*[:=])|\.?[ ]*$)"
    )


@cache
def _bare() -> re.Pattern[str]:
    """The label of an address with no sign behind it."""
    seat = rf"(?:(?:{addresses.one_of('seat_kind')})[ ])*(?:{addresses.one_of('seat')})"
    return re.compile(rf"[ ]*(?:[(\[]?\d{{1,2}}[a-z]?[.)\]]+[ ]+)?(?P<address>{seat})[ ]+")


def _is_street(text: str) -> bool:
    """Whether a text begins as an address, with a capital or a figure, and has a street or a box with its number."""
    folded = fold(text)
    return (text[:1].isupper() or text[:1].isdigit()) and addresses.has_street(folded) and any(map(str.isdigit, folded))


@lru_cache(maxsize=8_000)
def _told(text: str) -> tuple[ValueKind, int, int, bool] | None:
    """The kind of fact that a phrase begins to tell, where its label begins and ends, and whether a colon ends it."""
    if not text[:1].isalnum() and text[:1] not in "([":
        return None
    asked = _asked().match(fold(text[: _LONGEST + 2]) if len(text) > _LONGEST else fold(text))
    if asked is None and (bare := _bare().match(fold(text))) is not None and _is_street(text[bare.end() :]):
        start = bare.start("address")
        return (ValueKind.ADDRESS, start, bare.end(), False) if text[start : start + 1].isupper() else None
    if asked is None or (asked["colon"] is None and len(text) > _LONGEST):
        return None
    kinds = {
        "address": ValueKind.ADDRESS,
        "name": ValueKind.PARTY,
        "country": ValueKind.COUNTRY,
        "place": ValueKind.SITE,
    }
    group = next(name for name in ("address", "name", "country", "place", "other") if asked[name] is not None)
    start = asked.start(group)
    if not text[start : start + 1].isupper():
        return None
    colon = COLON.match(text[asked.end() - 1 :]) if asked["colon"] is not None else None
    end = asked.end() - 1 + colon.end() if colon is not None else asked.end()
    return kinds.get(group, ValueKind.IDENTIFIER), start, end, colon is not None


def _hit(text: str, number: int, page: int, start: int, end: int, *, colon: bool) -> LabelHit:
    rest = text[end:].strip(" /|–—-.")
    return LabelHit(
        page=page,
        segments=(number,),
        start=start,
        end=end,
        specs=(),
        text=text[start:end].strip(),
        quality=_QUALITY,
        length=sum(map(str.isalnum, text[start:end])),
        colon=colon,
        whole=not rest,
        box_number=start > 0,
    )
