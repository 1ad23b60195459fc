"""What carriers' forms call by words that mean another fact elsewhere: "Date" beside "Flight", a second consignee.

The form of the road waybill of South America (CRT) has a box for the consignee ("destinatario") and one for whom its
agent at the border is ("consignatario"); elsewhere the second word is the consignee's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.candidates import Candidate
from extract.candidates_places import Neighbourhood
from extract.doctype import DocumentType, FieldSpec
from extract.model import DocumentKind
from extract.values.folding import fold

_DAY = re.compile(r"\W*(?:date|data|fecha|day|jour|dia)\W*")
_OF_CARRIAGE = re.compile(
    r"\W*(?:(?:1st|2nd|first|requested|n[o°]?)\W+)?(?:flight|vol|voo|vuelo|voyage|viagem|viaje)\W*"
)
_CONSIGNED = re.compile(r"consignatari[oa]")
_ADDRESSED = re.compile(r"destinatari[oa]")
_SURE = 0.9  # chance from which the box of the consignee is taken for filled in


def as_carried(around: Neighbourhood, found: Sequence[Candidate], doctype: DocumentType) -> list[Candidate]:
    """The candidates of a transport document, by what its boxes mean there; those of other papers as they are."""
    if doctype.kind is not DocumentKind.TRANSPORT_DOCUMENT:
        return list(found)
    shipped = next((spec for spec in doctype.fields if spec.name == "shipment_date"), None)
    told = [_of_flight(around, one, shipped) for one in found]
    if not any(_is_importer(one, _ADDRESSED) and one.score >= _SURE for one in told):
        return told
    return [one for one in told if not _is_importer(one, _CONSIGNED)]


def _of_flight(around: Neighbourhood, one: Candidate, shipped: FieldSpec | None) -> Candidate:
    """A day under "Date" right behind "Flight" as the day of carriage."""
    if (
        shipped is None
        or one.spec.name != "issue_date"
        or one.label is None
        or not _DAY.fullmatch(fold(one.label.text))
    ):
        return one
    number = one.label.segments[0]
    segments = around.layout.segments
    before = segments[number - 1] if number else None
    if before is None or before.line != segments[number].line or not _OF_CARRIAGE.fullmatch(fold(before.text)):
        return one
    return replace(one, spec=shipped)


def _is_importer(one: Candidate, words: re.Pattern[str]) -> bool:
    return one.spec.name == "importer" and one.label is not None and words.search(fold(one.label.text)) is not None
