"""Whether a document was understood as a whole, and what its readings are worth where it was not.

A reader that misses several of the fields that every such document bears has taken the form for another: what it did
read may stand in the wrong place as well, however clear the letters were.
"""

from __future__ import annotations

from extract.model import Document
from validate.model import Dossier
from validate.policy import Policy
from validate.reference import Reference
from validate.reference_rows import DemandedField

SEVERAL = 2
"""Demanded fields not made out from which on a document counts as not understood."""

SHARE = 0.25
"""Share of the demanded fields from which on it is the document, and not a field or two, that was not understood."""

FORMAL = "formal"
"""Importance of fields whose absence says nothing about the reading."""

WORTH = 0.55
"""The most that a reading from such a document is trusted: it may be asked about, and decides nothing."""


def not_made_out(document: Document, reference: Reference) -> tuple[DemandedField, ...]:
    """The demanded fields that were not read from the document, nor from its lines."""
    return tuple(
        row
        for row in reference.demanded_fields
        if row.document == document.type.value and not any(_stated(document, name) for name in row.names)
    )


def _stated(document: Document, name: str) -> bool:
    field = document.fields.get(name)
    if field is not None and field.status in ("read", "corrected") and field.value is not None:
        return True
    return any(cell.value is not None for line in document.lines if (cell := line.get(name)) is not None)


def understood(document: Document, reference: Reference, policy: Policy) -> bool:
    """False where a good part of the demanded fields was not made out, or one was not and the rest was read badly."""
    demanded = [r for r in reference.demanded_fields if r.document == document.type.value and r.importance != FORMAL]
    lacking = sum(row.importance != FORMAL for row in not_made_out(document, reference))
    if lacking == 0:
        return True
    if read_badly(document, policy):
        return False
    return lacking < SEVERAL or lacking < SHARE * len(demanded)


def read_badly(document: Document, policy: Policy) -> bool:
    """Whether so little of a document was read surely that a field not found may still be there."""
    read = [f.confidence for f in document.fields.values() if f.status == "read" and f.value is not None]
    return not read or sum(read) / len(read) < float(policy.confidence.absent)


def trusted(dossier: Dossier, reference: Reference, policy: Policy) -> Dossier:
    """The dossier as the rules weigh it: readings of documents that were not understood are worth little.

    Values that a person corrected keep their weight.
    """
    documents = tuple(d if understood(d, reference, policy) else _doubted(d) for d in dossier.documents)
    return dossier.model_copy(update={"documents": documents})


def _doubted(document: Document) -> Document:
    fields = {
        name: field
        if field.status == "corrected" or field.confidence <= WORTH
        else field.model_copy(update={"confidence": WORTH})
        for name, field in document.fields.items()
    }
    return document.model_copy(update={"fields": fields})
