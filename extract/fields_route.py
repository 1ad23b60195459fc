"""The countries that goods leave and go to, where a place of the way says them: "Port of discharge: Abidjan, …".

A port may lie in a country that the goods only pass through. So the country of a port, of a place of receipt or of
delivery is told where the party at that end of the way has its seat in the same country, and is left out elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extract.candidates import Candidate
from extract.doctype import DocumentType
from extract.fields import evidence_for
from extract.model import Field
from extract.values import Context, addresses
from extract.values.countries import find_countries

_ENDS = (
    ("country_of_provenance", "port_of_loading", "exporter_address"),
    ("country_of_destination", "port_of_discharge", "importer_address"),
)
_NAMED = 0.3
"""Score from which what was read as a place of the way is one."""

_SURE = 0.95
"""Confidence at most in a country that two places of the paper tell."""


def routed(
    fields: Mapping[str, Field], candidates: Iterable[Candidate], doctype: DocumentType, context: Context
) -> dict[str, Field]:
    """The countries at the ends of the way that no field states and that a place and a party's address both name."""
    found: dict[str, Field] = {}
    own = {spec.name for spec in doctype.fields}
    for name, place, seat in _ENDS:
        address = fields.get(seat)
        if name not in own or name in fields or address is None or not isinstance(address.value, str):
            continue
        home = addresses.country_of(address.value, context)
        told = [
            (one, country)
            for one in candidates
            if home is not None and one.spec.name == place and one.score >= _NAMED
            for country in find_countries(one.region.text, context)
            if country.value == home
        ]
        if told:
            best, country = max(told, key=lambda each: each[0].score)
            found[name] = Field(
                name=name,
                value=country.value,
                raw=country.raw,
                confidence=round(min(_SURE, address.confidence), 4),
                evidence=evidence_for(best.region, country.start, country.end) + address.evidence[:1],
                label=None if best.label is None else best.label.text.rstrip(" :."),
                rule="place-and-seat",
            )
    return found
