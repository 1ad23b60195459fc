"""A mine and its country under a word for origin alone: "Provenance: concession Lwamba, RD Congo".

"Origin" and "Provenance" ask for a country on most papers. Where a mining place stands there with the country behind
it, the place is where the goods were mined, and the country theirs. (Of a country before its place
`extract.candidates_mined` tells.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from extract.candidates import Candidate, label_features, value_features
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Region
from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.labels_hit import LabelHit
from extract.prose_words import alternation
from extract.values import Context, Parsed, find, parse
from extract.values.folding import fold

_ASKED: Final = frozenset({"country_of_origin", "country_of_provenance"})
_COUNTRY: Final = re.compile(r"(?<![^\W_])(?:countr(?:y|ies)|ctry|pays|pais(?:es)?|etats?|state)(?![^\W_])")
_PARTING: Final = ",;(–—-/"
_LONGEST: Final = 120  # characters of a place; more is prose
_ALONE: Final = 80  # characters of a place with no country behind it
_FIGURES: Final = re.compile(r"\d{3}")
_FIT: Final = 0.9  # how well a place told beside its country fits


def with_provenances(
    around: Neighbourhood, found: Sequence[Candidate], doctype: DocumentType, context: Context
) -> list[Candidate]:
    """The candidates, and those for the mine and the country of origin under labels of a mere word for origin.

    Words within such a place lead to no other mine: "concession" in "Provenance: concession Lwamba".
    """
    told = list(_provenances(around, doctype, context))
    words = {word for one in told for word in one.words}
    kept = [
        one
        for one in found
        if not (words and one.spec.kind is ValueKind.SITE and one.label is None and one.words & words)
    ]
    return [*kept, *told]


def _provenances(around: Neighbourhood, doctype: DocumentType, context: Context) -> Iterator[Candidate]:
    specs = {spec.name: spec for spec in doctype.fields}
    if "mine_site" not in specs or "country_of_origin" not in specs:
        return
    for hit in around.labels:
        asked = any(spec.name in _ASKED for spec in hit.specs)
        if not asked or hit.embedded or _COUNTRY.search(fold(hit.text)) is not None:
            continue
        for region in around.places(hit, ValueKind.SITE):
            told = _told(region.text, context)
            if told is not None:
                yield _candidate(specs["mine_site"], hit, region, told[0])
                if told[1] is not None:
                    yield _candidate(specs["country_of_origin"], hit, region, told[1])
                break


def _told(text: str, context: Context) -> tuple[Parsed, Parsed | None] | None:
    """(place, country) of a text that is a mining place and, behind it, the one country it lies in, if it names one."""
    named = find(ValueKind.COUNTRY, text.replace("\n", " "), context)
    if not named and len(text) <= _ALONE and _mining_place().search(fold(text)) is not None:
        alone = parse(ValueKind.SITE, text, context)
        return None if alone is None or _FIGURES.search(alone.raw) else (alone, None)
    if len(named) != 1 or len(text) > _LONGEST or text[named[0].end :].strip(" .)\n"):
        return None
    place = text[: named[0].start].rstrip()
    if place[-1:] not in _PARTING or _mining_place().search(fold(place)) is None:
        return None
    place = place.rstrip(_PARTING + " \n")
    start = len(place) - len(place.lstrip(" :.\n"))
    return Parsed(" ".join(place.split()), place[start:], start, len(place), _FIT, "place-in-country"), named[0]


@cache
def _mining_place() -> re.Pattern[str]:
    """Words for where goods are mined, and not for a town that they came through."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('mining_place')})(?![^\W_])")


def _candidate(spec: FieldSpec, hit: LabelHit, region: Region, parsed: Parsed) -> Candidate:
    features = {**label_features(hit, region), **value_features(spec, region, parsed), "coverage": 0.4}
    return Candidate(spec, region, parsed, hit).weighed(features)
