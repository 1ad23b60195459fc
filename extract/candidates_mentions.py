"""What running text and lines without label say where neither a label nor a cue leads to it: told by a learned model.

The mentions of a text (`mentions`) whose field the model knows (`mentions_model`) are candidates for the fields that
nothing else on the page tells. They are recognised by what stands around them, and stand below what a label introduces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from extract.candidates import Candidate
from extract.candidates_spoken import unlabelled
from extract.choose import ACCEPTED
from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.labels_hit import LabelHit
from extract.mentions import Group, Mention, mentions
from extract.mentions_around import features
from extract.mentions_model import chances
from extract.prose import label_words
from extract.prose_against import means_another, of_another_paper
from extract.prose_paragraphs import Paragraph
from extract.prose_values import reading_after
from extract.sentences import sentence_ends
from extract.values import Context, Parsed, parse
from extract.values.folding import fold

_SAID: Final = 0.65
"""Chance from which a mention of a sentence is a candidate,"""
_SAID_IN_LINE: Final = 0.85
"""and one of a text of fewer words than `_SENTENCE`: cells and lines come together as they stand on a page."""
_SENTENCE: Final = 8
_SURELY: Final = 0.8
"""Chance from which a mention is offered beside a weak candidate, and speaks against a cue that makes it another,"""
_HARDLY: Final = 0.1
"""where the chance of that other is below this."""
_TELLING: Final = 0.9
"""Score of a candidate from which its field is told, whatever a mention says."""
_A_MEASURE: Final = 3
"""Signs of a number that is a weight though no unit stands at it."""
_PART: Final = re.compile(r"\s*;|\s[–—|-]\s")
"""Where a sentence goes on to another fact."""
_LEFT: Final = frozenset({"grade"})
"""What is told from the element that is named with it (`candidates_contents`)."""
_BETWEEN: Final = 2
"""Words between another paper's name and its date: "visa expiry date"."""
_WORDS: Final = 3
"""Words of a text that says anything of a value in it."""
_AT_LENGTH: Final = frozenset({ValueKind.PARTY, ValueKind.AUTHORITY, ValueKind.SITE, ValueKind.IDENTIFIERS})
"""Kinds whose values go on behind the mention: an address, a list."""
_MEASURED: Final = frozenset({ValueKind.WEIGHT, ValueKind.PERCENT})


@dataclass(frozen=True)
class Told:
    """A mention of a text, with the chance of each field that its paper may bear."""

    text: Paragraph
    mention: Mention
    chances: Mapping[str, float]

    @cached_property
    def words(self) -> frozenset[int]:
        """The words of the page that it stands on."""
        return frozenset(self.text.region.words_at(self.mention.start, self.mention.end))


def told_in(doctype: DocumentType, texts: Sequence[Paragraph], context: Context) -> tuple[Told, ...]:
    """What the model makes of the mentions of texts that say anything of them."""
    specs = frozenset(spec.name for spec in doctype.fields if not spec.more)
    found: list[Told] = []
    for text in texts:
        if len(text.running.split()) < _WORDS:
            continue
        named = mentions(text.running, context)
        for one, around in zip(named, features(text.running, named, doctype.kind), strict=True):
            found.append(Told(text, one, chances(one.group, around, specs)))
    return tuple(found)


def said_otherwise(found: Sequence[Candidate], told: Sequence[Told]) -> list[Candidate]:
    """The candidates, those of cues weighed again whose sentence surely makes another field of the value.

    The block of a party behind its label ends where a sentence goes on to such a fact.
    """
    at = {word: one for one in told for word in one.words if max(one.chances.values(), default=0.0) >= _SURELY}
    if not at:
        return list(found)
    weighed = []
    for one in found:
        if one.cue is not None and one.label is None and not one.spec.more:
            words = one.region.words_at(one.parsed.start, one.parsed.end)
            other = at.get(words[0]) if words else None
            if other is not None and other.chances.get(one.spec.name, 1.0) < _HARDLY:
                one = one.weighed({"said_otherwise": 1.0})
        elif one.spec.kind is ValueKind.PARTY:
            one = _parted(one, at)
        weighed.append(one)
    return weighed


def _parted(party: Candidate, at: Mapping[int, Told]) -> Candidate:
    """A party without the facts that its line goes on to: "X Ltd – importateur Y GmbH – …", "X SARL ; lot 7"."""
    text = party.region.text
    for part in _PART.finditer(text, party.parsed.end):
        behind = (at[word] for start, _, word in party.region.spots if start >= part.end() and word in at)
        if any(one.chances.get(party.spec.name, 0.0) < _HARDLY for one in behind):
            return replace(party, region=party.region.cut(0, part.start()))
    return party


def mentioned(
    doctype: DocumentType,
    told: Sequence[Told],
    labels: Sequence[LabelHit],
    found: Sequence[Candidate],
    context: Context,
) -> Iterator[Candidate]:
    """Candidates for the fields of a type that no candidate `found` before tells as well."""
    known = {one.spec.name: max(one.score, 0.0) for one in sorted(found, key=lambda one: one.score)}
    specs = {spec.name: spec for spec in doctype.fields if not spec.more and spec.name not in _LEFT}
    around = label_words(told[0].text.region.layout, labels) if told else {}
    for one in told:
        least = _SAID if len(one.text.running.split()) >= _SENTENCE else _SAID_IN_LINE
        for name, chance in one.chances.items():
            enough = _TELLING if chance >= _SURELY else ACCEPTED
            if chance < least or name not in specs or known.get(name, 0.0) >= enough:
                continue
            if all(word in around for word in one.words):
                continue
            if not _is_anothers(specs[name], one.text, one.mention, around, context):
                parsed = _reading(specs[name], one, told, context)
                if parsed is not None:
                    yield _candidate(specs[name], one.text, parsed, chance)


def _is_anothers(
    spec: FieldSpec, text: Paragraph, mention: Mention, words: Mapping[int, tuple[str, ...]], context: Context
) -> bool:
    """Whether a label of something else stands right before a mention, or its sentence says that it is none of ours."""
    before = text.region.words_at(0, mention.start)
    colon = text.running[: mention.start].rstrip().endswith(":")
    if before and colon and spec.name not in words.get(before[-1], (spec.name,)):
        return True
    opening = max((end for end in sentence_ends(text.running) if end <= mention.start), default=0)
    clause = text.running[opening : mention.start]
    if spec.kind is ValueKind.DATE and of_another_paper(fold(clause), _BETWEEN):
        return True
    return spec.kind is not ValueKind.AUTHORITY and means_another(spec, clause, context.language)


def _reading(spec: FieldSpec, told: Told, others: Sequence[Told], context: Context) -> Parsed | None:
    """The value of a mention by the grammar of its field; a name or a list ends where another fact begins."""
    text, mention = told.text, told.mention
    if spec.kind in _AT_LENGTH:
        stops = [end for end in (*sentence_ends(text.running), len(text.running)) if end > mention.start]
        if spec.kind is ValueKind.PARTY:
            stops += [part.start() for part in _PART.finditer(text.running, mention.end)]
            stops += [other.mention.start for other in others if other.text is text and _is_a_fact(other, mention)]
        return reading_after(spec.kind, text.running, text.region.text, mention.start, min(stops), context)
    if mention.parsed is not None and mention.group is not Group.FIGURE:
        return mention.parsed
    parsed = parse(spec.kind, text.running[mention.start : mention.end], context)
    if parsed is None or (spec.kind in _MEASURED and (parsed.unit is None or len(parsed.raw) < _A_MEASURE)):
        return None
    return replace(parsed, start=parsed.start + mention.start, end=parsed.end + mention.start, others=())


def _is_a_fact(told: Told, before: Mention) -> bool:
    """Whether a mention behind another is itself likely a fact, and no part of an address."""
    behind = told.mention.start >= before.end and told.mention.group is not Group.COUNTRY
    return behind and max(told.chances.values(), default=0.0) >= ACCEPTED


def _candidate(spec: FieldSpec, text: Paragraph, parsed: Parsed, chance: float) -> Candidate:
    """A candidate that rests on the words of its value alone."""
    start = parsed.start
    others = tuple(
        replace(other, start=max(0, other.start - start), end=max(0, other.end - start)) for other in parsed.others
    )
    moved = replace(parsed, start=0, end=parsed.end - start, others=others)
    return unlabelled(spec, text.region.cut(start, parsed.end), moved, fit=chance)
