"""The document types: one module each, declaring what such a paper is called and what stands on it.

`unknown` has no module: it is what no type fits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from extract.doctype import DocumentType
from extract.model import ADDED, DocumentKind
from extract.types import (
    assay_certificate,
    certificate_of_origin,
    commercial_invoice,
    customs_declaration,
    export_licence,
    icglr_certificate,
    kimberley_process_certificate,
    origin_declaration,
    packing_list,
    transport_document,
)

_TYPES: Final[dict[DocumentKind, DocumentType]] = {
    module.TYPE.kind: module.TYPE
    for module in (
        kimberley_process_certificate,
        icglr_certificate,
        certificate_of_origin,
        export_licence,
        commercial_invoice,
        packing_list,
        transport_document,
        assay_certificate,
        origin_declaration,
        customs_declaration,
    )
}

TYPES: Final[Mapping[DocumentKind, DocumentType]] = MappingProxyType(_TYPES)
"""Every type that has a declaration, by kind."""


def add(doctype: DocumentType) -> None:
    """Adds a type that an installation declares, before the first page is read.

    Its kind is made by `DocumentKind.add`. The same type may be added again; raises ValueError for another under its
    kind, for a kind of the contract, and for a type without titles or fields.
    """
    if re.fullmatch(ADDED, doctype.kind) is None:
        raise ValueError(f"the kind {doctype.kind} is the contract's own; make yours with DocumentKind.add")
    if not doctype.titles or not doctype.fields:
        raise ValueError(f"the type {doctype.kind} declares no titles or no fields")
    held = _TYPES.setdefault(DocumentKind.add(doctype.kind), doctype)
    if held is not doctype and held != doctype:
        raise ValueError(f"another type is declared under {doctype.kind}")
