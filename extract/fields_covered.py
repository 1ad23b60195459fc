"""Fields whose place bears ink that no reader made words of: a stamp, a blot, a scribble, handwriting.

What was read round such ink may be a part of what stands there, and a part is another value. It is said to be
unreadable, never guessed; what was read is kept beside it for the reviewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from extract.candidates import Candidate
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Place
from extract.choose import Choice
from extract.doctype import FieldSpec, ValueKind
from extract.labels_hit import LabelHit
from extract.model import Alternative, Evidence, Field
from ingest.model import Box

_TOUCHES = 0.6
"""Text heights between ink and value within which the ink may hide a part of the value."""

_SAME_LINE = 0.45
"""Share of the lower one's height that ink and a line of text have in common."""

_REACH = 14.0
"""Text heights to the right of a label within which its value begins."""

_BENEATH = 2.2
"""Text heights under a label within which its value begins."""

_SPECIFIC = 5
"""Letters of a label that names one field only."""

_LABELLED = frozenset({Place.INLINE, Place.RIGHT, Place.CELL, Place.NEXT_CELL, Place.CELL_UNDER, Place.BELOW})


def covered(
    neighbourhoods: Sequence[Neighbourhood], choices: Mapping[str, Choice], fields: Mapping[str, Field]
) -> dict[str, Field]:
    """The fields of a document that ink covers, as unreadable: those read in part, and those not read at all."""
    found: dict[str, Field] = {}
    for choice in choices.values():
        ink = _ink_on(choice.chosen) or _ink_before(choice.chosen)
        if ink is None or choice.agreeing:
            continue
        for name in _names(choice.chosen.spec):
            field = fields.get(name)
            if field is not None and field.status == "read" and (name.endswith("_address") or _is_its(field, choice)):
                found[name] = _hidden(field, ink)
    for around in neighbourhoods:
        if not around.layout.page.unread:
            continue
        for hit in around.labels:
            spec = _announced(hit, choices)
            name = _names(spec)[0] if spec is not None else ""
            if spec is None or name in fields or name in found:
                continue
            place = _ink_beside(around, hit)
            if place is not None:
                found[name] = Field(
                    name=name,
                    value=None,
                    status="unreadable",
                    confidence=0.5,
                    evidence=_evidence(around, place),
                    label=hit.text.rstrip(" :."),
                )
    return found


def _names(spec: FieldSpec) -> tuple[str, ...]:
    return (f"{spec.name}_name", f"{spec.name}_address") if spec.kind is ValueKind.PARTY else (spec.name,)


def _is_its(field: Field, choice: Choice) -> bool:
    """True for a field that says what the choice says: not what a table's total states instead."""
    return choice.chosen.spec.kind is ValueKind.PARTY or field.value == choice.chosen.parsed.value


def _ink_on(candidate: Candidate) -> Evidence | None:
    """Ink on, in or right beside the words of a labelled value, on their own line."""
    page = candidate.region.layout.page
    if not page.unread or candidate.label is None or candidate.region.place not in _LABELLED:
        return None
    parsed = candidate.parsed
    boxes = [word.box for word in candidate.region.boxes_at(parsed.start, parsed.end)]
    for ink in page.unread:
        if any(_touches(ink, box, page.width / page.height) for box in boxes):
            return Evidence(file=page.file, page=page.number, box=ink)
    return None


def _ink_before(candidate: Candidate) -> Evidence | None:
    """Ink between a label and what was read for it: what was read may be the second half of what stands there."""
    layout, value = candidate.region.layout, candidate.region.box
    page, hit = layout.page, candidate.label
    if not page.unread or hit is None or value is None or candidate.region.place not in _LABELLED:
        return None
    label = layout.segments[hit.segments[-1]].box
    for ink in page.unread:
        if value.x0 >= label.x1 and value.y0 < label.mid_y < value.y1:
            shared = min(ink.y1, label.y1) - max(ink.y0, label.y0)
            between = label.x1 - 0.002 < ink.x0 < ink.mid_x < value.x0
            between = between and shared >= _SAME_LINE * min(ink.height, label.height)
        else:
            between = label.y1 < ink.mid_y < ink.y1 < value.y0 + 0.002
            between = between and min(ink.x1, value.x1) > max(ink.x0, value.x0)
        if between:
            return Evidence(file=page.file, page=page.number, box=ink)
    return None


def _touches(ink: Box, box: Box, shape: float) -> bool:
    shared = min(ink.y1, box.y1) - max(ink.y0, box.y0)
    if shared < _SAME_LINE * min(ink.height, box.height):
        return False
    return max(ink.x0 - box.x1, box.x0 - ink.x1) * shape < _TOUCHES * box.height


def _hidden(field: Field, ink: Evidence) -> Field:
    guess = Alternative(
        value=field.value or "", unit=field.unit, raw=field.raw, score=field.confidence, evidence=field.evidence
    )
    return field.model_copy(
        update={
            "value": None,
            "unit": None,
            "status": "unreadable",
            "confidence": 0.5,
            "evidence": (*field.evidence, ink),
            "alternatives": (guess, *field.alternatives)[:3],
        }
    )


def _announced(hit: LabelHit, choices: Mapping[str, Choice]) -> FieldSpec | None:
    """The one field that a clear label announces and that has no reading."""
    if hit.quality < 0.9 or not (hit.whole or hit.colon) or hit.embedded or hit.length < _SPECIFIC:
        return None
    if len(hit.specs) != 1 or hit.specs[0].more or hit.specs[0].name in choices:
        return None
    return hit.specs[0] if hit.specs[0].kind not in (ValueKind.TEXT, ValueKind.MINERAL, ValueKind.FORM) else None


def _ink_beside(around: Neighbourhood, hit: LabelHit) -> Box | None:
    """Ink where a label's value stands, with nothing read between: to its right, else beneath it."""
    layout = around.layout
    page = layout.page
    label = layout.segments[hit.segments[-1]]
    shape = page.width / page.height
    stamps = [
        Box(mark.box.x0, label.box.y0, mark.box.x1, label.box.y1)
        for mark in page.marks
        if mark.kind == "stamp" and mark.box is not None and mark.box.y0 < label.box.mid_y < mark.box.y1
    ]
    beside = [
        ink
        for ink in (*page.unread, *stamps)
        if min(ink.y1, label.box.y1) - max(ink.y0, label.box.y0) >= _SAME_LINE * min(ink.height, label.box.height)
        and -0.002 < ink.x0 - label.box.x1 < _REACH * label.box.height / shape
    ]
    on_line = [layout.segments[at].box for at in layout.lines[label.line].segments]
    if beside:
        first = min(beside, key=lambda ink: ink.x0)
        between = [box for box in on_line if label.box.x1 <= box.x0 < first.x0]
        apart = (first.x0 - max((box.x1 for box in between), default=first.x0)) * shape
        return _union(beside) if apart < _TOUCHES * label.box.height else None
    beneath = [
        ink
        for ink in page.unread
        if 0 < ink.mid_y - label.box.y1 < _BENEATH * label.box.height
        and ink.x0 < label.box.x1
        and ink.x1 > label.box.x0 - 0.01
    ]
    return _union(beneath) if beneath and on_line[-1] == label.box else None


def _union(boxes: Iterable[Box]) -> Box:
    first, *rest = boxes
    for box in rest:
        first = first.union(box)
    return first


def _evidence(around: Neighbourhood, box: Box) -> tuple[Evidence, ...]:
    page = around.layout.page
    return (Evidence(file=page.file, page=page.number, box=box),)
