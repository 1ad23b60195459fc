"""The document types: one module each, declaring what such a paper is called and what stands on it.

`unknown` has no module: it is what no type fits.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from extract.doctype import DocumentType
from extract.model import DocumentKind
from extract.types import (
    assay_certificate,
    certificate_of_origin,
    commercial_invoice,
    export_licence,
    icglr_certificate,
    kimberley_process_certificate,
    origin_declaration,
    packing_list,
    transport_document,
)

TYPES: Final[Mapping[DocumentKind, DocumentType]] = MappingProxyType(
    {
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
        )
    }
)
"""Every type that has a declaration, by kind."""
