"""A bundle's lots looked up from all sides, worked out once for all of its lots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from extract.model import Document
from ingest.model import SourceFile
from validate.facts import SCHEME_CERTIFICATES, Stated, read_field
from validate.model import Dossier, Lot
from validate.numbers import bare
from validate.wording import Wording


class Bundle:
    """Documents by id, the lots that each belongs to, and the certificate numbers that each lot bears."""

    def __init__(self, dossier: Dossier, lots: Sequence[Lot]) -> None:
        self.dossier = dossier
        self.lots = tuple(lots)
        self._wordings: dict[str, Wording] = {}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every document by its id, in the order of the bundle."""
        return {document.id: document for document in self.dossier.documents}

    @cached_property
    def files(self) -> dict[str, SourceFile]:
        """Every file of the bundle by its digest."""
        return {file.sha256: file for file in self.dossier.files}

    @cached_property
    def quarantined(self) -> tuple[SourceFile, ...]:
        """The files that could not be read."""
        return tuple(file for file in self.dossier.files if file.status == "quarantined")

    @cached_property
    def marks(self) -> frozenset[str]:
        """All marks that were seen on any document."""
        return frozenset(mark for document in self.dossier.documents for mark in document.marks)

    @cached_property
    def homes(self) -> dict[str, tuple[str, ...]]:
        """The ids of the lots that each document belongs to."""
        found: dict[str, list[str]] = defaultdict(list)
        for lot in self.lots:
            for id_ in lot.documents:
                found[id_].append(lot.id)
        return {id_: tuple(lots) for id_, lots in found.items()}

    @cached_property
    def certificates(self) -> dict[str, tuple[tuple[str, Stated], ...]]:
        """By a scheme certificate's number (bare): the lots that bear or quote it, and where it stands first."""
        found: dict[str, list[tuple[str, Stated]]] = defaultdict(list)
        for lot in self.lots:
            mine: dict[str, Stated] = {}
            for stated in borne_numbers(self.of(lot)):
                mine.setdefault(bare(str(stated.value)), stated)
            for number, stated in mine.items():
                found[number].append((lot.id, stated))
        return {number: tuple(uses) for number, uses in found.items()}

    def wording(self, document: Document) -> Wording:
        """What the document says in so many words."""
        found = self._wordings.get(document.id)
        if found is None or found.document is not document:
            found = self._wordings[document.id] = Wording(document)
        return found

    def of(self, lot: Lot) -> tuple[Document, ...]:
        """A lot's documents, in the order of the bundle."""
        return tuple(self.documents[id_] for id_ in lot.documents if id_ in self.documents)


def borne_numbers(documents: Iterable[Document]) -> list[Stated]:
    """The numbers of these documents' scheme certificates; where there is none, the certificate numbers they quote.

    A number quoted beside a certificate of another number is a wrong quotation, and no use of that certificate.
    """
    papers = tuple(documents)
    certificates = [d for d in papers if d.type in SCHEME_CERTIFICATES]
    name = "document_number" if certificates else "certificate_number"
    return [
        Stated(d, field)
        for d in certificates or papers
        if (field := read_field(d, name)) is not None and bare(str(field.value))
    ]
