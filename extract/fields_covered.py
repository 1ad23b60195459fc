"""Fields whose place bears ink that no reader made words of: a stamp, a blot, a scribble, handwriting.

What was read round such ink may be a part of what stands there, and a part is another value. It is said to be
unreadable, never guessed; what was read is kept beside it for the reviewer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.candidates import Candidate
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Place
from extract.choose import Choice
from extract.doctype import FieldSpec, ValueKind
from extract.fields_ink import SAME_LINE, ink_of
from extract.labels_hit import LabelHit
from extract.model import Alternative, Evidence, Field
from ingest.model import Box

_TOUCHES = 0.6
"""Text heights between ink and value within which the ink may hide a part of the value."""

_BEHIND = 1.5
"""Text heights behind a label within which ink on its line is its value, whatever stands on the next line."""

_NEXT_LINE = 1.2
"""Lines' heights under a name within which its address begins."""

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
        if ink is not None and not choice.agreeing:
            found |= {
                name: _hidden(fields[name], ink) for name in choice.chosen.spec.fills if _is_its(name, fields, choice)
            }
        address = f"{choice.chosen.spec.name}_address"
        under = _ink_under(choice.chosen) if choice.chosen.spec.kind is ValueKind.PARTY else None
        if under is not None and address not in fields:
            found[address] = Field(name=address, value=None, status="unreadable", confidence=0.5, evidence=(under,))
    for around in neighbourhoods:
        if not around.layout.page.unread and not around.layout.page.marks:
            continue
        for hit in around.labels:
            spec = _announced(hit, choices)
            name = spec.fills[0] if spec is not None else ""
            if spec is None or name in fields or name in found:
                continue
            place = ink_of(around, hit)
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


def _is_its(name: str, fields: Mapping[str, Field], choice: Choice) -> bool:
    """True for a field that was read and says what the choice says: not what a table's total states instead."""
    field = fields.get(name)
    if field is None or field.status != "read":
        return False
    return choice.chosen.spec.kind is ValueKind.PARTY or field.value == choice.chosen.parsed.value


def _ink_on(candidate: Candidate) -> Evidence | None:
    """Ink on, in or right beside the words of a labelled value, on their own line."""
    page = candidate.region.layout.page
    if not page.unread or candidate.label is None or candidate.region.place not in _LABELLED:
        return None
    parsed = candidate.parsed
    boxes = [word.box for word in candidate.region.boxes_at(parsed.start, parsed.end)]
    named = _label_boxes(candidate)
    for ink in page.unread:
        if any(ink.x1 <= box.x1 + 0.002 and box.y0 < ink.mid_y < box.y1 and ink.x0 >= box.x0 - 0.002 for box in named):
            continue  # the label's own letters, hardly read
        if any(_touches(ink, box, page.width / page.height) for box in boxes):
            return Evidence(file=page.file, page=page.number, box=ink)
    return None


def _label_boxes(candidate: Candidate) -> list[Box]:
    """The words of a label that stands in the value's own phrase or before it."""
    layout, hit = candidate.region.layout, candidate.label
    if hit is None:
        return []
    own: list[Box] = []
    for number in hit.segments:
        at = 0
        for word in layout.words_of(layout.segments[number]):
            if number != hit.segments[-1] or at < hit.end:
                own.append(word.box)
            at += len(word.text) + 1
    return own


def _ink_before(candidate: Candidate) -> Evidence | None:
    """Ink between a label and what was read for it: what was read may be the second half of what stands there."""
    layout, value = candidate.region.layout, candidate.region.box
    page, hit = layout.page, candidate.label
    if not page.unread or hit is None or value is None or candidate.region.place not in _LABELLED:
        return None
    label = layout.segments[hit.segments[-1]].box
    named = _label_boxes(candidate)
    for ink in page.unread:
        if named and value.y0 >= label.y1 - 0.002 and _right_behind(ink, named[-1], page.width / page.height):
            return Evidence(file=page.file, page=page.number, box=ink)
        if value.x0 >= label.x1 and value.y0 < label.mid_y < value.y1:
            shared = min(ink.y1, label.y1) - max(ink.y0, label.y0)
            between = label.x1 - 0.002 < ink.x0 < ink.mid_x < value.x0
            between = between and shared >= SAME_LINE * min(ink.height, label.height)
        else:
            between = label.y1 < ink.mid_y < ink.y1 < value.y0 + 0.002
            between = between and min(ink.x1, value.x1) > max(ink.x0, value.x0)
        if between:
            return Evidence(file=page.file, page=page.number, box=ink)
    return None


def _right_behind(ink: Box, word: Box, shape: float) -> bool:
    """Whether ink goes on where the last word of a label ends, on its line."""
    if not word.y0 < ink.mid_y < word.y1 or ink.x1 <= word.x1 + word.height / shape:
        return False
    return (ink.x0 - word.x1) * shape < _BEHIND * word.height


def _ink_under(candidate: Candidate) -> Evidence | None:
    """Ink on the line under a party's name, where its address begins."""
    page, box = candidate.region.layout.page, candidate.region.box
    if box is None or candidate.label is None:
        return None
    line = box.height / max(candidate.region.lines, 1)
    for ink in page.unread:
        beneath = box.y1 < ink.mid_y and ink.y0 - box.y1 < _NEXT_LINE * line
        if beneath and ink.x0 < box.mid_x and ink.x1 > box.x0 and ink.height > 0.4 * line:
            return Evidence(file=page.file, page=page.number, box=ink)
    return None


def _touches(ink: Box, box: Box, shape: float) -> bool:
    shared = min(ink.y1, box.y1) - max(ink.y0, box.y0)
    if shared < SAME_LINE * min(ink.height, box.height):
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
            "alternatives": field.beside(guess),
        }
    )


def _announced(hit: LabelHit, choices: Mapping[str, Choice]) -> FieldSpec | None:
    """The one field that a clear label announces and that has no reading."""
    if hit.quality < 0.9 or not (hit.whole or hit.colon) or hit.embedded or hit.length < _SPECIFIC:
        return None
    if len(hit.specs) != 1 or hit.specs[0].more or hit.specs[0].name in choices:
        return None
    return hit.specs[0] if hit.specs[0].kind not in (ValueKind.TEXT, ValueKind.MINERAL, ValueKind.FORM) else None


def _evidence(around: Neighbourhood, box: Box) -> tuple[Evidence, ...]:
    page = around.layout.page
    return (Evidence(file=page.file, page=page.number, box=box),)
