"""Names screened against sanctions lists: the same party written otherwise calls a reviewer, and is no verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import pycountry

from validate.names import Likeness, alike, words
from validate.sanctions import Listed, SanctionsList, latin, name_words


def matches(lists: Iterable[SanctionsList], names: Iterable[str]) -> Iterator[tuple[SanctionsList, Listed, str, str]]:
    """Listed parties whose name is one of these but for order, accents, legal form, Cyrillic letters or a slip, or for
    words that one of the two adds: a second first name, a place, what stands in brackets.

    Each with the name asked for and the name listed.
    """
    for name in dict.fromkeys(names):
        ways = {way: name_words(way) for way in (name, _BRACKETS.sub(" ", name)) if name_words(way)}
        for one in lists:
            indices = {index for asked in ways.values() for index in _candidates(one, asked)}
            for index in sorted(indices):
                party = one.parties[index]
                for hit, theirs in zip(party.names, one.in_words[index], strict=True):
                    if any(_same(way, asked, hit, theirs) for way, asked in ways.items()):
                        yield one, party, name, hit
                        break


def _candidates(one: SanctionsList, asked: frozenset[str]) -> set[int]:
    """The parties that may bear a name: a telling word of it is theirs, or, where that holds a slip, all others are.

    A word that thousands of names hold leads to none by itself, or a list of the world's would be gone through.
    """
    found = {index for word in asked - GENERIC for index in one.by_word.get(word, ())}
    common = [set(one.by_word.get(word, ())) for word in asked & GENERIC]
    return found | set.intersection(*common) if common else found


_BRACKETS = re.compile(r"\([^()]*\)")

GENERIC = frozenset(
    {
        *("gold", "diamond", "diamonds", "gem", "gems", "jewellery", "jewelry", "mineral", "minerals"),
        *("mining", "mines", "mine", "metal", "metals", "ore", "ores", "refinery", "refining", "smelting"),
        *("smelter", "resources", "cobalt", "copper", "tin", "tantalum", "trading", "trade", "traders"),
        *("commercial", "commerce", "general", "import", "export", "exports", "imports", "exporters"),
        *("importers", "international", "global", "world", "group", "holding", "holdings", "industries"),
        *("industrial", "enterprises", "enterprise", "services", "logistics", "investment", "investments"),
        *("capital", "partners", "brothers", "sons", "new", "first", "star", "rough", "sales", "africa"),
        *("african", "europe", "asia", "east", "west", "north", "south", "central", "great", "lakes"),
        *("public", "or", "ouro", "oro", "diamants", "diamantes", "minerais", "minerales", "minas"),
        *("comptoir", "negoce", "stock"),
    }
)
"""Words that many names of the trade hold: alone they say nothing of who it is."""

TELLING = 6
"""Letters from which on a single word that is not generic names a party, with a place or a generic word added."""


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Words of the names of countries."""
    return frozenset(word for country in pycountry.countries for word in words(country.name))


def _same(own: str, asked: frozenset[str], listed_name: str, theirs: frozenset[str]) -> bool:
    """A name of one word is the same only where it is equal, or where nothing but a place or a generic word is added to
    a word of its own: `Star` is not every firm of that name. Of longer ones, one may hold further words where two
    words of those in common are telling; names that differ in a word or two are held against each other letter by
    letter."""
    if asked == theirs:
        return True
    if len(asked ^ theirs) > MOST_APART:
        return False
    if asked < theirs or theirs < asked:
        telling = {word for word in asked & theirs if word not in GENERIC and word not in _places()}
        if len(telling) >= 2:
            return True
        if (
            len(theirs) == 1
            and len(telling) == 1
            and len(*telling) >= TELLING
            and asked - theirs <= GENERIC | _places()
        ):
            return True
    return len(asked) >= 2 and len(theirs) >= 2 and alike(latin(own), latin(listed_name)) is Likeness.SAME


MOST_APART = 3
"""Words that stand in one of two names alone: a slip makes two, a name written in one word and in two makes three."""
