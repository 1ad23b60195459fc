"""What lowered a confidence: each doubt is taken away in turn, and how sure the value had been without."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.candidates import Candidate
from extract.choose import Choice
from extract.confidence import confidence
from extract.doubts_weighed import WEIGHTS, left
from extract.lexicon import meanings
from extract.model import Field, FieldValue

_DOUBT = 0.01
"""Gain in confidence under which a doubt is not worth a word: confidences are told to two digits."""

_UNDER_INK = (
    "Not believed: ink lies on it or beside it, so that it may be a part of what stands there. It is kept for a person "
    "to look at."
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that lowered the confidence, in words, and the confidence without it."""

    words: str
    without: float


_MEASURE = re.compile(r"^0\.\.[\d.]+, ")  # the range of a feature, which is nothing to a reviewer


def told_doubts(before: float, seen: Mapping[str, float]) -> tuple[Doubt, ...]:
    """What the rest of the document says against a value whose confidence had been `before`, the weightiest first.

    `seen` are the doubts as `extract.doubts` found them.
    """
    sure, words = left(before, seen), meanings("doubt_prior")
    found = [
        Doubt(_sentence(words[name]), round(left(before, {other: seen[other] for other in seen if other != name}), 4))
        for name in seen
        if WEIGHTS[name] < 0.0
    ]
    return tuple(sorted((one for one in found if one.without - sure >= _DOUBT), key=lambda one: -one.without))


def left_after(own: Sequence[Doubt], before: float, seen: Mapping[str, float]) -> tuple[Doubt, ...]:
    """Doubts of a choice that had the confidence `before`, each with what is left without it after these doubts of the
    document, too; those that then gain next to nothing are left out.
    """
    sure = left(before, seen)
    found = [Doubt(one.words, round(left(one.without, seen), 4)) for one in own]
    return tuple(one for one in found if one.without - sure >= _DOUBT)


def _sentence(meaning: str) -> str:
    plain = _MEASURE.sub("", meaning)
    return f"{plain[0].upper()}{plain[1:]}{'' if plain.endswith('?') else '.'}"


def doubts_of(choice: Choice, document: float) -> tuple[Doubt, ...]:
    """What lowered the confidence of a choice, the weightiest first."""
    sure = confidence(choice, document)
    chosen = choice.chosen
    parsed = chosen.parsed
    attempts: list[tuple[str, Callable[[], float]]] = [
        (
            "Other readings of the field compete with it.",
            lambda: confidence(replace(choice, rivals=(), contradicted=False), document),
        ),
        (
            "The same signs can be read in another way: " + _others(chosen) + ".",
            lambda: confidence(replace(choice, chosen=replace(chosen, parsed=replace(parsed, others=()))), document),
        ),
        (
            "The text does not fit what such a value looks like as well as it might.",
            lambda: confidence(replace(choice, chosen=replace(chosen, parsed=replace(parsed, score=1.0))), document),
        ),
        (
            "The words were not read off the picture without doubt.",
            lambda: confidence(replace(choice, chosen=_well_read(chosen)), document),
        ),
        (
            "Label and place leave doubt whether this is the field's value.",
            lambda: confidence(replace(choice, chosen=replace(chosen, score=0.999)), document),
        ),
        (
            "It is not certain what type of paper this is.",
            lambda: confidence(choice, 1.0),
        ),
    ]
    found = [Doubt(words, round(without(), 4)) for words, without in attempts]
    return tuple(sorted((one for one in found if one.without - sure >= _DOUBT), key=lambda one: -one.without))


def _others(candidate: Candidate) -> str:
    return ", ".join(dict.fromkeys(shown(one.value, one.unit) for one in candidate.parsed.others[:3])) or "none"


def _well_read(candidate: Candidate) -> Candidate:
    """The same reading on a page whose words were all read without doubt."""
    layout = candidate.region.layout
    words = tuple(replace(word, confidence=1.0) for word in layout.page.words)
    page = layout.page.model_copy(update={"words": words})
    return replace(candidate, region=replace(candidate.region, layout=replace(layout, page=page)))


def shown(value: FieldValue | None, unit: str | None) -> str:
    """A value as people write it: with its unit, a list with commas."""
    if value is None:
        return "—"
    if isinstance(value, tuple):
        text = ", ".join(value)
    elif isinstance(value, str | int):
        text = str(value)
    else:
        text = f"{value.amount:f} {value.currency}"
    return f"{text} {unit}" if unit else text


def not_believed(field: Field | None, least: float) -> str | None:
    """Why what was read is not believed; None where it is. `least` is the confidence under which it is a guess."""
    if field is None or field.status != "unreadable":
        return None
    if field.confidence >= least:
        return _UNDER_INK
    return (
        f"Not believed: it could be stated with a confidence of {field.confidence:.2f} only, and below {least} such a "
        "reading is a guess. It is kept for a person to look at."
    )
