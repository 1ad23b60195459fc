"""Papers read as if a part of the wordings were unknown: what a paper of a new hand does to a reader.

The code has been mended on every paper that is kept here, so on them little goes wrong, and what goes wrong says little
of papers never seen. With a part of the labels, cues and headings hidden the same papers ask again what a new
hand's ask: a label that no list has, a sentence in words of its own, a value that only its neighbours tell.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from extract.doctype import DocumentType, Words
from extract.model import DocumentKind
from extract.reader import Reader, reader_of
from extract.types import TYPES
from extract.values.folding import key

PARTS: Final = 4
"""Parts that the wordings are cut into; of a wording hidden those that begin like it are hidden too."""
_ALIKE: Final = 10  # letters that tell a wording from others


@cache
def reader_without(kind: DocumentKind, part: int) -> Reader:
    """The reader of a type that lacks the `part`-th (from 0) of all wordings."""
    return reader_of(kind, _types(part))


@cache
def _types(part: int) -> Mapping[DocumentKind, DocumentType]:
    return {kind: _without(doctype, part) for kind, doctype in TYPES.items()}


def _without(doctype: DocumentType, part: int) -> DocumentType:
    fields = tuple(
        replace(spec, labels=_kept(spec.labels, part), cues=_kept(spec.cues, part)) for spec in doctype.fields
    )
    columns = tuple(replace(spec, headers=_kept(spec.headers, part)) for spec in doctype.columns)
    return replace(doctype, fields=fields, columns=columns)


def _kept(words: Words, part: int) -> Words:
    return {language: tuple(one for one in wordings if _part(one) != part) for language, wordings in words.items()}


def _part(wording: str) -> int:
    return zlib.crc32(key(wording).replace(" ", "")[:_ALIKE].encode()) % PARTS
