"""Headings of no list: what their words probably ask for, believed where the column under them holds such a thing.

"Member State of origin", "Max. tonnage" and "Mine source" stand in no table of wordings; their words do, in headings
and labels that are listed. What is guessed so must be borne out by the cells (`tables_content.borne_out`): countries
under what is taken for an origin, codes under what is taken for seals. Fields read under such a heading are doubted.
"""

from __future__ import annotations

from typing import Final

from extract import lexicon
from extract.doctype import DocumentType, FieldSpec, ValueKind, Words
from extract.labels_meaning import Meaning

DOUBTED: Final = 0.85
"""Confidence at most of what stands under a heading whose meaning is guessed."""

_LONGEST: Final = 60  # letters of such a heading
_MOST_WORDS: Final = 10
_COMMON: Final = 4  # columns that a word may be common to before it tells none of them: "total", "reference"
_NONE: Final = ""  # the class of headings that tell no field of ours
_ASIDE: Final = ("row_number", "stone_count", "other")


def heading_meaning(doctype: DocumentType) -> Meaning:
    """What headings on papers of a type probably mean, a column or another fact: learned from headings and labels."""
    specs = {spec.name: spec for spec in doctype.fields}
    told: dict[str, dict[str, FieldSpec]] = {}
    for column in doctype.columns:
        spec = specs.get(column.name)
        for wording in _all(column.headers, spec.labels if spec is not None else {}):
            told.setdefault(wording, {}).update({} if spec is None else {column.name: spec})
    headed = {column.name for column in doctype.columns}
    for wording in _all(*(lexicon.headers(name) for name in _ASIDE)):
        told.setdefault(wording, {})
    for spec in doctype.fields:
        if spec.name not in headed:
            meant = specs.get("goods_description", spec) if spec.kind is ValueKind.MINERAL else spec
            for wording in _all(spec.labels):
                told.setdefault(wording, {meant.name: meant})
    taught = told.keys() - lexicon.composed()
    classes = ((wording, dict.fromkeys(told[wording] or (_NONE,), 1.0)) for wording in told if wording in taught)
    return Meaning(classes, specs, {name: spec.kind for name, spec in specs.items()}, _COMMON)


def _all(*parts: Words) -> list[str]:
    return [wording for words in parts for wordings in words.values() for wording in wordings]


def may_be_guessed(text: str) -> bool:
    """Whether a text has the look of a heading: a few words, no figure."""
    return len(text) <= _LONGEST and 0 < len(text.split()) <= _MOST_WORDS and not any(map(str.isdigit, text))
