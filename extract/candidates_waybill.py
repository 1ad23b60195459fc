"""The number of an air waybill that its form prints in three boxes: "118 | LAD | 3340 6170" is 118-33406170.

IATA Resolution 600a: the airline's prefix, the airport of departure, the serial number with its check digit (the first
seven figures modulo 7). The boxes stand at the head of the form and again at its foot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.candidates import Candidate
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, region_of
from extract.candidates_shapes import by_shape, spec_named
from extract.doctype import DocumentType, ValueKind
from extract.model import DocumentKind
from extract.values import Parsed
from extract.values.identifiers_doubted import judge

_BOXES = re.compile(r"(?<![\w-])(\d{3})[ \n|]+[A-Z]{3}[ \n|]+(\d{4})[ \n]?(\d{4})(?![\w-])")
_ONE_PHRASE = re.compile(r"\d{3} [A-Z]{3} \d{4} ?\d{4}")
"""The same in one phrase: the number as it is printed, where the page has it in no other way."""
_FIT = 0.9
_EDGE = 0.15  # of the page's height: how near to its head or foot the boxes stand


def waybill_numbers(neighbourhood: Neighbourhood, doctype: DocumentType) -> Iterator[Candidate]:
    """The numbers that three boxes of a line make up, at the head or the foot of a transport document."""
    spec = spec_named(doctype, "document_number")
    if spec is None or doctype.kind is not DocumentKind.TRANSPORT_DOCUMENT or spec.kind is not ValueKind.IDENTIFIER:
        return
    layout = neighbourhood.layout
    told = {segment.text.replace(" ", "") for segment in layout.segments}
    for line in layout.lines:
        if _EDGE < line.box.mid_y < 1 - _EDGE:
            continue
        parts = [Part(number, 0, len(layout.segments[number].text)) for number in line.segments]
        region = region_of(layout, neighbourhood.page, Place.TITLE, parts)
        for found in _BOXES.finditer(region.text):
            value = f"{found[1]}-{found[2]}{found[3]}"
            if _ONE_PHRASE.fullmatch(found[0]) and value not in told:
                continue
            score, rule = judge(value)
            boxes = region.cut(*found.span())
            parsed = Parsed(value, found[0], 0, len(found[0]), score, rule)
            yield by_shape(spec, boxes, parsed, fit=_FIT)
