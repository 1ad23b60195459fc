"""What a line table's own cells say in words: "Partida arancelaria 2825.2000. Lote LH-26-0711. Producto de Chile."

Words of a table are no one's value, for its numbers have their columns. What a word before it introduces is a fact of
the paper all the same, where all rows that speak of it say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extract.candidates import Candidate
from extract.candidates_mined import mined
from extract.candidates_places import Neighbourhood
from extract.doctype import DocumentType, ValueKind
from extract.prose import cued
from extract.prose_cues import CueIndex
from extract.prose_paragraphs import Paragraph, paragraphs
from extract.values import Context

_KINDS: Final = frozenset({ValueKind.IDENTIFIER, ValueKind.HS_CODES, ValueKind.COUNTRY})
_LEAST: Final = 2  # words of a cell that says something besides what its column is headed by


def told_in_cells(around: Neighbourhood, doctype: DocumentType, cues: CueIndex, context: Context) -> list[Candidate]:
    """The numbers, tariff codes and countries that words in a page's table lead to, each told in but one way."""
    texts = _texts(around)
    if not texts:
        return []
    found = [*cued(cues, texts, (), context), *mined(doctype, texts, context)]
    told = [
        one for one in found if one.spec.kind in _KINDS and not one.spec.more and one.spec.name != "document_number"
    ]
    values: dict[str, set[str]] = {}
    for one in told:
        values.setdefault(one.spec.name, set()).add(one.key)
    return [one for one in told if len(values[one.spec.name]) == 1]


def _texts(around: Neighbourhood) -> Sequence[Paragraph]:
    """The table's phrases of several words, those put together that read on."""
    if not around.skip:
        return ()
    every = paragraphs(around.layout, around.page, (), frozenset())
    return [
        text
        for text in every
        if all(word in around.skip for _, _, word in text.region.spots)
        and sum(word.isalpha() for word in text.running.split()) >= _LEAST
    ]
