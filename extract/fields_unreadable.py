"""Fields whose place is on the page while what stands there cannot be made out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from extract.candidates import read_confidence
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Place, Region
from extract.choose import Choice
from extract.doctype import STRICT, FieldSpec, ValueKind
from extract.fields import evidence_for
from extract.labels_hit import LabelHit
from extract.model import Alternative, Evidence, Field
from ingest.model import Box

GUESSED = 0.3
"""Below this confidence a reading is a guess, and the field is said to be unreadable."""

_SURE_PLACES = frozenset({Place.INLINE, Place.RIGHT, Place.CELL, Place.NEXT_CELL})
_LABEL_QUALITY = 0.9
_SPECIFIC = 6  # letters of a label that names one field only
_FAR = 14.0  # text heights between label and value beyond which they need not belong together
_NEAR = 8.0  # text heights from a label within which words are an answer to it
_ASKED_STRICTLY = STRICT | {ValueKind.IDENTIFIERS}
_DAMAGED = 0.45  # read confidence below which text is likely not what stands there


def unreadable(neighbourhoods: Iterable[Neighbourhood], choices: Mapping[str, Choice]) -> dict[str, Field]:
    """Fields that a label announces, whose place holds marks that no grammar accepts or that a stamp covers."""
    found: dict[str, Field] = {}
    for around in neighbourhoods:
        taken = {
            (word, page) for choice in choices.values() for page, word in choice.chosen.words if page == around.page
        }
        for hit in around.labels:
            spec = _announced(hit, choices)
            if spec is None or spec.name in found:
                continue
            region = _marks_beside(around, hit, spec, taken)
            if region is not None:
                found[spec.name] = _field(spec, hit, region)
            elif (stamped := _stamp_beside(around, hit)) is not None:
                page = around.layout.page
                found[spec.name] = Field(
                    name=spec.name,
                    value=None,
                    status="unreadable",
                    confidence=0.5,
                    evidence=(Evidence(file=page.file, page=page.number, box=stamped),),
                    label=hit.text.rstrip(" :."),
                )
    return found


def unfilled(neighbourhoods: Iterable[Neighbourhood], fields: Mapping[str, Field]) -> dict[str, Field]:
    """Fields that their type demands, whose label, with a colon or in a box, stands there with nothing in its place.

    A box that a form prints for what its paper does not need is no fault: only what is demanded counts. Words that are
    no value ("n/a", "see annex") are an answer.
    """
    found: dict[str, Field] = {}
    for around in neighbourhoods:
        for hit in around.labels:
            in_box = hit.whole and around.layout.segments[hit.segments[0]].cell is not None
            if hit.quality < _LABEL_QUALITY or hit.embedded or hit.length < _SPECIFIC or not (hit.colon or in_box):
                continue
            if len(hit.specs) != 1 or hit.specs[0].more or not hit.specs[0].demanded:
                continue
            spec = hit.specs[0]
            name = spec.fills[0]
            if name in fields or name in found or _is_answered(around, hit, spec):
                continue
            layout = around.layout
            box = layout.segments[hit.segments[0]].box
            for number in hit.segments[1:]:
                box = box.union(layout.segments[number].box)
            evidence = Evidence(file=layout.page.file, page=layout.page.number, box=box)
            found[name] = Field(
                name=name,
                value=None,
                status="unreadable",
                confidence=0.5,
                evidence=(evidence,),
                label=hit.text.rstrip(" :."),
            )
    return found


def _is_answered(around: Neighbourhood, hit: LabelHit, spec: FieldSpec) -> bool:
    """Whether words stand where the value should: of the label's cell, beside it, or close beneath."""
    return any(region.distance <= _NEAR for region in around.places(hit, spec.kind))


def _announced(hit: LabelHit, choices: Mapping[str, Choice]) -> FieldSpec | None:
    """The one field that a clear label announces and that has no reading."""
    if hit.quality < _LABEL_QUALITY or not (hit.whole or hit.colon) or hit.embedded or hit.length < _SPECIFIC:
        return None
    if any(spec.name in choices for spec in hit.specs):
        return None
    wanted = [spec for spec in hit.specs if not spec.more]
    if len(wanted) != 1 or len(hit.specs) != 1 or wanted[0].kind not in _ASKED_STRICTLY:
        return None
    return wanted[0]


def _marks_beside(
    around: Neighbourhood, hit: LabelHit, spec: FieldSpec, taken: Collection[tuple[int, int]]
) -> Region | None:
    for region in around.places(hit, spec.kind):
        if region.place not in _SURE_PLACES or region.distance > _FAR or not region.spots:
            continue
        if any((word, region.page) in taken for _, _, word in region.spots):
            return None
        text = region.text.strip()
        damaged = read_confidence(region, 0, len(region.text)) < _DAMAGED
        numeric = spec.kind is not ValueKind.COUNTRY and any(char.isdigit() for char in text)
        # Words that are no value ("n/a", "see annex") are an answer of another sort, not an unreadable one.
        return region if damaged or numeric else None
    return None


def _stamp_beside(around: Neighbourhood, hit: LabelHit) -> Box | None:
    """A stamp that lies where the value of a label should be, on a line that is otherwise empty."""
    layout = around.layout
    label = layout.segments[hit.segments[0]]
    line = layout.lines[label.line]
    if line.segments[-1] != hit.segments[0] or not hit.whole:
        return None
    for mark in layout.page.marks:
        if mark.kind != "stamp" or mark.box is None:
            continue
        beside = mark.box.x0 > label.box.x0 and mark.box.x0 - label.box.x1 < 0.35
        if beside and mark.box.y0 < label.box.mid_y < mark.box.y1:
            return Box(max(mark.box.x0, label.box.x1), label.box.y0, mark.box.x1, label.box.y1)
    return None


def _field(spec: FieldSpec, hit: LabelHit, region: Region) -> Field:
    return Field(
        name=spec.name,
        value=None,
        raw=" ".join(region.text.split()),
        status="unreadable",
        confidence=0.5,
        evidence=evidence_for(region, 0, len(region.text)),
        label=hit.text.rstrip(" :."),
    )


def without_guesses(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields with those whose reading is a guess turned unreadable, the reading kept as an alternative."""
    return {name: stripped(field) if _is_guess(field) else field for name, field in fields.items()}


def _is_guess(field: Field) -> bool:
    return field.status == "read" and field.confidence < GUESSED


def stripped(field: Field) -> Field:
    """The field as unreadable, what was read kept as an alternative."""
    if field.value is None:
        return field
    guess = Alternative(
        value=field.value, unit=field.unit, raw=field.raw, score=field.confidence, evidence=field.evidence
    )
    return field.model_copy(
        update={"value": None, "unit": None, "status": "unreadable", "alternatives": field.beside(guess)}
    )
