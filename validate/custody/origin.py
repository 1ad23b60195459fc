"""Where a chain begins: countries and mines of its extractions, and what of it is recycled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rapidfuzz import fuzz

from validate.custody.graph import Graph, Source, sources
from validate.custody.yields import plain
from validate.model import CustodyEvent, EventType

SITE = re.compile(r"\b([A-Z]{2})(?:-(?=[+-]))?([+-]\d+\.\d{3,})([+-]\d+\.\d{3,})-(\d+)\b")
"""The ICGLR's mine site identifier: country, latitude and longitude with their signs, number
(`RW-1.9641+30.0619-00001` lies south of the equator)."""

MINES_ALIKE = 75
"""Likeness (0..100) from which two mine names are taken for one: spellings and transcriptions vary widely."""

_GENERIC = re.compile(
    r"\b(?:mine|mines|mina|minas|mining|site|pit|carriere|concession|concesion|concessao|claim|block|bloc|bloco|bloque|"
    r"permit|permis|licence|license|area|zone|zona|deposit|open|operating|company|project|projet|projeto|proyecto|"
    r"artisanal|cooperative|the|de|du|da|do|la|le|of)\b"
)
_RECYCLED = re.compile(r"recycl|recicl|\bscrap|chatarra|sucata|dechet|reclaim|post.?consumer|urban.?mining")


@dataclass(frozen=True, slots=True)
class Origin:
    """The beginnings of a chain. `unknown` counts sources that state no country; shares are of the final weight."""

    countries: dict[str, Decimal | None]
    mines: tuple[str, ...]
    unknown: int
    recycled: Decimal | None
    has_recycled: bool


def origin_of(graph: Graph, lots: Sequence[str]) -> Origin:
    """The union of the sources of these lots; recycled material has no country of origin."""
    shares = sources(graph, lots)
    countries: dict[str, Decimal | None] = {}
    mines: dict[str, None] = {}
    unknown = 0
    recycled: Decimal | None = Decimal(0)
    for source, share in shares.items():
        if source.mine:
            mines[source.mine] = None
        if source.recycled:
            recycled = None if share is None or recycled is None else recycled + share
            continue
        country = country_of(source)
        if country is None:
            unknown += 1
        else:
            before = countries.get(country, Decimal(0))
            countries[country] = None if share is None or before is None else before + share
    return Origin(countries, tuple(mines), unknown, recycled, any(source.recycled for source in shares))


def country_of(source: Source) -> str | None:
    """A source's country as stated, else that in its mine's ICGLR identifier."""
    if source.country:
        return source.country.upper()
    match = SITE.search(source.mine or "")
    return match[1] if match else None


def recycled_events(events: Iterable[CustodyEvent]) -> list[CustodyEvent]:
    """Events that bring in recycled material: of that type, with a share, or by the words of their process."""
    return [
        event
        for event in events
        if event.type is EventType.RECYCLE
        or (event.recycled_share is not None and event.recycled_share > 0)
        or (event.process is not None and _recycled(event.process))
        or (event.mineral is not None and _recycled(event.mineral))
    ]


@lru_cache(maxsize=4096)
def _recycled(text: str) -> bool:
    return bool(_RECYCLED.search(plain(text)))


def same_mine(one: str, other: str) -> bool:
    """The same mine by its identifier, else by a name that is contained in the other or much alike."""
    a, b = SITE.search(one), SITE.search(other)
    if a is not None and b is not None:
        return a.groups() == b.groups()
    left, right = _name(one), _name(other)
    if not left or not right:
        return True
    if left in right or right in left:
        return True
    return fuzz.token_set_ratio(left, right) >= MINES_ALIKE


def _name(mine: str) -> str:
    text = plain(SITE.sub(" ", mine))
    words = re.sub(r"[^\w]+", " ", _GENERIC.sub(" ", text)).split()
    return " ".join(words) or " ".join(re.sub(r"[^\w]+", " ", text).split())
