"""The number right behind a paper's own name, in the head of the page, where no title was told by its print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.candidates import Candidate
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, region_of
from extract.candidates_shapes import A_NUMBER, by_shape, folded_titles, spec_named
from extract.doctype import DocumentType, ValueKind
from extract.values import Context, parse
from extract.values.folding import fold

_LABELLED = re.compile(r"(?P<name>[^\W\d_][^\d:]+?)[\s.]*:\s*(?P<number>\S*\d\S*(?:\s\S+)?)")
_BARE = re.compile(
    r"(?P<name>[^\W\d_][^\d:]+?)\s+(?P<number>(?:[A-Z]{1,6}\s)?(?=\S*\d)[A-Z0-9][\w/.-]*(?:\s[\dA-Z][\w/.-]*)?)"
)
_UPPER = 0.35  # of the page: where a paper names itself


def behind_names(neighbourhood: Neighbourhood, doctype: DocumentType, context: Context) -> Iterator[Candidate]:
    """The number behind the paper's name, as a print-out labels it or as a heading has it.

    "LISTA DE CARGA ......: LC-0047", "Certificado de análisis PN-26-0417".
    """
    spec = spec_named(doctype, "document_number")
    if spec is None:
        return
    layout = neighbourhood.layout
    names = folded_titles(doctype)
    for number, segment in enumerate(layout.segments):
        if segment.box.y0 >= _UPPER:
            continue
        found = _LABELLED.fullmatch(segment.text) or _BARE.fullmatch(segment.text)
        if found is None or fold(found["name"]) not in names:
            continue
        part = Part(number, found.start("number"), len(segment.text))
        region = region_of(layout, neighbourhood.page, Place.TITLE, [part], distance=0.0, skip=neighbourhood.skip)
        parsed = parse(ValueKind.IDENTIFIER, region.text, context)
        if parsed is not None and parsed.start == 0 and parsed.score >= A_NUMBER:
            yield by_shape(spec, region, parsed, fit=0.9)
