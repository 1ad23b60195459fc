"""Why a field was read as it was: what was looked for, what each reading had for it and against it, what was doubted.

A reading's score is a sum of named features (`choose_model`); each is told in words with the share that it had. What
lowered a confidence is found by asking how sure the choice had been without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.candidates import Candidate
from extract.candidates_gathered import Gathered, gather
from extract.candidates_places import Neighbourhood
from extract.choose import ACCEPTED, Choice, choose
from extract.choose_model import WEIGHTS
from extract.companions import KNOWN_FROM
from extract.doctype import FieldSpec, ValueKind
from extract.explain_doubts import Doubt, doubts_of, left_after, not_believed, shown, told_doubts
from extract.explain_words import GRAMMARS, PLACES, feature_in_words
from extract.fields import evidence_for
from extract.fields_guessed import least_sure
from extract.fields_unreadable import GUESSED
from extract.labels_hit import LabelHit
from extract.layout import PageLayout
from extract.model import Document, Evidence, Field, FieldValue
from extract.read import doubts_of as doubts_in
from extract.read import read_stack, undoubted
from extract.split import Stack
from extract.types import TYPES

_MOST = 6
"""Readings shown: the chosen one and its nearest rivals."""

_SLIGHT = 0.04
"""Log-odds under which a feature is not worth a word."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that spoke for or against a reading: in words, and its weight in log-odds."""

    feature: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading that was weighed. `fate` says in words what became of it; `score` is the model's chance (0..1).

    `reasons` are those worth a word, the weightiest first; `total` is the sum of all, in log-odds.
    """

    value: FieldValue
    unit: str | None
    raw: str
    score: float
    place: str
    grammar: str
    fate: str
    chosen: bool
    evidence: tuple[Evidence, ...]
    label: str | None
    label_evidence: tuple[Evidence, ...]
    reasons: tuple[Reason, ...]
    total: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a field of a document is as it is.

    `field` is what the report says of it, None where it says nothing. `readings` come best first, the chosen one at
    the head. `looked_for` are the wordings by language that would have introduced the field, `labels` those of them
    that stand on the pages. `verdict` is the whole in one sentence.
    """

    document: Document
    name: str
    kind: ValueKind
    field: Field | None
    verdict: str
    readings: tuple[Reading, ...]
    weighed: int
    doubts: tuple[Doubt, ...]
    looked_for: Mapping[str, tuple[str, ...]]
    labels: tuple[tuple[str, Evidence], ...]


def names_of(document: Document) -> tuple[str, ...]:
    """The fields that papers of this document's type are read for, and those that this one has beside them."""
    declared = TYPES[document.type].fields if document.type in TYPES else ()
    names = {name for spec in declared for name in spec.fills}
    return tuple(sorted(names | set(document.fields) | set(document.more)))


def explain(stack: Stack, document_name: str, name: str) -> Explanation:
    """Explains one field of the document that a stack makes; raises KeyError for a field that no such paper has."""
    document = read_stack(stack, document_name)
    doctype = TYPES.get(document.type)
    spec = next((one for one in (doctype.fields if doctype else ()) if name in one.fills), None)
    field = document.fields.get(name) or document.more.get(name)
    if spec is None or doctype is None:
        if field is None:
            raise KeyError(name)
        spec = FieldSpec(name, ValueKind.TEXT, {})
        gathered = gather(stack)
        return Explanation(document, name, spec.kind, field, _verdict(document, spec, field, None), (), 0, (), {}, ())
    gathered = gather(stack)
    group = [one for one in gathered.candidates if one.spec.name == spec.name]
    choice = choose(gathered.candidates).get(spec.name)
    before = undoubted(stack, gathered)
    seen = doubts_in(stack, gathered, before).get(name, {})
    read = before.fields.get(name)
    least = least_sure(spec.kind, seen) if read is not None and read.value is not None else GUESSED
    return Explanation(
        document=document,
        name=name,
        kind=spec.kind,
        field=field,
        verdict=_verdict(document, spec, field, choice),
        readings=_readings(group, choice, gathered, not_believed(field, least)),
        weighed=len(group),
        doubts=_doubts(stack, choice, field, read, seen, least),
        looked_for=spec.labels,
        labels=_labels(gathered.neighbourhoods, spec),
    )


def known_again(explanation: Explanation, document: Document) -> Explanation:
    """The explanation of a field that the paper alone did not give, where the bundle's other papers made it known."""
    field = document.fields.get(explanation.name) or document.more.get(explanation.name)
    if field is None or not (field.rule or "").startswith(KNOWN_FROM):
        return replace(explanation, field=field)
    words, source = explanation.name.replace("_", " "), (field.rule or "").removeprefix(KNOWN_FROM)
    verdict = (
        f"The {words} stands on the paper, though no label that is known leads to it: {source} of the same bundle "
        "states the same, and it was known again from there."
    )
    if field.alternatives:
        guess = shown(field.alternatives[0].value, field.alternatives[0].unit)
        verdict = (
            f"The {words} was read as {guess}, though not surely, and no other paper bears that out. What {source} of "
            "the same bundle states stands on the paper too, and was taken instead."
        )
    return replace(explanation, document=document, field=field, verdict=verdict, doubts=())


def _doubts(
    stack: Stack,
    choice: Choice | None,
    field: Field | None,
    read: Field | None,
    seen: Mapping[str, float],
    least: float,
) -> tuple[Doubt, ...]:
    """What lowered a field's confidence: in its own choice first, then in what the rest of the document says.

    `read` is the field before what is `seen` against it, and `least` the confidence under which it is a guess.
    """
    if field is None or (field.value is None and field.confidence >= least):
        return ()
    own = doubts_of(choice, stack.confidence) if choice is not None else ()
    if read is None or not seen:
        return own
    return left_after(own, read.confidence, seen) + told_doubts(read.confidence, seen)


def _verdict(document: Document, spec: FieldSpec, field: Field | None, choice: Choice | None) -> str:
    words = spec.name.replace("_", " ")
    if field is None:
        return f"No place on the paper states the {words}: no label for it has a value that fits, and no text gives it."
    if field.status == "unreadable" and choice is not None:
        place = PLACES[choice.chosen.region.place]
        return f"What may be the {words} was read {place}; it is kept for a person to look at, and not guessed."
    if field.status == "unreadable" and (field.rule or "").startswith("table:"):
        return f"What may be the {words} was read in its table; it is kept for a person to look at, and not guessed."
    if field.status == "unreadable":
        return (
            f"The label of the {words} is on the paper; what stands beside it cannot be made out, and is not guessed."
        )
    if field.status == "conflicting":
        return f"The paper states the {words} twice, and not alike: both readings are kept for a person to settle."
    if field.status == "corrected":
        return f"A person has set the {words}."
    rule = field.rule or ""
    if rule == "only-row":
        return f"The {words} is what the only row of the paper's table states."
    if rule.startswith("table:"):
        head = f' under "{field.label}"' if field.label else ""
        return f"The {words} is what the table of the paper states{head}."
    if choice is None:
        return f"The {words} follows from other statements of the paper."
    return f"The {words} was read {PLACES[choice.chosen.region.place]}."


def _readings(
    group: Sequence[Candidate], choice: Choice | None, gathered: Gathered, doubted: str | None
) -> tuple[Reading, ...]:
    shown: list[Reading] = []
    seen: set[str] = set()
    ordered = sorted(group, key=lambda one: -one.score)
    if choice is not None:
        fate = doubted or _fate(choice.chosen, choice, gathered)
        shown.append(_reading(choice.chosen, fate, chosen=True))
        seen.add(choice.chosen.key)
        for other in choice.agreeing[:2]:
            shown.append(
                _reading(other, "It says the same in another place, which makes the choice surer.", chosen=False)
            )
    for candidate in ordered:
        if len(shown) >= _MOST:
            break
        if candidate.key in seen:
            continue
        seen.add(candidate.key)
        shown.append(_reading(candidate, _fate(candidate, choice, gathered), chosen=False))
    return tuple(shown)


def _fate(candidate: Candidate, choice: Choice | None, gathered: Gathered) -> str:
    if choice is not None and candidate is choice.chosen:
        return "Chosen: no other reading of these words or of this field has as much for it."
    if candidate.score < ACCEPTED:
        return "Not taken: too little speaks for it to be believed at all."
    taken = {
        one.spec.name for one in gathered.candidates if one.score > candidate.score and one.words & candidate.words
    }
    taken.discard(candidate.spec.name)
    if choice is None:
        others = f" ({', '.join(sorted(taken))})".replace("_", " ") if taken else ""
        return f"Not taken: its words serve another field better{others}."
    if choice.contradicted and candidate.score >= choice.chosen.score - 0.04:
        return "Kept: it is stated as well as the first, so that neither is believed."
    if taken:
        return f"Not taken: its words serve another field better ({', '.join(sorted(taken)).replace('_', ' ')})."
    return "Not taken: the chosen reading has more for it. It is kept beside the value as an alternative."


def _reading(candidate: Candidate, fate: str, *, chosen: bool) -> Reading:
    parsed = candidate.parsed
    label = candidate.label
    weights = [
        Reason(name, feature_in_words(name, value), round(WEIGHTS.get(name, 0.0) * value, 3))
        for name, value in {"bias": 1.0, **candidate.features}.items()
    ]
    told = sorted((one for one in weights if abs(one.weight) >= _SLIGHT), key=lambda one: -abs(one.weight))
    return Reading(
        value=parsed.value,
        unit=parsed.unit,
        raw=" ".join(parsed.raw.split()),
        score=candidate.score,
        place=PLACES[candidate.region.place],
        grammar=GRAMMARS.get(candidate.spec.kind, candidate.spec.kind.value),
        fate=fate,
        chosen=chosen,
        evidence=evidence_for(candidate.region, parsed.start, parsed.end),
        label=label.text if label is not None else candidate.cue,
        label_evidence=_label_box(candidate.region.layout, label),
        reasons=tuple(told),
        total=round(sum(one.weight for one in weights), 2),
    )


def _label_box(layout: PageLayout, hit: LabelHit | None) -> tuple[Evidence, ...]:
    """Where a label's own words stand."""
    if hit is None:
        return ()
    boxes = []
    for number, index in enumerate(hit.segments):
        segment = layout.segments[index]
        position = 0
        for word in segment.words:
            text = layout.page.words[word].text
            inside = len(hit.segments) > 1 or (hit.start < position + len(text) and position < hit.end)
            if inside or number:
                boxes.append(layout.page.words[word].box)
            position += len(text) + 1
    if not boxes:
        return ()
    box = boxes[0]
    for other in boxes[1:]:
        box = box.union(other)
    return (Evidence(file=layout.page.file, page=layout.page.number, box=box),)


def _labels(neighbourhoods: Sequence[Neighbourhood], spec: FieldSpec) -> tuple[tuple[str, Evidence], ...]:
    return tuple(
        (hit.text.strip(" :"), evidence)
        for around in neighbourhoods
        for hit in around.labels
        if any(one.name == spec.name for one in hit.specs)
        for evidence in _label_box(around.layout, hit)
    )
