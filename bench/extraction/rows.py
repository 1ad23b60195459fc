"""What papers with truth teach: candidates of each field, and readings with what speaks against them.

Papers are read as they are and, for doubts, with a part of the wordings hidden (`bench.extraction.unfamiliar`). Rows
are kept as lines of JSON beside this module, so that weights can be fitted again in seconds from the very rows.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from bench.extraction.agree import agrees
from bench.extraction.papers import Bundle
from bench.extraction.score import INFERRED, is_right, matched, stacks_of
from bench.extraction.unfamiliar import reader_without
from extract.borne_out import EVIDENCE, facts_of
from extract.candidates import Candidate
from extract.candidates_gathered import Gathered, gather
from extract.choose import weighed_by_repetition
from extract.confidence import confidence, features
from extract.doctype import ValueKind
from extract.doubts import choice_of
from extract.doubts_weighed import log_odds
from extract.fields import LESS_SURE
from extract.fields_addresses import address_features
from extract.model import Document, Field, PageRef
from extract.read import Undoubted, doubts_of, undoubted
from extract.split import Stack
from extract.types import TYPES

RECORDED: Final = Path(__file__).parent / "rows"
"""Where recorded rows lie, one file for each model and hand."""

_ROUNDED: Final = 1e-4
"""By how much a confidence that was rounded may differ from the one that its features give."""

Features = Mapping[str, float]


@dataclass(frozen=True)
class Group:
    """The candidates of one field of one paper, each with whether it reads what the truth states.

    `hand` is who wrote the paper, `paper` its bundle and name.
    """

    hand: str
    paper: str
    field: str
    candidates: tuple[tuple[Features, bool], ...]


@dataclass(frozen=True)
class Reading:
    """One field that was read: the doubts of it, with its log-odds before them as `before`, and whether it is right.

    `features` are those that its confidence before the doubts rests on, none where the line table or another field gave
    it. `hidden` is the part of the wordings that was hidden, -1 for none.
    """

    hand: str
    paper: str
    field: str
    hidden: int
    features: Features
    doubts: Features
    right: bool


@dataclass(frozen=True)
class Paper:
    """A document of known type that was found, with its truth and what the other papers of its bundle state."""

    bundle: str
    name: str
    truth: Mapping[str, Any]
    stack: Stack
    elsewhere: Mapping[str, Sequence[Mapping[str, Any]]]


def papers_of(bundles: Iterable[Bundle]) -> Iterator[Paper]:
    """Every document of known type that was found."""
    for bundle in bundles:
        stacks = [stack for pages in bundle.pages.values() for stack in stacks_of(pages)]
        truths = bundle.truth["documents"]
        pairs = matched(truths, [_unread(stack) for stack in stacks])
        facts: dict[str, list[Mapping[str, Any]]] = {}
        for truth in truths:
            for name, entry in truth["fields"].items():
                facts.setdefault(name, []).append(entry)
        for number, truth in enumerate(truths):
            stack = stacks[pairs[number]] if number in pairs else None
            if stack is not None and stack.kind in TYPES and stack.kind.value == truth["type"]:
                yield Paper(bundle.name, f"{bundle.name}/{truth['key']}", truth, stack, facts)


def _unread(stack: Stack) -> Document:
    """A document of which only the type and the pages are told."""
    pages = tuple(PageRef(file=one.page.file, page=one.page.number) for one in (*stack.layouts, *stack.backs))
    return Document(id="d", type=stack.kind, confidence=stack.confidence, language=stack.language, pages=pages)


def groups(hand: str, papers: Iterable[Paper]) -> Iterator[Group]:
    """The candidates of every field of the contract that a paper offers any for, where its truth can tell."""
    for paper in papers:
        found: dict[str, list[tuple[Features, bool]]] = {}
        gathered = gather(paper.stack)
        for candidate in weighed_by_repetition(gathered.candidates):
            right = None if candidate.spec.more else _is_right(candidate, paper.truth, gathered)
            if right is not None:
                found.setdefault(candidate.spec.name, []).append((dict(candidate.features), right))
        for field, candidates in found.items():
            yield Group(hand, paper.name, field, tuple(candidates))


def _is_right(candidate: Candidate, truth: Mapping[str, Any], gathered: Gathered) -> bool | None:
    """Whether a candidate is right; None where the truth cannot tell."""
    fields, name = truth["fields"], candidate.spec.name
    if candidate.spec.kind is not ValueKind.PARTY:
        entry = fields.get(name)
        if entry is None or entry["status"] != "read":
            return _is_right_unstated(truth, name, lambda one: is_right(candidate, name, one, gathered))
        return is_right(candidate, name, entry, gathered)
    entry, address = fields.get(f"{name}_name"), fields.get(f"{name}_address")
    if entry is None:
        name = f"{name}_name"
        return _is_right_unstated(truth, name, lambda one: is_right(candidate, name, one, gathered))
    return is_right(candidate, f"{name}_name", entry, gathered) and (
        address is None or is_right(candidate, f"{name}_address", address, gathered)
    )


def _is_right_unstated(
    truth: Mapping[str, Any], name: str, agreeing: Callable[[Mapping[str, Any]], bool]
) -> bool | None:
    """Whether a value of a field that the truth does not state is right; None where it cannot tell.

    A truth with `absent` names what the paper does not bear, one with `looked_at` false says nothing of other fields
    but that a value is as right under another name.
    """
    if name in truth.get("absent", ()):
        return False
    if any(name in (entry.get("also_as") or ()) and agreeing(entry) for entry in truth["fields"].values()):
        return True
    return False if truth.get("looked_at", True) and name not in INFERRED else None


def readings(hand: str, papers: Iterable[Paper], hidden: Sequence[int] = (-1,)) -> Iterator[Reading]:
    """Every field that was read of every paper, with each of these parts of the wordings hidden in turn (-1: none)."""
    for _, bundle in groupby(papers, key=lambda paper: paper.bundle):
        together = list(bundle)
        for part in hidden:
            yield from _readings(hand, together, part)


def _readings(hand: str, papers: Sequence[Paper], part: int) -> Iterator[Reading]:
    """The fields of one bundle's papers."""
    read = []
    for paper in papers:
        gathered = gather(paper.stack, None if part < 0 else reader_without(paper.stack.kind, part))
        before = undoubted(paper.stack, gathered)
        read.append((paper, gathered, before, facts_of(before.fields)))
    stated = Counter(fact for _, _, _, facts in read for fact in set(facts.values()))
    for paper, gathered, before, facts in read:
        for name, seen in doubts_of(paper.stack, gathered, before).items():
            field = before.fields[name]
            right = _is_right_reading(paper, field)
            if right is None:
                continue
            more = {EVIDENCE: 1.0} if name in facts and stated[facts[name]] > 1 else {}
            found = {"before": log_odds(field.confidence), **seen, **more}
            yield Reading(hand, paper.name, name, part, _rests_on(field, paper, gathered, before), found, right)


def _rests_on(field: Field, paper: Paper, gathered: Gathered, before: Undoubted) -> Features:
    """What a field's confidence rests on; nothing where it does not follow from the choice of the field's own."""
    address = field.name.endswith("_address")
    choice = choice_of(field.name, before.choices)
    if choice is None:
        return {}
    more = address_features(str(field.value), gathered.context) if address else {}
    sure = confidence(choice, paper.stack.confidence, more) * (LESS_SURE if address else 1.0)
    return {**features(choice, paper.stack.confidence), **more} if abs(sure - field.confidence) < _ROUNDED else {}


def _is_right_reading(paper: Paper, field: Field) -> bool | None:
    """Whether a field is read right; None where the truth cannot tell, or leaves out a fact of the lot."""
    name, entry = field.name, paper.truth["fields"].get(field.name)
    if entry is not None and entry["status"] == "read":
        return agrees(name, entry, field.value, field.unit)
    right = _is_right_unstated(paper.truth, name, lambda one: agrees(name, one, field.value, field.unit))
    if any(agrees(name, other, field.value, field.unit) for other in paper.elsewhere.get(name, ())):
        return right or None
    return right


def record(name: str, rows: Iterable[Group] | Iterable[Reading], folder: Path = RECORDED) -> None:
    """Writes rows as lines of JSON, packed; the same rows give the same bytes."""
    lines = "".join(json.dumps(_packed(row), ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress(lines.encode(), 9, mtime=0))


def _packed(row: Group | Reading) -> list[Any]:
    if isinstance(row, Group):
        return [row.hand, row.paper, row.field, [[_rounded(found), int(right)] for found, right in row.candidates]]
    of_it = [_rounded(row.features), _rounded(row.doubts)]
    return [row.hand, row.paper, row.field, row.hidden, *of_it, int(row.right)]


def _rounded(features: Features) -> dict[str, float]:
    """Features that are not nought, to four decimals."""
    return {name: round(float(value), 4) for name, value in sorted(features.items()) if round(float(value), 4)}


def recorded_groups(folder: Path = RECORDED) -> list[Group]:
    """The recorded rows of the candidate model."""
    return [
        Group(hand, paper, field, tuple((found, bool(right)) for found, right in candidates))
        for hand, paper, field, candidates in _lines("candidates", folder)
    ]


def recorded_readings(folder: Path = RECORDED) -> list[Reading]:
    """The recorded rows of the doubts."""
    return [
        Reading(hand, paper, field, hidden, features, doubts, bool(right))
        for hand, paper, field, hidden, features, doubts, right in _lines("doubts", folder)
    ]


def _lines(model: str, folder: Path) -> Iterator[list[Any]]:
    for path in sorted(folder.glob(f"{model}-*.jsonl.gz")):
        yield from map(json.loads, gzip.decompress(path.read_bytes()).decode().splitlines())
