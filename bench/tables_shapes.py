"""How papers of shapes that offices set are read: headings of no list, captions, totals apart, lots in prose.

    python -m bench.tables_shapes [--show]

Each shape is one small paper set word by word, with what it states: fields of the document (`net_weight`) and of its
rows (`0.net_weight`), and how many rows it has (`rows`). Prints how many of these are read, and what is wrong at a
confidence of 0.9 or more.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bench import (
    tables_shapes_captions,
    tables_shapes_figures,
    tables_shapes_goods,
    tables_shapes_headings,
    tables_shapes_totals,
)
from bench.tables_shapes_drawn import Shape
from extract.model import Document, Field, Money
from extract.read import extract

_PARTS = (
    tables_shapes_figures,
    tables_shapes_headings,
    tables_shapes_captions,
    tables_shapes_totals,
    tables_shapes_goods,
)
SHAPES: Final[tuple[Callable[[], Shape], ...]] = tuple(make for part in _PARTS for make in part.SHAPES)
"""Every shape, each made when it is called."""

_SURE = 0.9  # confidence from which nobody looks


@dataclass(frozen=True)
class Told:
    """One fact of a paper: what it is, what was read for it, and how sure."""

    path: str
    meant: str
    got: str
    confidence: float

    @property
    def right(self) -> bool:
        """Whether it was read as it is meant; an empty meaning asks for nothing to be read surely."""
        if not self.meant:
            return self.got in ("", "None") or self.confidence < _SURE
        return self.got.casefold() == self.meant.casefold()

    @property
    def silent(self) -> bool:
        """Whether it is wrong where nobody looks."""
        return not self.right and bool(self.got) and self.confidence >= _SURE


def shown(found: Field | None) -> str:
    """A field's value as the shapes state it."""
    if found is None:
        return ""
    if isinstance(found.value, Money):
        return str(found.value.amount)
    if isinstance(found.value, tuple):
        return ",".join(map(str, found.value))
    return str(found.value)


def told(shape: Shape) -> list[Told]:
    """Each fact of a shape beside what was read for it."""
    documents = extract(shape.pages)
    document: Document | None = documents[0] if documents else None
    made = []
    for path, meant in shape.states.items():
        place, _, name = path.rpartition(".")
        if path == "rows":
            made.append(Told(path, meant, str(len(document.lines)) if document is not None else "", 0.0))
            continue
        fields: Mapping[str, Field] = {}
        if document is not None:
            fields = document.fields if not place else {}
            if place and int(place) < len(document.lines):
                fields = document.lines[int(place)]
        found = fields.get(name)
        made.append(Told(path, meant, shown(found), found.confidence if found is not None else 0.0))
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads every shape and prints what is read of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--show", action="store_true", help="print what was read otherwise than meant")
    parser.add_argument("--only", default="", help="a part of a shape's name")
    given = parser.parse_args(arguments)
    right = asked = silent = 0
    for make in SHAPES:
        shape = make()
        if given.only not in shape.name:
            continue
        facts = told(shape)
        good = sum(one.right for one in facts)
        right, asked, silent = right + good, asked + len(facts), silent + sum(one.silent for one in facts)
        print(f"{good:3d}/{len(facts):<3d} {shape.name}")
        for one in facts if given.show else ():
            if not one.right:
                mark = "!" if one.silent else " "
                print(f"      {mark} {one.path}: {one.got!r} ({one.confidence:.2f}) for {one.meant!r}")
    print(f"{right} of {asked} facts, {silent} wrong and sure")


if __name__ == "__main__":
    main()
