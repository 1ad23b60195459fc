"""What is said of fields whose values cannot be seen: `python -m bench.extraction.hidden`.

On papers that are read right, one value at a time is taken off the page. In its place stands either ink that no reader
made words of (a blot, a stamp, handwriting) or nothing at all, as in a box that was never filled in. Under ink a field
that a label announces is unreadable; an empty place is unreadable where the type demands the field, and otherwise the
field is left out. Another value in its place is a guess, and a silent one where it is given 0.9 or more.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from bench.extraction.agree import agrees
from bench.extraction.papers import Bundle, PaperSet, papers
from bench.extraction.score import matched, stacks_of
from bench.extraction.tally import CONFIDENT
from extract.model import Document, Field
from extract.read import extract_file, read_stack
from extract.types import TYPES
from ingest.model import Box, Page, Word

Way = Literal["ink", "empty"]
WAYS: Final[tuple[Way, ...]] = ("ink", "empty")


@dataclass
class Outcomes:
    """How often what was said of hidden values; `elsewhere` are values that the paper states in another place too."""

    hidden: int = 0
    unreadable: int = 0
    left_out: int = 0
    elsewhere: int = 0
    guessed: int = 0
    silent: int = 0
    guesses: list[str] = field(default_factory=list)
    silences: list[str] = field(default_factory=list)

    def row(self) -> str:
        """The counts as a row of a table."""
        return (
            f"{self.hidden} | {self.unreadable} | {self.left_out} | {self.elsewhere} | {self.guessed} | {self.silent}"
        )


def hide(pages: Sequence[Page], entry: Mapping[str, Any], way: Way) -> tuple[Page, ...]:
    """The pages without the words in an entry's boxes; under ink they are pages that were read from a picture."""
    boxes: dict[int, list[Box]] = defaultdict(list)
    for place in entry["boxes"]:
        boxes[place["page"]].append(Box(*place["box"]))
    return tuple(_without(page, boxes.get(page.number, []), way) for page in pages)


def _without(page: Page, boxes: Sequence[Box], way: Way) -> Page:
    if not boxes:
        return page
    words = tuple(word for word in page.words if not any(_lies_in(word, box) for box in boxes))
    if way == "empty":
        return page.model_copy(update={"words": words})
    return page.model_copy(update={"words": words, "origin": "ocr", "unread": tuple(boxes)})


def _lies_in(word: Word, box: Box) -> bool:
    return box.x0 - 0.002 <= word.box.mid_x <= box.x1 + 0.002 and box.y0 - 0.002 <= word.box.mid_y <= box.y1 + 0.002


def outcomes(bundles: Iterable[Bundle], way: Way, *, demanded: bool | None = None) -> Outcomes:
    """Hides every value read right, one at a time; `demanded` keeps those that their type demands, or the others."""
    total = Outcomes()
    for bundle in bundles:
        for truth, document, pages in _read_right(bundle):
            for name, entry in truth["fields"].items():
                if entry["status"] != "read" or not entry.get("boxes") or not _is_single(document, name, entry):
                    continue
                if demanded is not None and demanded != (name in TYPES[document.type].demanded()):
                    continue
                _count(
                    total,
                    f"{bundle.name}/{truth['key']} {truth['template']} {name}",
                    name,
                    entry,
                    pages,
                    way,
                    document.fields[name].label or "",
                )
    return total


def _read_right(bundle: Bundle) -> Iterator[tuple[Mapping[str, Any], Document, tuple[Page, ...]]]:
    """Documents that have a file to themselves and whose type was told."""
    for pages in bundle.pages.values():
        stacks = stacks_of(pages)
        if len(stacks) != 1:
            continue
        document = read_stack(stacks[0], "d")
        pairs = matched(bundle.truth["documents"], [document])
        for number in pairs:
            truth = bundle.truth["documents"][number]
            if truth["type"] == document.type.value and document.type in TYPES:
                yield truth, document, pages


def _is_single(document: Document, name: str, entry: Mapping[str, Any]) -> bool:
    """A field that is read right and that a label introduces."""
    got = document.fields.get(name)
    return got is not None and got.label is not None and agrees(name, entry, got.value, got.unit)


def _count(
    total: Outcomes, where: str, name: str, entry: Mapping[str, Any], pages: Sequence[Page], way: Way, label: str
) -> None:
    documents = extract_file(hide(pages, entry, way))
    got: Field | None = next((d.fields[name] for d in documents if name in d.fields), None)
    total.hidden += 1
    if got is None:
        total.left_out += 1
        total.silences.append(f"{where} [{way}] label {label!r}")
    elif got.value is None:
        total.unreadable += 1
    elif agrees(name, entry, got.value, got.unit):
        total.elsewhere += 1
    else:
        total.guessed += 1
        total.silent += got.confidence >= CONFIDENT
        total.guesses.append(f"{where} [{way}] {entry['value']!r} -> {got.value!r} ({got.confidence:.2f})")


def main(arguments: list[str] | None = None) -> int:
    """Prints the table, the guesses, and where nothing is said of a value under ink."""
    parser = argparse.ArgumentParser(prog="hidden", description=__doc__)
    parser.add_argument("--families", choices=("train", "test", "all"), default="test")
    parser.add_argument("--bundles", type=int, default=10)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--cache", type=Path, default=Path("build/extraction"))
    given = parser.parse_args(arguments)
    bundles = papers(PaperSet(given.families, given.bundles, given.seed), given.cache)
    print("| place | fields | hidden | unreadable | left out | read elsewhere | guessed | silent |")
    print("|---|---|---|---|---|---|---|---|")
    guesses: list[str] = []
    silences: list[str] = []
    for way in WAYS:
        for demanded in (True, False):
            found = outcomes(bundles, way, demanded=demanded)
            print(f"| {way} | {'demanded' if demanded else 'others'} | {found.row()} |")
            guesses += found.guesses
            silences += found.silences if way == "ink" else []
    print("\n".join(("", *guesses, "", *silences)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
