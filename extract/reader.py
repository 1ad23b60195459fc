"""The reader of a document type: its labels and cues, indexed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extract.doctype import DocumentType
from extract.labels_index import LabelIndex, index_of
from extract.lexicon import labels as wordings
from extract.model import DocumentKind
from extract.prose_cues import CueIndex
from extract.types import TYPES
from ingest.collector import collector_paused


@dataclass(frozen=True)
class Reader:
    """A document type with its wordings indexed."""

    doctype: DocumentType
    labels: LabelIndex
    cues: CueIndex


@cache
@collector_paused()  # it would go through the index again and again in vain, for as long as making it takes
def reader_for(kind: DocumentKind) -> Reader:
    """The reader of a known type, made once."""
    return reader_of(kind, TYPES)


def reader_of(kind: DocumentKind, types: Mapping[DocumentKind, DocumentType]) -> Reader:
    """The reader of one of these types; the labels of the others are known to it as labels and no more."""
    others = [other for other in types.values() if other.kind is not kind]
    return Reader(types[kind], index_of(types[kind], others, wordings("page_number")), CueIndex(types[kind]))
