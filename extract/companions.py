"""What the other papers of a bundle state, recognised on a paper that states it without a label we understand.

The papers of a lot name the same parties, numbers and weights. Where a paper's own labels gave no value for a field,
and a text or figure that another paper states for that very field stands on the page, whole and in no other role, a
reader knows it again; so does this. Nothing is carried over: the value is what this page prints, its evidence is here,
its rule names the paper that it was known from, and its confidence stays below that of a labelled value. A figure or
number that differs is not found by this, so a contradiction stays one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extract.companions_countries import COUNTRIES
from extract.companions_days import dated
from extract.companions_fit import KNOWN_FROM, Paper, field_of, fit
from extract.companions_goods import GOODS, MINERAL, goods_again, mineral_again
from extract.companions_instead import in_place_of, own_number
from extract.companions_places import ADDRESSES, FIGURES, NAMES
from extract.companions_pool import Pool, gathered
from extract.companions_scaled import scaled
from extract.doctype import QUOTED
from extract.model import Document
from extract.types import TYPES

__all__ = ["KNOWN_FROM", "MOST_PAPERS", "recognised"]

MOST_PAPERS: Final = 300
"""Papers of a bundle from which on nothing is known again: each is held against each, and many lots go with them."""

_ORDER: Final = (
    *NAMES,
    *ADDRESSES,
    "document_number",
    *sorted(QUOTED),
    "lot_number",
    "mine_site",
    "seal_numbers",
    "tag_numbers",
    "hs_codes",
    "parcel_count",
    *FIGURES,
    *COUNTRIES,
    GOODS,
    MINERAL,
)


def recognised(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The bundle's documents, with what is known again from their companions; all else as it was."""
    if not 2 <= len(documents) <= MOST_PAPERS:
        return tuple(documents)
    documents = dated(scaled(documents))
    pool = gathered(documents)
    return tuple(_with_known(document, pool) if document.type in TYPES else document for document in documents)


def _with_known(document: Document, pool: Pool) -> Document:
    paper = Paper.of(document, pool)
    names = {name for spec in TYPES[document.type].fields if not spec.more for name in spec.fills}
    for name in (name for name in _ORDER if name in names):
        stated = paper.document.fields.get(name)
        if name == GOODS:
            found = goods_again(paper)
        elif name == MINERAL and stated is None:
            found = mineral_again(paper)
        elif stated is None or paper.is_open(name):
            fits = fit(paper, name)
            found = field_of(paper, name, fits) if fits is not None else None
        else:
            found = own_number(stated, paper) if name == "document_number" else in_place_of(stated, paper)
        if found is not None:
            paper = paper.stating(found)
    return paper.document
