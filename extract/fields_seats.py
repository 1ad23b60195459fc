"""The address of a party that a paper names in one place and gives the address of in another.

A declaration names its writer in a sentence, and the letter paper has the address under the same name, or under the
short form that the firm goes by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.candidates_letterhead_addresses import address_lines, is_address, running_address
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, Region, region_of
from extract.fields import evidence_for
from extract.fields_unreadable import GUESSED
from extract.model import Field
from extract.values import Context, addresses, split_party
from extract.values.folding import fold, letters
from extract.values.postal import parse_address

_ROLES = ("exporter", "importer")
_SURE, _UNSURE = 0.85, 0.6
"""Confidence at most of an address found so: one that ends in a place, and any other."""
_HEAD = 0.2  # of the page: where a firm's short name stands on its letter paper
_SHORT = 8  # letters of such a name, at least


def seats_elsewhere(
    fields: Mapping[str, Field], neighbourhoods: Sequence[Neighbourhood], context: Context
) -> dict[str, Field]:
    """Addresses for the parties that were read with none, from where else the paper begins a line with their names."""
    found: dict[str, Field] = {}
    for role in _ROLES:
        named = fields.get(f"{role}_name")
        other = next(one for one in _ROLES if one != role)
        beside = fields.get(f"{other}_name")
        if named is None or named.status != "read" or named.value is None:
            continue
        told = fields.get(f"{role}_address")
        if told is not None and told.confidence >= GUESSED:
            continue
        if beside is not None and letters(str(beside.value)) == letters(str(named.value)):
            continue
        for around in neighbourhoods:
            region = _seat(around, letters(_bare(str(named.value))), context)
            if region is not None:
                found[f"{role}_address"] = _field(f"{role}_address", named, region, context)
                break
    return found


def _bare(name: str) -> str:
    """A name without the article that a sentence puts before it."""
    first, _, rest = name.partition(" ")
    return rest if len(first) <= 2 and first.isalpha() and first.title() in ("A", "O", "La", "El") and rest else name


def _seat(around: Neighbourhood, name: str, context: Context) -> Region | None:
    """The lines of an address under a name, or behind it on its line."""
    layout = around.layout
    for number, segment in enumerate(layout.segments):
        own = letters(segment.text)
        short = segment.box.y0 < _HEAD and _SHORT <= len(own) < len(name) and name.startswith(own)
        if not (own.startswith(name) or short) or not around.is_free(number):
            continue
        behind = split_party([segment.text], context) if len(own) > len(name) else None
        if behind is not None and behind.address_span is not None and is_address(behind.address or ""):
            return _region(around, [Part(number, *behind.address_span)])
        if len(own) > len(name) + 2:
            continue  # it goes on with something else
        behind_it = running_address(around, number)
        for under in (behind_it, around.going_on(number), address_lines(around, number, None)):
            region = _region(around, [Part(one, 0, len(layout.segments[one].text)) for one in under])
            if under and parse_address(region.text, context) is not None and is_address(region.text.split("\n")[0]):
                return region
    return None


def _region(around: Neighbourhood, parts: Sequence[Part]) -> Region:
    return region_of(around.layout, around.page, Place.LETTERHEAD, parts, skip=around.skip)


def _field(name: str, named: Field, region: Region, context: Context) -> Field:
    parsed = parse_address(region.text.strip(" ,;"), context)
    value = str(parsed.value) if parsed is not None else " ".join(region.text.split())
    whole = addresses.ends_in_place(value) or addresses.country_of(value, context) is not None
    whole = whole or addresses.ends_in_town(fold(value))
    return Field(
        name=name,
        value=value,
        raw=" ".join(region.text.split()),
        confidence=round(min(named.confidence, _SURE if whole else _UNSURE), 4),
        evidence=evidence_for(region, 0, len(region.text)),
        label=None,
        rule="own-block",
    )
