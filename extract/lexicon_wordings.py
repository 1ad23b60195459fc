"""Wordings of labels met on papers, one a row: what each asks for, and on which types of papers.

`data/label_wordings.csv` has the field (a party by its role; `-` for what asks for no field of ours), the types on
whose papers the wording means it, parted by `|` (none: every type that has the field), the language and the wording.
`data/quoted_papers.csv` has what words name a paper of a type, and the field that its number is on other papers.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Final

from extract.labels_pieces import wording_keys
from extract.lexicon import fold
from extract.values.tables import rows

_NO_FIELD: Final = "-"
_OF_THIS: Final = re.compile(r" (?:this|present|our|notre|nuestra|nossa|este|esta|presente) ")
"""Words that say of a paper named that it is the one in hand."""


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


def quoting(field: str, kind: str) -> Iterator[tuple[str, str]]:
    """(language, wording) of labels of other papers' own numbers that name the paper, and so quote it on this type's.

    "Waybill ref." is a waybill's own number, and on an invoice the number of the waybill that it goes with.
    """
    for type_quoted, words in _papers().get(field, ()):
        if type_quoted != kind:
            for language, wording in _table().get(("document_number", type_quoted), ()):
                said = f" {fold(wording)} "
                if any(f" {word} " in said for word in words) and _OF_THIS.search(said) is None:
                    yield language, wording


@cache
def _papers() -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Of each field that quotes a paper's number the types quoted, with the words that name such a paper (folded)."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in rows("quoted_papers"):
        found.setdefault(row["field"], []).append((row["types"], tuple(row["words"].split("|"))))
    return {field: tuple(held) for field, held in found.items()}


def asking_for_none() -> tuple[tuple[str, str], ...]:
    """(language, wording) of labels that ask for no field of any type: what stands by them is not ours."""
    return _table().get((_NO_FIELD, ""), ())


@cache
def _of_none() -> frozenset[str]:
    return frozenset("".join(wording_keys(text)) for _, text in asking_for_none())


def asks_for_none(label: str) -> bool:
    """Whether a label is one of those that ask for no field of any type."""
    return "".join(wording_keys(label)) in _of_none()
