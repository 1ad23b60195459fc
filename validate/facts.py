"""What the documents of a lot state of one fact, in the order in which they count: a certificate first, then the
invoice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.model import Document, DocumentKind, Field, FieldValue, Money
from validate.model import Side

ORDER = (
    DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE,
    DocumentKind.ICGLR_CERTIFICATE,
    DocumentKind.COMMERCIAL_INVOICE,
    DocumentKind.CERTIFICATE_OF_ORIGIN,
    DocumentKind.PACKING_LIST,
    DocumentKind.TRANSPORT_DOCUMENT,
    DocumentKind.EXPORT_LICENCE,
    DocumentKind.ASSAY_CERTIFICATE,
    DocumentKind.ORIGIN_DECLARATION,
    DocumentKind.CUSTOMS_DECLARATION,
    DocumentKind.UNKNOWN,
)
"""Which document a fact is measured by: the first of these that states it."""

SCHEME_CERTIFICATES = (DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE, DocumentKind.ICGLR_CERTIFICATE)
"""Certificates of a government scheme that make a lot tradable."""


class _Names(dict[DocumentKind, str]):
    """Names of kinds; a type that an installation has added is called by its own words."""

    def __missing__(self, kind: DocumentKind) -> str:
        return kind.value.removeprefix("x_").replace("_", " ")


NAMES: dict[DocumentKind, str] = _Names(
    {
        DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE: "Kimberley Process certificate",
        DocumentKind.ICGLR_CERTIFICATE: "ICGLR certificate",
        DocumentKind.CERTIFICATE_OF_ORIGIN: "certificate of origin",
        DocumentKind.EXPORT_LICENCE: "export licence",
        DocumentKind.COMMERCIAL_INVOICE: "invoice",
        DocumentKind.PACKING_LIST: "packing list",
        DocumentKind.TRANSPORT_DOCUMENT: "transport document",
        DocumentKind.ASSAY_CERTIFICATE: "assay certificate",
        DocumentKind.ORIGIN_DECLARATION: "declaration",
        DocumentKind.CUSTOMS_DECLARATION: "customs declaration",
        DocumentKind.UNKNOWN: "document of unknown type",
    }
)
"""How messages call a document type."""


_AS_WRITTEN = frozenset({"text-layer", "cells"})

HARDLY = 0.6
"""Confidence below which a reading is hardly one."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One document's statement of a fact."""

    document: Document
    field: Field

    @property
    def value(self) -> FieldValue:
        """The value stated; only fields that were read become statements."""
        assert self.field.value is not None  # kept by `read_field`
        return self.field.value

    @property
    def side(self) -> Side:
        """The finding's side that names this statement."""
        return Side(document=self.document.id, field=self.field.name, value=show(self.field))

    @property
    def digital(self) -> bool:
        """Whether it stands in a file's own text, where no letter or figure is misread for another."""
        origins = {(sheet.file, sheet.page): sheet.origin for sheet in self.document.sheets}
        found = {origins.get((one.file, one.page)) for one in self.field.evidence}
        return bool(found) and found <= _AS_WRITTEN

    @property
    def says(self) -> str:
        """As a message says it: `the invoice (d2) states 219.53 ct`."""
        return f"the {called(self.document)} states {show(self.field)}"


def called(document: Document) -> str:
    """The document as a message names it: `invoice INV-2686 (d2)`."""
    number = document.fields.get("document_number")
    if number is not None and isinstance(number.value, str) and number.status in ("read", "corrected"):
        return f"{NAMES[document.type]} {number.value} ({document.id})"
    return f"{NAMES[document.type]} ({document.id})"


def show(field: Field) -> str:
    """A field's value in plain words: `1254.30 ct`, `USD 961194.94`, `A102395, KP244113`."""
    value = field.value
    if value is None:
        return field.raw or field.status
    if isinstance(value, Money):
        return f"{value.currency} {value.amount}"
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value} {field.unit}" if field.unit else str(value)


def read_field(document: Document, name: str) -> Field | None:
    """The field where it was read or corrected and has a value, else None."""
    field = document.fields.get(name)
    if field is None or field.value is None or field.status not in ("read", "corrected"):
        return None
    return field


def further(document: Document, name: str) -> Stated | None:
    """A further fact (`Document.more`) as a statement, where it was read and has a value, else None."""
    field = document.more.get(name)
    if field is None or field.value is None or field.status not in ("read", "corrected"):
        return None
    return Stated(document, field)


def text(document: Document, name: str) -> str | None:
    """The value of a text field, None where there is none."""
    field = read_field(document, name)
    return field.value if field is not None and isinstance(field.value, str) else None


def sort_key(document: Document) -> tuple[int, int]:
    """Reference documents first, then in the bundle's order."""
    return _RANK.get(document.type, len(ORDER)), _number_in(document.id)


_RANK = {kind: rank for rank, kind in enumerate(ORDER)}


@lru_cache(maxsize=65536)
def _number_in(id_: str) -> int:
    digits = "".join(c for c in id_ if c.isdigit())
    return int(digits) if digits else 0


def statements(
    documents: Iterable[Document], name: str, kinds: Sequence[DocumentKind] | None = None
) -> tuple[Stated, ...]:
    """What each of the documents (of these kinds) states under this field name, reference document first.

    What was hardly read comes after what was read, so that no rule rests on it while another paper states the fact.
    """
    found = []
    for document in sorted(documents, key=sort_key):
        if kinds is not None and document.type not in kinds:
            continue
        field = read_field(document, name)
        if field is not None:
            found.append(Stated(document, field))
    return tuple(sorted(found, key=lambda s: s.field.status != "corrected" and s.field.confidence < HARDLY))


def listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
