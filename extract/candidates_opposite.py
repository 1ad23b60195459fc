"""Who signs level with the authority's label, which names the authority under it: a person over a signature's label.

"Issuing authority" over "National Minerals Agency, Freetown", and right of both "Mohamed S. Bangalie" over "Signature
of authorised officer".
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.candidates import Candidate
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Place
from extract.doctype import ValueKind
from extract.prose_names import bears_body

_UNDER = frozenset({Place.BELOW, Place.CELL_UNDER, Place.CELL})
_FITS = 0.8  # how well what stands under the label must be an authority
_CLOSE = 1.6  # heights of a text between a name and the label of the signature under it
_OVERLAP = 0.5  # of such a height that the box of great print may reach into the line under it


def without_signatories(around: Neighbourhood, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without persons who sign right of the authority's label, where the authority stands under it."""
    below = {
        id(one.label)
        for one in found
        if one.spec.kind is ValueKind.AUTHORITY and one.region.place in _UNDER and one.score >= _FITS
    }
    return [
        one
        for one in found
        if one.spec.kind is not ValueKind.AUTHORITY
        or one.region.place is not Place.RIGHT
        or id(one.label) not in below
        or bears_body(str(one.parsed.value))
        or not _is_signed(around, one)
    ]


def _is_signed(around: Neighbourhood, one: Candidate) -> bool:
    """Whether the label of a signature stands right under a reading."""
    layout = around.layout
    words = {word for page, word in one.words if page == around.page}
    here = next((text.box for text in layout.segments if words & set(text.words)), None)
    if here is None:
        return False
    for hit in around.labels:
        if not hit.whole or all(spec.name != "signature" for spec in hit.specs):
            continue
        under = layout.segments[hit.segments[0]].box
        gap = (under.y0 - here.y1) * layout.page.height / layout.text_height
        if under.x0 < here.x1 and here.x0 < under.x1 and -_OVERLAP <= gap <= _CLOSE:
            return True
    return False
