"""What another paper of the bundle states as well is surer: two readings of two papers seldom err alike.

Names, numbers, weights, amounts and places of a lot stand on several of its papers. A value that a second paper states
for the same field, or that is one paper's own number and quoted on another, gains the log-odds `borne_out` of
`data/doubt_weights.csv`. Dates and descriptions gain nothing: each paper has its own. Nor does a count where its own
paper counts otherwise, too: papers of a lot count one of two kinds of goods alike. Nor does a number of the paper's own
that a word of running text leads to ("our reference …"): what other papers state, too, is hardly its own. A party that
as many papers name in the other role, as the seller here and as the buyer there, is to be looked at. No value changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extract.companions_pool import mark_of
from extract.doctype import QUOTED
from extract.doubts_elsewhere import is_told_otherwise
from extract.doubts_weighed import further
from extract.model import Document, Field

EVIDENCE: Final = "borne_out"
_NUMBER: Final = "number"
_OWN: Final = frozenset(
    {"issue_date", "expiry_date", "shipment_date", "goods_description", "issuing_authority", "mineral", "form"}
)
"""Fields of which papers of one lot state each their own, or of which few values are possible."""


@dataclass(frozen=True, order=True)
class Fact:
    """What two papers state alike: the field, numbers of papers being one, and the value in a form that compares."""

    field: str
    value: str


_OTHER_ROLE: Final = {"exporter_name": "importer_name", "importer_name": "exporter_name"}
_LOOKED_AT: Final = 0.85
"""Confidence that a party has at most which other papers name in the other role."""


def facts_of(fields: Mapping[str, Field]) -> dict[str, Fact]:
    """The facts that a paper's fields state and that other papers may bear out, by the field's name."""
    return {
        name: Fact(_NUMBER if name in QUOTED or name == "document_number" else name, mark_of(one.value, one.unit))
        for name, one in fields.items()
        if one.status == "read" and one.value is not None and name not in _OWN and not _is_shared(name, one)
    }


def _is_shared(name: str, field: Field) -> bool:
    """Whether papers of a lot may state a reading alike although it is wrong: what they err in has one cause."""
    if name == "parcel_count":
        return is_told_otherwise(field)
    return name == "document_number" and (field.label or "")[:1].islower()


def borne_out(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, with what a second of them states alike a little surer."""
    stated = [facts_of(document.fields) for document in documents]
    papers: dict[Fact, set[int]] = {}
    for number, facts in enumerate(stated):
        for fact in facts.values():
            papers.setdefault(fact, set()).add(number)
    return tuple(_weighed(document, facts, papers) for document, facts in zip(documents, stated, strict=True))


def _weighed(document: Document, facts: Mapping[str, Fact], papers: Mapping[Fact, set[int]]) -> Document:
    """The document with what a second paper states alike surer, and a party that others see in another role less so."""
    changed = {}
    for name, fact in facts.items():
        one = document.fields[name]
        if _in_other_role(fact, papers):
            changed[name] = one.model_copy(update={"confidence": min(one.confidence, _LOOKED_AT)})
        elif len(papers[fact]) > 1:
            changed[name] = one.model_copy(update={"confidence": round(further(one.confidence, EVIDENCE), 4)})
    return document.model_copy(update={"fields": {**document.fields, **changed}}) if changed else document


def _in_other_role(fact: Fact, papers: Mapping[Fact, set[int]]) -> bool:
    """Whether as many papers name a party the buyer as name it the seller, or more, or the other way round."""
    other = _OTHER_ROLE.get(fact.field)
    return other is not None and len(papers.get(Fact(other, fact.value), ())) >= len(papers[fact])
