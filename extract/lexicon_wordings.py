"""Wordings of labels met on papers, one a row: what each asks for, and on which types of papers.

`data/label_wordings.csv` has the field (a party by its role; `-` for what asks for no field of ours), the types on
whose papers the wording means it, parted by `|` (none: every type that has the field), the language and the wording.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Final

from extract.labels_pieces import wording_keys

_NO_FIELD: Final = "-"


@cache
def _table() -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
    """(language, wording) of each field and type; the type is empty where a wording means the field on all."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    text = resources.files("extract").joinpath("data/label_wordings.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        for kind in row["types"].split("|"):
            found.setdefault((row["field"], kind), []).append((row["language"], row["wording"]))
    return {key: tuple(held) for key, held in found.items()}


def wordings_for(field: str, kind: str) -> Iterator[tuple[str, str]]:
    """(language, wording) of a field's labels on papers of a type."""
    for types in ("", kind):
        yield from _table().get((field, types), ())


def asking_for_none() -> tuple[tuple[str, str], ...]:
    """(language, wording) of labels that ask for no field of any type: what stands by them is not ours."""
    return _table().get((_NO_FIELD, ""), ())


@cache
def _of_none() -> frozenset[str]:
    return frozenset("".join(wording_keys(text)) for _, text in asking_for_none())


def asks_for_none(label: str) -> bool:
    """Whether a label is one of those that ask for no field of any type."""
    return "".join(wording_keys(label)) in _of_none()
