"""Sentences with their facts marked, from which `bench.extraction.teach_mentions` learns what a value in a text is.

A lesson is a text of a paper of some type in which every fact of the contract is marked, `{field:value as printed}`,
one a row: type, tab, text. Those of `bench/lessons` were written for it; those of `rows` are the running text and the
lines without label of the papers of `bench/hands`, marked where the truth says that a fact stands. `{?:…}` marks what
nobody can tell: a value that is a fact of the paper and stands in a place that the truth does not name.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import bench
from bench.extraction.agree import agrees
from bench.extraction.papers import Bundle
from bench.extraction.rows import Paper, papers_of
from extract.candidates_gathered import gather
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Region
from extract.doctype import DocumentType, ValueKind
from extract.mentions import FIELDS, Group, mentions
from extract.prose_paragraphs import paragraphs
from extract.prose_rows import sentence_rows
from extract.types import TYPES
from extract.values import Context, Parsed
from ingest.model import Box

WRITTEN: Final = Path(bench.__file__).parent / "lessons"
"""Sentences that were written as lessons, by language."""

LISTED: Final = "listed"
"""The hand of lessons that are no more than a wording that the product lists, beside a value."""
MOST_LISTED: Final = 60.0
"""For how many lessons the wordings of one field count at the most, however many there are."""
TAKEN: Final = 300
"""Of the wordings of a field, most of them forms of a few words, about so many are taken."""
UNTOLD: Final = "?"
_FACT: Final = re.compile(r"\{([a-z_?]+):([^{}]*)\}")
_FILLED: Final = {"exporter_name": "exporter", "importer_name": "importer"}
_INSIDE = 0.5  # of a word's height and width that lies in a fact's box


@dataclass(frozen=True)
class Lesson:
    """A text with its facts as (start, end, field). `hand` is who wrote it, `kind` the type of its paper.

    `counts` says how often it counts.
    """

    hand: str
    kind: str
    language: str | None
    text: str
    facts: tuple[tuple[int, int, str], ...]
    counts: float = 1.0


def lesson_of(hand: str, kind: str, language: str | None, marked: str, counts: float = 1.0) -> Lesson:
    """A lesson from its marked text; parties by the names that document types give them."""
    text, facts, position = "", [], 0
    for fact in _FACT.finditer(marked):
        text += marked[position : fact.start()]
        facts.append((len(text), len(text) + len(fact[2]), _FILLED.get(fact[1], fact[1])))
        text += fact[2]
        position = fact.end()
    return Lesson(hand, kind, language, text + marked[position:], tuple(facts), counts)


def written(folder: Path = WRITTEN) -> Iterator[Lesson]:
    """The sentences that were written as lessons."""
    for path in sorted(folder.glob("sentences_*.tsv")):
        language = path.stem.removeprefix("sentences_")
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, tab, marked = line.partition("\t")
            if tab and kind in TYPES:
                yield lesson_of("written", kind, language, marked)


_SPECIMENS: Final[dict[ValueKind, str]] = {
    ValueKind.DATE: "12/03/2026",
    ValueKind.CARATS: "1,254.30 ct",
    ValueKind.WEIGHT: "20,500.5 kg",
    ValueKind.PERCENT: "65.2 %",
    ValueKind.MONEY: "USD 120,500.25",
    ValueKind.COUNT: "14",
    ValueKind.COUNTRY: "Zambia",
    ValueKind.HS_CODES: "2609.00.00",
    ValueKind.IDENTIFIER: "AB-20417/26",
    ValueKind.IDENTIFIERS: "AB-20417/26",
    ValueKind.PARTY: "Kalimba Dorrance Ltd.",
    ValueKind.AUTHORITY: "Tembo Oriental",
    ValueKind.SITE: "Kasengera",
}
"""A value of each kind that says of itself nothing that all of its kind do not say."""


def listed() -> Iterator[Lesson]:
    """The wordings that document types list for their fields, each beside a value: labels before it, cues around it."""
    asked: dict[str, dict[tuple[str, str], DocumentType]] = {}
    for doctype in TYPES.values():
        for spec in doctype.fields:
            if spec.kind in _SPECIMENS:
                value = _SPECIMENS[spec.kind]
                marked = value if spec.more else f"{{{spec.name}:{value}}}"
                told = asked.setdefault(marked, {})
                for language, wordings in spec.labels.items():
                    told |= {(language, f"{wording}: {marked}"): doctype for wording in wordings}
                for language, wordings in spec.cues.items():
                    for wording in wordings:
                        before = wording.startswith("…")
                        text = f"{marked} {wording.lstrip('… ')}" if before else f"… {wording} {marked} …"
                        told[language, text] = doctype
    for told in asked.values():
        few = sorted(told.items())[:: max(1, len(told) // TAKEN)]
        for (language, text), doctype in few:
            yield lesson_of(LISTED, doctype.kind, language, text, min(1.0, MOST_LISTED / len(few)))


def recorded(folder: Path) -> Iterator[Lesson]:
    """The lessons that were made of papers."""
    for path in sorted(folder.glob("lessons-*.tsv.gz")):
        hand = path.name.removeprefix("lessons-").removesuffix(".tsv.gz")
        for line in gzip.decompress(path.read_bytes()).decode().splitlines():
            kind, language, marked = line.split("\t", 2)
            yield lesson_of(hand, kind, language or None, marked)


def record(hand: str, bundles: Iterable[Bundle], folder: Path) -> int:
    """Writes the lessons of one hand's papers, packed; how many. The same papers give the same bytes."""
    lines = [line for paper in papers_of(bundles) for line in _lines(paper)]
    data = "".join(f"{line}\n" for line in dict.fromkeys(lines)).encode()
    (folder / f"lessons-{hand}.tsv.gz").write_bytes(gzip.compress(data, 9, mtime=0))
    return len(lines)


def _lines(paper: Paper) -> Iterator[str]:
    gathered = gather(paper.stack)
    fields = paper.truth["fields"]
    for around in gathered.neighbourhoods:
        for region in _regions(around):
            text = region.text.replace("\n", " ")
            if "{" in text or "}" in text or "\t" in text:
                continue
            marked = _marked(region, text, fields, gathered.context)
            yield f"{paper.stack.kind}\t{gathered.context.language or ''}\t{marked}"


def _regions(around: Neighbourhood) -> Iterator[Region]:
    for texts in (paragraphs, sentence_rows):
        for text in texts(around.layout, around.page, around.labels, around.skip):
            yield text.region


def _marked(region: Region, text: str, fields: Mapping[str, Any], context: Context) -> str:
    """The text with the facts of the truth marked that stand in it."""
    facts: list[tuple[int, int, str]] = []
    for name, entry in fields.items():
        if entry["status"] != "read":
            continue
        inside = [_is_in(region, word, entry.get("boxes") or ()) for _, _, word in region.spots]
        for stated, run in groupby(zip(inside, region.spots, strict=True), key=lambda each: each[0]):
            if stated:
                spots = [spot for _, spot in run]
                facts.append((spots[0][0], spots[-1][1], name))
    for one in mentions(text, context):
        if any(one.start < end and one.end > start for start, end, _ in facts):
            continue
        if _is_a_fact(one.group, text[one.start : one.end], one.parsed, fields):
            facts.append((one.start, one.end, UNTOLD))
    out, position = "", 0
    for start, end, name in sorted(facts, key=lambda each: (each[0], -each[1])):
        if start < position:
            continue
        shared = any(other != name and s < end and e > start for s, e, other in facts)
        out += f"{text[position:start]}{{{UNTOLD if shared else name}:{text[start:end]}}}"
        position = end
    return out + text[position:]


def _is_in(region: Region, word: int, boxes: Sequence[Mapping[str, Any]]) -> bool:
    page = region.layout.page
    box = page.words[word].box
    for one in boxes:
        if one["file"] == page.file and one["page"] == page.number:
            around = Box(*one["box"])
            width = min(box.x1, around.x1) - max(box.x0, around.x0)
            height = min(box.y1, around.y1) - max(box.y0, around.y0)
            if width > _INSIDE * box.width and height > _INSIDE * box.height:
                return True
    return False


def _is_a_fact(group: Group, raw: str, parsed: Parsed | None, fields: Mapping[str, Any]) -> bool:
    """Whether a mention states what the truth says of a field of its group, wherever that stands."""
    names = (name for field in FIELDS[group] for name in (field, f"{field}_name"))
    stated = ((name, fields[name]) for name in names if name in fields and fields[name]["status"] == "read")
    return any(_states(raw, parsed, name, entry) for name, entry in stated)


def _states(raw: str, parsed: Parsed | None, name: str, entry: Mapping[str, Any]) -> bool:
    """Whether a mention is what an entry of the truth says, or one of the list that it says."""
    if isinstance(entry["value"], list) and raw in entry["value"]:
        return True
    return agrees(name, entry, raw, None) if parsed is None else agrees(name, entry, parsed.value, parsed.unit)
