"""The day of a flight, told beside its number: "vuelo AV 026 del 21/11/2025", "TW 411 / 24 AUG 2026".

A waybill of the air names the flights that goods are booked on; the first of them is when they leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extract.candidates import Candidate
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, region_of
from extract.candidates_shapes import by_shape, spec_named
from extract.doctype import DocumentType
from extract.model import DocumentKind
from extract.values import Context
from extract.values.dates import find_dates

_FIT: Final = 0.6
_FLIGHT: Final = re.compile(
    r"(?P<word>\b(?i:flight|flt|vol|vuelo|v[oô]o)s?\.?\s*(?i:n[o°º.]*\s*)?)?"
    r"(?<![A-Z0-9])[A-Z][A-Z0-9] ?\d{2,4}(?![\w.-])"
    r"\s*(?:(?P<mark>/)|(?i:of|on|dated|du|le|del|de|do|em|el)\b|,)?\s*"
)


def flight_days(around: Neighbourhood, doctype: DocumentType, context: Context) -> Iterator[Candidate]:
    """The day of the first flight that the page names with its day; a stroke or a word must tell that it is one."""
    spec = spec_named(doctype, "shipment_date")
    if spec is None or doctype.kind is not DocumentKind.TRANSPORT_DOCUMENT:
        return
    for number, segment in enumerate(around.layout.segments):
        for flight in _FLIGHT.finditer(segment.text):
            if not (flight["word"] or flight["mark"]):
                continue
            dates = [one for one in find_dates(segment.text, context) if one.start == flight.end()]
            if dates:
                region = region_of(
                    around.layout, around.page, Place.SHAPE, [Part(number, 0, len(segment.text))], skip=around.skip
                )
                yield by_shape(spec, region, dates[0], fit=_FIT)
                return
