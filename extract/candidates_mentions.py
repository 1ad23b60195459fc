"""What running text and lines without label say where neither a label nor a cue leads to it: told by a learned model.

The mentions of a text (`mentions`) whose field the model knows (`mentions_model`) are candidates for the fields that
nothing else on the page tells. They are recognised by what stands around them, and stand below what a label introduces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from extract.candidates import Candidate
from extract.candidates_spoken import unlabelled
from extract.choose import ACCEPTED
from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.labels_hit import LabelHit
from extract.mentions import FIELDS, Group, Mention, features, mentions
from extract.mentions_model import chances
from extract.prose import Paragraph, label_words
from extract.prose_against import means_another, of_another_paper
from extract.prose_values import reading_after
from extract.sentences import sentence_ends
from extract.values import Context, Parsed, parse
from extract.values.folding import fold

_SAID: Final = 0.65
"""Chance from which a mention is a candidate."""
_LEFT: Final = frozenset({"grade"})
"""What is told from the element that is named with it (`candidates_contents`)."""
_BETWEEN: Final = 2
"""Words between another paper's name and its date: "visa expiry date"."""
_WORDS: Final = 3
"""Words of a text that says anything of a value in it."""
_AT_LENGTH: Final = frozenset({ValueKind.PARTY, ValueKind.AUTHORITY, ValueKind.SITE, ValueKind.IDENTIFIERS})
"""Kinds whose values go on behind the mention: an address, a list."""
_MEASURED: Final = frozenset({ValueKind.WEIGHT, ValueKind.PERCENT})


def mentioned(
    doctype: DocumentType,
    texts: Sequence[Paragraph],
    labels: Sequence[LabelHit],
    found: Sequence[Candidate],
    context: Context,
) -> Iterator[Candidate]:
    """Candidates for the fields of a type that no candidate `found` before tells."""
    told = {one.spec.name for one in found if one.score >= ACCEPTED} | _LEFT
    specs = {spec.name: spec for spec in doctype.fields if not spec.more}
    asked = {group for group in Group if any(name in specs and name not in told for name in FIELDS[group])}
    if not asked:
        return
    for text in texts:
        running = text.running
        if len(running.split()) < _WORDS:
            continue
        named = mentions(running, context)
        if not any(one.group in asked for one in named):
            continue
        words = label_words(text, labels)
        for one, around in zip(named, features(running, named, doctype.kind), strict=True):
            if one.group not in asked or all(word in words for word in text.region.words_at(one.start, one.end)):
                continue
            for name, chance in chances(one.group, around, specs).items():
                if chance < _SAID or name in told or _is_anothers(specs[name], text, one, words, context):
                    continue
                parsed = _reading(specs[name], text, one, context)
                if parsed is not None:
                    yield _candidate(specs[name], text, parsed, chance)


def _is_anothers(
    spec: FieldSpec, text: Paragraph, mention: Mention, words: Mapping[int, tuple[str, ...]], context: Context
) -> bool:
    """Whether a label of something else stands right before a mention, or its sentence says that it is none of ours."""
    before = text.region.words_at(0, mention.start)
    if before and spec.name not in words.get(before[-1], (spec.name,)):
        return True
    opening = max((end for end in sentence_ends(text.running) if end <= mention.start), default=0)
    clause = text.running[opening : mention.start]
    if spec.kind is ValueKind.DATE and of_another_paper(fold(clause), _BETWEEN):
        return True
    return spec.kind is not ValueKind.AUTHORITY and means_another(spec, clause, context.language)


def _reading(spec: FieldSpec, text: Paragraph, mention: Mention, context: Context) -> Parsed | None:
    """The value of a mention by the grammar of its field."""
    if spec.kind in _AT_LENGTH:
        limit = min((end for end in sentence_ends(text.running) if end > mention.start), default=len(text.running))
        return reading_after(spec.kind, text.running, text.region.text, mention.start, limit, context)
    if mention.parsed is not None and mention.group is not Group.FIGURE:
        return mention.parsed
    parsed = parse(spec.kind, text.running[mention.start : mention.end], context)
    if parsed is None or (spec.kind in _MEASURED and parsed.unit is None):
        return None
    return replace(parsed, start=parsed.start + mention.start, end=parsed.end + mention.start, others=())


def _candidate(spec: FieldSpec, text: Paragraph, parsed: Parsed, chance: float) -> Candidate:
    """A candidate that rests on the words of its value alone."""
    start = parsed.start
    others = tuple(
        replace(other, start=max(0, other.start - start), end=max(0, other.end - start)) for other in parsed.others
    )
    moved = replace(parsed, start=0, end=parsed.end - start, others=others)
    return unlabelled(spec, text.region.cut(start, parsed.end), moved, fit=chance)
