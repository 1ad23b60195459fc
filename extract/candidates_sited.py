"""The mine of a sentence, as a whole: with its noun and its districts, where a cue leads to a part of it.

Cues lead to what stands right behind them. "… were won by the permit holder at the Koppiesdam alluvial workings, Free
State" has other words between, and its name begins before the noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from extract.candidates import Candidate
from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.prose import candidate_of
from extract.prose_against import means_another
from extract.prose_cues import Cue
from extract.prose_paragraphs import Paragraph
from extract.prose_sites import site_phrases
from extract.prose_words import alternation
from extract.sentences import sentence_ends
from extract.values import Context, Parsed
from extract.values.folding import fold

_SENTENCE: Final = 6  # words from which a text is a sentence
_FURTHEST: Final = 170  # characters between the word for mining and the place
_CUT: Final = re.compile(r"(?<=\w)- (?=[^\W\d_a-zà-ÿ])")
"""A name that a line's end cuts at its hyphen."""


def with_whole_sites(
    found: Sequence[Candidate], doctype: DocumentType, texts: Sequence[Paragraph], context: Context
) -> list[Candidate]:
    """The candidates, and those of the mining places that sentences name; parts of these are left out."""
    spec = next((spec for spec in doctype.fields if spec.kind is ValueKind.SITE), None)
    if spec is None:
        return list(found)
    told = [one for text in texts for one in _sites(spec, text, context)]
    words = {word for one in told for word in one.words}
    kept = [one for one in found if one.spec is not spec or one.label is not None or not one.words & words]
    return [*kept, *told]


def _sites(spec: FieldSpec, text: Paragraph, context: Context) -> Iterator[Candidate]:
    running = text.running
    if len(running.split()) < _SENTENCE:
        return
    ends = sentence_ends(running)
    for phrase in site_phrases(running, context):
        opening = max((end for end in ends if end <= phrase.lead), default=0)
        closing = min((end for end in ends if end > phrase.named), default=len(running))
        before = running[opening : phrase.lead]
        act = _last_act(before)
        if act is None and (not phrase.sure or len(running[opening:closing].split()) < _SENTENCE):
            continue
        if means_another(spec, before, context.language):
            continue
        raw = running[phrase.start : phrase.end]
        parsed = Parsed(_CUT.sub("-", " ".join(raw.split())), raw, phrase.start, phrase.end, 0.9, "site-in-sentence")
        lead = before[act:].strip() if act is not None else running[phrase.lead : phrase.named].strip()
        begins = phrase.start - len(lead)
        yield candidate_of(spec, text, Cue(max(0, begins), phrase.start, (spec,), lead, len(lead), False), parsed)


def _last_act(before: str) -> int | None:
    """Where the last word for mining begins in what a sentence says before a place, near enough to it."""
    acts = [act.start() for act in _act().finditer(fold(before[-_FURTHEST:]))]
    return max(0, len(before) - _FURTHEST) + acts[-1] if acts else None


@cache
def _act() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('mining')})(?![^\W_])")
