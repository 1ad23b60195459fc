"""What is said of values under ink, corrected or written by hand.

    python -m bench.inked SET... --keep FOLDER [--count N] [--seed S]

Papers of sets as `bench.press` makes them, digital and of one page. Ink is drawn over two values of a page that lie
apart, the page is printed as a scan of 200 dpi and read end to end, and the table tells what became of the values. Only
values are taken that are read right on the digital paper and stand in one place of it.

A value cannot be read where a letter of it is hidden. One that is right but was found in another place of the paper
is counted apart. After a correction the struck value is wrong and the one written is right.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from bench.extraction.agree import agrees
from bench.extraction.tally import CONFIDENT
from bench.inked_hand import writable
from bench.inked_marks import BY_HAND, KINDS, Kind, inked
from bench.inked_sheet import Spot, hidden_letters, laid, taken_off
from bench.papermaker import degrade
from bench.papermaker.truth import digest
from extract.model import Document, Field
from extract.read import extract_file
from ingest.model import Page
from ingest.read import read_page

DPI: Final = 200
APART: Final = 0.1
"""Least distance down the page, in page heights, of values inked on one page."""

A_PAPER: Final = 2
LINE: Final = 0.02
"""Height of one line of print at most, in page heights."""

FATES: Final = (
    "right", "right, doubted", "right elsewhere", "unreadable", "left out", "wrong, doubted", "silent",
)  # fmt: skip


@dataclass(frozen=True)
class Value:
    """A value to be inked: its field, its truth, the kind of ink, and what is written by hand."""

    name: str
    entry: Mapping[str, Any]
    kind: Kind
    written: str


@dataclass(frozen=True)
class Paper:
    """A digital paper, what it states, its values to be inked, and the seed of all that is drawn on it."""

    file: Path
    truth: Mapping[str, Any]
    values: tuple[Value, ...]
    seed: str


@dataclass(frozen=True)
class Told:
    """What became of one value: `hidden` letters of it, its fate, whether it is given as sure from its own place."""

    kind: Kind
    hidden: int
    fate: str
    sure: bool
    said: str


@dataclass
class Result:
    """What became of a paper's values, and what else was said wrongly on it without a doubt, but for the ink."""

    told: list[Told] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def papers(sets: Sequence[Path], count: int, seed: str) -> list[Paper]:
    """The papers with their values and kinds of ink, as many values as are wanted, drawn by the seed."""
    rng = random.Random(f"inked {seed}")
    found = [
        (folder / "bundles" / path.stem / truth["pages"][0]["name"], truth)
        for folder in sets
        for path in sorted((folder / "truth").glob("*.json"))
        for truth in json.loads(path.read_text(encoding="utf-8"))["documents"]
        if truth["channel"] == "pdf" and len(truth["pages"]) == 1 and truth["type"] != "unknown"
    ]
    rng.shuffle(found)
    stated = [item for _, truth in found for item in truth["fields"].items()]
    others = sorted({(name, str(entry["raw"])) for name, entry in stated if _whole(entry)})
    deck: list[Kind] = []
    chosen: list[Paper] = []
    left = count
    for file, truth in found:
        values = []
        for name, entry in _apart(file, truth, rng)[: min(A_PAPER, left)]:
            if len(deck) < len(KINDS):
                deck += rng.sample(KINDS, len(KINDS))
            instead = _instead(name, entry, others, rng)
            hand = entry["boxes"][0]["box"][3] - entry["boxes"][0]["box"][1] < LINE
            fits = {
                "handwriting": hand and writable(str(entry["raw"])),
                "correction": hand and instead is not None and writable(instead),
            }
            kind = next(one for one in deck if fits.get(one, True))
            deck.remove(kind)
            values.append(Value(name, entry, kind, str(instead if kind == "correction" else entry["raw"])))
        left -= len(values)
        if values:
            chosen.append(Paper(file, truth, tuple(values), f"{seed} {file.parent.name} {file.name}"))
    return chosen


def _whole(entry: Mapping[str, Any]) -> bool:
    return entry.get("status") == "read" and len(entry.get("boxes", ())) == 1 and isinstance(entry.get("raw"), str)


def _apart(file: Path, truth: Mapping[str, Any], rng: random.Random) -> list[tuple[str, Mapping[str, Any]]]:
    """Values read right on the digital paper that stand in one place, apart from one another."""
    data = file.read_bytes()
    pages = (read_page(file, digest(data), "application/pdf", 1),)
    documents = extract_file(pages)
    names = [name for name, entry in truth["fields"].items() if _whole(entry)]
    rng.shuffle(names)
    taken: list[tuple[str, Mapping[str, Any]]] = []
    for name in names:
        entry = truth["fields"][name]
        got = _field(documents, name)
        height = entry["boxes"][0]["box"][1]
        if got is None or not agrees(name, entry, got.value, got.unit):
            continue
        if all(abs(height - one["boxes"][0]["box"][1]) > APART for _, one in taken):
            taken.append((name, entry))
    return taken


def _field(documents: Sequence[Document], name: str) -> Field | None:
    return next((document.fields[name] for document in documents if name in document.fields), None)


def _instead(name: str, entry: Mapping[str, Any], others: Sequence[tuple[str, str]], rng: random.Random) -> str | None:
    """Another value in place of one: a figure changed, or what another paper states in the field."""
    raw = str(entry["raw"])
    digits = [at for at, one in enumerate(raw) if one.isdigit()]
    if digits:
        at = rng.choice(digits)
        return raw[:at] + rng.choice([one for one in "123456789" if one != raw[at]]) + raw[at + 1 :]
    fitting = [text for own, text in others if own == name and text != raw and len(text) <= 1.2 * len(raw)]
    return rng.choice(fitting) if fitting else None


def drawn(paper: Paper) -> tuple[degrade.Picture, degrade.Picture, list[int]]:
    """The paper's page with ink and without, and how many letters of each value it hides."""
    page = degrade.rasterise(paper.file.read_bytes(), DPI)[0]
    clean, hidden = page.copy(), []
    for number, value in enumerate(paper.values):
        spot = Spot.on(page, value.entry["boxes"][0]["box"], DPI)
        ink = inked(value.kind, spot, value.written, random.Random(f"{paper.seed} {number}"))
        bare = taken_off(page, spot)
        hidden.append(0 if value.kind in BY_HAND else hidden_letters(page, bare, ink.layers, spot))
        page = laid(bare if ink.taken_off else page, ink.layers)
    return page, clean, hidden


def scanned(picture: degrade.Picture, paper: Paper, folder: Path) -> tuple[Page, degrade.Degraded]:
    """The picture as a scan, grey or in colours, read; the same scan of every picture of a paper."""
    rng = random.Random(f"{paper.seed} scan")
    page = degrade.scan(picture, DPI, rng, grey=rng.random() < 0.5)
    data = degrade.image_pdf([(page, rng.randint(60, 85))])
    file = folder / f"{digest(data)}.pdf"
    file.write_bytes(data)
    return read_page(file, digest(data), "application/pdf", 1), page


def measured(task: tuple[Paper, Path]) -> Result:
    """Draws, scans and reads a paper."""
    paper, folder = task
    picture, clean, hidden = drawn(paper)
    page, scan = scanned(picture, paper, folder)
    documents = extract_file((page,))
    result = Result()
    for value, count in zip(paper.values, hidden, strict=True):
        got = _field(documents, value.name)
        there = got is not None and _at_place(got, scan.place(tuple(value.entry["boxes"][0]["box"])))
        fate = fate_of(value, got, there=there)
        sure = there and got is not None and got.value is not None and got.confidence >= CONFIDENT
        said = "" if got is None else f"{got.value!r} {got.unit or ''} ({got.confidence:.2f}, {got.raw!r})"
        name = f"{paper.file.parent.name}/{paper.file.name} {value.name}"
        shown = value.written if value.kind == "correction" else ""
        result.told.append(Told(value.kind, count, fate, sure, f"{name} {value.entry['raw']!r} {shown!r} -> {said}"))
    wrong = dict(_silent(paper, documents))
    if wrong or any(told.fate == "silent" for told in result.told):
        before = dict(_silent(paper, extract_file((scanned(clean, paper, folder)[0],)), every=True))
        inks = ", ".join(value.kind for value in paper.values)
        result.others = [f"{paper.file.parent.name}/{paper.file.name} {name} {said} [{inks}]"
                         for name, said in wrong.items() if name not in before]  # fmt: skip
        result.told = [
            replace(one, said=f"{one.said} [so on the clean scan]") if value.name in before else one
            for one, value in zip(result.told, paper.values, strict=True)
        ]
    return result


def _at_place(got: Field, place: Sequence[float]) -> bool:
    """Whether a field rests on what stands in a place; a scan is straightened, so the place is taken widely."""
    x0, y0, x1, y1 = place
    return any(
        one.box.x0 < x1 + 0.02 and one.box.x1 > x0 - 0.02 and one.box.y0 < y1 + 0.012 and one.box.y1 > y0 - 0.012
        for one in got.evidence
    )


def fate_of(value: Value, got: Field | None, *, there: bool) -> str:
    """What became of a value; `there` where what was read rests on its own place."""
    if got is None:
        return "left out"
    if got.value is None:
        return "unreadable"
    sure = got.confidence >= CONFIDENT
    stated = agrees(value.name, value.entry, got.value, got.unit)
    if stated and not there:
        return "right elsewhere"
    if value.kind == "correction":
        wanted = _signs(value.written)
        stated = wanted in _signs(got.raw) or _signs(got.raw) == wanted
    if stated:
        return "right" if sure else "right, doubted"
    return "silent" if sure else "wrong, doubted"


def _signs(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())


def _silent(paper: Paper, documents: Sequence[Document], *, every: bool = False) -> Iterator[tuple[str, str]]:
    """What is said wrongly and without a doubt: of the values that bear no ink, or of every one."""
    bearing = set() if every else {value.name for value in paper.values}
    for name, entry in paper.truth["fields"].items():
        got = _field(documents, name)
        if name in bearing or got is None or got.value is None or got.confidence < CONFIDENT:
            continue
        if not agrees(name, entry, got.value, got.unit):
            yield name, f"{entry['value']!r} -> {got.value!r} ({got.confidence:.2f})"


def table(told: Sequence[Told]) -> str:
    """What became of the values by the kind of ink."""
    lines = [f"| ink | values | cannot be read | {' | '.join(FATES)} | sure though it cannot be read |"]
    lines.append("|---" * (len(FATES) + 4) + "|")
    for kind in (*KINDS, "all"):
        own = [one for one in told if kind in (one.kind, "all")]
        fates = Counter(one.fate for one in own)
        hidden = [one for one in own if one.hidden]
        counts = " | ".join(str(fates[fate]) for fate in FATES)
        lines.append(f"| {kind} | {len(own)} | {len(hidden)} | {counts} | {sum(one.sure for one in hidden)} |")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Prints the table, then every value that is silently wrong or sure though nobody can read it."""
    parser = argparse.ArgumentParser(prog="inked", description=__doc__)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, required=True, help="a folder for the scans")
    given = parser.parse_args(arguments)
    given.keep.mkdir(parents=True, exist_ok=True)
    chosen = papers(given.sets, given.count, given.seed)
    tasks = [(paper, given.keep) for paper in chosen]
    if given.jobs > 1:
        with ProcessPoolExecutor(given.jobs) as pool:
            results = list(pool.map(measured, tasks))
    else:
        results = [measured(task) for task in tasks]
    told = [one for result in results for one in result.told]
    print(table(told))
    for one in told:
        if one.fate in ("silent", "wrong, doubted") or (one.hidden and one.sure):
            print(f"{one.kind}, {one.fate}, {one.hidden} hidden: {one.said}")
    for said in (said for result in results for said in result.others):
        print(f"another value: {said}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
