"""Scores extraction against truth: documents matched by their pages, every field judged, every failure explained."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bench.extraction.agree import agrees
from bench.extraction.papers import Bundle
from bench.extraction.tally import CONFIDENT, Failure, Tally
from extract.candidates import Candidate
from extract.candidates_gathered import Gathered, gather
from extract.doctype import ValueKind
from extract.layout import lay_out
from extract.model import Document, Field
from extract.read import read_stack
from extract.split import Stack, group
from extract.types import TYPES
from extract.values import split_party
from ingest.model import Page

INFERRED = {
    "goods_description",
    "issuing_authority",
    "mineral",
    "form",
    "exporter_address",
    "importer_address",
    "mine_site",
    "country_of_origin",
    "country_of_provenance",
    "country_of_destination",
}
"""Fields that a reader may rightly infer from other words of a paper: what truth does not list is not invented."""


def score(bundles: Iterable[Bundle], *, reasons: bool = True) -> Tally:
    """Extracts every bundle and scores it; `reasons` says why each failure came about, which costs time."""
    tally = Tally()
    for bundle in bundles:
        score_bundle(tally, bundle, reasons=reasons)
    return tally


def score_bundle(tally: Tally, bundle: Bundle, *, reasons: bool = True) -> None:
    """Adds one bundle."""
    documents: list[Document] = []
    stacks: list[Stack] = []
    for pages in bundle.pages.values():
        start = time.process_time()
        found = stacks_of(pages)
        read = [read_stack(stack, "d") for stack in found]
        spent = time.process_time() - start
        tally.seconds += spent
        tally.pages += len(pages)
        tally.slow.append(spent / max(len(pages), 1))
        documents += read
        stacks += found
    pairs = matched(bundle.truth["documents"], documents)
    tally.spurious += sum(
        1 for number, one in enumerate(documents) if number not in pairs.values() and one.type.value != "unknown"
    )
    stated_elsewhere = _facts(bundle.truth["documents"])
    for number, truth in enumerate(bundle.truth["documents"]):
        document = documents[pairs[number]] if number in pairs else None
        stack = stacks[pairs[number]] if number in pairs else None
        _score_document(tally, bundle.name, truth, document, stack if reasons else None, stated_elsewhere)


def stacks_of(pages: Sequence[Page]) -> list[Stack]:
    """One file's pages laid out and cut into documents."""
    return list(group([lay_out(page) for page in pages]))


def page_keys(truth: Mapping[str, Any]) -> set[tuple[str, int]]:
    """The pages of a document of the truth, by file and number."""
    return {(page["file"], page["page"]) for page in truth["pages"]}


def matched(truths: Sequence[Mapping[str, Any]], documents: Sequence[Document]) -> dict[int, int]:
    """Which document answers to which of the truth, one to one, those with most pages in common first."""
    keys = [{(page.file, page.page) for page in document.pages} for document in documents]
    shared = []
    for number, truth in enumerate(truths):
        wanted = page_keys(truth)
        for other, got in enumerate(keys):
            if wanted & got:
                shared.append((len(wanted & got) / len(wanted | got), -number, -other))
    pairs: dict[int, int] = {}
    for _, number, other in sorted(shared, reverse=True):
        if -number not in pairs and -other not in pairs.values():
            pairs[-number] = -other
    return pairs


def _facts(truths: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    facts: dict[str, list[Mapping[str, Any]]] = {}
    for truth in truths:
        for name, entry in truth["fields"].items():
            facts.setdefault(name, []).append(entry)
    return facts


def _score_document(
    tally: Tally,
    bundle: str,
    truth: Mapping[str, Any],
    document: Document | None,
    stack: Stack | None,
    elsewhere: Mapping[str, Sequence[Mapping[str, Any]]],
) -> None:
    kind = truth["type"]
    got = document.type.value if document is not None else "none"
    typed = got in (kind, *(truth.get("type_accept") or ()))
    tally.documents += 1
    tally.types += typed
    if not typed:
        tally.confusions[f"{truth['template']} {kind} taken for {got}"] += 1
    if document is not None:
        whole = {(page.file, page.page) for page in document.pages} == page_keys(truth)
        tally.splits += whole
        if not whole:
            tally.confusions[f"{truth['template']} {truth['channel']} cut wrongly"] += 1
    fields = document.fields if document is not None and kind != "unknown" else {}
    axes = {"type": kind, "channel": truth["channel"], "language": truth["language"], "layout": truth["template"]}
    gathered: Gathered | None = None
    for name, entry in truth["fields"].items():
        if entry["status"] != "read":
            continue
        field = fields.get(name)
        said = field is not None and field.status in ("read", "corrected")
        right = field is not None and said and agrees(name, entry, field.value, field.unit)
        if not said and (other := _under_another_name(name, entry, fields)) is not None:
            field, said, right = other, True, True
        if entry.get("optional") and (right or not said):
            continue
        for count in tally.counts(**axes, field=name):
            count.stated += 1
            count.right += right
            count.wrong += said and not right
            count.missing += field is None
            count.abstained += field is not None and not said
            count.silent += field is not None and said and not right and field.confidence >= CONFIDENT
        if field is not None and said:
            tally.said.append((field.confidence, right))
        if right:
            continue
        if gathered is None and stack is not None and stack.kind in TYPES:
            gathered = gather(stack)
        why = reason(name, entry, gathered, field)
        tally.failures.append(_failure(bundle, truth, name, entry["value"], field, why))
    for name, field in fields.items():
        if name in truth["fields"] or field.status != "read":
            continue
        if _allowed(name, field, truth, elsewhere):
            continue
        for count in tally.counts(**axes, field=name):
            count.invented += 1
            count.silent += field.confidence >= CONFIDENT
        tally.said.append((field.confidence, False))
        tally.failures.append(_failure(bundle, truth, name, None, field, "invented"))
    if document is not None and truth["lines"]:
        _score_lines(tally, truth["lines"], document.lines)


def _under_another_name(name: str, entry: Mapping[str, Any], fields: Mapping[str, Field]) -> Field | None:
    """The field that states the value under a name which the truth allows as well (a letterhead's body as exporter)."""
    others = (fields.get(other) for other in entry.get("also_as") or ())
    return next((one for one in others if one is not None and agrees(name, entry, one.value, one.unit)), None)


def _allowed(
    name: str, field: Field, truth: Mapping[str, Any], elsewhere: Mapping[str, Sequence[Mapping[str, Any]]]
) -> bool:
    """Whether a value that the truth does not list is no invention.

    A truth with `absent` names what the paper does not bear; one with `looked_at` false says nothing of other fields.
    """
    if name in truth.get("absent", ()):
        return False
    if not truth.get("looked_at", True) or name in INFERRED:
        return True
    return any(agrees(name, one, field.value, field.unit) for one in elsewhere.get(name, ()))


def _failure(bundle: str, truth: Mapping[str, Any], name: str, wanted: Any, field: Field | None, why: str) -> Failure:
    got = "" if field is None else str(field.value if field.status == "read" else field.status)
    where = (bundle, truth["key"], truth["template"], truth["channel"])
    return Failure(*where, name, str(wanted), got, field.confidence if field is not None else 0.0, why)


def is_right(candidate: Candidate, name: str, entry: Mapping[str, Any], gathered: Gathered) -> bool:
    """Whether a candidate reads the value of a field (of a party, its name or its address)."""
    if candidate.spec.kind is not ValueKind.PARTY:
        return agrees(name, entry, candidate.parsed.value, candidate.parsed.unit)
    block = split_party(candidate.region.text.split("\n"), gathered.context)
    if block is None:
        return False
    return agrees(name, entry, block.address if name.endswith("_address") else block.name, None)


def reason(name: str, entry: Mapping[str, Any], gathered: Gathered | None, field: Field | None) -> str:
    """Why a field was not read right: nothing offered it, it weighed too little, or another was chosen."""
    if gathered is None:
        return "no such document"
    role = name.removesuffix("_name").removesuffix("_address")
    offered = [one for one in gathered.candidates if one.spec.name in (name, role)]
    best = max(
        (one for one in offered if is_right(one, name, entry, gathered)), key=lambda one: one.score, default=None
    )
    labels = [hit for around in gathered.neighbourhoods for hit in around.labels]
    labelled = any(spec.name in (name, role) for hit in labels for spec in hit.specs)
    if best is None:
        return f"never offered, {'labelled' if labelled else 'no label'}"
    return f"offered {best.region.place.value} {best.score:.2f}, {'lost' if field is not None else 'not taken'}"


def _score_lines(tally: Tally, truths: Sequence[Mapping[str, Any]], lines: Sequence[Mapping[str, Field]]) -> None:
    left = list(range(len(lines)))
    for row in truths:
        hits = {number: _hits(row, lines[number]) for number in left}
        best = max(left, key=lambda number: (hits[number], -number), default=None)
        tally.cells += len(row)
        if best is not None and hits[best]:
            tally.cells_right += hits[best]
            left.remove(best)


def _hits(row: Mapping[str, Any], line: Mapping[str, Field]) -> int:
    return sum(name in line and agrees(name, entry, line[name].value, line[name].unit) for name, entry in row.items())
