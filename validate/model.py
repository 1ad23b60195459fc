"""What validate hands on: lots, custody events, findings and the outcome of every check."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from extract.model import Document, Evidence
from ingest.model import SourceFile


class EventType(StrEnum):
    """The custody event types of the contract."""

    EXTRACT = "extract"
    AGGREGATE = "aggregate"
    SPLIT = "split"
    PROCESS = "process"
    TRANSFER = "transfer"
    TRANSPORT = "transport"
    EXPORT = "export"
    IMPORT = "import"
    RECYCLE = "recycle"


class CustodyEvent(BaseModel):
    """One custody event. `time` is aware (UTC where no offset was given; then `offset_stated` is False).

    `quantity` is in `unit` (as given: `ct`, `g`, `kg`, `t`, …). `source` names the file (SHA-256) and `position` the
    row or event number (from 1) in it. `more` keeps columns and members that the contract does not name.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    time: datetime
    offset_stated: bool = True
    type: EventType
    lot: str
    inputs: tuple[str, ...] = ()
    from_party: str | None = None
    to_party: str | None = None
    location: str | None = None
    country: str | None = None
    mine_site: str | None = None
    mineral: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    tags: tuple[str, ...] = ()
    process: str | None = None
    recycled_share: Decimal | None = None
    document_numbers: tuple[str, ...] = ()
    source: str | None = None
    position: int | None = None
    more: dict[str, str] = {}


class CustodyFault(BaseModel):
    """A custody row or event that could not be used: where, and why."""

    model_config = ConfigDict(frozen=True)

    source: str | None
    position: int | None
    reason: str


class CustodyRecord(BaseModel):
    """Everything read from custody files: events in time order and what could not be used.

    `withdrawn` are ids of events that their maker declared to be in error (EPCIS errorDeclaration); they are not
    among `events`.
    """

    model_config = ConfigDict(frozen=True)

    events: tuple[CustodyEvent, ...] = ()
    faults: tuple[CustodyFault, ...] = ()
    withdrawn: tuple[str, ...] = ()


Severity = Literal["block", "review", "info"]
Outcome = Literal["passed", "failed", "not_applicable", "not_decidable"]
LotStatus = Literal["clear", "review", "blocked"]


class Side(BaseModel):
    """What one side of a finding states: a document's field, a custody event's field, or a reference table's row."""

    model_config = ConfigDict(frozen=True)

    document: str | None = None
    event: str | None = None
    reference: str | None = None
    field: str | None = None
    value: str | None = None


class Finding(BaseModel):
    """Something that a check found. `code` is the contract's, `rule` our rule's own name, `basis` why it is checked."""

    model_config = ConfigDict(frozen=True)

    code: str
    rule: str
    severity: Severity
    message: str
    basis: str
    left: Side | None = None
    right: Side | None = None
    evidence: tuple[Evidence, ...] = ()


class Check(BaseModel):
    """The outcome of one rule on one lot, never silently skipped; `reason` says why it was not decidable."""

    model_config = ConfigDict(frozen=True)

    rule: str
    outcome: Outcome
    reason: str | None = None


class Lot(BaseModel):
    """A lot: its number, its documents' ids, and the custody lot ids that are its own."""

    model_config = ConfigDict(frozen=True)

    id: str
    documents: tuple[str, ...]
    custody_lots: tuple[str, ...] = ()


class Dossier(BaseModel):
    """All that is known of a bundle when checks begin."""

    model_config = ConfigDict(frozen=True)

    files: tuple[SourceFile, ...]
    documents: tuple[Document, ...]
    custody: CustodyRecord = CustodyRecord()

    def document(self, id: str) -> Document:  # noqa: A002 - the contract's own word
        """The document with this id; KeyError if there is none."""
        for document in self.documents:
            if document.id == id:
                return document
        raise KeyError(id)


class Ancestor(BaseModel):
    """A lot that went into another one, with its part of it by weight (0..1; None where a weight is not known).

    For a direct parent, `events` are those in which it went in; for a source, `country`, `mine` and `recycled` say
    where its material entered the record.
    """

    model_config = ConfigDict(frozen=True)

    lot: str
    share: Decimal | None
    events: tuple[str, ...] = ()
    country: str | None = None
    mine: str | None = None
    recycled: bool = False


class Product(BaseModel):
    """A lot that nothing was made from yet and that this lot went into: `share` of it (0..1) is of this lot."""

    model_config = ConfigDict(frozen=True)

    lot: str
    share: Decimal | None


class Lineage(BaseModel):
    """A lot followed both ways: its direct parents, the lots that its material began as, the products made of it.

    `products_not_listed` counts products beyond those listed.
    """

    model_config = ConfigDict(frozen=True)

    parents: tuple[Ancestor, ...] = ()
    sources: tuple[Ancestor, ...] = ()
    products: tuple[Product, ...] = ()
    products_not_listed: int = 0


class CheckedLot(BaseModel):
    """A lot with everything that was found, the outcome of every rule, and what it was made of and into."""

    model_config = ConfigDict(frozen=True)

    lot: Lot
    status: LotStatus
    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    lineage: Lineage = Lineage()
